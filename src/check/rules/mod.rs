//! Every rule: the table, in the order in which `explain` lists them. A rule stands in the file of its name.

macro_rules! rules {
    ($($group:ident: $($rule:ident)+;)+) => {
        $(mod $group { $(pub mod $rule;)+ })+

        /// Every rule.
        pub static RULES: &[&Rule] = &[$($(&$group::$rule::RULE),+),+];
    };
}

rules! {
    format:
        toml_syntax duplicate_id bad_id missing_key unknown_key wrong_type unknown_word bad_span unknown_reference
        no_measures;
    anchors:
        missing_anchor long_quote quote_outgrows_span unsorted_spans overlapping_spans span_outside_letter malformed_hash
        malformed_clause;
    honesty:
        contradicted_status unsupported_status unexplained_stop unending_done evidence_before_reply reply_as_evidence
        evidence_after_entry activity_as_result entry_before_reply unordered_history verification_by_owner owners_papers
        groundless_confirmation repeated_office
        wrong_extension due_before_reply due_without_basis owner_without_basis every_mismatch malformed_period
        sourceless_figure too_many_items repeated_item unknown_item contradicted_item open_items;
    hygiene:
        blank_text weak_title missing_done_when unused_org unused_evidence bad_url repeated_value look_alike_id
        self_relation one_sided_relation owner_in_support unreviewed_draft;
    set:
        repeated_reply ambiguous_office;
    config:
        unknown_rule bad_requirement unmet_requirement unused_suppression;
    clock:
        overdue due_soon silent missed_period future_entry lapsed_requirement expired_suppression;
    change:
        vanished_ledger vanished_measure reused_id changed_promise moved_deadline quiet_status quiet_reopening
        quiet_closing rewritten_history removed_history rewritten_evidence rewritten_figure rewritten_feedback
        changed_reply loosened_check;
}

use super::rule::Rule;

pub use config::unused_suppression;

/// The rule of this name.
pub fn rule(id: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.id() == id)
}

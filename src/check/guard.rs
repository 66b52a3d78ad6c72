//! What a writer may not bring about: a new error in the measures that it changes, or a change of what stands for good.

use chrono::NaiveDate;

use super::{
    checking::{Asked, Subject, check},
    levels::Levels,
    pair::Pair,
    rule::{Lane, Look, Rule},
    rules::RULES,
};
use crate::model::{Finding, Ledger, Level};

/// A change of what was promised is told in the history, which may be the next thing that the writer does; so it is asked of
/// a whole change, not of each step.
const ASKED_OF_WHOLE_CHANGES: &[&str] = &["changed-promise"];

/// The first error that a change would add: of a measure that rules look at alone, or of a change.
///
/// Rules that look at a whole ledger are left to `check`: a writer of one measure among many does not read all of them.
pub fn guard(before: &Ledger, after: &Ledger, changed: &dyn Fn(&str) -> bool) -> Option<Finding> {
    let is_small = |rule: &&&'static Rule| {
        let is_measures = rule.lane == Lane::Integrity && matches!(rule.look, Look::Measure(_));
        is_measures || (rule.lane == Lane::Change && !ASKED_OF_WHOLE_CHANGES.contains(&rule.id()))
    };
    let rules: Vec<&'static Rule> = RULES.iter().filter(is_small).copied().collect();
    let pair = Pair { before, after: Some(after), base: &before.source.name, former: None };
    let errors = |ledger, pair| {
        let subjects = [Subject { ledger, pair, only: Some(changed) }];
        let asked = Asked { subjects: &subjects, as_of: NaiveDate::MAX, rules: &rules, levels: &Levels::default() };
        let found = check(&asked).findings.into_iter().map(|(_, finding)| finding);
        found.filter(|finding| finding.level == Level::Error).collect::<Vec<Finding>>()
    };
    let mut known = errors(before, None);
    errors(after, Some(pair)).into_iter().find(|new| {
        let same =
            known.iter().position(|old| (old.rule, &old.record, &old.said) == (new.rule, &new.record, &new.said));
        same.map(|at| known.swap_remove(at)).is_none()
    })
}

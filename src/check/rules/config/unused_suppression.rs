//! `unused-suppression`: an exception that nothing needs.

use std::collections::HashSet;

use crate::{
    check::{Found, rule::rule},
    model::Suppression,
    said,
};

rule! {
    "unused-suppression", Integrity, Warning;
    what: "没有用到的例外", "an exception that nothing needs";
    why: "问题已经没有了，例外还留着，以后同样的问题就不会再报。", "When the finding is gone and its exception stays, the same finding will not be reported when it returns.";
    way_out: "删去这条例外。", "Remove the exception.";
    example: "[[check.suppress]]\nrule = \"long-quote\"\nmeasure = \"mend-windmills\"\nreason = \"原文一句话说不断。\"\n\n[measure.mend-windmills]\ntitle = \"修好七座风车\"\nkind = \"deliverable\"\nquote = \"修好七座风车\"\nspan = [[10, 16]]\n";
    look: Checking;
}

/// Looks at the exceptions, by their places, after the rules that ran have used some.
pub fn look(
    suppressions: &[Suppression],
    ran: &HashSet<&str>,
    is_unused: impl Fn(usize, &Suppression) -> bool,
    found: &mut Found,
) {
    for (at, suppression) in suppressions.iter().enumerate() {
        if !is_unused(at, suppression) {
            continue;
        }
        let Some(rule) = suppression.rule.as_deref().filter(|rule| ran.contains(rule)) else { continue };
        let said = said!("{rule} 没有报这一项，用不着例外", "{rule} finds nothing here that needed it");
        found.in_file(suppression.place.0, said, said!("删去这条例外", "remove the exception"));
    }
}

//! `due-before-reply`: a deadline that had passed when the promise was made.

use crate::{
    check::{Found, entries::reply_day, rule::rule},
    query::Row,
    said,
};

rule! {
    "due-before-reply", Integrity, Error;
    what: "完成时限早于答复", "a deadline before the reply";
    why: "答复时已经过去的时限不会是承诺：多半是年份写错了。", "A day that had passed when the promise was made cannot be its deadline: the year is wrong, as a rule.";
    way_out: "改正 due。", "Correct due.";
    example: "[measure.mend-windmills]\ntitle = \"修好七座风车\"\nkind = \"deliverable\"\ndue = 2023-12-31\ndue_basis = \"stated\"\n";
    look: Measure(look);
}

fn look(row: &Row<'_>, found: &mut Found) {
    let (Some(reply), due) = (reply_day(row.ledger), &row.measure.due) else { return };
    if let Some(day) = due.copied().filter(|day| *day < reply) {
        let said = said!("时限 {day} 早于 {reply} 的答复", "the deadline {day} lies before the reply of {reply}");
        found.in_measure(row.measure, due.span(), said, said!("改正 due", "correct due"));
    }
}

//! `future-entry`: an entry that is dated after the as-of date.

use crate::{
    check::{Found, entries::days, rule::rule},
    query::Row,
    said,
};

rule! {
    "future-entry", Clock, Error;
    what: "记录的日期在截至日期之后", "an entry that is dated after the as-of date";
    why: "还没有发生的事不能登记；多半是日期写错了。", "What has not happened yet cannot be recorded; the date is wrong, as a rule.";
    way_out: "改正日期；要看那一天的情况，用 --as-of。", "Correct the date; to see how things stand on that day, use --as-of.";
    example: "[measure.mend-windmills]\ntitle = \"修好七座风车\"\nkind = \"deliverable\"\n\n[[measure.mend-windmills.update]]\ndate = 2034-09-12\nby = \"works\"\nnote = \"已修好四座。\"\n";
    look: Measure(look);
}

fn look(row: &Row<'_>, found: &mut Found) {
    for slot in days(row.measure).into_iter().flatten() {
        let as_of = row.clock.as_of;
        if let Some(day) = slot.copied().filter(|day| *day > as_of) {
            let said = said!("{day} 在截至日期 {as_of} 之后", "{day} lies after the as-of date {as_of}");
            found.in_measure(row.measure, slot.span(), said, said!("改正日期", "correct the date"));
        }
    }
}

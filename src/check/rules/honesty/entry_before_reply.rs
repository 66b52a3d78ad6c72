//! `entry-before-reply`: an entry that is older than the promise.

use crate::{
    check::{
        Found,
        entries::{days, reply_day},
        rule::rule,
    },
    query::Row,
    said,
};

rule! {
    "entry-before-reply", Integrity, Error;
    what: "进展、核实或延期的日期早于答复", "an update, a verification or an extension that is dated before the reply";
    why: "承诺还没有作出，谈不上进展；答复之前的事是背景，不是落实。", "Before the promise was made nothing could become of it; what came before is background.";
    way_out: "改正日期；答复之前的情况写在备注里。", "Correct the date; what came before the reply goes into a note.";
    example: "[measure.mend-windmills]\ntitle = \"修好七座风车\"\nkind = \"deliverable\"\n\n[[measure.mend-windmills.update]]\ndate = 2023-09-12\nby = \"works\"\nnote = \"已修好四座。\"\n";
    look: Measure(look);
}

fn look(row: &Row<'_>, found: &mut Found) {
    let Some(reply) = reply_day(row.ledger) else { return };
    for slot in days(row.measure).into_iter().flatten() {
        if let Some(day) = slot.copied().filter(|day| *day < reply) {
            let said = said!("{day} 早于 {reply} 的答复", "{day} lies before the reply of {reply}");
            found.in_measure(row.measure, slot.span(), said, said!("改正日期", "correct the date"));
        }
    }
}

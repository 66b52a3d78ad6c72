//! `quiet-reopening`: a closed measure is not closed any more, and nobody said why.

use crate::{
    check::{
        Found, Pair,
        pair::{has_new_entry, is_closed},
        rule::rule,
    },
    said,
};

rule! {
    "quiet-reopening", Change, Error;
    what: "已销号的承诺不再是销号，却没有新的进展或核实", "a closed measure that is no longer closed without a new statement or finding";
    why: "销号要有人核实，撤销也一样：改一个字段就能翻案，等于谁都没有核实过。",
        "Closing takes somebody's finding, and so does reopening: if an edited field undoes it, nobody verified anything.";
    way_out: "用 duban update 或 duban verify 登记新的情况；若是误改，改回去。",
        "Record what is new with duban update or duban verify; if it was edited by mistake, put it back.";
    example: "[measure.mend-windmills]\ntitle = \"修好七座风车\"\nkind = \"deliverable\"\nowner = \"works\"\nstatus = \"done\"\n\n[[measure.mend-windmills.update]]\ndate = 2024-09-12\nby = \"works\"\nstatus = \"done\"\nnote = \"全部修好。\"\nevidence = [\"repair-notice\"]\n\n[[measure.mend-windmills.verification]]\ndate = 2025-02-10\nby = \"watch\"\nresult = \"confirmed\"\nmethod = \"site-visit\"\n", "[measure.mend-windmills]\ntitle = \"修好七座风车\"\nkind = \"standing\"\nowner = \"works\"\nstatus = \"done\"\n\n[[measure.mend-windmills.update]]\ndate = 2024-09-12\nby = \"works\"\nstatus = \"done\"\nnote = \"全部修好。\"\nevidence = [\"repair-notice\"]\n\n[[measure.mend-windmills.verification]]\ndate = 2025-02-10\nby = \"watch\"\nresult = \"confirmed\"\nmethod = \"site-visit\"\n";
    look: Change(look);
}

fn look(pair: &Pair<'_>, found: &mut Found) {
    let Some(ledger) = pair.after else { return };
    for (before, after) in pair.measures() {
        if is_closed(pair.before, before) && !is_closed(ledger, after) && !has_new_entry(before, after) {
            let said = said!("原已销号，现在不是了，没有新的进展或核实", "it was closed and is not any more, without a new statement or finding");
            let help = said!("登记新的情况，或改回去", "record what is new, or put it back");
            found.in_measure(after, None, said, help);
        }
    }
}

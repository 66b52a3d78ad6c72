//! `quiet-closing`: a measure is closed now, and nobody said anything new.

use crate::{
    check::{
        Found, Pair,
        pair::{has_new_entry, is_closed},
        rule::rule,
    },
    said,
};

rule! {
    "quiet-closing", Change, Error;
    what: "没有新的进展或核实，承诺却成了已销号", "a measure that became closed without a new statement or finding";
    why: "换一个牵头单位、改一份材料的发布者，自己的核实就成了别人的核实。销号只能来自新的核实。",
        "With another owner, or another publisher of a paper, the owner's finding becomes somebody else's. Only a new finding closes a measure.";
    way_out: "改回去；确已办成的，由别的单位用 duban verify 核实。", "Put it back; if it is done, let another office verify it with duban verify.";
    example: "[measure.mend-windmills]\ntitle = \"修好七座风车\"\nkind = \"deliverable\"\nowner = \"watch\"\nstatus = \"done\"\n\n[[measure.mend-windmills.update]]\ndate = 2024-09-12\nby = \"works\"\nstatus = \"done\"\nnote = \"全部修好。\"\nevidence = [\"repair-notice\"]\n\n[[measure.mend-windmills.verification]]\ndate = 2025-02-10\nby = \"watch\"\nresult = \"confirmed\"\nmethod = \"site-visit\"\n", "[measure.mend-windmills]\ntitle = \"修好七座风车\"\nkind = \"deliverable\"\nowner = \"works\"\nstatus = \"done\"\n\n[[measure.mend-windmills.update]]\ndate = 2024-09-12\nby = \"works\"\nstatus = \"done\"\nnote = \"全部修好。\"\nevidence = [\"repair-notice\"]\n\n[[measure.mend-windmills.verification]]\ndate = 2025-02-10\nby = \"watch\"\nresult = \"confirmed\"\nmethod = \"site-visit\"\n";
    look: Change(look);
}

fn look(pair: &Pair<'_>, found: &mut Found) {
    let Some(ledger) = pair.after else { return };
    for (before, after) in pair.measures() {
        if !is_closed(pair.before, before) && is_closed(ledger, after) && !has_new_entry(before, after) {
            let said = said!("没有新的进展或核实，却成了已销号", "it became closed without a new statement or finding");
            let help = said!("改回去，由别的单位核实", "put it back and let another office verify it");
            found.in_measure(after, None, said, help);
        }
    }
}

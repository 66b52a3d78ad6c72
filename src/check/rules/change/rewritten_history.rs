//! `rewritten-history`: an entry says something else than when it landed.

use crate::{
    check::{
        Found, Pair,
        pair::{Fate, fates_of_history},
        rule::rule,
    },
    said,
};

rule! {
    "rewritten-history", Change, Error;
    what: "已有的进展、核实或延期被改写", "an update, a verification or an extension that was rewritten";
    why: "历史只增不改：当时怎么说的就留着，后来有变化另记一条，读的人才知道什么时候改了口。",
        "History only grows: what was said stays, and what changed is another entry, so that readers see when somebody changed their mind.";
    way_out: "改回原样；要更正的话，另记一条（duban update、duban verify、duban extend）。",
        "Put it back; a correction is an entry of its own (duban update, duban verify, duban extend).";
    example: "[measure.mend-windmills]\ntitle = \"修好七座风车\"\nkind = \"deliverable\"\n\n[[measure.mend-windmills.update]]\ndate = 2024-09-12\nby = \"works\"\nnote = \"已修好四座。\"\n", "[measure.mend-windmills]\ntitle = \"修好七座风车\"\nkind = \"deliverable\"\n\n[[measure.mend-windmills.update]]\ndate = 2024-09-12\nby = \"works\"\nnote = \"已修好七座。\"\n";
    look: Change(look);
}

fn look(pair: &Pair<'_>, found: &mut Found) {
    for (before, after) in pair.measures() {
        for fate in fates_of_history(before, after) {
            let Fate::Rewritten { was, is, keys } = fate else { continue };
            let (place, names) = (pair.place(was), keys.join(", "));
            let said = said!("与 {place} 的记录不同：{names}", "not the entry that stood at {place}: {names}");
            found.in_measure(after, Some(is), said, said!("改回原样，另记一条", "put it back, and record another entry"));
        }
    }
}

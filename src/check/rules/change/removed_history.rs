//! `removed-history`: an entry that landed is gone.

use crate::{
    check::{
        Found, Pair,
        pair::{Fate, fates_of_history},
        rule::rule,
    },
    said,
};

rule! {
    "removed-history", Change, Error;
    what: "已有的进展、核实或延期被删去", "an update, a verification or an extension that was removed";
    why: "删掉一条，就好像从来没有人那样说过。", "Without it, it is as if nobody had ever said so.";
    way_out: "从 git 取回；说错了的，另记一条更正。", "Take it back from git; what was wrong is corrected by another entry.";
    example: "[measure.mend-windmills]\ntitle = \"修好七座风车\"\nkind = \"deliverable\"\n\n[[measure.mend-windmills.update]]\ndate = 2024-09-12\nby = \"works\"\nnote = \"已修好四座。\"\n", "[measure.mend-windmills]\ntitle = \"修好七座风车\"\nkind = \"deliverable\"\n";
    look: Change(look);
}

fn look(pair: &Pair<'_>, found: &mut Found) {
    for (before, after) in pair.measures() {
        for fate in fates_of_history(before, after) {
            let Fate::Removed { was } = fate else { continue };
            let place = pair.place(was);
            let said = said!("{place} 的一条记录不见了", "an entry is gone; it stood at {place}");
            found.in_measure(after, None, said, said!("取回，另记一条更正", "take it back, and record a correction"));
        }
    }
}

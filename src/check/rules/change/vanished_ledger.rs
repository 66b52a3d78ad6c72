//! `vanished-ledger`: a whole ledger is gone.

use crate::{
    check::{Found, Pair, rule::rule},
    lang::count,
    said,
};

rule! {
    "vanished-ledger", Change, Error;
    what: "整本台账不见了", "a ledger that is gone";
    why: "删掉一本台账，就删掉了其中所有承诺和它们的历史。", "With a ledger all its promises go, and what was said of them.";
    way_out: "从 git 取回；若只是改名或移动，保留答复函编号即可认出。", "Take it back from git; one that was renamed or moved is recognised by the number of its reply.";
    example: "[measure.mend-windmills]\ntitle = \"修好七座风车\"\nkind = \"deliverable\"\n", "";
    look: Change(look);
}

fn look(pair: &Pair<'_>, found: &mut Found) {
    if pair.after.is_some() {
        return;
    }
    let number = pair.before.reply().and_then(|reply| reply.number.span());
    let (n, base) = (pair.before.measures().len(), pair.base);
    let measures = count(n, "measure");
    let said = said!("{base} 中有这本台账（{n} 项承诺），现在没有了", "{base} has this ledger with {measures}; now it is gone");
    found.in_file(number.unwrap_or_default(), said, said!("从 git 取回", "take it back from git"));
}

//! `rewritten-evidence`: a piece of evidence is not what it was.

use crate::{
    check::{Found, Pair, rule::rule},
    model::{Collection, Record as _},
    said,
};

rule! {
    "rewritten-evidence", Change, Warning;
    what: "已有佐证材料的题目、发布者或日期被改动", "evidence whose title, publisher or date was changed";
    why: "材料换了日期或发布者，凭它作出的说法和核实就换了分量。网址失效了可以改，不算。",
        "With another date or publisher, whatever rests on the paper weighs otherwise. A dead address may be mended; that is not meant.";
    way_out: "登记错了的，在提交说明里写明出处；是另一份材料的，另登记一条。",
        "If it was recorded wrongly, give the source in the commit's message; another paper is another record.";
    example: "[evidence.kite-news]\ntitle = \"风筝新闻\"\npublisher = \"works\"\npublished = 2024-08-01\n", "[evidence.kite-news]\ntitle = \"风筝新闻\"\npublisher = \"watch\"\npublished = 2024-08-01\n";
    look: Change(look);
}

const FACTS: &[&str] = &["title", "publisher", "published"];

fn look(pair: &Pair<'_>, found: &mut Found) {
    let Some(ledger) = pair.after else { return };
    for before in pair.before.document.evidence.iter() {
        let Some(after) = ledger.document.evidence.get(&before.id.value) else { continue };
        for altered in before.altered(after).into_iter().filter(|altered| FACTS.contains(&altered.key.name)) {
            let help = said!("改回去，或写明出处；另一份材料另登记", "put it back or give the source; register another paper as such");
            found.altered(pair, Some((Collection::Evidence, &after.id)), altered, help);
        }
    }
}

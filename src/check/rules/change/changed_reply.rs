//! `changed-reply`: the reply itself is not what it was.

use crate::{
    check::{Found, Pair, rule::rule},
    model::{Altered, Record as _},
    said,
};

rule! {
    "changed-reply", Change, Warning;
    what: "答复的编号、题目、日期、提案人、主办单位或全文校验值被改动",
        "a change of the reply's number, title, date, proposer, lead or the letter's hash";
    why: "这些是整本台账的根：日期一动，哪些材料算答复之后也跟着动；校验值一动，所有位置都要重新对照。",
        "The whole ledger stands on these: with another date other evidence counts, and with another hash every span has to be proven again.";
    way_out: "登记错了的可以改，在提交说明里写明；换了答复函文本的，用 duban coverage --letter 重新对照。",
        "What was recorded wrongly may be corrected, with a word in the commit's message; with another text of the letter, prove it again with duban coverage --letter.";
    example: "[reply]\nnumber = \"9001\"\ntitle = \"关于修好乌有市风车的建议\"\ndate = 2024-03-01\n", "[reply]\nnumber = \"9001\"\ntitle = \"关于修好乌有市风车的建议\"\ndate = 2023-03-01\n";
    look: Change(look);
}

const ROOTS: &[&str] = &["number", "title", "date", "proposer", "lead", "letter"];

fn look(pair: &Pair<'_>, found: &mut Found) {
    let (Some(before), Some(after)) = (pair.before.reply(), pair.after.and_then(|ledger| ledger.reply())) else { return };
    for altered in before.altered(after).into_iter().filter(|altered| ROOTS.contains(&altered.key.name)) {
        let help = said!("改回去，或在提交说明里写明原因", "put it back, or give the reason in the commit's message");
        found.altered(pair, None, Altered { is: altered.is.or(Some(after.stands.0)), ..altered }, help);
    }
}

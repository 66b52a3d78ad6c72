//! `rewritten-feedback`: the proposer's own rating is not what it was.

use crate::{
    check::{Found, Pair, rule::rule},
    said,
};

rule! {
    "rewritten-feedback", Change, Error;
    what: "提案人的评价被改动或删去", "a rating of the proposer that was changed or removed";
    why: "评价是提案人自己的话，别人不能替他满意。", "The rating is the proposer's own word; nobody else is satisfied on their behalf.";
    way_out: "改回去；提案人改了主意的，换上新的日期和原话。", "Put it back; if the proposer changed their mind, give the new date with the new words.";
    example: "[reply]\nnumber = \"9001\"\ntitle = \"关于修好乌有市风车的建议\"\ndate = 2024-03-01\n\n[reply.feedback]\ndate = 2024-04-01\nresult = \"不满意\"\n", "[reply]\nnumber = \"9001\"\ntitle = \"关于修好乌有市风车的建议\"\ndate = 2024-03-01\n\n[reply.feedback]\ndate = 2024-04-01\nresult = \"满意\"\n";
    look: Change(look);
}

fn look(pair: &Pair<'_>, found: &mut Found) {
    let (Some(before), Some(after)) = (pair.before.reply(), pair.after.and_then(|ledger| ledger.reply())) else { return };
    let Some(was) = before.feedback.as_deref() else { return };
    let is_newer = |now: &crate::model::Feedback| now.date.copied() > was.date.copied();
    let now = after.feedback.as_deref();
    if now == Some(was) || now.is_some_and(is_newer) {
        return;
    }
    let place = pair.place(was.stands.0);
    let said = said!("评价与 {place} 的不同", "the rating is not what it was at {place}");
    found.in_file(now.map_or(after.stands.0, |now| now.stands.0), said, said!("改回去，或换上新的日期", "put it back, or give the new day"));
}

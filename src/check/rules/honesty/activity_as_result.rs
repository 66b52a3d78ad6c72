//! `activity-as-result`: what is claimed done rests on meetings, plans and signatures only.

use crate::{
    check::{Found, entries::fields, rule::rule, words::has_word},
    model::{Evidence, Named, Status},
    query::Row,
    said,
};

rule! {
    "activity-as-result", Integrity, Note;
    what: "已报办结，所引材料看题目都是开会、讲话、签约、印发方案之类", "claimed done on evidence whose titles tell of meetings, speeches, signatures or plans only";
    why: "开会、讲话、签字、印发方案、列入预算是活动，不是结果；只有承诺的正是这件事，才算办成。本规则只看题目里的字，可能看错，所以只是提示。",
        "A meeting, a speech, a signature, a plan issued, a budget line is activity; it shows a promise done only where the promise was that act. The rule goes by words of titles and may be wrong, so it is a note.";
    way_out: "补引能说明结果的材料；若承诺的正是这件事，可加例外并写明理由。",
        "Name evidence of the result; where the promise was the act itself, add an exception with its reason.";
    example: "[evidence.meeting]\ntitle = \"乌有市召开风车修缮推进会议\"\npublisher = \"watch\"\npublished = 2024-08-01\n\n[measure.mend-windmills]\ntitle = \"修好七座风车\"\nkind = \"deliverable\"\nstatus = \"done\"\n\n[[measure.mend-windmills.update]]\ndate = 2024-09-12\nby = \"works\"\nstatus = \"done\"\nnote = \"全部修好。\"\nevidence = [\"meeting\"]\n";
    look: Measure(look);
}

/// Words of activity, which a title of the promise itself may have, too.
const ACTS: &[&str] = &[
    "会议", "座谈", "讲话", "发言", "签约", "签署", "印发", "方案", "计划", "规划", "预算", "启动", "调研", "部署", "meeting", "speech", "signing",
    "plan", "budget", "kick-off", "launch",
];

fn look(row: &Row<'_>, found: &mut Found) {
    let Some(claim) = row.history().speaking().filter(|update| update.status.copied() == Some(Status::Done)) else { return };
    let claims = row.measure.update.iter().filter(|update| update.status.copied() == Some(Status::Done));
    let papers = claims.flat_map(|update| fields(&update.evidence));
    let papers: Option<Vec<&Named<Evidence>>> =
        papers.map(|field| row.ledger.document.evidence.get(&field.value)).collect();
    let Some(papers) = papers.filter(|papers| !papers.is_empty()) else { return };
    let acts = |text: Option<&str>| {
        let text = text.unwrap_or_default().to_lowercase();
        ACTS.iter().copied().filter(|act| has_word(&text, act)).collect::<Vec<_>>()
    };
    let promised = [acts(row.measure.title.as_deref()), acts(row.measure.en.as_deref())].concat();
    let is_activity = |paper: &&Named<Evidence>| acts(paper.title.as_deref()).iter().any(|act| !promised.contains(act));
    if papers.iter().all(is_activity) {
        let said = said!("所引材料看题目都是活动，不是结果", "by their titles, the papers tell of activity and not of a result");
        let help = said!("补引能说明结果的材料", "name evidence of the result");
        found.in_measure(row.measure, claim.evidence.span().or(claim.status.span()), said, help);
    }
}

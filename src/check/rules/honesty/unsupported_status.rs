//! `unsupported-status`: a status that rests on nothing published after the reply.

use crate::{
    check::{
        Found,
        entries::{fields, reply_day},
        rule::rule,
    },
    model::{EvidenceId, List, Status, Vocabulary as _},
    query::Row,
    said,
};

rule! {
    "unsupported-status", Integrity, Error;
    what: "推进中或已报办结，却没有答复之后的佐证材料", "in-progress or done without evidence dated after the reply";
    why: "只有说法没有材料的进展无从核实；答复之前的材料证明不了答复之后的事。",
        "What is only said cannot be verified, and what was published before the reply shows nothing that came after it.";
    way_out: "用 duban evidence add 登记材料，再在进展中引用；找不到材料就不要改变状态，只写说明。",
        "Register the evidence with duban evidence add and name it in the statement; where there is none, let the status be and record the words only.";
    example: "[measure.mend-windmills]\ntitle = \"修好七座风车\"\nkind = \"deliverable\"\nstatus = \"in-progress\"\n\n[[measure.mend-windmills.update]]\ndate = 2024-09-12\nby = \"works\"\nstatus = \"in-progress\"\nnote = \"有序推进。\"\n";
    look: Measure(look);
}

fn look(row: &Row<'_>, found: &mut Found) {
    let Some(newest) = row.history().speaking() else { return };
    let Some(status) = newest.status.copied().filter(|status| matches!(status, Status::InProgress | Status::Done)) else {
        return;
    };
    let reply = reply_day(row.ledger);
    // What cannot be found or has no readable date is somebody else's finding.
    let supports = |list: &List<EvidenceId>| {
        fields(list).iter().any(|field| {
            let paper = row.ledger.document.evidence.get(&field.value);
            paper.and_then(|paper| paper.published.copied()).is_none_or(|day| reply.is_none_or(|reply| day > reply))
        })
    };
    let same = row.measure.update.iter().filter(|update| update.status.copied() == Some(status));
    let mut lists = same.map(|update| &update.evidence).chain(row.measure.verification.iter().map(|entry| &entry.evidence));
    if lists.any(supports) {
        return;
    }
    let (word, label) = (status.term().word, status.term().label.zh);
    let (said, place) = if newest.evidence.items().len() == 0 {
        (said!("报了“{label}”，没有佐证材料", "{word} is said, and no evidence is given"), newest.status.span())
    } else {
        let said =
            said!("报了“{label}”，所引材料都不在答复之后", "{word} is said, and none of its evidence is dated after the reply");
        (said, newest.evidence.span())
    };
    let help = said!("登记材料（duban evidence add）并引用", "register evidence (duban evidence add) and name it");
    found.in_measure(row.measure, place, said, help);
}

//! `evidence-before-reply`: evidence that is older than the promise.

use crate::{
    check::{
        Found,
        entries::{citations, reply_day},
        rule::rule,
    },
    query::Row,
    said,
};

rule! {
    "evidence-before-reply", Integrity, Error;
    what: "所引材料早于答复", "evidence that was published before the reply";
    why: "承诺作出之前的材料说明的是旧事，不是承诺的落实。", "What was published before the promise tells of older things, not of what became of it.";
    way_out: "改引答复之后的材料；若材料的日期登记错了，改正 published。",
        "Name evidence from after the reply; if its date was recorded wrongly, correct published.";
    example: "[evidence.old-news]\ntitle = \"风车旧闻\"\npublisher = \"watch\"\npublished = 2023-05-01\n\n[measure.mend-windmills]\ntitle = \"修好七座风车\"\nkind = \"deliverable\"\n\n[[measure.mend-windmills.update]]\ndate = 2024-09-12\nby = \"works\"\nnote = \"已修好四座。\"\nevidence = [\"old-news\"]\n";
    look: Measure(look);
}

fn look(row: &Row<'_>, found: &mut Found) {
    let Some(reply) = reply_day(row.ledger) else { return };
    for citation in citations(row.ledger, row.measure) {
        let Some(day) = citation.paper.published.copied().filter(|day| *day < reply) else { continue };
        let id = &citation.paper.id.value;
        let said = said!("{id} 发布于 {day}，早于 {reply} 的答复", "{id} was published on {day}, before the reply of {reply}");
        found.in_measure(row.measure, Some(citation.place), said, said!("改引答复之后的材料", "name evidence from after the reply"));
    }
}

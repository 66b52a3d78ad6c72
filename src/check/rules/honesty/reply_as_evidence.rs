//! `reply-as-evidence`: the reply shows that its own promises were kept.

use crate::{
    check::{Found, entries::citations, rule::rule},
    model::{Evidence, Reply},
    query::Row,
    said,
};

rule! {
    "reply-as-evidence", Integrity, Error;
    what: "拿答复函本身作佐证", "the reply as evidence for its own promises";
    why: "答复函是许诺的地方，不能证明许诺兑现了。", "The reply is where the promise was made; it cannot show that it was kept.";
    way_out: "改引答复之后发布的材料。", "Name something that was published after the reply.";
    example: "[reply]\nnumber = \"9001\"\ntitle = \"关于修好乌有市风车的建议\"\ndate = 2024-03-01\nlead = \"works\"\nurl = \"https://example.invalid/9001\"\n\n[evidence.answer]\ntitle = \"对第9001号建议的答复\"\npublisher = \"works\"\npublished = 2024-03-01\nurl = \"https://example.invalid/9001\"\n\n[measure.mend-windmills]\ntitle = \"修好七座风车\"\nkind = \"deliverable\"\n\n[[measure.mend-windmills.update]]\ndate = 2024-09-12\nby = \"works\"\nnote = \"已修好四座。\"\nevidence = [\"answer\"]\n";
    look: Measure(look);
}

fn look(row: &Row<'_>, found: &mut Found) {
    let Some(reply) = row.ledger.reply() else { return };
    for citation in citations(row.ledger, row.measure).filter(|citation| is_reply(reply, citation.paper)) {
        let id = &citation.paper.id.value;
        let said = said!("{id} 就是答复函本身", "{id} is the reply itself");
        found.in_measure(row.measure, Some(citation.place), said, said!("改引答复之后的材料", "name evidence from after the reply"));
    }
}

/// Whether a paper is the reply: the same address, or the lead's paper that names the proposal and is of that very day or
/// calls itself a reply, as replies are often published later.
fn is_reply(reply: &Reply, paper: &Evidence) -> bool {
    let same = |a: Option<&str>, b: Option<&str>| a.is_some() && a == b;
    if same(paper.url.as_deref().map(address), reply.url.as_deref().map(address)) {
        return true;
    }
    let title = paper.title.as_deref().unwrap_or_default();
    let names = [reply.number.as_deref(), reply.title.as_deref()].into_iter().flatten().any(|name| title.contains(name));
    let is_of_the_day = paper.published.copied().is_some_and(|day| reply.date.copied() == Some(day));
    let is_called_one = REPLY.iter().any(|word| title.trim_end_matches(['》', '”', '）', ')']).ends_with(word));
    names && (is_of_the_day || is_called_one) && same(paper.publisher.as_deref(), reply.lead.as_deref())
}

/// How the titles of replies end.
const REPLY: &[&str] = &["答复", "答复函", "复函"];

/// An address without what two ways to the same page differ in.
fn address(url: &str) -> &str {
    url.split_once("://").map_or(url, |(_, rest)| rest).trim_end_matches('/')
}

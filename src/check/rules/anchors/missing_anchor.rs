//! `missing-anchor`: a measure that does not say where it stands in the letter.

use crate::{
    check::{Found, rule::rule},
    query::Row,
    said,
};

rule! {
    "missing-anchor", Integrity, Warning;
    what: "事项没有原文短引或位置", "a measure without a quote or a span";
    why: "有了短引和位置，手里有答复函的人就能逐条对照原文，不必相信转述。",
        "With a quote and a span, whoever holds the letter can prove the record against it and nobody has to trust a paraphrase.";
    way_out: "补上 quote（至多 25 字，全文只出现一次）和 span。", "Add quote (at most 25 characters that occur once in the letter) and span.";
    example: "[measure.mend-windmills]\ntitle = \"修好七座风车\"\nkind = \"deliverable\"\nspan = [[10, 16]]\n";
    look: Measure(look);
}

fn look(row: &Row<'_>, found: &mut Found) {
    let measure = row.measure;
    let is_empty = measure.span.get().is_some_and(|spans| spans.is_empty());
    let missing: Vec<&str> =
        [("quote", measure.quote.span().is_none()), ("span", measure.span.span().is_none() || is_empty)]
            .into_iter()
            .filter_map(|(key, is_missing)| is_missing.then_some(key))
            .collect();
    if missing.is_empty() {
        return;
    }
    let (zh, en) = (missing.join("、"), missing.join(" and "));
    let said = said!("没有 {zh}，无从对照原文", "without {en} it cannot be proven against the letter");
    found.in_measure(measure, measure.span.span().filter(|_| is_empty), said, said!("从答复函中补上 {zh}", "add {en} from the letter"));
}

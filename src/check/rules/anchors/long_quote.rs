//! `long-quote`: a quote that is more than a pointer.

use crate::{
    check::{Found, rule::rule},
    model::QUOTE,
    query::Row,
    said,
};

rule! {
    "long-quote", Integrity, Error;
    what: "原文短引超过 25 字", "a quote of more than 25 characters";
    why: "短引只用来找到原处。台账不收答复函全文，引得太长就成了抄录。",
        "A quote is there to find the place. The letter is not part of the ledger, and long quotes would copy it.";
    way_out: "截短到全文只出现一次的几个字。", "Shorten it to a few characters that occur once in the letter.";
    example: "[measure.mend-windmills]\ntitle = \"修好七座风车\"\nkind = \"deliverable\"\nquote = \"到明年秋天以前把城东城西城南城北的七座风车一座不落地全部修好\"\nspan = [[10, 60]]\n";
    look: Measure(look);
}

fn look(row: &Row<'_>, found: &mut Found) {
    let quote = &row.measure.quote;
    let n = quote.as_deref().map_or(0, |quote| quote.chars().count());
    if n > QUOTE {
        let said = said!("短引有 {n} 字，至多 {QUOTE} 字", "the quote has {n} characters; {QUOTE} are the most");
        let help = said!("截短到全文只出现一次的几个字", "shorten it to characters that occur once in the letter");
        found.in_measure(row.measure, quote.span(), said, help);
    }
}

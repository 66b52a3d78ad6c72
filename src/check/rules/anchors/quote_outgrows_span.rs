//! `quote-outgrows-span`: a quote that does not fit into any of the measure's spans.

use crate::{
    check::{Found, rule::rule},
    query::Row,
    said,
};

rule! {
    "quote-outgrows-span", Integrity, Error;
    what: "原文短引比任何一段位置都长", "a quote that is longer than every span of its measure";
    why: "短引应在所标的位置之内；装不下说明两者至少有一个错了。", "The quote should stand inside a span; when it does not fit, one of the two is wrong.";
    way_out: "对照答复函改正 span 或 quote。", "Correct the span or the quote against the letter.";
    example: "[measure.mend-windmills]\ntitle = \"修好七座风车\"\nkind = \"deliverable\"\nquote = \"修好七座风车\"\nspan = [[10, 14]]\n";
    look: Measure(look);
}

fn look(row: &Row<'_>, found: &mut Found) {
    let (quote, span) = (&row.measure.quote, &row.measure.span);
    let Some(n) = quote.as_deref().map(|quote| quote.chars().count()) else { return };
    let Some(longest) = span.items().map(|stretch| (stretch.end - stretch.start) as usize).max() else { return };
    if n > longest {
        let said = said!("短引有 {n} 字，最长的一段位置只有 {longest} 字", "the quote has {n} characters, the longest span {longest}");
        let help = said!("对照答复函改正其一", "correct one of them against the letter");
        found.in_measure(row.measure, quote.span(), said, help);
        if let Some(place) = span.span() {
            found.also(place, said!("位置", "the spans"));
        }
    }
}

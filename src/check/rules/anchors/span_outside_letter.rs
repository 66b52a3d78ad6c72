//! `span-outside-letter`: a span that ends behind the end of the letter.

use crate::{
    check::{Found, rule::rule},
    lang::Said,
    model::{Ledger, Stretch},
    query::Row,
    said,
};

rule! {
    "span-outside-letter", Integrity, Error;
    what: "位置超出了答复函的字数", "a span that ends behind the end of the letter";
    why: "指到答复函之外的位置什么也证明不了。", "A span that points outside the letter proves nothing.";
    way_out: "对照答复函改正；若字数不对，改 letter.chars。", "Correct it against the letter; if the count is wrong, correct letter.chars.";
    example: "[measure.mend-windmills]\ntitle = \"修好七座风车\"\nkind = \"deliverable\"\nspan = [[90, 120]]\n";
    look: Around(of_passages, of_measure);
}

fn of_passages(ledger: &Ledger, found: &mut Found) {
    for passage in ledger.reply().into_iter().flat_map(|reply| &reply.passage) {
        if let Some((said, help)) = passage.span.copied().and_then(|stretch| outside(ledger, stretch)) {
            found.in_file(passage.span.span().unwrap_or(passage.stands.0), said, help);
        }
    }
}

fn of_measure(row: &Row<'_>, found: &mut Found) {
    for field in row.measure.span.get().map(AsRef::as_ref).unwrap_or_default() {
        if let Some((said, help)) = outside(row.ledger, field.value) {
            found.in_measure(row.measure, Some(field.span), said, help);
        }
    }
}

/// What is to be said of a stretch that ends behind the letter's end.
fn outside(ledger: &Ledger, stretch: Stretch) -> Option<(Said, Said)> {
    let chars = ledger.reply()?.letter.as_deref()?.chars.copied()?;
    let end = stretch.end;
    let said = || said!("终点 {end} 超出答复函的 {chars} 字", "the end {end} lies outside the letter's {chars} characters");
    (end > chars).then(|| (said(), said!("对照答复函改正", "correct it against the letter")))
}

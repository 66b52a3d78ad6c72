//! `span-outside-letter`: a span that ends behind the end of the letter.

use crate::{
    check::{Found, rule::rule},
    model::{Ledger, Stretch},
    said,
};

rule! {
    "span-outside-letter", Integrity, Error;
    what: "位置超出了答复函的字数", "a span that ends behind the end of the letter";
    why: "指到答复函之外的位置什么也证明不了。", "A span that points outside the letter proves nothing.";
    way_out: "对照答复函改正；若字数不对，改 letter.chars。", "Correct it against the letter; if the count is wrong, correct letter.chars.";
    example: "[measure.mend-windmills]\ntitle = \"修好七座风车\"\nkind = \"deliverable\"\nspan = [[90, 120]]\n";
    look: Ledger(look);
}

fn look(ledger: &Ledger, found: &mut Found) {
    let letter = ledger.reply().and_then(|reply| reply.letter.as_deref());
    let Some(chars) = letter.and_then(|letter| letter.chars.copied()) else { return };
    let said = |stretch: Stretch| {
        let end = stretch.end;
        said!("终点 {end} 超出答复函的 {chars} 字", "the end {end} lies outside the letter's {chars} characters")
    };
    let help = || said!("对照答复函改正", "correct it against the letter");
    for passage in ledger.reply().into_iter().flat_map(|reply| &reply.passage) {
        if let Some(stretch) = passage.span.copied().filter(|stretch| stretch.end > chars) {
            found.in_file(passage.span.span().unwrap_or(passage.stands.0), said(stretch), help());
        }
    }
    for measure in ledger.measures().iter() {
        for field in measure.span.get().map(AsRef::as_ref).unwrap_or_default() {
            if field.value.end > chars {
                found.in_measure(measure, Some(field.span), said(field.value), help());
            }
        }
    }
}

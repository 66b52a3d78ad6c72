//! `overlapping-spans`: characters of the letter that are accounted for twice.

use crate::{
    check::{Found, rule::rule},
    model::{Ledger, Measure, Named, Span, Stretch},
    said,
};

rule! {
    "overlapping-spans", Integrity, Error;
    what: "答复函的同一段文字被记了两次", "a stretch of the letter that is accounted for twice";
    why: "一段话要么是一项承诺，要么不是承诺。重叠的位置会把同一项承诺数两遍，或把承诺说成不是承诺。",
        "A stretch promises one thing or nothing. Where spans overlap a promise is counted twice, or is said to be none.";
    way_out: "把位置收窄到各自的文字；若确是同一项承诺，合并两条。", "Narrow the spans to the words of each; if it is one promise, unite the records.";
    example: "[[reply.passage]]\nspan = [12, 20]\nclass = \"background\"\n\n[measure.mend-windmills]\ntitle = \"修好七座风车\"\nkind = \"deliverable\"\nspan = [[10, 16]]\n";
    look: Ledger(look);
}

/// A stretch, where it is written, and the measure that it belongs to; none for a passage.
type Claim<'a> = (Stretch, Span, Option<&'a Named<Measure>>);

fn look(ledger: &Ledger, found: &mut Found) {
    let mut claims = claims(ledger);
    claims.sort_by_key(|(stretch, place, _)| (*stretch, *place));
    let mut widest: Option<Claim<'_>> = None;
    for claim in claims {
        let (stretch, place, measure) = claim;
        if let Some((other, other_place, other_measure)) = widest.filter(|(other, ..)| other.end > stretch.start) {
            let (a, b) = (name(measure), name(other_measure));
            let (start, end) = (stretch.start, stretch.end.min(other.end));
            let said = said!("第 {start} 至 {end} 字也属于{b}", "characters {start} to {end} belong to {b}, too");
            let help = said!("收窄其中一处", "narrow one of them");
            match measure {
                Some(measure) => found.in_measure(measure, Some(place), said, help),
                None => found.in_file(place, said, help),
            }
            found.also(other_place, said!("与{a}重叠", "overlaps {a}"));
        }
        if widest.is_none_or(|(other, ..)| stretch.end > other.end) {
            widest = Some(claim);
        }
    }
}

fn claims(ledger: &Ledger) -> Vec<Claim<'_>> {
    let measures = ledger.measures().iter().flat_map(|measure| {
        let spans = measure.span.get().map(AsRef::as_ref).unwrap_or_default();
        spans.iter().map(move |field| (field.value, field.span, Some(measure)))
    });
    let passages = ledger.reply().into_iter().flat_map(|reply| &reply.passage);
    let passages = passages.filter_map(|passage| Some((passage.span.copied()?, passage.span.span()?, None)));
    measures.chain(passages).collect()
}

fn name(measure: Option<&Named<Measure>>) -> String {
    measure.map_or_else(|| "[[reply.passage]]".to_owned(), |measure| format!("[measure.{}]", measure.id.value))
}

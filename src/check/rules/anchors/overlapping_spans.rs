//! `overlapping-spans`: characters of the letter that are accounted for twice.

use crate::{
    check::{Found, rule::rule},
    model::{Ledger, Measure, Named, Span, Stretch},
    query::{Row, among},
    said,
};

rule! {
    "overlapping-spans", Integrity, Error;
    what: "答复函的同一段文字被记了两次", "a stretch of the letter that is accounted for twice";
    why: "一段话要么是一项承诺，要么不是承诺。重叠的位置会把同一项承诺数两遍，或把承诺说成不是承诺。",
        "A stretch promises one thing or nothing. Where spans overlap a promise is counted twice, or is said to be none.";
    way_out: "把位置收窄到各自的文字；若确是同一项承诺，合并两条。", "Narrow the spans to the words of each; if it is one promise, unite the records.";
    example: "[[reply.passage]]\nspan = [12, 20]\nclass = \"background\"\n\n[measure.mend-windmills]\ntitle = \"修好七座风车\"\nkind = \"deliverable\"\nspan = [[10, 16]]\n";
    look: Among(&["span"], look);
}

/// A stretch, where it is written, and the measure that it belongs to; none for a passage.
type Claim<'a> = (Stretch, Span, Option<&'a Named<Measure>>);

fn look(ledger: &Ledger, rows: &[Row<'_>], found: &mut Found) {
    let mut claims = claims(ledger);
    let is_all = rows.len() == ledger.measures().len();
    // Of a few measures only what stands where they stand is looked at.
    if !is_all {
        let is_near = near(rows);
        claims.retain(|(stretch, ..)| is_near(*stretch));
    }
    let is_one = among(rows);
    let is_meant = |measure: Option<&Named<Measure>>| is_all || measure.is_some_and(&is_one);
    claims.sort_by_key(|(stretch, place, _)| (*stretch, *place));
    let mut widest: Option<Claim<'_>> = None;
    for claim in claims {
        let (stretch, place, measure) = claim;
        let overlapped = widest.filter(|(other, _, owner)| {
            other.end > stretch.start && (is_meant(measure) || is_meant(*owner))
        });
        if let Some((other, other_place, other_measure)) = overlapped {
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

/// Whether a stretch shares a character with one of these measures.
fn near(rows: &[Row<'_>]) -> impl Fn(Stretch) -> bool + use<> {
    let mut own: Vec<Stretch> = rows.iter().flat_map(|row| row.measure.span.items().copied()).collect();
    own.sort_unstable();
    // Without gaps and overlaps, so that ends are in order as well as starts.
    own.dedup_by(|next, last| {
        let goes_on = next.start <= last.end;
        last.end = if goes_on { last.end.max(next.end) } else { last.end };
        goes_on
    });
    move |stretch| {
        let at = own.partition_point(|own| own.end <= stretch.start);
        own.get(at).is_some_and(|own| own.start < stretch.end)
    }
}

fn name(measure: Option<&Named<Measure>>) -> String {
    measure.map_or_else(|| "[[reply.passage]]".to_owned(), |measure| format!("[measure.{}]", measure.id.value))
}

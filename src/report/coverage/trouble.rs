//! What does not hold between a ledger and a text of its letter, line by line.

use super::{Accounted, change::changes};
use crate::{
    coverage::{Anchored, By, Flaw},
    lang::{Lang, Said, count},
    model::{Fate, Stretch, Vocabulary as _},
    page::{Line, Tone},
    said,
};

/// The most lines about what only moved; more of them say less than one.
const MOVES: usize = 12;

/// What does not hold: first what only moved, by how far, then one by one what is changed, gone or flawed.
pub fn trouble(one: &Accounted<'_>, lang: Lang) -> Vec<Line> {
    // How far, where it was, and how many anchors.
    let mut runs: Vec<((i64, i64), Stretch, usize)> = Vec::new();
    let mut lines = Vec::new();
    for anchor in &one.reading.anchors {
        match shift(anchor) {
            Some(by) => match runs.iter_mut().find(|(known, ..)| *known == by) {
                Some((_, whole, n)) => {
                    *whole = both(*whole, hull(&anchor.was.stretches));
                    *n += 1;
                }
                None => runs.push((by, hull(&anchor.was.stretches), 1)),
            },
            None if anchor.is_proven() => {}
            None => lines.push(single(one, anchor, lang)),
        }
    }
    if runs.len() > MOVES {
        let all = runs
            .into_iter()
            .reduce(|(a, whole, n), (b, other, more)| ((a.0.min(b.0), a.1.max(b.1)), both(whole, other), n + more));
        runs = all.into_iter().collect();
    }
    runs.sort_by_key(|(_, whole, _)| *whole);
    let run = |((least, most), Stretch { start, end }, n): ((i64, i64), Stretch, usize)| {
        let by = if least == most { format!("{least:+}") } else { format!("{least:+} … {most:+}") };
        let text = match lang {
            Lang::Zh => format!(" {by} 字：{n} 处（原在第 {start}–{end} 字之间）"),
            Lang::En => format!(" by {by}: {} (were between {start} and {end})", count(n, "anchor")),
        };
        Line::default().add(Fate::Moved.term().label.get(lang), Fate::Moved.term().tone).add(text, Tone::Plain)
    };
    runs.into_iter().map(run).chain(lines).collect()
}

/// By how far an anchor moved at least and at most, when it has no flaw.
fn shift(anchor: &Anchored<'_>) -> Option<(i64, i64)> {
    let ends = anchor.was.stretches.iter().zip(&anchor.now.stretches);
    let shifts = ends
        .flat_map(|(was, now)| [i64::from(now.start) - i64::from(was.start), i64::from(now.end) - i64::from(was.end)]);
    let shifts: Vec<i64> = shifts.collect();
    let is_plain = anchor.now.fate == Fate::Moved && anchor.flaws.is_empty();
    Some((*shifts.iter().min()?, *shifts.iter().max()?)).filter(|_| is_plain)
}

fn both(a: Stretch, b: Stretch) -> Stretch {
    Stretch { start: a.start.min(b.start), end: a.end.max(b.end) }
}

fn hull(stretches: &[Stretch]) -> Stretch {
    let start = stretches.iter().map(|own| own.start).min().unwrap_or_default();
    Stretch { start, end: stretches.iter().map(|own| own.end).max().unwrap_or_default() }
}

fn single(one: &Accounted<'_>, anchor: &Anchored<'_>, lang: Lang) -> Line {
    let (name, tone) = match anchor.by {
        By::Measure(measure) => (measure.id.value.to_string(), Tone::Strong),
        By::Passage(passage) => {
            (passage.class.copied().map_or("", |class| class.term().label.get(lang)).to_owned(), Tone::Plain)
        }
    };
    let fate = anchor.now.fate.term();
    let gap = if lang == Lang::Zh { "；" } else { "; " };
    let mut line = Line::default().add(name, tone).add("  ", Tone::Plain).add(fate.label.get(lang), fate.tone);
    line = line.add(spans(anchor), Tone::Quiet);
    for (n, change) in one.letter.into_iter().flat_map(|letter| changes(anchor, letter, lang)).enumerate() {
        line = line.add(if n == 0 { "  " } else { gap }, Tone::Plain);
        line.0.extend(change.0);
    }
    if let (Some(quote), None) = (&anchor.was.quote, anchor.now.found) {
        line = line.add(format!("  “{quote}”"), Tone::Plain);
    }
    for flaw in &anchor.flaws {
        let said = flawed(*flaw);
        line = line.add(gap, Tone::Plain).add(said.get(lang), Tone::Warn);
    }
    line
}

/// `  12–18 → 14–20`, or where it stands when it did not move.
fn spans(anchor: &Anchored<'_>) -> String {
    let list = |stretches: &[Stretch]| {
        stretches.iter().map(|own| format!("{}–{}", own.start, own.end)).collect::<Vec<_>>().join(", ")
    };
    let (was, now) = (list(&anchor.was.stretches), list(&anchor.now.stretches));
    if was.is_empty() {
        return String::new();
    }
    if was == now { format!("  {was}") } else { format!("  {was} → {now}") }
}

fn flawed(flaw: Flaw) -> Said {
    match flaw {
        Flaw::NoQuote => said!("没有短引，只凭前后推定", "it has no quote, so only its neighbours tell"),
        Flaw::NoSpan => said!("没有位置", "it has no span"),
        Flaw::Folded => said!("短引的宽窄或空白与原文不同", "the quote has another width or other white space"),
        Flaw::Repeated(n) => {
            said!("短引在文中有 {n} 处，按前后次序取了一处", "the quote stands in {n} places; its neighbours chose one")
        }
        Flaw::Outside => said!("短引不在所标的位置之内", "the quote stands outside its spans"),
        Flaw::Beyond => said!("位置超出了答复函", "a span ends behind the end of the letter"),
    }
}

/// What somebody can find in the ledger: the id of a measure, the class and the place of a passage.
pub fn named(anchor: &Anchored<'_>) -> Said {
    match anchor.by {
        By::Measure(measure) => Said::each(|_| measure.id.value.to_string()),
        By::Passage(passage) => {
            let class = passage.class.copied().map(|class| class.term().label);
            let span = anchor.was.stretches.first().map(|own| format!("{}–{}", own.start, own.end)).unwrap_or_default();
            let name = |lang| format!("{} {span}", class.map_or("", |class| class.get(lang))).trim().to_owned();
            Said::each(name)
        }
    }
}

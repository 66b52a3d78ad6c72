//! What a ledger would have to say for another text of its letter.

use super::{
    claim::By,
    reading::{Anchored, Hash, Reading},
    relocate::How,
};
use crate::{
    letter::LetterText,
    model::{Fate, Ledger, QUOTE, Span, Stretch},
};

/// A value of the ledger and what would take its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposed {
    /// Where the value stands.
    pub place: Span,
    /// The new value.
    pub value: New,
}

/// A new value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum New {
    /// A range of characters.
    Stretch(Stretch),
    /// Words.
    Text(String),
    /// A number.
    Count(u32),
    /// No range of characters.
    Nowhere,
}

/// The values that change, in the order of the ledger; nothing when the text is the ledger's own. A measure that is gone has no
/// span in this text; a passage that is gone stays as it is, for it is nothing without one.
pub fn proposal(ledger: &Ledger, reading: &Reading<'_>, letter: &LetterText) -> Vec<Proposed> {
    if reading.hash == Some(Hash::Same) {
        return Vec::new();
    }
    let mut proposed = Vec::new();
    let mut put = |place: Option<Span>, value: New| proposed.extend(place.map(|place| Proposed { place, value }));
    if let Some(own) = ledger.reply().and_then(|reply| reply.letter.as_deref()) {
        put(own.sha256.span(), New::Text(letter.sha256()));
        if own.chars.copied() != Some(reading.chars) {
            put(own.chars.span(), New::Count(reading.chars));
        }
    }
    for anchor in &reading.anchors {
        if anchor.now.fate == Fate::Gone {
            if let (By::Measure(measure), false) = (anchor.by, anchor.was.stretches.is_empty()) {
                put(measure.span.span(), New::Nowhere);
            }
            continue;
        }
        let changed = anchor.was.stretches.iter().zip(&anchor.now.stretches).enumerate();
        for (n, (_, now)) in changed.filter(|(_, (was, now))| was != now) {
            put(place(anchor, n), New::Stretch(*now));
        }
        if let By::Measure(measure) = anchor.by
            && let Some(quote) = new_quote(anchor, letter)
        {
            put(measure.quote.span(), New::Text(quote));
        }
    }
    proposed.sort_by_key(|proposed| proposed.place);
    proposed
}

/// What would be accounted for twice after the proposal, and was not before: the anchors by their places in the reading, in
/// the order of the letter.
pub fn collisions(reading: &Reading<'_>) -> Vec<(usize, usize)> {
    let mut stretches: Vec<(Stretch, usize)> = Vec::new();
    for (at, anchor) in reading.anchors.iter().enumerate() {
        let own = proposed_for(anchor);
        stretches.extend(own.iter().map(|own| (*own, at)));
    }
    stretches.sort_unstable();
    let meet = |a: &Stretch, b: &Stretch| a.start < b.end && b.start < a.end;
    let met = |a: usize, b: usize| {
        let (a, b) = (&reading.anchors[a].was.stretches, &reading.anchors[b].was.stretches);
        a.iter().any(|a| b.iter().any(|b| meet(a, b)))
    };
    let mut collisions = Vec::new();
    let mut widest: Option<(Stretch, usize)> = None;
    for (own, at) in stretches {
        if let Some((_, other)) = widest.filter(|(other, by)| meet(other, &own) && *by != at && !met(*by, at)) {
            collisions.push((other, at));
        }
        if widest.is_none_or(|(other, _)| own.end > other.end) {
            widest = Some((own, at));
        }
    }
    collisions
}

/// The stretches that an anchor has after the proposal.
pub fn proposed_for<'a>(anchor: &'a Anchored<'_>) -> &'a [Stretch] {
    match (anchor.now.fate, anchor.by) {
        (Fate::Gone, By::Measure(_)) => &[],
        (Fate::Gone, By::Passage(_)) => &anchor.was.stretches,
        _ => &anchor.now.stretches,
    }
}

/// Where the ledger says one of an anchor's stretches.
fn place(anchor: &Anchored<'_>, n: usize) -> Option<Span> {
    match anchor.by {
        By::Measure(measure) => measure.span.get()?.get(n).map(|field| field.span),
        By::Passage(passage) => passage.span.span(),
    }
}

/// The words as they stand in the text, where they are others than the quote or stand elsewhere, too: on one line, no more
/// than a quote has, and with some of what stands around them where they alone are not to be told from others.
fn new_quote(anchor: &Anchored<'_>, letter: &LetterText) -> Option<String> {
    let found = anchor.now.found.filter(|found| found.how != How::Exact || found.places > 1)?;
    let words = letter.slice(found.stretch)?;
    let longest = words.lines().map(str::trim).max_by_key(|line| line.chars().count())?;
    let short: String = longest.chars().take(QUOTE).collect();
    // Words that stand elsewhere, too, are no better than those that are broken over lines.
    let is_once = |quote: &String| {
        let text = letter.text();
        text.find(&**quote).is_some_and(|at| text.rfind(&**quote) == Some(at))
    };
    let whole: String = words.chars().take(QUOTE).collect();
    let host = anchor.now.stretches.iter().find(|own| own.contains(found.stretch));
    let quote = [short.clone(), whole].into_iter().find(is_once);
    quote.or_else(|| host.and_then(|host| wider(*host, found.stretch, letter).find(is_once))).or(Some(short))
}

/// Longer and longer words of a stretch with those that were found in them.
fn wider(host: Stretch, found: Stretch, letter: &LetterText) -> impl Iterator<Item = String> {
    let longest = (host.end - host.start).min(QUOTE as u32);
    let of = move |len: u32| {
        let starts = found.end.saturating_sub(len).max(host.start)..=found.start.min(host.end - len);
        starts.rev().map(move |start| Stretch { start, end: start + len })
    };
    let is_plain = |words: &&str| words.trim() == *words && !words.contains('\n');
    let words = move |own: Stretch| letter.slice(own).filter(is_plain).map(str::to_owned);
    (found.end - found.start..=longest).flat_map(of).filter_map(words)
}

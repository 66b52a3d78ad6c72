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
}

/// The values that change, in the order of the ledger; nothing when the text is the ledger's own. What is gone stays as it is.
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
    for anchor in reading.anchors.iter().filter(|anchor| anchor.now.fate != Fate::Gone) {
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

//! Three texts of a ledger become one: what either side did since the text that both began from.
//!
//! Pure: texts in, a text and its contradictions out. Who asks and where the texts come from is not known here. Every stretch of
//! the result is taken as it is written from one of the three texts; nothing is written anew but lists that both sides changed.

mod blocks;
mod frame;
mod joined;
#[cfg(test)]
mod laws;
mod lexed;
mod lines;
mod list;
mod marked;
mod merged;
mod order;
mod proof;
mod rank;
mod same;
mod spoken;
mod tree;
mod value;

pub use merged::{Marks, Merged, Piece, Side};

use frame::Frame;

/// Merges what two sides made of a text: by record and field where all three are ledgers that can be taken apart, else by line.
/// The sides can be swapped: the result is the same, with the sides of contradictions swapped.
pub fn merge(base: &str, ours: &str, theirs: &str) -> Merged {
    if let Some(text) = value::changed(base, ours, theirs) {
        return Merged::whole(text);
    }
    let [(base, around_base), (ours, around_ours), (theirs, around_theirs)] = [base, ours, theirs].map(frame::off);
    let around = Frame::merged(around_base, around_ours, around_theirs);
    around.put_on(of_lines(&base, &ours, &theirs))
}

fn of_lines(base: &str, ours: &str, theirs: &str) -> Merged {
    if let Some(text) = value::changed(base, ours, theirs) {
        return Merged::whole(text);
    }
    let by_line = || lines::merge(base, ours, theirs);
    // Where git merged two bases into one, that one may hold marks of what they contradict each other in.
    let agreed = marked::agreed(base);
    let old = tree::file(agreed.as_deref().unwrap_or(base));
    let (Some(old), Some(own), Some(other)) = (old, tree::file(ours), tree::file(theirs)) else {
        return by_line();
    };
    // Two sides that began a ledger each began from nothing.
    if !own.is_ledger() || !other.is_ledger() || !(old.is_ledger() || base.trim().is_empty()) {
        return by_line();
    }
    let joined = joined::together([&old, &own, &other]);
    let merged = match &joined {
        Some(texts) => {
            let [old, own, other] = texts.each_ref().map(|text| tree::file(text));
            old.zip(own).zip(other).map(|((old, own), other)| blocks::files(&old, &own, &other))
        }
        None => Some(blocks::files(&old, &own, &other)),
    };
    if let Some(merged) = merged.filter(|merged| proof::holds(merged, &old, &own, &other)) {
        return merged;
    }
    let merged = by_line();
    if proof::holds(&merged, &old, &own, &other) || !proof::is_readable(ours) || !proof::is_readable(theirs) {
        return merged;
    }
    let mut whole = Merged::default();
    whole.conflict(ours, theirs);
    whole
}

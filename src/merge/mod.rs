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
use tree::File;

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
    // Where git merged two bases into one, that one may hold marks of what they contradict each other in.
    let agreed = marked::agreed(base);
    let old = agreed.as_deref().unwrap_or(base);
    if let [Some(old), Some(own), Some(other)] = [old, ours, theirs].map(tree::file)
        && ![&own, &other].into_iter().any(File::has_key_twice)
        // Two sides that began a ledger each began from nothing.
        && own.is_ledger() && other.is_ledger() && (old.is_ledger() || base.trim().is_empty())
        && let Some(merged) = by_record(&old, &own, &other)
    {
        return merged;
    }
    let merged = lines::merge(base, ours, theirs);
    let are_ledgers = [ours, theirs].into_iter().all(proof::is_ledger);
    if !are_ledgers || proof::holds_by_line(&merged, old, ours, theirs) {
        return merged;
    }
    let mut whole = Merged::default();
    whole.conflict(base, ours, theirs);
    whole
}

/// What three ledgers come to by record and field, if that is fit to be written.
fn by_record(base: &File<'_>, ours: &File<'_>, theirs: &File<'_>) -> Option<Merged> {
    let merged = match joined::together([base, ours, theirs]) {
        Some(texts) => {
            let [base, ours, theirs] = texts.each_ref().map(|text| tree::file(text));
            blocks::files(&base?, &ours?, &theirs?)
        }
        None => blocks::files(base, ours, theirs),
    };
    proof::holds(&merged, base, ours, theirs).then_some(merged)
}

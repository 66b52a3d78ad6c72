//! Three texts of a ledger become one: what either side did since the text that both began from.
//!
//! Pure: texts in, a text and its contradictions out. Who asks and where the texts come from is not known here.

mod lines;
mod merged;

pub use merged::{Marks, Merged, Piece, Side};

/// Merges what two sides made of a text.
pub fn merge(base: &str, ours: &str, theirs: &str) -> Merged {
    lines::merge(base, ours, theirs)
}

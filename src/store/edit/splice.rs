//! Bytes that take the place of other bytes.

use std::ops::Range;

/// New text for a range of bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Splice {
    /// What is replaced; empty for an insertion.
    pub range: Range<usize>,
    /// What takes its place.
    pub text: String,
}

impl Splice {
    /// The text with the new bytes in place.
    pub fn apply(&self, text: &str) -> String {
        [&text[..self.range.start], &self.text, &text[self.range.end..]].concat()
    }
}

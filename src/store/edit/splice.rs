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

/// The text after all splices, which do not overlap. Insertions at one place keep their order.
pub fn apply(text: &str, mut splices: Vec<Splice>) -> String {
    splices.sort_by_key(|splice| (splice.range.start, splice.range.end));
    let mut spliced = String::with_capacity(text.len() + splices.iter().map(|splice| splice.text.len()).sum::<usize>());
    let mut at = 0;
    for splice in &splices {
        // Where two changes touch the same bytes the first stands; the proof afterwards finds that out.
        if splice.range.start < at {
            continue;
        }
        spliced.push_str(&text[at..splice.range.start]);
        spliced.push_str(&splice.text);
        at = splice.range.end;
    }
    spliced.push_str(&text[at..]);
    spliced
}

//! Accounts for every character: what nobody took goes to its neighbours, so that nothing is lost and nothing counts twice.

use std::ops::Range;

use super::text::Text;

/// A stretch of a letter and whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owned<T> {
    /// Its characters.
    pub range: Range<usize>,
    /// Whose it is.
    pub whose: T,
}

/// The stretches in order, without gaps and overlaps, from the first character to the last. Where two overlap, the first has
/// it. White space between two goes to one that is no promise, where there is one; `nobody` owns a text that nobody took.
pub fn cover<T: Clone>(
    text: &Text,
    mut stretches: Vec<Owned<T>>,
    is_promise: impl Fn(&T) -> bool,
    nobody: &T,
) -> Vec<Owned<T>> {
    stretches.sort_by_key(|own| (own.range.start, own.range.end));
    let mut covered: Vec<Owned<T>> = Vec::with_capacity(stretches.len());
    let mut at = 0;
    for mut next in stretches {
        next.range.start = next.range.start.max(at);
        if next.range.is_empty() || next.range.start >= next.range.end {
            continue;
        }
        if next.range.start > at {
            fill(text, at..next.range.start, &mut next, &mut covered, &is_promise, nobody);
        }
        at = next.range.end;
        covered.push(next);
    }
    let end = text.chars.len();
    if at < end {
        match covered.last_mut() {
            Some(last) if !is_promise(&last.whose) => last.range.end = end,
            _ => covered.push(Owned { range: at..end, whose: nobody.clone() }),
        }
    }
    covered
}

fn fill<T: Clone>(
    text: &Text,
    gap: Range<usize>,
    next: &mut Owned<T>,
    covered: &mut Vec<Owned<T>>,
    is_promise: &impl Fn(&T) -> bool,
    nobody: &T,
) {
    let is_blank = gap.clone().all(|at| text.folded[at].is_whitespace());
    match covered.last_mut() {
        Some(last) if is_blank && (!is_promise(&last.whose) || is_promise(&next.whose)) => last.range.end = gap.end,
        _ if is_blank => next.range.start = gap.start,
        _ => covered.push(Owned { range: gap, whose: nobody.clone() }),
    }
}

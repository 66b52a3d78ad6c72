//! Several letters in one text.

use std::ops::Range;

use super::{
    lexicon::{Hit, Sign, Sort},
    question::ASKED,
    signature::{alone, is_office},
    text::Text,
};

/// The word with which a letter says that it answers another.
const RECEIVED: &str = "收悉";

/// The letters of a text, in order and without gaps. A letter begins behind the signature of the one before it; in a gazette
/// with the line that names it.
pub fn letters(text: &Text, hits: &[Hit]) -> Vec<Range<usize>> {
    let named: Vec<usize> = text.lines.iter().filter(|line| is_named(text, line)).map(|line| line.start).collect();
    if named.len() > 1 {
        let starts = [0].into_iter().chain(named.iter().skip(1).copied());
        let ends = named.iter().skip(1).copied().chain([text.chars.len()]);
        return starts.zip(ends).map(|(start, end)| start..end).collect();
    }
    let is_opening = |hit: &&Hit| {
        hit.sort == Sort::Sign(Sign::Opening) && text.folded(hit.range.clone()).replace(' ', "") == RECEIVED
    };
    let openings: Vec<usize> = hits.iter().filter(is_opening).map(|hit| hit.range.start).collect();
    let mut letters = Vec::new();
    let mut start = 0;
    for pair in openings.windows(2) {
        if let Some(end) = signed(text, pair[0], pair[1]) {
            letters.push(start..end);
            start = end;
        }
    }
    letters.push(start..text.chars.len());
    letters
}

/// Whether a line of a gazette names a letter: 行政院函送甲委員就風車問題所提質詢之書面答復.
pub fn is_named(text: &Text, line: &Range<usize>) -> bool {
    let is_it = |at: usize| text.has_at(at, ASKED) && text.has_at(at + ASKED.chars().count(), "之书面答复");
    line.clone().any(is_it)
}

/// Where the last signature between two places ends: a day alone in its line, below an office where there is one.
fn signed(text: &Text, from: usize, to: usize) -> Option<usize> {
    let first = text.lines.partition_point(|line| line.end < from);
    let last = text.lines.partition_point(|line| line.end < to);
    let own = |at: usize| text.trimmed(text.lines[at].clone());
    let days: Vec<usize> = (first..last).filter(|at| alone(text, &own(*at)).is_some()).collect();
    let above = |at: usize| (first..at).rev().map(own).find(|line| !line.is_empty());
    let is_signature = |at: &&usize| above(**at).is_some_and(|line| is_office(text, &line));
    let day = days.iter().rev().find(is_signature).or(days.last())?;
    Some((text.lines[*day].end + 1).min(to))
}

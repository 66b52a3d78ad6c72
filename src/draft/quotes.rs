//! Quotes: characters by which a place is found, because they occur once in the letter.

use std::{
    hash::{DefaultHasher, Hash as _, Hasher as _},
    ops::Range,
};

use super::text::Text;
use crate::model::QUOTE;

/// Counts short runs of characters by their hashes, up to two.
///
/// Runs that share a hash are taken for repeated: a quote that was possible may be missed, and none is chosen that occurs
/// twice. So the counts of a letter of any length take little room.
#[derive(Debug)]
pub struct Quotes {
    counts: Vec<u8>,
}

/// How many characters tell stretches of a letter apart; fewer only for stretches that are shorter.
const RUNS: [usize; 2] = [6, 3];
/// How many counts there are for each character, and at most.
const CELLS: usize = 8;
const MOST_CELLS: usize = 1 << 28;

impl Quotes {
    /// Looks through a letter.
    pub fn of(text: &Text) -> Self {
        let cells = (text.chars.len() * CELLS).next_power_of_two().clamp(64, MOST_CELLS);
        let mut quotes = Self { counts: vec![0; cells] };
        for length in RUNS {
            for run in text.chars.windows(length) {
                let cell = quotes.cell(run);
                quotes.counts[cell] = quotes.counts[cell].saturating_add(1);
            }
        }
        quotes
    }

    fn cell(&self, run: &[char]) -> usize {
        let mut hasher = DefaultHasher::new();
        run.hash(&mut hasher);
        hasher.finish() as usize & (self.counts.len() - 1)
    }

    fn occurs_once(&self, text: &Text, range: &Range<usize>) -> bool {
        let length = if range.len() < RUNS[0] { RUNS[1] } else { RUNS[0] };
        text.chars[range.clone()].windows(length).any(|run| self.counts[self.cell(run)] == 1)
    }

    /// A quote from a stretch, from its verb on where that is possible: some characters of it occur nowhere else.
    pub fn choose(&self, text: &Text, range: &Range<usize>, core: usize) -> Option<Range<usize>> {
        let starts = std::iter::once(core).chain(range.clone()).filter(|start| *start < range.end);
        let mut quotes = starts.map(|start| tidy(text, start..end(text, start, range.end)));
        quotes.find(|own| own.len() >= RUNS[1] && self.occurs_once(text, own))
    }
}

/// Where a quote ends that begins at a place: with the sentence, else with a part of it, else after as many as there may be.
fn end(text: &Text, start: usize, end: usize) -> usize {
    let most = end.min(start + QUOTE);
    let is_stop = |at: &usize| text.chars[*at].is_control() || "。;".contains(text.folded[*at]);
    if let Some(stop) = (start..most).find(is_stop) {
        return stop;
    }
    let comma = (start + RUNS[0]..most).rev().find(|at| ",:、".contains(text.folded[*at]));
    // A whole part of the sentence reads better than one that is cut off.
    if most == end { most } else { comma.unwrap_or(most) }
}

fn tidy(text: &Text, range: Range<usize>) -> Range<usize> {
    let last = range.clone().rev().find(|at| !",。;:! ".contains(text.folded[*at]));
    range.start..last.map_or(range.start, |at| at + 1)
}

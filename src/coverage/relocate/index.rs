//! A text as it is searched: without white space, with widths folded away, by its pairs of characters.

use std::collections::HashMap;

use crate::{lang::is_hidden, letter::fold, model::Stretch};

/// How closely a match is what was looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// Character for character.
    Exact,
    /// Apart from widths and white space.
    Folded,
    /// But for so many characters.
    Near(usize),
}

/// The most matches that are kept of one quote.
const MOST: usize = 256;

/// A text that quotes are looked for in.
#[derive(Debug)]
pub struct Index<'a> {
    text: &'a [char],
    /// The folded text, and where each of its characters stands.
    pub folded: Vec<char>,
    places: Vec<u32>,
    pairs: HashMap<[char; 2], Vec<u32>>,
}

/// A text as it is compared, each character with its place.
fn folded(text: impl Iterator<Item = char>) -> impl Iterator<Item = (u32, char)> {
    let is_shown = |(_, c): &(u32, char)| !c.is_whitespace() && !is_hidden(*c);
    (0_u32..).zip(text).filter(is_shown).map(|(at, c)| (at, fold(c)))
}

/// A quote as it is compared.
pub fn folded_quote(quote: &str) -> Vec<char> {
    folded(quote.chars()).map(|(_, c)| c).collect()
}

impl<'a> Index<'a> {
    /// The index of a text.
    pub fn of(text: &'a [char]) -> Self {
        let (places, folded): (Vec<u32>, Vec<char>) = folded(text.iter().copied()).unzip();
        let mut pairs: HashMap<[char; 2], Vec<u32>> = HashMap::new();
        for (at, pair) in (0_u32..).zip(folded.windows(2)) {
            pairs.entry([pair[0], pair[1]]).or_default().push(at);
        }
        Self { text, folded, places, pairs }
    }

    /// Where a pair of characters stands in the folded text.
    pub fn pair(&self, pair: &[char]) -> &[u32] {
        let [a, b] = pair else { return &[] };
        self.pairs.get(&[*a, *b]).map_or(&[], Vec::as_slice)
    }

    /// Characters of the text from a run of the folded text.
    pub fn stretch(&self, start: usize, len: usize) -> Option<Stretch> {
        let last = (start + len).checked_sub(1)?;
        Some(Stretch { start: *self.places.get(start)?, end: *self.places.get(last)? + 1 })
    }

    /// How many characters of the folded text stand before a place of the text.
    pub fn folded_place(&self, place: i64) -> usize {
        self.places.partition_point(|own| i64::from(*own) < place)
    }

    /// Every place of a quote, all of them exact or none.
    pub fn find(&self, quote: &str) -> Vec<(Stretch, How)> {
        let wanted = folded_quote(quote);
        let rarest = wanted.windows(2).enumerate().min_by_key(|(_, pair)| self.pair(pair).len());
        let starts: Vec<usize> = match (rarest, wanted.first()) {
            (Some((offset, pair)), _) => {
                self.pair(pair).iter().filter_map(|at| (*at as usize).checked_sub(offset)).collect()
            }
            (None, Some(only)) => (0..self.folded.len()).filter(|at| self.folded[*at] == *only).collect(),
            (None, None) => return Vec::new(),
        };
        let is_here = |start: &usize| self.folded[*start..].starts_with(&wanted);
        let found = starts.into_iter().filter(is_here).take(MOST);
        let matches: Vec<(Stretch, How)> = found
            .filter_map(|start| self.stretch(start, wanted.len()))
            .map(|own| (own, self.how(own, quote)))
            .collect();
        let has_exact = matches.iter().any(|(_, how)| *how == How::Exact);
        matches.into_iter().filter(|(_, how)| !has_exact || *how == How::Exact).collect()
    }

    /// How many characters of a quote are others in some words of the text.
    pub fn differ(&self, quote: &str, own: Stretch) -> usize {
        let words: String = self.text.get(own.start as usize..own.end as usize).unwrap_or_default().iter().collect();
        let (quote, words) = (folded_quote(quote), folded_quote(&words));
        let ops = similar::capture_diff_slices(similar::Algorithm::Myers, &quote, &words);
        ops.iter()
            .map(|op| op.old_range().len().max(op.new_range().len()) * usize::from(op.tag() != similar::DiffTag::Equal))
            .sum()
    }

    fn how(&self, own: Stretch, quote: &str) -> How {
        let text = self.text.get(own.start as usize..own.end as usize).unwrap_or_default();
        if text.iter().copied().eq(quote.trim().chars()) { How::Exact } else { How::Folded }
    }
}

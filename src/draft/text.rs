//! The letter as characters: as they are written, and with widths folded away, one for one.

use std::{cell::OnceCell, collections::HashSet, ops::Range};

use super::{names::places, simple::simple};
use crate::letter::fold;

/// A letter's characters.
#[derive(Debug)]
pub struct Text {
    /// As they are written.
    pub chars: Vec<char>,
    /// With widths and traditional forms folded away.
    pub folded: Vec<char>,
    /// The lines without their ends; every character belongs to one or ends one.
    pub lines: Vec<Range<usize>>,
    /// Whether it counts the years of the Republic of China, and says so at least once.
    pub is_republican: bool,
    places: OnceCell<HashSet<String>>,
}

impl Text {
    /// The characters of a text with LF line ends.
    pub fn new(text: &str) -> Self {
        Self::of(text.chars().collect())
    }

    /// A stretch of a text as a text of its own.
    pub fn part(&self, range: Range<usize>) -> Self {
        Self::of(self.chars[range].to_vec())
    }

    fn of(chars: Vec<char>) -> Self {
        let folded: Vec<char> = chars.iter().map(|c| simple(fold(*c))).collect();
        let mut lines = Vec::new();
        let mut start = 0;
        for (at, c) in chars.iter().enumerate() {
            if *c == '\n' {
                lines.push(start..at);
                start = at + 1;
            }
        }
        lines.push(start..chars.len());
        let is_republican = folded.windows(2).any(|pair| pair == ['民', '国']);
        Self { chars, folded, lines, is_republican, places: OnceCell::new() }
    }

    /// Characters as they are written.
    pub fn written(&self, range: Range<usize>) -> String {
        self.chars[range].iter().collect()
    }

    /// Characters with widths folded away.
    pub fn folded(&self, range: Range<usize>) -> String {
        self.folded[range].iter().collect()
    }

    /// A range without the white space at its ends.
    pub fn trimmed(&self, mut range: Range<usize>) -> Range<usize> {
        while range.start < range.end && self.folded[range.start].is_whitespace() {
            range.start += 1;
        }
        while range.end > range.start && self.folded[range.end - 1].is_whitespace() {
            range.end -= 1;
        }
        range
    }

    /// Whether a name is that of a place whose offices it names: 北山区 where 北山区政府 stands.
    pub fn has_place(&self, name: &str) -> bool {
        self.places.get_or_init(|| places(&self.folded)).contains(name)
    }

    /// The line in which a place lies, by its number from nought.
    pub fn line_at(&self, at: usize) -> usize {
        self.lines.partition_point(|line| line.end < at)
    }

    /// Whether the folded characters from a place on begin with a text.
    pub fn has_at(&self, at: usize, text: &str) -> bool {
        text.chars().enumerate().all(|(n, c)| self.folded.get(at + n) == Some(&c))
    }

    /// Whether one of these words stands at a place.
    pub fn has_one_at(&self, at: usize, words: &[&str]) -> bool {
        words.iter().any(|word| self.has_at(at, word))
    }

    /// Where the first of these words begins that ends at a place, no earlier than at another.
    pub fn one_before(&self, start: usize, end: usize, words: &[&str]) -> Option<usize> {
        let begins =
            |word: &&str| end.checked_sub(word.chars().count()).filter(|at| *at >= start && self.has_at(*at, word));
        words.iter().find_map(begins)
    }

    /// The first place in a range at which one of these characters stands.
    pub fn find(&self, range: Range<usize>, is_it: impl Fn(char) -> bool) -> Option<usize> {
        range.into_iter().find(|at| is_it(self.folded[*at]))
    }

    /// The stretches of a range between stops, but empty ones.
    pub fn parts<'a>(&'a self, range: &Range<usize>, stops: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
        let end = range.end;
        let next =
            move |from: usize| (from < end).then(|| from..self.find(from..end, |c| stops.contains(c)).unwrap_or(end));
        let all = std::iter::successors(next(range.start), move |last| next(last.end + 1));
        all.filter(|part| !part.is_empty())
    }
}

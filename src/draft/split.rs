//! The sentences of the body, each with the part of the letter in which it stands.

use std::ops::Range;

use super::{
    judge::Judge,
    lexicon::Sign,
    outline::{Level, Part},
    roles::{BRACKET, says_who},
    sentence::{Chunk, chunks},
};

/// A sentence of the body.
#[derive(Debug)]
pub struct Sentence {
    /// Its characters.
    pub range: Range<usize>,
    /// Its parts between commas.
    pub chunks: Vec<Chunk>,
    /// The part of the letter in which it stands, by its place in the outline.
    pub part: Option<usize>,
}

impl Sentence {
    /// Whether a part of it has one of these signs.
    pub fn has(&self, signs: &[Sign]) -> bool {
        self.chunks.iter().any(|chunk| chunk.sign.is_some_and(|sign| signs.contains(&sign)))
    }

    /// Whether it tells of what was done.
    pub fn is_past(&self) -> bool {
        self.has(&[Sign::Past])
    }

    /// Whether a verb begins a part of it, and nothing says that it is no promise.
    pub fn is_plain_promise(&self) -> bool {
        let says_otherwise =
            [Sign::Past, Sign::Refusal, Sign::Conditional, Sign::QuotedAsk, Sign::Closing, Sign::Opening];
        !self.has(&says_otherwise) && self.chunks.iter().any(|chunk| chunk.core.is_some())
    }
}

/// The most clauses in a row.
const ROW: usize = 40;

impl Judge<'_> {
    /// The sentences of a line. Their parts are cut at marks and headings, which belong to no sentence.
    pub fn sentences(&self, line: &Range<usize>) -> Vec<Sentence> {
        let mut sentences = Vec::new();
        let first = self.parts.partition_point(|part| part.label.start < line.start);
        let own = &self.parts[first..self.parts.partition_point(|part| part.label.start < line.end)];
        let mut part = first.checked_sub(1).and_then(|part| self.open_in(part, line, own.first()));
        let mut start = line.start;
        for (at, next) in own.iter().enumerate() {
            self.split(start..next.label.start, part, &mut sentences);
            start = next.heading(self.text, line.end).end;
            part = Some(first + at);
        }
        self.split(start..line.end, part, &mut sentences);
        sentences
    }

    /// The part in which a line stands that begins without a mark: clauses end with their line, unless others of their row follow.
    fn open_in(&self, part: usize, line: &Range<usize>, next: Option<&Part>) -> Option<usize> {
        let own = &self.parts[part];
        if own.level < Level::Clause || own.label.start >= line.start {
            return Some(part);
        }
        let next = next.or_else(|| self.parts.get(part + 1));
        let goes_on = |next: &Part| {
            let begins = "一首".chars().any(|c| self.text.folded.get(next.label.start) == Some(&c))
                || self.text.has_at(next.label.start, "第一");
            next.level == Level::Clause && !begins && self.row(next) == self.row(own)
        };
        if next.is_some_and(goes_on) {
            return Some(part);
        }
        (0..part).rev().take(ROW).find(|at| self.parts[*at].level < Level::Clause)
    }

    /// What the marks of a row of clauses share: 一是 and 二是, 第一 and 第二, 首先 and 其次.
    fn row(&self, part: &Part) -> (bool, bool) {
        let is_first = |c: char| self.text.folded.get(part.label.start) == Some(&c);
        (is_first('第'), "首其再最".chars().any(is_first))
    }

    fn split(&self, range: Range<usize>, part: Option<usize>, sentences: &mut Vec<Sentence>) {
        let mut start = range.start;
        let mut push = |range: Range<usize>| {
            let own = self.text.trimmed(range.clone());
            if !own.is_empty() {
                sentences.push(Sentence { chunks: chunks(self.text, &self.hits, range.clone()), range, part });
            }
        };
        for at in range.clone() {
            // Each cell of a table speaks for itself.
            let is_end = "。!?\t\u{2502}".contains(self.text.folded[at]);
            let goes_on = |c: char| {
                "。!?\")》】〕".contains(c) || "(【[〔".contains(c) && self.is_office_bracket(at + 2, range.end)
            };
            if is_end && !(at + 1 < range.end && goes_on(self.text.folded[at + 1])) {
                push(start..at + 1);
                start = at + 1;
            }
        }
        push(start..range.end);
    }

    /// Whether a bracket that opens at a place says who is responsible: it belongs to the sentence before it.
    fn is_office_bracket(&self, open: usize, end: usize) -> bool {
        let close = self.text.find(open..end.min(open + BRACKET), |c| ")】]〕".contains(c));
        close.is_some_and(|close| says_who(self.text, &(open..close)))
    }
}

//! A first ledger from the text of any reply: structure, candidate commitments, and passages for everything else.
//!
//! Nothing is invented. Every candidate says for which words it was taken, and every character of the letter belongs to
//! exactly one passage or to one candidate.

mod announce;
mod aside;
mod assigned;
mod attached;
mod candidate;
mod clusters;
mod columns;
mod cover;
mod data;
mod dates;
mod deadline;
mod drafting;
mod facts;
mod frame;
mod free;
mod join;
mod judge;
mod ledger;
mod letters;
mod lexicon;
mod limits;
mod marks;
mod names;
mod offered;
mod offices;
mod often;
mod outline;
mod piece;
mod question;
mod quotes;
mod reading;
mod roles;
mod sentence;
mod signature;
mod simple;
mod split;
mod subject;
mod table;
mod text;
mod title;
mod verb;
mod why;
mod will;
mod wording;
mod year;

use std::ops::Range;

use drafting::Drafting;
use frame::Frame;
use judge::Judge;
use lexicon::Hit;
use quotes::Quotes;

pub use candidate::Candidate;
pub use data::{Data, data};
pub use facts::Facts;
pub use ledger::ledger;
pub use lexicon::{Lexicon, Sign};
pub use offices::Named;
pub use outline::{Level, Part};
pub use reading::outline as reading;
pub use text::Text;
pub use why::Why;
pub use wording::Wording;

use crate::model::PassageClass;

/// What a text says, as far as a program can tell.
#[derive(Debug)]
pub struct Draft {
    /// Its characters.
    pub text: Text,
    /// Its letters, mostly one: what each says of itself.
    pub letters: Vec<Letter>,
    /// Its parts, in order.
    pub structure: Vec<Part>,
    /// The candidates, in order.
    pub measures: Vec<Candidate>,
    /// Everything else, in order. With the candidates it accounts for every character once.
    pub passages: Vec<Passage>,
}

/// One of the letters of a text.
#[derive(Debug)]
pub struct Letter {
    /// Its characters.
    pub range: Range<usize>,
    /// What it says of itself.
    pub facts: Facts,
}

/// A stretch that promises nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Its characters.
    pub range: Range<usize>,
    /// What it is.
    pub class: PassageClass,
    /// For which words it was taken for that, where that is not plain.
    pub why: Option<Why>,
}

/// How many hundredths of the work it is to look the expressions up, and how many are done when the parts are known, and
/// when the sentences are judged: measured on a long letter.
const LOOKED_UP: usize = 20;
const OUTLINED: usize = 40;
const JUDGED: usize = 80;

impl Draft {
    /// Reads a text: UTF-8, LF line ends, no byte order mark.
    pub fn of(text: &str, lexicon: &Lexicon) -> Self {
        Self::watched(text, lexicon, &mut |_| {})
    }

    /// Reads a text like [`Draft::of`], and tells how much of the work is done, in hundredths.
    pub fn watched(text: &str, lexicon: &Lexicon, watch: &mut dyn FnMut(usize)) -> Self {
        let text = Text::new(text);
        watch(LOOKED_UP / 2);
        let hits = lexicon.hits(&text.folded);
        let quotes = Quotes::of(&text);
        watch(LOOKED_UP);
        let mut all =
            Self { letters: Vec::new(), structure: Vec::new(), measures: Vec::new(), passages: Vec::new(), text };
        match &letters::letters(&all.text, &hits)[..] {
            [only] => {
                let read = read(&all.text, &hits, lexicon, &quotes, watch);
                all.take(only.clone(), read);
            }
            several => {
                for range in several {
                    let own = all.text.part(range.clone());
                    let hits = hits_of(&hits, range);
                    all.take(range.clone(), read(&own, &hits, lexicon, &quotes, &mut |_| {}));
                    watch(LOOKED_UP + (100 - LOOKED_UP) * range.end / all.text.chars.len().max(1));
                }
            }
        }
        all
    }

    fn take(&mut self, range: Range<usize>, read: Read) {
        let at = range.start;
        let moved = |own: &mut Range<usize>| *own = own.start + at..own.end + at;
        self.letters.push(Letter { range, facts: read.facts });
        self.structure.extend(read.structure.into_iter().map(|mut part| {
            moved(&mut part.label);
            moved(&mut part.title);
            part
        }));
        self.measures.extend(read.measures.into_iter().map(|mut measure| {
            moved(&mut measure.range);
            measure.quote.iter_mut().for_each(moved);
            measure.why = measure.why.into_iter().map(|why| why.moved(at)).collect();
            measure
        }));
        self.passages.extend(read.passages.into_iter().map(|mut passage| {
            moved(&mut passage.range);
            passage.why = passage.why.map(|why| why.moved(at));
            passage
        }));
    }

    /// Where the parts end: each where the next begins that stands no lower, or with its letter.
    pub fn ends(&self) -> Vec<usize> {
        let mut ends = vec![self.text.chars.len(); self.structure.len()];
        let mut open: Vec<usize> = Vec::new();
        let mut letters = self.letters.iter().map(|letter| letter.range.end).peekable();
        for (at, part) in self.structure.iter().enumerate() {
            while let Some(end) = letters.next_if(|end| *end <= part.label.start) {
                open.drain(..).for_each(|own| ends[own] = end);
            }
            while let Some(own) = open.pop_if(|own| self.structure[*own].level >= part.level) {
                ends[own] = part.label.start;
            }
            open.push(at);
        }
        if let Some(end) = letters.next() {
            open.into_iter().for_each(|own| ends[own] = end);
        }
        ends
    }
}

/// The expressions of a stretch, as they stand in it.
fn hits_of(hits: &[Hit], range: &Range<usize>) -> Vec<Hit> {
    let first = hits.partition_point(|hit| hit.range.start < range.start);
    let own = hits[first..].iter().take_while(|hit| hit.range.start < range.end);
    own.filter(|hit| hit.range.end <= range.end)
        .map(|hit| Hit { range: hit.range.start - range.start..hit.range.end - range.start, ..*hit })
        .collect()
}

/// What one letter says.
struct Read {
    facts: Facts,
    structure: Vec<Part>,
    measures: Vec<Candidate>,
    passages: Vec<Passage>,
}

fn read(text: &Text, hits: &[Hit], lexicon: &Lexicon, quotes: &Quotes, watch: &mut dyn FnMut(usize)) -> Read {
    let opening = frame::opening(text, hits);
    let structure = outline::outline(text, opening.as_ref());
    let has_mark = |line: &Range<usize>| {
        let at = structure.partition_point(|part| part.label.start < line.start);
        structure.get(at).is_some_and(|part| part.label.start < line.end && !part.label.is_empty())
    };
    let frame = Frame::of(text, opening, has_mark);
    let facts = Facts::of(text, &frame);
    let mut drafting = Drafting::new(text, &structure);
    let body = drafting.frame(&frame);
    drafting.headings(&body);
    watch(OUTLINED);
    let judge = Judge::new(text, hits, &structure, lexicon, facts.date);
    drafting.body(&judge, &body, &frame.signed(text));
    watch(JUDGED);
    let (measures, passages) = drafting.finish(&facts, quotes);
    Read { facts, structure, measures, passages }
}

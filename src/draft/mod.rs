//! A first ledger from the text of any reply: structure, candidate commitments, and passages for everything else.
//!
//! Nothing is invented. Every candidate says for which words it was taken, and every character of the letter belongs to
//! exactly one passage or to one candidate.

mod candidate;
mod cover;
mod data;
mod dates;
mod facts;
mod frame;
mod judge;
mod ledger;
mod letters;
mod lexicon;
mod marks;
mod offered;
mod offices;
mod outline;
mod quotes;
mod reading;
mod sentence;
mod simple;
mod table;
mod text;
mod why;

use std::ops::Range;

use candidate::Found;
use cover::{Owned, cover};
use frame::Frame;
use judge::{Ground, Judge, Judged, What};
use lexicon::Hit;
use quotes::Quotes;
use sentence::Core;
use table::{Tables, Task};

pub use candidate::Candidate;
pub use data::{Data, data};
pub use facts::Facts;
pub use ledger::{TAG, ledger};
pub use lexicon::{Lexicon, Sign};
pub use offices::Named;
pub use outline::{Level, Part};
pub use reading::outline as reading;
pub use text::Text;
pub use why::Why;

use crate::model::{PassageClass, Strength};

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

/// Whose a stretch is.
#[derive(Clone, Debug)]
enum Whose {
    Candidate(usize),
    Passage(PassageClass, Option<Why>),
}

impl Draft {
    /// Reads a text: UTF-8, LF line ends, no byte order mark.
    pub fn of(text: &str, lexicon: &Lexicon) -> Self {
        let text = Text::new(text);
        let hits = lexicon.hits(&text.folded);
        let quotes = Quotes::of(&text);
        let mut all =
            Self { letters: Vec::new(), structure: Vec::new(), measures: Vec::new(), passages: Vec::new(), text };
        match &letters::letters(&all.text, &hits)[..] {
            [only] => {
                let read = read(&all.text, &hits, lexicon, &quotes);
                all.take(only.clone(), read);
            }
            several => {
                for range in several {
                    let own = all.text.part(range.clone());
                    let hits = hits_of(&hits, range);
                    all.take(range.clone(), read(&own, &hits, lexicon, &quotes));
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
            measure
        }));
        self.passages.extend(read.passages.into_iter().map(|mut passage| {
            moved(&mut passage.range);
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

fn read(text: &Text, hits: &[Hit], lexicon: &Lexicon, quotes: &Quotes) -> Read {
    let opening = frame::opening(text, hits);
    let structure = outline::outline(text, opening.as_ref());
    let has_mark = |line: &Range<usize>| {
        let at = structure.partition_point(|part| part.label.start < line.start);
        structure.get(at).is_some_and(|part| part.label.start < line.end && !part.label.is_empty())
    };
    let frame = Frame::of(text, opening, has_mark);
    let facts = Facts::of(text, &frame);
    let mut drafting = Drafting { text, parts: &structure, stretches: Vec::new(), found: Vec::new() };
    let body = drafting.frame(&frame);
    drafting.headings(&body);
    let judge = Judge::new(text, hits, &structure, lexicon, facts.date);
    drafting.body(&judge, &body, &frame.signed(text));
    let (measures, passages) = drafting.finish(&facts, quotes);
    Read { facts, structure, measures, passages }
}

/// A candidate before it is read closely.
struct Raw {
    range: Range<usize>,
    core: Core,
    ground: Ground,
    part: Option<usize>,
    offices: Named,
    due: Option<Range<usize>>,
}

struct Drafting<'a> {
    text: &'a Text,
    parts: &'a [Part],
    stretches: Vec<Owned<Whose>>,
    found: Vec<Raw>,
}

impl Drafting<'_> {
    fn passage(&mut self, range: Range<usize>, class: PassageClass, why: Option<Why>) {
        self.stretches.push(Owned { range, whose: Whose::Passage(class, why) });
    }

    /// Takes the lines that are no body; returns those that are.
    fn frame(&mut self, frame: &Frame) -> Vec<Range<usize>> {
        let mut body = Vec::new();
        for (line, class) in self.text.lines.iter().zip(&frame.lines) {
            match class {
                Some(class) => self.passage(line.clone(), *class, None),
                None => body.push(line.clone()),
            }
        }
        body
    }

    /// Takes the marks and headings of the body.
    fn headings(&mut self, body: &[Range<usize>]) {
        let is_body = |at: usize| {
            body.binary_search_by(|line| {
                if line.end < at {
                    std::cmp::Ordering::Less
                } else if line.start > at {
                    std::cmp::Ordering::Greater
                } else {
                    std::cmp::Ordering::Equal
                }
            })
            .is_ok()
        };
        let own: Vec<Range<usize>> = self
            .parts
            .iter()
            .filter(|part| is_body(part.label.start))
            .map(|part| {
                let is_stop = |at: usize| self.text.folded.get(at).is_some_and(|c| "。:,".contains(*c));
                if part.is_heading {
                    part.label.start..part.title.end + usize::from(is_stop(part.title.end))
                } else {
                    part.label.clone()
                }
            })
            .filter(|range| !range.is_empty())
            .collect();
        own.into_iter().for_each(|range| self.passage(range, PassageClass::Heading, None));
    }

    fn body(&mut self, judge: &Judge<'_>, body: &[Range<usize>], signed: &[usize]) {
        let mut tables = Tables::default();
        let mut prose = Vec::new();
        let mut named: Vec<(Range<usize>, Named)> = Vec::new();
        for line in body {
            match tables.line(self.text, line) {
                None => {
                    let offices = Named::of(self.text, &self.text.trimmed(line.clone()));
                    if offices.is_empty() { prose.push(line.clone()) } else { named.push((line.clone(), offices)) }
                }
                Some(None) => self.passage(line.clone(), PassageClass::Heading, None),
                Some(Some(task)) => self.task(line, task),
            }
        }
        let mut named = named.into_iter().peekable();
        for Judged { range, what, part } in judge.judge(&prose, signed) {
            while let Some((line, offices)) = named.next_if(|(line, _)| line.start < range.start) {
                self.responsible(line, &offices);
            }
            match what {
                What::Promise(core, ground) => {
                    self.candidate(Raw { range, core, ground, part, offices: Named::default(), due: None });
                }
                What::Other(class, word) => self.other(range, class, word),
            }
        }
        named.for_each(|(line, offices)| self.responsible(line, &offices));
    }

    /// A line of a table, with the task that it holds.
    fn task(&mut self, line: &Range<usize>, task: Task) {
        let part = self.part_at(line.start);
        let core = Core { range: task.range.start..task.range.start, strength: Strength::Act };
        let Task { range, offices, due } = task;
        self.candidate(Raw { range, core, ground: Ground::Table, part, offices, due });
        self.rest_of(line.clone(), Why::of_table());
    }

    /// A line that only names offices speaks of the candidates before it in its part.
    fn responsible(&mut self, line: Range<usize>, offices: &Named) {
        let part = self.part_at(line.start);
        let own = self.found.iter_mut().rev().take_while(|raw| raw.part == part && raw.offices.is_empty());
        own.for_each(|raw| raw.offices = offices.clone());
        self.passage(line, PassageClass::Background, Some(Why::offices()));
    }

    /// What promises nothing; a sentence that only names offices speaks of the candidates before it.
    fn other(&mut self, range: Range<usize>, class: PassageClass, word: Option<(Sign, Range<usize>)>) {
        let offices = Named::of(self.text, &self.text.trimmed(range.clone()));
        if !offices.is_empty() {
            return self.responsible(range, &offices);
        }
        let why = word.map(|(sign, word)| Why::sign(sign, &self.text.written(word)));
        self.passage(range, class, why);
    }

    fn candidate(&mut self, raw: Raw) {
        self.stretches.push(Owned { range: raw.range.clone(), whose: Whose::Candidate(self.found.len()) });
        self.found.push(raw);
    }

    /// What of a line nothing has taken yet.
    fn rest_of(&mut self, line: Range<usize>, why: Why) {
        let taken = self.stretches.last().map(|own| own.range.clone()).filter(|own| line.contains(&own.start));
        let taken = taken.unwrap_or(line.end..line.end);
        for rest in [line.start..taken.start, taken.end..line.end] {
            if rest.start < rest.end {
                self.passage(rest, PassageClass::Background, Some(why.clone()));
            }
        }
    }

    fn part_at(&self, at: usize) -> Option<usize> {
        self.parts.partition_point(|part| part.label.start <= at).checked_sub(1)
    }

    /// Accounts for every character and reads the candidates.
    fn finish(self, facts: &Facts, quotes: &Quotes) -> (Vec<Candidate>, Vec<Passage>) {
        let nobody = Whose::Passage(PassageClass::Background, None);
        let is_promise = |whose: &Whose| matches!(whose, Whose::Candidate(_));
        let mut measures: Vec<Candidate> = Vec::new();
        let mut passages: Vec<Passage> = Vec::new();
        for Owned { range, whose } in cover(self.text, self.stretches, is_promise, &nobody) {
            match whose {
                Whose::Candidate(at) => {
                    let raw = &self.found[at];
                    let clause = raw.part.map(|part| self.parts[part].clause.clone());
                    let found = Found {
                        range,
                        core: &raw.core,
                        ground: &raw.ground,
                        clause,
                        offices: raw.offices.clone(),
                        due: raw.due.clone(),
                    };
                    measures.push(Candidate::read(self.text, found, facts.date, quotes));
                }
                Whose::Passage(class, why) => match passages.last_mut() {
                    Some(last) if last.range.end == range.start && last.class == class && last.why == why => {
                        last.range.end = range.end
                    }
                    _ => passages.push(Passage { range, class, why }),
                },
            }
        }
        (measures, passages)
    }
}

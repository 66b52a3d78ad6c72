//! One letter read: whose each of its stretches is.

use std::{mem, ops::Range};

use chrono::NaiveDate;

use super::{
    Passage,
    candidate::{Candidate, Found},
    cover::{Owned, cover},
    deadline::{deadline, is_time},
    facts::Facts,
    frame::Frame,
    judge::{Ground, Judge, Judged, What},
    lexicon::Sign,
    offices::{Named, due_of},
    outline::Part,
    quotes::Quotes,
    roles::says_who,
    subject::{By, is_self},
    table::{Row, Tables, Task},
    text::Text,
    verb::Core,
    why::{Reason, Why},
};
use crate::model::{PassageClass, Strength};

/// Whose a stretch is.
#[derive(Clone, Debug)]
enum Whose {
    Candidate(usize),
    Passage(PassageClass, Option<Why>),
}

/// A candidate before it is read closely.
struct Raw {
    range: Range<usize>,
    core: Core,
    ground: Ground,
    part: Option<usize>,
    offices: Named,
    due: Option<Range<usize>>,
    by: Option<By>,
}

/// What a sentence says before what it promises: until when, and by whom.
#[derive(Debug, Default)]
struct LeadIn {
    until: Option<Range<usize>>,
    offices: Named,
    /// Where it ends: what it limits stands right behind it.
    end: usize,
}

impl LeadIn {
    /// Takes a part of the sentence that says no more than that; any other part ends it.
    fn take(&mut self, text: &Text, range: &Range<usize>, letter: Option<NaiveDate>) {
        let is_open = range.end.checked_sub(1).is_some_and(|last| text.folded[last] == ',');
        if is_time(text, range, letter) {
            self.until = Some(range.clone());
        } else if let Some(offices) = is_open.then(|| Named::in_words(text, range)).filter(|own| !own.is_empty()) {
            self.offices.join(offices);
        } else {
            *self = Self::default();
        }
        self.end = range.end;
    }
}

pub struct Drafting<'a> {
    /// The letter.
    pub text: &'a Text,
    /// Its parts.
    pub parts: &'a [Part],
    stretches: Vec<Owned<Whose>>,
    found: Vec<Raw>,
}

impl<'a> Drafting<'a> {
    /// A draft of a letter of these parts, of which nothing is taken yet.
    pub fn new(text: &'a Text, parts: &'a [Part]) -> Self {
        Self { text, parts, stretches: Vec::new(), found: Vec::new() }
    }

    fn passage(&mut self, range: Range<usize>, class: PassageClass, why: Option<Why>) {
        self.stretches.push(Owned { range, whose: Whose::Passage(class, why) });
    }

    /// Takes the lines that are no body; returns those that are.
    pub fn frame(&mut self, frame: &Frame) -> Vec<Range<usize>> {
        let mut body = Vec::new();
        for (line, class) in self.text.lines.iter().zip(&frame.lines) {
            match class {
                Some(class) => self.passage(line.clone(), *class, None),
                None => body.push(line.clone()),
            }
        }
        if let Some((tail, last)) = frame.tail.clone().zip(body.last_mut()).filter(|(tail, last)| last.end == tail.end)
        {
            last.end = tail.start;
            self.passage(tail, PassageClass::Signature, None);
        }
        body
    }

    /// Takes the marks and headings of the body.
    pub fn headings(&mut self, body: &[Range<usize>]) {
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
            .map(|part| part.heading(self.text, self.text.chars.len()))
            .filter(|range| !range.is_empty())
            .collect();
        own.into_iter().for_each(|range| self.passage(range, PassageClass::Heading, None));
    }

    pub fn body(&mut self, judge: &Judge<'_>, body: &[Range<usize>], signed: &[usize]) {
        let mut tables = Tables::default();
        let mut prose = Vec::new();
        let mut named: Vec<(Range<usize>, Named)> = Vec::new();
        let (mut at, mut has_task) = (0, false);
        while let Some(first) = body.get(at) {
            let lines = tables.lines(self.text, &body[at..]);
            let line = first.start..body[at + lines - 1].end;
            at += lines;
            match tables.row(self.text, &line) {
                None if says_who(self.text, &line) => {
                    let offices = Named::of(self.text, &line);
                    named.push((line, offices));
                }
                None => prose.push(line),
                Some(Row::Head) => {
                    has_task = false;
                    self.passage(line, PassageClass::Heading, None);
                }
                Some(Row::Task(task)) => {
                    has_task = true;
                    self.task(&line, task);
                }
                Some(Row::Done) => {
                    has_task = false;
                    self.passage(line, PassageClass::PastResult, Some(Why::plain(Reason::OfTable)));
                }
                // Before the first task of its own table it speaks of none.
                Some(Row::More(offices)) => self.more(line, if has_task { offices } else { Named::default() }),
            }
        }
        let mut named = named.into_iter().peekable();
        let mut lead_in = LeadIn::default();
        for Judged { range, what, part } in judge.judge(&prose, signed) {
            if lead_in.end != range.start {
                lead_in = LeadIn::default();
            }
            while let Some((line, offices)) = named.next_if(|(line, _)| line.start < range.start) {
                self.responsible(line, &offices);
            }
            match what {
                What::Promise(core, ground, by) => {
                    let LeadIn { until, mut offices, .. } = mem::take(&mut lead_in);
                    // 前期由工造局负责,我局将修好风车: who did something before leads nothing that whoever writes does.
                    if is_self(self.text, &range) {
                        offices.lead = None;
                    }
                    if !offices.is_empty() {
                        offices.join(Named::in_words(self.text, &range));
                    }
                    let due = until.filter(|_| deadline(self.text, &range, judge.date).is_none());
                    self.candidate(Raw { range, core, ground, part, offices, due, by });
                }
                What::Other(class, word) => {
                    lead_in.take(self.text, &range, judge.date);
                    self.other(range, class, word);
                }
            }
        }
        named.for_each(|(line, offices)| self.responsible(line, &offices));
    }

    /// A line of a table, with the task that it holds.
    fn task(&mut self, line: &Range<usize>, task: Task) {
        let part = self.part_at(line.start);
        let core = Core { range: task.range.start..task.range.start, strength: Strength::Act };
        let Task { range, offices, due } = task;
        self.candidate(Raw { range, core, ground: Ground::Table, part, offices, due, by: None });
        self.rest_of(line.clone(), Why::plain(Reason::OfTable));
    }

    /// A row that names more offices for the task above it.
    fn more(&mut self, line: Range<usize>, offices: Named) {
        if let Some(raw) = self.found.last_mut().filter(|raw| matches!(raw.ground, Ground::Table)) {
            raw.offices.join(offices);
        }
        self.passage(line, PassageClass::Background, Some(Why::plain(Reason::OfTable)));
    }

    /// A line that only names offices speaks of the candidates before it in its part; what it says of the time, of the last
    /// sentence or line of them.
    fn responsible(&mut self, line: Range<usize>, offices: &Named) {
        let part = self.part_at(line.start);
        let last = self.found.last().map(|raw| self.text.line_at(raw.range.start));
        if let Some(due) = due_of(self.text, &line) {
            let is_meant = |raw: &&mut Raw| raw.part == part && Some(self.text.line_at(raw.range.start)) == last;
            let own = self.found.iter_mut().rev().take_while(is_meant);
            own.for_each(|raw| raw.due = Some(due.clone()));
        }
        if !offices.is_empty() {
            let own = self.found.iter_mut().rev().take_while(|raw| raw.part == part && raw.offices.is_empty());
            own.for_each(|raw| raw.offices = offices.clone());
        }
        self.passage(line, PassageClass::Background, Some(Why::plain(Reason::Offices)));
    }

    /// What promises nothing; a sentence that only names offices speaks of the candidates before it.
    fn other(&mut self, range: Range<usize>, class: PassageClass, word: Option<(Sign, Range<usize>)>) {
        // Before a comma it speaks of what follows: 由工造局牵头,巡查处配合,修好风车.
        let is_open = self.text.trimmed(range.clone()).end.checked_sub(1).is_some_and(|at| self.text.folded[at] == ',');
        if !is_open && says_who(self.text, &range) || due_of(self.text, &range).is_some() {
            return self.responsible(range.clone(), &Named::of(self.text, &range));
        }
        let why = word.map(|(sign, word)| Why::at(Reason::Sign(sign), word));
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
    pub fn finish(self, facts: &Facts, quotes: &Quotes) -> (Vec<Candidate>, Vec<Passage>) {
        let nobody = Whose::Passage(PassageClass::Background, None);
        let is_promise = |whose: &Whose| matches!(whose, Whose::Candidate(_));
        let mut measures: Vec<Candidate> = Vec::new();
        let mut passages: Vec<Passage> = Vec::new();
        let text = self.text;
        let is_like = |own: &Option<Why>, other: &Option<Why>| match (own, other) {
            (Some(own), Some(other)) => own.is_like(other, self.text),
            (own, other) => own.is_none() && other.is_none(),
        };
        for Owned { range, whose } in cover(self.text, self.stretches, is_promise, &nobody) {
            // What has no words promises nothing: the cell of a table that holds a mark.
            let says = |range: &Range<usize>| text.find(range.clone(), char::is_alphanumeric).is_some();
            match whose {
                Whose::Candidate(at) if says(&range) => {
                    let raw = &self.found[at];
                    let clause = raw.part.map(|part| self.parts[part].clause.clone());
                    let found = Found {
                        range,
                        core: &raw.core,
                        ground: &raw.ground,
                        clause,
                        offices: raw.offices.clone(),
                        due: raw.due.clone(),
                        by: raw.by.as_ref(),
                    };
                    measures.push(Candidate::read(self.text, found, facts.date, quotes));
                }
                Whose::Candidate(_) => passages.push(Passage { range, class: PassageClass::Background, why: None }),
                Whose::Passage(class, why) => match passages.last_mut() {
                    // Each heading begins a part.
                    Some(last)
                        if last.range.end == range.start
                            && last.class == class
                            && class != PassageClass::Heading
                            && is_like(&last.why, &why) =>
                    {
                        last.range.end = range.end
                    }
                    _ => passages.push(Passage { range, class, why }),
                },
            }
        }
        (measures, passages)
    }
}

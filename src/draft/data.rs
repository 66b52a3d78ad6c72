//! A draft as data.

use std::ops::Range;

use serde::{Serialize, Serializer, ser::SerializeMap as _};

use super::{Candidate, Draft, Facts, Text, Why, offered::Offices, outline};
use crate::{
    letter::LetterText,
    model::{Status, Vocabulary as _},
    page::Each,
};

/// The name and version of the form.
const SCHEMA: &str = "duban.draft/1";

/// A draft in its published form: spans are half-open ranges of characters of the text. Its rows are made while they are
/// written.
#[derive(Debug)]
pub struct Data<'a> {
    draft: &'a Draft,
    letter: &'a LetterText,
    file: &'a str,
    offices: Offices,
}

#[derive(Serialize)]
struct Form<'a, Structure, Measures, Passages> {
    schema: &'static str,
    file: &'a str,
    reply: Reply<'a>,
    letters: Vec<Reply<'a>>,
    offices: Vec<Office<'a>>,
    structure: Structure,
    measures: Measures,
    passages: Passages,
}

/// What a letter says of itself.
#[derive(Clone, Debug, Serialize)]
struct Reply<'a> {
    span: [usize; 2],
    number: Option<&'a str>,
    title: Option<&'a str>,
    date: Option<String>,
    proposer: Option<&'a str>,
    lead: Option<&'a str>,
    co_handlers: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    letter: Option<Hash>,
}

#[derive(Clone, Debug, Serialize)]
struct Hash {
    sha256: String,
    chars: usize,
}

#[derive(Debug, Serialize)]
struct Office<'a> {
    id: &'a str,
    name: &'a str,
}

#[derive(Debug, Serialize)]
struct Part<'a> {
    level: &'static str,
    label: String,
    title: String,
    clause: &'a str,
    is_heading: bool,
    span: [usize; 2],
}

#[derive(Debug, Serialize)]
struct Measure<'a> {
    title: &'a str,
    quote: Option<String>,
    span: [[usize; 2]; 1],
    clause: Option<&'a str>,
    strength: &'static str,
    kind: &'static str,
    every: Option<&'static str>,
    owner: Option<&'a str>,
    owner_basis: Option<&'static str>,
    support: Vec<&'a str>,
    status: &'static str,
    due: Option<String>,
    why: Vec<Told<'a>>,
}

#[derive(Debug, Serialize)]
struct Passage<'a> {
    span: [usize; 2],
    class: &'static str,
    why: Option<Told<'a>>,
}

/// A reason, with its text in both languages.
#[derive(Debug)]
struct Told<'a>(&'a Why, &'a Text);

impl Serialize for Told<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let Self(why, text) = self;
        let said = why.said(text);
        let mut map = to.serialize_map(Some(4))?;
        map.serialize_entry("sign", why.sign())?;
        map.serialize_entry("words", &why.words(text))?;
        map.serialize_entry("zh", &said.zh)?;
        map.serialize_entry("en", &said.en)?;
        map.end()
    }
}

/// The published form of a draft of a file.
pub fn data<'a>(draft: &'a Draft, letter: &'a LetterText, file: &'a str) -> Data<'a> {
    Data { draft, letter, file, offices: Offices::of(draft) }
}

impl Serialize for Data<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let Self { draft, letter, file, offices } = self;
        let hash = Hash { sha256: letter.sha256(), chars: letter.chars() };
        let letters: Vec<Reply<'_>> = draft.letters.iter().map(|own| reply(&own.range, &own.facts)).collect();
        let first = letters.first().cloned().unwrap_or_else(|| reply(&(0..0), &NOTHING));
        let ends = draft.ends();
        let parts = || draft.structure.iter().zip(&ends);
        let form = Form {
            schema: SCHEMA,
            file,
            reply: Reply { letter: Some(hash), ..first },
            letters,
            offices: offices.iter().map(|(id, name)| Office { id, name }).collect(),
            structure: Each(|| parts().map(|(part, end)| self.part(part, *end))),
            measures: Each(|| draft.measures.iter().map(|own| self.measure(own))),
            passages: Each(|| draft.passages.iter().map(|own| self.passage(own))),
        };
        form.serialize(to)
    }
}

static NOTHING: Facts =
    Facts { number: None, title: None, date: None, proposer: None, lead: None, co_handlers: Vec::new() };

fn reply<'a>(range: &Range<usize>, facts: &'a Facts) -> Reply<'a> {
    Reply {
        span: pair(range),
        number: facts.number.as_deref(),
        title: facts.title.as_deref(),
        date: facts.date.map(|date| date.to_string()),
        proposer: facts.proposer.as_deref(),
        lead: facts.lead.as_deref(),
        co_handlers: &facts.co_handlers,
        letter: None,
    }
}

impl Data<'_> {
    fn part<'b>(&self, part: &'b outline::Part, end: usize) -> Part<'b> {
        Part {
            level: part.level.word(),
            label: self.draft.text.written(part.label.clone()),
            title: self.draft.text.written(part.title.clone()),
            clause: &part.clause,
            is_heading: part.is_heading,
            span: [part.label.start, end],
        }
    }

    fn measure<'b>(&'b self, own: &'b Candidate) -> Measure<'b> {
        let owner = self.offices.owner(own);
        Measure {
            title: &own.title,
            quote: own.quote.clone().map(|quote| self.draft.text.written(quote)),
            span: [pair(&own.range)],
            clause: own.clause.as_deref(),
            strength: own.strength.term().word,
            kind: own.kind.term().word,
            every: own.every.map(|every| every.term().word),
            owner: owner.map(|(id, _)| id),
            owner_basis: owner.map(|(_, basis)| basis.term().word),
            support: self.offices.support(own),
            status: Status::Unreported.term().word,
            due: own.due.map(|due| due.to_string()),
            why: own.why.iter().map(|why| self.told(why)).collect(),
        }
    }

    fn passage<'b>(&'b self, own: &'b super::Passage) -> Passage<'b> {
        Passage {
            span: pair(&own.range),
            class: own.class.term().word,
            why: own.why.as_ref().map(|why| self.told(why)),
        }
    }

    fn told<'b>(&'b self, why: &'b Why) -> Told<'b> {
        Told(why, &self.draft.text)
    }
}

fn pair(range: &Range<usize>) -> [usize; 2] {
    [range.start, range.end]
}

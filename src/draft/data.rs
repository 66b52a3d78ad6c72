//! A draft as data.

use std::ops::Range;

use serde::{Serialize, Serializer, ser::SerializeMap as _};

use super::{Candidate, Draft, Facts, Why, offered::Offices};
use crate::{
    letter::LetterText,
    model::{Status, Vocabulary as _},
};

/// The name and version of the form.
const SCHEMA: &str = "duban.draft/1";

/// A draft in its published form: spans are half-open ranges of characters of the text.
#[derive(Debug, Serialize)]
pub struct Data<'a> {
    schema: &'static str,
    file: &'a str,
    reply: Reply<'a>,
    letters: Vec<Reply<'a>>,
    offices: Vec<Office>,
    structure: Vec<Part>,
    measures: Vec<Measure<'a>>,
    passages: Vec<Passage<'a>>,
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
struct Office {
    id: String,
    name: String,
}

#[derive(Debug, Serialize)]
struct Part {
    level: &'static str,
    label: String,
    title: String,
    clause: String,
    is_heading: bool,
    span: [usize; 2],
}

#[derive(Debug, Serialize)]
struct Measure<'a> {
    title: &'a str,
    quote: Option<&'a str>,
    span: [[usize; 2]; 1],
    clause: Option<&'a str>,
    strength: &'static str,
    kind: &'static str,
    every: Option<&'static str>,
    owner: Option<String>,
    owner_basis: Option<&'static str>,
    support: Vec<String>,
    status: &'static str,
    due: Option<String>,
    why: Vec<Reason<'a>>,
}

#[derive(Debug, Serialize)]
struct Passage<'a> {
    span: [usize; 2],
    class: &'static str,
    why: Option<Reason<'a>>,
}

/// A reason, with its text in both languages.
#[derive(Debug)]
struct Reason<'a>(&'a Why);

impl Serialize for Reason<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(Some(4))?;
        map.serialize_entry("sign", self.0.sign)?;
        map.serialize_entry("words", &self.0.words)?;
        map.serialize_entry("zh", &self.0.said.zh)?;
        map.serialize_entry("en", &self.0.said.en)?;
        map.end()
    }
}

/// The published form of a draft of a file.
pub fn data<'a>(draft: &'a Draft, letter: &LetterText, file: &'a str) -> Data<'a> {
    let offices = Offices::of(draft);
    let hash = Hash { sha256: letter.sha256(), chars: letter.chars() };
    let letters: Vec<Reply<'_>> = draft.letters.iter().map(|own| reply(&own.range, &own.facts)).collect();
    let first = letters.first().cloned().unwrap_or_else(|| reply(&(0..0), &NOTHING));
    let parts = draft.structure.iter().zip(draft.ends());
    Data {
        schema: SCHEMA,
        file,
        reply: Reply { letter: Some(hash), ..first },
        letters,
        offices: offices.iter().map(|(id, name)| Office { id: id.to_owned(), name: name.to_owned() }).collect(),
        structure: parts
            .map(|(part, end)| Part {
                level: part.level.word(),
                label: draft.text.written(part.label.clone()),
                title: draft.text.written(part.title.clone()),
                clause: part.clause.clone(),
                is_heading: part.is_heading,
                span: [part.label.start, end],
            })
            .collect(),
        measures: draft.measures.iter().map(|own| measure(own, &offices)).collect(),
        passages: draft
            .passages
            .iter()
            .map(|own| Passage {
                span: pair(&own.range),
                class: own.class.term().word,
                why: own.why.as_ref().map(Reason),
            })
            .collect(),
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

fn measure<'a>(own: &'a Candidate, offices: &Offices) -> Measure<'a> {
    let owner = offices.owner(own);
    Measure {
        title: &own.title,
        quote: own.quote.as_deref(),
        span: [pair(&own.range)],
        clause: own.clause.as_deref(),
        strength: own.strength.term().word,
        kind: own.kind.term().word,
        every: own.every.map(|every| every.term().word),
        owner: owner.map(|(id, _)| id.to_owned()),
        owner_basis: owner.map(|(_, basis)| basis.term().word),
        support: offices.support(own).into_iter().map(str::to_owned).collect(),
        status: Status::Unreported.term().word,
        due: own.due.map(|due| due.to_string()),
        why: own.why.iter().map(Reason).collect(),
    }
}

fn pair(range: &Range<usize>) -> [usize; 2] {
    [range.start, range.end]
}

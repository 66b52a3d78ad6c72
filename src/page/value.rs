//! One value of an answer, with the word that machines read and the label that people read.

use chrono::NaiveDate;
use serde::{Serialize, Serializer, ser::SerializeMap};

use crate::lang::{Lang, Said, Text, visible};

/// How a piece of text is meant; a renderer turns it into colour, and never into colour alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Ordinary text.
    #[default]
    Plain,
    /// What the eye should find first.
    Strong,
    /// Said, but not important; grey, also for what is not known.
    Quiet,
    /// Settled well.
    Good,
    /// Under way.
    Busy,
    /// Wants attention.
    Warn,
    /// Wants attention now.
    Bad,
}

/// A word of a closed vocabulary.
#[derive(Debug, PartialEq, Eq)]
pub struct Term {
    /// The machine word, the same in every language.
    pub word: &'static str,
    /// What people read.
    pub label: Text,
    /// How it is meant.
    pub tone: Tone,
}

/// A value of one field of an answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing is there.
    None,
    /// Free text.
    Text(String),
    /// A word of a closed vocabulary.
    Term(&'static Term),
    /// A record named by its id, with the name that people read.
    Named {
        /// The record's id.
        id: String,
        /// Its name in Chinese and in English.
        label: Said,
    },
    /// The id of a record.
    Id {
        /// The id as it is written in the file.
        id: String,
        /// How the record is named on a command line, where its id alone does not do.
        address: Option<String>,
    },
    /// Text that people read in their language; machines read the first.
    Both(Said),
    /// A whole number.
    Int(i64),
    /// A number as a person would write it.
    Number(f64),
    /// A calendar date.
    Date(NaiveDate),
    /// Yes or no.
    Bool(bool),
    /// So many of so many.
    Progress(u64, u64),
    /// From one number up to, not including, another.
    Range(u32, u32),
    /// Several values.
    List(Vec<Value>),
    /// Named values, in order.
    Map(Vec<(&'static str, Value)>),
}

impl Value {
    /// Text, or nothing when there is none.
    pub fn text(text: Option<&str>) -> Self {
        text.map_or(Self::None, |text| Self::Text(text.to_owned()))
    }

    /// How many.
    pub fn count(n: usize) -> Self {
        Self::Int(i64::try_from(n).unwrap_or(i64::MAX))
    }

    /// A date, or nothing.
    pub fn date(date: Option<NaiveDate>) -> Self {
        date.map_or(Self::None, Self::Date)
    }

    /// How a record with this id is named on a command line, on one line.
    pub fn address(&self) -> String {
        match self {
            Self::Id { address: Some(address), .. } => address.clone(),
            other => visible(&other.word()).into_owned(),
        }
    }

    /// The value behind a key, where this has named values.
    pub fn get(&self, key: &str) -> Option<&Self> {
        match self {
            Self::Map(pairs) => pairs.iter().find(|(own, _)| *own == key).map(|(_, value)| value),
            _ => None,
        }
    }

    /// Whether there is nothing here to show.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::None => true,
            Self::List(items) => items.is_empty(),
            _ => false,
        }
    }

    /// Whether this is a list of records: people read how many, machines read them whole.
    fn are_records(&self) -> bool {
        matches!(self, Self::List(items) if matches!(items.first(), Some(Self::Map(_))))
    }

    /// How it is meant.
    pub fn tone(&self) -> Tone {
        match self {
            Self::Term(term) => term.tone,
            _ => Tone::Plain,
        }
    }

    /// For people, in their language; several values are joined, empty is empty.
    pub fn label(&self, lang: Lang) -> String {
        match self {
            Self::Term(term) => term.label.get(lang).to_owned(),
            Self::Named { label, .. } | Self::Both(label) => label.get(lang).to_owned(),
            Self::Range(start, end) => format!("{start}–{end}"),
            Self::Bool(true) => YES.get(lang).to_owned(),
            Self::Bool(false) => NO.get(lang).to_owned(),
            Self::List(items) if self.are_records() => items.len().to_string(),
            Self::List(items) => items.iter().map(|item| item.label(lang)).collect::<Vec<_>>().join(LIST.get(lang)),
            Self::Map(pairs) => join(pairs.iter().filter(|(_, v)| !v.is_empty()).map(|(_, v)| v.label(lang)), " "),
            other => other.word(),
        }
    }

    /// For machines and for cells of CSV: words, ids, ISO dates; several values are joined by a semicolon, records are JSON.
    pub fn word(&self) -> String {
        match self {
            Self::None => String::new(),
            Self::Text(text) => text.clone(),
            Self::Both(said) => said.zh.clone(),
            Self::Term(term) => term.word.to_owned(),
            Self::Named { id, .. } | Self::Id { id, .. } => id.clone(),
            Self::Int(n) => n.to_string(),
            Self::Number(n) => n.to_string(),
            Self::Date(date) => date.to_string(),
            Self::Bool(yes) => yes.to_string(),
            Self::Progress(n, of) => format!("{n}/{of}"),
            Self::Range(start, end) => format!("{start}:{end}"),
            Self::List(_) if self.are_records() => serde_json::to_string(self).expect("our keys are strings"),
            Self::List(items) => join(items.iter().map(Self::word), ";"),
            Self::Map(pairs) => join(pairs.iter().filter(|(_, v)| !v.is_empty()).map(|(_, v)| v.word()), " "),
        }
    }
}

const YES: Text = crate::lang::text("是", "yes");
const NO: Text = crate::lang::text("否", "no");
const LIST: Text = crate::lang::text("、", ", ");

fn join(parts: impl Iterator<Item = String>, by: &str) -> String {
    parts.collect::<Vec<_>>().join(by)
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::None => to.serialize_none(),
            Self::Int(n) => to.serialize_i64(*n),
            Self::Number(n) => to.serialize_f64(*n),
            Self::Bool(yes) => to.serialize_bool(*yes),
            Self::Progress(n, of) => {
                Self::Map(vec![("n", Self::Int(n.cast_signed())), ("of", Self::Int(of.cast_signed()))]).serialize(to)
            }
            Self::Range(start, end) => [start, end].serialize(to),
            Self::List(items) => items.serialize(to),
            Self::Map(pairs) => {
                let mut map = to.serialize_map(Some(pairs.len()))?;
                for (key, value) in pairs {
                    map.serialize_entry(key, value)?;
                }
                map.end()
            }
            Self::Text(_) | Self::Both(_) | Self::Term(_) | Self::Named { .. } | Self::Id { .. } | Self::Date(_) => {
                to.serialize_str(&self.word())
            }
        }
    }
}

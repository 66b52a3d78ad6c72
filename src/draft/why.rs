//! Why the drafter took a stretch for what it says.

use std::ops::Range;

use chrono::NaiveDate;

use super::{lexicon::Sign, text::Text};
use crate::{
    lang::Said,
    model::{Strength, Vocabulary as _},
    said,
};

/// A reason: what the words of the letter were taken to say, and where they stand. It is put into words only when somebody
/// reads it: a long letter has millions of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Why {
    /// What sort of reason it is.
    pub reason: Reason,
    /// The words of the letter.
    pub words: Option<Words>,
}

/// The words behind a reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Words {
    /// Where they stand in the letter.
    At(Range<usize>),
    /// The name of an office, which may stand in pieces.
    Name(String),
}

/// What the words of a letter can say for what stands there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// An expression of the lexicon.
    Sign(Sign),
    /// It stands below a heading, or behind words, that announce what comes.
    Announced,
    /// The letter speaks without tense.
    Tenseless,
    /// It says who does it.
    Assigned,
    /// It is a task of a table.
    Table,
    /// It belongs to a task of a table.
    OfTable,
    /// It names who is responsible for what stands before it.
    Offices,
    /// The verb with which it begins, and how strong that makes it.
    Verb(Strength),
    /// The deadline that it names.
    Deadline(NaiveDate),
    /// The deadline that it names, when the letter does not say of which day it is.
    Undated,
    /// A number that it gives.
    Figure,
    /// The office that it names.
    Office,
}

impl Why {
    /// A reason that has no words of its own.
    pub const fn plain(reason: Reason) -> Self {
        Self { reason, words: None }
    }

    /// A reason with its words.
    pub const fn at(reason: Reason, words: Range<usize>) -> Self {
        Self { reason, words: Some(Words::At(words)) }
    }

    /// The office that a candidate names.
    pub fn office(name: &str) -> Self {
        Self { reason: Reason::Office, words: Some(Words::Name(name.to_owned())) }
    }

    /// The same in every language: a sign of the lexicon, `announced`, `tenseless`, `assigned`, `table`, `verb`, `deadline`,
    /// `figure` or `office`.
    pub const fn sign(&self) -> &'static str {
        match self.reason {
            Reason::Sign(sign) => sign.word(),
            Reason::Announced => "announced",
            Reason::Tenseless => "tenseless",
            Reason::Assigned => "assigned",
            Reason::Table | Reason::OfTable => "table",
            Reason::Offices | Reason::Office => "office",
            Reason::Verb(_) => "verb",
            Reason::Deadline(_) | Reason::Undated => "deadline",
            Reason::Figure => "figure",
        }
    }

    /// The words of the letter.
    pub fn words(&self, text: &Text) -> Option<String> {
        self.words.as_ref().map(|words| match words {
            Words::At(range) => text.written(range.clone()),
            Words::Name(name) => name.clone(),
        })
    }

    /// The reason as people read it.
    pub fn said(&self, text: &Text) -> Said {
        let words = self.words(text).unwrap_or_default();
        match self.reason {
            Reason::Sign(sign) => {
                let about = sign.about();
                Said { zh: format!("“{words}”：{}", about.zh), en: format!("“{words}”: {}", about.en) }
            }
            Reason::Announced => said!("在“{words}”之下", "it stands below “{words}”"),
            Reason::Tenseless => said!("通篇以无时态的动词作承诺", "the letter promises in verbs without tense"),
            Reason::Assigned => said!("“{words}”：写明由谁来办", "“{words}”: it says who does it"),
            Reason::Table => said!("表中所列的任务", "a task of a table"),
            Reason::OfTable => said!("表中的其他栏", "the other cells of a table"),
            Reason::Offices => said!("写明责任单位", "it names who is responsible"),
            Reason::Verb(strength) => {
                let label = strength.term().label;
                Said {
                    zh: format!("动词“{words}”：{}", label.zh), en: format!("the verb “{words}”: {}", label.en)
                }
            }
            Reason::Deadline(day) => said!("时限“{words}”：{day}", "the deadline “{words}”: {day}"),
            Reason::Undated => {
                said!("时限“{words}”：函中没有给出日期", "the deadline “{words}”: the letter gives no day for it")
            }
            Reason::Figure => said!("数字“{words}”", "the figure “{words}”"),
            Reason::Office => said!("文中指定{words}", "the text names {words}"),
        }
    }

    /// Whether another reason says the same, of the same words.
    pub fn is_like(&self, other: &Self, text: &Text) -> bool {
        self.reason == other.reason && self.words(text) == other.words(text)
    }

    /// The same reason in a text that has so many characters before this one.
    pub fn moved(mut self, by: usize) -> Self {
        if let Some(Words::At(range)) = &mut self.words {
            *range = range.start + by..range.end + by;
        }
        self
    }
}

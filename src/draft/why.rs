//! Why the drafter took a stretch for what it says.

use chrono::NaiveDate;

use super::lexicon::Sign;
use crate::{
    lang::Said,
    model::{Strength, Vocabulary as _},
    said,
};

/// A reason: the words of the letter, and what they were taken to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Why {
    /// What sort of reason it is, the same in every language: a sign of the lexicon, `announced`, `tenseless`, `table`,
    /// `verb`, `deadline`, `figure` or `office`.
    pub sign: &'static str,
    /// The words of the letter.
    pub words: Option<String>,
    /// The reason as people read it.
    pub said: Said,
}

impl Why {
    fn new(sign: &'static str, words: &str, said: Said) -> Self {
        Self { sign, words: Some(words.to_owned()), said }
    }

    fn plain(sign: &'static str, said: Said) -> Self {
        Self { sign, words: None, said }
    }

    /// An expression of the lexicon.
    pub fn sign(sign: Sign, words: &str) -> Self {
        let about = sign.about();
        let said = Said { zh: format!("“{words}”：{}", about.zh), en: format!("“{words}”: {}", about.en) };
        Self::new(sign.word(), words, said)
    }

    /// It stands below a heading, or behind words, that announce what comes.
    pub fn announced(words: &str) -> Self {
        Self::new("announced", words, said!("在“{words}”之下", "it stands below “{words}”"))
    }

    /// The letter speaks without tense.
    pub fn tenseless() -> Self {
        Self::plain("tenseless", said!("通篇以无时态的动词作承诺", "the letter promises in verbs without tense"))
    }

    /// It says who does it.
    pub fn assigned(words: &str) -> Self {
        Self::new("assigned", words, said!("“{words}”：写明由谁来办", "“{words}”: it says who does it"))
    }

    /// It is a task of a table.
    pub fn table() -> Self {
        Self::plain("table", said!("表中所列的任务", "a task of a table"))
    }

    /// It belongs to a task of a table.
    pub fn of_table() -> Self {
        Self::plain("table", said!("表中的其他栏", "the other cells of a table"))
    }

    /// It names who is responsible for what stands before it.
    pub fn offices() -> Self {
        Self::plain("office", said!("写明责任单位", "it names who is responsible"))
    }

    /// The verb with which it begins, and how strong that makes it.
    pub fn verb(words: &str, strength: Strength) -> Self {
        let label = strength.term().label;
        let said = Said {
            zh: format!("动词“{words}”：{}", label.zh), en: format!("the verb “{words}”: {}", label.en)
        };
        Self::new("verb", words, said)
    }

    /// The deadline that it names.
    pub fn deadline(words: &str, day: NaiveDate) -> Self {
        Self::new("deadline", words, said!("时限“{words}”：{day}", "the deadline “{words}”: {day}"))
    }

    /// The deadline that it names, when the letter does not say of which day it is.
    pub fn undated(words: &str) -> Self {
        let said = said!("时限“{words}”：函中没有给出日期", "the deadline “{words}”: the letter gives no day for it");
        Self::new("deadline", words, said)
    }

    /// A number that it gives.
    pub fn figure(words: &str) -> Self {
        Self::new("figure", words, said!("数字“{words}”", "the figure “{words}”"))
    }

    /// The office that it names.
    pub fn office(name: &str) -> Self {
        Self::new("office", name, said!("文中指定{name}", "the text names {name}"))
    }
}

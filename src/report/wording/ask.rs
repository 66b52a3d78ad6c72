//! The questions that turn a vague promise into one that can be checked.

use super::Worded;
use crate::{
    lang::{Text, text},
    model::{Kind, Strength},
};

/// A question that a proposer may ask.
pub struct Question {
    /// Its name, for machines.
    pub name: &'static str,
    /// The question as it is asked of one promise among several.
    pub short: Text,
    /// The question in full.
    pub whole: Text,
    /// Whether a promise leaves it open.
    pub is_open: fn(&Worded<'_>) -> bool,
}

/// Every question, in the order in which they are asked.
pub const QUESTIONS: &[Question] = &[
    Question {
        name: "decision",
        short: text("何时有定论", "when is it decided"),
        whole: text(
            "只说研究、探索或争取的：何时得出结论，结论在哪里公布？",
            "Where it is only to be looked into or sought: when is it decided, and where is the decision published?",
        ),
        is_open: |own| own.strength() == Some(Strength::Seek),
    },
    Question {
        name: "date",
        short: text("何时完成", "by when"),
        whole: text("没有时限的：何时完成？", "Where no deadline is given: by when will it be done?"),
        is_open: |own| !own.is_dated() && own.kind() != Some(Kind::Standing),
    },
    Question {
        name: "milestone",
        short: text("今年做到哪一步", "how far this year"),
        whole: text(
            "持续推进、没有节点的：今年做到哪一步，明年做到哪一步？",
            "Where it goes on without milestones: how far will it be by the end of this year, and of the next?",
        ),
        is_open: |own| !own.is_dated() && own.kind() == Some(Kind::Standing),
    },
    Question {
        name: "number",
        short: text("做到多少", "how much"),
        whole: text(
            "只说推进、加强、完成而没有数量的：以什么计量，现在是多少，要达到多少？",
            "Where it is pushed, strengthened or finished without a figure: what is it measured by, what is the figure now, and what will it be?",
        ),
        is_open: |own| {
            let is_one_thing = own.strength() == Some(Strength::Act) && own.kind() != Some(Kind::Standing);
            !own.has_number() && !is_one_thing
        },
    },
    Question {
        name: "owner",
        short: text("谁牵头", "who leads it"),
        whole: text(
            "答复函没有写明由谁牵头的：由哪个单位负责，找谁询问？",
            "Where the letter does not name who leads it: which office is responsible, and who answers questions?",
        ),
        is_open: |own| !own.has_owner(),
    },
    Question {
        name: "check",
        short: text("凭什么算办成", "what shows it done"),
        whole: text(
            "没有办结标准的：凭什么材料认定办成，在哪里公布？",
            "Where nothing says what done means: what will show that it was done, and where will that be published?",
        ),
        is_open: |own| !own.has_check(),
    },
];

//! The question that a member of a parliament asked in writing, as an answer from Taiwan names it.

use std::ops::Range;

use chrono::NaiveDate;

use super::{
    dates::{day_at, spaces},
    signature::is_office,
    text::Text,
};

/// 甲委員乙丙就風車修繕問題所提質詢: who asked, and what.
#[derive(Debug)]
pub struct Question {
    family: Range<usize>,
    given: Range<usize>,
    /// What it was about.
    pub title: Range<usize>,
    /// The office that answers: 經交據工造部查復如下.
    pub office: Option<Range<usize>>,
    /// The number by which the parliament knows it: 編號:9-1-7-185.
    pub number: Option<Range<usize>>,
    /// The day of the letter that brought the answer: 行政院函 中華民國113年5月20日.
    pub day: Option<NaiveDate>,
}

/// Words with which the answer names the question.
pub const ASKED: &str = "所提质询";
/// Words that stand before the name of whoever asked.
const BEFORE: &[&str] = &["函送", "有关", "关于"];
/// Words that stand between the name and the question.
const BETWEEN: &[&str] = &["就", "为", "鉴于", "针对"];
/// The longest name before 委員 and behind it, and the longest question.
const NAME: usize = 3;
const TITLE: usize = 120;

impl Question {
    /// The first question that a text names before a place.
    pub fn of(text: &Text, end: usize) -> Option<Self> {
        let asked = (0..end).find(|at| text.has_at(*at, ASKED))?;
        let from = asked.saturating_sub(TITLE);
        let member = (from..asked).find(|at| text.has_at(*at, "委员"))?;
        let is_name = |at: &usize| text.folded[*at].is_alphabetic() && !ends(text, *at);
        let family = (from..member).rev().take(NAME).take_while(is_name).last()?;
        let behind = member + 2;
        let (given, word) = (behind..asked.min(behind + NAME + 1)).find_map(|at| {
            let word = BETWEEN.iter().find(|word| text.has_at(at, word))?;
            Some((behind..at, word.chars().count()))
        })?;
        let title = text.trimmed(given.end + word..asked);
        let office = (asked..end).find(|at| text.has_at(*at, "交据")).and_then(|at| {
            let stop = (at..end).find(|at| text.has_at(*at, "查复"))?;
            Some(at + 2..stop).filter(|own| is_office(text, own) && !text.has_at(own.start, "有关"))
        });
        let number = (0..end).find(|at| text.has_at(*at, "编号:")).map(|at| {
            let is_part = |at: &usize| text.folded[*at].is_ascii_digit() || text.folded[*at] == '-';
            at + 3..at + 3 + (at + 3..end).take_while(is_part).count()
        });
        let number = number.filter(|own| !own.is_empty());
        let sent = (0..end).filter(|at| text.folded[*at] == '函');
        let day = sent.map(|at| spaces(text, at + 1, end)).find_map(|at| day_at(text, at, end)).map(|named| named.day);
        Some(Self { family: family..member, given, title, office, number, day })
    }

    /// The name of whoever asked; 甲委員 where the letter says no more.
    pub fn member(&self, text: &Text) -> String {
        let family = text.written(self.family.clone());
        if self.given.is_empty() {
            return text.written(self.family.start..self.given.end);
        }
        family.trim_end_matches('前').to_owned() + &text.written(self.given.clone())
    }
}

/// Whether words that stand before a name end at a place.
fn ends(text: &Text, at: usize) -> bool {
    BEFORE.iter().any(|word| at.checked_sub(word.chars().count() - 1).is_some_and(|start| text.has_at(start, word)))
}

//! `coverage --wording`: how firm the promises are as they are worded, and what a proposer could ask.

mod ask;
mod page;

use chrono::NaiveDate;
use serde::Serialize;

use self::ask::{QUESTIONS, Question};
use super::{
    Report,
    words::{Scope, Which, columns, whole},
};
use crate::{
    draft,
    lang::{Lang, text},
    model::{DueBasis, Every, Kind, OwnerBasis, State, Strength, Vocabulary as _},
    page::{Page, Table, Value},
    query::Row,
};

/// The answer.
pub struct Wording<'a> {
    as_of: NaiveDate,
    scope: Scope,
    measures: Vec<Worded<'a>>,
}

/// A measure with its words.
pub struct Worded<'a> {
    row: &'a Row<'a>,
    wording: draft::Wording,
    /// Whether its words are those of the letter, not the short quote alone.
    is_whole: bool,
}

impl Worded<'_> {
    fn kind(&self) -> Option<Kind> {
        self.row.measure.kind.copied()
    }

    fn strength(&self) -> Option<Strength> {
        self.wording.verb.as_ref().map(|(_, strength)| *strength)
    }

    /// What it counts: in its words, otherwise as the ledger counts it.
    fn number(&self) -> Option<String> {
        let figure = self.wording.figure.clone();
        figure.or_else(|| self.row.measure.quantity.copied().map(|quantity| quantity.to_string()))
    }

    fn has_number(&self) -> bool {
        self.number().is_some() || self.row.measure.indicators.as_deref().is_some_and(|own| !own.is_empty())
    }

    /// The day or the period that the letter gives.
    fn date(&self) -> Option<Value> {
        let measure = &self.row.measure;
        let due =
            measure.due.copied().filter(|_| measure.due_basis.copied().is_none_or(|basis| basis == DueBasis::Stated));
        let every = measure.every.copied().map(|every: Every| Value::Term(every.term()));
        due.or(self.wording.due).map(Value::Date).or(every)
    }

    fn has_date(&self) -> bool {
        self.date().is_some()
    }

    /// Whether a day is known by now, wherever it comes from.
    fn is_dated(&self) -> bool {
        self.has_date() || self.row.standing().due.is_some()
    }

    fn has_owner(&self) -> bool {
        self.row.measure.owner_basis.copied() == Some(OwnerBasis::Stated) && self.row.measure.owner.get().is_some()
    }

    fn has_check(&self) -> bool {
        self.row.measure.done_when.get().is_some()
    }

    /// Whether it leaves a question open. Nobody asks any of what is settled.
    fn leaves(&self, question: &Question) -> bool {
        !matches!(self.row.standing().state, State::Closed | State::Dropped) && (question.is_open)(self)
    }

    /// The questions that it leaves open.
    fn open(&self) -> impl Iterator<Item = &'static Question> {
        QUESTIONS.iter().filter(|question| self.leaves(question))
    }
}

impl<'a> Wording<'a> {
    /// Answers for measures. Their words are what `words` finds in the letter, otherwise their quotes.
    pub fn of(
        rows: &'a [Row<'a>],
        words: impl Fn(&Row<'a>) -> Option<String>,
        lexicon: &draft::Lexicon,
        as_of: NaiveDate,
    ) -> Self {
        let worded = |row: &'a Row<'a>| {
            let own = words(row).filter(|own| !own.trim().is_empty());
            let is_whole = own.is_some();
            let own = own.unwrap_or_else(|| row.measure.quote.as_deref().unwrap_or_default().to_owned());
            let letter = row.ledger.reply().and_then(|reply| reply.date.copied());
            let wording = draft::Wording::of(&own, lexicon, letter);
            Worded { row, wording, is_whole }
        };
        Self { as_of, scope: Scope::of(rows), measures: rows.iter().map(worded).collect() }
    }

    /// How many of the measures leave a question open.
    fn asked(&self, question: &Question) -> usize {
        self.measures.iter().filter(|measure| measure.leaves(question)).count()
    }
}

/// How many measures of a strength say what.
#[derive(Clone, Copy, Debug, Default, Serialize)]
struct Tally {
    measures: usize,
    number: usize,
    date: usize,
    owner: usize,
    check: usize,
}

impl Tally {
    fn of<'a>(measures: impl Iterator<Item = &'a Worded<'a>>) -> Self {
        measures.fold(Self::default(), |sum, own| Self {
            measures: sum.measures + 1,
            number: sum.number + usize::from(own.has_number()),
            date: sum.date + usize::from(own.has_date()),
            owner: sum.owner + usize::from(own.has_owner()),
            check: sum.check + usize::from(own.has_check()),
        })
    }
}

#[derive(Serialize)]
struct Data<'a> {
    schema: &'static str,
    as_of: NaiveDate,
    scope: &'a Scope,
    total: Tally,
    strengths: Vec<OfStrength>,
    questions: Vec<Asked>,
    measures: Vec<Measure>,
}

#[derive(Serialize)]
struct OfStrength {
    strength: Option<&'static str>,
    #[serde(flatten)]
    tally: Tally,
}

#[derive(Serialize)]
struct Asked {
    name: &'static str,
    zh: &'static str,
    en: &'static str,
    measures: usize,
}

#[derive(Serialize)]
struct Measure {
    #[serde(flatten)]
    which: Which,
    words: &'static str,
    strength: Value,
    verb: Value,
    figure: Value,
    date: Value,
    owner_stated: bool,
    done_when: Value,
    questions: Vec<&'static str>,
}

impl Wording<'_> {
    /// The measures by the strength of their wording, weakest first; those whose words say nothing of it last.
    fn strengths(&self) -> Vec<(Option<Strength>, Tally)> {
        let all = Strength::ALL.iter().copied().map(Some).chain([None]);
        let tally = |strength| (strength, Tally::of(self.measures.iter().filter(|own| own.strength() == strength)));
        all.map(tally).filter(|(_, tally)| tally.measures > 0).collect()
    }
}

const COLUMNS: [(&str, crate::lang::Text); 6] = [
    ("strength", text("措辞", "wording")),
    ("verb", text("用词", "verb")),
    ("figure", text("数量", "number")),
    ("date", text("时限", "date")),
    ("owner_stated", text("写明牵头", "owner named")),
    ("questions", text("待问", "to ask")),
];

impl Report for Wording<'_> {
    fn data(&self) -> serde_json::Value {
        let asked = |question: &Question| Asked {
            name: question.name,
            zh: question.whole.zh,
            en: question.whole.en,
            measures: self.asked(question),
        };
        let measure = |own: &Worded<'_>| Measure {
            which: Which::of(own.row),
            words: if own.is_whole { "letter" } else { "quote" },
            strength: strength(own),
            verb: Value::text(own.wording.verb.as_ref().map(|(verb, _)| &**verb)),
            figure: Value::text(own.number().as_deref()),
            date: own.date().unwrap_or(Value::None),
            owner_stated: own.has_owner(),
            done_when: Value::text(own.row.measure.done_when.as_deref()),
            questions: own.open().map(|question| question.name).collect(),
        };
        super::data(&Data {
            schema: "duban.wording/1",
            as_of: self.as_of,
            scope: &self.scope,
            total: Tally::of(self.measures.iter()),
            strengths: self
                .strengths()
                .into_iter()
                .map(|(strength, tally)| OfStrength { strength: strength.map(|own| own.term().word), tally })
                .collect(),
            questions: QUESTIONS.iter().map(asked).collect(),
            measures: self.measures.iter().map(measure).collect(),
        })
    }

    fn page(&self, lang: Lang) -> Page {
        page::page(self, lang)
    }

    fn table(&self) -> Table {
        let mut columns = columns(&Which::NAMES);
        columns.extend(COLUMNS.iter().map(|(key, label)| whole(key, *label)));
        let row = |own: &Worded<'_>| {
            let questions = own.open().map(|question| Value::Both(question.short.into()));
            let mut row = Vec::from(Which::of(own.row).values());
            row.extend([
                strength(own),
                Value::text(own.wording.verb.as_ref().map(|(verb, _)| &**verb)),
                Value::text(own.number().as_deref()),
                own.date().unwrap_or(Value::None),
                Value::Bool(own.has_owner()),
                Value::List(questions.collect()),
            ]);
            row
        };
        Table { columns, rows: self.measures.iter().map(row).collect(), groups: Vec::new() }
    }
}

fn strength(own: &Worded<'_>) -> Value {
    own.strength().map_or(Value::None, |strength| Value::Term(strength.term()))
}

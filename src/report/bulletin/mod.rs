//! `report bulletin`: the progress bulletin. How everything stands, what changed since a day, problems, next steps, and the
//! registers behind it, with the definitions that were used.
//!
//! It says who says what and never judges in its own voice; what others wrote stands in quotation marks. It has no letterhead,
//! number or seal, because a program does not play the office.

mod annex;
mod change;
mod page;
mod statement;
mod terms;
mod words;

use std::collections::HashMap;

use chrono::NaiveDate;
use serde::Serialize;

use self::change::{Change, Contested};
use super::{
    Asked, Report,
    due::{Due, Item},
    entry::{Entry, entries},
    problems::{self, Problem},
    silent::{self, Silent},
    tally::{self, Group, Tally},
    words::{Scope, Which, columns, known, value},
};
use crate::{
    lang::{Lang, Said},
    model::{MISSED, PERIOD, Schedule, Vocabulary as _},
    page::{Page, Table, Value},
    query::{Row, by_ledger},
    sheet,
};

/// The answer.
#[derive(Serialize)]
pub struct Bulletin {
    schema: &'static str,
    as_of: NaiveDate,
    since: NaiveDate,
    scope: Scope,
    replies: Vec<Reply>,
    tally: Tally,
    changed: usize,
    unchanged: usize,
    changes: Vec<Change>,
    problems: Vec<Problem>,
    contested: Vec<Contested>,
    next: Vec<Problem>,
    upcoming: Vec<Item>,
    overdue: Vec<Item>,
    silent: Vec<silent::Measure>,
    extensions: Vec<Extension>,
    measures: Vec<Value>,
    #[serde(skip)]
    by_reply: Vec<Group>,
    #[serde(skip)]
    register: Table,
    /// What the annexes tell of each measure, by its address.
    #[serde(skip)]
    known: HashMap<String, Known>,
}

/// What the annexes tell of a measure.
struct Known {
    /// Its place in the register.
    place: usize,
    /// Its place in the file.
    number: usize,
    /// The office that leads it with how that is known.
    owner: Value,
}

/// A reply and the ledger that speaks of it.
#[derive(Serialize)]
struct Reply {
    reply: String,
    title: Value,
    /// How many of its commitments are meant, of how many that the ledger has.
    measures: usize,
    of: usize,
    file: String,
    sha256: String,
    /// Whether all of the file could be read.
    whole: bool,
    #[serde(skip)]
    about: Said,
}

impl Reply {
    /// The reply of the rows of one ledger, of which this is the first.
    fn of(first: &Row<'_>, measures: usize) -> Self {
        let ledger = first.ledger;
        Self {
            reply: ledger.number().to_owned(),
            title: value(first, "reply_title"),
            measures,
            of: ledger.measures().len(),
            file: ledger.source.name.clone(),
            sha256: ledger.source.sha256(),
            whole: ledger.is_whole(),
            about: Said::each(|lang| sheet::about(ledger, ledger.measures().len(), lang)),
        }
    }
}

/// A change of a deadline, with the first deadline and the one in force.
#[derive(Serialize)]
struct Extension {
    #[serde(flatten)]
    entry: Entry,
    first_due: Value,
    due: Value,
}

/// What the register has of a measure for machines.
const FIELDS: [&str; 17] = [
    "id",
    "number",
    "reply",
    "title",
    "kind",
    "owner",
    "owner_basis",
    "first_due",
    "due",
    "state",
    "self_reported",
    "verified",
    "schedule",
    "days_left",
    "heard",
    "silent_days",
    "progress",
];

impl Bulletin {
    /// Answers.
    pub fn of(asked: &Asked<'_>) -> Self {
        let since = asked.since.unwrap_or(asked.as_of);
        let (register, order) = sheet::short(asked.rows);
        let rows = || order.iter().filter_map(|at| asked.rows.get(*at));
        let changes: Vec<Change> = rows().filter_map(|row| Change::of(row, since)).collect();
        let calendar = Due::of(asked).items;
        let of_calendar = |terms: [&'static crate::page::Term; 2]| -> Vec<Item> {
            let is_meant = |item: &&Item| terms.iter().any(|term| item.calendar == Value::Term(term));
            calendar.iter().filter(is_meant).cloned().collect()
        };
        Self {
            schema: "duban.report.bulletin/1",
            as_of: asked.as_of,
            since,
            scope: Scope::of(asked.rows),
            replies: by_ledger(asked.rows)
                .filter_map(|rows| rows.first().map(|first| Reply::of(first, rows.len())))
                .collect(),
            tally: Tally::of(asked.rows),
            changed: changes.len(),
            unchanged: asked.rows.len() - changes.len(),
            changes,
            problems: rows().filter_map(problems::problem).collect(),
            contested: rows().filter_map(Contested::of).collect(),
            next: rows().filter_map(problems::next).collect(),
            upcoming: of_calendar([Schedule::DueSoon.term(), &PERIOD]),
            overdue: of_calendar([Schedule::Overdue.term(), &MISSED]),
            silent: Silent::of(asked).measures,
            extensions: rows().flat_map(|row| extensions(row, asked.as_of)).collect(),
            measures: rows().map(|row| Value::Map(FIELDS.map(|name| (name, value(row, name))).into())).collect(),
            by_reply: tally::groups(asked.rows, known("reply")),
            known: rows().enumerate().map(|(place, row)| (row.address().to_owned(), Known::of(row, place))).collect(),
            register,
        }
    }
}

impl Known {
    fn of(row: &Row<'_>, place: usize) -> Self {
        let leader = sheet::leader(row);
        let owner = if leader.zh.is_empty() { Value::None } else { Value::Both(leader) };
        Self { place, number: row.number, owner }
    }
}

fn extensions(row: &Row<'_>, as_of: NaiveDate) -> Vec<Extension> {
    let entries = entries(std::slice::from_ref(row), None, as_of).into_iter().filter(Entry::is_extension);
    entries.map(|entry| Extension { entry, first_due: value(row, "first_due"), due: value(row, "due") }).collect()
}

impl Bulletin {
    fn known(&self, measure: &Which) -> Option<&Known> {
        self.known.get(&measure.id.address())
    }

    /// The place of a measure in the file.
    fn number(&self, measure: &Which) -> Value {
        self.known(measure).map_or(Value::None, |known| Value::count(known.number))
    }

    /// The office that leads a measure, with a mark where it is only thought to.
    fn owner(&self, measure: &Which) -> Value {
        self.known(measure).map_or(Value::None, |known| known.owner.clone())
    }
}

impl Report for Bulletin {
    fn data(&self) -> serde_json::Value {
        super::data(self)
    }

    fn page(&self, lang: Lang) -> Page {
        page::page(self, lang)
    }

    fn table(&self) -> Table {
        let row = |measure: &Value| {
            FIELDS.iter().map(|key| measure.get(key).cloned().unwrap_or(Value::None)).collect::<Vec<_>>()
        };
        Table { columns: columns(&FIELDS), rows: self.measures.iter().map(row).collect(), groups: Vec::new() }
    }
}

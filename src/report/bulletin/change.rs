//! What changed of a measure in the period, and which findings do not bear out what is said.

use std::slice;

use chrono::NaiveDate;
use serde::Serialize;

use super::super::{
    entry::{Entry, entries},
    words::{Which, office, value},
};
use crate::{
    model::{Outcome, Update, Vocabulary as _},
    page::Value,
    query::Row,
};

/// A measure with entries in the period.
#[derive(Serialize)]
pub struct Change {
    /// The measure.
    #[serde(flatten)]
    pub measure: Which,
    /// The office that leads it.
    pub owner: Value,
    /// Its state on the day before the period.
    pub from: Value,
    /// Its state on the as-of date.
    pub to: Value,
    /// So many of so many on the day before the period.
    pub progress_from: Value,
    /// So many of so many on the as-of date.
    pub progress_to: Value,
    /// The entries, oldest first.
    pub entries: Vec<Statement>,
}

/// An entry with what tells how far to trust it.
#[derive(Serialize)]
pub struct Statement {
    /// The entry.
    #[serde(flatten)]
    pub entry: Entry,
    /// Whether the office that leads the measure speaks.
    pub by_owner: bool,
    /// Whether it is a statement for which nobody but that office vouches.
    pub self_reported: bool,
    /// Whether somebody else confirms this very statement.
    pub confirmed: bool,
    /// Its evidence, with title, publisher and date.
    pub papers: Vec<Value>,
}

impl Change {
    /// What changed of a measure from a day on; nothing when nothing was entered.
    pub fn of(row: &Row<'_>, since: NaiveDate) -> Option<Self> {
        let entries = entries(slice::from_ref(row), Some(since), row.clock.as_of);
        if entries.is_empty() {
            return None;
        }
        let before = row.on(since.pred_opt().unwrap_or(since));
        let papers = value(row, "papers");
        Some(Self {
            measure: Which::of(row),
            owner: value(row, "owner"),
            from: value(&before, "state"),
            to: value(row, "state"),
            progress_from: value(&before, "progress"),
            progress_to: value(row, "progress"),
            entries: entries.into_iter().map(|entry| Statement::of(row, entry, &papers)).collect(),
        })
    }

    /// Whether its state is another one.
    pub fn is_turned(&self) -> bool {
        self.from != self.to
    }
}

impl Statement {
    fn of(row: &Row<'_>, entry: Entry, papers: &Value) -> Self {
        let history = row.history();
        let is_newest = history.speaking().is_some_and(|newest| {
            let says = newest.status.copied().map_or(Value::None, |status| Value::Term(status.term()));
            entry.is_update() && Value::date(newest.date.copied()) == entry.date && says == entry.says
        });
        let confirmed = is_newest && history.is_confirmed();
        // Entries are told apart by all that the answer depends on.
        let is_it = |update: &Update| {
            let evidence = update.evidence.items().map(|id| Value::Text(id.to_string())).collect();
            let by = update.by.get().map_or(Value::None, |by| office(row, by));
            entry.is_update()
                && (Value::date(update.date.copied()), by) == (entry.date.clone(), entry.by.clone())
                && Value::List(evidence) == entry.evidence
        };
        let paper = |id: &Value| match papers {
            Value::List(papers) => papers.iter().find(|paper| paper.get("id") == Some(id)).cloned(),
            _ => None,
        };
        let papers = match &entry.evidence {
            Value::List(ids) => ids.iter().filter_map(paper).collect(),
            _ => Vec::new(),
        };
        Self {
            by_owner: matches!(&entry.by, Value::Named { id, .. } if history.is_owner(id)),
            self_reported: !confirmed && history.updates().any(|own| is_it(own) && history.is_owners_word(own)),
            confirmed,
            papers,
            entry,
        }
    }
}

/// The newest finding of somebody else, where it does not bear out what is said.
#[derive(Serialize)]
pub struct Contested {
    /// The measure.
    #[serde(flatten)]
    pub measure: Which,
    /// The office that leads it.
    pub owner: Value,
    /// Its state.
    pub state: Value,
    /// The day of the finding.
    pub date: Value,
    /// Who found it.
    pub by: Value,
    /// What was found.
    pub result: Value,
    /// The words.
    pub note: Value,
}

impl Contested {
    /// The finding about a measure, when there is such a one.
    pub fn of(row: &Row<'_>) -> Option<Self> {
        let finding = row.history().finding()?;
        let result = finding.result.copied().filter(|result: &Outcome| result.contests())?;
        Some(Self {
            measure: Which::of(row),
            owner: value(row, "owner"),
            state: value(row, "state"),
            date: Value::date(finding.date.copied()),
            by: finding.by.get().map_or(Value::None, |by| office(row, by)),
            result: Value::Term(result.term()),
            note: Value::text(finding.note.as_deref()),
        })
    }
}

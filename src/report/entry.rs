//! The dated entries of measures, whichever list they stand in.

use chrono::NaiveDate;
use serde::Serialize;

use crate::{
    lang::text,
    model::Vocabulary as _,
    page::{Column, Table, Term, Tone, Value},
    query::Row,
};

use super::words::{prose, value, whole};

/// What sort of entry it is.
pub const UPDATE: Term = Term { word: "update", label: text("进展", "update"), tone: Tone::Plain };
/// A finding of others.
pub const VERIFICATION: Term = Term { word: "verification", label: text("核实", "verification"), tone: Tone::Plain };
/// A change of the deadline.
pub const EXTENSION: Term = Term { word: "extension", label: text("延期", "extension"), tone: Tone::Plain };

/// One dated entry of a measure.
#[derive(Clone, Debug, Serialize)]
pub struct Entry {
    /// Its day.
    pub date: NaiveDate,
    /// The measure.
    pub id: String,
    /// The measure's title.
    #[serde(skip)]
    pub title: Value,
    /// The list in which it stands.
    pub entry: Value,
    /// Who speaks.
    pub by: Value,
    /// The status, the finding or the new deadline.
    pub says: Value,
    /// The words.
    pub note: Value,
    /// The evidence that it gives.
    pub evidence: Value,
}

/// The entries of rows from one day up to another, both included, oldest first.
pub fn entries(rows: &[Row<'_>], from: Option<NaiveDate>, as_of: NaiveDate) -> Vec<Entry> {
    let is_in = |entry: &Entry| entry.date <= as_of && from.is_none_or(|from| entry.date >= from);
    let mut entries: Vec<Entry> = rows.iter().flat_map(of_row).filter(is_in).collect();
    entries.sort_by_key(|entry| entry.date);
    entries
}

fn of_row<'a>(row: &'a Row<'_>) -> impl Iterator<Item = Entry> + 'a {
    let office = |id: Option<&str>| {
        id.map_or(Value::None, |id| Value::Named { id: id.to_owned(), label: row.ledger.org_label(id) })
    };
    let entry = move |date: Option<NaiveDate>, entry, by, says, note: Option<&str>, evidence: Value| {
        let id = row.measure.id.value.to_string();
        date.map(|date| Entry {
            date,
            id,
            title: value(row, "title"),
            entry: Value::Term(entry),
            by,
            says,
            note: Value::text(note),
            evidence,
        })
    };
    let evidence = |list: &crate::model::List<crate::model::EvidenceId>| {
        Value::List(list.items().map(|id| Value::Text(id.to_string())).collect())
    };
    let updates = row.measure.update.iter().filter_map(move |update| {
        let says = update.status.copied().map_or(Value::None, |status| Value::Term(status.term()));
        entry(
            update.date.copied(),
            &UPDATE,
            office(update.by.as_deref()),
            says,
            update.note.as_deref(),
            evidence(&update.evidence),
        )
    });
    let verifications = row.measure.verification.iter().filter_map(move |finding| {
        let says = finding.result.copied().map_or(Value::None, |result| Value::Term(result.term()));
        entry(
            finding.date.copied(),
            &VERIFICATION,
            office(finding.by.as_deref()),
            says,
            finding.note.as_deref(),
            evidence(&finding.evidence),
        )
    });
    let extensions = row.measure.extension.iter().filter_map(move |extension| {
        let says = Value::date(extension.to.copied());
        entry(
            extension.date.copied(),
            &EXTENSION,
            office(extension.by.as_deref()),
            says,
            extension.reason.as_deref(),
            Value::List(Vec::new()),
        )
    });
    updates.chain(verifications).chain(extensions)
}

/// The entries as a table.
pub fn table(entries: &[Entry], for_people: bool) -> Table {
    let title = prose("title", text("承诺事项", "commitment"));
    let mut columns: Vec<Column> = vec![whole("date", text("日期", "date")), whole("id", text("编号", "id")), title];
    columns.extend([
        whole("entry", text("记录", "entry")),
        prose("by", text("谁说的", "by")),
        whole("says", text("内容", "says")),
        prose("note", text("说明", "note")),
    ]);
    let row = |entry: &Entry| {
        let id = Value::Text(entry.id.clone());
        vec![
            Value::Date(entry.date),
            id,
            entry.title.clone(),
            entry.entry.clone(),
            entry.by.clone(),
            entry.says.clone(),
            entry.note.clone(),
        ]
    };
    let mut table = Table { columns, rows: entries.iter().map(row).collect(), groups: Vec::new() };
    if for_people {
        table.columns.remove(1);
        table.rows.iter_mut().for_each(|row| drop(row.remove(1)));
    }
    table
}

//! The dated entries of measures, whichever list they stand in.

use chrono::NaiveDate;
use serde::Serialize;

use crate::{
    lang::{Lang, Text, text},
    page::{Column, Table, Term, Tone, Value},
    query::Row,
};

use super::words::{Which, columns, name, prose, value, whole};

/// What sort of entry it is.
const UPDATE: Term = Term { word: "update", label: text("进展", "update"), tone: Tone::Plain };
/// A finding of others.
const VERIFICATION: Term = Term { word: "verification", label: text("核实", "verification"), tone: Tone::Plain };
/// A change of the deadline.
const EXTENSION: Term = Term { word: "extension", label: text("延期", "extension"), tone: Tone::Plain };

/// The lists of entries: field, sort of entry, the key of what it says, the key of its words.
const LISTS: [(&str, &Term, &str, &str); 3] = [
    ("updates", &UPDATE, "status", "note"),
    ("verifications", &VERIFICATION, "result", "note"),
    ("extensions", &EXTENSION, "to", "reason"),
];

/// The sorts of entries.
pub fn sorts() -> [&'static Term; 3] {
    LISTS.map(|(_, sort, ..)| sort)
}

/// What else an entry may say, by its key.
pub const DETAILS: [(&str, Text); 5] = [
    ("period", text("所属周期", "period")),
    ("method", text("核实方式", "method")),
    ("from", text("原时限", "earlier deadline")),
    ("problem", text("存在问题", "problem")),
    ("next", text("下一步措施", "next")),
];

/// One dated entry of a measure.
#[derive(Clone, Debug, Serialize)]
pub struct Entry {
    /// Its day; nothing when the ledger gives none that can be read.
    pub date: Value,
    /// The measure.
    #[serde(flatten)]
    pub measure: Which,
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
    /// What else it says: the values of [`DETAILS`] that it has.
    pub details: Value,
}

impl Entry {
    /// What it says where the list in which it stands is not told: a bare date would not read as a deadline.
    pub fn said(&self, lang: Lang) -> String {
        let says = self.says.label(lang);
        match lang {
            _ if says.is_empty() => self.entry.label(lang),
            Lang::Zh if self.is_extension() => format!("延期至 {says}"),
            Lang::En if self.is_extension() => format!("extension: deadline {says}"),
            _ => says,
        }
    }

    /// Whether it is a statement.
    pub fn is_update(&self) -> bool {
        self.entry == Value::Term(&UPDATE)
    }

    /// Whether it changes the deadline.
    pub fn is_extension(&self) -> bool {
        self.entry == Value::Term(&EXTENSION)
    }

    fn day(&self) -> Option<NaiveDate> {
        match self.date {
            Value::Date(date) => Some(date),
            _ => None,
        }
    }
}

/// The entries of rows from one day up to another, both included, oldest first. Without a first day, those whose date
/// cannot be read are there, too.
pub fn entries(rows: &[Row<'_>], from: Option<NaiveDate>, as_of: NaiveDate) -> Vec<Entry> {
    let is_in = |entry: &Entry| match entry.day() {
        Some(day) => day <= as_of && from.is_none_or(|from| day >= from),
        None => from.is_none(),
    };
    let mut entries: Vec<Entry> = rows.iter().flat_map(of_row).filter(is_in).collect();
    entries.sort_by_key(Entry::day);
    entries
}

fn of_row(row: &Row<'_>) -> Vec<Entry> {
    let mut entries = Vec::new();
    for (field, sort, says, note) in LISTS {
        let Value::List(list) = value(row, field) else { continue };
        for item in list {
            let get = |key: &str| item.get(key).cloned().unwrap_or(Value::None);
            let details = DETAILS.iter().filter_map(|(key, _)| {
                item.get(key).filter(|value| !value.is_empty()).map(|value| (*key, value.clone()))
            });
            entries.push(Entry {
                date: get("date"),
                measure: Which::of(row),
                entry: Value::Term(sort),
                by: get("by"),
                says: get(says),
                note: get(note),
                evidence: item.get("evidence").cloned().unwrap_or_else(|| Value::List(Vec::new())),
                details: Value::Map(details.collect()),
            });
        }
    }
    entries
}

/// The entries as a table.
pub fn table(entries: &[Entry]) -> Table {
    let mut columns: Vec<Column> = vec![whole("date", text("日期", "date"))];
    columns.extend(self::columns(&Which::NAMES));
    columns.extend([
        whole("entry", text("记录", "entry")),
        name("by", text("署名", "by")),
        whole("says", text("内容", "says")),
        prose("note", text("说明", "note")),
        prose("evidence", text("佐证材料", "evidence")),
    ]);
    let row = |entry: &Entry| {
        let mut row = vec![entry.date.clone()];
        row.extend(entry.measure.values());
        row.extend([&entry.entry, &entry.by, &entry.says, &entry.note, &entry.evidence].map(Clone::clone));
        row
    };
    Table { columns, rows: entries.iter().map(row).collect(), groups: Vec::new() }
}

//! What several reports say in the same way.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::Serialize;

use crate::{
    lang::{Lang, Text, count},
    model::{Clock, Ledger},
    page::{Column, Fit, Line, Tone, Value},
    query::{Field, Row, field},
};

/// What a report counts.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Scope {
    /// The numbers of the replies.
    pub replies: Vec<String>,
    /// How many measures.
    pub measures: usize,
    /// When a deadline is near, in days; each figure that a ledger has.
    pub due_soon_days: Vec<u32>,
    /// When a measure is silent, in days; each figure that a ledger has.
    pub stale_days: Vec<u32>,
}

impl Scope {
    /// What rows are about.
    pub fn of(rows: &[Row<'_>]) -> Self {
        let each = |figure: fn(&Clock) -> u32| {
            let figures: BTreeSet<u32> = rows.iter().map(|row| figure(&row.clock)).collect();
            figures.into_iter().collect()
        };
        let mut ledgers: Vec<&Ledger> = Vec::new();
        for row in rows {
            if ledgers.last().is_none_or(|last| !std::ptr::eq(*last, row.ledger))
                && !ledgers.iter().any(|known| std::ptr::eq(*known, row.ledger))
            {
                ledgers.push(row.ledger);
            }
        }
        Self {
            replies: ledgers.iter().map(|ledger| ledger.number().to_owned()).collect(),
            measures: rows.len(),
            due_soon_days: each(|clock| clock.due_soon),
            stale_days: each(|clock| clock.stale),
        }
    }

    /// As a sentence, with the thresholds.
    pub fn line(&self, lang: Lang) -> Line {
        let n = self.measures;
        let replies = match (lang, &self.replies[..]) {
            (Lang::Zh, [one]) => format!("第 {one} 号答复函"),
            (Lang::En, [one]) => format!("reply {one}"),
            (Lang::Zh, more) => format!("{} 件答复函", more.len()),
            (Lang::En, more) => format!("{} replies", more.len()),
        };
        let list = |days: &[u32]| days.iter().map(u32::to_string).collect::<Vec<_>>().join("/");
        let (soon, stale) = (list(&self.due_soon_days), list(&self.stale_days));
        let text = match lang {
            _ if n == 0 => NOTHING.get(lang).to_owned(),
            Lang::Zh => format!("{replies}，{n} 项承诺；时限前 {soon} 天内为临近，超过 {stale} 天没有消息为沉寂"),
            Lang::En => format!(
                "{replies}, {}; due soon within {soon} days, silent after {stale} days without news",
                count(n, "commitment")
            ),
        };
        Line::default().add(text, Tone::Quiet)
    }
}

const NOTHING: Text = crate::lang::text("没有符合条件的承诺事项", "no commitment matches");

/// A title with its as-of date.
pub fn title(title: Text, as_of: NaiveDate, lang: Lang) -> Line {
    let day = match lang {
        Lang::Zh => format!("截至 {as_of}"),
        Lang::En => format!("as of {as_of}"),
    };
    Line::default().add(title.get(lang), Tone::Strong).add("  ", Tone::Plain).add(day, Tone::Quiet)
}

/// The field of this name, which a report knows to exist.
pub fn known(name: &str) -> &'static Field {
    field(name).expect("reports name fields of the table")
}

/// The columns of fields.
pub fn columns(names: &[&str]) -> Vec<Column> {
    names.iter().map(|name| known(name).column()).collect()
}

/// The value of a field.
pub fn value(row: &Row<'_>, name: &str) -> Value {
    (known(name).get)(row)
}

/// The values of fields.
pub fn values(row: &Row<'_>, names: &[&str]) -> Vec<Value> {
    names.iter().map(|name| value(row, name)).collect()
}

/// Words of others in quotation marks; marks inside become the inner ones.
pub fn quoted(words: &str) -> String {
    format!("“{}”", words.replace('“', "‘").replace('”', "’"))
}

/// A column of text of our own.
pub const fn prose(key: &'static str, label: Text) -> Column {
    Column { key, label, fit: Fit::Shrink, number: false }
}

/// A column of dates or words of our own.
pub const fn whole(key: &'static str, label: Text) -> Column {
    Column { key, label, fit: Fit::Whole, number: false }
}

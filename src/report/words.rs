//! What several reports say in the same way.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::Serialize;

use crate::{
    lang::{Lang, Text, count, quoted},
    model::{Clock, Ledger},
    page::{Column, Fit, Line, Table, Tone, Value},
    query::{Field, Row, by_ledger, field},
};

/// What a report counts.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Scope {
    /// The numbers of the replies.
    pub replies: Vec<String>,
    /// Whether other ledgers were loaded with theirs.
    #[serde(skip)]
    pub has_several: bool,
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
        Self {
            replies: ledgers(rows).iter().map(|ledger| ledger.number().to_owned()).collect(),
            has_several: rows.first().is_some_and(|row| row.is_one_of_several),
            measures: rows.len(),
            due_soon_days: each(|clock| clock.due_soon),
            stale_days: each(|clock| clock.stale),
        }
    }

    /// As a sentence, with the thresholds.
    pub fn line(&self, lang: Lang) -> Line {
        let list = |days: &[u32]| days.iter().map(u32::to_string).collect::<Vec<_>>().join("/");
        let (soon, stale) = (list(&self.due_soon_days), list(&self.stale_days));
        let thresholds = match lang {
            _ if self.measures == 0 => String::new(),
            Lang::Zh => format!("；时限前 {soon} 天内为临近，超过 {stale} 天没有消息为沉寂"),
            Lang::En => format!("; due soon within {soon} days, silent after {stale} days without news"),
        };
        self.counted(lang).add(thresholds, Tone::Quiet)
    }

    /// As a sentence: of which replies, and how many measures.
    pub fn counted(&self, lang: Lang) -> Line {
        let n = self.measures;
        let replies = match (lang, &self.replies[..]) {
            (Lang::Zh, [one]) => format!("第 {one} 号答复函"),
            (Lang::En, [one]) => format!("reply {one}"),
            (Lang::Zh, more) => format!("{} 件答复函", more.len()),
            (Lang::En, more) => format!("{} replies", more.len()),
        };
        let text = match lang {
            _ if n == 0 => NOTHING.get(lang).to_owned(),
            Lang::Zh => format!("{replies}，{n} 项承诺"),
            Lang::En => format!("{replies}, {}", count(n, "commitment")),
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

/// Which measure an entry of an answer is about.
#[derive(Clone, Debug, Serialize)]
pub struct Which {
    /// Its id; as an id of the output it is the address.
    pub id: Value,
    /// The number of its reply.
    pub reply: Value,
    /// Its place in the file.
    pub number: Value,
    /// Its title.
    pub title: Value,
}

impl Which {
    /// The names of its columns.
    pub const NAMES: [&'static str; 4] = ["id", "number", "reply", "title"];

    /// The measure of a row.
    pub fn of(row: &Row<'_>) -> Self {
        let [id, number, reply, title] = Self::NAMES.map(|name| value(row, name));
        Self { id, reply, number, title }
    }

    /// The values of its columns.
    pub fn values(&self) -> [Value; 4] {
        [&self.id, &self.number, &self.reply, &self.title].map(Clone::clone)
    }
}

/// The ledgers of rows, each once.
pub fn ledgers<'a>(rows: &[Row<'a>]) -> Vec<&'a Ledger> {
    by_ledger(rows).filter_map(|own| own.first()).map(|row| row.ledger).collect()
}

/// A table as people read it: every row keeps a name by which it can be referred to, however narrow the screen.
pub fn for_people(table: Table, scope: &Scope) -> Table {
    let table = table.first(&["reply", "number", "id"]).with_spare(&["id"]);
    if scope.has_several { table } else { table.without("reply") }
}

/// The columns of fields.
pub fn columns(names: &[&str]) -> Vec<Column> {
    names.iter().map(|name| known(name).column()).collect()
}

/// The value of a field.
pub fn value(row: &Row<'_>, name: &str) -> Value {
    (known(name).get)(row)
}

/// An office of a row's ledger, or somebody by name.
pub fn office(row: &Row<'_>, id: &str) -> Value {
    Value::Named { id: id.to_owned(), label: row.ledger.org_label(id) }
}

/// A proposer's rating in its own words, from the value of the field.
pub fn rating(feedback: &Value, lang: Lang) -> Option<String> {
    let Value::List(ratings) = feedback else { return None };
    let rating = ratings.first()?;
    let said = |key: &str| rating.get(key).filter(|value| !value.is_empty()).map(|value| quoted(&value.label(lang)));
    let labelled = |key: &str, zh: &str, en: &str| {
        said(key).map(|words| if lang == Lang::Zh { format!("{zh}{words}") } else { format!("{en} {words}") })
    };
    let date = rating.get("date").filter(|date| !date.is_empty()).map(|date| date.label(lang));
    let judged = [labelled("handling", "对办理工作", "handling"), labelled("result", "对办理结果", "result")];
    let parts: Vec<String> = date.into_iter().chain(judged.into_iter().flatten()).chain(said("words")).collect();
    Some(parts.join(if lang == Lang::Zh { "，" } else { ", " }))
}

/// A column of text of our own.
pub const fn prose(key: &'static str, label: Text) -> Column {
    Column { key, label, fit: Fit::Shrink, number: false }
}

/// A column of names of our own.
pub const fn name(key: &'static str, label: Text) -> Column {
    Column { key, label, fit: Fit::Name, number: false }
}

/// A column of dates or words of our own.
pub const fn whole(key: &'static str, label: Text) -> Column {
    Column { key, label, fit: Fit::Whole, number: false }
}

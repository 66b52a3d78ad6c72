//! `report changes`: what was said since a day, and how many measures nothing was said of.

use chrono::NaiveDate;
use serde::Serialize;

use super::{
    Asked, Report,
    entry::{Entry, entries, table},
    words::{Scope, for_people, title},
};
use crate::{
    lang::{Lang, text},
    page::{Block, Page, Table},
};

/// The answer.
#[derive(Debug, Serialize)]
pub struct Changes {
    schema: &'static str,
    as_of: NaiveDate,
    since: Option<NaiveDate>,
    scope: Scope,
    changed: usize,
    unchanged: usize,
    entries: Vec<Entry>,
}

impl Changes {
    /// Answers.
    pub fn of(asked: &Asked<'_>) -> Self {
        let entries = entries(asked.rows, asked.since, asked.as_of);
        let changed = asked.rows.iter().filter(|row| {
            let heard = row.standing().heard;
            heard.is_some_and(|heard| asked.since.is_none_or(|since| heard >= since))
        });
        let changed = changed.count();
        Self {
            schema: "duban.report.changes/1",
            as_of: asked.as_of,
            since: asked.since,
            scope: Scope::of(asked.rows),
            changed,
            unchanged: asked.rows.len() - changed,
            entries,
        }
    }
}

impl Report for Changes {
    fn data(&self) -> serde_json::Value {
        super::data(self)
    }

    fn page(&self, lang: Lang) -> Page {
        let mut page = Page::new(title(text("变化", "Changes"), self.as_of, lang));
        page.text(self.scope.line(lang));
        let (changed, unchanged, total) = (self.changed, self.unchanged, self.scope.measures);
        let since = self.since.map(|since| since.to_string()).unwrap_or_default();
        page.text(match lang {
            Lang::Zh => format!("{since} 以来有新记录的 {changed}/{total} 项，没有的 {unchanged}/{total} 项"),
            Lang::En => format!("since {since}: {changed}/{total} have a new entry, {unchanged}/{total} have none"),
        });
        if !self.entries.is_empty() {
            page.push(Block::Table(for_people(self.table(), &self.scope).first(&["date"]).without("evidence")));
        }
        page
    }

    fn table(&self) -> Table {
        table(&self.entries)
    }
}

//! `report silent`: what was not heard of for too long, or never.

use chrono::NaiveDate;
use serde::Serialize;

use super::{
    Asked, Report,
    words::{Scope, Which, for_people, known, title, value},
};
use crate::{
    lang::{Lang, text},
    page::{Block, Page, Table, Value},
    query::Row,
};

/// The answer.
#[derive(Serialize)]
pub struct Silent {
    schema: &'static str,
    as_of: NaiveDate,
    scope: Scope,
    silent: usize,
    never_heard: usize,
    pub(super) measures: Vec<Measure>,
}

/// A measure of which nothing was heard for too long.
#[derive(Clone, Serialize)]
pub(super) struct Measure {
    #[serde(flatten)]
    pub(super) measure: Which,
    pub(super) owner: Value,
    pub(super) state: Value,
    pub(super) heard: Value,
    pub(super) silent_days: Value,
}

const FIELDS: [&str; 4] = ["owner", "state", "heard", "silent_days"];

impl Silent {
    /// Answers.
    pub fn of(asked: &Asked<'_>) -> Self {
        let silent: Vec<&Row<'_>> = asked.rows.iter().filter(|row| row.standing().stale).collect();
        let never_heard = asked.rows.iter().filter(|row| row.standing().heard.is_none()).count();
        let measure = |row: &&Row<'_>| {
            let [owner, state, heard, silent_days] = FIELDS.map(|name| value(row, name));
            Measure { measure: Which::of(row), owner, state, heard, silent_days }
        };
        Self {
            schema: "duban.report.silent/1",
            as_of: asked.as_of,
            scope: Scope::of(asked.rows),
            silent: silent.len(),
            never_heard,
            measures: silent.iter().map(measure).collect(),
        }
    }
}

impl Report for Silent {
    fn data(&self) -> serde_json::Value {
        super::data(self)
    }

    fn page(&self, lang: Lang) -> Page {
        let mut page = Page::new(title(text("沉寂事项", "Silent"), self.as_of, lang));
        page.text(self.scope.line(lang));
        let (silent, never, total) = (self.silent, self.never_heard, self.scope.measures);
        page.text(match lang {
            Lang::Zh => format!("沉寂 {silent}/{total} 项；答复以来从未有消息 {never}/{total} 项"),
            Lang::En => format!("{silent}/{total} are silent; {never}/{total} were never heard of since the reply"),
        });
        if self.silent > 0 {
            page.push(Block::Table(for_people(self.table(), &self.scope).without_empty(&["heard"])));
        }
        page
    }

    fn table(&self) -> Table {
        let row = |silent: &Measure| {
            let mut row = Vec::from(silent.measure.values());
            row.extend([&silent.owner, &silent.state, &silent.heard, &silent.silent_days].map(Clone::clone));
            row
        };
        let columns = Which::NAMES.iter().chain(&FIELDS).map(|name| known(name).column()).collect();
        Table { columns, rows: self.measures.iter().map(row).collect(), groups: Vec::new() }
    }
}

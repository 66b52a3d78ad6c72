//! `report silent`: what was not heard of for too long, or never.

use chrono::NaiveDate;
use serde::Serialize;

use super::{
    Asked, Report,
    words::{Scope, columns, title, values},
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
    measures: Vec<Measure>,
    #[serde(skip)]
    table: Table,
}

#[derive(Serialize)]
struct Measure {
    id: String,
    title: Value,
    owner: Value,
    state: Value,
    heard: Value,
    silent_days: Value,
}

const FIELDS: [&str; 6] = ["id", "title", "owner", "state", "heard", "silent_days"];

impl Silent {
    /// Answers.
    pub fn of(asked: &Asked<'_>) -> Self {
        let silent: Vec<&Row<'_>> = asked.rows.iter().filter(|row| row.standing().stale).collect();
        let never_heard = asked.rows.iter().filter(|row| row.standing().heard.is_none()).count();
        let rows: Vec<Vec<Value>> = silent.iter().map(|row| values(row, &FIELDS)).collect();
        let measure = |values: &Vec<Value>| Measure {
            id: values[0].word(),
            title: values[1].clone(),
            owner: values[2].clone(),
            state: values[3].clone(),
            heard: values[4].clone(),
            silent_days: values[5].clone(),
        };
        Self {
            schema: "duban.report.silent/1",
            as_of: asked.as_of,
            scope: Scope::of(asked.rows),
            silent: silent.len(),
            never_heard,
            measures: rows.iter().map(measure).collect(),
            table: Table { columns: columns(&FIELDS), rows, groups: Vec::new() },
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
            page.push(Block::Table(self.table.clone().with_spare(&["id"])));
        }
        page
    }

    fn table(&self) -> Table {
        self.table.clone()
    }
}

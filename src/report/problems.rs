//! `report problems`: what the newest statements say stands in the way, and what comes next.

use chrono::NaiveDate;
use serde::Serialize;

use super::{
    Asked, Report,
    words::{Scope, Which, columns, for_people, office, prose, title, value, whole},
};
use crate::{
    lang::{Lang, text},
    page::{Block, Page, Table, Value},
    query::Row,
};

/// The answer.
#[derive(Debug, Serialize)]
pub struct Problems {
    schema: &'static str,
    as_of: NaiveDate,
    scope: Scope,
    problems: Vec<Problem>,
}

/// What the newest statement about a measure names.
#[derive(Debug, Serialize)]
pub(super) struct Problem {
    #[serde(flatten)]
    pub(super) measure: Which,
    pub(super) owner: Value,
    pub(super) by: Value,
    pub(super) date: Value,
    pub(super) problem: Value,
    pub(super) next: Value,
    /// Whether nobody but the owner vouches for the statement.
    #[serde(skip)]
    pub(super) is_owners_word: bool,
}

impl Problems {
    /// Answers.
    pub fn of(asked: &Asked<'_>) -> Self {
        let problems = asked.rows.iter().filter_map(problem).collect();
        Self { schema: "duban.report.problems/1", as_of: asked.as_of, scope: Scope::of(asked.rows), problems }
    }
}

/// The problem of the newest known statement; an older one counts as overcome when a newer one names none.
pub(super) fn problem(row: &Row<'_>) -> Option<Problem> {
    newest(row).filter(|newest| !newest.problem.is_empty())
}

/// The next step that the newest known statement names; an older one counts as taken or given up when a newer one names none.
pub(super) fn next(row: &Row<'_>) -> Option<Problem> {
    newest(row).filter(|newest| !newest.next.is_empty())
}

fn newest(row: &Row<'_>) -> Option<Problem> {
    let newest = row.history().newest()?;
    Some(Problem {
        measure: Which::of(row),
        owner: value(row, "owner"),
        by: newest.by.get().map_or(Value::None, |by| office(row, by)),
        date: Value::date(newest.date.copied()),
        problem: Value::text(newest.problem.as_deref()),
        next: Value::text(newest.next.as_deref()),
        is_owners_word: row.history().is_owners_word(newest),
    })
}

impl Report for Problems {
    fn data(&self) -> serde_json::Value {
        super::data(self)
    }

    fn page(&self, lang: Lang) -> Page {
        let mut page = Page::new(title(text("存在问题", "Problems"), self.as_of, lang));
        page.text(self.scope.line(lang));
        let (n, total) = (self.problems.len(), self.scope.measures);
        page.text(match lang {
            Lang::Zh => format!("最近一次进展中报有问题的 {n}/{total} 项"),
            Lang::En => format!("{n}/{total} name a problem in their newest statement"),
        });
        if n > 0 {
            page.push(Block::Table(for_people(self.table(), &self.scope)));
        }
        page
    }

    fn table(&self) -> Table {
        let mut columns = columns(&Which::NAMES);
        columns.extend(self::columns(&["owner"]));
        columns.extend([
            whole("date", text("日期", "date")),
            prose("problem", text("存在问题", "problem")),
            prose("next", text("下一步措施", "next")),
        ]);
        let row = |problem: &Problem| {
            let mut row = Vec::from(problem.measure.values());
            row.extend([&problem.owner, &problem.date, &problem.problem, &problem.next].map(Clone::clone));
            row
        };
        Table { columns, rows: self.problems.iter().map(row).collect(), groups: Vec::new() }
    }
}

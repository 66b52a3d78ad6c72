//! `report problems`: what the newest statements say stands in the way, and what comes next.

use chrono::NaiveDate;
use serde::Serialize;

use super::{
    Asked, Report,
    words::{Scope, Which, columns, for_people, prose, title, value, whole},
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

#[derive(Debug, Serialize)]
struct Problem {
    #[serde(flatten)]
    measure: Which,
    owner: Value,
    date: Value,
    problem: Value,
    next: Value,
}

impl Problems {
    /// Answers.
    pub fn of(asked: &Asked<'_>) -> Self {
        let problems = asked.rows.iter().filter_map(problem).collect();
        Self { schema: "duban.report.problems/1", as_of: asked.as_of, scope: Scope::of(asked.rows), problems }
    }
}

/// The problem of the newest known statement; an older one counts as overcome when a newer one names none.
fn problem(row: &Row<'_>) -> Option<Problem> {
    let newest = row.history().updates().max_by_key(|update| update.date.copied())?;
    newest.problem.get()?;
    Some(Problem {
        measure: Which::of(row),
        owner: value(row, "owner"),
        date: Value::date(newest.date.copied()),
        problem: Value::text(newest.problem.as_deref()),
        next: Value::text(newest.next.as_deref()),
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

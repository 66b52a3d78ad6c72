//! `due`: the calendar. What falls due, what is overdue, what recurs, what went silent.

use chrono::NaiveDate;
use serde::Serialize;

use super::{
    Asked, Report,
    words::{Scope, columns, title, value, whole},
};
use crate::{
    lang::{Lang, text},
    model::{Period, Schedule, Vocabulary as _, periods},
    page::{Block, Group, Page, Table, Term, Tone, Value},
    query::Row,
};

/// The answer.
#[derive(Debug, Serialize)]
pub struct Due {
    schema: &'static str,
    as_of: NaiveDate,
    scope: Scope,
    items: Vec<Item>,
}

#[derive(Debug, Serialize)]
struct Item {
    calendar: Value,
    id: String,
    title: Value,
    owner: Value,
    state: Value,
    due: Value,
    days_left: Value,
    period: Value,
    silent_days: Value,
}

const PERIOD: Term = Term { word: "period", label: text("本期待报", "due this period"), tone: Tone::Warn };
const SILENT: Term = Term { word: "silent", label: text("沉寂", "silent"), tone: Tone::Quiet };

impl Due {
    /// Answers.
    pub fn of(asked: &Asked<'_>) -> Self {
        let overdue = with_schedule(asked.rows, Schedule::Overdue);
        let soon = with_schedule(asked.rows, Schedule::DueSoon);
        let recurring = asked.rows.iter().filter_map(|row| {
            let open = open_period(row)?;
            Some(Item { due: Value::Date(open.end), period: Value::Text(open.label), ..item(row, &PERIOD) })
        });
        let silent = asked.rows.iter().filter(|row| row.standing().stale).map(|row| item(row, &SILENT));
        let items = overdue.into_iter().chain(soon).chain(recurring).chain(silent).collect();
        Self { schema: "duban.due/1", as_of: asked.as_of, scope: Scope::of(asked.rows), items }
    }

    fn groups(&self, most: usize) -> (Table, usize) {
        let mut table = self.table();
        let mut left_out = 0;
        let mut rows = Vec::new();
        for term in [Schedule::Overdue.term(), Schedule::DueSoon.term(), &PERIOD, &SILENT] {
            let own: Vec<_> = table.rows.iter().filter(|row| row[0] == Value::Term(term)).cloned().collect();
            let shown = if *term == SILENT { own.len().min(most) } else { own.len() };
            left_out += own.len() - shown;
            if !own.is_empty() {
                table.groups.push(Group { value: Value::Term(term), start: rows.len(), len: shown });
            }
            rows.extend(own.into_iter().take(shown));
        }
        table.rows = rows;
        table.columns.remove(0);
        table.rows.iter_mut().for_each(|row| drop(row.remove(0)));
        (table, left_out)
    }
}

fn with_schedule(rows: &[Row<'_>], schedule: Schedule) -> Vec<Item> {
    let mut rows: Vec<&Row<'_>> = rows.iter().filter(|row| row.standing().schedule == schedule).collect();
    rows.sort_by_key(|row| row.standing().due);
    rows.into_iter().map(|row| item(row, schedule.term())).collect()
}

/// The period that goes on now, if nothing was reported for it yet.
fn open_period(row: &Row<'_>) -> Option<Period> {
    let reply = row.ledger.reply().and_then(|reply| reply.date.copied());
    periods(row.measure, reply, row.clock.as_of).pop().filter(|period| !period.done)
}

fn item(row: &Row<'_>, calendar: &'static Term) -> Item {
    let [owner, state, due, days_left, silent_days] =
        ["owner", "state", "due", "days_left", "silent_days"].map(|name| value(row, name));
    let id = row.measure.id.value.to_string();
    Item {
        calendar: Value::Term(calendar),
        id,
        title: value(row, "title"),
        owner,
        state,
        due,
        days_left,
        period: Value::None,
        silent_days,
    }
}

/// How many silent measures people see here; the report about them has them all.
const SILENT_SHOWN: usize = 5;

impl Report for Due {
    fn data(&self) -> serde_json::Value {
        super::data(self)
    }

    fn page(&self, lang: Lang) -> Page {
        let mut page = Page::new(title(text("时限日历", "Calendar"), self.as_of, lang));
        page.text(self.scope.line(lang));
        let (table, left_out) = self.groups(SILENT_SHOWN);
        if table.rows.is_empty() {
            page.text(
                text("没有到期、临近、待报或沉寂的事项", "nothing is due, overdue, recurring or silent").get(lang),
            );
            return page;
        }
        page.push(Block::Table(table));
        if left_out > 0 {
            page.text(match lang {
                Lang::Zh => format!("另有 {left_out} 项沉寂：duban report silent"),
                Lang::En => format!("{left_out} more are silent: duban report silent"),
            });
        }
        page
    }

    fn table(&self) -> Table {
        let names = ["id", "title", "owner", "state", "due", "days_left", "silent_days"];
        let mut columns = columns(&names);
        columns.insert(0, whole("calendar", text("日历", "calendar")));
        columns.insert(7, whole("period", text("周期", "period")));
        let row = |item: &Item| {
            let id = Value::Text(item.id.clone());
            let fields =
                [&item.title, &item.owner, &item.state, &item.due, &item.days_left, &item.period, &item.silent_days];
            [item.calendar.clone(), id].into_iter().chain(fields.into_iter().cloned()).collect()
        };
        Table { columns, rows: self.items.iter().map(row).collect(), groups: Vec::new() }
    }
}

//! `due`: the calendar. What falls due, what is overdue, what recurs, what went silent.

use std::collections::HashSet;

use chrono::NaiveDate;
use serde::Serialize;

use super::{
    Asked, Report,
    words::{Scope, Which, columns, for_people, name, title, value, whole},
};
use crate::{
    lang::{Lang, text},
    model::{MISSED, PERIOD, Period, Schedule, Vocabulary as _},
    page::{Block, Group, Page, Table, Term, Tone, Value},
    query::Row,
};

/// The answer.
#[derive(Debug, Serialize)]
pub struct Due {
    schema: &'static str,
    as_of: NaiveDate,
    scope: Scope,
    pub(super) items: Vec<Item>,
}

/// An entry of the calendar.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Item {
    pub(super) calendar: Value,
    #[serde(flatten)]
    pub(super) measure: Which,
    pub(super) owner: Value,
    pub(super) state: Value,
    pub(super) due: Value,
    pub(super) days_left: Value,
    pub(super) periods: Value,
    silent_days: Value,
}

const SILENT: Term = Term { word: "silent", label: text("沉寂", "silent"), tone: Tone::Quiet };

impl Due {
    /// Answers.
    pub fn of(asked: &Asked<'_>) -> Self {
        let missed = asked.rows.iter().filter_map(|row| {
            let periods: Vec<_> = row.periods().into_iter().filter(Period::is_missed).collect();
            let last = periods.last()?;
            Some((row, dated(row, &MISSED, last.end, periods.iter().map(|period| period.label.clone()).collect())))
        });
        let open = asked.rows.iter().filter_map(|row| {
            let period = row.periods().pop().filter(|period| !period.done && !period.ended)?;
            Some((row, dated(row, &PERIOD, period.end, vec![period.label])))
        });
        let entries = with_schedule(asked.rows, Schedule::Overdue).chain(missed);
        let entries: Vec<_> = entries.chain(with_schedule(asked.rows, Schedule::DueSoon)).chain(open).collect();
        let named: HashSet<_> = entries.iter().map(|(row, _)| std::ptr::from_ref(row.measure)).collect();
        let mut items: Vec<Item> = entries.into_iter().map(|(_, item)| item).collect();
        // What is named already is not named again for its silence. An id does not tell: other ledgers may know it, too.
        let is_named = |row: &Row<'_>| named.contains(&std::ptr::from_ref(row.measure));
        let silent = asked.rows.iter().filter(|row| row.standing().stale && !is_named(row));
        items.extend(silent.map(|row| item(row, &SILENT)));
        Self { schema: "duban.due/1", as_of: asked.as_of, scope: Scope::of(asked.rows), items }
    }

    fn groups(&self, most: usize) -> (Table, usize) {
        let mut table = self.table();
        let mut left_out = 0;
        let mut rows = Vec::new();
        for term in [Schedule::Overdue.term(), &MISSED, Schedule::DueSoon.term(), &PERIOD, &SILENT] {
            let own: Vec<_> = table.rows.iter().filter(|row| row[0] == Value::Term(term)).cloned().collect();
            let shown = if *term == SILENT { own.len().min(most) } else { own.len() };
            left_out += own.len() - shown;
            if !own.is_empty() {
                table.groups.push(Group { value: Value::Term(term), start: rows.len(), len: shown, total: own.len() });
            }
            rows.extend(own.into_iter().take(shown));
        }
        table.rows = rows;
        let table = table.without("calendar").without_empty(&["due", "days_left", "periods"]);
        (for_people(table, &self.scope).with_spare(&["silent_days"]), left_out)
    }
}

fn with_schedule<'a, 'b>(rows: &'a [Row<'b>], schedule: Schedule) -> impl Iterator<Item = (&'a Row<'b>, Item)> {
    let mut rows: Vec<&Row<'_>> = rows.iter().filter(|row| row.standing().schedule == schedule).collect();
    rows.sort_by_key(|row| row.standing().due);
    rows.into_iter().map(move |row| (row, item(row, schedule.term())))
}

/// An entry of the calendar for the end of a period.
fn dated(row: &Row<'_>, calendar: &'static Term, end: NaiveDate, periods: Vec<String>) -> Item {
    let days_left = Value::Int((end - row.clock.as_of).num_days());
    let periods = Value::List(periods.into_iter().map(Value::Text).collect());
    Item { due: Value::Date(end), days_left, periods, ..item(row, calendar) }
}

fn item(row: &Row<'_>, calendar: &'static Term) -> Item {
    let [owner, state, due, days_left, silent_days] =
        ["owner", "state", "due", "days_left", "silent_days"].map(|name| value(row, name));
    Item {
        calendar: Value::Term(calendar),
        measure: Which::of(row),
        owner,
        state,
        due,
        days_left,
        periods: Value::List(Vec::new()),
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
                Lang::Zh => format!("另有 {left_out} 项沉寂，见 report silent"),
                Lang::En => format!("{left_out} more are silent; report silent lists them"),
            });
        }
        page
    }

    fn table(&self) -> Table {
        let mut columns = vec![whole("calendar", text("日历", "calendar"))];
        columns.extend(self::columns(&Which::NAMES));
        columns.extend(self::columns(&["owner", "state", "due", "days_left"]));
        columns.push(name("periods", text("周期", "periods")));
        columns.extend(self::columns(&["silent_days"]));
        let row = |item: &Item| {
            let item = item.clone();
            let mut row = vec![item.calendar];
            row.extend(item.measure.values());
            row.extend([item.owner, item.state, item.due, item.days_left, item.periods, item.silent_days]);
            row
        };
        Table { columns, rows: self.items.iter().map(row).collect(), groups: Vec::new() }
    }
}

//! The registers behind the bulletin. No cell is blank: not reported, not fixed, none and not applicable differ.

use super::{
    Bulletin, Extension,
    words::{ANNEXES, NONE, NOT_APPLICABLE, NOT_FIXED, NOT_SAID},
};
use crate::{
    lang::{Lang, Said, Text, text},
    page::{Block, Column, Page, Table, Value},
    report::{
        due::Item,
        silent,
        words::{Which, known, name, prose, whole},
    },
};

/// All of them but the definitions.
pub fn annexes(bulletin: &Bulletin, page: &mut Page, lang: Lang) {
    let tables = [register(bulletin), overdue(bulletin), silent(bulletin), extensions(bulletin)];
    for (at, table) in tables.into_iter().enumerate() {
        let n = table.rows.len();
        let heading = match lang {
            Lang::Zh => format!("{}（{n} 项）", ANNEXES[at].get(lang)),
            Lang::En => format!("{} ({n})", ANNEXES[at].get(lang)),
        };
        if n == 0 {
            // That there are none needs no sheet of its own.
            page.heading(heading);
            page.text(text("无。", "None.").get(lang));
        } else {
            page.push(Block::Annex(heading));
            page.push(Block::Table(table));
        }
    }
}

/// A value, or the word for why there is none.
fn filled(value: &Value, filler: Text) -> Value {
    if value.is_empty() { Value::Both(Said::from(filler)) } else { value.clone() }
}

/// The columns by which a measure is found in the first annex.
fn which(bulletin: &Bulletin) -> Vec<Column> {
    let mut columns = vec![number(NO)];
    if bulletin.scope.has_several {
        columns.push(known("reply").column());
    }
    columns.push(prose("title", text("工作任务", "task")));
    columns
}

const NO: Text = text("序号", "no.");

fn number(label: Text) -> Column {
    Column { number: true, ..whole("no", label) }
}

fn found(bulletin: &Bulletin, measure: &Which) -> Vec<Value> {
    let mut cells = vec![filled(&bulletin.number(measure), NOT_APPLICABLE)];
    if bulletin.scope.has_several {
        cells.push(filled(&measure.reply, NOT_FIXED));
    }
    cells.push(filled(&measure.title, NOT_FIXED));
    cells
}

/// The short form for leaders; with the reply where several are told of.
fn register(bulletin: &Bulletin) -> Table {
    let mut table = bulletin.register.clone();
    if bulletin.scope.has_several {
        table.columns.insert(1, known("reply").column());
        for (row, measure) in table.rows.iter_mut().zip(&bulletin.measures) {
            row.insert(1, filled(measure.get("reply").unwrap_or(&Value::None), NOT_FIXED));
        }
    }
    table
}

fn overdue(bulletin: &Bulletin) -> Table {
    let mut columns = which(bulletin);
    columns.extend([
        name("owner", known("owner").label),
        whole("calendar", text("情形", "what")),
        whole("due", text("时限或期末", "deadline or end of period")),
        Column { number: true, ..whole("days", text("已过天数", "days past")) },
        name("periods", text("未报周期", "periods")),
        whole("state", known("state").label),
    ]);
    let row = |item: &Item| {
        let days = match item.days_left {
            Value::Int(left) => Value::Int(-left),
            _ => Value::Both(Said::from(NOT_APPLICABLE)),
        };
        let mut row = found(bulletin, &item.measure);
        row.extend([
            filled(&bulletin.owner(&item.measure), NOT_FIXED),
            item.calendar.clone(),
            filled(&item.due, NOT_FIXED),
            days,
            filled(&item.periods, NOT_APPLICABLE),
            item.state.clone(),
        ]);
        row
    };
    Table { columns, rows: bulletin.overdue.iter().map(row).collect(), groups: Vec::new() }
}

fn silent(bulletin: &Bulletin) -> Table {
    let mut columns = which(bulletin);
    columns.extend([
        name("owner", known("owner").label),
        whole("state", known("state").label),
        whole("heard", text("最近消息", "last heard")),
        Column { number: true, ..whole("silent_days", known("silent_days").label) },
    ]);
    let row = |own: &silent::Measure| {
        let mut row = found(bulletin, &own.measure);
        row.extend([
            filled(&bulletin.owner(&own.measure), NOT_FIXED),
            own.state.clone(),
            filled(&own.heard, NOT_SAID),
            filled(&own.silent_days, NOT_APPLICABLE),
        ]);
        row
    };
    let mut silent: Vec<&silent::Measure> = bulletin.silent.iter().collect();
    // In the order of the first annex.
    silent.sort_by_key(|own| bulletin.known(&own.measure).map_or(usize::MAX, |known| known.place));
    Table { columns, rows: silent.into_iter().map(row).collect(), groups: Vec::new() }
}

fn extensions(bulletin: &Bulletin) -> Table {
    let mut columns = which(bulletin);
    columns.extend([
        whole("first_due", known("first_due").label),
        whole("date", text("延期日期", "moved on")),
        whole("from", text("原时限", "from")),
        whole("to", text("新时限", "to")),
        prose("reason", text("理由", "reason")),
        name("by", text("决定单位", "by")),
        whole("due", text("现行时限", "deadline now")),
    ]);
    let row = |own: &Extension| {
        let entry = &own.entry;
        let mut row = found(bulletin, &entry.measure);
        row.extend([
            filled(&own.first_due, NOT_FIXED),
            filled(&entry.date, NOT_FIXED),
            filled(entry.details.get("from").unwrap_or(&Value::None), NOT_FIXED),
            filled(&entry.says, NOT_FIXED),
            filled(&entry.note, NONE),
            filled(&entry.by, NOT_FIXED),
            filled(&own.due, NOT_FIXED),
        ]);
        row
    };
    Table { columns, rows: bulletin.extensions.iter().map(row).collect(), groups: Vec::new() }
}

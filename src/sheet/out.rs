//! The workbook of rows: which columns, in which order, on which sheets, under which heading.

use std::collections::HashSet;

use chrono::NaiveDate;

use super::{
    cells::Line,
    columns::{COLUMNS, Column, Hand, Reads},
    told,
};
use crate::{
    lang::{Lang, Said, Text, count, day, text},
    model::{Ledger, Method, Outcome, Period, Schedule, State, Status, Vocabulary},
    page::{Fit, Ink, Paper, Pen, Sheet, SheetCell, SheetColumn, Table, Value, Workbook},
    query::{Field, Group, Row, groups, sort_groups},
};

/// What is asked of a workbook.
#[derive(Debug)]
pub struct Asked<'a> {
    /// The measures.
    pub rows: &'a [Row<'a>],
    /// The day that it speaks for.
    pub as_of: NaiveDate,
    /// The language of its headings and labels.
    pub lang: Lang,
    /// The form for leaders, without anything to fill in.
    pub short: bool,
    /// A sheet for every value of this field.
    pub by: Option<&'static Field>,
    /// The paper on which it is printed.
    pub paper: Paper,
}

/// The workbook.
pub fn workbook(asked: &Asked<'_>) -> Workbook {
    let title = title(asked);
    let all = [Group { value: Value::None, rows: (0..asked.rows.len()).collect() }];
    let sheets = match asked.by {
        None => all.iter().map(|group| sheet(asked, TAB.get(asked.lang).to_owned(), &title, group)).collect(),
        Some(by) => {
            let mut groups = groups(asked.rows, by);
            sort_groups(&mut groups, by);
            let mut taken = HashSet::new();
            let named = groups.iter().map(|group| {
                let label = group.value.label(asked.lang);
                let label = if label.is_empty() { NONE.get(asked.lang).to_owned() } else { label };
                let title = format!("{title}{}{label}", text("　", "  ").get(asked.lang));
                sheet(asked, tab(&label, &mut taken), &title, group)
            });
            named.collect()
        }
    };
    Workbook {
        title,
        day: asked.as_of,
        foot: text("第 &P 页，共 &N 页", "page &P of &N").get(asked.lang).to_owned(),
        fonts: if asked.lang == Lang::Zh { ["宋体", "黑体"] } else { ["Arial", "Arial"] },
        pens: [OFFICE, VERIFIER].map(|pen| pen.get(asked.lang).to_owned()),
        paper: asked.paper,
        sheets,
    }
}

const TAB: Text = text("台账", "ledger");
const NONE: Text = text("未明确", "not fixed");
const OFFICE: Text = text("以下由责任单位填写", "for the office to fill in");
const VERIFIER: Text = text("以下由核实单位填写", "for whoever verifies");

fn title(asked: &Asked<'_>) -> String {
    let day = day(asked.as_of, asked.lang);
    match asked.lang {
        Lang::Zh => format!("承诺事项办理情况台账（截至{day}）"),
        Lang::En => format!("What was promised and where it stands (as of {day})"),
    }
}

/// The name of a tab: what spreadsheet programs allow, at most 31 characters, once.
fn tab(label: &str, taken: &mut HashSet<String>) -> String {
    let allowed = |c: char| if "[]:*?/\\'".contains(c) || c.is_control() { ' ' } else { c };
    let clean: String = label.chars().map(allowed).collect();
    let clean = clean.trim();
    let cut = |length: usize| {
        let mut units = 0;
        let fits = |c: &char| {
            units += c.len_utf16();
            units <= length
        };
        clean.chars().take_while(fits).collect::<String>().trim_end().to_owned()
    };
    let names = std::iter::once(cut(31)).chain((2..).map(|n| format!("{} {n}", cut(26))));
    let mut free = names.filter(|name| !name.is_empty() && taken.insert(name.to_lowercase()));
    free.next().expect("there is always a next number")
}

fn sheet(asked: &Asked<'_>, name: String, title: &str, group: &Group) -> Sheet {
    let columns: Vec<&Column> = COLUMNS.iter().filter(|column| width(column, asked.short) > 0).collect();
    let order = in_order(asked.rows, group.rows.clone());
    let rows: Vec<&Row<'_>> = order.iter().map(|at| &asked.rows[*at]).collect();
    let cells = |at: &usize| {
        let row = &asked.rows[*at];
        let line = Line { row, address: row.address(), lang: asked.lang, quotes: false };
        let mut cells: Vec<SheetCell> = columns.iter().map(|column| column.cell(&line)).collect();
        told::sign(&columns, &mut cells);
        cells
    };
    let task = columns.iter().position(|column| column.key == "task").map_or(0, |at| at + 1);
    Sheet {
        name,
        title: title.to_owned(),
        about: replies(&rows, asked.lang),
        how: if asked.short { String::new() } else { FILL_IN.get(asked.lang).to_owned() },
        terms: rows.first().map(|first| terms(first, asked.lang)).unwrap_or_default(),
        rows: order.iter().map(cells).collect(),
        columns: columns.iter().map(|column| head(column, asked)).collect(),
        frozen: task,
    }
}

fn width(column: &Column, short: bool) -> u16 {
    if short { column.short } else { column.full }
}

fn head(column: &Column, asked: &Asked<'_>) -> SheetColumn {
    let lang = asked.lang;
    let pen = match column.hand {
        Hand::Ledger => Pen::Nobody,
        Hand::Office => Pen::First,
        Hand::Verifier => Pen::Second,
        Hand::Program => Pen::Hidden,
    };
    let ink = match column.reads {
        Reads::Date => Ink::Date,
        // Nobody says that nobody said anything.
        Reads::Status => Ink::Choice(choices::<Status>(lang).skip(1).collect()),
        Reads::Outcome => Ink::Choice(choices::<Outcome>(lang).collect()),
        Reads::Method => Ink::Choice(choices::<Method>(lang).collect()),
        _ => Ink::Text,
    };
    let of_day = match (column.key, lang) {
        ("progress", Lang::Zh) => format!("（截至{}）", day(asked.as_of, lang)),
        ("progress", Lang::En) => format!(" (as of {})", asked.as_of),
        _ => String::new(),
    };
    SheetColumn {
        head: format!("{}{of_day}", column.head.get(lang)),
        width: width(column, asked.short),
        pen,
        ink,
        hint: column.hint.get(lang).to_owned(),
    }
}

fn choices<V: Vocabulary>(lang: Lang) -> impl Iterator<Item = String> {
    V::TERMS.iter().map(move |term| term.label.get(lang).to_owned())
}

/// Places of rows in the order in which a register has them.
fn in_order(rows: &[Row<'_>], mut places: Vec<usize>) -> Vec<usize> {
    places.sort_by_key(|at| rank(&rows[*at]));
    places
}

/// The short form for leaders as a table in both languages, with the place of each of its rows among those that were given.
pub fn short(rows: &[Row<'_>]) -> (Table, Vec<usize>) {
    let columns: Vec<&Column> = COLUMNS.iter().filter(|column| width(column, true) > 0).collect();
    let order = in_order(rows, (0..rows.len()).collect());
    let cells = |at: &usize| {
        let row = &rows[*at];
        let cell = |column: &&Column, lang| {
            let text = column.cell(&Line { row, address: row.address(), lang, quotes: true }).text;
            // A cell of a sheet has lines of our own; elsewhere only the words of others have some.
            if column.key == "warning" { text.replace('\n', THEN.get(lang)) } else { text }
        };
        let value = |column: &&Column| Value::Both(Said::each(|lang| cell(column, lang)));
        columns.iter().map(value).collect()
    };
    let table = Table {
        rows: order.iter().map(cells).collect(),
        columns: columns.iter().map(|column| flat(column)).collect(),
        groups: Vec::new(),
    };
    (table, order)
}

fn flat(column: &Column) -> crate::page::Column {
    let fit = if column.short > WORD { Fit::Shrink } else { Fit::Whole };
    crate::page::Column { key: column.key, label: column.head, fit, number: column.key == "no" }
}

const THEN: Text = text("；", "; ");

/// The widest column of the short form that holds a word or a date.
const WORD: u16 = 12;

/// Where a measure stands among the others: what is overdue first, then what missed a period, what is near, silent, on time, without a deadline;
/// what is reported done, closed and dropped last.
fn rank(row: &Row<'_>) -> (u8, Option<NaiveDate>) {
    let standing = row.standing();
    let rank = match (standing.state, standing.schedule, standing.stale) {
        (State::Dropped, ..) => 8,
        (State::Closed, ..) => 7,
        (State::Done, ..) => 6,
        (_, Schedule::Overdue, _) => 0,
        _ if row.periods().iter().any(Period::is_missed) => 1,
        (_, Schedule::DueSoon, _) => 2,
        (_, _, true) => 3,
        (_, Schedule::OnTime | Schedule::Settled, _) => 4,
        (_, Schedule::NoDeadline, _) => 5,
    };
    (rank, standing.due)
}

/// What the words of the sheet mean, with the thresholds of the ledger.
fn terms(row: &Row<'_>, lang: Lang) -> String {
    let (soon, stale) = (row.clock.due_soon, row.clock.stale);
    match lang {
        Lang::Zh => format!(
            "口径：完成时限前 {soon} 天内为临近；超过 {stale} 天没有消息的注明天数；自报指只有责任单位自己的说法；已销号指报办结后经责任单位以外的单位核实。"
        ),
        Lang::En => format!(
            "Due soon: within {soon} days of the deadline. Silence is told after {stale} days. Self-reported: the office's own word. Closed: done, and confirmed by somebody else."
        ),
    }
}

const FILL_IN: Text = text(
    "填写：黄色各栏由责任单位填写，绿色各栏由核实单位填写，其余各栏受保护。只填本次有变化的事项，没有变化的留空。可以筛选；要排序先撤销工作表保护（没有密码）。请勿改动表头和编号、合并单元格或填写公式。",
    "How to fill it in: yellow columns are the office's, green ones the verifier's, the others are protected. Fill in what changed and leave the rest empty. Filter as you like; to sort, lift the protection (there is no password). Keep the headings and ids, merge no cells, write no formulas.",
);

fn replies(rows: &[&Row<'_>], lang: Lang) -> String {
    let mut ledgers: Vec<_> = rows.iter().map(|row| row.ledger).collect();
    ledgers.dedup_by(|a, b| std::ptr::eq(*a, *b));
    let mut known = HashSet::new();
    ledgers.retain(|ledger| known.insert(std::ptr::from_ref(*ledger)));
    let n = rows.len();
    let [ledger] = ledgers[..] else {
        let m = ledgers.len();
        return match lang {
            Lang::Zh => format!("{m} 件答复函，共 {n} 项承诺。"),
            Lang::En => format!("{m} replies, {}.", count(n, "commitment")),
        };
    };
    about(ledger, n, lang)
}

/// A reply in a sentence: number, title, who answered, when, and how many commitments of it are meant.
pub fn about(ledger: &Ledger, n: usize, lang: Lang) -> String {
    let reply = ledger.reply();
    let (zh, en) = reply.map(|reply| (reply.title.as_deref(), reply.en.as_deref())).unwrap_or_default();
    let lead = reply.and_then(|reply| reply.lead.get()).map(|lead| ledger.org_label(lead));
    let date = reply.and_then(|reply| reply.date.copied());
    let name = ledger.number();
    let is_numbered = reply.is_some_and(|reply| reply.number.as_deref().is_some());
    match lang {
        Lang::Zh => {
            let name = if is_numbered { format!("第 {name} 号") } else { format!("台账 {name}") };
            let title = zh.or(en).map(|title| format!("《{title}》")).unwrap_or_default();
            let lead = lead.map(|lead| format!("，主办单位{}", lead.zh)).unwrap_or_default();
            let date = date.map(|date| format!("，{}答复", day(date, lang))).unwrap_or_default();
            format!("{name}{title}{lead}{date}，共 {n} 项承诺。")
        }
        Lang::En => {
            let name = if is_numbered { format!("No. {name}") } else { format!("Ledger {name}") };
            let title = en.or(zh).map(|title| format!(", {title}")).unwrap_or_default();
            let answered = if lead.is_some() || date.is_some() { ", answered" } else { "" };
            let lead = lead.map(|lead| format!(" by {}", lead.en)).unwrap_or_default();
            let date = date.map(|date| format!(" on {date}")).unwrap_or_default();
            format!("{name}{title}{answered}{lead}{date}: {}.", count(n, "commitment"))
        }
    }
}

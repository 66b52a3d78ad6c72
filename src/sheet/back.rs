//! The rows of a sheet that came back: which measure each is about, and what was written in it.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{
    columns::{COLUMNS, Column, Hand, Reads},
    grid::{Cell, Grid},
    heads::{Heads, heads},
    reads::{self, Wrong},
};
use crate::{
    lang::{Said, is_blank, visible},
    model::{Method, Outcome, Refusal, Status},
    said,
};

/// What came back.
#[derive(Debug, Default)]
pub struct Back {
    /// The rows, in the order of the sheets.
    pub rows: Vec<Returned>,
    /// What was not read, and what is missing without harm.
    pub notes: Vec<Said>,
}

/// A row that came back.
#[derive(Debug)]
pub struct Returned {
    /// The sheet.
    pub sheet: String,
    /// The row, counted from one as spreadsheet programs do.
    pub line: u32,
    /// How the measure is named; nothing when the cell is empty.
    pub id: Option<String>,
    /// The fingerprint of the record as it was exported, unless it is gone.
    pub fingerprint: Option<String>,
    /// What an office says.
    pub statement: Option<Statement>,
    /// What a verifier found.
    pub finding: Option<Found>,
    /// What cannot be understood: the place with what is wrong, and the way out.
    pub wrong: Vec<(Said, Said)>,
}

/// What an office wrote.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Statement {
    /// The status.
    pub status: Option<Status>,
    /// The words.
    pub note: String,
    /// What stands in the way.
    pub problem: Option<String>,
    /// What comes next.
    pub next: Option<String>,
    /// The period.
    pub period: Option<String>,
    /// The office, by id or name.
    pub by: Option<String>,
    /// The day.
    pub date: Option<NaiveDate>,
    /// What it rests on.
    pub paper: Option<PaperGiven>,
}

/// A paper, by what is needed to register it, or by its id or title alone where the ledger has it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct PaperGiven {
    /// Its title, or its id.
    pub title: String,
    /// Who published it.
    pub publisher: Option<String>,
    /// On which day.
    pub published: Option<NaiveDate>,
    /// Where it can be read.
    pub url: Option<String>,
}

/// What a verifier wrote.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The result.
    pub result: Outcome,
    /// How it was found.
    pub method: Method,
    /// The office, by id or name.
    pub by: Option<String>,
    /// The day.
    pub date: Option<NaiveDate>,
    /// What was seen.
    pub note: Option<String>,
    /// The period.
    pub period: Option<String>,
    /// What it rests on.
    pub paper: Option<PaperGiven>,
}

impl Returned {
    /// The paper that the row names, whoever rests on it.
    pub fn paper(&self) -> Option<&PaperGiven> {
        let said = self.statement.as_ref().and_then(|said| said.paper.as_ref());
        said.or_else(|| self.finding.as_ref()?.paper.as_ref())
    }
}

/// The rows of all sheets.
///
/// # Errors
///
/// When no sheet holds a table of ours, or the headings of one are not what they were.
pub fn back(name: &str, grids: &[Grid]) -> Result<Back, Refusal> {
    let mut back = Back::default();
    let mut tables = 0;
    for grid in grids {
        let Some(heads) = heads(grid)? else {
            if !grid.cells.is_empty() {
                let sheet = visible(&grid.name).into_owned();
                back.notes.push(said!(
                    "表“{sheet}”不是导出的台账，没有读",
                    "sheet “{sheet}” is no exported ledger and was not read"
                ));
            }
            continue;
        };
        tables += 1;
        read(grid, &heads, &mut back);
    }
    if tables == 0 {
        let said =
            said!("{name} 中没有导出的台账：没有找到表头", "{name} holds no exported ledger: no headings were found");
        let help =
            said!("表头须有“编号”，文件由 duban export 导出", "the headings need “id”; duban export writes such files");
        return Err(Refusal::data(said).with_help(help));
    }
    Ok(back)
}

fn read(grid: &Grid, heads: &Heads, back: &mut Back) {
    let sheet = visible(&grid.name).into_owned();
    for at in &heads.unknown {
        let head = visible(heads.name(*at)).into_owned();
        if !is_blank(&head) {
            back.notes
                .push(said!("表“{sheet}”：没有读“{head}”列", "sheet “{sheet}”: the column “{head}” was not read"));
        }
    }
    let filled =
        |column: &&Column| matches!(column.hand, Hand::Office | Hand::Verifier) && column.reads != Reads::Unkept;
    let gone: Vec<&Column> = COLUMNS.iter().filter(filled).filter(|column| heads.named(column.key).is_none()).collect();
    if !gone.is_empty() {
        let zh = gone.iter().map(|column| column.head.zh).collect::<Vec<_>>().join("、");
        let en = gone.iter().map(|column| column.head.en).collect::<Vec<_>>().join(", ");
        back.notes.push(said!("表“{sheet}”没有这些栏：{zh}", "sheet “{sheet}” lacks these columns: {en}"));
    }
    let mut persons = 0;
    for (row, cells) in grid.rows().filter(|(row, _)| *row > heads.row) {
        let reader = Reader { grid, heads, row, cells, wrong: Vec::new() };
        persons += usize::from(reader.cell("person").is_some_and(|cell| !is_blank(&cell.content.shown())));
        back.rows.extend(reader.returned());
    }
    if persons > 0 {
        back.notes.push(said!(
            "表“{sheet}”有 {persons} 行填了责任人；责任人不入台账",
            "sheet “{sheet}” names a person in charge in {persons} of its rows; the ledger keeps no persons"
        ));
    }
}

/// Reads the cells of a row.
struct Reader<'a> {
    grid: &'a Grid,
    heads: &'a Heads,
    row: u32,
    cells: BTreeMap<u32, &'a Cell>,
    wrong: Vec<(Said, Said)>,
}

impl<'a> Reader<'a> {
    fn cell(&self, key: &str) -> Option<&'a Cell> {
        self.cells.get(&self.heads.named(key)?).copied()
    }

    /// What a cell says by its way of being read; what cannot be read is noted.
    fn get<T>(&mut self, key: &str, reads: impl Fn(&Cell) -> Result<Option<T>, Wrong>) -> Option<T> {
        match reads(self.cell(key)?) {
            Ok(value) => value,
            Err((said, help)) => {
                self.note(key, &said, help);
                None
            }
        }
    }

    fn note(&mut self, key: &str, said: &Said, help: Said) {
        let column = self.heads.named(key).or_else(|| self.heads.of(Reads::Id)).unwrap_or_default();
        let place = self.grid.place((self.row, column), self.heads.name(column));
        let (zh, en) = (format!("{}：{}", place.zh, said.zh), format!("{}: {}", place.en, said.en));
        self.wrong.push((Said { zh, en }, help));
    }

    /// The row, unless there is nothing of ours in it.
    fn returned(mut self) -> Option<Returned> {
        let is_ours = |key: &str| self.cell(key).is_some_and(|cell| !is_blank(&cell.content.shown()));
        if !COLUMNS.iter().filter(|column| column.reads != Reads::Nothing).any(|column| is_ours(column.key)) {
            return None;
        }
        self.refuse_merged();
        let id = self.get("id", reads::words);
        let fingerprint = self.get("fingerprint", reads::words);
        let paper = self.paper();
        let mut finding = self.finding();
        let statement = self.statement(paper.clone(), finding.is_some());
        // A paper in a row that an office says nothing in is the verifier's.
        if let (None, Some(finding)) = (&statement, &mut finding) {
            finding.paper = paper;
        }
        let says = statement.is_some() || finding.is_some() || !self.wrong.is_empty();
        if id.is_none() && says {
            let help = said!("把这一行的编号写上，编号见 duban list", "write the id in this row; duban list knows it");
            self.note("id", &said!("没有编号", "the id is missing"), help);
        } else if id.is_none() {
            return None;
        }
        let Self { grid, row, wrong, .. } = self;
        Some(Returned { sheet: grid.name.clone(), line: row + 1, id, fingerprint, statement, finding, wrong })
    }

    /// Cells of ours that were merged with others: nobody knows which of them the content was meant for.
    fn refuse_merged(&mut self) {
        let touched: Vec<&'static str> = self
            .heads
            .columns
            .iter()
            .filter(|(at, _)| {
                let covers = |((top, left), (bottom, right)): &((u32, u32), (u32, u32))| {
                    (*top..=*bottom).contains(&self.row) && (*left..=*right).contains(at)
                };
                let merged = self.grid.merged.iter().find(|area| covers(area));
                merged.is_some_and(|(start, _)| self.grid.get(*start).is_some())
            })
            .map(|(_, column)| column.key)
            .collect();
        if let Some(first) = touched.first() {
            self.note(
                first,
                &said!("这里是合并单元格", "this cell is merged with others"),
                said!("取消合并，在每一行分别填写", "take the merging back and fill in every row"),
            );
        }
    }

    /// What an office says. A paper alone says something only where no finding rests on it.
    fn statement(&mut self, paper: Option<PaperGiven>, is_verified: bool) -> Option<Statement> {
        let before = self.wrong.len();
        let status = self.get("said_status", reads::word::<Status>);
        let note = self.get("said_note", reads::words);
        let (problem, next) = (self.get("said_problem", reads::words), self.get("said_next", reads::words));
        let period = self.get("said_period", reads::period);
        let date = self.get("said_date", reads::day);
        let by = self.get("said_by", reads::words);
        if self.wrong.len() > before {
            return None;
        }
        let paper_says = paper.is_some() && !is_verified;
        let has_more = paper_says || status.is_some() || problem.is_some() || next.is_some() || date.is_some();
        let Some(note) = note else {
            if has_more {
                let help = said!(
                    "写明做了什么；没有变化的整行留空",
                    "write what was done; leave the row empty when nothing changed"
                );
                self.note(
                    "said_note",
                    &said!("填了别的栏，没有写进展情况", "other cells are filled in, the progress is not"),
                    help,
                );
            }
            return None;
        };
        if status == Some(Status::Unreported) {
            let help = said!("没有启动的选“未启动”；只写说明就留空", "choose “not started”, or leave it empty");
            self.note(
                "said_status",
                &said!("“待反馈”是还没有人说过话", "unreported means that nobody said anything"),
                help,
            );
            return None;
        }
        Some(Statement { status, note, problem, next, period, by, date, paper })
    }

    fn paper(&mut self) -> Option<PaperGiven> {
        let title = self.get("paper_title", reads::words);
        let publisher = self.get("paper_publisher", reads::words);
        let published = self.get("paper_date", reads::day);
        let url = self.get("paper_url", reads::words);
        if title.is_none() && (publisher.is_some() || published.is_some() || url.is_some()) {
            let help = said!("写上材料的标题", "write the title of the paper");
            self.note("paper_title", &said!("材料没有名称", "the paper has no title"), help);
        }
        Some(PaperGiven { title: title?, publisher, published, url })
    }

    fn finding(&mut self) -> Option<Found> {
        let before = self.wrong.len();
        let result = self.get("found_result", reads::word::<Outcome>);
        let method = self.get("found_method", reads::word::<Method>);
        let by = self.get("found_by", reads::words);
        let date = self.get("found_date", reads::day);
        let note = self.get("found_note", reads::words);
        if self.wrong.len() > before {
            return None;
        }
        if result.is_none() && method.is_none() && by.is_none() && date.is_none() && note.is_none() {
            return None;
        }
        let period = self.cell("said_period").and_then(|cell| reads::period(cell).ok().flatten());
        let missing = if result.is_none() { "found_result" } else { "found_method" };
        let (Some(result), Some(method)) = (result, method) else {
            let help = said!("核实结果和核实方式都要选", "choose both the finding and how it was found");
            self.note(missing, &said!("没有选", "nothing was chosen"), help);
            return None;
        };
        Some(Found { result, method, by, date, note, period, paper: None })
    }
}

//! The rows of a sheet that came back: which measure each is about, and what was written in it.

use std::collections::BTreeMap;

use super::{
    columns::{COLUMNS, Column, Hand, Reads},
    grid::{Cell, Grid, letters},
    heads::{Heads, heads},
    reads::{self, Wrong},
    returned::{Back, Found, PaperGiven, Returned, Statement},
    told::{Marks, Unproven, may_say, signed},
};
use crate::{
    lang::{Said, Text, is_blank, text, visible},
    model::{Method, Outcome, Refusal, Status},
    said,
};

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
        let column = letters(*at);
        back.notes.push(if is_blank(&head) {
            said!(
                "表“{sheet}”：没有读没有表头的 {column} 列",
                "sheet “{sheet}”: the column {column}, which has no heading, was not read"
            )
        } else {
            said!("表“{sheet}”：没有读“{head}”列", "sheet “{sheet}”: the column “{head}” was not read")
        });
    }
    let filled =
        |column: &&Column| matches!(column.hand, Hand::Office | Hand::Verifier) && column.reads != Reads::Unkept;
    let gone: Vec<&Column> = COLUMNS.iter().filter(filled).filter(|column| heads.named(column.key).is_none()).collect();
    if !gone.is_empty() {
        let zh = gone.iter().map(|column| column.head.zh).collect::<Vec<_>>().join("、");
        let en = gone.iter().map(|column| column.head.en).collect::<Vec<_>>().join(", ");
        back.notes.push(said!("表“{sheet}”没有这些栏：{zh}", "sheet “{sheet}” lacks these columns: {en}"));
    }
    let (mut persons, mut overwritten) = (0, 0);
    let before = back.rows.len();
    let mut nameless = Vec::new();
    for (row, cells) in grid.rows().filter(|(row, _)| *row > heads.row) {
        let reader = Reader { grid, heads, row, cells, wrong: Vec::new() };
        persons += usize::from(reader.cell("person").is_some_and(|cell| !is_blank(&cell.content.shown())));
        let says = reader.cells.values().any(|cell| may_say(cell));
        match reader.returned(&mut overwritten) {
            Some(returned) => back.rows.push(returned),
            None if says => nameless.push((row + 1).to_string()),
            None => {}
        }
    }
    if overwritten > 2 && overwritten * 2 > back.rows.len() - before {
        back.notes.push(said!(
            "表“{sheet}”的 {overwritten} 行与导出时不同：是否存成了别的编码，或只排序了一部分列？存为 xlsx，或 UTF-8 的 CSV",
            "sheet “{sheet}”: {overwritten} rows are not what was exported. Was it saved in another encoding, or sorted by halves? Save it as xlsx, or as CSV in UTF-8"
        ));
    }
    if !nameless.is_empty() {
        let (zh, en) = (nameless.join("、"), nameless.join(", "));
        back.notes.push(said!(
            "表“{sheet}”：没有读这些没有编号的行：{zh}",
            "sheet “{sheet}”: rows without an id were not read: {en}"
        ));
    }
    if persons > 0 {
        back.notes.push(said!(
            "表“{sheet}”有 {persons} 行填了责任人；责任人不入台账",
            "sheet “{sheet}” names a person in charge in {persons} of its rows; the ledger keeps no persons"
        ));
    }
}

/// The column for words that have no other.
const WORDS: &str = "said_note";
/// Who changes what offices cannot.
const KEEPER: Text = text("这一栏由台账整理者改；", "this column is changed by whoever keeps the ledger; ");
/// What proves that nothing was written over.
const PRINT: Text = text("恢复“校验码”列；有人写了就", "put the column of fingerprints back; where somebody wrote, ");

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
    fn returned(mut self, overwritten: &mut usize) -> Option<Returned> {
        let is_ours = |key: &str| self.cell(key).is_some_and(|cell| !is_blank(&cell.content.shown()));
        if !COLUMNS.iter().filter(|column| column.reads != Reads::Nothing).any(|column| is_ours(column.key)) {
            return None;
        }
        self.refuse_merged();
        let id = self.get("id", reads::words);
        let signed = self.get("fingerprint", reads::words).map(|cell| {
            let (print, marks) = signed(&cell);
            (print.to_owned(), marks)
        });
        let (fingerprint, marks) = signed.map_or((None, None), |(print, marks)| (Some(print), marks));
        let before = self.wrong.len();
        let unproven = self.refuse_overwritten(marks.as_ref());
        *overwritten += usize::from(self.wrong.len() > before);
        let paper = self.paper();
        let mut finding = self.finding();
        let statement = self.statement(paper.clone(), finding.is_some());
        // A paper in a row that an office says nothing in is the verifier's.
        if let (None, Some(finding)) = (&statement, &mut finding) {
            finding.paper = paper;
        }
        let says = statement.is_some() || finding.is_some() || !self.wrong.is_empty();
        let is_renamed = |marks: &Marks| self.cell("id").is_some_and(|cell| !marks.prove("id", cell));
        if !says && marks.as_ref().is_some_and(is_renamed) {
            // Where something is said, the ledger is asked, and knows what is near.
            let help = said!("恢复编号；要说的填到“本次进展情况”", "put the id back; words go under “progress now”");
            self.note("id", &said!("编号与导出时不同", "the id is not the one that was exported"), help);
        }
        if id.is_none() && says {
            let help = said!("把这一行的编号写上，编号见 duban list", "write the id in this row; duban list knows it");
            self.note("id", &said!("没有编号", "the id is missing"), help);
        } else if id.is_none() {
            return None;
        }
        let Self { grid, row, wrong, .. } = self;
        let sheet = grid.name.clone();
        Some(Returned { sheet, line: row + 1, id, fingerprint, statement, finding, wrong, unproven })
    }

    /// Refuses what somebody wrote over what the program had written. Without marks only the ledger knows: these cells are
    /// returned.
    fn refuse_overwritten(&mut self, marks: Option<&Marks>) -> Vec<Unproven> {
        let mut unproven = Vec::new();
        let heads = self.heads;
        for (at, column) in &heads.columns {
            let cell = self.cells.get(at).copied().filter(|cell| column.reads == Reads::Nothing && may_say(cell));
            let Some(cell) = cell.filter(|cell| marks.is_none_or(|marks| !marks.prove(column.key, cell))) else {
                continue;
            };
            let wrong = self.overwritten(*at, column, marks.is_some());
            if marks.is_some() {
                self.wrong.push(wrong);
            } else {
                unproven.push(Unproven { key: column.key, cell: cell.clone(), wrong });
            }
        }
        unproven
    }

    /// That a cell is not what was exported, or not what the ledger says, and where somebody should have written.
    fn overwritten(&self, at: u32, column: &Column, is_proven: bool) -> (Said, Said) {
        let place = self.grid.place((self.row, at), self.heads.name(at));
        let said = if is_proven {
            said!("这一栏由程序填写，导出之后有人改了", "the program fills this column in, and somebody wrote over it")
        } else {
            said!(
                "与台账不同；没有校验码，不知是台账变了，还是有人在这里写了",
                "the ledger says something else; without a fingerprint nobody knows whether it changed or somebody wrote here"
            )
        };
        let (keeper, key) = if column.instead.is_empty() { (KEEPER, WORDS) } else { (text("", ""), column.instead) };
        let meant = COLUMNS.iter().find(|own| own.key == key).expect("columns name columns of the table");
        let meant = self.heads.called(meant);
        let print = if is_proven { text("", "") } else { PRINT };
        let help = Said {
            zh: format!("{}{}把写的移到“{}”，再清空这一格", keeper.zh, print.zh, meant.zh),
            en: format!("{}{}write it under “{}” and empty this cell", keeper.en, print.en, meant.en),
        };
        (Said { zh: format!("{}：{}", place.zh, said.zh), en: format!("{}: {}", place.en, said.en) }, help)
    }

    /// Cells that are read and were merged with others: nobody knows which of them the content was meant for.
    fn refuse_merged(&mut self) {
        let touched: Vec<&'static str> = self
            .heads
            .columns
            .iter()
            .filter(|(_, column)| column.reads != Reads::Nothing)
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

    /// What an office says.
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
        // What a finding may rest on or speak of is the finding's, where there is one.
        let says_more = !is_verified && (paper.is_some() || period.is_some());
        let has_more = says_more || status.is_some() || problem.is_some() || next.is_some() || date.is_some();
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

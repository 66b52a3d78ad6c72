//! Tables of tasks: lines whose cells are parted by tabs, below a line that says what the columns are.

use std::ops::Range;

use super::{
    columns::{Column, columns, is_plain_head},
    offices::Named,
    text::Text,
};

/// A row of a table of tasks.
#[derive(Clone, Debug)]
pub enum Row {
    /// It says what the columns are.
    Head,
    /// It holds a task.
    Task(Task),
    /// It names more offices for the task above it.
    More(Named),
    /// It says of its task that it is done.
    Done,
}

/// A task of a table.
#[derive(Clone, Debug)]
pub struct Task {
    /// The cell that says what is to be done.
    pub range: Range<usize>,
    /// Who does it.
    pub offices: Named,
    /// The cell that says until when.
    pub due: Option<Range<usize>>,
}

/// The rows of tables, once it is known what their columns are.
#[derive(Debug)]
pub struct Tables {
    columns: Vec<Column>,
    /// What was last said in each of them.
    above: Vec<Range<usize>>,
    /// How many lines without cells stand behind its last row.
    apart: usize,
}

/// What a cell says that has the same to say as the one above it.
const DITTO: &[&str] = &["〃", "″", "同上", "同前"];

/// What a cell says of what is done.
const DONE: &[&str] = &["已完成", "已办结", "已落实", "已整改", "已竣工", "已建成", "已销号", "完成", "办结", "√"];

/// With what the rows of notes and sums begin, which are no tasks.
const NOTES: &[&str] = &["备注", "说明", "注", "注:", "合计", "小计", "总计"];

/// Over how many lines a row goes at the most.
const LINES: usize = 12;
/// How many lines that reach over the whole table may stand between two of its rows.
const APART: usize = 2;

impl Default for Tables {
    fn default() -> Self {
        Self { columns: Vec::new(), above: Vec::new(), apart: 1 }
    }
}

impl Tables {
    /// The row of a table of tasks that a line is.
    pub fn row(&mut self, text: &Text, line: &Range<usize>) -> Option<Row> {
        let mut cells = cells(text, line);
        if cells.len() < 2 {
            self.apart += 1;
            return None;
        }
        let is_ditto = |cell: &Range<usize>| DITTO.contains(&text.folded(cell.clone()).as_str());
        let said: Vec<bool> = cells.iter().map(|cell| !cell.is_empty() && !is_ditto(cell)).collect();
        let goes_on: Vec<bool> = cells.iter().map(is_ditto).collect();
        for (cell, above) in cells.iter_mut().zip(&self.above).filter(|(cell, _)| is_ditto(cell)) {
            cell.clone_from(above);
        }
        // A head may go over two rows, of which the second parts a column: 责任单位 into 牵头单位 and 配合单位.
        if let Some(columns) = head(text, &cells) {
            *self = Self { columns, above: cells, apart: 0 };
            return Some(Row::Head);
        }
        if self.apart > 0 && !self.goes_on(text, line) {
            *self = Self::default();
        }
        if self.columns.is_empty() && self.apart > 0 && is_plain_head(&written(text, &cells)) {
            self.apart = 0;
            return Some(Row::Head);
        }
        self.apart = 0;
        self.above.iter_mut().zip(&cells).for_each(|(above, cell)| above.clone_from(cell));
        let of = |column: Column| {
            let mut own = self.columns.iter().zip(&cells).filter(|(own, _)| **own == column);
            own.find(|(_, cell)| !cell.is_empty()).map(|(_, cell)| cell.clone())
        };
        if of(Column::State).is_some_and(|cell| DONE.contains(&text.folded(cell).trim_end_matches('。'))) {
            return Some(Row::Done);
        }
        let is_note = cells
            .iter()
            .zip(&said)
            .find(|(_, said)| **said)
            .is_some_and(|(cell, _)| NOTES.contains(&text.folded(cell.clone()).as_str()));
        if is_note && !self.columns.is_empty() {
            return Some(Row::More(Named::default()));
        }
        let offices = || Named::of_cells(text, of(Column::Lead), of(Column::Support));
        let tasks: Vec<usize> = (0..cells.len().min(self.columns.len())).filter(|at| self.is_task(*at)).collect();
        let Some(first) = tasks.iter().position(|at| said[*at]) else {
            let is_merged = tasks.iter().any(|at| goes_on[*at]);
            let more = Some(offices()).filter(|more| is_merged || !tasks.is_empty() && !said[0] && !more.is_empty());
            return more.map(Row::More);
        };
        // 工作任务 and 具体措施 beside it are one task; below a task that goes on the measures stand for themselves.
        let beside = tasks[first..].iter().enumerate().take_while(|(n, at)| tasks[first] + n == **at && said[**at]);
        let last = beside.last().map_or(tasks[first], |(_, at)| *at);
        let range = cells[tasks[first]].start..cells[last].end;
        Some(Row::Task(Task { range, offices: offices(), due: of(Column::Due) }))
    }

    fn is_task(&self, at: usize) -> bool {
        self.columns.get(at) == Some(&Column::Task)
    }

    /// Whether a line is a row of the table although lines without cells stand before it: 一、生态类 over the tasks of a group.
    fn goes_on(&self, text: &Text, line: &Range<usize>) -> bool {
        let first = cells(text, line).first().map(|cell| text.folded(cell.clone())).unwrap_or_default();
        let is_number = !first.is_empty() && first.chars().all(|c| c.is_ascii_digit());
        self.apart <= APART && self.columns.first() == Some(&Column::Other) && is_number
    }

    /// How many lines from one on a row goes over, some of whose cells have several: as many as hold all its cells.
    pub fn lines(&self, text: &Text, lines: &[Range<usize>]) -> usize {
        let is_numbered = self.columns.first() == Some(&Column::Other);
        let begins = |line: &Range<usize>| {
            let first = cells(text, line).first().map(|cell| text.folded(cell.clone())).unwrap_or_default();
            first.is_empty() || first.chars().all(|c| c.is_ascii_digit()) || DITTO.contains(&first.as_str())
        };
        if !is_numbered || lines.first().is_none_or(|line| !begins(line)) {
            return 1;
        }
        let mut separators = 0;
        for (at, line) in lines.iter().enumerate().take(LINES) {
            separators += cells(text, line).len() - 1;
            if at > 0 && begins(line) || separators + 1 > self.columns.len() {
                return 1;
            }
            if separators + 1 == self.columns.len() {
                return at + 1;
            }
        }
        1
    }
}

/// Whether a line says what the columns of a table of tasks are.
pub fn is_head(text: &Text, line: &Range<usize>) -> bool {
    head(text, &cells(text, line)).is_some()
}

fn head(text: &Text, cells: &[Range<usize>]) -> Option<Vec<Column>> {
    columns(&written(text, cells))
}

fn written(text: &Text, cells: &[Range<usize>]) -> Vec<String> {
    cells.iter().map(|cell| text.folded(cell.clone())).collect()
}

fn cells(text: &Text, line: &Range<usize>) -> Vec<Range<usize>> {
    let mut cells = Vec::new();
    let mut start = line.start;
    for at in line.clone() {
        if "\t|\u{2502}".contains(text.folded[at]) {
            cells.push(text.trimmed(start..at));
            start = at + 1;
        }
    }
    cells.push(text.trimmed(start..line.end));
    cells
}

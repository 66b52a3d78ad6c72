//! Tables of tasks: lines whose cells are parted by tabs, below a line that says what the columns are.

use std::ops::Range;

use super::{facts::split_offices, offices::Named, text::Text};

/// A row of a table of tasks.
#[derive(Clone, Debug)]
pub enum Row {
    /// It says what the columns are.
    Head,
    /// It holds a task.
    Task(Task),
    /// It names more offices for the task above it.
    More(Named),
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

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Task,
    Lead,
    Support,
    Due,
    Other,
}

/// The rows of tables, once it is known what their columns are.
#[derive(Debug, Default)]
pub struct Tables {
    columns: Vec<Column>,
    /// What was last said in each of them.
    above: Vec<Range<usize>>,
}

/// What a cell says that has the same to say as the one above it.
const DITTO: &[&str] = &["〃", "″", "同上", "同前"];

/// What stands behind a name in a cell to say which part it has.
const ROLES: &[&str] = &["（牵头）", "(牵头)", "（配合）", "(配合)"];

/// Over how many lines a row goes at the most.
const LINES: usize = 12;

impl Tables {
    /// The row of a table of tasks that a line is.
    pub fn row(&mut self, text: &Text, line: &Range<usize>) -> Option<Row> {
        let mut cells = cells(text, line);
        if cells.len() < 2 {
            self.columns.clear();
            self.above.clear();
            return None;
        }
        let is_ditto = |cell: &Range<usize>| DITTO.contains(&text.folded(cell.clone()).as_str());
        let place = self.columns.iter().position(|own| *own == Column::Task);
        let goes_on = place.and_then(|place| cells.get(place)).is_some_and(is_ditto);
        for (cell, above) in cells.iter_mut().zip(&self.above).filter(|(cell, _)| is_ditto(cell)) {
            cell.clone_from(above);
        }
        // A head may go over two rows, of which the second parts a column: 责任单位 into 牵头单位 and 配合单位.
        if let Some(columns) = head(text, &cells) {
            self.columns = columns;
            self.above = cells;
            return Some(Row::Head);
        }
        self.above.iter_mut().zip(&cells).for_each(|(above, cell)| above.clone_from(cell));
        place?;
        let of = |column: Column| {
            let mut own = self.columns.iter().zip(&cells).filter(|(own, _)| **own == column);
            own.find(|(_, cell)| !cell.is_empty()).map(|(_, cell)| cell.clone())
        };
        let range = of(Column::Task)?;
        let names = |column| {
            let bare = |name: String| ROLES.iter().fold(name, |name, role| name.replace(role, ""));
            let names = of(column).map(|cell| split_offices(&text.written(cell))).unwrap_or_default();
            names.into_iter().map(bare).collect()
        };
        let offices = Named::of_lists(names(Column::Lead), names(Column::Support));
        Some(if goes_on { Row::More(offices) } else { Row::Task(Task { range, offices, due: of(Column::Due) }) })
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

/// What the columns are, when a line says so: one of tasks, and one of offices or of days.
fn head(text: &Text, cells: &[Range<usize>]) -> Option<Vec<Column>> {
    let column = |cell: &Range<usize>| {
        let words = text.folded(cell.clone()).replace(' ', "");
        let has = |keys: &[&str]| words.chars().count() <= 12 && keys.iter().any(|key| words.contains(key));
        match () {
            () if has(&["配合", "协办", "参与"]) => Column::Support,
            () if has(&["牵头", "责任单位", "责任部门", "责任主体", "主办", "承办", "负责"]) => {
                Column::Lead
            }
            () if has(&["时限", "完成时间", "时间节点", "期限", "办结时间", "时间要求", "完成日期"]) => {
                Column::Due
            }
            () if has(&["任务", "事项", "内容", "措施", "举措", "工作目标"]) => Column::Task,
            () => Column::Other,
        }
    };
    let columns: Vec<Column> = cells.iter().map(column).collect();
    let is_head =
        columns.contains(&Column::Task) && (columns.contains(&Column::Lead) || columns.contains(&Column::Due));
    is_head.then_some(columns)
}

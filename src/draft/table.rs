//! Tables of tasks: lines whose cells are parted by tabs, below a line that says what the columns are.

use std::ops::Range;

use super::{facts::split_offices, offices::Named, text::Text};

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
#[derive(Clone, Copy, PartialEq, Eq)]
enum Column {
    Task,
    Lead,
    Support,
    Due,
    Other,
}

/// The line of a table, once it is known what its columns are.
#[derive(Debug, Default)]
pub struct Tables {
    columns: Vec<Column>,
}

impl std::fmt::Debug for Column {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Task => "task",
            Self::Lead => "lead",
            Self::Support => "support",
            Self::Due => "due",
            Self::Other => "other",
        })
    }
}

impl Tables {
    /// Whether a line belongs to a table of tasks, and the task that it holds.
    pub fn line(&mut self, text: &Text, line: &Range<usize>) -> Option<Option<Task>> {
        let cells = cells(text, line);
        if cells.len() < 2 {
            self.columns.clear();
            return None;
        }
        if let Some(columns) = head(text, &cells) {
            self.columns = columns;
            return Some(None);
        }
        if self.columns.is_empty() {
            return None;
        }
        let of = |column: Column| {
            self.columns
                .iter()
                .zip(&cells)
                .find(|(own, cell)| **own == column && !cell.is_empty())
                .map(|(_, cell)| cell.clone())
        };
        let range = of(Column::Task)?;
        let names = |column| of(column).map(|cell| split_offices(&text.written(cell))).unwrap_or_default();
        let mut leads = names(Column::Lead);
        let lead = (!leads.is_empty()).then(|| leads.remove(0));
        leads.extend(names(Column::Support));
        Some(Some(Task { range, offices: Named { lead, support: leads }, due: of(Column::Due) }))
    }
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

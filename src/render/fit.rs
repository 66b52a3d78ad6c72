//! How a table's columns share the width of a screen.

use super::{
    screen::Screen,
    width::{shorten, width},
};
use crate::{
    lang::visible,
    page::{Column, Fit, Table, Value},
};

/// Columns between two columns.
pub const GAP: usize = 2;
/// The fewest columns to which a shrinking column is cut.
const LEAST: usize = 8;
/// The fewest columns that all shrinking columns together should have before a spare one is shown.
const ROOM: usize = 50;

/// A cell as text, with the shorter text that may stand for it.
struct Cell {
    label: String,
    id: Option<String>,
}

/// A table as texts that fit.
pub struct Fitted {
    /// Which columns of the table are shown.
    pub shown: Vec<usize>,
    /// The headings of the shown columns.
    pub heads: Vec<String>,
    /// The texts of the shown columns, row by row.
    pub rows: Vec<Vec<String>>,
}

/// The table's texts, shortened only where the screen is too narrow for them.
pub fn fitted(table: &Table, screen: &Screen) -> Fitted {
    let cells: Vec<Vec<Cell>> =
        table.rows.iter().map(|row| row.iter().map(|value| cell(value, screen)).collect()).collect();
    let heads: Vec<String> = table.columns.iter().map(|column| column.label.get(screen.lang).to_owned()).collect();
    let mut plan = Plan::new(&table.columns, &heads, &cells);
    if let Some(columns) = screen.width {
        plan.fit(columns);
    }
    let text = |cell: &Cell, at: usize| {
        let text = cell.id.as_ref().filter(|_| plan.by_id[at]).unwrap_or(&cell.label);
        plan.widths[at].map_or_else(|| text.clone(), |columns| shorten(text, columns).into_owned())
    };
    Fitted {
        heads: plan.shown.iter().map(|at| heads[*at].clone()).collect(),
        rows: cells.iter().map(|row| plan.shown.iter().map(|at| text(&row[*at], *at)).collect()).collect(),
        shown: plan.shown,
    }
}

fn cell(value: &Value, screen: &Screen) -> Cell {
    let label = visible(&value.label(screen.lang)).into_owned();
    let id = match value {
        Value::Named { id, .. } if !label.starts_with(id) => Some(visible(id).into_owned()),
        _ => None,
    };
    Cell { label, id }
}

/// How wide each column is.
struct Plan<'a> {
    columns: &'a [Column],
    shown: Vec<usize>,
    /// The widest label, and the widest id where every cell has one.
    natural: Vec<usize>,
    ids: Vec<Option<usize>>,
    by_id: Vec<bool>,
    widths: Vec<Option<usize>>,
}

impl<'a> Plan<'a> {
    fn new(columns: &'a [Column], heads: &[String], cells: &[Vec<Cell>]) -> Self {
        let widest = |at: usize, text: &dyn Fn(&Cell) -> Option<usize>| {
            let widths = cells.iter().map(|row| text(&row[at])).chain([Some(width(&heads[at]))]);
            widths.collect::<Option<Vec<_>>>()?.into_iter().max()
        };
        let label = |cell: &Cell| Some(width(&cell.label));
        let id = |cell: &Cell| if cell.label.is_empty() { Some(0) } else { cell.id.as_deref().map(width) };
        Self {
            columns,
            shown: (0..columns.len()).collect(),
            natural: (0..columns.len()).map(|at| widest(at, &label).unwrap_or_default()).collect(),
            ids: (0..columns.len()).map(|at| widest(at, &id)).collect(),
            by_id: vec![false; columns.len()],
            widths: vec![None; columns.len()],
        }
    }

    fn fit(&mut self, screen: usize) {
        if self.total() > screen {
            self.drop_spare(screen);
        }
        if self.total() <= screen {
            return;
        }
        for at in self.shrinking() {
            if let Some(columns) = self.ids[at].filter(|columns| *columns < self.natural[at]) {
                self.by_id[at] = true;
                self.natural[at] = columns;
            }
        }
        let mut room = screen.saturating_sub(self.fixed());
        let mut shrinking = self.shrinking();
        shrinking.sort_by_key(|at| self.natural[*at]);
        for (done, at) in shrinking.iter().enumerate() {
            // The narrow ones first: what they leave is shared by the wider ones.
            let share = room / (shrinking.len() - done);
            let given = self.natural[*at].min(share.max(LEAST));
            self.widths[*at] = Some(given);
            room = room.saturating_sub(given);
        }
    }

    fn drop_spare(&mut self, screen: usize) {
        if self.fixed() + ROOM > screen {
            self.shown.retain(|at| self.columns[*at].fit != Fit::Spare);
        }
    }

    fn shrinking(&self) -> Vec<usize> {
        self.shown.iter().copied().filter(|at| self.columns[*at].fit == Fit::Shrink).collect()
    }

    /// What cannot be cut, gaps included.
    fn fixed(&self) -> usize {
        let whole = self.shown.iter().filter(|at| self.columns[**at].fit != Fit::Shrink).map(|at| self.natural[*at]);
        whole.sum::<usize>() + GAP * self.shown.len().saturating_sub(1)
    }

    fn total(&self) -> usize {
        self.fixed() + self.shrinking().into_iter().map(|at| self.natural[at]).sum::<usize>()
    }
}

//! How a table's columns share the width of a screen.

use super::{
    screen::Screen,
    width::{shorten, width},
    wrap::wrap,
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
/// The most columns that a column of names asks for.
const NAME: usize = 20;
/// The most characters of a short name. Such a name stays: in Chinese it says more in its columns than an id.
const SHORT: usize = 12;

/// A cell as text, with the shorter text that may stand for it.
struct Cell {
    label: String,
    id: Option<String>,
}

/// A table as texts that fit.
pub struct Fitted {
    /// Which columns of the table are shown.
    pub shown: Vec<usize>,
    /// The headings of the shown columns; several lines where one would be too wide.
    pub heads: Vec<String>,
    /// The texts of the shown columns, row by row; several lines where one would be too wide for what must be read whole.
    pub rows: Vec<Vec<String>>,
}

/// The table's texts, shortened only where the screen is too narrow for them.
pub fn fitted(table: &Table, screen: &Screen) -> Fitted {
    let cells: Vec<Vec<Cell>> =
        table.rows.iter().map(|row| row.iter().map(|value| cell(value, screen)).collect()).collect();
    let heads: Vec<String> = table.columns.iter().map(|column| column.label.get(screen.lang).to_owned()).collect();
    let mut plan = Plan::new(&table.columns, heads, &cells);
    if let Some(columns) = screen.width {
        plan.fit(columns);
    }
    let text = |cell: &Cell, at: usize| {
        let text = cell.id.as_ref().filter(|_| plan.by_id[at]).unwrap_or(&cell.label);
        match plan.widths[at] {
            Some(columns) if table.columns[at].fit == Fit::Wrap => wrapped(text, columns),
            Some(columns) => shorten(text, columns).into_owned(),
            None => text.clone(),
        }
    };
    Fitted {
        heads: plan.shown.iter().map(|at| plan.heads[*at].clone()).collect(),
        rows: cells.iter().map(|row| plan.shown.iter().map(|at| text(&row[*at], *at)).collect()).collect(),
        shown: plan.shown,
    }
}

/// A text in lines of a width; an address that is wider is shortened.
fn wrapped(text: &str, columns: usize) -> String {
    let lines = wrap(text, columns).into_iter().map(|line| shorten(&text[line], columns).into_owned());
    lines.collect::<Vec<_>>().join("\n")
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
    heads: Vec<String>,
    /// The widest label, and the widest id where every cell has one; without the heading.
    labels: Vec<usize>,
    /// Whether one of the labels is a long name.
    long: Vec<bool>,
    ids: Vec<Option<usize>>,
    /// What a column takes as it is planned by now.
    natural: Vec<usize>,
    by_id: Vec<bool>,
    widths: Vec<Option<usize>>,
}

impl<'a> Plan<'a> {
    fn new(columns: &'a [Column], heads: Vec<String>, cells: &[Vec<Cell>]) -> Self {
        let widest = |at: usize, text: &dyn Fn(&Cell) -> Option<usize>| {
            let widths: Option<Vec<usize>> = cells.iter().map(|row| text(&row[at])).collect();
            widths.map(|widths| widths.into_iter().max().unwrap_or_default())
        };
        let label = |cell: &Cell| Some(width(&cell.label));
        let id = |cell: &Cell| if cell.label.is_empty() { Some(0) } else { cell.id.as_deref().map(width) };
        let labels: Vec<usize> = (0..columns.len()).map(|at| widest(at, &label).unwrap_or_default()).collect();
        Self {
            columns,
            shown: (0..columns.len()).collect(),
            natural: labels.iter().zip(&heads).map(|(label, head)| width(head).max(*label)).collect(),
            heads,
            long: labels
                .iter()
                .enumerate()
                .map(|(at, label)| *label > NAME || cells.iter().any(|row| row[at].label.chars().count() > SHORT))
                .collect(),
            labels,
            ids: (0..columns.len()).map(|at| widest(at, &id)).collect(),
            by_id: vec![false; columns.len()],
            widths: vec![None; columns.len()],
        }
    }

    fn fit(&mut self, screen: usize) {
        let steps: [&dyn Fn(&mut Self); 4] =
            [&|plan| plan.wrap_heads(), &|plan| plan.name_by_id(), &|plan| plan.drop_spare(screen), &|plan| {
                plan.shrink(screen)
            }];
        for step in steps {
            if self.total() <= screen {
                return;
            }
            step(self);
        }
        self.cut(screen);
    }

    /// Breaks headings between words where they are wider than what stands below them.
    fn wrap_heads(&mut self) {
        for at in self.shown.clone() {
            let words = self.heads[at].split(' ').map(width).max().unwrap_or_default();
            let columns = self.labels[at].max(words);
            if width(&self.heads[at]) > columns {
                self.heads[at] = textwrap::fill(&self.heads[at], columns.max(1));
            }
            self.natural[at] = columns;
        }
    }

    /// Lets ids stand for long names, where that spares much.
    fn name_by_id(&mut self) {
        for at in self.shrinking() {
            let spares = |columns: &usize| self.long[at] && columns * 3 <= self.labels[at] * 2;
            if let Some(columns) = self.ids[at].filter(spares) {
                self.by_id[at] = true;
                self.natural[at] = columns.max(self.heads[at].lines().map(width).max().unwrap_or_default());
            }
        }
    }

    fn shrink(&mut self, screen: usize) {
        let mut room = screen.saturating_sub(self.fixed());
        let mut shrinking = self.shrinking();
        shrinking.sort_by_key(|at| self.natural[*at]);
        for (done, at) in shrinking.iter().enumerate() {
            // The narrow ones first: what they leave is shared by the wider ones.
            let share = room / (shrinking.len() - done);
            self.set_width(*at, self.natural[*at].min(share.max(LEAST)));
            room = room.saturating_sub(self.natural[*at]);
        }
    }

    fn set_width(&mut self, at: usize, columns: usize) {
        self.natural[at] = columns;
        self.widths[at] = Some(columns);
        let head: Vec<_> = self.heads[at].lines().map(|line| shorten(line, columns)).collect();
        self.heads[at] = head.join("\n");
    }

    /// The last resort on a very narrow screen: the widest column loses, whatever it is.
    fn cut(&mut self, screen: usize) {
        while self.total() > screen {
            let widest = self.shown.iter().copied().max_by_key(|at| self.natural[*at]);
            let Some(at) = widest.filter(|at| self.natural[*at] > 1) else { return };
            self.set_width(at, self.natural[at] - 1);
        }
    }

    /// Leaves out spare columns until the others have room, and puts back those for which a wide one made room.
    fn drop_spare(&mut self, screen: usize) {
        let wanted = |at: usize| match self.columns[at].fit {
            Fit::Name => self.natural[at].min(NAME),
            _ => self.natural[at],
        };
        let wanted = self.shrinking().into_iter().map(wanted).sum::<usize>().min(ROOM);
        let rank = |at: usize| if let Fit::Spare(rank) = self.columns[at].fit { Some((rank, at)) } else { None };
        let mut spare: Vec<(u8, usize)> = self.shown.iter().filter_map(|at| rank(*at)).collect();
        spare.sort_unstable();
        let mut left_out = Vec::new();
        while self.fixed() + wanted > screen {
            let Some((_, at)) = spare.pop() else { return };
            self.shown.retain(|other| *other != at);
            left_out.push(at);
        }
        for at in left_out.into_iter().rev() {
            if self.fixed() + wanted + GAP + self.natural[at] <= screen {
                self.shown.push(at);
                self.shown.sort_unstable();
            }
        }
    }

    fn shrinking(&self) -> Vec<usize> {
        self.shown.iter().copied().filter(|at| self.shrinks(*at)).collect()
    }

    fn shrinks(&self, at: usize) -> bool {
        matches!(self.columns[at].fit, Fit::Shrink | Fit::Wrap | Fit::Name)
    }

    /// What cannot be cut, gaps included.
    fn fixed(&self) -> usize {
        let whole = self.shown.iter().filter(|at| !self.shrinks(**at)).map(|at| self.natural[*at]);
        whole.sum::<usize>() + GAP * self.shown.len().saturating_sub(1)
    }

    fn total(&self) -> usize {
        self.fixed() + self.shrinking().into_iter().map(|at| self.natural[at]).sum::<usize>()
    }
}

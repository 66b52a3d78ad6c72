//! The cells of a sheet as they came back, before anybody knows what they mean.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::{lang::Said, lang::visible, said};

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// Text.
    Text(String),
    /// A number.
    Number(f64),
    /// A day, with or without a time.
    Day(NaiveDate),
    /// A time of day or a length of time.
    Time(String),
    /// An error such as `#REF!`, yes and no, or what else is no text.
    Code(String),
}

/// A cell that is not empty.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// What it holds or shows.
    pub content: Content,
    /// Whether it is the result of a formula.
    pub is_formula: bool,
}

/// Where a cell stands: both count from zero.
pub type At = (u32, u32);

/// The cells of a sheet.
#[derive(Clone, Debug, Default)]
pub struct Grid {
    /// The sheet's name, or the file's where it has only one.
    pub name: String,
    /// The cells that are not empty, row by row.
    pub cells: BTreeMap<At, Cell>,
    /// The first and the last cells of what was merged.
    pub merged: Vec<(At, At)>,
}

impl Grid {
    /// The cell at a place, unless it is empty.
    pub fn get(&self, at: At) -> Option<&Cell> {
        self.cells.get(&at)
    }

    /// The rows that have cells, with those cells by their columns.
    pub fn rows(&self) -> impl Iterator<Item = (u32, BTreeMap<u32, &Cell>)> {
        let mut cells = self.cells.iter().peekable();
        std::iter::from_fn(move || {
            let ((row, column), cell) = cells.next()?;
            let mut own = BTreeMap::from([(*column, cell)]);
            while let Some(((_, column), cell)) = cells.next_if(|((next, _), _)| next == row) {
                own.insert(*column, cell);
            }
            Some((*row, own))
        })
    }

    /// The name of a place for people: sheet, row, column and what stands above it.
    pub fn place(&self, (row, column): At, head: &str) -> Said {
        let (name, row, column) = (visible(&self.name), row + 1, letters(column));
        let head = visible(head.trim());
        if head.is_empty() {
            return said!("表“{name}”第 {row} 行 {column} 列", "sheet “{name}”, row {row}, column {column}");
        }
        said!("表“{name}”第 {row} 行 {column} 列（{head}）", "sheet “{name}”, row {row}, column {column} ({head})")
    }
}

/// The letters by which spreadsheet programs call a column.
pub fn letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or_default();
        letters.push(char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

impl Content {
    /// The text of the cell as people see it; nothing where it cannot be known.
    pub fn shown(&self) -> String {
        match self {
            Self::Text(text) | Self::Time(text) | Self::Code(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Day(day) => day.to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::letters;

    #[test]
    fn columns_have_the_letters_of_spreadsheet_programs() {
        assert_eq!([0, 25, 26, 51, 701, 702].map(letters), ["A", "Z", "AA", "AZ", "ZZ", "AAA"]);
    }
}

//! A table: columns with their labels, rows of values, and groups of rows.

use super::value::Value;
use crate::lang::Text;

/// How a column gives way when a screen is narrow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    /// Never shortened: ids, dates, words.
    Whole,
    /// Shortened as needed: titles, remarks.
    Shrink,
    /// Goes on in the next line: what must be read whole.
    Wrap,
    /// Shortened as needed, and content with little: names, which stand as ids where they are long.
    Name,
    /// Left out when the others would have too little room: the highest figure first, the last of several.
    Spare(u8),
}

/// One column.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// The key that machines read.
    pub key: &'static str,
    /// The heading that people read.
    pub label: Text,
    /// How it gives way.
    pub fit: Fit,
    /// Whether its values are numbers, to be aligned at the right.
    pub number: bool,
}

/// A run of rows under a heading of its own.
#[derive(Clone, Debug)]
pub struct Group {
    /// What the rows have in common.
    pub value: Value,
    /// The first row of the group.
    pub start: usize,
    /// How many rows it has.
    pub len: usize,
    /// How many it would have if none were left out.
    pub total: usize,
}

impl Group {
    /// How many rows it has, as n/N where some were left out.
    pub fn count(&self) -> String {
        if self.len < self.total { format!("{}/{}", self.len, self.total) } else { self.len.to_string() }
    }
}

/// A table of values.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, each as long as `columns`.
    pub rows: Vec<Vec<Value>>,
    /// Groups in order of their rows; empty when the rows are not grouped.
    pub groups: Vec<Group>,
}

impl Table {
    /// The same without one column.
    pub fn without(mut self, key: &str) -> Self {
        if let Some(at) = self.columns.iter().position(|column| column.key == key) {
            self.columns.remove(at);
            self.rows.iter_mut().for_each(|row| drop(row.remove(at)));
        }
        self
    }

    /// The same with these columns before all others, in this order.
    pub fn first(mut self, keys: &[&str]) -> Self {
        for key in keys.iter().rev() {
            if let Some(at) = self.columns.iter().position(|column| column.key == *key) {
                self.columns[..=at].rotate_right(1);
                self.rows.iter_mut().for_each(|row| row[..=at].rotate_right(1));
            }
        }
        self
    }

    /// The same without those of these columns in which nothing stands.
    pub fn without_empty(self, keys: &[&str]) -> Self {
        keys.iter().fold(self, |table, key| {
            let at = table.columns.iter().position(|column| column.key == *key);
            if at.is_some_and(|at| table.rows.iter().all(|row| row[at].is_empty())) {
                table.without(key)
            } else {
                table
            }
        })
    }

    /// The same with columns that give way before all others, the last first.
    pub fn with_spare(mut self, keys: &[&str]) -> Self {
        for column in self.columns.iter_mut().filter(|column| keys.contains(&column.key)) {
            column.fit = Fit::Spare(u8::MAX);
        }
        self
    }
}

//! A table: columns with their labels, rows of values, and groups of rows.

use super::value::Value;
use crate::lang::Text;

/// How a column gives way when a screen is narrow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    /// Never shortened: ids, dates, words.
    Whole,
    /// Shortened as needed: titles, names.
    Shrink,
    /// Left out when nothing else would have room.
    Spare,
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

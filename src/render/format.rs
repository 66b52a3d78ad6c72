//! The output formats: one row each.

use crate::lang::{Text, text};

/// A form of output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For people at a terminal.
    Table,
    /// One versioned document.
    Json,
    /// One object per line.
    Jsonl,
    /// Comma-separated values.
    Csv,
    /// Tab-separated values.
    Tsv,
    /// Markdown.
    Markdown,
    /// Ids, one per line.
    Ids,
}

/// What is known of a format.
#[derive(Debug)]
pub struct Row {
    /// The format.
    pub format: Format,
    /// Its name on the command line.
    pub name: &'static str,
    /// The endings of file names that mean it.
    pub endings: &'static [&'static str],
    /// What it is for.
    pub about: Text,
}

/// Every format.
pub const FORMATS: &[Row] = &[
    row(Format::Table, "table", &["txt"], text("供人阅读的表格", "a table for people")),
    row(Format::Json, "json", &["json"], text("带版本号的 JSON", "JSON with a version")),
    row(Format::Jsonl, "jsonl", &["jsonl", "ndjson"], text("每行一个 JSON 对象", "one JSON object per line")),
    row(Format::Csv, "csv", &["csv"], text("逗号分隔", "comma-separated values")),
    row(Format::Tsv, "tsv", &["tsv"], text("制表符分隔", "tab-separated values")),
    row(Format::Markdown, "markdown", &["md", "markdown"], text("Markdown", "Markdown")),
    row(Format::Ids, "ids", &["ids"], text("每行一个编号", "one id per line")),
];

const fn row(format: Format, name: &'static str, endings: &'static [&'static str], about: Text) -> Row {
    Row { format, name, endings, about }
}

impl Format {
    /// The format of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        FORMATS.iter().find(|row| row.name == name).map(|row| row.format)
    }

    /// The format of files with this ending.
    pub fn from_ending(ending: &str) -> Option<Self> {
        FORMATS.iter().find(|row| row.endings.contains(&ending)).map(|row| row.format)
    }
}

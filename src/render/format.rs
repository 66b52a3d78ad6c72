//! The output formats: one row each.

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
    /// A page for a browser.
    Html,
    /// A page for Word.
    Docx,
    /// Ids, one per line.
    Ids,
    /// A picture of a badge.
    Svg,
}

/// What a format can be made of; each has everything that those before it have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Needs {
    /// A table.
    Table,
    /// A page.
    Page,
    /// Reports of every kind, a badge among them.
    Report,
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
    /// Whether it is no text, so that a terminal cannot show it.
    pub is_binary: bool,
    /// What it takes to make it.
    pub needs: Needs,
}

/// Every format.
pub const FORMATS: &[Row] = &[
    row(Format::Table, "table", &["txt"]),
    row(Format::Json, "json", &["json"]),
    row(Format::Jsonl, "jsonl", &["jsonl", "ndjson"]),
    row(Format::Csv, "csv", &["csv"]),
    row(Format::Tsv, "tsv", &["tsv"]),
    row(Format::Markdown, "markdown", &["md", "markdown"]),
    Row { needs: Needs::Page, ..row(Format::Html, "html", &["html", "htm"]) },
    Row { is_binary: true, needs: Needs::Page, ..row(Format::Docx, "docx", &["docx"]) },
    row(Format::Ids, "ids", &["ids"]),
    Row { needs: Needs::Report, ..row(Format::Svg, "svg", &["svg"]) },
];

const fn row(format: Format, name: &'static str, endings: &'static [&'static str]) -> Row {
    Row { format, name, endings, is_binary: false, needs: Needs::Table }
}

impl Format {
    /// The format of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        FORMATS.iter().find(|row| row.name == name).map(|row| row.format)
    }

    /// Its name, where it is no text.
    pub fn binary(self) -> Option<&'static str> {
        FORMATS.iter().find(|row| row.format == self && row.is_binary).map(|row| row.name)
    }

    /// The format of files with this ending.
    pub fn from_ending(ending: &str) -> Option<Self> {
        FORMATS.iter().find(|row| row.endings.contains(&ending)).map(|row| row.format)
    }
}

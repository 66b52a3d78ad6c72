//! Values become text: tables and pages for people, JSON, CSV and Markdown for others. What they mean is not known here.

pub mod badge;
pub mod csv;
pub mod diagnostics;
pub mod docx;
mod fit;
mod format;
pub mod html;
pub mod ics;
mod ink;
pub mod json;
pub mod markdown;
mod marked;
mod page;
mod screen;
mod table;
mod width;
mod wrap;
pub mod xlsx;

pub use format::{FORMATS, Format, Needs};
pub use page::page;
pub use screen::{Screen, style};
pub use table::table;
pub use width::{padded, shorten, width};

use crate::page::{Table, Value};

/// How the records of a table's rows are named on a command line, one per line, each once; `None` when they have no ids. A row without one has no line.
pub fn ids(table: &Table) -> Option<String> {
    let id = table.columns.iter().position(|column| column.key == "id")?;
    let mut seen = std::collections::HashSet::new();
    let ids = table.rows.iter().filter_map(|row| row.get(id)).map(Value::address);
    Some(ids.filter(|id| !id.is_empty() && seen.insert(id.clone())).map(|id| format!("{id}\n")).collect())
}

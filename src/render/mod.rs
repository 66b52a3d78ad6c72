//! Values become text: tables and pages for people, JSON, CSV and Markdown for others. What they mean is not known here.

pub mod csv;
mod fit;
mod format;
pub mod json;
pub mod markdown;
mod page;
mod screen;
mod table;
mod width;

pub use format::{FORMATS, Format};
pub use page::page;
pub use screen::{Screen, style};
pub use table::table;
pub use width::{padded, shorten, width};

/// The ids of a table's rows, one per line.
pub fn ids(table: &crate::page::Table) -> String {
    let id = table.columns.iter().position(|column| column.key == "id").unwrap_or_default();
    table.rows.iter().filter_map(|row| row.get(id)).map(|id| format!("{}\n", id.word())).collect()
}

//! CSV and TSV: one line per row, nothing cut, machine words.

use std::borrow::Cow;

use csv::WriterBuilder;

use crate::page::{Sheet, Table};

/// How cells are kept apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Separator {
    /// CSV.
    Comma,
    /// TSV.
    Tab,
}

/// The table's keys and rows. With a mark in front, spreadsheet programs know that it is UTF-8.
pub fn csv(table: &Table, separator: Separator, mark: bool) -> String {
    let keys = table.columns.iter().map(|column| column.key.to_owned()).collect();
    let rows =
        table.rows.iter().map(|row| row.iter().map(|value| guarded(value.word()).into_owned()).collect::<Vec<_>>());
    lines(std::iter::once(keys).chain(rows), separator, mark)
}

/// A sheet as people read it: its headings and rows, without the lines above them.
pub fn sheet(sheet: &Sheet, separator: Separator, mark: bool) -> String {
    let heads = sheet.columns.iter().map(|column| column.head.clone()).collect();
    let rows =
        sheet.rows.iter().map(|row| row.iter().map(|cell| guarded(&*cell.text).into_owned()).collect::<Vec<_>>());
    lines(std::iter::once(heads).chain(rows), separator, mark)
}

fn lines(records: impl Iterator<Item = Vec<String>>, separator: Separator, mark: bool) -> String {
    let delimiter = if separator == Separator::Comma { b',' } else { b'\t' };
    let mut writer = WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
    for record in records {
        writer.write_record(record).expect("memory takes every record, and all are of one length");
    }
    let bytes = writer.into_inner().expect("memory can be flushed");
    let text = String::from_utf8(bytes).expect("UTF-8 went in");
    if mark { format!("\u{feff}{text}") } else { text }
}

/// A cell that a spreadsheet program would take for a formula is made text; numbers stay numbers.
fn guarded<'a>(cell: impl Into<Cow<'a, str>>) -> Cow<'a, str> {
    let cell = cell.into();
    let is_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && cell.parse::<f64>().is_err();
    if is_formula { Cow::Owned(format!("'{cell}")) } else { cell }
}

#[cfg(test)]
mod tests {
    use super::guarded;

    #[test]
    fn formulas_become_text_and_numbers_stay() {
        for (cell, shown) in
            [("=1+1", "'=1+1"), ("-12", "-12"), ("@x", "'@x"), ("+软", "'+软"), ("a=b", "a=b"), ("-1-1", "'-1-1")]
        {
            assert_eq!(guarded(cell), shown);
        }
    }
}

//! The merged cells of an ods file, sheet by sheet in their order.

use std::io::{Cursor, Read as _};

use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

use super::grid::At;

/// The merged cells of each sheet; nothing when the bytes are no ods file.
pub fn of_ods(bytes: &[u8]) -> Option<Vec<Vec<(At, At)>>> {
    let mut file = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut text = Vec::new();
    file.by_name("content.xml").ok()?.read_to_end(&mut text).ok()?;
    let mut reader = Reader::from_reader(text.as_slice());
    let mut sheets = Vec::new();
    // A table may stand inside a cell of another; only the outermost are sheets.
    let mut depth = 0_usize;
    let (mut row, mut repeated, mut column) = (0_u32, 1_u32, 0_u32);
    loop {
        let event = reader.read_event().ok()?;
        let (tag, is_open) = match &event {
            Event::Start(tag) => (tag, true),
            Event::Empty(tag) => (tag, false),
            Event::End(tag) => {
                match tag.name().as_ref() {
                    "table:table" => depth = depth.saturating_sub(1),
                    "table:table-row" if depth == 1 => row = row.saturating_add(repeated),
                    _ => {}
                }
                continue;
            }
            Event::Eof => return Some(sheets),
            _ => continue,
        };
        match tag.name().as_ref() {
            "table:table" => {
                if depth == 0 {
                    sheets.push(Vec::new());
                    row = 0;
                }
                depth += usize::from(is_open);
            }
            "table:table-row" if depth == 1 => {
                repeated = number(tag, "table:number-rows-repeated");
                column = 0;
                row = row.saturating_add(if is_open { 0 } else { repeated });
            }
            "table:table-cell" | "table:covered-table-cell" if depth == 1 => {
                let (rows, columns) =
                    (number(tag, "table:number-rows-spanned"), number(tag, "table:number-columns-spanned"));
                if (rows, columns) != (1, 1) {
                    let end = (row.saturating_add(rows - 1), column.saturating_add(columns - 1));
                    sheets.last_mut()?.push(((row, column), end));
                }
                column = column.saturating_add(number(tag, "table:number-columns-repeated"));
            }
            _ => {}
        }
    }
}

/// A count that a tag gives; one when it gives none.
fn number(tag: &BytesStart<'_>, name: &str) -> u32 {
    let value = tag.try_get_attribute(name).ok().flatten();
    let number = value.and_then(|value| value.value.parse().ok());
    number.filter(|number| *number > 0).unwrap_or(1)
}

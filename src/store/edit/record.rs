//! Whole records: where they begin and end, and how a new one is written.

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{
    splice::Splice,
    text::{after_line, line_start},
    value,
};
use crate::model::{Collection, Pair};

/// The splice that adds a record with its header behind a byte.
pub fn splice(newline: &str, at: usize, (collection, id): (Collection, &str), entries: &[Pair]) -> Splice {
    block(newline, at, &format!("[{}.{}]", collection.key(), value::key(id)), entries)
}

/// A new table with its header behind the end of a line, set off by a blank line.
pub fn block(newline: &str, end: usize, header: &str, entries: &[Pair]) -> Splice {
    let mut block = if end == 0 { String::new() } else { newline.repeat(2) };
    block.push_str(header);
    for (key, value) in entries {
        block.push_str(&format!("{newline}{key} = {value}"));
    }
    Splice { range: end..end, text: block }
}

/// A new table with its header before that of another, and before the comment lines that lead to it.
pub fn block_before(text: &str, newline: &str, next: usize, header: &str, entries: &[Pair]) -> Splice {
    let Splice { text: block, .. } = block(newline, 0, header, entries);
    let start = leading_comments(text, next);
    Splice { range: start..start, text: format!("{block}{newline}{newline}") }
}

/// Where the last line of a table ends, with the comment lines that belong to it.
pub fn end_of_path(text: &str, path: &[&str]) -> Option<usize> {
    let (table, _) = DeTable::parse_recoverable(text);
    let (last, above) = path.split_last()?;
    let table = above.iter().try_fold(table.get_ref(), |table, key| table.get(*key)?.get_ref().as_table())?;
    Some(after_line(text, end_of(table.get(*last)?)))
}

/// Where a value ends, and everything that is said below it under headers of its own.
pub fn end_of(value: &Spanned<DeValue<'_>>) -> usize {
    let own = value.span().end;
    match value.get_ref() {
        DeValue::Table(table) => table.values().map(end_of).max().unwrap_or(own).max(own),
        DeValue::Array(items) => items.iter().map(end_of).max().unwrap_or(own).max(own),
        _ => own,
    }
}

/// Where the comment lines begin that lead to a header without a blank line between.
pub fn leading_comments(text: &str, header: usize) -> usize {
    let mut start = line_start(text, header);
    let first = text.len() - text.trim_start_matches('\u{feff}').len();
    while start > first {
        let before = line_start(text, start - 1);
        if before >= start || !text[before..start].trim_start().starts_with('#') {
            break;
        }
        start = before;
    }
    start
}

//! JSON: an envelope with its version, and JSON Lines.

use std::{
    borrow::Cow,
    io::{self, Write},
};

use serde::{Serialize, Serializer, ser::SerializeMap};

use crate::{
    lang::is_hidden,
    page::{Column, Table, Value},
};

/// A row as an object.
struct Row<'a> {
    columns: &'a [Column],
    values: &'a [Value],
}

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(Some(self.columns.len()))?;
        for (column, value) in self.columns.iter().zip(self.values) {
            map.serialize_entry(column.key, value)?;
        }
        map.end()
    }
}

fn rows(table: &Table) -> Vec<Row<'_>> {
    table.rows.iter().map(|values| Row { columns: &table.columns, values }).collect()
}

#[derive(Serialize)]
struct Envelope<'a> {
    schema: &'a str,
    as_of: String,
    items: Vec<Row<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    groups: Vec<Count<'a>>,
}

/// How many items, which stand together, have a value in common; and how many there are with those that were left out.
#[derive(Serialize)]
struct Count<'a> {
    value: &'a Value,
    count: usize,
    total: usize,
}

/// `{"schema": …, "as_of": …, "items": […]}` on lines of its own, with the groups of the items when they are grouped.
pub fn envelope(schema: &str, as_of: chrono::NaiveDate, table: &Table) -> String {
    let groups =
        table.groups.iter().map(|group| Count { value: &group.value, count: group.len, total: group.total }).collect();
    pretty(&Envelope { schema, as_of: as_of.to_string(), items: rows(table), groups })
}

/// One object per line.
pub fn lines(table: &Table) -> String {
    rows(table).iter().map(|row| format!("{}\n", shown(serde_json::to_string(row).expect(TOLD)))).collect()
}

/// Any value as indented JSON.
pub fn pretty(value: &impl Serialize) -> String {
    format!("{}\n", shown(serde_json::to_string_pretty(value).expect(TOLD)))
}

/// Writes any value as indented JSON, a piece at a time.
///
/// # Errors
///
/// When it cannot be written.
pub fn write_pretty(value: &impl Serialize, to: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(Shown(&mut *to), value)?;
    to.write_all(b"\n")
}

/// Escapes what is written of JSON like [`shown`].
struct Shown<'a>(&'a mut dyn Write);

impl Write for Shown<'_> {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        let text = str::from_utf8(piece).map_err(io::Error::other)?;
        self.0.write_all(shown(text).as_bytes())?;
        Ok(piece.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

const TOLD: &str = "our values have string keys and finite numbers";

/// The same JSON with characters escaped that would act on a terminal or a reader; the standard leaves some of them bare.
fn shown<'a>(json: impl Into<Cow<'a, str>>) -> Cow<'a, str> {
    let json = json.into();
    let is_hidden = |c: char| c != '\n' && is_hidden(c);
    if !json.contains(is_hidden) {
        return json;
    }
    let mut shown = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        if is_hidden(c) { shown.push_str(&format!("\\u{:04x}", c as u32)) } else { shown.push(c) }
    }
    shown.into()
}

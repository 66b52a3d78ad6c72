//! JSON: an envelope with its version, and JSON Lines.

use serde::{Serialize, Serializer, ser::SerializeMap};

use crate::page::{Column, Table, Value};

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
}

/// `{"schema": …, "as_of": …, "items": […]}` on lines of its own.
pub fn envelope(schema: &str, as_of: chrono::NaiveDate, table: &Table) -> String {
    pretty(&Envelope { schema, as_of: as_of.to_string(), items: rows(table) })
}

/// One object per line.
pub fn lines(table: &Table) -> String {
    rows(table).iter().map(|row| format!("{}\n", serde_json::to_string(row).expect(TOLD))).collect()
}

/// Any value as indented JSON.
pub fn pretty(value: &impl Serialize) -> String {
    format!("{}\n", serde_json::to_string_pretty(value).expect(TOLD))
}

const TOLD: &str = "our values have string keys and finite numbers";

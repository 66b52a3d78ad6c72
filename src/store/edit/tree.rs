//! What a TOML text says, without how it is written: for comparing texts before and after a change.

use std::collections::BTreeMap;

use toml::de::{DeTable, DeValue};

use super::{Change, Entry};

/// A value, free of spelling.
#[derive(Clone, Debug, PartialEq)]
pub enum Tree {
    /// A value without parts, with its type.
    Leaf(String),
    /// A list.
    List(Vec<Self>),
    /// A table.
    Table(BTreeMap<String, Self>),
}

impl Tree {
    /// What a table says.
    pub fn of_table(table: &DeTable<'_>) -> Self {
        Self::Table(table.iter().map(|(key, value)| (key.get_ref().to_string(), Self::of(value.get_ref()))).collect())
    }

    /// What a text says; what cannot be read says nothing.
    pub fn of_text(text: &str) -> Self {
        Self::of_table(DeTable::parse_recoverable(text).0.get_ref())
    }

    /// What a new table with these entries says.
    pub fn of_entries(entries: &[Entry]) -> Self {
        let entry = |(key, value): &Entry| ((*key).to_owned(), Self::of_value(value));
        Self::Table(entries.iter().map(entry).collect())
    }

    fn of_value(value: &str) -> Self {
        let text = format!("value = {value}");
        let (table, errors) = DeTable::parse_recoverable(&text);
        let value = table.get_ref().get("value").filter(|_| errors.is_empty());
        value.map_or_else(|| Self::Leaf(format!("unreadable {text}")), |value| Self::of(value.get_ref()))
    }

    fn of(value: &DeValue<'_>) -> Self {
        match value {
            DeValue::String(text) => Self::Leaf(format!("string {text}")),
            DeValue::Integer(number) => Self::Leaf(format!("integer {} {}", number.radix(), number.as_str())),
            DeValue::Float(number) => Self::Leaf(format!("float {}", number.as_str())),
            DeValue::Boolean(yes) => Self::Leaf(format!("boolean {yes}")),
            DeValue::Datetime(moment) => Self::Leaf(format!("moment {moment}")),
            DeValue::Array(items) => Self::List(items.iter().map(|item| Self::of(item.get_ref())).collect()),
            DeValue::Table(table) => Self::of_table(table),
        }
    }

    /// The table behind a key, made when it is not there.
    pub fn table(&mut self, key: &str) -> &mut Self {
        let empty = || Self::Table(BTreeMap::new());
        if !matches!(self, Self::Table(_)) {
            *self = empty();
        }
        match self {
            Self::Table(table) => table.entry(key.to_owned()).or_insert_with(empty),
            Self::Leaf(_) | Self::List(_) => unreachable!("it was made a table just now"),
        }
    }

    /// Gives a key of this table a value.
    pub fn put(&mut self, key: &str, value: Self) {
        *self.table(key) = value;
    }

    /// Makes a change; `None` when it speaks of a table that is not there.
    pub fn change(&mut self, change: &Change) -> Option<()> {
        match change {
            Change::Set((key, value)) => self.put(key, Self::of_value(value)),
            Change::Unset(key) => {
                if let Self::Table(table) = self {
                    table.remove(*key);
                }
            }
            Change::Append(key, entries) => {
                let list = self.table(key);
                if !matches!(list, Self::List(_)) {
                    *list = Self::List(Vec::new());
                }
                if let Self::List(items) = list {
                    items.push(Self::of_entries(entries));
                }
            }
            Change::SetIn(key, at, (inner, value)) => match self.table(key) {
                Self::List(items) => items.get_mut(*at)?.put(inner, Self::of_value(value)),
                _ => return None,
            },
        }
        Some(())
    }
}

//! What a TOML text says, without how it is written: for comparing texts before and after a change.

use std::collections::BTreeMap;

use toml::de::{DeTable, DeValue};

use super::Wrong;
use crate::model::{Change, Pair};

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

    /// What a text says; nothing when it has syntax errors.
    pub fn of_text(text: &str) -> Option<Self> {
        let (table, errors) = DeTable::parse_recoverable(text);
        errors.is_empty().then(|| Self::of_table(table.get_ref()))
    }

    /// What a new table with these entries says.
    pub fn of_entries(entries: &[Pair]) -> Self {
        let entry = |(key, value): &Pair| ((*key).to_owned(), Self::of_value(value));
        Self::Table(entries.iter().map(entry).collect())
    }

    /// What a value that is written as TOML says.
    pub fn of_value(value: &str) -> Self {
        let text = format!("value = {value}");
        let (table, errors) = DeTable::parse_recoverable(&text);
        let value = table.get_ref().get("value").filter(|_| errors.is_empty());
        value.map_or_else(|| Self::Leaf(format!("unreadable {text}")), |value| Self::of(value.get_ref()))
    }

    /// What a value says.
    pub fn of(value: &DeValue<'_>) -> Self {
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

    /// Whether a value is a table of this name.
    pub fn has_name(value: &DeValue<'_>, name: &str) -> bool {
        value.as_table().and_then(|table| table.get("name")?.get_ref().as_str()) == Some(name)
    }

    /// Makes a change.
    pub(super) fn change(&mut self, change: &Change) -> Result<(), Wrong> {
        match change {
            Change::Set((key, value)) => self.put(key, Self::of_value(value)),
            Change::Unset(key) => {
                if let Self::Table(table) = self {
                    table.remove(*key);
                }
            }
            Change::Insert(key, values) => {
                let items = self.list(key)?;
                for value in values.iter().map(|value| Self::of_value(value)) {
                    if !items.contains(&value) {
                        items.push(value);
                    }
                }
            }
            Change::Remove(key, _) | Change::Unrepeat(key) if !self.has(key) => {}
            Change::Remove(key, values) => {
                let gone: Vec<Self> = values.iter().map(|value| Self::of_value(value)).collect();
                self.list(key)?.retain(|item| !gone.contains(item));
            }
            Change::Unrepeat(key) => {
                let items = self.list(key)?;
                let all = std::mem::take(items);
                for item in all {
                    if !items.contains(&item) {
                        items.push(item);
                    }
                }
            }
            Change::Enter(key, at, entries) => {
                let items = self.list(key)?;
                items.insert((*at).min(items.len()), Self::of_entries(entries));
            }
            Change::SetIn { list, name, entry: (key, value) } => {
                let name = Self::Leaf(format!("string {name}"));
                let is_it = |item: &&mut Self| matches!(item, Self::Table(table) if table.get("name") == Some(&name));
                let item = self.list(list)?.iter_mut().find(is_it).ok_or(Wrong::NoSuchTable)?;
                item.put(key, Self::of_value(value));
            }
        }
        Ok(())
    }

    /// Whether this is a table with such a key.
    fn has(&self, key: &str) -> bool {
        matches!(self, Self::Table(table) if table.contains_key(key))
    }

    /// The list behind a key, made when it is not there; what is there and no list stays.
    fn list(&mut self, key: &str) -> Result<&mut Vec<Self>, Wrong> {
        if let Self::Table(table) = self {
            table.entry(key.to_owned()).or_insert_with(|| Self::List(Vec::new()));
        }
        match self.table(key) {
            Self::List(items) => Ok(items),
            Self::Leaf(_) | Self::Table(_) => Err(Wrong::Layout),
        }
    }
}

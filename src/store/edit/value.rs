//! TOML text of values.

use chrono::NaiveDate;
use toml_writer::{ToTomlKey as _, ToTomlValue as _, TomlKeyBuilder, TomlStringBuilder};

use crate::model::Pair;

/// A string in double quotes, on one line whatever is in it.
pub fn string(text: &str) -> String {
    TomlStringBuilder::new(text).as_basic().to_toml_value()
}

/// A key, quoted where it has to be.
pub fn key(key: &str) -> String {
    TomlKeyBuilder::new(key).as_default().to_toml_key()
}

/// A date.
pub fn date(date: NaiveDate) -> String {
    date.to_string()
}

/// A list of values that are TOML text already.
pub fn list(values: impl IntoIterator<Item = String>) -> String {
    format!("[{}]", values.into_iter().collect::<Vec<_>>().join(", "))
}

/// A list of strings.
pub fn strings<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    list(texts.into_iter().map(string))
}

/// An inline table.
pub fn table(entries: &[Pair]) -> String {
    let entries: Vec<_> = entries.iter().map(|(key, value)| format!("{key} = {value}")).collect();
    format!("{{ {} }}", entries.join(", "))
}

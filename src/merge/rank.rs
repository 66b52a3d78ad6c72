//! Where things belong that nobody gave a place: keys as the format lists them, entries by date, passages by their stretch.

use super::{same::DATED, tree::Block};
use crate::model::{Document, Key, Record as _, Shape};

/// The place of a key among those of its table, as the format lists them; what it does not know comes last.
pub fn field_rank(table: &[String], key: &[String]) -> usize {
    let mut known: &[Key] = Document::KEYS;
    let mut path = table.iter();
    while let Some(name) = path.next() {
        let shape = known.iter().find(|key| key.name == name).map(|key| key.shape);
        known = match shape {
            Some(Shape::Record(keys) | Shape::Records(keys)) => keys,
            // The next part is an id.
            Some(Shape::Book(keys)) => path.next().map_or(&[], |_| keys),
            _ => &[],
        };
    }
    known.iter().position(|known| key.first().is_some_and(|key| key == known.name)).unwrap_or(usize::MAX)
}

/// The date of an entry of a dated list, as it is written.
pub fn date(block: &Block<'_>) -> Option<String> {
    let is_dated = block.path.last().is_some_and(|list| DATED.contains(&list.as_str()));
    let date = block.section.as_ref()?.value("date").filter(|_| is_dated)?;
    let is_date = date.len() >= 10 && date.starts_with(|c: char| c.is_ascii_digit());
    is_date.then(|| date.to_owned())
}

/// Where the stretch of an entry begins.
pub fn span(block: &Block<'_>) -> Option<u64> {
    let span = block.section.as_ref()?.value("span")?;
    let digits: String = span.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}

//! Lists that both sides changed: what either put in is in, what either took out is out.

use hashbrown::HashSet;
use toml::de::{DeTable, DeValue};

use super::order::{Rules, order};
use crate::store::edit::Tree;

/// What a value says, however it is written.
pub fn says(value: &str) -> String {
    format!("{:?}", Tree::of_value(value))
}

/// A list as it is written.
struct List<'a> {
    /// Its elements: what each says, and how it is written.
    elements: Vec<(String, &'a str)>,
    /// What stands before its first element, when it has a line of its own.
    indent: Option<&'a str>,
}

/// The list of both sides; nothing when the values are no plain lists or contradict each other. Dated lists are lists of tables,
/// which are sorted by their dates.
pub fn merge(base: Option<&str>, ours: &str, theirs: &str, is_dated: bool) -> Option<String> {
    let base = base.map_or_else(|| Some(List { elements: Vec::new(), indent: None }), |text| read(text, is_dated))?;
    let (ours, theirs) = (read(ours, is_dated)?, read(theirs, is_dated)?);
    let keys = |list: &List<'_>| list.elements.iter().map(|(says, _)| says.clone()).collect::<Vec<_>>();
    let (in_base, in_ours, in_theirs) = (keys(&base), keys(&ours), keys(&theirs));
    let without = |list: &[String], other: &[String]| -> HashSet<String> {
        let other: HashSet<&String> = other.iter().collect();
        list.iter().filter(|key| !other.contains(key)).cloned().collect()
    };
    let (put, put_there) = (without(&in_ours, &in_base), without(&in_theirs, &in_base));
    let (gone, gone_there) = (without(&in_base, &in_ours), without(&in_base, &in_theirs));
    // Both put something in the place of the same element.
    if !gone.is_disjoint(&gone_there) && !put.is_empty() && !put_there.is_empty() && put != put_there {
        return None;
    }
    let stays = |keys: Vec<String>, gone: &HashSet<String>| -> Vec<String> {
        keys.into_iter().filter(|key| !gone.contains(key)).collect()
    };
    let (own, other) = (stays(in_ours, &gone_there), stays(in_theirs, &gone));
    let written = |key: &String| {
        let is_it = |(says, _): &&(String, &str)| says == key;
        let all = [&ours, &theirs].into_iter().flat_map(|list| list.elements.iter().find(is_it));
        all.map(|(_, text)| *text).min().unwrap_or_default().to_owned()
    };
    let compare = |a: &String, b: &String| {
        let rank = |key: &String| (date(&written(key)), written(key));
        rank(a).cmp(&rank(b))
    };
    let rules = Rules { compare: &compare, is_sorted: &|key| is_dated && date(&written(key)).is_some() };
    let all: Vec<String> = order(&in_base, &own, &other, &rules).iter().map(written).collect();
    Some(match [ours.indent, theirs.indent].into_iter().flatten().min() {
        Some(indent) if !all.is_empty() => {
            let lines: String = all.iter().map(|element| format!("{indent}{element},\n")).collect();
            format!("[\n{lines}]")
        }
        _ => format!("[{}]", all.join(", ")),
    })
}

/// The date of a table on one line.
fn date(table: &str) -> Option<String> {
    let text = format!("value = {table}");
    let (root, errors) = DeTable::parse_recoverable(&text);
    let value = root.get_ref().get("value").filter(|_| errors.is_empty())?;
    Some(value.get_ref().get("date")?.get_ref().as_datetime()?.to_string())
}

/// A list of strings, or of tables; nothing when there are remarks in it or something else, or something twice.
fn read(text: &str, is_dated: bool) -> Option<List<'_>> {
    let head = "value = ";
    let whole = format!("{head}{text}");
    let (root, errors) = DeTable::parse_recoverable(&whole);
    let items = root.get_ref().get("value").filter(|_| errors.is_empty())?.get_ref().as_array()?;
    let mut elements = Vec::with_capacity(items.len());
    let mut seen = HashSet::new();
    let mut at = 1;
    let mut indent = None;
    for item in items {
        let is_fit = matches!((item.get_ref(), is_dated), (DeValue::String(_), false) | (DeValue::Table(_), true));
        let span = item.span().start.checked_sub(head.len())?..item.span().end.checked_sub(head.len())?;
        let between = text.get(at..span.start)?;
        let says = format!("{:?}", Tree::of(item.get_ref()));
        if !is_fit || between.contains('#') || !seen.insert(says.clone()) {
            return None;
        }
        if let Some((_, own)) = between.rsplit_once('\n') {
            indent.get_or_insert(own);
        }
        at = span.end;
        elements.push((says, text.get(span)?));
    }
    (!text.get(at..)?.contains('#')).then_some(List { elements, indent })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_sides_put_in_and_take_out() {
        let merged = |base, ours, theirs| merge(Some(base), ours, theirs, false);
        assert_eq!(merged("['a', 'b']", "['a', 'b', 'c']", "['b', 'd']").as_deref(), Some("['b', 'c', 'd']"));
        assert_eq!(
            merged("['a']", "['a', 'x']", "[\n  'a',\n  'y',\n]").as_deref(),
            Some("[\n  'a',\n  'x',\n  'y',\n]")
        );
        assert_eq!(merged("['a']", "['b']", "['c']"), None);
        assert_eq!(merged("['a']", "['a', 'b'] # c", "['a', 'd']"), None);
        assert_eq!(merged("[1]", "[1, 2]", "[1, 3]"), None);
    }
}

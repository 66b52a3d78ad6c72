//! A merged text is believed only after it was looked at: it has to be readable, and every entry that either side made has to be
//! where it was made.

use std::collections::{HashMap, HashSet};

use super::{
    merged::{Merged, Side},
    same::DATED,
    tree::{Block, File, file},
    value::changed,
};
use crate::{
    model::Source,
    store::{edit::Tree, read::read},
};

/// Whether a text reads without an error of syntax, without two records of one id, and without a list or a table that is written
/// in two ways.
pub fn is_readable(text: &str) -> bool {
    is_read(text) && file(text).is_none_or(|file| !is_twice(&[&file.root]))
}

fn is_read(text: &str) -> bool {
    !read(Source::new("", text.to_owned())).findings.iter().any(|finding| finding.is_unread())
}

/// Whether something stands under a key and under a header as well, below blocks that are parts of one table. TOML refuses that,
/// and a reader of pieces may not see it where they stand apart.
fn is_twice(parts: &[&Block<'_>]) -> bool {
    let above = parts.first().map_or(0, |part| part.path.len());
    let mut keys: HashSet<&[String]> = HashSet::new();
    let mut dotted: HashSet<&[String]> = HashSet::new();
    for (key, _) in parts.iter().filter_map(|part| part.section.as_ref()).flat_map(|section| &section.fields) {
        if !keys.insert(key) {
            return true;
        }
        dotted.extend((1..key.len()).map(|length| &key[..length]));
    }
    let mut tables: HashMap<&[String], Vec<&Block<'_>>> = HashMap::new();
    for child in parts.iter().flat_map(|part| &part.children) {
        let own = child.path.get(above..).unwrap_or_default();
        let has_header = child.section.is_some();
        if (1..=own.len()).any(|length| keys.contains(&own[..length])) || has_header && dotted.contains(own) {
            return true;
        }
        if child.is_entry {
            if is_twice(&[child]) {
                return true;
            }
        } else {
            tables.entry(own).or_default().push(child);
        }
    }
    tables.values().any(|parts| is_twice(parts))
}

/// Whether what was merged is fit to be written: whichever side is taken wherever the sides contradict each other.
pub fn holds(merged: &Merged, base: &File<'_>, ours: &File<'_>, theirs: &File<'_>) -> bool {
    if merged.conflicts() > 0 {
        return [Side::Ours, Side::Theirs].into_iter().all(|side| is_readable(&merged.decided(side)));
    }
    let text = merged.decided(Side::Ours);
    let Some(whole) = file(&text).filter(|whole| !is_twice(&[&whole.root]) && is_read(&text)) else { return false };
    let [base, ours, theirs, whole] = [base, ours, theirs, &whole].map(entries);
    let lists: HashSet<&Vec<String>> = [&ours, &theirs, &whole].into_iter().flat_map(HashMap::keys).collect();
    lists.into_iter().all(|list| {
        let [was, own, other, all] =
            [&base, &ours, &theirs, &whole].map(|entries| entries.get(list).map_or(&[][..], Vec::as_slice));
        // Most lists are nobody's concern.
        (was == own && own == other && other == all) || is_united([was, own, other, all])
    })
}

/// The entries of every dated list: under headers, or behind a key.
type Entries<'b, 'a> = HashMap<Vec<String>, Vec<Written<'b, 'a>>>;

/// What stands in a dated list.
#[derive(Clone, Copy)]
enum Written<'b, 'a> {
    /// An entry under a header.
    Block(&'b Block<'a>),
    /// All that stands behind a key.
    Value(&'a str),
}

impl PartialEq for Written<'_, '_> {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Block(own), Self::Block(other)) => own.text.trim() == other.text.trim(),
            (Self::Value(own), Self::Value(other)) => own == other,
            _ => false,
        }
    }
}

impl Written<'_, '_> {
    /// What each entry says.
    fn says(&self) -> Vec<String> {
        let list = match self {
            Self::Block(block) => return vec![block.says_alone()],
            Self::Value(value) => Tree::of_value(value),
        };
        match list {
            Tree::List(entries) => entries.iter().map(|entry| format!("{entry:?}")).collect(),
            other => vec![format!("{other:?}")],
        }
    }
}

/// Whether a list has what either side entered as often as a side has it, and nothing else.
fn is_united(lists: [&[Written<'_, '_>]; 4]) -> bool {
    let [was, own, other, all] = lists.map(|list| {
        let mut counts: HashMap<String, usize> = HashMap::new();
        list.iter().flat_map(Written::says).for_each(|says| *counts.entry(says).or_default() += 1);
        counts
    });
    let is_new = |entry: &&String| !was.contains_key(*entry);
    // An entry that both sides rewrote in different keys is neither side's any more.
    let rewritten = was.keys().filter(|entry| !own.contains_key(*entry) && !other.contains_key(*entry)).count();
    let lost = own.keys().chain(other.keys()).filter(is_new).filter(|entry| !all.contains_key(*entry)).count();
    let of = |counts: &HashMap<String, usize>, entry: &String| counts.get(entry).copied().unwrap_or_default();
    // What a side took out does not come back.
    let wanted = |entry: &String| {
        let (was, own, other) = (of(&was, entry), of(&own, entry), of(&other, entry));
        changed(was, own, other).unwrap_or(own.max(other))
    };
    let strange = all.iter().filter(|(entry, count)| **count > wanted(entry)).count();
    lost <= 2 * rewritten && strange <= rewritten
}

fn entries<'b, 'a>(file: &'b File<'a>) -> Entries<'b, 'a> {
    fn gather<'b, 'a>(block: &'b Block<'a>, found: &mut Entries<'b, 'a>) {
        let is_dated = |list: &String| DATED.contains(&list.as_str());
        if block.is_entry && block.path.last().is_some_and(is_dated) {
            found.entry(block.path.clone()).or_default().push(Written::Block(block));
        }
        for (key, field) in block.section.iter().flat_map(|section| &section.fields) {
            if key.last().is_some_and(is_dated) {
                let path = block.path.iter().chain(key).cloned().collect();
                found.entry(path).or_default().push(Written::Value(field.value));
            }
        }
        block.children.iter().for_each(|child| gather(child, found));
    }
    let mut found = HashMap::new();
    gather(&file.root, &mut found);
    found
}

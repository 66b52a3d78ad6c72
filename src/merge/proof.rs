//! A merged text is believed only after it was looked at: it has to be readable, and every entry that either side made has to be
//! where it was made.

use hashbrown::{HashMap, HashSet};

use super::{
    merged::{Merged, Side},
    same::DATED,
    tree::{Block, File, file},
    value::changed,
};
use crate::{
    model::{Ledger, Source},
    store::{edit::Tree, read::read},
};

/// Whether a text reads without an error of syntax, without two records of one id, and without a list or a table that is written
/// in two ways.
pub fn is_readable(text: &str) -> bool {
    is_read(&ledger(text)) && says_once(text)
}

fn ledger(text: &str) -> Ledger {
    read(Source::new("", text.to_owned()))
}

fn is_read(ledger: &Ledger) -> bool {
    !ledger.findings.iter().any(|finding| finding.is_unread())
}

fn says_once(text: &str) -> bool {
    file(text).is_none_or(|file| !is_twice(&[&file.root]))
}

/// Whether a text is a ledger that reads without such errors.
pub fn is_ledger(text: &str) -> bool {
    let ledger = ledger(text);
    (ledger.reply().is_some() || !ledger.measures().is_empty()) && is_read(&ledger) && says_once(text)
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
        return is_readable_either_way(merged);
    }
    let text = merged.decided(Side::Ours);
    let Some(whole) = file(&text).filter(|whole| !is_twice(&[&whole.root]) && is_read(&ledger(&text))) else {
        return false;
    };
    let [base, ours, theirs, whole] = [base, ours, theirs, &whole].map(entries);
    let lists: HashSet<&Vec<&str>> = [&ours, &theirs, &whole].into_iter().flat_map(HashMap::keys).collect();
    lists.into_iter().all(|list| {
        let [was, own, other, all] =
            [&base, &ours, &theirs, &whole].map(|entries| entries.get(list).map_or(&[][..], Vec::as_slice));
        // Most lists are nobody's concern.
        (was == own && own == other && other == all) || is_united([was, own, other, all].map(counts), true)
    })
}

/// The same for ledgers that cannot be taken apart by headers. What a base that cannot be read had is not known.
pub fn holds_by_line(merged: &Merged, base: &str, ours: &str, theirs: &str) -> bool {
    if merged.conflicts() > 0 {
        return is_readable_either_way(merged);
    }
    let text = merged.decided(Side::Ours);
    let [Some(base), Some(ours), Some(theirs), whole] = [base, ours, theirs, &text].map(Tree::of_text) else {
        return is_readable(&text);
    };
    let Some(whole) = whole.filter(|_| is_readable(&text)) else { return false };
    let lists = [&base, &ours, &theirs, &whole].map(spoken);
    let paths: HashSet<&Vec<&str>> = lists.iter().flat_map(HashMap::keys).collect();
    let of = |path| lists.each_ref().map(|lists| lists.get(path).cloned().unwrap_or_default());
    paths.into_iter().all(|path| is_united(of(path), false))
}

fn is_readable_either_way(merged: &Merged) -> bool {
    [Side::Ours, Side::Theirs].into_iter().all(|side| is_readable(&merged.decided(side)))
}

/// The entries of every dated list: under headers, or behind a key.
type Entries<'b, 'a> = HashMap<Vec<&'b str>, Vec<Written<'b, 'a>>>;

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

/// How often a list has each entry.
type Counts = HashMap<String, usize>;

fn counts(list: &[Written<'_, '_>]) -> Counts {
    let mut counts = Counts::new();
    list.iter().flat_map(Written::says).for_each(|says| *counts.entry(says).or_default() += 1);
    counts
}

/// What every dated list of a text says.
fn spoken(text: &Tree) -> HashMap<Vec<&str>, Counts> {
    fn gather<'t>(path: &[&'t str], tree: &'t Tree, found: &mut HashMap<Vec<&'t str>, Counts>) {
        let Tree::Table(table) = tree else { return };
        for (key, value) in table {
            let own = [path, &[key]].concat();
            match value {
                Tree::List(entries) if DATED.contains(&key.as_str()) => {
                    let counts = found.entry(own).or_default();
                    entries.iter().for_each(|entry| *counts.entry(format!("{entry:?}")).or_default() += 1);
                }
                _ => gather(&own, value, found),
            }
        }
    }
    let mut found = HashMap::new();
    gather(&[], text, &mut found);
    found
}

/// Whether a list has what either side entered as often as a side has it, and nothing else. Where it is known which entry of a
/// side is which of the base, one that both rewrote may say the same as one of the two.
fn is_united([was, own, other, all]: [Counts; 4], is_known: bool) -> bool {
    let is_new = |entry: &&String| !was.contains_key(*entry);
    // An entry that both sides rewrote in different keys is neither side's any more.
    let gone = was.keys().filter(|entry| !own.contains_key(*entry) && !other.contains_key(*entry)).count();
    let rewritten = gone.min(own.keys().filter(is_new).count()).min(other.keys().filter(is_new).count());
    let lost = own.keys().chain(other.keys()).filter(is_new).filter(|entry| !all.contains_key(*entry)).count();
    let of = |counts: &Counts, entry: &String| counts.get(entry).copied().unwrap_or_default();
    // What a side took out does not come back.
    let wanted = |entry: &String| {
        let (was, own, other) = (of(&was, entry), of(&own, entry), of(&other, entry));
        changed(was, own, other).unwrap_or(own.max(other))
    };
    let strange = all.iter().filter(|(entry, count)| **count > wanted(entry)).count();
    // By line nobody knows which entry became which: there two are let go for one that is of both.
    lost <= 2 * if is_known { rewritten } else { strange } && strange <= rewritten
}

fn entries<'b, 'a>(file: &'b File<'a>) -> Entries<'b, 'a> {
    fn gather<'b, 'a>(block: &'b Block<'a>, found: &mut Entries<'b, 'a>) {
        let is_dated = |list: &String| DATED.contains(&list.as_str());
        if block.is_entry && block.path.last().is_some_and(is_dated) {
            found.entry(block.path.iter().map(String::as_str).collect()).or_default().push(Written::Block(block));
        }
        for (key, field) in block.section.iter().flat_map(|section| &section.fields) {
            if key.last().is_some_and(is_dated) {
                let path = block.path.iter().chain(key).map(String::as_str).collect();
                found.entry(path).or_default().push(Written::Value(field.value));
            }
        }
        block.children.iter().for_each(|child| gather(child, found));
    }
    let mut found = HashMap::new();
    gather(&file.root, &mut found);
    found
}

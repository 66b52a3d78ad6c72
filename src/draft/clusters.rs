//! Parts that are only named: sentences that begin with the names of an enumeration before them.

use std::ops::Range;

use super::{
    outline::{Level, Part},
    text::Text,
};

/// How many names an enumeration must have before sentences that begin with them are parts.
const NAMES: usize = 3;
/// The longest line that is looked through for names: far beyond any paragraph.
const NAMED_IN: usize = 20_000;
/// The longest name, and how many characters may stand behind it before the comma.
const NAME: usize = 16;
const SUFFIX: usize = 2;

/// Parts that are only named: sentences of a line that begin with a name from an enumeration before them, and a comma.
pub fn named(text: &Text, marked: &[Part]) -> Vec<Part> {
    let mut parts = Vec::new();
    for line in text.lines.iter().filter(|line| line.len() <= NAMED_IN) {
        let names = enumerated(text, line);
        if names.len() < NAMES {
            continue;
        }
        let mut found = Vec::new();
        for at in line.clone() {
            let begins = at > line.start && text.folded[at - 1] == '。';
            let is_marked = || marked.binary_search_by_key(&at, |part| part.label.start).is_ok();
            if begins
                && !is_marked()
                && let Some(end) = name_at(text, at, line.end, &names)
            {
                found.push(Part {
                    level: Level::Clause,
                    label: at..at,
                    title: at..end,
                    is_heading: true,
                    clause: String::new(),
                });
            }
        }
        if found.len() >= NAMES {
            parts.append(&mut found);
        }
    }
    parts
}

/// The names of the longest enumerations in a line: what stands between enumeration commas.
fn enumerated(text: &Text, line: &Range<usize>) -> Vec<String> {
    let mut names = Vec::new();
    let is_stop = |c: char| ",。;:!?\"()".contains(c);
    let mut start = line.start;
    for at in line.clone().chain([line.end]) {
        let is_end = at == line.end || is_stop(text.folded[at]);
        if !is_end {
            continue;
        }
        let run = text.folded(start..at);
        let parts: Vec<&str> = run.split('、').collect();
        if parts.len() >= NAMES {
            names.extend(parts.iter().map(|name| (*name).to_owned()));
        }
        start = at + 1;
    }
    names
}

/// Where a name ends with which a sentence begins.
fn name_at(text: &Text, at: usize, end: usize, names: &[String]) -> Option<usize> {
    let comma = text.find(at..end.min(at + NAME + SUFFIX), |c| c == ',')?;
    let name = text.folded(at..comma);
    // The first and the last of an enumeration carry words of their own: the verb before, "and so on" behind.
    let is_it = |known: &String| {
        let shared = name.chars().zip(known.chars()).take_while(|(a, b)| a == b).count();
        let is_whole = shared == known.chars().count() && name.chars().count() <= shared + SUFFIX && shared > 1;
        is_whole
            || (name.chars().count() >= 2 && (known.ends_with(&name) || known.starts_with(&name)))
            || known.chars().count() > 3
                && shared >= 3
                && name.chars().count() <= shared + SUFFIX
                && known.contains('等')
    };
    names.iter().any(is_it).then_some(comma)
}

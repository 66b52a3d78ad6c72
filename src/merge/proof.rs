//! A merged text is believed only after it was looked at: it has to be readable, and every entry that either side made has to be
//! where it was made.

use std::collections::{HashMap, HashSet};

use super::{
    merged::{Merged, Side},
    same::DATED,
    tree::{Block, File, file},
};
use crate::{model::Source, store::read::read};

/// Whether a text reads without an error of syntax and without two records of one id.
pub fn is_readable(text: &str) -> bool {
    !read(Source::new("", text.to_owned())).findings.iter().any(|finding| finding.is_unread())
}

/// Whether what was merged is fit to be written: whichever side is taken wherever the sides contradict each other.
pub fn holds(merged: &Merged, base: &File<'_>, ours: &File<'_>, theirs: &File<'_>) -> bool {
    let sides: &[Side] = if merged.conflicts() == 0 { &[Side::Ours] } else { &[Side::Ours, Side::Theirs] };
    if !sides.iter().all(|side| is_readable(&merged.decided(*side))) {
        return false;
    }
    if merged.conflicts() > 0 {
        return true;
    }
    let text = merged.decided(Side::Ours);
    let Some(whole) = file(&text) else { return false };
    let [base, ours, theirs, whole] = [base, ours, theirs, &whole].map(entries);
    let lists: HashSet<&[String]> = [&ours, &theirs, &whole].into_iter().flat_map(HashMap::keys).copied().collect();
    lists.into_iter().all(|list| {
        let [was, own, other, all] =
            [&base, &ours, &theirs, &whole].map(|entries| entries.get(list).cloned().unwrap_or_default());
        // Most lists are nobody's concern.
        let is_untouched = texts(&was) == texts(&own) && texts(&own) == texts(&other) && texts(&other) == texts(&all);
        is_untouched || is_united([&was, &own, &other, &all])
    })
}

/// The entries of every dated list.
type Entries<'b, 'a> = HashMap<&'b [String], Vec<&'b Block<'a>>>;

fn texts<'a>(entries: &[&Block<'a>]) -> Vec<&'a str> {
    entries.iter().map(|entry| entry.text.trim()).collect()
}

/// Whether a list has what either side entered, and nothing else.
fn is_united(lists: [&Vec<&Block<'_>>; 4]) -> bool {
    let [was, own, other, all] = lists.map(|list| list.iter().map(|entry| entry.says()).collect::<HashSet<String>>());
    let is_new = |entry: &&String| !was.contains(*entry);
    // An entry that both sides rewrote in different keys is neither side's any more.
    let rewritten = was.iter().filter(|entry| !own.contains(*entry) && !other.contains(*entry)).count();
    let lost = own.iter().chain(&other).filter(is_new).filter(|entry| !all.contains(*entry)).count();
    let strange = all.iter().filter(|entry| !own.contains(*entry) && !other.contains(*entry)).count();
    lost <= 2 * rewritten && strange <= rewritten
}

fn entries<'b, 'a>(file: &'b File<'a>) -> Entries<'b, 'a> {
    fn gather<'b, 'a>(block: &'b Block<'a>, found: &mut Entries<'b, 'a>) {
        if block.is_entry && block.path.last().is_some_and(|list| DATED.contains(&list.as_str())) {
            found.entry(&block.path).or_default().push(block);
        }
        block.children.iter().for_each(|child| gather(child, found));
    }
    let mut found = HashMap::new();
    gather(&file.root, &mut found);
    found
}

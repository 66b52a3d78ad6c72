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
    let nothing = HashSet::new();
    let lists: HashSet<&Vec<String>> = [&ours, &theirs, &whole].into_iter().flat_map(HashMap::keys).collect();
    lists.into_iter().all(|list| {
        let [was, own, other, all] = [&base, &ours, &theirs, &whole].map(|of| of.get(list).unwrap_or(&nothing));
        let is_new = |entry: &&String| !was.contains(*entry);
        let is_lost = |entry: &String| !all.contains(entry);
        // An entry that both sides rewrote in different keys is neither side's any more.
        let gone = |side: &HashSet<String>| was.iter().filter(|entry| !side.contains(*entry)).cloned().collect();
        let (gone_here, gone_there): (HashSet<String>, HashSet<String>) = (gone(own), gone(other));
        let rewritten = gone_here.intersection(&gone_there).count();
        let lost = own.iter().chain(other).filter(is_new).filter(|entry| is_lost(entry)).count();
        let strange = all.iter().filter(|entry| !own.contains(*entry) && !other.contains(*entry)).count();
        lost <= 2 * rewritten && strange <= rewritten
    })
}

/// What the entries of every dated list say, by the list.
fn entries(file: &File<'_>) -> HashMap<Vec<String>, HashSet<String>> {
    fn gather(block: &Block<'_>, found: &mut HashMap<Vec<String>, HashSet<String>>) {
        if block.is_entry && block.path.last().is_some_and(|list| DATED.contains(&list.as_str())) {
            found.entry(block.path.clone()).or_default().insert(block.says());
        }
        block.children.iter().for_each(|child| gather(child, found));
    }
    let mut found = HashMap::new();
    gather(&file.root, &mut found);
    found
}

//! Which blocks of three texts are the same one: those with an id by their headers, entries of lists by what they say.

use std::collections::{BTreeMap, VecDeque};

use hashbrown::HashMap;

use super::tree::Block;

/// Which block it is among those of all three texts that stand below one header.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Id<'b> {
    /// The keys of its header.
    pub path: &'b [String],
    /// Which of those with this header: its number among those of the base, or one of its own.
    pub number: usize,
}

/// The same blocks of three texts, by their ids.
pub struct Same<'b, 'a> {
    /// The ids of each text in its order.
    pub ids: [Vec<Id<'b>>; 3],
    /// The blocks of each text.
    blocks: [HashMap<Id<'b>, &'b Block<'a>>; 3],
}

/// Which of the three texts.
pub const BASE: usize = 0;
/// Our text.
pub const OURS: usize = 1;
/// Their text.
pub const THEIRS: usize = 2;

/// The lists whose entries carry a date, oldest first.
pub const DATED: &[&str] = &["update", "verification", "extension"];

/// By which keys an entry of a list is known after it was rewritten: by the first of these sets in which it is like one of the base.
const MARKS: &[(&str, &[&[&str]])] = &[
    ("update", &[&["date", "by"], &["by", "note"], &["date", "note"]]),
    ("verification", &[&["date", "by"], &["by", "note"], &["date", "note"]]),
    ("extension", &[&["date"], &["by", "reason"]]),
    ("item", &[&["name"]]),
    ("section", &[&["clause"]]),
    ("passage", &[&["span"]]),
    ("observation", &[&["period"]]),
    ("suppress", &[&["rule", "measure"]]),
    ("require", &[&["that"]]),
];

impl<'b, 'a> Same<'b, 'a> {
    /// Finds them.
    pub fn of(base: &'b [Block<'a>], ours: &'b [Block<'a>], theirs: &'b [Block<'a>]) -> Self {
        let mut new = New::default();
        let of_base = of_base(base);
        let of_ours = of_side(base, ours, &mut new);
        // What our side entered is met once by what their side entered.
        let of_theirs = of_side(base, theirs, &mut new);
        let ids = [of_base, of_ours, of_theirs];
        let blocks = [(BASE, base), (OURS, ours), (THEIRS, theirs)]
            .map(|(text, blocks)| ids[text].iter().copied().zip(blocks).collect());
        Self { ids, blocks }
    }

    /// A block in one of the texts.
    pub fn get(&self, text: usize, id: Id<'b>) -> Option<&'b Block<'a>> {
        self.blocks[text].get(&id).copied()
    }
}

fn of_base<'b>(blocks: &'b [Block<'_>]) -> Vec<Id<'b>> {
    let mut seen: HashMap<&[String], usize> = HashMap::new();
    let mut ids = Vec::with_capacity(blocks.len());
    for block in blocks {
        let next = seen.entry(&block.path).or_default();
        ids.push(Id { path: &block.path, number: *next });
        *next += 1;
    }
    ids
}

/// Numbers of entries that the base does not have, by what they say.
#[derive(Default)]
struct New<'b> {
    by_words: HashMap<(&'b [String], String), Vec<usize>>,
    next: usize,
}

/// The ids of a side's blocks. Entries that the base has, as they were or rewritten, have its numbers; one that both sides
/// entered has one number, and a side that entered it twice has two.
fn of_side<'b>(base: &'b [Block<'_>], side: &'b [Block<'_>], new: &mut New<'b>) -> Vec<Id<'b>> {
    let mut numbers: Vec<usize> = vec![0; side.len()];
    let mut lists: BTreeMap<&[String], (Vec<&Block<'_>>, Vec<usize>)> = BTreeMap::new();
    let mut tables: HashMap<&[String], usize> = HashMap::new();
    for block in base.iter().filter(|block| block.is_entry) {
        lists.entry(&block.path).or_default().0.push(block);
    }
    for (at, block) in side.iter().enumerate() {
        if block.is_entry {
            lists.entry(&block.path).or_default().1.push(at);
        } else {
            let next = tables.entry(&block.path).or_default();
            numbers[at] = *next;
            *next += 1;
        }
    }
    for (path, (old, places)) in lists {
        let entries: Vec<&Block<'_>> = places.iter().map(|at| &side[*at]).collect();
        let mut taken: HashMap<String, usize> = HashMap::new();
        for (at, number) in places.iter().zip(matched(&old, &entries)) {
            numbers[*at] = number.unwrap_or_else(|| {
                let says = side[*at].says();
                let nth = taken.entry(says.clone()).or_default();
                let known = new.by_words.entry((path, says)).or_default();
                if known.len() == *nth {
                    known.push(base.len() + new.next);
                    new.next += 1;
                }
                *nth += 1;
                known[*nth - 1]
            });
        }
    }
    side.iter().zip(numbers).map(|(block, number)| Id { path: &block.path, number }).collect()
}

/// For each entry of a side the number of the one of the base that it is.
fn matched(old: &[&Block<'_>], entries: &[&Block<'_>]) -> Vec<Option<usize>> {
    let mut found: Vec<Option<usize>> = vec![None; entries.len()];
    let mut is_free = vec![true; old.len()];
    let mut by = |key: &dyn Fn(&Block<'_>) -> Option<String>| {
        let mut free: HashMap<String, VecDeque<usize>> = HashMap::new();
        for (at, block) in old.iter().enumerate().filter(|(at, _)| is_free[*at]) {
            if let Some(key) = key(block) {
                free.entry(key).or_default().push_back(at);
            }
        }
        for (entry, found) in entries.iter().zip(&mut found).filter(|(_, found)| found.is_none()) {
            let number = key(entry).and_then(|key| free.get_mut(&key)?.pop_front());
            if let Some(number) = number {
                is_free[number] = false;
                *found = Some(number);
            }
        }
    };
    by(&|block| Some(block.text.trim().to_owned()));
    by(&|block| Some(block.says()));
    let sets = MARKS.iter().map(|(_, sets)| sets.len()).max().unwrap_or_default();
    (0..sets).for_each(|nth| by(&|block| mark(block, nth)));
    let left: Vec<usize> = (0..old.len()).filter(|at| is_free[*at]).collect();
    let lost: Vec<usize> = (0..entries.len()).filter(|at| found[*at].is_none()).collect();
    let is_marked = |block: &&Block<'_>| MARKS.iter().any(|(list, _)| block.path.last().is_some_and(|own| own == list));
    // What is known by nothing is known by its place, as long as nothing was put in or taken out.
    if left.len() == lost.len() && !entries.iter().any(is_marked) {
        lost.into_iter().zip(left).for_each(|(entry, number)| found[entry] = Some(number));
    }
    found
}

/// What an entry is known by: one of its sets of marks.
fn mark(block: &Block<'_>, nth: usize) -> Option<String> {
    let (_, sets) = MARKS.iter().find(|(list, _)| block.path.last().is_some_and(|own| own == list))?;
    let section = block.section.as_ref()?;
    let values: Option<Vec<&str>> = sets.get(nth)?.iter().map(|key| section.value(key)).collect();
    Some(values?.join(" "))
}

//! Blocks of three texts, by record and field: what one side changed counts, what both entered is united, and what contradicts
//! is a conflict inside its own field.

use std::cmp::Ordering;

use hashbrown::HashMap;

use super::{
    joined::is_otherwise,
    lines,
    merged::Merged,
    order::{Rules, order},
    rank::{date, field_rank, span},
    same::{BASE, Id, OURS, Same, THEIRS},
    spoken::Spoken,
    tree::{Block, Field, File, Section},
    value::{self, Word, changed},
};

/// Merges what two sides made of a file.
pub fn files(base: &File<'_>, ours: &File<'_>, theirs: &File<'_>) -> Merged {
    let mut merged = Merged::default();
    let spoken = Spoken::of([base, ours, theirs]);
    inside(&mut merged, &spoken, Some(&base.root), &ours.root, &theirs.root);
    merged.text(&lines::remarks(base.end, ours.end, theirs.end));
    merged
}

type Three<'b, 'a> = (Option<&'b Block<'a>>, Option<&'b Block<'a>>, Option<&'b Block<'a>>);

/// A block that any of the three may have.
fn block(merged: &mut Merged, spoken: &Spoken<'_, '_>, (base, ours, theirs): Three<'_, '_>) {
    let (was, own, other) = (text(base), text(ours), text(theirs));
    if let Some(text) = changed(was, own, other) {
        return merged.text(text);
    }
    if let (Some(ours), Some(theirs)) = (ours, theirs)
        && is_otherwise(&[base, Some(ours), Some(theirs)].into_iter().flatten().collect::<Vec<_>>())
    {
        return otherwise(merged, base, ours, theirs);
    }
    match (base, ours, theirs) {
        (Some(_), Some(ours), Some(theirs)) => inside(merged, spoken, base, ours, theirs),
        // Both made a new one. Parts of two records are not mixed: they may be two promises under one id.
        (None, Some(ours), Some(theirs)) => {
            let mut both = Merged::default();
            inside(&mut both, spoken, None, ours, theirs);
            if both.conflicts() == 0 { merged.append(both) } else { merged.conflict("", ours.text, theirs.text) }
        }
        // One side took it out. What the other only wrote in another way is no reason to keep it.
        (Some(base), None, Some(left)) | (Some(base), Some(left), None) if left.is_same_as(base) => {}
        _ => merged.conflict(was, own, other),
    }
}

/// A block that not all write in the same way. Whoever only wrote it in another way has changed nothing; else people decide.
fn otherwise(merged: &mut Merged, base: Option<&Block<'_>>, ours: &Block<'_>, theirs: &Block<'_>) {
    match base {
        _ if ours.is_same_as(theirs) => merged.text(ours.text.min(theirs.text)),
        Some(base) if ours.is_same_as(base) => merged.text(theirs.text),
        Some(base) if theirs.is_same_as(base) => merged.text(ours.text),
        _ => merged.conflict(text(base), ours.text, theirs.text),
    }
}

fn text<'t>(block: Option<&'t Block<'_>>) -> &'t str {
    block.map_or("", |block| block.text)
}

/// What stands in a block that both sides have.
fn inside(
    merged: &mut Merged,
    spoken: &Spoken<'_, '_>,
    base: Option<&Block<'_>>,
    ours: &Block<'_>,
    theirs: &Block<'_>,
) {
    let children = base.map_or(&[][..], |base| &base.children);
    let same = Same::of(children, &ours.children, &theirs.children);
    let words = |key: &[String]| if key == ["status"] { spoken.last_word(ours) } else { Word::Nobodys };
    let was = base.and_then(|base| base.section.as_ref());
    match (&ours.section, &theirs.section) {
        (Some(own), Some(other)) => section(merged, &ours.path, was, own, other, &words),
        (own, other) => {
            let text = |section: &Option<Section<'_>>| section.as_ref().map_or(String::new(), Section::text);
            let was = was.map_or(String::new(), Section::text);
            let (own, other) = (text(own), text(other));
            match changed(&was, &own, &other) {
                Some(text) => merged.text(text),
                None => merged.conflict(&was, &own, &other),
            }
        }
    }
    for id in children_in_order(&same) {
        block(merged, spoken, (same.get(BASE, id), same.get(OURS, id), same.get(THEIRS, id)));
    }
}

/// What stands directly under a header.
fn section(
    merged: &mut Merged,
    path: &[String],
    base: Option<&Section<'_>>,
    ours: &Section<'_>,
    theirs: &Section<'_>,
    words: &dyn Fn(&[String]) -> Word,
) {
    let empty = Section::default();
    let was = base.unwrap_or(&empty);
    merged.text(&lines::remarks(was.lead, ours.lead, theirs.lead));
    match changed(was.header, ours.header, theirs.header) {
        Some(header) => merged.text(header),
        None if ours.header.trim() == theirs.header.trim() => merged.text(ours.header.min(theirs.header)),
        None => merged.conflict(was.header, ours.header, theirs.header),
    }
    let fields = [was, ours, theirs].map(|section| {
        section.fields.iter().map(|(key, field)| (key.clone(), *field)).collect::<HashMap<Vec<String>, Field<'_>>>()
    });
    let keys = [was, ours, theirs].map(|section| section.fields.iter().map(|(key, _)| key.clone()).collect::<Vec<_>>());
    // A key that both have, or that only one has and may keep: whether it stays is the field's own matter.
    let compare = |a: &Vec<String>, b: &Vec<String>| (field_rank(path, a), a).cmp(&(field_rank(path, b), b));
    let rules = Rules { compare: &compare, is_sorted: &|_| true };
    for key in order(&keys[0], &keys[1], &keys[2], &rules) {
        let three = (fields[0].get(&key), fields[1].get(&key), fields[2].get(&key));
        value::merge(merged, &key, three, words(&key));
    }
    merged.text(&lines::remarks(was.tail, ours.tail, theirs.tail));
}

/// The blocks that either side has, in one order; the entries of every dated list by date.
fn children_in_order<'b>(same: &Same<'b, '_>) -> Vec<Id<'b>> {
    let sides = |id: &Id<'b>| [OURS, THEIRS].map(|text| same.get(text, *id));
    let is_entry = |id: &Id<'b>| sides(id).into_iter().flatten().any(|block| block.is_entry);
    let words = |id: &Id<'b>| sides(id).into_iter().flatten().map(|block| block.text).min().unwrap_or_default();
    // The place that an entry will have by what it will say, whichever side is ours.
    let rank = |id: &Id<'b>| match sides(id).map(|block| block.and_then(place)) {
        [Some(own), Some(other)] => {
            let was = same.get(BASE, *id).and_then(place);
            let now = changed(was.as_ref(), Some(&own), Some(&other)).flatten().cloned();
            now.or_else(|| Some(own.min(other)))
        }
        [own, other] => own.or(other),
    };
    let compare =
        |a: &Id<'b>, b: &Id<'b>| -> Ordering { (rank(a), a.path, words(a)).cmp(&(rank(b), b.path, words(b))) };
    let in_order = |keep: &dyn Fn(&Id<'b>) -> bool, is_sorted: &dyn Fn(&Id<'b>) -> bool| {
        let [base, ours, theirs] =
            [BASE, OURS, THEIRS].map(|text| same.ids[text].iter().filter(|id| keep(id)).copied().collect::<Vec<_>>());
        order(&base, &ours, &theirs, &Rules { compare: &compare, is_sorted })
    };
    let mut all = in_order(&|_| true, &|_| false);
    // A list has the places that its entries have among all blocks, and in them its own order.
    let mut lists: Vec<&[String]> = Vec::new();
    for id in all.iter().filter(|id| is_entry(id)) {
        if !lists.contains(&id.path) {
            lists.push(id.path);
        }
    }
    for list in lists {
        let own = in_order(&|id| id.path == list, &|id| rank(id).is_some());
        let places = all.iter_mut().filter(|id| id.path == list);
        places.zip(own).for_each(|(place, id)| *place = id);
    }
    all
}

/// Where an entry belongs in its list: by its date, or by its stretch.
fn place(block: &Block<'_>) -> Option<(String, u64)> {
    let block = Some(block).filter(|block| block.is_entry)?;
    date(block).map(|date| (date, 0)).or_else(|| span(block).map(|start| (String::new(), start)))
}

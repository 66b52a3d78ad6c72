//! Changes of records as splices of a ledger's text: only the bytes of what changes are touched.
//!
//! Every change is proven before it is returned: the part of the text that holds the record is parsed before and after,
//! and what it says afterwards must be what it said before with exactly the asked change.

mod layout;
mod splice;
mod tree;
pub mod value;

use std::{collections::BTreeMap, ops::Range};

use toml::de::DeTable;
use tree::Tree;

use super::read::cut;
use crate::{
    lang::visible,
    model::{Collection, Ledger, Refusal, Span},
    said,
};

/// A key and its value as TOML text.
pub type Entry = (&'static str, String);

/// A change of one record.
#[derive(Clone, Debug)]
pub enum Change {
    /// Gives a key a value, written as TOML.
    Set(Entry),
    /// Removes a key.
    Unset(&'static str),
    /// Adds a table to a list of tables such as `update`.
    Append(&'static str, Vec<Entry>),
    /// Gives a key of one table of a list a value: list, place in it from zero, key and value.
    SetIn(&'static str, usize, Entry),
}

/// The changes of one record.
#[derive(Clone, Debug)]
pub struct Edit {
    /// Where the record is kept.
    pub collection: Collection,
    /// Its id.
    pub id: String,
    /// What changes, in order.
    pub changes: Vec<Change>,
}

/// The ledger's text after the edits.
///
/// # Errors
///
/// When a record is not there, or stands in a form that cannot be changed without rewriting what is around it.
pub fn apply(ledger: &Ledger, edits: &[Edit]) -> Result<String, Refusal> {
    let text = &ledger.source.text;
    let mut regions: BTreeMap<usize, (Range<usize>, Vec<&Edit>)> = BTreeMap::new();
    for edit in edits {
        let region = region(text, edit, id_span(ledger, edit)?);
        regions.entry(region.start).or_insert_with(|| (region, Vec::new())).1.push(edit);
    }
    // One record that cannot be parsed alone makes the whole text the region of all.
    if regions.values().any(|(range, _)| range.len() == text.len()) {
        regions = BTreeMap::from([(0, (0..text.len(), edits.iter().collect()))]);
    }
    let mut changed = String::with_capacity(text.len() + 256 * edits.len());
    let mut at = 0;
    for (range, edits) in regions.into_values() {
        changed.push_str(&text[at..range.start]);
        changed.push_str(
            &apply_to(&text[range.clone()], layout::newline(text), &edits)
                .map_err(|wrong| refused(ledger, edits[0], wrong))?,
        );
        at = range.end;
    }
    changed.push_str(&text[at..]);
    Ok(changed)
}

/// The ledger's text with a new record at the end of its collection.
///
/// # Errors
///
/// When the text does not read as the same ledger with that record.
pub fn insert(ledger: &Ledger, collection: Collection, id: &str, entries: &[Entry]) -> Result<String, Refusal> {
    let text = &ledger.source.text;
    let splice = layout::record(text, place_for(ledger, collection), collection, id, entries);
    let changed = splice.apply(text);
    let mut expected = Tree::of_text(text);
    expected.table(collection.key()).put(id, Tree::of_entries(entries));
    if expected == Tree::of_text(&changed) { Ok(changed) } else { Err(refused_at(&ledger.source.name, Wrong::Layout)) }
}

/// The bytes of a record with its tables and the comment lines that lead to it, when it stands in one piece.
pub fn whole_record(ledger: &Ledger, collection: Collection, id: &str) -> Option<Range<usize>> {
    let text = &ledger.source.text;
    let span = ledger.id_span(collection, id)?;
    let piece = own_piece(text, collection, id, span)?;
    let start = layout::leading_comments(text, piece.start);
    let end = layout::end_of_path(&text[piece.clone()], &[collection.key(), id])?;
    Some(start..piece.start + end)
}

/// Why a change is not made.
#[derive(Debug)]
enum Wrong {
    /// The text does not say what it should say afterwards.
    Layout,
    /// The part of the text that holds the record is not TOML.
    Syntax,
    /// The record has no such table in its list.
    NoSuchTable,
}

fn refused(ledger: &Ledger, edit: &Edit, wrong: Wrong) -> Refusal {
    let id = ledger.id_span(edit.collection, &edit.id).unwrap_or_default();
    refused_at(&ledger.source.place(id.start as usize), wrong)
}

fn refused_at(place: &str, wrong: Wrong) -> Refusal {
    match wrong {
        Wrong::Layout => {
            Refusal::write(said!("{place}：这种写法不能就地修改", "{place}: this layout cannot be changed in place"))
                .with_help(said!(
                    "把记录改写成 [measure.编号] 的形式",
                    "write the record under a header such as [measure.ID]"
                ))
        }
        Wrong::Syntax => Refusal::write(said!(
            "{place}：此处不是正确的 TOML，不敢改动",
            "{place}: this is not TOML, so it is not touched"
        ))
        .with_help(said!("先改正语法错误", "mend the syntax errors first")),
        Wrong::NoSuchTable => Refusal::write(said!("{place}：清单中没有这一项", "{place}: there is no such item")),
    }
}

fn id_span(ledger: &Ledger, edit: &Edit) -> Result<Span, Refusal> {
    ledger.id_span(edit.collection, &edit.id).ok_or_else(|| {
        let (key, id) = (edit.collection.key(), visible(&edit.id));
        Refusal::write(said!("台账中已没有 {key}.{id}", "the ledger has no {key}.{id} any more"))
    })
}

/// The part of the text that holds a record and can be parsed alone: its piece, or everything.
fn region(text: &str, edit: &Edit, id: Span) -> Range<usize> {
    own_piece(text, edit.collection, &edit.id, id).unwrap_or(0..text.len())
}

fn own_piece(text: &str, collection: Collection, id: &str, span: Span) -> Option<Range<usize>> {
    let pieces = cut(text);
    let mut own = pieces.into_iter().filter(|piece| {
        piece.root.as_ref().is_some_and(|root| root.table == collection.key() && root.id.as_deref() == Some(id))
    });
    let piece = own.next()?.range;
    let is_it = own.next().is_none() && piece.contains(&(span.start as usize));
    (is_it && DeTable::parse_recoverable(&text[piece.clone()]).1.is_empty()).then_some(piece)
}

/// The text of a region after the edits, one change after the other, each found in the text as it is by then.
fn apply_to(text: &str, newline: &'static str, edits: &[&Edit]) -> Result<String, Wrong> {
    if !DeTable::parse_recoverable(text).1.is_empty() {
        return Err(Wrong::Syntax);
    }
    let mut expected = Tree::of_text(text);
    let mut changed = text.to_owned();
    for edit in edits {
        let wanted = expected.table(edit.collection.key()).table(&edit.id);
        for change in &edit.changes {
            wanted.change(change).ok_or(Wrong::NoSuchTable)?;
            changed = change_one(&changed, newline, edit, change)?;
        }
    }
    let (table, errors) = DeTable::parse_recoverable(&changed);
    let holds = errors.is_empty() && Tree::of_table(table.get_ref()) == expected;
    if holds { Ok(changed) } else { Err(Wrong::Layout) }
}

fn change_one(text: &str, newline: &'static str, edit: &Edit, change: &Change) -> Result<String, Wrong> {
    let (table, _) = DeTable::parse_recoverable(text);
    let record =
        layout::Layout::find(text, newline, table.get_ref(), (edit.collection, &edit.id)).ok_or(Wrong::Layout)?;
    Ok(record.splice(change)?.map_or_else(|| text.to_owned(), |splice| splice.apply(text)))
}

/// Where a new record of a collection goes: behind the last of its kind, or of the kinds that stand before it.
fn place_for(ledger: &Ledger, collection: Collection) -> usize {
    let text = &ledger.source.text;
    for kind in Collection::ALL.into_iter().rev().skip_while(|kind| *kind != collection) {
        if let Some((id, span)) = ledger.ids(kind).into_iter().next_back() {
            let region = own_piece(text, kind, id, span).unwrap_or(0..text.len());
            let end = layout::end_of_path(&text[region.clone()], &[kind.key(), id]);
            return end.map_or(text.len(), |end| region.start + end);
        }
    }
    layout::end_of_path(text, &["reply"]).unwrap_or(text.len())
}

//! Changes of records as splices of a ledger's text: only the bytes of what changes are touched.
//!
//! Every change is proven before it is returned: the part of the text that holds the record is parsed before and after,
//! and what it says afterwards must be what it said before with exactly the asked change.

mod layout;
mod list;
mod record;
mod splice;
mod text;
mod tree;
pub mod value;

use std::{
    collections::{BTreeMap, HashMap},
    ops::Range,
};

use toml::de::DeTable;
use tree::Tree;

use super::read::{Piece, cut};
use crate::{
    lang::visible,
    model::{Change, Collection, Edit, Ledger, Pair, Refusal, Span},
    said,
};

/// The ledger's text after the edits.
///
/// # Errors
///
/// When the text has syntax errors, a record is not there, or it stands in a form that cannot be changed without rewriting
/// what is around it.
pub fn apply(ledger: &Ledger, edits: &[Edit]) -> Result<String, Refusal> {
    let text = &ledger.source.text;
    let places = Places::of(ledger)?;
    let mut regions: BTreeMap<usize, (Range<usize>, Vec<&Edit>)> = BTreeMap::new();
    for edit in edits {
        let region = places.region(edit.collection, &edit.id, id_span(ledger, edit)?);
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
        let newline = text::newline(text);
        let region = apply_to(&text[range.clone()], newline, &edits);
        changed.push_str(&region.map_err(|wrong| refused(ledger, edits[0], wrong))?);
        at = range.end;
    }
    changed.push_str(&text[at..]);
    Ok(changed)
}

/// The ledger's text with a new record at the end of its collection.
///
/// # Errors
///
/// When the text has syntax errors, or does not read as the same ledger with that record.
pub fn insert(ledger: &Ledger, collection: Collection, id: &str, entries: &[Pair]) -> Result<String, Refusal> {
    let text = &ledger.source.text;
    let (region, place) = Places::of(ledger)?.after(ledger, collection);
    let part = &text[region.clone()];
    let splice = record::splice(text::newline(text), place - region.start, (collection, id), entries);
    let changed = splice.apply(part);
    let mut expected = Tree::of_text(part).ok_or_else(|| syntax(ledger))?;
    expected.table(collection.key()).put(id, Tree::of_entries(entries));
    if Tree::of_text(&changed) != Some(expected) {
        return Err(refused_at(&ledger.source.place(place), Wrong::Layout));
    }
    Ok([&text[..region.start], &changed, &text[region.end..]].concat())
}

/// The bytes of a record with its tables and the comment lines that lead to it, when it stands in one piece.
pub fn whole_record(ledger: &Ledger, collection: Collection, id: &str) -> Option<Range<usize>> {
    let text = &ledger.source.text;
    let span = ledger.id_span(collection, id)?;
    let piece = Places::of(ledger).ok()?.own_piece(collection, id, span)?;
    let start = record::leading_comments(text, piece.start);
    let end = record::end_of_path(&text[piece.clone()], &[collection.key(), id])?;
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

/// What was read of a text with syntax errors may not be what it says, so nothing is written into it.
fn syntax(ledger: &Ledger) -> Refusal {
    let error = ledger.findings.iter().find(|finding| finding.is_unread());
    let byte = error.map_or(0, |error| error.span.start as usize);
    refused_at(&ledger.source.place(byte), Wrong::Syntax)
}

fn id_span(ledger: &Ledger, edit: &Edit) -> Result<Span, Refusal> {
    ledger.id_span(edit.collection, &edit.id).ok_or_else(|| {
        let (key, id) = (edit.collection.key(), visible(&edit.id));
        Refusal::write(said!("台账中已没有 {key}.{id}", "the ledger has no {key}.{id} any more"))
    })
}

/// Where the records of a text stand.
struct Places<'a> {
    text: &'a str,
    /// The pieces of each record, by collection and id.
    pieces: HashMap<(String, String), Vec<Range<usize>>>,
}

impl<'a> Places<'a> {
    fn of(ledger: &'a Ledger) -> Result<Self, Refusal> {
        if !ledger.is_whole() {
            return Err(syntax(ledger));
        }
        let text = &ledger.source.text;
        let mut pieces: HashMap<_, Vec<Range<usize>>> = HashMap::new();
        for Piece { range, root } in cut(text) {
            let root = root.map(|root| (root.table.into_owned(), root.id.unwrap_or_default().into_owned()));
            pieces.entry(root.unwrap_or_default()).or_default().push(range);
        }
        Ok(Self { text, pieces })
    }

    /// The part of the text that holds a record and can be parsed alone: its piece, or everything.
    fn region(&self, collection: Collection, id: &str, span: Span) -> Range<usize> {
        self.own_piece(collection, id, span).unwrap_or(0..self.text.len())
    }

    fn own_piece(&self, collection: Collection, id: &str, span: Span) -> Option<Range<usize>> {
        let pieces = self.pieces.get(&(collection.key().to_owned(), id.to_owned()))?;
        let [piece] = &pieces[..] else { return None };
        let is_whole = || DeTable::parse_recoverable(&self.text[piece.clone()]).1.is_empty();
        (piece.contains(&(span.start as usize)) && is_whole()).then(|| piece.clone())
    }

    /// Behind which byte a new record of a collection goes, and the part of the text that can be parsed around it: behind the
    /// last of its kind, or of the kinds that stand before it.
    fn after(&self, ledger: &Ledger, collection: Collection) -> (Range<usize>, usize) {
        let end = |region: &Range<usize>, path: &[&str]| {
            record::end_of_path(&self.text[region.clone()], path).map_or(region.end, |end| region.start + end)
        };
        for kind in Collection::ALL.into_iter().rev().skip_while(|kind| *kind != collection) {
            if let Some((id, span)) = ledger.ids(kind).into_iter().next_back() {
                let region = self.region(kind, id, span);
                let place = end(&region, &[kind.key(), id]);
                return (region, place);
            }
        }
        let region = 0..self.text.len();
        let place = end(&region, &["reply"]);
        (region, place)
    }
}

/// The text of a region after the edits, one change after the other, each found in the text as it is by then.
fn apply_to(text: &str, newline: &'static str, edits: &[&Edit]) -> Result<String, Wrong> {
    let mut expected = Tree::of_text(text).ok_or(Wrong::Syntax)?;
    let mut changed = text.to_owned();
    for edit in edits {
        let wanted = expected.table(edit.collection.key()).table(&edit.id);
        for change in &edit.changes {
            wanted.change(change)?;
            changed = change_one(&changed, newline, edit, change)?;
        }
    }
    if Tree::of_text(&changed) == Some(expected) { Ok(changed) } else { Err(Wrong::Layout) }
}

fn change_one(text: &str, newline: &'static str, edit: &Edit, change: &Change) -> Result<String, Wrong> {
    let (table, _) = DeTable::parse_recoverable(text);
    let record = layout::Layout::find(text, newline, table.get_ref(), (edit.collection, &edit.id));
    let splices = record.ok_or(Wrong::Layout)?.splices(change)?;
    // From the last to the first, so that the places of the others hold.
    Ok(splices.iter().rev().fold(text.to_owned(), |text, splice| splice.apply(&text)))
}

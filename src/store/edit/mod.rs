//! Changes of records as splices of a ledger's text: only the bytes of what changes are touched.
//!
//! Every change is proven before it is returned: the part of the text that holds the record is parsed before and after,
//! and what it says afterwards must be what it said before with exactly the asked change.

mod layout;
mod list;
mod patch;
mod places;
mod record;
mod splice;
mod text;
mod tree;
pub mod value;

use std::{collections::HashMap, ops::Range};

use patch::edited;
use places::Places;
pub use tree::Tree;

use crate::{
    lang::visible,
    model::{Collection, Edit, Ledger, Pair, Refusal, Span},
    said,
};

/// The ledger's text after the edits.
///
/// # Errors
///
/// When the text has syntax errors, a record is not there, or it stands in a form that cannot be changed without rewriting
/// what is around it.
pub fn apply(ledger: &Ledger, edits: &[Edit]) -> Result<String, Refusal> {
    let places = Places::of(ledger).map_err(|_| syntax(ledger))?;
    let newline = text::newline(&ledger.source.text);
    let found = edits.iter().map(|edit| Ok((edit, id_span(ledger, edit)?))).collect::<Result<Vec<_>, Refusal>>()?;
    let mut changed: HashMap<usize, String> = HashMap::new();
    let mut wide: Vec<&Edit> = Vec::new();
    for region in places.regions(&found) {
        let own: Vec<&Edit> = region.edits.iter().map(|n| &edits[*n]).collect();
        // What looks like a second piece of the record may stand inside a string of another.
        let Some(at) = region.pieces.first().copied().filter(|_| region.pieces.len() == 1) else {
            wide.extend(own);
            continue;
        };
        match edited(places.piece(at), newline, &own) {
            Ok(piece) => {
                changed.insert(at, piece);
            }
            // What cannot be parsed alone, because a cut went through a string, is changed in the whole text.
            Err(Wrong::Syntax) => wide.extend(own),
            Err(wrong) => return Err(refused(ledger, own[0], wrong)),
        }
    }
    let text = places.with(&changed);
    if wide.is_empty() {
        return Ok(text);
    }
    edited(&text, newline, &wide).map_err(|wrong| refused(ledger, wide[0], wrong))
}

/// The ledger's text with a new record at the end of its collection.
///
/// # Errors
///
/// When the text has syntax errors, or does not read as the same ledger with that record.
pub fn insert(ledger: &Ledger, collection: Collection, id: &str, entries: &[Pair]) -> Result<String, Refusal> {
    insert_all(ledger, collection, &[(id, entries)])
}

/// The same with several records, in their order.
///
/// # Errors
///
/// As for one.
pub fn insert_all(ledger: &Ledger, collection: Collection, records: &[(&str, &[Pair])]) -> Result<String, Refusal> {
    let text = &ledger.source.text;
    let places = Places::of(ledger).map_err(|_| syntax(ledger))?;
    let (region, place) = places.after(ledger, collection);
    let part = &text[region.clone()];
    let (newline, at) = (text::newline(text), place - region.start);
    let mut splice = splice::Splice { range: at..at, text: String::new() };
    let mut expected = Tree::of_text(part).ok_or_else(|| syntax(ledger))?;
    for (id, entries) in records {
        // Only what begins the text is not set off from what stands before it.
        let behind = if splice.text.is_empty() { at } else { at.max(1) };
        splice.text.push_str(&record::splice(newline, behind, (collection, id), entries).text);
        expected.table(collection.key()).put(id, Tree::of_entries(entries));
    }
    let changed = splice.apply(part);
    if Tree::of_text(&changed) != Some(expected) {
        return Err(refused_at(&ledger.source.place(place), Wrong::Layout));
    }
    Ok([&text[..region.start], &changed, &text[region.end..]].concat())
}

/// The ledger's text with other values, written as TOML, at these places; nothing but these bytes changes. Whoever asks for it
/// reads it back.
///
/// # Errors
///
/// When the text has syntax errors, or one of the values stands on several lines.
pub fn replace(ledger: &Ledger, mut values: Vec<(Span, String)>) -> Result<String, Refusal> {
    if !ledger.broken.is_empty() {
        return Err(syntax(ledger));
    }
    values.sort_unstable_by_key(|(place, _)| *place);
    let source = &ledger.source;
    let mut text = String::with_capacity(source.text.len());
    let mut at = 0;
    for (place, value) in values {
        let range = place.range();
        let (Some(before), Some(old)) = (source.text.get(at..range.start), source.text.get(range.clone())) else {
            return Err(refused_at(&source.place(range.start), Wrong::Layout));
        };
        // A value of several lines may hold remarks, which nobody asked to remove.
        if old.contains('\n') {
            return Err(refused_at(&source.place(range.start), Wrong::Lines));
        }
        text.push_str(before);
        text.push_str(&value);
        at = range.end;
    }
    text.push_str(source.text.get(at..).unwrap_or_default());
    Ok(text)
}

/// The bytes of a record with its tables and the comment lines that lead to it, when it stands in one piece.
pub fn whole_record(ledger: &Ledger, collection: Collection, id: &str) -> Option<Range<usize>> {
    let text = &ledger.source.text;
    let span = ledger.id_span(collection, id)?;
    let piece = Places::of(ledger).ok()?.single(collection, id, span)?;
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
    /// The value stands on several lines.
    Lines,
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
        Wrong::Lines => Refusal::write(said!(
            "{place}：这个值写成了几行，不能就地替换",
            "{place}: this value stands on several lines and is not replaced"
        ))
        .with_help(said!("先写成一行", "write it on one line first")),
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

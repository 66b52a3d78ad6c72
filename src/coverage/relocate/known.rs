//! Anchors in a text of which it is known how it came from the one that the ledger was made from.

use std::collections::HashSet;

use super::{
    Anchor, Change, Found, Origin, Relocated, choose,
    edit::{Edit, carried, meeting, of_quotes, ordered, undone, united},
    index::{How, Index, folded_quote},
    origin::{has_hash, origin},
    view::View,
};
use crate::model::{Fate, Stretch};

/// Where anchors stand in a text that these edits made.
pub fn known(anchors: &[Anchor], edits: &[Edit], text: &[char]) -> Vec<Relocated> {
    let index = Index::of(text);
    let old = undone(text, edits);
    let sites = choose::choose(anchors, &Index::of(&old));
    let begun: HashSet<u32> = anchors.iter().flat_map(|anchor| &anchor.stretches).map(|own| own.start).collect();
    let carried = |own: Stretch| carried(own, edits, text, |place| begun.contains(&place));
    let one = |(anchor, site): (&Anchor, Option<choose::Site>)| {
        let stretches: Vec<Stretch> = anchor.stretches.iter().map(|own| carried(*own)).collect();
        let found = site.map(|site| found(anchor, carried(site.found.stretch), &index));
        let is_left = |own: &Stretch| own.start < own.end;
        let is_gone = match &anchor.quote {
            Some(_) => !found.is_some_and(|found| is_left(&found.stretch)),
            None => !stretches.iter().any(is_left),
        };
        if is_gone || !stretches.iter().all(is_left) {
            return Relocated { fate: Fate::Gone, stretches: anchor.stretches.clone(), found: None, change: None };
        }
        let inside = meeting(edits, &anchor.stretches, &stretches);
        let own: Vec<Edit> = inside.filter(|edit| is_told(edit, text)).cloned().collect();
        let fate = match (own.is_empty(), stretches == anchor.stretches) {
            (false, _) => Fate::Changed,
            (true, true) => Fate::Held,
            (true, false) => Fate::Moved,
        };
        Relocated { fate, stretches, found, change: Some(Change::Known(own)).filter(|_| fate == Fate::Changed) }
    };
    anchors.iter().zip(sites).map(one).collect()
}

/// The edits that made a text, in its order, when the hash proves them: those of the quotes, and one more anywhere.
pub fn edits(anchors: &[Anchor], own: Origin<'_>, text: &[char], views: &[View]) -> Option<Vec<Edit>> {
    let (sha256, chars) = (own.sha256?, own.chars?);
    // Somebody may have broken or indented the lines.
    let mut views = views.iter().filter(|view| view.text.len() == chars as usize);
    if let Some(view) = views.find(|view| has_hash(&view.text, sha256)) {
        let runs = view.left_out(text.len()).into_iter();
        return ordered(runs.map(|run| Edit::new(run.start, run.end, &[])).collect());
    }
    let sites = choose::choose(anchors, &Index::of(text));
    let of_quotes = ordered(of_quotes(text, anchors, &sites)).unwrap_or_default();
    if !of_quotes.is_empty() {
        let restored = undone(text, &of_quotes);
        if has_hash(&restored, sha256) {
            return Some(united(of_quotes, text));
        }
        let more = origin(&restored, sha256, chars).and_then(|edit| forth(edit, &of_quotes));
        if let Some(edits) = more.and_then(|more| ordered(of_quotes.iter().cloned().chain([more]).collect())) {
            return Some(united(edits, text));
        }
    }
    ordered(vec![origin(text, sha256, chars)?])
}

/// An edit of a text from which others were taken back, as it is in the text itself; nothing when it meets one of them.
fn forth(mut edit: Edit, others: &[Edit]) -> Option<Edit> {
    let meets = |other: &&Edit| other.was.start <= edit.now.end && edit.now.start <= other.was.end;
    if others.iter().any(|other| meets(&other)) {
        return None;
    }
    let before = others.iter().rev().find(|other| other.was.end < edit.now.start);
    let by = before.map_or(0, |other| i64::from(other.now.end) - i64::from(other.was.end));
    let moved = |place: u32| u32::try_from(i64::from(place) + by).ok();
    edit.now = Stretch { start: moved(edit.now.start)?, end: moved(edit.now.end)? };
    Some(edit)
}

/// Whether an edit is of more than white space and widths.
fn is_told(edit: &Edit, text: &[char]) -> bool {
    let came: String = text.get(edit.now.start as usize..edit.now.end as usize).unwrap_or_default().iter().collect();
    folded_quote(&edit.words) != folded_quote(&came)
}

/// A quote at the place to which it was carried.
fn found(anchor: &Anchor, own: Stretch, index: &Index<'_>) -> Found {
    let quote = anchor.quote.as_deref().unwrap_or_default();
    let matches = index.find(quote);
    let here = matches.iter().find(|(found, _)| own.contains(*found));
    match here {
        Some((stretch, how)) => Found { stretch: *stretch, how: *how, places: matches.len() },
        None => Found { stretch: own, how: How::Near(index.differ(quote, own)), places: 1 },
    }
}

//! How far each end of a stretch has moved.
//!
//! The quote in a stretch says within which bounds the stretch has moved, and no more, for nobody knows where in the stretch
//! it stood.

use std::rc::Rc;

use super::{
    Anchor,
    choose::Site,
    ground::Ground,
    walk::{End, Walk},
};
use crate::model::Stretch;

/// How far from its bounds a long stretch is looked at.
const REACH: i64 = 2048;
/// By how many characters a stretch may have grown before its quote, and behind it.
const ROOM: i64 = 24;
/// Where the shifts before and behind are no further apart than this, those between them are weighed, too.
const NEAR: i64 = 128;
/// And a few beyond them, for what came in between two quotes and was left out again.
const BEYOND: i64 = 2;

/// The stretches of each anchor in the new text, and what it costs that they moved. What was not found stays as it is; what
/// has no quote and nothing left of it has no stretch.
pub fn shifted(
    anchors: &[Anchor],
    sites: &[Option<Site>],
    chars: Option<u32>,
    text: &[char],
) -> (u64, Vec<Vec<Stretch>>) {
    let mut ends = ends(anchors, sites);
    ends.sort_unstable();
    let bounds: Vec<Option<(i64, i64)>> = ends.iter().map(|end| bound(*end, anchors, sites)).collect();
    let whole = chars.map(|chars| text.len() as i64 - i64::from(chars));
    let ground = Ground::of(text, anchors, sites);
    let (cost, places) =
        Walk::new(&ends, &ground, whole).cheapest(&candidates(&bounds, whole), |at| anchors[at].quote.is_none());
    let mut moved: Vec<Vec<Stretch>> = anchors.iter().map(|anchor| anchor.stretches.clone()).collect();
    // Where no quote is found at all, nothing says that this is the letter.
    let is_strange = anchors.iter().any(|anchor| anchor.quote.is_some()) && sites.iter().all(Option::is_none);
    let mut is_out: Vec<bool> = anchors.iter().map(|anchor| is_strange && anchor.quote.is_none()).collect();
    for (end, place) in ends.iter().zip(places) {
        is_out[end.anchor] |= place.is_none();
        let place = place.unwrap_or_default().clamp(0, text.len() as i64);
        let place = u32::try_from(place).unwrap_or(u32::MAX);
        let stretch = &mut moved[end.anchor][end.stretch];
        if end.is_start {
            stretch.start = place;
        } else {
            stretch.end = place;
        }
    }
    for (at, (anchor, moved)) in anchors.iter().zip(&mut moved).enumerate() {
        if is_out[at] || (anchor.quote.is_none() && moved.iter().any(|moved| moved.start >= moved.end)) {
            moved.clear();
        }
        for (n, (own, moved)) in anchor.stretches.iter().zip(moved).enumerate() {
            if let Some(site) = sites[at].filter(|site| site.host == n) {
                let found = site.found.stretch;
                *moved = Stretch { start: moved.start.min(found.start), end: moved.end.max(found.end) };
            }
            // Nothing is left of it here: it keeps its length, as far as the text goes.
            if moved.start >= moved.end {
                moved.end = moved.start.saturating_add(own.end - own.start).min(text.len() as u32);
                moved.start = moved.start.min(moved.end.saturating_sub(1));
            }
        }
    }
    (cost, moved)
}

/// The ends of what was found, and of what has no quote to be found by.
fn ends(anchors: &[Anchor], sites: &[Option<Site>]) -> Vec<End> {
    let mut ends = Vec::new();
    for (anchor, own) in anchors.iter().enumerate() {
        if own.quote.is_some() && sites[anchor].is_none() {
            continue;
        }
        for (n, stretch) in own.stretches.iter().enumerate() {
            let end = |place, is_start| End { place, is_start, anchor, stretch: n };
            ends.extend([end(stretch.start, true), end(stretch.end, false)]);
        }
    }
    ends
}

/// Between what the quote in the stretch says that the end has moved; nothing where no quote says anything.
fn bound(end: End, anchors: &[Anchor], sites: &[Option<Site>]) -> Option<(i64, i64)> {
    let site = sites[end.anchor].filter(|site| site.host == end.stretch)?;
    let own = anchors[end.anchor].stretches[end.stretch];
    let (least, most) = site.shift;
    if end.is_start {
        return Some((least.max(most - REACH) - ROOM, most));
    }
    let least = i64::from(site.found.stretch.end) - i64::from(own.end);
    Some((least, least + (most - site.shift.0).min(REACH) + ROOM))
}

/// The shifts to be weighed for each end: those within its bounds, or where it has none those of the bounded ends around it.
fn candidates(bounds: &[Option<(i64, i64)>], whole: Option<i64>) -> Vec<Rc<[i64]>> {
    let known: Vec<usize> = (0..bounds.len()).filter(|at| bounds[*at].is_some()).collect();
    let range = |at: usize| bounds[at].into_iter().flat_map(|(least, most)| least..=most);
    let mut found: Vec<Rc<[i64]>> = Vec::with_capacity(bounds.len());
    let mut next: usize = 0;
    for (at, bound) in bounds.iter().enumerate() {
        if bound.is_some() {
            next += 1;
            found.push(range(at).collect());
            continue;
        }
        let is_free = at.checked_sub(1).is_some_and(|before| bounds[before].is_none());
        if let Some(same) = found.last().filter(|_| is_free) {
            found.push(Rc::clone(same));
            continue;
        }
        let before: Vec<i64> = next.checked_sub(1).map_or(vec![0], |at| range(known[at]).collect());
        let after: Vec<i64> = known.get(next).map_or_else(|| vec![whole.unwrap_or(0)], |at| range(*at).collect());
        let mut both: Vec<i64> = before.into_iter().chain(after).collect();
        both.sort_unstable();
        both.dedup();
        if let [least, .., most] = both[..]
            && most - least <= NEAR
        {
            both = (least - BEYOND..=most + BEYOND).collect();
        } else if let [only] = both[..] {
            both = (only - BEYOND..=only + BEYOND).collect();
        }
        found.push(both.into());
    }
    found
}

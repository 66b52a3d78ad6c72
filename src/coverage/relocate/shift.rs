//! How far each end of a stretch has moved.
//!
//! The quote in a stretch says within which bounds the stretch has moved, and no more, for nobody knows where in the stretch
//! it stood. Of all the ways in which the ends can have moved, the cheapest is taken: neighbours move together, and ends stand
//! between words. One walk over the ends in order finds it.

use std::rc::Rc;

use super::{Anchor, choose::Site};
use crate::model::Stretch;

/// What it costs that an end moves otherwise than the one before it. Two ends that stand badly outweigh it, one does not.
const TURN: u64 = 4000;
/// What it costs more when that happens within a stretch and not between two.
const WITHIN: u64 = 600;
/// And for each character by which the stretch grows or shrinks, up to a limit.
const GROWTH: u64 = 20;
const GROWN: u64 = 6000;
/// What it costs where white space that stands there in the text explains it.
const SPACE: u64 = 900;
/// The most that the distance of such a turn adds: of equals, the shorter one.
const FAR: u64 = 500;
/// How far from its bounds a long stretch is looked at.
const REACH: i64 = 2048;

/// Where the shifts before and behind are no further apart than this, those between them are weighed, too.
const NEAR: i64 = 128;

/// One end of a stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct End {
    place: u32,
    is_start: bool,
    anchor: usize,
    stretch: usize,
}

/// By how many characters an end may have moved, each with what it costs and the choice before it that led here.
struct Step {
    shifts: Rc<[i64]>,
    from: Vec<usize>,
}

/// The stretches of each anchor in the new text, and what it costs that they moved. What was not found stays as it is.
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
    let (cost, shifts) = walk(&ends, &candidates(&bounds, whole), whole, text);
    let mut moved: Vec<Vec<Stretch>> = anchors.iter().map(|anchor| anchor.stretches.clone()).collect();
    for (end, shift) in ends.iter().zip(shifts) {
        let place = (i64::from(end.place) + shift).clamp(0, text.len() as i64);
        let place = u32::try_from(place).unwrap_or(u32::MAX);
        let stretch = &mut moved[end.anchor][end.stretch];
        if end.is_start {
            stretch.start = place;
        } else {
            stretch.end = place;
        }
    }
    for (at, (anchor, moved)) in anchors.iter().zip(&mut moved).enumerate() {
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
        return Some((least.max(most - REACH), most));
    }
    let least = i64::from(site.found.stretch.end) - i64::from(own.end);
    Some((least, least + (most - site.shift.0).min(REACH)))
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
            both = (least..=most).collect();
        }
        found.push(both.into());
    }
    found
}

/// The cheapest shift of each end, from the beginning of the letter, which has not moved, to its end.
fn walk(ends: &[End], candidates: &[Rc<[i64]>], whole: Option<i64>, text: &[char]) -> (u64, Vec<i64>) {
    let spaces = Spaces::of(text);
    let mut costs: Vec<u64> = vec![0];
    let mut before: Rc<[i64]> = Rc::from([0]);
    let mut last_place = 0;
    let mut steps: Vec<Step> = Vec::with_capacity(ends.len());
    for (end, shifts) in ends.iter().zip(candidates) {
        let cheapest = (0..costs.len()).min_by_key(|at| (costs[*at], before[*at].abs())).unwrap_or_default();
        let place = i64::from(end.place);
        let mut same = 0;
        let mut next = Vec::with_capacity(shifts.len());
        let mut from = Vec::with_capacity(shifts.len());
        for shift in shifts.iter() {
            let by = shift - before[cheapest];
            let is_space = by > 0 && spaces.between(last_place + before[cheapest], place + shift) >= by;
            let mut best = (costs[cheapest] + if is_space { SPACE } else { turn(by, end.is_start) }, cheapest);
            while before.get(same).is_some_and(|other| other < shift) {
                same += 1;
            }
            if before.get(same) == Some(shift) && costs[same] <= best.0 {
                best = (costs[same], same);
            }
            next.push(best.0 + misplaced(text, place + shift, end.is_start));
            from.push(best.1);
        }
        costs = next;
        before = Rc::clone(shifts);
        last_place = place;
        steps.push(Step { shifts: Rc::clone(shifts), from });
    }
    let last = |at: &usize| {
        let by = whole.map_or(0, |whole| whole - before[*at]);
        (costs[*at] + if by == 0 { 0 } else { turn(by, true) }, before[*at].abs())
    };
    let mut at = (0..costs.len()).min_by_key(last).unwrap_or_default();
    let (cost, _) = last(&at);
    let mut found: Vec<i64> = Vec::with_capacity(steps.len());
    for step in steps.iter().rev() {
        found.push(step.shifts[at]);
        at = step.from[at];
    }
    found.reverse();
    (cost, found)
}

/// What it costs that an end moves by so much more than the one before it.
fn turn(by: i64, is_start: bool) -> u64 {
    let by = by.unsigned_abs();
    if is_start { TURN + by.min(FAR) } else { TURN + by.min(FAR) + WITHIN + (by * GROWTH).min(GROWN) }
}

/// How much white space stands before each place of a text.
struct Spaces(Vec<i64>);

impl Spaces {
    fn of(text: &[char]) -> Self {
        let mut n = 0;
        let counts = text.iter().map(|c| {
            n += i64::from(c.is_whitespace());
            n
        });
        Self(std::iter::once(0).chain(counts).collect())
    }

    /// How much of it stands between two places.
    fn between(&self, from: i64, to: i64) -> i64 {
        let at = |place: i64| {
            let place = usize::try_from(place.max(0)).unwrap_or_default();
            self.0.get(place).or(self.0.last()).copied().unwrap_or_default()
        };
        at(to) - at(from)
    }
}

/// What it costs that a stretch begins or ends at a place of the text.
fn misplaced(text: &[char], place: i64, is_start: bool) -> u64 {
    let at = |place: i64| usize::try_from(place).ok().and_then(|at| text.get(at)).copied();
    if place < 0 || place > text.len() as i64 {
        return 5000;
    }
    let (left, right) = (at(place - 1), at(place));
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let is_space = |c: Option<char>| c.is_some_and(char::is_whitespace);
    let is_stop = |c: Option<char>| c.is_some_and(|c| "，。、；：！？,.;:!?）)》”".contains(c));
    match (is_start, is_word(left), is_word(right)) {
        (_, true, true) => 3000,
        (true, ..) if is_stop(right) || is_space(right) || right.is_none() => 2000,
        (false, ..) if is_space(left) || left.is_none() => 2000,
        (false, false, true) => 500,
        _ => 0,
    }
}

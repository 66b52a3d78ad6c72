//! The cheapest way in which the ends of stretches can have moved.
//!
//! Neighbours move together, ends stand between words, nothing overlaps that did not, and no word is left between two
//! stretches. One walk over the ends in order finds the way; what has no quote may be left out where its words are gone.

use std::rc::Rc;

use super::ground::Ground;

/// What it costs that an end moves otherwise than the one before it. Two ends that stand badly outweigh it, one does not.
const TURN: u64 = 4000;
/// The most that the distance of a turn adds: of equals, the shorter one.
const FAR: u64 = 500;
/// What it costs more when that happens within a stretch and not between two.
const WITHIN: u64 = 600;
/// And for each character by which the stretch grows or shrinks, up to a limit.
const GROWTH: u64 = 80;
const GROWN: u64 = 6000;
/// What it costs more between two stretches where only marks can have come in or gone.
const MARKS: u64 = 1200;
/// What a turn costs where white space that nobody would write explains it.
const SPACE: u64 = 900;
/// What a turn costs at the end of the text.
const TAIL: u64 = 2500;
/// What it costs that ends change their order, and for each character that is then shared, up to a limit.
const CROSSED: u64 = 12_000;
const SHARED: u64 = 200;
const MOST_SHARED: u64 = 60_000;
/// What it costs that words are left over between two stretches: words on their own, some of a stretch, a word or two.
const LEFT: u64 = 4000;
const TORN: u64 = 3000;
const CRUMB: u64 = 700;
/// What it costs for each word that stands where something was left out: it may be there.
const LOST: u64 = 400;
const MOST_LOST: u64 = 60_000;
/// What every word that is left over costs more, up to a limit.
const WORD: u64 = 15;
const MOST_WORDS: u64 = 6000;
/// What it costs that a stretch is left out, and another one behind it.
const OUT: u64 = 12_000;
const NEXT_OUT: u64 = 1000;
/// A longer gap between two stretches had words in it before.
const GAP: i64 = 8;
/// How many of the cheapest ways lead to a turn.
const WAYS: usize = 6;

/// One end of a stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct End {
    /// Where it stood.
    pub place: u32,
    /// Whether the stretch begins there.
    pub is_start: bool,
    /// Whose stretch it is.
    pub anchor: usize,
    /// Which of them.
    pub stretch: usize,
}

/// A place that an end can have, with the cheapest way to it.
#[derive(Clone, Copy)]
struct State {
    place: i64,
    /// How far it has moved, without what is known of the growth of quotes.
    drift: i64,
    cost: u64,
    from: usize,
    /// How many ends there are up to the last one that has a place.
    last: usize,
    is_out: bool,
}

/// The ends in order, in a text.
pub struct Walk<'a> {
    ends: &'a [End],
    ground: &'a Ground<'a>,
    whole: Option<i64>,
    /// Whether each end stands outside every stretch but its own.
    is_free: Vec<bool>,
    abuts: Vec<bool>,
}

impl<'a> Walk<'a> {
    /// A walk over ends, in a text that has grown by so much in whole, where that is known.
    pub fn new(ends: &'a [End], ground: &'a Ground<'a>, whole: Option<i64>) -> Self {
        let mut depth = 0_usize;
        let is_free = ends.iter().map(|end| {
            depth = if end.is_start { depth + 1 } else { depth.saturating_sub(1) };
            depth == usize::from(end.is_start)
        });
        let is_free = is_free.collect();
        let same = |a: Option<&End>, b: &End| a.is_some_and(|a| a.place == b.place && a.is_start != b.is_start);
        let abuts = ends.iter().enumerate().map(|(at, end)| {
            let beside = if end.is_start { at.checked_sub(1) } else { Some(at + 1) };
            same(beside.and_then(|at| ends.get(at)), end)
        });
        let abuts = abuts.collect();
        Self { ends, ground, whole, is_free, abuts }
    }

    /// The cheapest way with what it costs: the place of each end, nothing for one that is left out. `can_go` tells which
    /// anchors may be.
    pub fn cheapest(&self, shifts: &[Rc<[i64]>], can_go: impl Fn(usize) -> bool) -> (u64, Vec<Option<i64>>) {
        let mut steps: Vec<Vec<State>> = Vec::with_capacity(self.ends.len() + 1);
        steps.push(vec![START]);
        for (at, (end, shifts)) in self.ends.iter().zip(shifts).enumerate() {
            let before = steps.last().map_or(&[][..], Vec::as_slice);
            let pair = if end.is_start { self.ends.get(at + 1) } else { at.checked_sub(1).map(|at| &self.ends[at]) };
            let is_pair = pair.is_some_and(|pair| (pair.anchor, pair.stretch) == (end.anchor, end.stretch));
            let mut states = self.placed(at, shifts, before);
            if is_pair && can_go(end.anchor) {
                states.extend(left_out(at, end.is_start, before));
            }
            steps.push(states);
        }
        let last = steps.last().map_or(&[][..], Vec::as_slice);
        let total = |state: &State| state.cost + self.rest(state);
        let best = (0..last.len()).min_by_key(|at| (total(&last[*at]), last[*at].drift.abs()));
        let mut at = best.unwrap_or_default();
        let cost = last.get(at).map_or(0, total);
        let mut places = Vec::with_capacity(self.ends.len());
        for states in steps[1..].iter().rev() {
            places.push(Some(states[at].place).filter(|_| !states[at].is_out));
            at = states[at].from;
        }
        places.reverse();
        (cost, places)
    }

    /// The states of an end that has moved by one of these distances.
    fn placed(&self, at: usize, shifts: &[i64], before: &[State]) -> Vec<State> {
        let end = &self.ends[at];
        // What was left out at its beginning is left out at its end.
        let mut known: Vec<usize> = (0..before.len()).filter(|at| end.is_start || !before[*at].is_out).collect();
        let ways = cheapest(before, &known);
        known.sort_by_key(|at| before[*at].drift);
        let mut states = Vec::with_capacity(shifts.len());
        for shift in shifts {
            let place = i64::from(end.place) + shift;
            let drift = self.drift(at, place);
            let first = known.partition_point(|at| before[*at].drift < drift);
            let same = known[first..].iter().copied().take_while(|at| before[*at].drift == drift);
            let way = |from: usize| (before[from].cost + self.step(&before[from], at, place), from);
            // Of equals, the way without a turn.
            let Some((cost, from)) = same.chain(ways.iter().copied()).map(way).min_by_key(|(cost, _)| *cost) else {
                continue;
            };
            let cost = cost + self.misplaced(at, place);
            states.push(State { place, drift, cost, from, last: at + 1, is_out: false });
        }
        states
    }

    fn drift(&self, at: usize, place: i64) -> i64 {
        place - i64::from(self.ends[at].place) - self.ground.grown(place)
    }

    fn misplaced(&self, at: usize, place: i64) -> u64 {
        self.ground.misplaced(place, self.ends[at].is_start, self.abuts[at])
    }

    /// What it costs that an end is at a place, after what is before it.
    fn step(&self, before: &State, at: usize, place: i64) -> u64 {
        let end = self.ends[at];
        let is_gap = end.is_start && self.is_free[at];
        self.between(before, is_gap, (i64::from(end.place), place), before.last != at, self.drift(at, place))
    }

    /// What it costs that the text ends behind the last end.
    fn rest(&self, before: &State) -> u64 {
        let Some(whole) = self.whole else { return 0 };
        let end = self.ground.len();
        let drift = whole - self.ground.grown(end);
        // Marks and white space come and go at the end of a file.
        if drift != before.drift && before.place <= end && self.ground.words(before.place, end) == 0 {
            return TAIL;
        }
        self.between(before, true, (end - whole, end), before.last != self.ends.len(), drift)
    }

    fn between(&self, before: &State, is_gap: bool, (was, place): (i64, i64), is_out: bool, drift: i64) -> u64 {
        let by = drift - before.drift;
        let words = if is_gap { self.ground.words(before.place, place) } else { 0 };
        let last = before.last.checked_sub(1).map_or(0, |at| i64::from(self.ends[at].place));
        let had_words = was - last > GAP;
        let shared = u64::try_from(before.place - place).unwrap_or_default();
        let crossed = if shared > 0 { CROSSED + (shared * SHARED).min(MOST_SHARED) } else { 0 };
        let far = TURN + by.unsigned_abs().min(FAR);
        let turn = match by {
            0 => 0,
            by if by > 0 && self.ground.spaces(before.place, place) >= by => SPACE,
            // No more than the gap that was there.
            by if by < 0 && is_gap && self.ground.is_one_line() && was - last >= -by && words == 0 => SPACE,
            _ if !is_gap => far + WITHIN + (by.unsigned_abs() * GROWTH).min(GROWN),
            by if (by > 0 && words == 0) || (by < 0 && !had_words) => far + MARKS,
            _ => far,
        };
        let left = match words {
            ..=0 => 0,
            _ if is_out => LEFT + (words.unsigned_abs() * LOST).min(MOST_LOST),
            _ if by > 0 && self.ground.is_behind_word(place) => TORN,
            ..=2 if by > 0 => CRUMB,
            _ if by <= 0 && !had_words => TORN,
            _ => 0,
        };
        crossed + turn + left + (words.max(0).unsigned_abs() * WORD).min(MOST_WORDS)
    }
}

/// The beginning of a letter, which has not moved.
const START: State = State { place: 0, drift: 0, cost: 0, from: 0, last: 0, is_out: false };

/// The cheapest of some states, those apart behind which something was left out, for they are dearer and lead further.
fn cheapest(states: &[State], of: &[usize]) -> Vec<usize> {
    let cost = |at: &usize| (states[*at].cost, states[*at].drift.abs());
    let ways = [false, true].into_iter().flat_map(|is_out| {
        let mut ways: Vec<usize> = of.iter().copied().filter(|at| states[*at].is_out == is_out).collect();
        ways.sort_by_key(cost);
        ways.truncate(WAYS);
        ways
    });
    ways.collect()
}

/// The states in which a stretch is left out: as they were before it.
fn left_out(at: usize, is_start: bool, before: &[State]) -> Vec<State> {
    let ways: Vec<usize> = (0..before.len()).filter(|at| is_start || before[*at].is_out).collect();
    let out = |from: usize| {
        let cost = match (is_start, before[from].last == at) {
            (false, _) => 0,
            (true, true) => OUT,
            (true, false) => NEXT_OUT,
        };
        State { cost: before[from].cost + cost, from, is_out: true, ..before[from] }
    };
    cheapest(before, &ways).into_iter().map(out).collect()
}

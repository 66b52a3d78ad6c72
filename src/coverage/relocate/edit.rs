//! The edits by which a text differs from the one that a ledger was made from, and where its places went.

use similar::{Algorithm, capture_diff_slices};

use super::{Anchor, choose::Site, index::How};
use crate::model::Stretch;

/// Words that took the place of others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Where the others stood, in the text that the ledger was made from.
    pub was: Stretch,
    /// Where these stand.
    pub now: Stretch,
    /// The others.
    pub words: String,
}

impl Edit {
    /// Words that stand in a text in place of others; where those stood is not known before every edit is.
    pub fn new(start: usize, end: usize, words: &[char]) -> Self {
        let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let now = Stretch { start: place(start), end: place(end) };
        Self { was: now, now, words: words.iter().collect() }
    }

    fn len_before(&self) -> u32 {
        u32::try_from(self.words.chars().count()).unwrap_or(u32::MAX)
    }
}

/// Edits in the order of the text, each with where its words stood; nothing when two of them meet.
pub fn ordered(mut edits: Vec<Edit>) -> Option<Vec<Edit>> {
    edits.sort_by_key(|edit| edit.now);
    edits.dedup();
    let (mut end, mut by) = (None, 0_i64);
    for edit in &mut edits {
        if end.is_some_and(|end| edit.now.start <= end) {
            return None;
        }
        end = Some(edit.now.end);
        let start = u32::try_from(i64::from(edit.now.start) - by).ok()?;
        edit.was = Stretch { start, end: start + edit.len_before() };
        by += i64::from(edit.now.end - edit.now.start) - i64::from(edit.len_before());
    }
    Some(edits)
}

/// Edits in order, those united that only a character or two stand between: one change of words looks like two.
pub fn united(edits: Vec<Edit>, text: &[char]) -> Vec<Edit> {
    let mut united: Vec<Edit> = Vec::with_capacity(edits.len());
    for edit in edits {
        match united.last_mut().filter(|last| edit.now.start - last.now.end <= 2) {
            Some(last) => {
                last.words.extend(&text[last.now.end as usize..edit.now.start as usize]);
                last.words.push_str(&edit.words);
                last.now.end = edit.now.end;
                last.was.end = edit.was.end;
            }
            None => united.push(edit),
        }
    }
    united
}

/// Those edits, in their order, that meet stretches of the text before them or behind them.
pub fn meeting<'a>(edits: &'a [Edit], was: &'a [Stretch], now: &'a [Stretch]) -> impl Iterator<Item = &'a Edit> {
    let start = |own: &[Stretch]| own.iter().map(|own| own.start).min().unwrap_or_default();
    let end = |own: &[Stretch]| own.iter().map(|own| own.end).max().unwrap_or_default();
    let first = edits.partition_point(|edit| edit.was.end <= start(was) && edit.now.end <= start(now));
    let last = edits.partition_point(|edit| edit.was.start < end(was) || edit.now.start < end(now));
    let meets = |own: &[Stretch], edit: Stretch| own.iter().any(|own| own.start < edit.end && edit.start < own.end);
    edits.get(first..last).unwrap_or_default().iter().filter(move |edit| meets(was, edit.was) || meets(now, edit.now))
}

/// The text as it was before some edits, in their order.
pub fn undone(text: &[char], edits: &[Edit]) -> Vec<char> {
    let mut undone = Vec::with_capacity(text.len());
    let mut start = 0;
    for edit in edits {
        undone.extend_from_slice(&text[start..edit.now.start as usize]);
        undone.extend(edit.words.chars());
        start = edit.now.end as usize;
    }
    undone.extend_from_slice(&text[start..]);
    undone
}

/// The edits that would make quotes of the words that are nearest to them.
pub fn of_quotes(text: &[char], anchors: &[Anchor], sites: &[Option<Site>]) -> Vec<Edit> {
    let mut edits = Vec::new();
    for (anchor, site) in anchors.iter().zip(sites) {
        let (Some(quote), Some(site)) = (&anchor.quote, site) else { continue };
        if !matches!(site.found.how, How::Near(_)) {
            continue;
        }
        let own = site.found.stretch;
        let quote: Vec<char> = quote.trim().chars().collect();
        let words = text.get(own.start as usize..own.end as usize).unwrap_or_default();
        let ops = capture_diff_slices(Algorithm::Myers, &quote, words);
        let changes = ops.iter().filter(|op| op.tag() != similar::DiffTag::Equal);
        let start = own.start as usize;
        edits.extend(changes.map(|op| {
            let now = op.new_range();
            Edit::new(start + now.start, start + now.end, &quote[op.old_range()])
        }));
    }
    edits
}

/// Where a stretch went that stood in the text before the edits. Words that came in right before or behind its own words are
/// of it; a stretch that begins takes them rather than one that ends there. Behind a mark they are of none.
pub fn carried(own: Stretch, edits: &[Edit], text: &[char], is_begun: impl Fn(u32) -> bool) -> Stretch {
    let is_word = |at: u32| text.get(at as usize).is_some_and(|c| c.is_alphanumeric());
    let joins = |at: u32| at > 0 && is_word(at - 1) && is_word(at);
    let moved = |place: u32, edit: &Edit| {
        let by = i64::from(edit.now.end) - i64::from(edit.was.end);
        u32::try_from(i64::from(place) + by).unwrap_or_default()
    };
    let up_to = |place: u32| edits[..edits.partition_point(|edit| edit.was.start <= place)].iter().rev();
    let start = match up_to(own.start).next() {
        None => own.start,
        Some(edit) if edit.was.end > own.start => edit.now.start,
        Some(edit) if edit.was.start == own.start && joins(edit.now.end) => edit.now.start,
        Some(edit) => moved(own.start, edit),
    };
    let comes_behind = |edit: &&Edit| {
        edit.was.start == own.end && joins(edit.now.start) && edit.was.start == edit.was.end && !is_begun(own.end)
    };
    let end = match up_to(own.end).find(|edit| edit.was.start < own.end || comes_behind(edit)) {
        None => own.end,
        Some(edit) if edit.was.end > own.end || edit.was.start == own.end => edit.now.end,
        Some(edit) => moved(own.end, edit),
    };
    Stretch { start: start.min(end), end }
}

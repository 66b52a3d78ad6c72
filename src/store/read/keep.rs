//! What is kept of a ledger that is read to change a few of its measures, and what needs no reading again after the change.

use std::ops::Range;

use crate::model::{Field, Ledger, Passed, Span};

/// What of a text is kept, and what of it is known already.
#[derive(Clone, Copy, Default)]
pub struct Keep<'a> {
    /// The measures that are kept, by their ids; all when absent.
    measures: Option<&'a (dyn Fn(&str) -> bool + Sync)>,
    known: Option<&'a Known<'a>>,
}

impl<'a> Keep<'a> {
    /// Only these measures.
    pub fn only(measures: &'a (dyn Fn(&str) -> bool + Sync)) -> Self {
        Self { measures: Some(measures), known: None }
    }

    /// Only these, and without reading again what is known.
    pub fn known(measures: &'a (dyn Fn(&str) -> bool + Sync), known: &'a Known<'a>) -> Self {
        Self { measures: Some(measures), known: Some(known) }
    }

    /// Whether a measure is kept.
    pub fn keeps(self, id: &str) -> bool {
        self.measures.is_none_or(|keeps| keeps(id))
    }

    /// The measure that is known to stand at a byte, passed over already.
    pub fn passed_at(self, at: usize) -> Option<Passed> {
        self.known?.passed_at(at)
    }

    /// Whether there are measures that are known.
    pub fn knows_measures(self) -> bool {
        self.known.is_some()
    }

    /// Whether the id of a measure that is read is that of a known one, too.
    pub fn is_elsewhere(self, id: &str) -> bool {
        self.known.is_some_and(|known| !self.keeps(id) && known.is_elsewhere(id))
    }
}

/// What was passed over in a text and stands in it still, after it has changed in one place.
pub struct Known<'a> {
    passed: &'a [Passed],
    /// The bytes that changed, as they were, and how many there are in their place.
    was: Range<usize>,
    is: usize,
    /// Where the line begins in which the change does.
    line: usize,
}

impl<'a> Known<'a> {
    /// What a ledger passed over that a new text has, too.
    pub fn of(before: &'a Ledger, text: &str) -> Self {
        let (old, new) = (before.source.text.as_bytes(), text.as_bytes());
        let start = same(old.chunks(CHUNK).zip(new.chunks(CHUNK)), |(old, new)| {
            old.iter().zip(new).take_while(|(old, new)| old == new).count()
        });
        let line = memchr::memrchr(b'\n', &old[..start]).map_or(0, |end| end + 1);
        let (old, new) = (&old[start..], &new[start..]);
        let end = same(old.rchunks(CHUNK).zip(new.rchunks(CHUNK)), |(old, new)| {
            old.iter().rev().zip(new.iter().rev()).take_while(|(old, new)| old == new).count()
        });
        Self { passed: &before.passed, was: start..start + old.len() - end, is: new.len() - end, line }
    }

    /// Whether a measure stood where the text has not changed, nor so near to it that it is read again.
    fn is_elsewhere(&self, id: &str) -> bool {
        let from = self.passed.partition_point(|passed| (passed.place.end as usize) < self.line);
        let to = self.passed.partition_point(|passed| (passed.place.start as usize) < self.was.end);
        let (before, behind) = (&self.passed[..from], &self.passed[to.max(from)..]);
        before.iter().chain(behind).any(|passed| *passed.id.value == *id)
    }

    fn passed_at(&self, at: usize) -> Option<Passed> {
        let is_behind = at >= self.was.start + self.is;
        let was = if is_behind { at - self.is + self.was.len() } else { at };
        let found = self.passed.binary_search_by_key(&was, |passed| passed.place.start as usize).ok()?;
        let Passed { id, place } = &self.passed[found];
        // What ends a measure is the line behind it: where that has changed, it is read again.
        if !is_behind && place.end as usize >= self.line {
            return None;
        }
        let shifted = |span: Span| Span::new(span.start as usize - was + at..span.end as usize - was + at);
        let id = Field { value: id.value.clone(), span: shifted(id.span) };
        Some(Passed { id, place: shifted(*place) })
    }
}

/// How many bytes are compared at a time.
const CHUNK: usize = 1 << 12;

/// How many bytes are the same from one end on.
fn same<'a>(
    mut chunks: impl Iterator<Item = (&'a [u8], &'a [u8])>,
    in_chunk: impl Fn((&[u8], &[u8])) -> usize,
) -> usize {
    let mut same = 0;
    let odd = chunks.find(|(old, new)| {
        let is_same = old == new;
        same += if is_same { old.len() } else { 0 };
        !is_same
    });
    same + odd.map_or(0, in_chunk)
}

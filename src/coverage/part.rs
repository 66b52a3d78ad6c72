//! A letter cut wherever a stretch begins or ends.

use std::collections::BTreeSet;

use crate::model::Stretch;

/// A part of the letter that the same claims share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its characters.
    pub stretch: Stretch,
    /// The claims on it, by their places in the list; nothing accounts for it when there are none.
    pub claims: Vec<usize>,
}

/// The parts of a letter of so many characters: each character stands in one. What leaves the letter is left out.
pub fn parts(stretches: &[Stretch], chars: u32) -> Vec<Part> {
    // What ends comes before what begins at the same place.
    let mut events: Vec<(u32, bool, usize)> = Vec::with_capacity(stretches.len() * 2);
    for (at, stretch) in stretches.iter().enumerate() {
        let (start, end) = (stretch.start.min(chars), stretch.end.min(chars));
        if start < end {
            events.extend([(start, true, at), (end, false, at)]);
        }
    }
    events.sort_unstable();
    let mut open: BTreeSet<usize> = BTreeSet::new();
    let mut parts = Vec::with_capacity(events.len() + 1);
    let mut start = 0;
    for (place, begins, at) in events {
        if start < place {
            let stretch = Stretch { start, end: place };
            parts.push(Part { stretch, claims: open.iter().copied().collect() });
            start = place;
        }
        if begins {
            open.insert(at);
        } else {
            open.remove(&at);
        }
    }
    if start < chars {
        parts.push(Part { stretch: Stretch { start, end: chars }, claims: Vec::new() });
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_stands_in_one_part() {
        let stretch = |start, end| Stretch { start, end };
        let found = parts(&[stretch(2, 6), stretch(4, 8), stretch(8, 99)], 10);
        let found: Vec<_> = found.iter().map(|part| (part.stretch.start, part.stretch.end, &part.claims[..])).collect();
        let expected: [(u32, u32, &[usize]); 5] =
            [(0, 2, &[]), (2, 4, &[0]), (4, 6, &[0, 1]), (6, 8, &[1]), (8, 10, &[2])];
        assert_eq!(found, expected);
    }
}

//! A text as stretches stand in it: where words, marks and white space are, and what the quotes tell of where it has grown.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::{Anchor, choose::Site, index::How};
use crate::letter::fold;

/// A longer quote is not compared character by character.
const LONGEST: usize = 200;

/// What is known of the places of a text.
pub struct Ground<'a> {
    text: &'a [char],
    words: Vec<i64>,
    spaces: Vec<i64>,
    grown: Vec<i64>,
    is_one_line: bool,
}

impl<'a> Ground<'a> {
    /// What is known of a text in which these quotes were found.
    pub fn of(text: &'a [char], anchors: &[Anchor], sites: &[Option<Site>]) -> Self {
        let added = added(text);
        Self {
            text,
            words: sums(text.iter().map(|c| i64::from(c.is_alphanumeric()))),
            spaces: sums(added.into_iter().map(i64::from)),
            grown: sums(growth(text, anchors, sites).into_iter()),
            is_one_line: text.iter().rposition(|c| *c != '\n').is_some_and(|last| !text[..last].contains(&'\n')),
        }
    }

    /// How many characters it has.
    pub fn len(&self) -> i64 {
        self.text.len() as i64
    }

    /// How many letters and digits stand between two places.
    pub fn words(&self, from: i64, to: i64) -> i64 {
        self.at(&self.words, to) - self.at(&self.words, from)
    }

    /// How much white space stands between two places that nobody would write there.
    pub fn spaces(&self, from: i64, to: i64) -> i64 {
        self.at(&self.spaces, to) - self.at(&self.spaces, from)
    }

    /// Whether the whole text stands on one line: somebody took the breaks away.
    pub fn is_one_line(&self) -> bool {
        self.is_one_line
    }

    /// By how much the quotes have grown that stand before a place.
    pub fn grown(&self, place: i64) -> i64 {
        self.at(&self.grown, place)
    }

    /// Whether a letter or a digit stands before a place.
    pub fn is_behind_word(&self, place: i64) -> bool {
        self.char(place - 1).is_some_and(char::is_alphanumeric)
    }

    /// What it costs that a stretch begins or ends at a place; one that abuts does so where another ends or begins.
    pub fn misplaced(&self, place: i64, is_start: bool, abuts: bool) -> u64 {
        if place < 0 || place > self.len() {
            return 5000;
        }
        let (left, right) = (self.char(place - 1), self.char(place));
        let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let is_space = |c: Option<char>| c.is_some_and(char::is_whitespace);
        let is_stop = |c: Option<char>| c.is_some_and(|c| "，。、；：！？,.;:!?）)》”".contains(c));
        let is_opening = |c: Option<char>| c.is_some_and(|c| "“‘（(《「『【".contains(c));
        match (is_start, is_word(left), is_word(right)) {
            // The end of the other pays for both.
            (true, true, true) if abuts => 0,
            (_, true, true) => {
                if abuts {
                    3000
                } else {
                    4000
                }
            }
            // Where stretches take all of the text, white space belongs to one of them.
            (true, ..) if abuts && is_space(right) => 0,
            (false, ..) if abuts && is_space(left) => 0,
            (true, ..) if is_stop(right) || is_space(right) || right.is_none() => 3500,
            (false, ..) if is_space(left) || left.is_none() => 3500,
            (true, ..) if is_opening(left) => 1000,
            (false, false, true) if !abuts => 500,
            _ => 0,
        }
    }

    fn char(&self, place: i64) -> Option<char> {
        usize::try_from(place).ok().and_then(|at| self.text.get(at)).copied()
    }

    fn at(&self, sums: &[i64], place: i64) -> i64 {
        let place = usize::try_from(place.max(0)).unwrap_or_default();
        sums.get(place).or(sums.last()).copied().unwrap_or_default()
    }
}

/// The sum of what stands before each place.
fn sums(each: impl Iterator<Item = i64>) -> Vec<i64> {
    let mut sum = 0;
    let sums = each.map(|one| {
        sum += one;
        sum
    });
    std::iter::once(0).chain(sums).collect()
}

/// The white space that nobody would write: before the end of a line, beyond the usual indentation, and beside what is not
/// Latin. Blank lines are usual.
pub fn added(text: &[char]) -> Vec<bool> {
    let lines: Vec<&[char]> = text.split(|c| *c == '\n').collect();
    let usual = usual(&lines);
    let mut added = Vec::with_capacity(text.len() + 1);
    for line in lines {
        let is_shown = |c: &char| !c.is_whitespace();
        let first = line.iter().position(is_shown).unwrap_or(line.len());
        let last = line.iter().rposition(is_shown).unwrap_or_default();
        let is_latin = |at: usize| line.get(at).is_some_and(|c| c.is_ascii_graphic());
        for (at, c) in line.iter().enumerate() {
            let is_odd = at + usual < first || at > last || (at > first && !(is_latin(at - 1) && is_latin(at + 1)));
            added.push(c.is_whitespace() && is_odd);
        }
        added.push(false);
    }
    added.truncate(text.len());
    added
}

/// By how much most lines are indented.
fn usual(lines: &[&[char]]) -> usize {
    let mut counts = std::collections::BTreeMap::new();
    for line in lines {
        if let Some(indent) = line.iter().position(|c| !c.is_whitespace()) {
            *counts.entry(indent).or_insert(0_usize) += 1;
        }
    }
    // Headings stand at the margin, so what a good part of the lines is indented by is usual.
    let most = counts.values().copied().max().unwrap_or_default();
    counts.into_iter().filter(|(_, n)| *n > 1 && n * 3 >= most).map(|(indent, _)| indent).max().unwrap_or_default()
}

/// By how much each character has made a quote longer: one for a character that came in, less where some were left out.
fn growth(text: &[char], anchors: &[Anchor], sites: &[Option<Site>]) -> Vec<i64> {
    let mut growth = vec![0; text.len()];
    for (anchor, site) in anchors.iter().zip(sites) {
        let (Some(quote), Some(site)) = (&anchor.quote, site) else { continue };
        if site.found.how == How::Exact {
            continue;
        }
        let own = site.found.stretch;
        let (start, end) = (own.start as usize, own.end as usize);
        let was: Vec<char> = quote.trim().chars().map(fold).collect();
        let now: Vec<char> = text.get(start..end).unwrap_or_default().iter().copied().map(fold).collect();
        if was.len() > LONGEST {
            continue;
        }
        // Two quotes that share a character share what became of it.
        let mut put = |at: usize, by: i64| {
            if let Some(known) = growth.get_mut(at).filter(|known: &&mut i64| known.abs() < by.abs()) {
                *known = by;
            }
        };
        for op in capture_diff_slices(Algorithm::Myers, &was, &now) {
            let (left, came) = (op.old_range().len(), op.new_range());
            let kept = left.min(came.len());
            if matches!(op, DiffOp::Equal { .. }) {
                continue;
            }
            came.clone().skip(kept).for_each(|at| put(start + at, 1));
            if left > came.len() {
                let at = (start + came.start + kept).saturating_sub(1).max(start);
                put(at, -((left - kept) as i64));
            }
        }
    }
    growth
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_that_nobody_would_write_is_known() {
        let text: Vec<char> = "题目\n　　修 好 \n\n　　　a b\n　　挂灯".chars().collect();
        let shown: String = added(&text).iter().zip(&text).map(|(odd, c)| if *odd { '!' } else { *c }).collect();
        assert_eq!(shown, "题目\n　　修!好!\n\n!　　a b\n　　挂灯");
    }
}

//! The place in a text that is nearest to a quote.

use std::collections::HashMap;

use super::index::{How, Index, folded_quote};
use crate::model::Stretch;

/// A pair of characters that stands in more places than this says nothing of where a quote is.
const COMMON: usize = 4096;
/// How many places are looked at closely.
const CLOSELY: usize = 16;
/// A longer quote is compared by its beginning.
const LONGEST: usize = 200;

/// The place where the fewest characters differ, no more than a third of them; of equals, the one nearest to where the quote
/// is expected.
pub fn nearest(index: &Index<'_>, quote: &str, expected: i64) -> Option<(Stretch, How)> {
    let mut wanted = folded_quote(quote);
    wanted.truncate(LONGEST);
    let most = wanted.len() / 3;
    if most == 0 {
        return None;
    }
    let far = |start: i64| {
        let place = usize::try_from(start).ok().and_then(|start| index.stretch(start, 1));
        place.map_or(i64::MAX, |place| (i64::from(place.start) - expected).abs())
    };
    let mut starts = starts(index, &wanted, most);
    starts.sort_by_cached_key(|(start, votes)| (std::cmp::Reverse(*votes), far(*start), *start));
    starts.truncate(CLOSELY);
    let closely = starts.into_iter().filter_map(|(start, _)| {
        let from = usize::try_from(start - most as i64).unwrap_or_default();
        let to = usize::try_from(start + (wanted.len() + most) as i64).unwrap_or_default().min(index.folded.len());
        let window = index.folded.get(from..to)?;
        let (differ, start, end) = within(&wanted, window)?;
        (differ <= most && start < end).then_some((differ, from + start, end - start))
    });
    let (differ, start, len) = closely.min_by_key(|(differ, start, _)| (*differ, far(*start as i64), *start))?;
    Some((index.stretch(start, len)?, How::Near(differ)))
}

/// Where the quote would begin if a pair of its characters stood where it stands in the text, with how many pairs say so, those
/// that some characters more or less would shift included.
fn starts(index: &Index<'_>, wanted: &[char], most: usize) -> Vec<(i64, u32)> {
    let mut votes: HashMap<i64, u32> = HashMap::new();
    for (offset, pair) in wanted.windows(2).enumerate() {
        let places = index.pair(pair);
        if places.len() <= COMMON {
            places.iter().for_each(|at| *votes.entry(i64::from(*at) - offset as i64).or_default() += 1);
        }
    }
    let most = most as i64;
    let around = |start: i64| (start - most..=start + most).filter_map(|near| votes.get(&near)).sum();
    votes.keys().map(|start| (*start, around(*start))).collect()
}

/// The part of a window that is nearest to a text: how many characters differ, where it begins and ends. Of equals, one that
/// begins and ends as the text does, then one of its length.
fn within(wanted: &[char], window: &[char]) -> Option<(usize, usize, usize)> {
    // For each end in the window, the fewest differences, how many of them are at the edges, and where it begins.
    let mut row: Vec<(usize, usize, usize)> = (0..=window.len()).map(|at| (0, 0, at)).collect();
    for (n, own) in wanted.iter().enumerate() {
        let edge = usize::from(n == 0 || n + 1 == wanted.len());
        let mut next = Vec::with_capacity(row.len());
        next.push((n + 1, edge, 0));
        for (at, other) in window.iter().enumerate() {
            let differs = usize::from(own != other);
            let (differ, edges, start) = row[at];
            let exchanged = (differ + differs, edges + edge * differs, start);
            let (differ, edges, start) = row[at + 1];
            let missing = (differ + 1, edges + edge, start);
            let (differ, edges, start) = next[at];
            let added = (differ + 1, edges, start);
            let best = [exchanged, missing, added].into_iter().min_by_key(|(differ, edges, _)| (*differ, *edges));
            next.push(best.unwrap_or(exchanged));
        }
        row = next;
    }
    let best = |(end, (differ, edges, start)): &(usize, (usize, usize, usize))| {
        (*differ, *edges, (end - start).abs_diff(wanted.len()), *end)
    };
    row.into_iter().enumerate().min_by_key(best).map(|(end, (differ, _, start))| (differ, start, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(text: &str, quote: &str) -> Option<(u32, u32, How)> {
        let text: Vec<char> = text.chars().collect();
        let found = nearest(&Index::of(&text), quote, 0);
        found.map(|(stretch, how)| (stretch.start, stretch.end, how))
    }

    #[test]
    fn a_typo_is_found() {
        assert_eq!(near("我们将修好八座风车，谢谢", "修好七座风车"), Some((3, 9, How::Near(1))));
        assert_eq!(near("我们将修好座风车，谢谢", "修好七座风车"), Some((3, 8, How::Near(1))));
        assert_eq!(near("我们将修好了七座风车，谢谢", "修好七座风车"), Some((3, 10, How::Near(1))));
        assert_eq!(near("我们将重好七座风车，谢谢", "修好七座风车"), Some((3, 9, How::Near(1))));
        assert_eq!(near("我们将每个季度培训一次", "每季度培训一次"), Some((3, 11, How::Near(1))));
        assert_eq!(near("别的信里没有这句", "修好七座风车"), None);
    }
}

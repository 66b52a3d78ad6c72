//! The place in a text that is nearest to a quote.

use super::index::{How, Index, folded_quote};
use crate::model::Stretch;

/// A pair of characters that stands in more places than this says nothing of where a quote is.
const COMMON: usize = 4096;
/// How many places of pairs are weighed for one quote, those of the rarest pairs first.
const WEIGHED: usize = 4096;
/// How many places are looked at closely.
const CLOSELY: usize = 16;
/// A longer quote is compared by its beginning.
const LONGEST: usize = 200;
/// How far around where a quote is expected everything is looked at closely.
const AROUND: i64 = 96;

/// The longest part of the text that is looked at like that.
const WINDOW: usize = 2048;

/// A place with how many characters differ and how far it is from where it is expected.
type Near = (usize, i64, usize, usize);

/// The place where the fewest characters differ, no more than a third of them; of equals, the one nearest to where the quote
/// is expected, which is between two places.
pub fn nearest(index: &Index<'_>, quote: &str, expected: (i64, i64)) -> Option<(Stretch, How)> {
    let mut wanted = folded_quote(quote);
    wanted.truncate(LONGEST);
    let most = wanted.len() / 3;
    if most == 0 {
        return None;
    }
    let here = around(index, &wanted, expected).filter(|(differ, ..)| *differ <= most);
    // What is as good as this elsewhere is further away.
    let found = match here {
        Some((0 | 1, ..)) => here,
        _ => here.into_iter().chain(elsewhere(index, &wanted, expected, most)).min(),
    };
    let (differ, _, start, len) = found?;
    Some((index.stretch(start, len)?, How::Near(differ)))
}

/// The nearest part of the text around where a quote is expected.
fn around(index: &Index<'_>, wanted: &[char], (least, most): (i64, i64)) -> Option<Near> {
    let from = index.folded_place(least - AROUND);
    let to =
        index.folded_place(most.saturating_add(wanted.len() as i64 + AROUND)).clamp(from, from.saturating_add(WINDOW));
    let window = &index.folded[from..to];
    let far = |start: usize| far(index, from + start, (least, most));
    let (differ, start, end) = within(wanted, window, far)?;
    (start < end).then(|| (differ, far(start), from + start, end - start))
}

/// The nearest of the places in the whole text that share most pairs of characters with a quote.
fn elsewhere(index: &Index<'_>, wanted: &[char], expected: (i64, i64), most: usize) -> Option<Near> {
    let distance = |start: i64| usize::try_from(start).map_or(i64::MAX, |start| far(index, start, expected));
    let mut starts = starts(index, wanted, most as i64);
    starts.sort_by_cached_key(|(start, votes)| (std::cmp::Reverse(*votes), distance(*start), *start));
    starts.truncate(CLOSELY);
    let closely = starts.into_iter().filter_map(|(start, _)| {
        let from = usize::try_from(start - most as i64).unwrap_or_default();
        let to = usize::try_from(start + (wanted.len() + most) as i64).unwrap_or_default().min(index.folded.len());
        let (differ, start, end) = within(wanted, index.folded.get(from..to)?, |_| 0)?;
        let is_near = differ <= most && start < end;
        is_near.then(|| (differ, far(index, from + start, expected), from + start, end - start))
    });
    closely.min()
}

/// How far a place of the folded text is from where it is expected.
fn far(index: &Index<'_>, start: usize, (least, most): (i64, i64)) -> i64 {
    index.stretch(start, 1).map_or(i64::MAX, |place| {
        let place = i64::from(place.start);
        (least - place).max(place - most).max(0)
    })
}

/// Where the quote would begin if a pair of its characters stood where it stands in the text, with how many pairs say so, those
/// that some characters more or less would shift included.
fn starts(index: &Index<'_>, wanted: &[char], most: i64) -> Vec<(i64, usize)> {
    let mut pairs: Vec<(i64, &[u32])> = (0..).zip(wanted.windows(2).map(|pair| index.pair(pair))).collect();
    pairs.retain(|(_, places)| places.len() <= COMMON);
    pairs.sort_by_key(|(_, places)| places.len());
    let mut starts: Vec<i64> = Vec::new();
    for (offset, places) in pairs {
        if !starts.is_empty() && starts.len() + places.len() > WEIGHED {
            break;
        }
        starts.extend(places.iter().map(|at| i64::from(*at) - offset));
    }
    starts.sort_unstable();
    let votes = |start: i64| {
        starts.partition_point(|own| *own <= start + most) - starts.partition_point(|own| *own < start - most)
    };
    let mut found: Vec<(i64, usize)> = starts.iter().map(|start| (*start, votes(*start))).collect();
    found.dedup();
    found
}

/// The part of a window that is nearest to a text: how many characters differ, where it begins and ends. Of equals, one that
/// is less far by the length of the text, then one that begins and ends as the text does, then one of its length.
fn within(wanted: &[char], window: &[char], far: impl Fn(usize) -> i64) -> Option<(usize, usize, usize)> {
    // For each end in the window, the fewest differences, how many of them are at the edges, and where it begins.
    let mut row: Vec<(usize, usize, usize)> = (0..=window.len()).map(|at| (0, 0, at)).collect();
    for (n, own) in wanted.iter().enumerate() {
        let edge = usize::from(n == 0 || n + 1 == wanted.len());
        let mut next = Vec::with_capacity(row.len());
        next.push((n + 1, edge, 0));
        for (at, other) in window.iter().enumerate() {
            // A word and a mark are not exchanged: one is missing and the other was not looked for.
            let differs = usize::from(own != other) + usize::from(own.is_alphanumeric() != other.is_alphanumeric());
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
        (*differ, far(*start) / wanted.len().max(1) as i64, *edges, (end - start).abs_diff(wanted.len()), *end)
    };
    row.into_iter().enumerate().min_by_key(best).map(|(end, (differ, _, start))| (differ, start, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(text: &str, quote: &str) -> Option<(u32, u32, How)> {
        let text: Vec<char> = text.chars().collect();
        let found = nearest(&Index::of(&text), quote, (0, 0));
        found.map(|(stretch, how)| (stretch.start, stretch.end, how))
    }

    #[test]
    fn a_typo_is_found() {
        assert_eq!(near("我们将修好八座风车，谢谢", "修好七座风车"), Some((3, 9, How::Near(1))));
        assert_eq!(near("我们将修好座风车，谢谢", "修好七座风车"), Some((3, 8, How::Near(1))));
        assert_eq!(near("我们将修好了七座风车，谢谢", "修好七座风车"), Some((3, 10, How::Near(1))));
        assert_eq!(near("我们将重好七座风车，谢谢", "修好七座风车"), Some((3, 9, How::Near(1))));
        assert_eq!(near("我们将每个季度培训一次", "每季度培训一次"), Some((3, 11, How::Near(1))));
        assert_eq!(near("我们将修好七座风，谢谢", "修好七座风车"), Some((3, 8, How::Near(1))));
        assert_eq!(near("别的信里没有这句", "修好七座风车"), None);
    }
}

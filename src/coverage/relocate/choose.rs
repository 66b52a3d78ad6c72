//! Which of its places each quote takes.

use super::{
    Anchor, Found,
    index::{How, Index},
    near::nearest,
};
use crate::model::Stretch;

/// Where a quote was found, and which of its anchor's stretches holds it.
#[derive(Clone, Copy, Debug)]
pub struct Site {
    /// The place.
    pub found: Found,
    /// The stretch, by its place among the anchor's.
    pub host: usize,
    /// How far the stretch can have moved: the least and the most, in characters.
    pub shift: (i64, i64),
}

/// The place of each quote; nothing where there is no quote or it is not found. What can be in several places goes where its
/// neighbours in the letter went.
pub fn choose(anchors: &[Anchor], index: &Index<'_>) -> Vec<Option<Site>> {
    let mut order: Vec<usize> = (0..anchors.len()).collect();
    order.sort_by_key(|at| anchors[*at].stretches.first().map_or(u32::MAX, |own| own.start));
    let mut sites: Vec<Option<Site>> = vec![None; anchors.len()];
    let mut open = Vec::new();
    for (rank, at) in order.iter().enumerate() {
        let Some(quote) = &anchors[*at].quote else { continue };
        let matches = index.find(quote);
        let options = options(&anchors[*at], quote, &matches);
        match options[..] {
            [only] => sites[*at] = Some(only),
            _ => open.push((rank, *at, options)),
        }
    }
    // The nearest quotes that have their place: behind a rank those that have only one, before it also those that were chosen.
    let mut behind = vec![None; order.len() + 1];
    for (rank, at) in order.iter().enumerate().rev() {
        behind[rank] = sites[*at].or(behind[rank + 1]);
    }
    let taken = Taken::of(anchors, &sites);
    let (mut before, mut passed) = (None, 0);
    for (rank, at, options) in open {
        let Some(quote) = &anchors[at].quote else { continue };
        before = order[passed..rank].iter().rev().find_map(|at| sites[*at]).or(before);
        passed = rank;
        let after = behind[rank + 1];
        sites[at] = if options.is_empty() {
            let near = nearest(index, quote, expected(&anchors[at], before.or(after)));
            let near: Vec<_> = near.into_iter().filter(|(own, _)| !taken.is_by_others(*own, &anchors[at])).collect();
            best(self::options(&anchors[at], quote, &near), before, after)
        } else {
            best(options, before, after)
        };
    }
    sites
}

/// What quotes that were found as they are hold, in the order of the text.
struct Taken<'a>(Vec<(Stretch, &'a Anchor)>);

impl<'a> Taken<'a> {
    fn of(anchors: &'a [Anchor], sites: &[Option<Site>]) -> Self {
        let found = anchors.iter().zip(sites).filter_map(|(anchor, site)| Some((site.as_ref()?.found.stretch, anchor)));
        let mut found: Vec<_> = found.collect();
        found.sort_by_key(|(own, _)| *own);
        Self(found)
    }

    /// Whether words belong to an anchor that had none in common with this one: they are like its quote, and another's.
    fn is_by_others(&self, own: Stretch, anchor: &Anchor) -> bool {
        let meet = |a: &Stretch, b: &Stretch| a.start < b.end && b.start < a.end;
        let end = self.0.partition_point(|(found, _)| found.start < own.end);
        let beside = self.0[..end].iter().rev().take(BESIDE).filter(|(found, _)| meet(found, &own));
        let has_common =
            |other: &Anchor| other.stretches.iter().any(|own| anchor.stretches.iter().any(|its| meet(own, its)));
        beside.into_iter().any(|(_, other)| !has_common(other))
    }
}

/// So many quotes that begin before the end of some words can reach into them.
const BESIDE: usize = 8;

/// Between which places a quote begins if its stretches moved as a neighbour did.
fn expected(anchor: &Anchor, neighbour: Option<Site>) -> (i64, i64) {
    let (least, most) = neighbour.map_or((0, 0), |site| site.shift);
    let len = anchor.quote.as_deref().map_or(0, |quote| quote.trim().chars().count()) as i64;
    let start = anchor.stretches.iter().map(|own| i64::from(own.start)).min().unwrap_or_default() + least;
    let end = anchor.stretches.iter().map(|own| i64::from(own.end)).max().unwrap_or_default() + most;
    (start, (end - len).max(start))
}

/// Every place of a quote with every stretch that can hold it.
fn options(anchor: &Anchor, quote: &str, matches: &[(Stretch, How)]) -> Vec<Site> {
    let len = i64::try_from(quote.trim().chars().count()).unwrap_or(i64::MAX);
    let width = |own: &Stretch| i64::from(own.end) - i64::from(own.start);
    let widest = anchor.stretches.iter().map(width).max().unwrap_or_default();
    let hosts = anchor.stretches.iter().enumerate().filter(|(_, own)| width(own) >= len.min(widest));
    let hosts: Vec<(usize, &Stretch)> = hosts.collect();
    let places = matches.len();
    let site = |(stretch, how): &(Stretch, How), (host, own): (usize, &Stretch)| {
        let (start, slack) = (i64::from(stretch.start) - i64::from(own.start), (width(own) - len).max(0));
        Site { found: Found { stretch: *stretch, how: *how, places }, host, shift: (start - slack, start) }
    };
    if hosts.is_empty() {
        // A quote without a stretch is where it is.
        let here = |(stretch, how): &(Stretch, How)| {
            let found = Found { stretch: *stretch, how: *how, places };
            Site { found, host: usize::MAX, shift: (0, 0) }
        };
        return matches.iter().map(here).collect();
    }
    matches.iter().flat_map(|found| hosts.iter().map(move |host| site(found, *host))).collect()
}

/// The place that agrees best with the neighbours: in their order, and moved as far as one of them.
fn best(options: Vec<Site>, before: Option<Site>, after: Option<Site>) -> Option<Site> {
    let gap = |a: (i64, i64), b: (i64, i64)| (a.0 - b.1).max(b.0 - a.1).max(0);
    let rank = |site: &Site| {
        let start = site.found.stretch.start;
        let in_order = before.is_none_or(|before| before.found.stretch.start <= start)
            && after.is_none_or(|after| start <= after.found.stretch.start);
        let moved = [before, after].into_iter().flatten().map(|other| gap(site.shift, other.shift));
        (!in_order, moved.min().unwrap_or_else(|| gap(site.shift, (0, 0))), gap(site.shift, (0, 0)), start, site.host)
    };
    options.into_iter().min_by_key(rank)
}

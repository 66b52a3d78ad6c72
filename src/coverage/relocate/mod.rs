//! Where the anchors of a ledger stand in another text of its letter.
//!
//! The ledger has the hash of the old text: where one edit, and those that the quotes tell of, lead back to it, everything is
//! known. Otherwise a quote is looked for as it is, then with widths and white space folded away, then with a few of its
//! characters changed. What stands in several places goes where its neighbours went. A span has no text of its own in the
//! ledger, so it follows the quote in it, or else its neighbours, to a place where its ends stand between words as the ends of
//! clauses do; where the words between its neighbours are gone, so is it. Its length is known: a span that has grown holds
//! words that it did not hold.

mod choose;
mod edit;
mod ground;
mod index;
mod known;
mod near;
mod origin;
mod shift;
mod view;
mod walk;
mod ways;

use crate::{
    letter::LetterText,
    model::{Fate, Stretch},
};

pub use edit::Edit;
pub use index::How;
use index::Index;
use view::View;

/// What is to be found again: the stretches of a measure with its quote, or a passage, which has none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// Its stretches in the text that the ledger was made from, in order.
    pub stretches: Vec<Stretch>,
    /// The words that stand in one of them.
    pub quote: Option<String>,
}

/// What is known of the text that a ledger was made from.
#[derive(Clone, Copy, Debug, Default)]
pub struct Origin<'a> {
    /// How many characters it has.
    pub chars: Option<u32>,
    /// Its SHA-256.
    pub sha256: Option<&'a str>,
}

/// Where a quote was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// The characters.
    pub stretch: Stretch,
    /// How closely they are the quote.
    pub how: How,
    /// In how many places there is as good a match.
    pub places: usize,
}

/// What became of an anchor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relocated {
    /// Whether it holds.
    pub fate: Fate,
    /// Its stretches in this text; as they were when it is gone.
    pub stretches: Vec<Stretch>,
    /// Where its quote was found; nothing for a passage, and for what is gone.
    pub found: Option<Found>,
    /// What became of its words, where they are not the same.
    pub change: Option<Change>,
}

/// What became of the words in some stretches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// These edits, for the hash proves what stood there before.
    Known(Vec<Edit>),
    /// So many characters came in, or went when it is less than nothing; where is not known.
    Grown(i64),
}

impl Relocated {
    /// Says by how many characters its words have grown.
    fn tell(&mut self, grown: i64) {
        if grown != 0 && self.fate != Fate::Gone {
            self.fate = Fate::Changed;
            self.change = Some(Change::Grown(grown));
        }
    }
}

/// By how many characters a quote has grown, which is told with the quote.
fn of_quote(anchor: &Anchor, found: &Relocated) -> i64 {
    match (&anchor.quote, found.found) {
        (Some(quote), Some(Found { how: How::Near(_), stretch, .. })) => {
            i64::from(stretch.end - stretch.start) - quote.trim().chars().count() as i64
        }
        _ => 0,
    }
}

/// Anchors as they were found again in a text.
#[derive(Clone, Debug)]
pub struct Placed {
    /// What became of each.
    pub anchors: Vec<Relocated>,
    /// The edits that made the text, when the hash proves that there are no others.
    pub edits: Option<Vec<Edit>>,
}

/// Finds anchors again in a text.
pub fn relocate(anchors: &[Anchor], origin: Origin<'_>, letter: &LetterText) -> Placed {
    let text: Vec<char> = letter.text().chars().collect();
    let views = view::views(&text);
    match known::edits(anchors, origin, &text, &views) {
        Some(edits) => Placed { anchors: known::known(anchors, &edits, &text), edits: Some(edits) },
        None => Placed { anchors: likely(anchors, origin.chars, &text, &views), edits: None },
    }
}

/// The likeliest places of anchors.
fn likely(anchors: &[Anchor], chars: Option<u32>, text: &[char], views: &[View]) -> Vec<Relocated> {
    let odd = ground::added(text);
    let mut best: Option<(u64, Vec<Relocated>)> = None;
    // Somebody may have broken or indented the lines: the view in which the ends have to move least is the text that was meant.
    for view in views {
        let sites = choose::choose(anchors, &Index::of(&view.text));
        let (cost, stretches) = shift::shifted(anchors, &sites, chars, &view.text);
        if best.as_ref().is_none_or(|(least, _)| cost < *least) {
            let outward = |own: Stretch| view.outward(own);
            let grown: Vec<i64> =
                anchors.iter().zip(&stretches).map(|(own, now)| grown(own, now, view, (text, &odd))).collect();
            let stretches = stretches.into_iter().map(|own| own.into_iter().map(outward).collect()).collect();
            let sites: Vec<_> =
                sites.into_iter().zip(anchors).map(|(site, anchor)| outside(site, anchor, outward, text)).collect();
            let mut found = found(anchors, &sites, stretches);
            for ((found, anchor), grown) in found.iter_mut().zip(anchors).zip(grown) {
                found.tell(grown - of_quote(anchor, found));
            }
            best = Some((cost, found));
        }
    }
    best.map(|(_, found)| found).unwrap_or_default()
}

/// Looks for the quotes of anchors in the text that they were made from, where no stretch can have moved.
pub fn prove(anchors: &[Anchor], letter: &LetterText) -> Vec<Relocated> {
    let text: Vec<char> = letter.text().chars().collect();
    found(anchors, &choose::choose(anchors, &Index::of(&text)), unmoved(anchors))
}

/// A site of a view as it is in the text itself, where a quote may be broken over two lines.
fn outside(
    site: Option<choose::Site>,
    anchor: &Anchor,
    outward: impl Fn(Stretch) -> Stretch,
    text: &[char],
) -> Option<choose::Site> {
    let mut site = site?;
    let own = outward(site.found.stretch);
    let words = text.get(own.start as usize..own.end as usize).unwrap_or_default();
    let is_exact = anchor.quote.as_deref().is_some_and(|quote| words.iter().copied().eq(quote.trim().chars()));
    if site.found.how == How::Exact && !is_exact {
        site.found.how = How::Folded;
    }
    site.found.stretch = own;
    Some(site)
}

/// By how many characters the stretches of an anchor have grown that no white space explains: neither what nobody would write,
/// nor what the view leaves out of the text.
fn grown(anchor: &Anchor, now: &[Stretch], view: &View, (text, odd): (&[char], &[bool])) -> i64 {
    let len = |own: Stretch| i64::from(own.end) - i64::from(own.start);
    let one = |(was, now): (&Stretch, &Stretch)| {
        let by = len(*now) - len(*was);
        let outward = view.outward(*now);
        if by < 0 {
            return (len(outward) - len(*was)).min(0);
        }
        let own = odd.get(outward.start as usize..outward.end as usize).unwrap_or_default();
        let spaces = own.iter().filter(|is_odd| **is_odd).count();
        let inner = (outward.start as usize + 1..(outward.end as usize).saturating_sub(1))
            .map_while(|at| text.get(at - 1..=at + 1));
        let breaks =
            inner.filter(|around| matches!(around, [a, '\n', b] if a.is_alphanumeric() && b.is_alphanumeric()));
        let breaks = breaks.count();
        (by - spaces as i64 - breaks as i64).max(0)
    };
    anchor.stretches.iter().zip(now).map(one).max_by_key(|by| by.abs()).unwrap_or_default()
}

fn unmoved(anchors: &[Anchor]) -> Vec<Vec<Stretch>> {
    anchors.iter().map(|anchor| anchor.stretches.clone()).collect()
}

fn found(anchors: &[Anchor], sites: &[Option<choose::Site>], stretches: Vec<Vec<Stretch>>) -> Vec<Relocated> {
    let one = |((anchor, site), stretches): ((&Anchor, &Option<choose::Site>), Vec<Stretch>)| {
        let found = site.as_ref().map(|site| site.found);
        let fate = match (&anchor.quote, found) {
            (Some(_), None) => Fate::Gone,
            // Nothing says where it was.
            (None, _) if stretches.is_empty() => Fate::Gone,
            (_, Some(Found { how: How::Near(_), .. })) => Fate::Changed,
            _ if stretches == anchor.stretches => Fate::Held,
            _ => Fate::Moved,
        };
        let stretches = if fate == Fate::Gone { anchor.stretches.clone() } else { stretches };
        Relocated { fate, stretches, found, change: None }
    };
    anchors.iter().zip(sites).zip(stretches).map(one).collect()
}

//! Where the anchors of a ledger stand in another text of its letter.
//!
//! A quote is looked for as it is, then with widths and white space folded away, then with a few of its characters changed.
//! What stands in several places goes where its neighbours went. A span has no text of its own in the ledger, so it follows
//! the quote in it, or else its neighbours, to a place where its ends stand between words as the ends of clauses do; where the
//! words between its neighbours are gone, so is it.

mod choose;
mod ground;
mod index;
mod near;
mod shift;
mod view;
mod walk;

use crate::{
    letter::LetterText,
    model::{Fate, Stretch},
};

pub use index::How;
use index::Index;

/// What is to be found again: the stretches of a measure with its quote, or a passage, which has none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// Its stretches in the text that the ledger was made from, in order.
    pub stretches: Vec<Stretch>,
    /// The words that stand in one of them.
    pub quote: Option<String>,
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
}

/// Finds anchors again in a text. `chars` is the length of the text that they were made from, where it is known.
pub fn relocate(anchors: &[Anchor], chars: Option<u32>, letter: &LetterText) -> Vec<Relocated> {
    let text: Vec<char> = letter.text().chars().collect();
    let mut best: Option<(u64, Vec<Relocated>)> = None;
    // Somebody may have broken or indented the lines: the view in which the ends have to move least is the text that was meant.
    for view in view::views(&text) {
        let sites = choose::choose(anchors, &Index::of(&view.text));
        let (cost, stretches) = shift::shifted(anchors, &sites, chars, &view.text);
        if best.as_ref().is_none_or(|(least, _)| cost < *least) {
            let outward = |own: Stretch| view.outward(own);
            let stretches = stretches.into_iter().map(|own| own.into_iter().map(outward).collect()).collect();
            let sites: Vec<_> =
                sites.into_iter().zip(anchors).map(|(site, anchor)| outside(site, anchor, outward, &text)).collect();
            best = Some((cost, found(anchors, &sites, stretches)));
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
        Relocated { fate, stretches, found }
    };
    anchors.iter().zip(sites).zip(stretches).map(one).collect()
}

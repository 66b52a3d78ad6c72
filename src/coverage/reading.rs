//! A ledger held against its letter: which text it is, and where every anchor stands in it.

use super::{
    claim::{By, Claim, claims},
    part::{Part, parts},
    relocate::{Anchor, Edit, How, Origin, Placed, Relocated, prove, relocate},
};
use crate::{
    letter::LetterText,
    model::{Fate, Ledger, Measure, Named, Stretch},
};

/// Whether a text is the one that the ledger was made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hash {
    /// It has the hash that the ledger gives.
    Same,
    /// It has another.
    Other,
    /// The ledger gives none.
    Unknown,
}

/// What is wrong with an anchor beside what became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// The measure has no quote.
    NoQuote,
    /// The measure has no span.
    NoSpan,
    /// The quote has another width or other white space than the text.
    Folded,
    /// The quote stands in so many places.
    Repeated(usize),
    /// The quote stands in none of the measure's spans.
    Outside,
    /// A span ends behind the end of the letter.
    Beyond,
}

/// A measure or a passage with where it stands in the text.
#[derive(Clone, Debug)]
pub struct Anchored<'a> {
    /// What it is.
    pub by: By<'a>,
    /// What the ledger says of its place.
    pub was: Anchor,
    /// What became of it.
    pub now: Relocated,
    /// What is wrong with it.
    pub flaws: Vec<Flaw>,
}

impl Anchored<'_> {
    /// Whether it stands where the ledger says and nothing is wrong with it.
    pub fn is_proven(&self) -> bool {
        self.now.fate == Fate::Held && self.flaws.is_empty()
    }
}

/// A ledger's claims on a letter, with the letter or without it.
#[derive(Debug)]
pub struct Reading<'a> {
    /// The claims in the order in which the ledger has them in its own text of the letter.
    pub claims: Vec<Claim<'a>>,
    /// Where each claim stands: in the text at hand, or else in the ledger's own. Nothing for a claim that is gone.
    pub stretches: Vec<Option<Stretch>>,
    /// Every measure and every passage, when the letter is at hand.
    pub anchors: Vec<Anchored<'a>>,
    /// Whether the text is the ledger's own, when one is at hand.
    pub hash: Option<Hash>,
    /// The edits that made another text of the ledger's own, when the hash proves that there are no others.
    pub edits: Option<Vec<Edit>>,
    /// How many characters the letter has, or at least must have.
    pub chars: u32,
    /// The letter cut where a claim begins or ends.
    pub parts: Vec<Part>,
}

impl<'a> Reading<'a> {
    /// A ledger by its own word.
    pub fn without_letter(ledger: &'a Ledger) -> Self {
        let claims = claims(ledger);
        let stretches: Vec<Option<Stretch>> = claims.iter().map(|claim| Some(claim.stretch)).collect();
        let last = claims.iter().map(|claim| claim.stretch.end).max().unwrap_or_default();
        let chars = own_chars(ledger).unwrap_or(last);
        let parts = cut(&stretches, chars.max(last));
        Self { claims, stretches, anchors: Vec::new(), hash: None, edits: None, chars: chars.max(last), parts }
    }

    /// A ledger held against a text of its letter.
    pub fn of(ledger: &'a Ledger, letter: &LetterText) -> Self {
        let claims = claims(ledger);
        let hash = hash(ledger, letter);
        let chars = u32::try_from(letter.chars()).unwrap_or(u32::MAX);
        let (bys, anchors): (Vec<By<'a>>, Vec<Anchor>) = anchors(ledger).into_iter().unzip();
        let own_chars = own_chars(ledger);
        let proved = match hash {
            Hash::Same => Some(prove(&anchors, letter)),
            // Nothing says that it is another text.
            Hash::Unknown if own_chars == Some(chars) => {
                Some(prove(&anchors, letter)).filter(|found| stand(&anchors, found))
            }
            Hash::Other | Hash::Unknown => None,
        };
        let origin = Origin { chars: own_chars, sha256: own_sha256(ledger) };
        let placed =
            proved.map_or_else(|| relocate(&anchors, origin, letter), |anchors| Placed { anchors, edits: None });
        let of = |((by, was), now): ((By<'a>, Anchor), Relocated)| {
            let flaws = flaws(by, &was, &now, chars);
            Anchored { by, was, now, flaws }
        };
        let anchors: Vec<Anchored<'a>> = bys.into_iter().zip(anchors).zip(placed.anchors).map(of).collect();
        let stretches = moved(&claims, &anchors);
        let parts = cut(&stretches, chars);
        Self { claims, stretches, anchors, hash: Some(hash), edits: placed.edits, chars, parts }
    }

    /// Whether the text is another, and nothing that the ledger knows tells what is different.
    pub fn is_untold(&self) -> bool {
        self.hash == Some(Hash::Other) && self.edits.is_none() && self.anchors.iter().all(Anchored::is_proven)
    }

    /// The claims on a part, those that are gone left out.
    pub fn claims_on(&self, part: &Part) -> impl Iterator<Item = (usize, &Claim<'a>)> {
        part.claims.iter().filter_map(|at| Some((*at, self.claims.get(*at)?)))
    }
}

/// Whether every quote that was found stands in its stretches.
fn stand(anchors: &[Anchor], found: &[Relocated]) -> bool {
    let stands = |(anchor, now): (&Anchor, &Relocated)| {
        now.found.is_none_or(|found| anchor.stretches.iter().any(|own| own.contains(found.stretch)))
    };
    anchors.iter().zip(found).all(stands)
}

/// Where each claim stands in the text, by the anchor that it belongs to.
fn moved(claims: &[Claim<'_>], anchors: &[Anchored<'_>]) -> Vec<Option<Stretch>> {
    let mut places = std::collections::HashMap::new();
    for anchor in anchors {
        let is_gone = anchor.now.fate == Fate::Gone;
        for (n, was) in anchor.was.stretches.iter().enumerate() {
            let now = anchor.now.stretches.get(n).copied().filter(|_| !is_gone);
            places.insert((address(anchor.by), *was), now);
        }
    }
    claims.iter().map(|claim| places.get(&(address(claim.by), claim.stretch)).copied().flatten()).collect()
}

/// Something by which a measure or a passage differs from every other.
fn address(by: By<'_>) -> usize {
    match by {
        By::Measure(measure) => std::ptr::from_ref(measure).addr(),
        By::Passage(passage) => std::ptr::from_ref(passage).addr(),
    }
}

fn cut(stretches: &[Option<Stretch>], chars: u32) -> Vec<Part> {
    let none = Stretch { start: 0, end: 0 };
    let stretches: Vec<Stretch> = stretches.iter().map(|own| own.unwrap_or(none)).collect();
    parts(&stretches, chars)
}

fn own_chars(ledger: &Ledger) -> Option<u32> {
    ledger.reply()?.letter.as_ref()?.chars.copied()
}

fn own_sha256(ledger: &Ledger) -> Option<&str> {
    ledger.reply()?.letter.as_ref()?.sha256.as_deref()
}

fn hash(ledger: &Ledger, letter: &LetterText) -> Hash {
    match own_sha256(ledger) {
        None => Hash::Unknown,
        Some(own) if own.eq_ignore_ascii_case(&letter.sha256()) => Hash::Same,
        Some(_) => Hash::Other,
    }
}

/// What a ledger wants to find: its measures, then its passages.
fn anchors(ledger: &Ledger) -> Vec<(By<'_>, Anchor)> {
    let measure = |measure| {
        let own: &Named<Measure> = measure;
        let quote = own.quote.as_deref().map(str::to_owned);
        (By::Measure(measure), Anchor { stretches: own.span.items().copied().collect(), quote })
    };
    let passages = ledger.reply().into_iter().flat_map(|reply| &reply.passage);
    let passages = passages.filter_map(|passage| {
        let stretches = vec![passage.span.copied()?];
        Some((By::Passage(passage), Anchor { stretches, quote: None }))
    });
    ledger.measures().iter().map(measure).chain(passages).collect()
}

fn flaws(by: By<'_>, was: &Anchor, now: &Relocated, chars: u32) -> Vec<Flaw> {
    let mut flaws = Vec::new();
    let is_measure = matches!(by, By::Measure(_));
    flaws.extend((is_measure && was.quote.is_none()).then_some(Flaw::NoQuote));
    flaws.extend(was.stretches.is_empty().then_some(Flaw::NoSpan));
    if let Some(found) = now.found {
        flaws.extend((found.how == How::Folded).then_some(Flaw::Folded));
        flaws.extend((found.places > 1).then_some(Flaw::Repeated(found.places)));
        let is_inside = now.stretches.iter().any(|own| own.contains(found.stretch));
        flaws.extend((!is_inside && !now.stretches.is_empty()).then_some(Flaw::Outside));
    }
    let is_beyond = now.fate != Fate::Gone && now.stretches.iter().any(|own| own.end > chars);
    flaws.extend(is_beyond.then_some(Flaw::Beyond));
    flaws
}

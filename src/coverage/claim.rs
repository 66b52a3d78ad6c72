//! What a ledger says of stretches of its letter.

use crate::model::{Account, Ledger, Measure, Named, Passage, Span, Stretch};

/// What a stretch is claimed by.
#[derive(Clone, Copy, Debug)]
pub enum By<'a> {
    /// A measure: something is promised there.
    Measure(&'a Named<Measure>),
    /// A passage: nothing is promised there.
    Passage(&'a Passage),
}

/// A stretch of the letter with what claims it.
#[derive(Clone, Copy, Debug)]
pub struct Claim<'a> {
    /// The characters.
    pub stretch: Stretch,
    /// Where the ledger says so.
    pub place: Span,
    /// What claims them.
    pub by: By<'a>,
}

impl Claim<'_> {
    /// What the stretch comes to; a passage of no known class is background.
    pub fn account(&self) -> Account {
        match self.by {
            By::Measure(_) => Account::Commitment,
            By::Passage(passage) => passage.class.copied().map_or(Account::Background, |class| class.account()),
        }
    }
}

/// Every stretch that a ledger claims, in the order of the letter.
pub fn claims(ledger: &Ledger) -> Vec<Claim<'_>> {
    let measures = ledger.measures().iter().flat_map(|measure| {
        let spans = measure.span.get().map(AsRef::as_ref).unwrap_or_default();
        let claim = move |span: &crate::model::Field<Stretch>| Claim {
            stretch: span.value,
            place: span.span,
            by: By::Measure(measure),
        };
        spans.iter().map(claim)
    });
    let passages = ledger.reply().into_iter().flat_map(|reply| &reply.passage);
    let passages = passages.filter_map(|passage| {
        let (stretch, place) = (passage.span.copied()?, passage.span.span()?);
        Some(Claim { stretch, place, by: By::Passage(passage) })
    });
    let mut claims: Vec<Claim<'_>> = measures.chain(passages).collect();
    claims.sort_by_key(|claim| (claim.stretch, claim.place));
    claims
}

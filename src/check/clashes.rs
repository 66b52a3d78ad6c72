//! What rules find between the ledgers of a set.

use std::collections::HashMap;

use super::{
    checking::{Asked, Subject},
    found::Found,
    rule::Look,
};
use crate::model::{Finding, Ledger};

/// What the rules about sets find, by the place of the ledger among the subjects. A ledger that is gone clashes with nothing.
pub fn clashes(asked: &Asked<'_>) -> HashMap<usize, Vec<Finding>> {
    let is_there = |subject: &Subject<'_>| subject.pair.is_none_or(|pair| pair.after.is_some());
    let (places, ledgers): (Vec<usize>, Vec<&Ledger>) = asked
        .subjects
        .iter()
        .enumerate()
        .filter(|(_, subject)| is_there(subject))
        .map(|(at, subject)| (at, subject.ledger))
        .unzip();
    let mut clashes: HashMap<usize, Vec<Finding>> = HashMap::new();
    if ledgers.len() < 2 {
        return clashes;
    }
    for rule in asked.rules {
        let Look::Set(look) = rule.look else { continue };
        let mut found: Vec<Found> = ledgers.iter().map(|_| Found::new(rule)).collect();
        look(&ledgers, &mut found);
        for (at, found) in places.iter().zip(found).filter(|(_, found)| !found.findings.is_empty()) {
            clashes.entry(*at).or_default().extend(found.findings);
        }
    }
    clashes
}

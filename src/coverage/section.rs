//! In which section of the letter a claim stands.
//!
//! Measures say so by their clause. A passage stands in the section of the measures around it; where these differ, its
//! headings tell: the last of them begins the section of the measure behind, and each one before it the chapter or section
//! that the ledger names before that one.

use super::claim::{By, Claim};
use crate::model::{Account, Ledger, PassageClass};

/// The section of each claim, such as `2.3`; nothing for what stands in none, such as the salutation.
pub fn sections(ledger: &Ledger, claims: &[Claim<'_>]) -> Vec<Option<String>> {
    let clause = |claim: &Claim<'_>| match claim.by {
        By::Measure(measure) => measure.clause.as_deref().map(str::to_owned),
        By::Passage(_) => None,
    };
    let clauses: Vec<Option<String>> = claims.iter().map(clause).collect();
    let named = named(ledger);
    let mut found = vec![None; claims.len()];
    let mut before: Option<String> = None;
    let mut start = 0;
    for end in 0..=claims.len() {
        let own = clauses.get(end).cloned().flatten();
        if own.is_none() && end < claims.len() {
            continue;
        }
        between(&claims[start..end], &mut found[start..end], (before.as_deref(), own.as_deref()), &named);
        if let Some(own) = &own {
            found[end] = Some(section(own).to_owned());
        }
        before = own;
        start = end + 1;
    }
    found
}

/// The sections of passages between two measures, whose clauses these are.
fn between(claims: &[Claim<'_>], found: &mut [Option<String>], (a, b): (Option<&str>, Option<&str>), named: &[Name]) {
    let is_same = a.map(section) == b.map(section);
    let headings = claims.iter().filter(|claim| begins(claim)).count();
    let names = b.filter(|_| !is_same).map_or_else(Vec::new, |b| names(a, b, named));
    let mut current = a.map(section);
    let mut nth = 0;
    for (claim, found) in claims.iter().zip(found) {
        if begins(claim) && !is_same && b.is_some() {
            let left = headings - nth;
            current = names.len().checked_sub(left).map_or(current, |at| names.get(at..).map(inner));
            nth += 1;
        }
        *found = if is_outside(claim) { None } else { current.map(str::to_owned) };
    }
}

/// The chapters and sections that begin behind one clause and up to another, in order.
fn names<'a>(a: Option<&str>, b: &'a str, named: &'a [Name]) -> Vec<&'a str> {
    let (before, last) = (a.map(order), order(b));
    let is_behind = |own: &[u32]| before.as_deref().is_none_or(|before| before < own);
    let start = named.partition_point(|(own, _)| !is_behind(own));
    let end = named.partition_point(|(own, _)| *own <= last);
    let chapter = b.split('.').next().unwrap_or(b);
    let own = [chapter, section(b)].into_iter().filter(|name| is_behind(&order(name)) && order(name) <= last);
    let mut names: Vec<&str> = named.get(start..end).unwrap_or_default().iter().map(|(_, name)| &**name).collect();
    names.extend(own);
    names.sort_by_key(|name| order(name));
    names.dedup();
    names
}

/// Whether a passage is a heading that can begin a section; a mark such as `一是` begins none.
fn begins(claim: &Claim<'_>) -> bool {
    claim.account() == Account::Heading && claim.stretch.end - claim.stretch.start > MARK
}

/// The longest mark that is no title.
const MARK: u32 = 2;

/// The section that a heading begins: that of a chapter begins the first section in it.
fn inner<'a>(names: &[&'a str]) -> &'a str {
    match names {
        [chapter, next, ..] if !chapter.contains('.') && next.split('.').next() == Some(chapter) => section(next),
        [name, ..] => section(name),
        [] => "",
    }
}

/// What belongs to the letter and to no section of it.
fn is_outside(claim: &Claim<'_>) -> bool {
    let By::Passage(passage) = claim.by else { return false };
    use PassageClass::{Artefact, Closing, Salutation, Signature};
    matches!(passage.class.copied(), Some(Salutation | Closing | Signature | Artefact))
}

/// A chapter, section or clause as its numbers, and as the ledger writes it.
type Name = (Vec<u32>, String);

/// The chapters, sections and clauses that the ledger names, in the order of the letter.
fn named(ledger: &Ledger) -> Vec<Name> {
    let sections = ledger.reply().into_iter().flat_map(|reply| &reply.section);
    let clauses = sections.filter_map(|section| section.clause.as_deref());
    let mut names: Vec<Name> = clauses.map(|clause| (order(clause), clause.to_owned())).collect();
    names.sort_by(|(one, _), (other, _)| one.cmp(other));
    names.dedup();
    names
}

/// `2.3` of `2.3.1`.
fn section(clause: &str) -> &str {
    let end = clause.match_indices('.').nth(1).map_or(clause.len(), |(at, _)| at);
    &clause[..end]
}

/// A clause as its numbers.
fn order(clause: &str) -> Vec<u32> {
    clause.split('.').map(|part| part.parse().unwrap_or(u32::MAX)).collect()
}

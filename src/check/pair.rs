//! A ledger and what it was before.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use crate::{
    lang::visible,
    model::{Altered, Book, Clock, Ledger, Measure, Named, Record, Shape, Span, Standing, State},
};

/// Measures that the base does not have any more, by their ids: the ledger of the last commit that had them.
pub type Former = HashMap<String, Ledger>;

/// A ledger and what it was before.
#[derive(Clone, Copy, Debug)]
pub struct Pair<'a> {
    /// What it was.
    pub before: &'a Ledger,
    /// What it is; `None` when there is no such ledger any more.
    pub after: Option<&'a Ledger>,
    /// How the earlier state is called.
    pub base: &'a str,
    /// What was under an id earlier still, where that is known.
    pub former: Option<&'a Former>,
    /// The measures that are not as they were, by their places before, where somebody has looked and nothing else has changed:
    /// no rule has anything to say of the others.
    pub altered: Option<&'a [usize]>,
}

impl<'a> Pair<'a> {
    /// The measures that are in both, as they were and as they are.
    pub fn measures(self) -> impl Iterator<Item = (&'a Named<Measure>, &'a Named<Measure>)> {
        let after = self.after.map(Ledger::measures);
        let both = move |before: &'a Named<Measure>| Some((before, after?.get(&before.id.value)?));
        let before = self.before.measures();
        let all = if self.altered.is_some() { &[][..] } else { &before[..] };
        let altered = self.altered.unwrap_or_default().iter().filter_map(|at| before.iter().as_slice().get(*at));
        all.iter().chain(altered).filter_map(both)
    }

    /// The places of the measures that are not as they were; nothing when something else has changed on which they may rest.
    pub fn altered(before: &Ledger, after: &Ledger) -> Option<Vec<usize>> {
        let (own, other) = (&before.document, &after.document);
        let is_same = own.reply == other.reply
            && own.clock == other.clock
            && own.check == other.check
            && own.org == other.org
            && own.evidence == other.evidence
            && own.indicator == other.indicator;
        let is_altered = |(at, was): (usize, &Named<Measure>)| {
            // Most stand in the same place among the others.
            let is = other.measure.iter().as_slice().get(at).filter(|is| is.id == was.id);
            (is.or_else(|| other.measure.get(&was.id.value))? != was).then_some(at)
        };
        is_same.then(|| own.measure.iter().enumerate().filter_map(is_altered).collect())
    }

    /// The text of a value in the earlier state, where it is short enough to be told.
    pub fn value(self, altered: Altered) -> Option<String> {
        if matches!(altered.key.shape, Shape::Record(_) | Shape::Records(_) | Shape::Book(_)) {
            return None;
        }
        let text = self.before.source.text.get(altered.was.range())?;
        (text.chars().count() <= TOLD && !text.contains('\n')).then(|| visible(text).into_owned())
    }

    /// Where something stood in the earlier state, for people.
    pub fn place(self, span: Span) -> String {
        let place = self.before.source.place(span.start as usize);
        if self.base == self.before.source.name { place } else { format!("{}:{place}", self.base) }
    }
}

/// How many characters of an earlier value are told.
const TOLD: usize = 60;

/// The records of the first book that the second does not have, each with the one before it that both have.
pub fn lost<'a, R>(before: &'a Book<R>, after: &Book<R>) -> Vec<(&'a Named<R>, Option<&'a Named<R>>)> {
    let mut last = None;
    let mut lost = Vec::new();
    for record in before.iter() {
        if after.get(&record.id.value).is_some() {
            last = Some(record);
        } else {
            lost.push((record, last));
        }
    }
    lost
}

/// The entries of the second list that the first does not have.
pub fn entered<'a, E: PartialEq>(before: &[E], after: &'a [E]) -> Vec<&'a E> {
    let mut known: Vec<&E> = before.iter().collect();
    let is_new = |entry: &&E| match known.iter().position(|own| *own == *entry) {
        Some(at) => {
            known.swap_remove(at);
            false
        }
        None => true,
    };
    after.iter().filter(is_new).collect()
}

/// Whether anybody said or found something new.
pub fn has_new_entry(before: &Measure, after: &Measure) -> bool {
    !entered(&before.update, &after.update).is_empty() || !entered(&before.verification, &after.verification).is_empty()
}

/// Whether a measure is closed, with everything that was ever entered.
pub fn is_closed(ledger: &Ledger, measure: &Measure) -> bool {
    Standing::of(measure, ledger, &Clock::of(ledger, NaiveDate::MAX)).state == State::Closed
}

/// What became of an entry that is not there any more as it was.
#[derive(Debug)]
pub enum Fate {
    /// It is gone.
    Removed {
        /// Where it stood.
        was: Span,
    },
    /// Another stands in its place.
    Rewritten {
        /// Where it stood.
        was: Span,
        /// Where the other stands.
        is: Span,
        /// The keys in which they differ.
        keys: Vec<&'static str>,
    },
}

/// What became of the entries of a list. One with the same mark, or else in the same place, is the same one rewritten.
pub fn fates<E: Record + PartialEq, M: PartialEq>(
    before: &[E],
    after: &[E],
    mark: impl Fn(&E) -> Option<M>,
) -> Vec<Fate> {
    let mut left: Vec<(usize, &E)> = after.iter().enumerate().collect();
    let mut lost = Vec::new();
    for (at, entry) in before.iter().enumerate() {
        match left.iter().position(|(_, own)| *own == entry) {
            Some(found) => drop(left.remove(found)),
            None => lost.push((at, entry)),
        }
    }
    let fate = |(at, was): (usize, &E)| {
        let same_mark = left.iter().position(|(_, own)| mark(own).is_some() && mark(own) == mark(was));
        let found = same_mark.or_else(|| left.iter().position(|(place, _)| *place == at));
        let Some(found) = found else { return Fate::Removed { was: was.place() } };
        let (_, is) = left.remove(found);
        let mut keys: Vec<&'static str> = was.altered(is).into_iter().map(|altered| altered.key.name).collect();
        keys.extend(is.altered(was).into_iter().map(|altered| altered.key.name));
        let mut seen = HashSet::new();
        keys.retain(|key| seen.insert(*key));
        Fate::Rewritten { was: was.place(), is: is.place(), keys }
    };
    lost.into_iter().map(fate).collect()
}

/// What became of everything that was said and found of a measure.
pub fn fates_of_history(before: &Measure, after: &Measure) -> Vec<Fate> {
    let mut all = fates(&before.update, &after.update, |entry| entry.date.copied());
    all.extend(fates(&before.verification, &after.verification, |entry| entry.date.copied()));
    all.extend(fates(&before.extension, &after.extension, |entry| entry.date.copied()));
    all
}

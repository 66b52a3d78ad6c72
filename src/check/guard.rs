//! What a writer may not bring about: a new error in the measures that it changes, or a change of what stands for good.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::{
    checking::{Asked, Subject, check},
    levels::Levels,
    pair::Pair,
    rule::{Lane, Look, Rule},
    rules::RULES,
};
use crate::model::{Collection, Finding, Ledger, Level, Record as _, Span, Visitor};

/// What the next step of the writer may set right, so that it is asked of a whole change and not of each step: a change of
/// what was promised is told in the history, a new office or a new paper is named by somebody, a measure names the one that names it.
const ASKED_OF_WHOLE_CHANGES: &[&str] = &["changed-promise", "one-sided-relation", "unused-org", "unused-evidence"];

/// The errors that a change of these records would add: of a measure that changes or names one that does, or of the
/// change itself.
///
/// Rules that look at a whole ledger are asked only when a record is new, or an office, a paper or an indicator changes, because
/// anything may rest on those; a writer of one measure among many does not look at all of them, and compares it with the others
/// only in what has changed.
pub fn guard(before: &Ledger, after: &Ledger, changed: &HashSet<(Collection, &str)>) -> Vec<Finding> {
    let is_wide = changed.iter().any(|(collection, _)| *collection != Collection::Measure);
    let altered = altered_keys(before, after, changed);
    let is_asked = |rule: &&&'static Rule| {
        let is_of_lane = match rule.lane {
            Lane::Integrity => match rule.look {
                Look::Measure(_) | Look::Around(..) => true,
                Look::Among(keys, _) => {
                    is_wide
                        || keys.is_empty()
                        || altered.as_ref().is_none_or(|altered| keys.iter().any(|key| altered.contains(key)))
                }
                Look::Ledger(_) => is_wide || altered.is_none(),
                _ => false,
            },
            Lane::Change => true,
            Lane::Clock => false,
        };
        is_of_lane && !ASKED_OF_WHOLE_CHANGES.contains(&rule.id())
    };
    let rules: Vec<&'static Rule> = RULES.iter().filter(is_asked).copied().collect();
    let places = Pair::altered(before, after);
    let base = &before.source.name;
    let pair = Pair { before, after: Some(after), base, former: None, altered: places.as_deref() };
    let errors = |ledger: &Ledger, pair| {
        let only =
            |id: &str| changed.contains(&(Collection::Measure, id)) || (is_wide && names_one(ledger, id, changed));
        let subjects = [Subject { ledger, pair, only: Some(&only) }];
        let asked = Asked { subjects: &subjects, as_of: NaiveDate::MAX, rules: &rules, levels: &Levels::default() };
        let found = check(&asked).findings.into_iter().flatten();
        found.filter(|finding| finding.level == Level::Error).collect::<Vec<Finding>>()
    };
    let mut known: HashMap<_, usize> = HashMap::new();
    let same = |finding: &Finding| (finding.rule, finding.record.clone(), finding.said.clone());
    errors(before, None).iter().for_each(|finding| *known.entry(same(finding)).or_default() += 1);
    let is_new = |new: &Finding| match known.get_mut(&same(new)) {
        Some(left) if *left > 0 => {
            *left -= 1;
            false
        }
        _ => true,
    };
    errors(after, Some(pair)).into_iter().filter(is_new).collect()
}

/// The keys in which measures are not what they were; nothing when there is a new one.
fn altered_keys(
    before: &Ledger,
    after: &Ledger,
    changed: &HashSet<(Collection, &str)>,
) -> Option<HashSet<&'static str>> {
    let mut keys = HashSet::new();
    for (_, id) in changed.iter().filter(|(collection, _)| *collection == Collection::Measure) {
        let (was, is) = (before.measures().get(id)?, after.measures().get(id)?);
        keys.extend(was.altered(is).into_iter().chain(is.altered(was)).map(|altered| altered.key.name));
    }
    Some(keys)
}

/// Whether a measure names one of the records.
fn names_one(ledger: &Ledger, id: &str, records: &HashSet<(Collection, &str)>) -> bool {
    let mut named = Named { records, is_there: false };
    ledger.measures().get(id).into_iter().for_each(|measure| measure.visit(&mut named));
    named.is_there
}

struct Named<'a> {
    records: &'a HashSet<(Collection, &'a str)>,
    is_there: bool,
}

impl Visitor for Named<'_> {
    fn id(&mut self, collection: Collection, id: &str, _: Span) {
        self.is_there |= self.records.contains(&(collection, id));
    }
}

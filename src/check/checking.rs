//! Asks the rules and gathers what they found: levels, exceptions, order.

use std::{
    collections::{HashMap, HashSet},
    sync::OnceLock,
};

use chrono::NaiveDate;

use super::{
    clashes::clashes,
    echoes::silence_echoes,
    found::Found,
    levels::Levels,
    pair::Pair,
    rule::{Lane, Look, Rule},
    rules::{rule, unused_suppression},
};
use crate::{
    model::{Collection, Finding, Ledger, Level, Measure, Named, Suppression},
    query::{Row, RowMaker},
    work::{share, threads},
};

/// A ledger to be checked, or one that is gone.
#[derive(Clone, Copy)]
pub struct Subject<'a> {
    /// The ledger whose text the findings are about.
    pub ledger: &'a Ledger,
    /// The ledger and what it was before, for the change lane.
    pub pair: Option<Pair<'a>>,
    /// The measures that are looked at, by their ids; all when absent.
    pub only: Option<&'a (dyn Fn(&str) -> bool + Sync)>,
}

/// What is to be checked.
pub struct Asked<'a> {
    /// The ledgers.
    pub subjects: &'a [Subject<'a>],
    /// The day that the clock lane speaks for.
    pub as_of: NaiveDate,
    /// The rules that are asked.
    pub rules: &'a [&'static Rule],
    /// What the command line wants of them.
    pub levels: &'a Levels,
}

/// What was found.
#[derive(Debug, Default)]
pub struct Checked {
    /// The findings in each of the subjects, in order of place.
    pub findings: Vec<Vec<Finding>>,
    /// How many were not reported because of an exception.
    pub suppressed: usize,
}

impl Checked {
    /// All findings, each with the place of its ledger among the subjects.
    pub fn all(&self) -> impl Iterator<Item = (usize, &Finding)> {
        self.findings.iter().enumerate().flat_map(|(at, findings)| findings.iter().map(move |finding| (at, finding)))
    }
}

/// Checks ledgers.
pub fn check(asked: &Asked<'_>) -> Checked {
    let mut checked = Checked::default();
    let mut clashes = clashes(asked);
    for (at, subject) in asked.subjects.iter().enumerate() {
        let clashing = clashes.remove(&at).unwrap_or_default();
        let (mut findings, suppressed) = Checking::new(asked, *subject, clashing).run();
        findings.sort_by(|a, b| (a.span, a.rule, &a.said).cmp(&(b.span, b.rule, &b.said)));
        findings.dedup();
        checked.findings.push(findings);
        checked.suppressed += suppressed;
    }
    checked
}

/// What one core does at a time.
enum Job<'a> {
    /// A rule looks at all that it looks at.
    Rule(&'static Rule),
    /// Every rule about measures looks at some of them.
    Measures(&'a [usize]),
}

/// At how many measures rules look before the next ones: what they say stays near the core meanwhile.
const AT_A_TIME: usize = 256;

/// How many measures are worth a thread of their own.
const WORTH_A_THREAD: usize = 1000;

/// The rows of a ledger on a day.
struct Rows<'a> {
    maker: RowMaker<'a>,
    /// The places of the measures that are looked at.
    meant: &'a [usize],
    /// All that are looked at, for rules that compare them; made when the first of those is asked.
    all: OnceLock<Vec<Row<'a>>>,
}

impl<'a> Rows<'a> {
    fn all(&self) -> &[Row<'a>] {
        self.all.get_or_init(|| rows_of(&self.maker, self.meant))
    }
}

/// The rows of some measures.
fn rows_of<'a>(rows: &RowMaker<'a>, meant: &[usize]) -> Vec<Row<'a>> {
    meant.iter().filter_map(|at| rows.row(*at)).collect()
}

/// What rules about measures find in some of them.
fn found_in(rows: &RowMaker<'_>, meant: &[usize], rules: &[&'static Rule]) -> Vec<Finding> {
    if rules.is_empty() {
        return Vec::new();
    }
    let rows = rows_of(rows, meant);
    let look = |rule: &&'static Rule| {
        let mut found = Found::new(rule);
        if let Look::Measure(look) | Look::Around(_, look) = rule.look {
            rows.iter().for_each(|row| look(row, &mut found));
        }
        found.findings
    };
    rules.iter().flat_map(look).collect()
}

/// The checking of one ledger.
struct Checking<'a> {
    asked: &'a Asked<'a>,
    subject: Subject<'a>,
    levels: Levels,
    /// What the ledger wanted of rules before: a change does not excuse itself.
    levels_before: Option<Levels>,
    /// The places of the measures that are looked at.
    meant: Vec<usize>,
    /// What is found between it and the other ledgers.
    clashes: Vec<Finding>,
}

impl<'a> Checking<'a> {
    fn new(asked: &'a Asked<'a>, subject: Subject<'a>, clashes: Vec<Finding>) -> Self {
        let Subject { ledger, .. } = subject;
        let levels = |ledger| Levels::of_ledger(ledger).then(asked.levels);
        let levels_before = subject.pair.map(|pair| levels(pair.before));
        let levels = levels(ledger);
        let is_asked = |rule: &&Rule| rule.look.is_at_measures();
        let is_meant = |measure: &Named<Measure>| {
            let is_meant = subject.only.is_none_or(|only| only(&measure.id.value));
            is_meant && (ledger.broken.is_empty() || !ledger.is_broken_at(measure.id.span))
        };
        let measures = if asked.rules.iter().any(is_asked) { &ledger.measures()[..] } else { &[] };
        let meant = measures.iter().enumerate().filter(|(_, measure)| is_meant(measure)).map(|(at, _)| at).collect();
        Self { asked, subject, levels, levels_before, meant, clashes }
    }

    fn run(&self) -> (Vec<Finding>, usize) {
        // A ledger that is gone has no rules but those about what it was.
        let is_gone = self.subject.pair.is_some_and(|pair| pair.after.is_none());
        let is_asked = |rule: &&&'static Rule| {
            let has_pair = rule.lane != Lane::Change || self.subject.pair.is_some();
            self.level(rule, rule.level).is_some() && has_pair && (!is_gone || rule.lane == Lane::Change)
        };
        let rules: Vec<&'static Rule> = self.asked.rules.iter().filter(is_asked).copied().collect();
        let ran: HashSet<&str> = rules.iter().map(|rule| rule.id()).collect();
        let mut findings = self.found_by(&rules);
        let before = findings.len();
        let used = self.suppress(&mut findings);
        let suppressed = before - findings.len();
        findings.extend(self.unused(&ran, &used));
        for finding in &mut findings {
            finding.level =
                rule(finding.rule).and_then(|rule| self.level(rule, finding.level)).unwrap_or(finding.level);
        }
        silence_echoes(&mut findings);
        (findings, suppressed)
    }

    /// The level of a rule's findings; `None` when it is not asked.
    fn level(&self, rule: &Rule, own: Level) -> Option<Level> {
        let before = self.levels_before.as_ref().filter(|_| rule.lane == Lane::Change);
        before.unwrap_or(&self.levels).of(rule, own)
    }

    /// What rules find, on all cores: those that look at everything one by one, and those that look at measures all together,
    /// some measures at a time.
    fn found_by(&self, rules: &[&'static Rule]) -> Vec<Finding> {
        let by_measure = rules.iter().filter(|rule| matches!(rule.look, Look::Measure(_) | Look::Around(..)));
        let others = rules.iter().filter(|rule| !matches!(rule.look, Look::Measure(_)));
        let mut jobs: Vec<Job<'_>> = others.copied().map(Job::Rule).collect();
        jobs.extend(self.meant.chunks(AT_A_TIME).map(Job::Measures));
        let always = self.rows(NaiveDate::MAX);
        let on_the_day = self.rows(self.asked.as_of);
        let (of_the_clock, timeless): (Vec<_>, Vec<_>) = by_measure.copied().partition(|rule| rule.lane == Lane::Clock);
        let work = |job: &Job<'_>| match job {
            Job::Rule(rule) if rule.lane == Lane::Clock => self.found_by_rule(rule, &on_the_day),
            Job::Rule(rule) => self.found_by_rule(rule, &always),
            Job::Measures(meant) => {
                let mut findings = found_in(&always.maker, meant, &timeless);
                findings.append(&mut found_in(&on_the_day.maker, meant, &of_the_clock));
                findings
            }
        };
        share(&jobs, threads(self.meant.len() / WORTH_A_THREAD), work).into_iter().flatten().collect()
    }

    fn rows(&self, day: NaiveDate) -> Rows<'_> {
        Rows { maker: RowMaker::of(self.subject.ledger, day), meant: &self.meant, all: OnceLock::new() }
    }

    /// What a rule finds in the rows of a day, but for what it finds in measures one by one.
    fn found_by_rule(&self, rule: &'static Rule, rows: &Rows<'_>) -> Vec<Finding> {
        let ledger = self.subject.ledger;
        let mut found = Found::new(rule);
        match rule.look {
            Look::Reading => {
                let own = ledger.findings.iter().filter(|finding| finding.rule == rule.id());
                found.findings.extend(own.cloned());
            }
            Look::Set(_) => {
                let own = self.clashes.iter().filter(|finding| finding.rule == rule.id());
                found.findings.extend(own.cloned());
            }
            Look::Ledger(look) if ledger.is_whole() => look(ledger, &mut found),
            Look::Day(look) if ledger.is_whole() => look(ledger, self.asked.as_of, &mut found),
            Look::Among(_, look) if ledger.is_whole() => look(ledger, rows.all(), &mut found),
            Look::Around(around, _) if ledger.is_whole() => around(ledger, &mut found),
            Look::Change(look) => {
                let is_whole = |pair: &&Pair<'_>| pair.before.is_whole() && pair.after.is_none_or(Ledger::is_whole);
                self.subject.pair.iter().filter(is_whole).for_each(|pair| look(pair, &mut found));
            }
            Look::Ledger(_) | Look::Around(..) | Look::Among(..) | Look::Day(_) | Look::Measure(_) | Look::Checking => {
            }
        }
        found.findings
    }

    fn suppressions(&self) -> &[Suppression] {
        self.subject.ledger.document.check.as_deref().map_or(&[], |check| &check.suppress)
    }

    /// Whether an exception holds: in the clock lane up to its last day; elsewhere it does, so that nothing turns red on a
    /// day nobody committed.
    fn holds(&self, suppression: &Suppression) -> bool {
        let is_clock = suppression.rule.as_deref().and_then(rule).is_some_and(|rule| rule.lane == Lane::Clock);
        suppression.until.copied().is_none_or(|until| !is_clock || until >= self.asked.as_of)
    }

    /// Takes out the findings for which there is an exception; returns which exceptions were used.
    fn suppress(&self, findings: &mut Vec<Finding>) -> HashSet<usize> {
        let mut exceptions = HashMap::new();
        for (at, suppression) in self.suppressions().iter().enumerate().filter(|(_, own)| self.holds(own)) {
            if let (Some(rule), Some(measure)) = (suppression.rule.as_deref(), suppression.measure.as_deref()) {
                exceptions.entry((rule, measure)).or_insert(at);
            }
        }
        let mut used = HashSet::new();
        findings.retain(|finding| {
            let Some((Collection::Measure, id)) = &finding.record else { return true };
            let exception = exceptions.get(&(finding.rule, id.as_str()));
            used.extend(exception);
            exception.is_none()
        });
        used
    }

    /// Exceptions that nothing needs any more. One that does not hold may be needed; that it has ended is another finding.
    fn unused(&self, ran: &HashSet<&str>, used: &HashSet<usize>) -> Vec<Finding> {
        let mut found = Found::new(&unused_suppression::RULE);
        if ran.contains(unused_suppression::RULE.id()) && self.subject.ledger.is_whole() {
            let is_unused = |at, suppression: &Suppression| !used.contains(&at) && self.holds(suppression);
            unused_suppression::look(self.suppressions(), ran, is_unused, &mut found);
        }
        found.findings
    }
}

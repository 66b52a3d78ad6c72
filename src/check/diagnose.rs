//! Findings with their places in the text, ready to be shown.

use std::{cmp::Reverse, collections::BTreeSet};

use super::{
    checking::{Asked, Checked, Subject},
    rule::{Lane, Rule},
    rules::rule,
};
use crate::{
    lang::Said,
    model::{Clock, Finding, Ledger, Level, Source, Span, Vocabulary as _},
    page::{self, Diagnostic, Diagnostics, Point, Spot, Threshold},
    said,
};

/// How findings are reported.
#[derive(Clone, Copy, Debug)]
pub struct Reported {
    /// The least grave level that fails.
    pub fail_on: Level,
    /// How many findings are listed; the gravest are.
    pub most: usize,
}

/// The findings as diagnostics.
pub fn diagnose(asked: &Asked<'_>, checked: &Checked, reported: Reported) -> Diagnostics {
    let counts = Level::ALL
        .iter()
        .map(|level| (level.term(), checked.all().filter(|(_, finding)| finding.level == *level).count()));
    let mut listed: Vec<(usize, &Finding)> = checked.all().collect();
    let left_out = listed.len().saturating_sub(reported.most);
    if left_out > 0 {
        // A stable sort: of equally grave ones those that come first stay, and all stay in order of place afterwards.
        let mut places: Vec<usize> = (0..listed.len()).collect();
        places.sort_by_key(|at| Reverse(gravity(listed[*at].1.level)));
        places.truncate(reported.most);
        places.sort_unstable();
        listed = places.into_iter().map(|at| listed[at]).collect();
    }
    let items = listed.into_iter().filter_map(|(at, finding)| diagnostic(asked.subjects[at].ledger, finding, reported));
    // A ledger that is gone is what a finding is about, not what was looked at.
    let is_here = |subject: &&Subject<'_>| subject.pair.is_none_or(|pair| pair.after.is_some());
    let ledgers = || asked.subjects.iter().filter(is_here).map(|subject| subject.ledger);
    let has_clock = asked.rules.iter().any(|rule| rule.lane == Lane::Clock);
    Diagnostics {
        files: ledgers().map(|ledger| ledger.source.name.clone()).collect(),
        records: ledgers().map(|ledger| ledger.measures().len()).sum(),
        rules: asked.rules.iter().map(|rule| about(rule)).collect(),
        levels: counts.collect(),
        suppressed: checked.suppressed,
        items: items.collect(),
        left_out,
        as_of: has_clock.then_some(asked.as_of),
        thresholds: if has_clock { thresholds(asked) } else { Vec::new() },
        base: asked.subjects.iter().find_map(|subject| Some(subject.pair?.base.to_owned())),
    }
}

fn about(rule: &'static Rule) -> &'static page::Rule {
    &rule.about
}

/// The graver the larger.
fn gravity(level: Level) -> Reverse<usize> {
    Reverse(level as usize)
}

fn diagnostic(ledger: &Ledger, finding: &Finding, reported: Reported) -> Option<Diagnostic> {
    let also = finding.also.as_deref();
    Some(Diagnostic {
        rule: about(rule(finding.rule)?),
        level: finding.level.term(),
        fails: gravity(finding.level) >= gravity(reported.fail_on),
        record: finding.record.as_ref().map(|(collection, id)| (collection.key(), id.clone())),
        spot: spot(&ledger.source, finding.span),
        said: finding.said.clone(),
        help: finding.help.clone(),
        also: also.map(|(span, said)| (spot(&ledger.source, *span), said.clone())),
    })
}

/// How many bytes of lines are shown at most: nobody reads longer ones, and a ledger in one line has many findings there.
const SHOWN: usize = 10_000;

fn spot(source: &Source, span: Span) -> Spot {
    let (start, end) = (source.position(span.start as usize), source.position(span.end as usize));
    let lines = source.line(start.line).start..source.line(end.line).end;
    let point = |at: crate::model::Position, byte: usize| Point {
        line: at.line,
        column: at.column,
        byte: byte - source.line(at.line).start + 1,
    };
    let lines = if lines.len() > SHOWN { lines.start..lines.start } else { lines };
    let within = |byte: u32| (byte as usize).clamp(lines.start, lines.end) - lines.start;
    Spot {
        file: source.name.clone(),
        start: point(start, span.start as usize),
        end: point(end, span.end as usize),
        span: span.range(),
        excerpt: source.text[lines.clone()].to_owned(),
        marked: within(span.start)..within(span.end),
    }
}

/// The figures that the clock lane used, each that a ledger has.
fn thresholds(asked: &Asked<'_>) -> Vec<Threshold> {
    let each = |key, figure: fn(&Clock) -> u32, say: fn(&str) -> Said| {
        let figures = asked.subjects.iter().map(|subject| figure(&Clock::of(subject.ledger, asked.as_of)));
        let values: Vec<u32> = figures.collect::<BTreeSet<_>>().into_iter().collect();
        let shown = values.iter().map(u32::to_string).collect::<Vec<_>>().join("/");
        Threshold { key, values, said: say(&shown) }
    };
    vec![
        each("due_soon_days", |clock| clock.due_soon, |n| said!("时限前 {n} 天内为临近", "due soon within {n} days")),
        each(
            "stale_days",
            |clock| clock.stale,
            |n| said!("超过 {n} 天没有消息为沉寂", "silent after {n} days without news"),
        ),
    ]
}

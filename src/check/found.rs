//! What a rule says of what it found.

use super::{pair::Pair, rule::Rule};
use crate::{
    lang::Said,
    model::{Altered, Collection, Field, Finding, Level, Measure, Named, Span, Str},
    said,
};

/// The findings of one rule.
#[derive(Debug)]
pub struct Found {
    rule: &'static Rule,
    /// The findings so far.
    pub findings: Vec<Finding>,
}

impl Found {
    /// Nothing found yet.
    pub fn new(rule: &'static Rule) -> Self {
        Self { rule, findings: Vec::new() }
    }

    /// Something about a measure, at a value of it or at its id. The help is what to do about this very finding.
    pub fn in_measure(&mut self, measure: &Named<Measure>, at: Option<Span>, said: Said, help: Said) {
        self.in_record((Collection::Measure, &measure.id), at, said, help);
    }

    /// Something about a record, at a value of it or at its id.
    pub fn in_record(&mut self, (collection, id): (Collection, &Field<Str>), at: Option<Span>, said: Said, help: Said) {
        self.in_file(at.unwrap_or(id.span), said, help);
        self.of((collection, &id.value));
    }

    /// Something about the ledger, at a place in it.
    pub fn in_file(&mut self, at: Span, said: Said, help: Said) {
        self.findings.push(Finding::new(self.rule.id(), self.rule.level, at, said).with_help(help));
    }

    /// A value of a record that is not what it was.
    pub fn altered(
        &mut self,
        pair: &Pair<'_>,
        record: Option<(Collection, &Field<Str>)>,
        altered: Altered,
        help: Said,
    ) {
        let (name, was) = (altered.key.name, pair.place(altered.was));
        let said = match pair.value(altered) {
            Some(value) => said!("{name} 原是 {value}（{was}）", "{name} was {value} at {was}"),
            None => said!("{name} 与 {was} 的不同", "{name} is not what it was at {was}"),
        };
        match record {
            Some(record) => self.in_record(record, altered.is, said, help),
            None => self.in_file(altered.is.unwrap_or_default(), said, help),
        }
    }

    /// The record that the last finding is about, where it stands elsewhere or nowhere.
    pub fn of(&mut self, (collection, id): (Collection, &str)) {
        if let Some(finding) = self.findings.last_mut() {
            finding.record = Some((collection, id.to_owned()));
        }
    }

    /// How grave the last finding is.
    pub fn at(&mut self, level: Level) {
        if let Some(finding) = self.findings.last_mut() {
            finding.level = level;
        }
    }

    /// Another place that the last finding is about.
    pub fn also(&mut self, at: Span, said: Said) {
        if let Some(finding) = self.findings.last_mut() {
            finding.also = Some(Box::new((at, said)));
        }
    }
}

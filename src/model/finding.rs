//! A finding is data: something about a ledger that its readers should know.

use super::{place::Span, vocabulary::Level};
use crate::lang::Said;

/// Something found in a ledger.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The defect, in kebab-case.
    pub rule: &'static str,
    /// How grave it is.
    pub level: Level,
    /// Where it stands in the ledger's text.
    pub span: Span,
    /// The record it is about, as `measure.ID`; `None` when it is about no record.
    pub record: Option<String>,
    /// What is wrong.
    pub said: Said,
    /// What to do about it.
    pub help: Option<Said>,
}

impl Finding {
    /// A finding about no record in particular and without help yet.
    pub fn new(rule: &'static str, level: Level, span: Span, said: Said) -> Self {
        Self { rule, level, span, record: None, said, help: None }
    }

    /// The same with what to do about it.
    pub fn with_help(mut self, help: Said) -> Self {
        self.help = Some(help);
        self
    }
}

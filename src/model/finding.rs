//! A finding is data: something about a ledger that its readers should know.

use super::{place::Span, record::Collection, vocabulary::Level};
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
    /// The record that it is about: where it is kept, and its id.
    pub record: Option<(Collection, String)>,
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

    /// Whether it says that a part of the file was not read, so that what was read may not be all.
    pub fn is_unread(&self) -> bool {
        matches!(self.rule, "toml-syntax" | "duplicate-id")
    }

    /// The same with what to do about it.
    pub fn with_help(mut self, help: Said) -> Self {
        self.help = Some(help);
        self
    }
}

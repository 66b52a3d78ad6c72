//! A finding is data: something about a ledger that its readers should know.

use super::{key::Collection, place::Span, vocabulary::Level};
use crate::lang::Said;

/// The rules whose findings reading makes: there is no ledger yet of which anybody else could ask.
pub mod reading {
    /// The text is not TOML.
    pub const TOML_SYNTAX: &str = "toml-syntax";
    /// Two records have the same id.
    pub const DUPLICATE_ID: &str = "duplicate-id";
    /// The ledger is newer than this program.
    pub const NEWER_FORMAT: &str = "newer-format";
    /// A key that has to be there is not.
    pub const MISSING_KEY: &str = "missing-key";
    /// A key that the format does not know.
    pub const UNKNOWN_KEY: &str = "unknown-key";
    /// A value of another type than its key has.
    pub const WRONG_TYPE: &str = "wrong-type";
    /// A word that the vocabulary of its key does not have.
    pub const UNKNOWN_WORD: &str = "unknown-word";
    /// An id that cannot be named on a command line.
    pub const BAD_ID: &str = "bad-id";
    /// A range that ends before it begins.
    pub const BAD_SPAN: &str = "bad-span";
    /// An id of a record that is not there.
    pub const UNKNOWN_REFERENCE: &str = "unknown-reference";
}

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
    /// Another place in the same text that it is about, and what stands there.
    pub also: Option<Box<(Span, Said)>>,
}

impl Finding {
    /// A finding about no record in particular and without help yet.
    pub fn new(rule: &'static str, level: Level, span: Span, said: Said) -> Self {
        Self { rule, level, span, record: None, said, help: None, also: None }
    }

    /// Whether it says that a part of the file was not read, so that what was read may not be all.
    pub fn is_unread(&self) -> bool {
        matches!(self.rule, reading::TOML_SYNTAX | reading::DUPLICATE_ID)
    }

    /// The same with another place.
    pub fn with_also(mut self, span: Span, said: Said) -> Self {
        self.also = Some(Box::new((span, said)));
        self
    }

    /// The same with what to do about it.
    pub fn with_help(mut self, help: Said) -> Self {
        self.help = Some(help);
        self
    }
}

//! A refusal is an error that the user can do something about; it carries its exit code and is said in both languages.

use std::fmt;

use crate::lang::Said;

/// What kind of trouble, as the exit code says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// A bad flag, filter, field or reference.
    Usage = 2,
    /// The data could not be read.
    Data = 3,
    /// A write was refused or lost.
    Write = 4,
    /// The surroundings failed: the disk, another program.
    Surroundings = 5,
}

/// Why something was not done, and the way out.
#[derive(Clone, Debug, PartialEq)]
pub struct Refusal {
    /// What kind of trouble it is.
    pub trouble: Trouble,
    /// What went wrong, with its place.
    pub said: Said,
    /// The way out.
    pub help: Option<Said>,
}

impl Refusal {
    /// A refusal without a way out yet.
    pub fn new(trouble: Trouble, said: Said) -> Self {
        Self { trouble, said, help: None }
    }

    /// The caller's flag, filter, field or reference is wrong.
    pub fn usage(said: Said) -> Self {
        Self::new(Trouble::Usage, said)
    }

    /// The data cannot be read.
    pub fn data(said: Said) -> Self {
        Self::new(Trouble::Data, said)
    }

    /// The write is not done.
    pub fn write(said: Said) -> Self {
        Self::new(Trouble::Write, said)
    }

    /// The disk or another program failed.
    pub fn surroundings(said: Said) -> Self {
        Self::new(Trouble::Surroundings, said)
    }

    /// The same with more to say about the way out.
    pub fn with_more(mut self, more: Said) -> Self {
        self.help = Some(match self.help {
            Some(help) => help.then(&more),
            None => more,
        });
        self
    }

    /// The same with a way out.
    pub fn with_help(mut self, help: Said) -> Self {
        self.help = Some(help);
        self
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.said.fmt(f)
    }
}

impl std::error::Error for Refusal {}

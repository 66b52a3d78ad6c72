//! The keys of records: how they are called, what their values look like, whether they have to be there.

use crate::{lang::Text, page::Term};

/// The collections of records that are named by an id in their header.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Collection {
    /// `[org.ID]`
    Org,
    /// `[evidence.ID]`
    Evidence,
    /// `[indicator.ID]`
    Indicator,
    /// `[measure.ID]`
    Measure,
}

impl Collection {
    /// The key of the collection in the file.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Org => "org",
            Self::Evidence => "evidence",
            Self::Indicator => "indicator",
            Self::Measure => "measure",
        }
    }
}

/// What the value of a key looks like.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// A string.
    Text,
    /// A whole number that is not negative.
    Count,
    /// A number.
    Number,
    /// A date without a time.
    Date,
    /// A word of a vocabulary.
    Word(&'static [Term]),
    /// The id of a record.
    Id(Collection),
    /// Two whole numbers, the first smaller: a half-open range.
    Range,
    /// A list.
    List(&'static Shape),
    /// A table of names with a word of a vocabulary for each.
    Map(&'static [Term]),
    /// A table.
    Record(&'static [Key]),
    /// A list of tables.
    Records(&'static [Key]),
    /// Tables named by their ids.
    Book(&'static [Key]),
}

/// Whether a key has to be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// A record without it is incomplete.
    Required,
    /// It may be absent.
    Optional,
}

/// A key of a record.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// As it is written.
    pub name: &'static str,
    /// What its value looks like.
    pub shape: Shape,
    /// Whether it has to be there.
    pub need: Need,
    /// What it means.
    pub about: Text,
}

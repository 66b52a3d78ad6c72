//! A text of which every stretch is marked with what it is.

use super::value::Tone;

/// A stretch of the text with its mark.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    /// What stands before it on its line and belongs to no stretch, such as a comma.
    pub lead: String,
    /// Its characters, on one line.
    pub text: String,
    /// What stands behind it on its line and belongs to no stretch.
    pub tail: String,
    /// The character that tells what it is without colour.
    pub sign: char,
    /// What it is, in a word.
    pub label: String,
    /// More about it, each in a word or two, first what a narrow screen must not lose; none when the label says it all.
    pub details: Vec<String>,
    /// A sentence about it.
    pub note: String,
    /// How it is meant.
    pub tone: Tone,
    /// Whether it is what readers look for first.
    pub is_strong: bool,
}

impl Mark {
    /// What it is, in a word, and more about it, with something between them.
    pub fn about(&self, gap: &str) -> String {
        let parts = std::iter::once(&self.label).chain(&self.details);
        parts.map(String::as_str).collect::<Vec<_>>().join(gap)
    }
}

/// What a sign stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sign {
    /// The character.
    pub sign: char,
    /// What it stands for.
    pub label: String,
    /// How it is meant.
    pub tone: Tone,
}

/// The text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marked {
    /// Its lines, each as the stretches in it; none for an empty line.
    pub lines: Vec<Vec<Mark>>,
    /// The signs that stand in it.
    pub legend: Vec<Sign>,
}

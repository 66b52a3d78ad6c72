//! What is wrong in text files, as it is put before people and machines.

use std::ops::Range;

use chrono::NaiveDate;

use super::value::Term;
use crate::lang::{Said, Text};

/// A point in a text. All count from one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// The line.
    pub line: usize,
    /// The column in characters.
    pub column: usize,
    /// The column in bytes of UTF-8.
    pub byte: usize,
}

/// A stretch of a text file with the lines around it.
#[derive(Clone, Debug, PartialEq)]
pub struct Spot {
    /// The file.
    pub file: String,
    /// Where it begins.
    pub start: Point,
    /// The point behind its end.
    pub end: Point,
    /// The bytes of the file from its start up to, not including, its end.
    pub span: Range<usize>,
    /// The whole lines on which it stands; nothing where they are too long to be shown.
    pub excerpt: String,
    /// The bytes of the excerpt that are meant.
    pub marked: Range<usize>,
}

/// One thing that is wrong.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// The rule that found it.
    pub rule: &'static Rule,
    /// How grave it is: one of [`Diagnostics::levels`].
    pub level: &'static Term,
    /// Whether it is as grave as what the caller fails on.
    pub fails: bool,
    /// The record that it is about, by the key of its collection and its id.
    pub record: Option<(&'static str, String)>,
    /// Where it stands.
    pub spot: Spot,
    /// What is wrong.
    pub said: Said,
    /// What to do about it.
    pub help: Option<Said>,
    /// Another place in the same file, and what stands there.
    pub also: Option<(Spot, Said)>,
}

/// What is known of a rule.
#[derive(Debug, PartialEq)]
pub struct Rule {
    /// Its name.
    pub id: &'static str,
    /// How grave its findings are unless somebody says otherwise.
    pub level: &'static Term,
    /// The lane in which it runs.
    pub lane: &'static Term,
    /// What it finds.
    pub what: Text,
    /// Why that matters.
    pub why: Text,
    /// The way out.
    pub way_out: Text,
    /// Whether its findings can be mended without saying anything about the world.
    pub is_fixable: bool,
}

/// Everything that one run found.
#[derive(Clone, Debug)]
pub struct Diagnostics {
    /// The files that were looked at.
    pub files: Vec<String>,
    /// How many records were looked at.
    pub records: usize,
    /// The rules that were asked.
    pub rules: Vec<&'static Rule>,
    /// Every level with how many findings have it, the gravest first.
    pub levels: Vec<(&'static Term, usize)>,
    /// How many findings were not reported because of an exception.
    pub suppressed: usize,
    /// The findings in order of place.
    pub items: Vec<Diagnostic>,
    /// How many more there are.
    pub left_out: usize,
    /// The day for which the answer holds; none when it holds for every day.
    pub as_of: Option<NaiveDate>,
    /// The thresholds that were used.
    pub thresholds: Vec<Threshold>,
    /// What was compared with, when something was.
    pub base: Option<String>,
}

/// A figure on which findings depend; several when the files have their own.
#[derive(Clone, Debug)]
pub struct Threshold {
    /// Its key.
    pub key: &'static str,
    /// Its values.
    pub values: Vec<u32>,
    /// What it says.
    pub said: Said,
}

impl Diagnostics {
    /// How many findings there are, listed or not.
    pub fn total(&self) -> usize {
        self.levels.iter().map(|(_, n)| n).sum()
    }
}

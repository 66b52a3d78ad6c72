//! A dossier: one document in both languages about many records, to be published as it is.
//!
//! It has parts of figures, charts and tables, a list of entries that can be filtered, and a part for every entry.

use chrono::NaiveDate;

use super::value::Tone;
use crate::lang::{Said, Text};

/// Where a piece of text leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Way {
    /// To the part of an entry, by its anchor.
    Entry(String),
    /// To the entries that have a value: the key of a facet and the word of the value.
    Filter(&'static str, String),
    /// To an address as the record gives it, which need not be one.
    Out(String),
}

/// A piece of text in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The text.
    pub text: Said,
    /// How it is meant.
    pub tone: Tone,
    /// Where it leads.
    pub way: Option<Way>,
}

impl Piece {
    /// Text in both languages.
    pub fn new(text: impl Into<Said>, tone: Tone) -> Self {
        Self { text: text.into(), tone, way: None }
    }

    /// Text that is the same in both languages.
    pub fn same(text: impl Into<String>) -> Self {
        let zh = text.into();
        Self::new(Said { en: zh.clone(), zh }, Tone::Plain)
    }

    /// The same text, leading somewhere.
    pub fn to(self, way: Way) -> Self {
        Self { way: Some(way), ..self }
    }
}

/// Text of one line.
pub type Phrase = Vec<Piece>;

/// So many of so many.
#[derive(Clone, Debug)]
pub struct Count {
    /// What is counted.
    pub label: Said,
    /// How many.
    pub n: usize,
    /// Of how many.
    pub of: usize,
    /// How it is meant where it is not nothing.
    pub tone: Tone,
    /// The entries that are counted.
    pub way: Option<Way>,
}

/// A shade in which bars are drawn, told by its pattern as well as by its colour.
#[derive(Clone, Copy, Debug)]
pub struct Shade {
    /// What it stands for.
    pub label: Text,
    /// Its name.
    pub word: &'static str,
    /// How it is meant.
    pub tone: Tone,
    /// The pattern: the character that draws it where there are no pictures.
    pub fill: char,
}

/// A stacked bar with what it is about.
#[derive(Clone, Debug)]
pub struct Stack {
    /// What it is about.
    pub name: Piece,
    /// How many of each shade, in the order of the shades.
    pub counts: Vec<usize>,
    /// Further figures, in the order of the headings.
    pub more: Vec<usize>,
}

/// Stacked bars below each other.
#[derive(Clone, Debug)]
pub struct Bars {
    /// What stands above the names.
    pub head: Text,
    /// The shades that occur.
    pub shades: Vec<Shade>,
    /// The headings of further figures.
    pub more: Vec<Text>,
    /// The bars.
    pub stacks: Vec<Stack>,
}

/// A stretch of time.
#[derive(Clone, Debug)]
pub struct Stretch {
    /// Its name, such as `2024-05`.
    pub label: String,
    /// Its first day.
    pub from: NaiveDate,
    /// The day after its last.
    pub to: NaiveDate,
    /// How much fell into it, in the order of the lanes.
    pub counts: Vec<usize>,
}

/// What happened when.
#[derive(Clone, Debug)]
pub struct Timeline {
    /// What is counted.
    pub lanes: Vec<(Text, Tone)>,
    /// The time, without a gap.
    pub stretches: Vec<Stretch>,
    /// Days that are marked.
    pub marks: Vec<(NaiveDate, Text)>,
}

/// A table of phrases.
#[derive(Clone, Debug)]
pub struct Grid {
    /// Its headings, and whether numbers stand below them.
    pub heads: Vec<(Text, bool)>,
    /// Its rows; the first cell of each names it.
    pub rows: Vec<Vec<Phrase>>,
}

/// What stands under a heading.
#[derive(Clone, Debug)]
pub enum Body {
    /// Figures that the eye should find.
    Counts(Vec<Count>),
    /// Figures with the entries behind them, in a list.
    List(Vec<Count>),
    /// Bars.
    Bars(Bars),
    /// Time.
    Timeline(Timeline),
    /// A table.
    Grid(Grid),
    /// Words and what they mean.
    Terms(Vec<(Said, Said)>),
    /// A sentence.
    Text(Said),
}

/// A part of a dossier.
#[derive(Clone, Debug)]
pub struct Part {
    /// Its name inside the document.
    pub key: &'static str,
    /// Its heading.
    pub heading: Said,
    /// What stands in it.
    pub bodies: Vec<Body>,
}

/// Something by which entries are chosen.
#[derive(Clone, Debug)]
pub struct Facet {
    /// Its key.
    pub key: &'static str,
    /// What it is called.
    pub label: Text,
    /// Its values: the word by which each is known, and what people read.
    pub options: Vec<(String, Said)>,
}

/// A column of the list.
#[derive(Clone, Copy, Debug)]
pub struct Head {
    /// Its key.
    pub key: &'static str,
    /// What stands above it.
    pub label: Text,
    /// The place of the facet whose order is its own, where the text in it has none.
    pub facet: Option<usize>,
}

/// What happened to an entry.
#[derive(Clone, Debug)]
pub struct Event {
    /// Day, sort, who and what.
    pub head: Phrase,
    /// What was said.
    pub lines: Vec<(Option<Text>, Phrase)>,
}

/// One record.
#[derive(Clone, Debug)]
pub struct Entry {
    /// By what it is found in the document; unlike every other.
    pub anchor: String,
    /// Its place among the records of its file.
    pub number: String,
    /// Its name.
    pub title: Said,
    /// How it stands, in a few words.
    pub standing: Phrase,
    /// Its cells in the list, behind its name.
    pub cells: Vec<Phrase>,
    /// The places of its values among those of each facet.
    pub values: Vec<Vec<usize>>,
    /// What was promised.
    pub facts: Vec<(Text, Phrase)>,
    /// What should be doubted.
    pub doubts: Vec<Text>,
    /// What became of it; nothing where nothing is known.
    pub events: Vec<Event>,
}

/// The entries and what is needed to look through them.
#[derive(Clone, Debug)]
pub struct Listing {
    /// The heading of the list.
    pub heading: Said,
    /// The heading of the parts.
    pub parts: Said,
    /// The columns: that of the numbers, that of the names, and those of the further cells.
    pub heads: Vec<Head>,
    /// By what entries are chosen.
    pub facets: Vec<Facet>,
    /// What is said where nothing became of an entry.
    pub silence: Text,
    /// The entries.
    pub entries: Vec<Entry>,
}

/// The document.
#[derive(Clone, Debug)]
pub struct Dossier {
    /// Its title.
    pub title: Said,
    /// What it is about, a line each.
    pub about: Vec<Said>,
    /// The parts before the entries.
    pub parts: Vec<Part>,
    /// The entries.
    pub listing: Listing,
    /// The parts behind them.
    pub closing: Vec<Part>,
}

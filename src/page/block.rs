//! A page for people: headings, facts, tables and bars, with text in the reader's language already.

use super::marked::Marked;
use super::table::Table;
use super::value::Tone;

/// A stretch of text that is meant in one way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The text.
    pub text: String,
    /// How it is meant.
    pub tone: Tone,
}

/// Text of one line or paragraph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line(pub Vec<Run>);

impl Line {
    /// Adds a stretch.
    pub fn add(mut self, text: impl Into<String>, tone: Tone) -> Self {
        self.0.push(Run { text: text.into(), tone });
        self
    }

    /// The text without how it is meant.
    pub fn plain(&self) -> String {
        self.0.iter().map(|run| run.text.as_str()).collect()
    }
}

impl<T: Into<String>> From<T> for Line {
    fn from(text: T) -> Self {
        Self::default().add(text, Tone::Plain)
    }
}

/// One part of a stacked bar.
#[derive(Clone, Debug)]
pub struct Share {
    /// What it stands for.
    pub label: String,
    /// Its part of the whole.
    pub n: usize,
    /// How it is meant.
    pub tone: Tone,
    /// The character that draws it, so that no colour is needed.
    pub fill: char,
}

/// A stacked bar: so many of the whole are this, so many that.
#[derive(Clone, Debug)]
pub struct Bar {
    /// Its parts, in order; they add up to the whole.
    pub shares: Vec<Share>,
}

impl Bar {
    /// What the parts add up to.
    pub fn total(&self) -> usize {
        self.shares.iter().map(|share| share.n).sum()
    }
}

/// A part of a page.
#[derive(Clone, Debug)]
pub enum Block {
    /// A heading below the page's title.
    Heading(String),
    /// A heading below a heading.
    Subheading(String),
    /// The heading of an annex; on paper a new page begins with it.
    Annex(String),
    /// A paragraph.
    Text(Line),
    /// Items of a list.
    Items(Vec<Line>),
    /// Names with what is known under them.
    Facts(Vec<(String, Line)>),
    /// Text that is shown as it is written, such as a piece of a ledger.
    Code(String),
    /// A stacked bar with its legend.
    Bar(Bar),
    /// A table.
    Table(Table),
    /// A table with a caption of its own.
    Titled(String, Table),
    /// A text whose stretches are marked.
    Marked(Marked),
}

impl Block {
    /// Whether it is a heading, to which what follows belongs.
    pub fn is_heading(&self) -> bool {
        matches!(self, Self::Heading(_) | Self::Subheading(_) | Self::Annex(_))
    }
}

/// A page with a title.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// Its title.
    pub title: Line,
    /// Its parts in order.
    pub blocks: Vec<Block>,
}

impl Page {
    /// A page with a title and nothing else yet.
    pub fn new(title: impl Into<Line>) -> Self {
        Self { title: title.into(), blocks: Vec::new() }
    }

    /// Adds a part.
    pub fn push(&mut self, block: Block) {
        self.blocks.push(block);
    }

    /// Adds a heading.
    pub fn heading(&mut self, text: impl Into<String>) {
        self.push(Block::Heading(text.into()));
    }

    /// Adds a heading below a heading.
    pub fn subheading(&mut self, text: impl Into<String>) {
        self.push(Block::Subheading(text.into()));
    }

    /// Adds a paragraph.
    pub fn text(&mut self, line: impl Into<Line>) {
        self.push(Block::Text(line.into()));
    }
}

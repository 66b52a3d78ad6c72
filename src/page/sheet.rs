//! A workbook that people fill in: sheets of cells, and which of them are whose to write in.

use chrono::NaiveDate;

use super::value::Tone;

/// Who writes in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pen {
    /// Nobody: what is there stands.
    Nobody,
    /// The first of those who fill the sheet in.
    First,
    /// The second of them.
    Second,
    /// Nobody, and nobody needs to see it.
    Hidden,
}

/// What is written in a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ink {
    /// Text, whatever it looks like.
    Text,
    /// A date.
    Date,
    /// One of these.
    Choice(Vec<String>),
}

/// A column of a sheet.
#[derive(Clone, Debug)]
pub struct SheetColumn {
    /// What stands above it.
    pub head: String,
    /// How wide it is, in characters of half width.
    pub width: u16,
    /// Who writes in it.
    pub pen: Pen,
    /// What is written in it.
    pub ink: Ink,
    /// What whoever stands in a cell of it is told.
    pub hint: String,
}

/// A cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SheetCell {
    /// What it says.
    pub text: String,
    /// How it is meant.
    pub tone: Tone,
    /// Whether it is a count and no text.
    pub number: bool,
}

impl From<String> for SheetCell {
    fn from(text: String) -> Self {
        Self { text, ..Self::default() }
    }
}

/// One sheet.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// Its name, for the tab.
    pub name: String,
    /// Its title.
    pub title: String,
    /// What it is about, in one line.
    pub about: String,
    /// How it is filled in; empty where nothing is.
    pub how: String,
    /// What its words mean, in one line.
    pub terms: String,
    /// Its columns.
    pub columns: Vec<SheetColumn>,
    /// Its rows, each as long as `columns`.
    pub rows: Vec<Vec<SheetCell>>,
    /// How many columns stay in sight, and are printed again on every page.
    pub frozen: usize,
}

/// A size of paper, always across.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paper {
    /// 297 by 210 mm.
    A4,
    /// 420 by 297 mm.
    A3,
}

/// A workbook.
#[derive(Clone, Debug)]
pub struct Workbook {
    /// Its title.
    pub title: String,
    /// The day that it speaks for.
    pub day: NaiveDate,
    /// The numbering of printed pages: `&P` is the page, `&N` how many there are.
    pub foot: String,
    /// The font of cells, and that of headings.
    pub fonts: [&'static str; 2],
    /// Who writes with the first pen, and who with the second.
    pub pens: [String; 2],
    /// The paper on which it is printed.
    pub paper: Paper,
    /// Its sheets.
    pub sheets: Vec<Sheet>,
}

//! What came back in a sheet, row by row.

use chrono::NaiveDate;

use super::told::Unproven;
use crate::{
    lang::Said,
    model::{Method, Outcome, Status},
};

/// What came back.
#[derive(Debug, Default)]
pub struct Back {
    /// The rows, in the order of the sheets.
    pub rows: Vec<Returned>,
    /// What was not read, and what is missing without harm.
    pub notes: Vec<Said>,
}

/// A row that came back.
#[derive(Debug)]
pub struct Returned {
    /// The sheet.
    pub sheet: String,
    /// The row, counted from one as spreadsheet programs do.
    pub line: u32,
    /// How the measure is named; nothing when the cell is empty.
    pub id: Option<String>,
    /// The fingerprint of the record as it was exported, unless it is gone.
    pub fingerprint: Option<String>,
    /// What an office says.
    pub statement: Option<Statement>,
    /// What a verifier found.
    pub finding: Option<Found>,
    /// What cannot be understood: the place with what is wrong, and the way out.
    pub wrong: Vec<(Said, Said)>,
    /// The cells of the program that only the ledger can prove untouched.
    pub unproven: Vec<Unproven>,
}

/// What an office wrote.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Statement {
    /// The status.
    pub status: Option<Status>,
    /// The words.
    pub note: String,
    /// What stands in the way.
    pub problem: Option<String>,
    /// What comes next.
    pub next: Option<String>,
    /// The period.
    pub period: Option<String>,
    /// The office, by id or name.
    pub by: Option<String>,
    /// The day.
    pub date: Option<NaiveDate>,
    /// What it rests on.
    pub paper: Option<PaperGiven>,
}

/// A paper, by what is needed to register it, or by its id or title alone where the ledger has it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct PaperGiven {
    /// Its title, or its id.
    pub title: String,
    /// Who published it.
    pub publisher: Option<String>,
    /// On which day.
    pub published: Option<NaiveDate>,
    /// Where it can be read.
    pub url: Option<String>,
}

/// What a verifier wrote.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The result.
    pub result: Outcome,
    /// How it was found.
    pub method: Method,
    /// The office, by id or name.
    pub by: Option<String>,
    /// The day.
    pub date: Option<NaiveDate>,
    /// What was seen.
    pub note: Option<String>,
    /// The period.
    pub period: Option<String>,
    /// What it rests on.
    pub paper: Option<PaperGiven>,
}

impl Returned {
    /// The paper that the row names, whoever rests on it.
    pub fn paper(&self) -> Option<&PaperGiven> {
        let said = self.statement.as_ref().and_then(|said| said.paper.as_ref());
        said.or_else(|| self.finding.as_ref()?.paper.as_ref())
    }
}

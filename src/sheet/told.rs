//! Whether what the program wrote in a row is still there: what somebody wrote over it would be lost without a word.
//!
//! A sheet brings the proof with it. Behind the fingerprint of the record stand marks of the cells as they were exported, so that
//! nobody has to know the day, the language or what the ledger says by now.

use std::collections::HashSet;

use chrono::NaiveDate;
use sha2::{Digest, Sha256};

use super::{
    cells::Line,
    columns::{COLUMNS, Column, Reads},
    grid::{Cell, Content},
    reads,
};
use crate::{
    lang::{Lang, Said, folded, is_blank},
    page::SheetCell,
    query::Row,
};

/// Between the fingerprint of the record and the marks.
const BETWEEN: char = '-';
/// The hexadecimal digits of a mark: one word in a million passes for another.
const DIGITS: usize = 5;

/// Adds the marks of the other cells to the one that holds the fingerprint.
pub fn sign(columns: &[&Column], cells: &mut [SheetCell]) {
    let is_told = |column: &Column| matches!(column.reads, Reads::Nothing | Reads::Id);
    let told = columns.iter().zip(&*cells).filter(|(column, _)| is_told(column));
    let marks: String = told.map(|(column, cell)| mark(column.key, &plain(&cell.text))).collect();
    let own = columns.iter().zip(cells).find(|(column, _)| column.reads == Reads::Fingerprint);
    if let Some((_, own)) = own {
        own.text.extend([BETWEEN.to_string(), marks]);
    }
}

/// The fingerprint and the marks of a cell; no marks where it is not as it was written.
pub fn signed(cell: &str) -> (&str, Option<Marks>) {
    let Some((print, marks)) = cell.split_once(BETWEEN) else { return (cell, None) };
    let is_whole = marks.len().is_multiple_of(DIGITS) && marks.bytes().all(|byte| byte.is_ascii_hexdigit());
    let own = marks.as_bytes().chunks(DIGITS).map(|mark| String::from_utf8_lossy(mark).into_owned());
    (print, is_whole.then(|| Marks(own.collect())))
}

/// Marks of the cells of a row.
#[derive(Debug)]
pub struct Marks(HashSet<String>);

impl Marks {
    /// Whether a cell still says what was written in it.
    pub fn prove(&self, key: &str, cell: &Cell) -> bool {
        readings(cell).iter().any(|text| self.0.contains(&mark(key, text)))
    }

    /// Of what the ledger says of a measure now, in both languages.
    fn of(row: &Row<'_>) -> Self {
        let line = |lang| Line { row, address: row.address(), lang, quotes: false };
        let told = || COLUMNS.iter().filter(|column| column.reads == Reads::Nothing);
        let marks = [Lang::Zh, Lang::En].map(line).into_iter().flat_map(|line| {
            told().map(|column| mark(column.key, &plain(&column.cell(&line).text))).collect::<Vec<_>>()
        });
        Self(marks.collect())
    }
}

/// A cell of a column that the program fills, in a row that brings no marks.
#[derive(Clone, Debug)]
pub struct Unproven {
    /// The column.
    pub key: &'static str,
    /// The cell.
    pub cell: Cell,
    /// What is to be said where the ledger does not say the same, and the way out.
    pub wrong: (Said, Said),
}

impl Unproven {
    /// Those of the cells that are not what the ledger says of the measure.
    pub fn other<'a>(own: &'a [Self], row: &Row<'_>) -> Vec<&'a Self> {
        // The place in the file is nobody's words and moves, and the schedule is another one every day.
        let is_lasting = |own: &&Self| !["no", "warning"].contains(&own.key);
        let marks = Marks::of(row);
        own.iter().filter(is_lasting).filter(|own| !marks.prove(own.key, &own.cell)).collect()
    }
}

/// Whether somebody may have written in a cell: what was emptied says nothing.
pub fn may_say(cell: &Cell) -> bool {
    cell.is_formula || !is_blank(&cell.content.shown())
}

fn mark(key: &str, text: &str) -> String {
    let digits: String =
        Sha256::digest(format!("{key}={text}")).iter().take(3).map(|byte| format!("{byte:02x}")).collect();
    digits.chars().take(DIGITS).collect()
}

/// What a cell may have been before a spreadsheet program took it for a number or a day, each in the form in which cells are
/// compared.
fn readings(cell: &Cell) -> Vec<String> {
    let days = match &cell.content {
        Content::Number(number) => reads::counted(*number).into_iter().collect(),
        Content::Text(text) => days(&folded(text)),
        _ => Vec::new(),
    };
    let days = days.into_iter().map(|day| day.to_string());
    std::iter::once(cell.content.shown()).chain(days).map(|text| plain(&text)).collect()
}

/// The days that three numbers may mean: programs write a day in the order of the country.
fn days(text: &str) -> Vec<NaiveDate> {
    let parts: Option<Vec<u32>> = text.split(['-', '/', '.']).map(|part| part.parse().ok()).collect();
    let Some([a, b, c]) = parts.as_deref() else { return Vec::new() };
    let year = |year: u32| i32::try_from(if year < 100 { 2000 + year } else { year }).ok();
    let day = |(of, month, day): (&u32, &u32, &u32)| NaiveDate::from_ymd_opt(year(*of)?, *month, *day);
    [(a, b, c), (c, a, b), (c, b, a)].into_iter().filter_map(day).collect()
}

/// A text in the form in which cells are compared: as the eye reads it, without what an old encoding cannot hold and puts a
/// question mark for, without the mark of text, numbers and days in one form each.
fn plain(text: &str) -> String {
    let mut folded = folded(text.trim_start_matches('\''));
    folded.retain(|c| c != '?');
    let is_lost = |text: &str| encoding_rs::GBK.encode(text).2;
    if is_lost(&folded) {
        folded.retain(|c| !is_lost(c.encode_utf8(&mut [0; 4])));
    }
    let number = |text: &str| text.parse::<f64>().ok();
    let percent = || Some(number(folded.strip_suffix('%')?)? / 100.0);
    match number(&folded).or_else(percent) {
        // Programs keep fifteen digits.
        Some(number) => format!("{number:.9e}"),
        None => reads::written(&folded).map(|day| day.to_string()).unwrap_or(folded),
    }
}

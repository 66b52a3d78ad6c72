//! `coverage`: how much of the letter the ledger accounts for, and with the letter whether that is so.

mod change;
mod data;
mod marked;
mod page;
mod require;
mod table;
mod trouble;

use std::collections::HashMap;

pub use change::changes_of;
use chrono::NaiveDate;
pub use trouble::named;

use super::Report;
use crate::{
    coverage::{Anchored, By, Hash, Reading, Sums},
    lang::{Lang, Said},
    letter::LetterText,
    model::{Account, Ledger, State, Stretch},
    page::{Page, Table},
    query::{Row, by_ledger},
};

/// The answer about some ledgers, or about one and its letter.
pub struct Coverage<'a> {
    as_of: NaiveDate,
    letters: Vec<Accounted<'a>>,
}

/// One letter with what its ledger accounts for.
struct Accounted<'a> {
    ledger: &'a Ledger,
    letter: Option<&'a LetterText>,
    reading: Reading<'a>,
    sums: Sums,
    states: HashMap<&'a str, State>,
    /// The anchor of each measure.
    anchors: HashMap<&'a str, usize>,
}

impl<'a> Coverage<'a> {
    /// Answers for ledgers by their own word.
    pub fn of(ledgers: &'a [Ledger], rows: &[Row<'a>], as_of: NaiveDate) -> Self {
        let own: HashMap<usize, &[Row<'a>]> = by_ledger(rows).map(|rows| (address(rows[0].ledger), rows)).collect();
        let one = |ledger: &'a Ledger| {
            let rows = own.get(&address(ledger)).copied().unwrap_or_default();
            Accounted::of(ledger, Reading::without_letter(ledger), None, rows)
        };
        Self { as_of, letters: ledgers.iter().map(one).collect() }
    }

    /// Answers for a ledger, whose measures these are, and a text of its letter.
    pub fn with(
        ledger: &'a Ledger,
        rows: &[Row<'a>],
        (reading, letter): (Reading<'a>, &'a LetterText),
        as_of: NaiveDate,
    ) -> Self {
        Self { as_of, letters: vec![Accounted::of(ledger, reading, Some(letter), rows)] }
    }

    /// What is missing before at least this many of a hundred letters and digits are accounted for and everything is proven,
    /// a sentence each.
    pub fn missing(&self, percent: u8) -> Vec<Said> {
        self.letters.iter().flat_map(|one| require::missing(one, percent)).collect()
    }
}

fn address(ledger: &Ledger) -> usize {
    std::ptr::from_ref(ledger).addr()
}

impl<'a> Accounted<'a> {
    fn of(ledger: &'a Ledger, reading: Reading<'a>, letter: Option<&'a LetterText>, rows: &[Row<'a>]) -> Self {
        let sums = Sums::of(ledger, &reading, letter);
        let states = rows.iter().map(|row| (&*row.measure.id.value, row.standing().state)).collect();
        let id = |(at, anchor): (usize, &Anchored<'a>)| match anchor.by {
            By::Measure(measure) => Some((&*measure.id.value, at)),
            By::Passage(_) => None,
        };
        let anchors = reading.anchors.iter().enumerate().filter_map(id).collect();
        Self { ledger, letter, reading, sums, states, anchors }
    }

    /// The anchor of a measure, when the letter is at hand.
    fn anchor(&self, id: &str) -> Option<&Anchored<'a>> {
        self.reading.anchors.get(*self.anchors.get(id)?)
    }

    /// How many letters and digits are accounted for, of how many.
    fn words(&self) -> (usize, usize) {
        let of = self.sums.whole.total().words;
        (of - self.sums.whole.get(Account::Nothing).words, of)
    }

    /// The same in characters, the marks between two stretches included.
    fn chars(&self) -> (usize, usize) {
        let of = self.sums.whole.total().chars;
        (of - self.sums.whole.get(Account::Nothing).chars, of)
    }

    /// Whether the letter is the ledger's own, and every quote and every span stands in it.
    fn is_proven(&self) -> bool {
        self.reading.hash == Some(Hash::Same) && self.reading.anchors.iter().all(Anchored::is_proven)
    }

    /// What nothing accounts for, with its characters: letters and digits only, not the marks between two stretches.
    fn left(&self) -> Vec<(Stretch, &'a str)> {
        let Some(letter) = self.letter else { return Vec::new() };
        let opens = |c: char| c.is_alphanumeric() || "“‘（(《〈「『【<[{".contains(c);
        let trimmed = |stretch: Stretch| {
            let text = letter.slice(stretch)?;
            let own = text.trim_start_matches(|c| !opens(c)).trim_end();
            let chars = |text: &str| u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
            let start = stretch.end - chars(text.trim_start_matches(|c| !opens(c)));
            Some((Stretch { start, end: start + chars(own) }, own))
        };
        let parts = self.reading.parts.iter().filter(|part| part.claims.is_empty());
        let texts = parts.filter_map(|part| trimmed(part.stretch));
        texts.filter(|(_, text)| text.contains(char::is_alphanumeric)).collect()
    }
}

impl Report for Coverage<'_> {
    fn data(&self) -> serde_json::Value {
        super::data(&data::data(self))
    }

    fn page(&self, lang: Lang) -> Page {
        page::page(self, lang)
    }

    fn table(&self) -> Table {
        table::table(self)
    }
}

//! A measure with what an answer needs to know about it.

use std::sync::{Arc, OnceLock};

use chrono::NaiveDate;

use super::address::Addresses;
use crate::model::{Clock, History, Ledger, Measure, Named, Period, Standing, State, periods};

/// A measure in its ledger on the as-of date.
#[derive(Debug)]
pub struct Row<'a> {
    /// The ledger.
    pub ledger: &'a Ledger,
    /// The measure.
    pub measure: &'a Named<Measure>,
    /// Its place in the file, from one.
    pub number: usize,
    /// How it is named on a command line, where its id alone does not do.
    pub address: Option<String>,
    /// Whether other ledgers were loaded with its own.
    pub is_one_of_several: bool,
    /// The day that the answer speaks for, and when it warns.
    pub clock: Clock,
    standing: OnceLock<Standing>,
}

impl<'a> Row<'a> {
    /// The same measure on another day.
    pub fn on(&self, as_of: NaiveDate) -> Row<'a> {
        Row { clock: Clock { as_of, ..self.clock }, address: self.address.clone(), standing: OnceLock::new(), ..*self }
    }

    /// What its entries say on the as-of date.
    pub fn history(&self) -> History<'_> {
        History { ledger: self.ledger, measure: self.measure, as_of: self.clock.as_of }
    }

    /// Its periods up to the as-of date, when it recurs; nothing is due any more when it was dropped.
    pub fn periods(&self) -> Vec<Period> {
        if self.standing().state == State::Dropped {
            return Vec::new();
        }
        periods(self.history())
    }

    /// Where the measure stands.
    pub fn standing(&self) -> &Standing {
        self.standing.get_or_init(|| Standing::of(self.measure, self.ledger, &self.clock))
    }

    /// How it is named on a command line.
    pub fn address(&self) -> &str {
        self.address.as_deref().unwrap_or(&self.measure.id.value)
    }

    /// The same with another number of days ahead that count as soon.
    pub fn with_due_soon(mut self, days: u32) -> Self {
        self.clock.due_soon = days;
        self.standing = OnceLock::new();
        self
    }

    /// The line of the measure's header.
    pub fn line(&self) -> usize {
        self.ledger.source.position(self.measure.id.span.start as usize).line
    }
}

/// The rows of each ledger, which stand together.
pub fn by_ledger<'r, 'a>(rows: &'r [Row<'a>]) -> impl Iterator<Item = &'r [Row<'a>]> {
    rows.chunk_by(|a, b| std::ptr::eq(a.ledger, b.ledger))
}

/// Whether a measure is one of those of these rows: the very record, not another under its id.
pub fn among(rows: &[Row<'_>]) -> impl Fn(&Named<Measure>) -> bool + use<> {
    let mut known: Vec<*const Named<Measure>> = rows.iter().map(|row| std::ptr::from_ref(row.measure)).collect();
    known.sort_unstable();
    move |measure| known.binary_search(&std::ptr::from_ref(measure)).is_ok()
}

/// Every measure of the ledgers, in order.
pub fn rows<'a>(ledgers: impl IntoIterator<Item = &'a Ledger>, as_of: NaiveDate) -> Vec<Row<'a>> {
    each_row(ledgers, as_of).collect()
}

/// Every measure of the ledgers, one after the other, for those who keep only some.
pub fn each_row<'a>(ledgers: impl IntoIterator<Item = &'a Ledger>, as_of: NaiveDate) -> impl Iterator<Item = Row<'a>> {
    let ledgers: Vec<&'a Ledger> = ledgers.into_iter().collect();
    let addresses = Arc::new(Addresses::of(&ledgers));
    let is_one_of_several = ledgers.len() > 1;
    ledgers.into_iter().flat_map(move |ledger| {
        let addresses = Arc::clone(&addresses);
        let maker = RowMaker { ledger, clock: Clock::of(ledger, as_of), addresses, is_one_of_several };
        (0..ledger.measures().len()).filter_map(move |at| maker.row(at))
    })
}

/// Makes rows of the measures of a ledger, in whichever order they are asked for.
#[derive(Debug)]
pub struct RowMaker<'a> {
    ledger: &'a Ledger,
    clock: Clock,
    addresses: Arc<Addresses<'a>>,
    is_one_of_several: bool,
}

impl<'a> RowMaker<'a> {
    /// For a ledger that is looked at by itself.
    pub fn of(ledger: &'a Ledger, as_of: NaiveDate) -> Self {
        let addresses = Arc::new(Addresses::of(&[ledger]));
        Self { ledger, clock: Clock::of(ledger, as_of), addresses, is_one_of_several: false }
    }

    /// The measure at a place among the others, counted from zero.
    pub fn row(&self, at: usize) -> Option<Row<'a>> {
        let measure = self.ledger.measures().iter().as_slice().get(at)?;
        let number = at + 1;
        Some(Row {
            ledger: self.ledger,
            measure,
            number,
            address: self.addresses.address(self.ledger, &measure.id.value, number),
            is_one_of_several: self.is_one_of_several,
            clock: self.clock,
            standing: OnceLock::new(),
        })
    }
}

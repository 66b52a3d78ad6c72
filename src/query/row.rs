//! A measure with what an answer needs to know about it.

use std::{collections::HashSet, sync::OnceLock};

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
    let known: HashSet<*const Named<Measure>> = rows.iter().map(|row| std::ptr::from_ref(row.measure)).collect();
    move |measure| known.contains(&std::ptr::from_ref(measure))
}

/// Every measure of the ledgers, in order.
pub fn rows<'a>(ledgers: impl IntoIterator<Item = &'a Ledger>, as_of: NaiveDate) -> Vec<Row<'a>> {
    each_row(ledgers, as_of).collect()
}

/// Every measure of the ledgers, one after the other, for those who keep only some.
pub fn each_row<'a>(ledgers: impl IntoIterator<Item = &'a Ledger>, as_of: NaiveDate) -> impl Iterator<Item = Row<'a>> {
    rows_of(ledgers, as_of, |_, _| true)
}

/// The measures that are meant, one after the other.
pub fn rows_of<'a>(
    ledgers: impl IntoIterator<Item = &'a Ledger>,
    as_of: NaiveDate,
    is_meant: impl Fn(&Ledger, &Named<Measure>) -> bool,
) -> impl Iterator<Item = Row<'a>> {
    let ledgers: Vec<&'a Ledger> = ledgers.into_iter().collect();
    let addresses = Addresses::of(&ledgers);
    let is_one_of_several = ledgers.len() > 1;
    let measures = ledgers.into_iter().flat_map(move |ledger| {
        let clock = Clock::of(ledger, as_of);
        ledger.measures().iter().zip(1..).map(move |(measure, number)| (ledger, clock, measure, number))
    });
    let meant = measures.filter(move |(ledger, _, measure, _)| is_meant(ledger, measure));
    meant.map(move |(ledger, clock, measure, number)| Row {
        ledger,
        measure,
        number,
        address: addresses.address(ledger, &measure.id.value, number),
        is_one_of_several,
        clock,
        standing: OnceLock::new(),
    })
}

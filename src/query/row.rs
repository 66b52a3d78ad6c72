//! A measure with what an answer needs to know about it.

use std::sync::OnceLock;

use chrono::NaiveDate;

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
    /// The day that the answer speaks for, and when it warns.
    pub clock: Clock,
    standing: OnceLock<Standing>,
}

impl<'a> Row<'a> {
    /// The same measure on another day.
    pub fn on(&self, as_of: NaiveDate) -> Row<'a> {
        Row { clock: Clock { as_of, ..self.clock }, standing: OnceLock::new(), ..*self }
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

/// Every measure of the ledgers, in order.
pub fn rows<'a>(ledgers: impl IntoIterator<Item = &'a Ledger>, as_of: NaiveDate) -> Vec<Row<'a>> {
    let of_one = |ledger: &'a Ledger| {
        let clock = Clock::of(ledger, as_of);
        ledger.measures().iter().zip(1..).map(move |(measure, number)| Row {
            ledger,
            measure,
            number,
            clock,
            standing: OnceLock::new(),
        })
    };
    ledgers.into_iter().flat_map(of_one).collect()
}

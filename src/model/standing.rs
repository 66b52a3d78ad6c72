//! Where a measure stands on a day: what follows from its record and is stored nowhere.
//!
//! The four questions stay apart: what is said of it, what others confirm, whether it is on time, how long it has been silent.

use chrono::NaiveDate;

use super::{
    history::History,
    ledger::Ledger,
    measure::Measure,
    vocabulary::{Outcome, Schedule, State, Status},
};

/// The day that an answer speaks for, and when it warns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// The as-of date: entries after it are not known yet.
    pub as_of: NaiveDate,
    /// A deadline this many days ahead or fewer is near.
    pub due_soon: u32,
    /// More days than this without news make a measure silent.
    pub stale: u32,
}

impl Clock {
    /// Days before a deadline, where the ledger does not say: this program's choice, not anybody's rule.
    pub const DUE_SOON: u32 = 30;
    /// Days without news, where the ledger does not say: this program's choice, not anybody's rule.
    pub const STALE: u32 = 180;

    /// The clock of a ledger.
    pub fn of(ledger: &Ledger, as_of: NaiveDate) -> Self {
        let own = ledger.document.clock.as_deref();
        Self {
            as_of,
            due_soon: own.and_then(|own| own.due_soon.copied()).unwrap_or(Self::DUE_SOON),
            stale: own.and_then(|own| own.stale.copied()).unwrap_or(Self::STALE),
        }
    }
}

/// Where a measure stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    /// What is said of it, and whether that is confirmed.
    pub state: State,
    /// The newest finding of somebody who is not the owner; of what recurs, first one that contests a period.
    pub verified: Option<Outcome>,
    /// Whether only the owner vouches for the present status; `None` when nobody said anything.
    pub self_reported: Option<bool>,
    /// The deadline now in force.
    pub due: Option<NaiveDate>,
    /// Whether it is on time.
    pub schedule: Schedule,
    /// The day of the newest entry.
    pub heard: Option<NaiveDate>,
    /// Days without news, counted from the reply when there never was any.
    pub silent_days: Option<i64>,
    /// Whether it has been silent for longer than the ledger allows, while something is still expected of it.
    pub stale: bool,
    /// So many of so many, where the letter counts things.
    pub progress: Option<(u64, u64)>,
}

impl Standing {
    /// Where a measure of a ledger stands.
    pub fn of(measure: &Measure, ledger: &Ledger, clock: &Clock) -> Self {
        let history = History { ledger, measure, as_of: clock.as_of };
        let status = history.status();
        let state = if history.is_closed() { State::Closed } else { status.into() };
        let due = history.due();
        let heard = history.heard();
        let since = heard.or_else(|| ledger.reply()?.date.copied());
        let silent_days = since.map(|since| (clock.as_of - since).num_days()).filter(|days| *days >= 0);
        let expected = !matches!(state, State::Closed | State::Dropped);
        Self {
            state,
            verified: history.finding().and_then(|finding| finding.result.copied()),
            self_reported: history.is_self_reported(),
            due,
            schedule: schedule(status, due, clock),
            heard,
            silent_days,
            stale: expected && silent_days.is_some_and(|days| days > i64::from(clock.stale)),
            progress: history.progress(),
        }
    }
}

fn schedule(status: Status, due: Option<NaiveDate>, clock: &Clock) -> Schedule {
    let Some(due) = due else { return Schedule::NoDeadline };
    if matches!(status, Status::Done | Status::Dropped) {
        return Schedule::Settled;
    }
    match (due - clock.as_of).num_days() {
        ..0 => Schedule::Overdue,
        days if days <= i64::from(clock.due_soon) => Schedule::DueSoon,
        _ => Schedule::OnTime,
    }
}

//! Where a measure stands on a day: what follows from its record and is stored nowhere.
//!
//! The four questions stay apart: what is said of it, what others confirm, whether it is on time, how long it has been silent.

use chrono::NaiveDate;

use super::{
    leaf::EvidenceId,
    ledger::Ledger,
    measure::{Measure, Update, Verification},
    vocabulary::{Kind, Outcome, Schedule, State, Status},
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
    /// The newest finding of somebody who is not the owner.
    pub verified: Option<Outcome>,
    /// Whether only the owner vouches for the present status; `None` when nobody said anything.
    pub self_reported: Option<bool>,
    /// The deadline now in force.
    pub due: Option<NaiveDate>,
    /// How often the deadline has moved.
    pub extensions: usize,
    /// Whether it is on time.
    pub schedule: Schedule,
    /// The day of the newest entry.
    pub heard: Option<NaiveDate>,
    /// Days without news, counted from the reply when there never was any.
    pub silent_days: Option<i64>,
    /// Whether it has been silent for longer than the ledger allows, while something is still expected of it.
    pub stale: bool,
    /// So many of so many, where things are counted.
    pub progress: Option<(u64, u64)>,
}

impl Standing {
    /// Where a measure of a ledger stands.
    pub fn of(measure: &Measure, ledger: &Ledger, clock: &Clock) -> Self {
        let as_of = clock.as_of;
        let status = status_on(measure, as_of);
        let finding = newest_finding(measure, as_of);
        let verified = finding.and_then(|finding| finding.result.copied());
        let closed = status == Status::Done && finding.is_some_and(|finding| closes(finding, measure, ledger, as_of));
        let state = if closed { State::Closed } else { status.into() };
        let due = due_on(measure, as_of);
        let heard = heard_on(measure, as_of);
        let since = heard.or_else(|| ledger.reply()?.date.copied());
        let silent_days = since.map(|since| (as_of - since).num_days()).filter(|days| *days >= 0);
        let expected = !matches!(state, State::Closed | State::Dropped);
        Self {
            state,
            verified,
            self_reported: speaking(measure, as_of).map(|update| {
                let is_confirmed = verified == Some(Outcome::Confirmed)
                    && finding.is_some_and(|finding| finding.date.copied() >= update.date.copied());
                !is_confirmed && is_self_reported(update, measure, ledger)
            }),
            due,
            extensions: measure.extension.iter().filter(|entry| is_known(entry.date.copied(), as_of)).count(),
            schedule: schedule(status, due, clock),
            heard,
            silent_days,
            stale: expected && silent_days.is_some_and(|days| days > i64::from(clock.stale)),
            progress: progress(measure),
        }
    }
}

/// Whether an entry is known on a day; one without a readable date is.
fn is_known(date: Option<NaiveDate>, as_of: NaiveDate) -> bool {
    date.is_none_or(|date| date <= as_of)
}

/// The stored status, or on a day before later entries the one that was known then.
fn status_on(measure: &Measure, as_of: NaiveDate) -> Status {
    let spoke_later = |update: &Update| update.status.get().is_some() && !is_known(update.date.copied(), as_of);
    let status = if measure.update.iter().any(spoke_later) {
        speaking(measure, as_of).and_then(|update| Status::given(update.status.copied(), measure.kind.copied()))
    } else {
        measure.status.copied()
    };
    status.unwrap_or(Status::Unreported)
}

/// The newest known update that gives a status.
fn speaking(measure: &Measure, as_of: NaiveDate) -> Option<&Update> {
    let known = measure.update.iter().filter(|update| is_known(update.date.copied(), as_of));
    known.filter(|update| update.status.get().is_some()).max_by_key(|update| update.date.copied())
}

fn newest_finding(measure: &Measure, as_of: NaiveDate) -> Option<&Verification> {
    let known = measure.verification.iter().filter(|finding| is_known(finding.date.copied(), as_of));
    known.filter(|finding| !is_owner(finding.by.as_deref(), measure)).max_by_key(|finding| finding.date.copied())
}

fn is_owner(by: Option<&str>, measure: &Measure) -> bool {
    by.is_some() && by == measure.owner.as_deref()
}

/// Whether a finding closes a measure that is said to be done.
fn closes(finding: &Verification, measure: &Measure, ledger: &Ledger, as_of: NaiveDate) -> bool {
    let reopened_since = |update: &Update| {
        is_known(update.date.copied(), as_of)
            && update.date.copied() > finding.date.copied()
            && update.status.copied().is_some_and(|status| status != Status::Done)
    };
    finding.result.copied() == Some(Outcome::Confirmed)
        && matches!(measure.kind.copied(), Some(Kind::Deliverable | Kind::Target))
        && !are_owners_papers(finding.evidence.items(), measure, ledger)
        && !measure.update.iter().any(reopened_since)
}

fn is_self_reported(update: &Update, measure: &Measure, ledger: &Ledger) -> bool {
    is_owner(update.by.as_deref(), measure) || are_owners_papers(update.evidence.items(), measure, ledger)
}

/// Whether there are papers and the owner published every one of them.
fn are_owners_papers<'a>(
    mut papers: impl ExactSizeIterator<Item = &'a EvidenceId>,
    measure: &Measure,
    ledger: &Ledger,
) -> bool {
    let Some(owner) = measure.owner.as_deref() else { return false };
    papers.len() > 0
        && papers.all(|id| {
            let publisher = ledger.document.evidence.get(id).and_then(|paper| paper.publisher.as_deref());
            publisher.is_some_and(|publisher| {
                publisher == owner || ledger.org(owner).is_some_and(|org| org.is_called(publisher))
            })
        })
}

/// The deadline in force on a day: the first one, or the newest extension's.
fn due_on(measure: &Measure, as_of: NaiveDate) -> Option<NaiveDate> {
    let known = measure.extension.iter().filter(|entry| is_known(entry.date.copied(), as_of));
    let newest = known.max_by_key(|entry| entry.date.copied());
    newest.and_then(|entry| entry.to.copied()).or(measure.due.copied())
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

fn heard_on(measure: &Measure, as_of: NaiveDate) -> Option<NaiveDate> {
    let updates = measure.update.iter().map(|entry| entry.date.copied());
    let verifications = measure.verification.iter().map(|entry| entry.date.copied());
    let extensions = measure.extension.iter().map(|entry| entry.date.copied());
    updates.chain(verifications).chain(extensions).flatten().filter(|date| *date <= as_of).max()
}

fn progress(measure: &Measure) -> Option<(u64, u64)> {
    let done = measure.item.iter().filter(|item| item.status.copied() == Some(Status::Done)).count();
    let of = measure.quantity.copied().map_or(measure.item.len() as u64, u64::from);
    (of > 0).then_some((done as u64, of))
}

//! The periods of a recurring measure: calendar years, half-years, quarters, months.

use chrono::{Datelike, Months, NaiveDate};

use super::{
    history::History,
    measure::Measure,
    vocabulary::{Every, Outcome, Status},
};
use crate::{
    lang::text,
    page::{Term, Tone},
};

/// Periods that ended without a report.
pub const MISSED: Term =
    Term { word: "missed-period", label: text("往期未报", "past periods without a report"), tone: Tone::Warn };
/// The period that runs.
pub const PERIOD: Term = Term { word: "period", label: text("本期待报", "due this period"), tone: Tone::Warn };

/// One period of a recurring measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    /// `2022`, `2022H1`, `2022Q3` or `2022-05`.
    pub label: String,
    /// Its last day.
    pub end: NaiveDate,
    /// Whether it has ended by the as-of date.
    pub ended: bool,
    /// Whether an update says that it was done in this period, and nobody else contests it.
    pub done: bool,
    /// What the newest finding of somebody who is not the owner says of it.
    pub found: Option<Outcome>,
}

impl Period {
    /// Whether it ended without a report, or others contest what was reported.
    pub fn is_missed(&self) -> bool {
        self.ended && !self.done
    }
}

/// The periods of a measure from the one in which the reply was given to the one that holds the as-of date.
/// None when the measure does not recur or the dates are not known.
pub fn periods(history: History<'_>) -> Vec<Period> {
    let measure = history.measure;
    let reply = history.ledger.reply().and_then(|reply| reply.date.copied());
    let (Some(every), Some(reply)) = (measure.every.copied(), reply) else { return Vec::new() };
    let claims = history.updates().filter(|update| update.status.copied() == Some(Status::Done));
    let claimed: Vec<String> =
        claims.filter_map(|update| period_of(measure, update.period.as_deref(), update.date.copied())).collect();
    let mut start = first_day(every, reply);
    let mut periods = Vec::new();
    while let Some(start_day) = start.filter(|start| *start <= history.as_of) {
        let Some(end) = period_end(every, start_day) else { break };
        let label = label(every, start_day);
        let found = history.finding_about(&label).and_then(|finding| finding.result.copied());
        let done = claimed.contains(&label) && !found.is_some_and(Outcome::contests);
        periods.push(Period { label, end, ended: end < history.as_of, done, found });
        start = end.succ_opt();
    }
    periods
}

/// The period that an entry of a measure speaks of: the one that it names, or the one that holds its day. None where nothing
/// recurs.
pub fn period_of(measure: &Measure, named: Option<&str>, date: Option<NaiveDate>) -> Option<String> {
    let every = measure.every.copied()?;
    named.map(str::to_owned).or_else(|| Some(label(every, first_day(every, date?)?)))
}

/// The last day of the period of this length that begins on a day.
pub fn period_end(every: Every, start: NaiveDate) -> Option<NaiveDate> {
    start.checked_add_months(Months::new(length(every)))?.pred_opt()
}

/// The first day of the period of this length that has this label.
pub fn period_start(every: Every, text: &str) -> Option<NaiveDate> {
    let year = text.get(..4).filter(|year| year.bytes().all(|byte| byte.is_ascii_digit()))?.parse().ok()?;
    let starts = (1..=12).filter_map(|month| NaiveDate::from_ymd_opt(year, month, 1));
    starts.into_iter().find(|start| label(every, *start) == text)
}

/// A period as a ledger spells it, from how people write it, in small letters and narrow digits: `2026年上半年`, `2026q1`. What is
/// none stays as it is.
pub fn spelled_period(text: &str) -> String {
    let Some((year, rest)) = text.split_at_checked(4) else { return text.to_owned() };
    let part = rest.trim_start_matches(['年', '度', '-', '/', '.', '第']);
    let is_apart = part.len() < rest.len() || rest.len() == 2;
    let digit = |c: &str| c.replace(['一', '上'], "1").replace(['二', '下'], "2").replace('三', "3").replace('四', "4");
    let of = |part: &str, most: u32| digit(part).parse().ok().filter(|n| (1..=most).contains(n));
    let quarter = part.strip_suffix("季度").or_else(|| part.strip_suffix('季')).or_else(|| part.strip_prefix('q'));
    let half = part.strip_suffix("半年").or_else(|| part.strip_prefix('h'));
    if part.is_empty() {
        year.to_owned()
    } else if let Some(n) = quarter.and_then(|part| of(part, 4)) {
        format!("{year}Q{n}")
    } else if let Some(n) = half.and_then(|part| of(part, 2)) {
        format!("{year}H{n}")
    } else if let (true, Ok(month @ 1..=12)) = (is_apart, part.trim_end_matches(['月', '份']).parse::<u32>()) {
        format!("{year}-{month:02}")
    } else {
        text.to_owned()
    }
}

const fn length(every: Every) -> u32 {
    match every {
        Every::Year => 12,
        Every::HalfYear => 6,
        Every::Quarter => 3,
        Every::Month => 1,
    }
}

fn first_day(every: Every, date: NaiveDate) -> Option<NaiveDate> {
    let month = date.month0() / length(every) * length(every);
    NaiveDate::from_ymd_opt(date.year(), month + 1, 1)
}

fn label(every: Every, start: NaiveDate) -> String {
    let (year, month) = (start.year(), start.month0());
    match every {
        Every::Year => format!("{year}"),
        Every::HalfYear => format!("{year}H{}", month / 6 + 1),
        Every::Quarter => format!("{year}Q{}", month / 3 + 1),
        Every::Month => format!("{year}-{:02}", month + 1),
    }
}

//! The periods of a recurring measure: calendar years, half-years, quarters, months.

use chrono::{Datelike, Months, NaiveDate};

use super::{
    history::is_known,
    measure::Measure,
    vocabulary::{Every, Status},
};

/// One period of a recurring measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    /// `2022`, `2022H1`, `2022Q3` or `2022-05`.
    pub label: String,
    /// Its last day.
    pub end: NaiveDate,
    /// Whether it has ended by the as-of date.
    pub ended: bool,
    /// Whether an update says that it was done in this period.
    pub done: bool,
}

/// The periods from the one in which the reply was given to the one that holds the as-of date.
/// None when the measure does not recur or the dates are not known.
pub fn periods(measure: &Measure, reply: Option<NaiveDate>, as_of: NaiveDate) -> Vec<Period> {
    let (Some(every), Some(reply)) = (measure.every.copied(), reply) else { return Vec::new() };
    let months = length(every);
    let mut start = first_day(every, reply);
    let mut periods = Vec::new();
    while let Some(start_day) = start.filter(|start| *start <= as_of) {
        let next = start_day.checked_add_months(Months::new(months));
        let Some(end) = next.and_then(|next| next.pred_opt()) else { break };
        let label = label(every, start_day);
        let done = measure.update.iter().any(|update| {
            let date = update.date.copied();
            let speaks_of_it = match update.period.as_deref() {
                Some(period) => period == label,
                None => date.is_some_and(|date| (start_day..=end).contains(&date)),
            };
            speaks_of_it && update.status.copied() == Some(Status::Done) && is_known(date, as_of)
        });
        periods.push(Period { label, end, ended: end < as_of, done });
        start = next;
    }
    periods
}

/// The first day of the period of this length that has this label.
pub fn period_start(every: Every, text: &str) -> Option<NaiveDate> {
    let year = text.get(..4).filter(|year| year.bytes().all(|byte| byte.is_ascii_digit()))?.parse().ok()?;
    let starts = (1..=12).filter_map(|month| NaiveDate::from_ymd_opt(year, month, 1));
    starts.into_iter().find(|start| label(every, *start) == text)
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

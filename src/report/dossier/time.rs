//! What happened when, and what is due when, counted by months or by as much more as fits.

use chrono::{Datelike as _, NaiveDate};

use crate::{
    lang::{Lang, Said, Text, text},
    page::{
        Tone, Value,
        dossier::{Body, Part, Stretch, Timeline},
    },
    query::Row,
    report::entry::{entries, sorts},
};

/// The most stretches that are drawn beside each other.
const MOST: i32 = 60;

/// How many months a stretch may have.
const LENGTHS: [i32; 8] = [1, 3, 6, 12, 60, 120, 600, 12_000];

/// The part about time.
pub fn part(rows: &[Row<'_>], as_of: NaiveDate) -> Part {
    let timeline = timeline(rows, as_of);
    let totals: Vec<usize> =
        (0..=DEADLINES).map(|lane| timeline.stretches.iter().filter_map(|own| own.counts.get(lane)).sum()).collect();
    let line = |lang: Lang| {
        let each = timeline.lanes.iter().zip(&totals).map(|((label, _), n)| format!("{} {n}", label.get(lang)));
        each.collect::<Vec<_>>().join(if lang == Lang::Zh { "，" } else { ", " })
    };
    let line = Said::each(line);
    let heading = Said::from(text("何时有过消息，何时到期", "What was heard when, and what is due when"));
    // Empty lanes would say no more than these figures.
    let chart = totals.iter().any(|n| *n > 0).then_some(Body::Timeline(timeline));
    Part { key: "timeline", heading, bodies: std::iter::once(Body::Text(line)).chain(chart).collect() }
}

/// The timeline of rows; nothing where no day is known at all.
fn timeline(rows: &[Row<'_>], as_of: NaiveDate) -> Timeline {
    let [update, verification, extension] = sorts();
    let mut days: Vec<(NaiveDate, usize)> = Vec::new();
    for entry in entries(rows, None, as_of) {
        let lane = [update, verification, extension].iter().position(|sort| entry.entry == Value::Term(sort));
        if let (Value::Date(day), Some(lane)) = (&entry.date, lane) {
            days.push((*day, lane));
        }
    }
    days.extend(rows.iter().filter_map(|row| row.standing().due).map(|due| (due, DEADLINES)));
    let replies = rows.iter().filter_map(|row| row.ledger.reply()?.date.copied());
    let mut marks: Vec<(NaiveDate, Text)> = replies.min().map(|day| (day, text("答复", "reply"))).into_iter().collect();
    marks.push((as_of, text("截至", "as of")));
    let months = days.iter().map(|(day, _)| month(*day)).chain(marks.iter().map(|(day, _)| month(*day)));
    let (first, last) = months.fold((i32::MAX, i32::MIN), |(first, last), own| (first.min(own), last.max(own)));
    let fits = |length: &i32| last.div_euclid(*length) - first.div_euclid(*length) < MOST;
    let length = LENGTHS.into_iter().find(fits).unwrap_or(LENGTHS[LENGTHS.len() - 1]);
    let (first, last) = (first.div_euclid(length), last.div_euclid(length));
    let mut stretches: Vec<Stretch> = (first..=last).filter_map(|at| stretch(at, length)).collect();
    for (day, lane) in days {
        let at = stretches.iter_mut().find(|own| own.from <= day && day < own.to);
        if let Some(n) = at.and_then(|own| own.counts.get_mut(lane)) {
            *n += 1;
        }
    }
    let lanes = vec![
        (update.label, Tone::Busy),
        (verification.label, Tone::Good),
        (extension.label, Tone::Warn),
        (text("现行时限", "deadlines in force"), Tone::Plain),
    ];
    Timeline { lanes, stretches, marks }
}

/// The lane of the deadlines.
const DEADLINES: usize = 3;

fn month(day: NaiveDate) -> i32 {
    day.year() * 12 + day.month0().cast_signed()
}

fn stretch(at: i32, length: i32) -> Option<Stretch> {
    let first = |months: i32| {
        let month = months.rem_euclid(12).cast_unsigned() + 1;
        NaiveDate::from_ymd_opt(months.div_euclid(12), month, 1)
    };
    let (from, to) = (first(at * length)?, first((at + 1) * length)?);
    let (year, month) = (from.year(), from.month());
    let label = match length {
        1 => format!("{year}-{month:02}"),
        3 => format!("{year}Q{}", month.div_ceil(3)),
        6 => format!("{year}H{}", month.div_ceil(6)),
        12 => year.to_string(),
        _ => format!("{year}–{}", to.year() - 1),
    };
    Some(Stretch { label, from, to, counts: vec![0; DEADLINES + 1] })
}

//! The cell that tells whether a measure is on time, in words and days.

use super::cells::Line;
use crate::{
    lang::{Lang, text},
    model::{MISSED, PERIOD, Period, Schedule, Vocabulary as _},
    page::{SheetCell, Term, Tone},
};

/// Whether it is on time, by how many days, which periods nobody reported, and whether nothing was heard for too long.
pub fn warning(line: &Line<'_>) -> SheetCell {
    let standing = line.row.standing();
    let term = standing.schedule.term();
    let days = standing.due.map(|due| (due - line.row.clock.as_of).num_days());
    let days = match (standing.schedule, days, line.lang) {
        (Schedule::Overdue, Some(days), Lang::Zh) => format!(" {} 天", -days),
        (Schedule::Overdue, Some(days), Lang::En) => format!(" by {} days", -days),
        (Schedule::OnTime | Schedule::DueSoon, Some(days), Lang::Zh) => format!("，剩 {days} 天"),
        (Schedule::OnTime | Schedule::DueSoon, Some(days), Lang::En) => format!(", {days} days left"),
        _ => String::new(),
    };
    let periods = periods(line);
    // The end of a period is the deadline of what recurs.
    let is_told = standing.schedule != Schedule::NoDeadline || periods.is_empty();
    let told = is_told.then(|| format!("{}{days}", term.label.get(line.lang)));
    let silent = match (standing.stale, standing.silent_days, line.lang) {
        (true, Some(days), Lang::Zh) => Some(format!("{days} 天没有消息")),
        (true, Some(days), Lang::En) => Some(format!("silent for {days} days")),
        _ => None,
    };
    let is_missed = line.row.periods().iter().any(Period::is_missed);
    let tone = match (term.tone, standing.stale || is_missed) {
        (Tone::Good | Tone::Quiet | Tone::Plain, true) => Tone::Warn,
        (tone, _) => tone,
    };
    let text = told.into_iter().chain(periods).chain(silent).collect::<Vec<_>>().join("\n");
    SheetCell { text, tone, number: false }
}

/// So many periods are named one by one.
const FEW: usize = 4;

/// The periods that ended without a report, and the one that runs.
fn periods(line: &Line<'_>) -> Vec<String> {
    let all = line.row.periods();
    let is_open = |period: &&Period| !period.ended && !period.done;
    let [missed, open] = [all.iter().filter(|own| own.is_missed()).collect(), all.iter().filter(is_open).collect()];
    let told = |term: &Term, own: Vec<&Period>| {
        let last = &*own.last()?.label;
        let labels = match (own.len(), line.lang) {
            (..=FEW, _) => own.iter().map(|period| &*period.label).collect::<Vec<_>>().join(line.t(text("、", ", "))),
            (n, Lang::Zh) => format!("{n} 期，最近 {last}"),
            (n, Lang::En) => format!("{n}, the last {last}"),
        };
        Some(line.colon(term.label.get(line.lang), &labels))
    };
    [told(&MISSED, missed), told(&PERIOD, open)].into_iter().flatten().collect()
}

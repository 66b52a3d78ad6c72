//! What is known: the state, the periods, the entries with what they rest on.

use super::facts;
use crate::{
    lang::{Lang, Text, text},
    model::{Outcome, Period, Schedule, State, Vocabulary as _},
    page::{Block, Line, Tone, Value},
    query::Row,
    report::entry::{DETAILS, Entry, entries},
};

pub fn what_is_known(row: &Row<'_>, lang: Lang) -> Vec<(String, Line)> {
    let standing = row.standing();
    let mut lines = facts(row, &["state", "verified", "schedule"], lang);
    if standing.self_reported == Some(true)
        && let Some((_, line)) = lines.first_mut()
    {
        *line = line.clone().add(text("（自报，未核实）", " (self-reported)").get(lang), Tone::Warn);
    }
    lines.extend(facts(row, &["due"], lang));
    if standing.schedule != Schedule::Settled {
        lines.extend(facts(row, &["days_left"], lang));
    }
    lines.extend(facts(row, &["heard"], lang));
    if !matches!(standing.state, State::Closed | State::Dropped) {
        lines.extend(facts(row, &["silent_days"], lang));
    }
    let periods = row.periods();
    if !periods.is_empty() {
        lines.push((text("各期", "periods").get(lang).to_owned(), Line::from(periods_line(&periods, lang))));
    }
    lines
}

const MISSING_REPORT: Text = text("，缺报：", ", missing: ");
const CONTESTED: Text = text("，核实有出入：", ", contested: ");

/// How many of the ended periods were reported done, which were not, and how the running one stands.
pub fn periods_line(periods: &[Period], lang: Lang) -> String {
    let ended: Vec<&Period> = periods.iter().filter(|period| period.ended).collect();
    let done = ended.iter().filter(|period| period.done).count();
    let found = |period: &Period| match period.found {
        Some(found) if lang == Lang::Zh => format!("{}（{}）", period.label, found.term().label.zh),
        Some(found) => format!("{} ({})", period.label, found.term().label.en),
        None => period.label.clone(),
    };
    let (contested, missing): (Vec<&Period>, Vec<&Period>) =
        ended.iter().filter(|period| !period.done).partition(|period| period.found.is_some_and(Outcome::contests));
    let mut line = match lang {
        Lang::Zh => format!("已结束的 {done}/{} 期报了办成", ended.len()),
        Lang::En => format!("{done}/{} ended periods were reported done", ended.len()),
    };
    for (heading, which) in [(MISSING_REPORT, missing), (CONTESTED, contested)] {
        if !which.is_empty() {
            let labels: Vec<String> = which.into_iter().map(found).collect();
            line.push_str(&format!("{}{}", heading.get(lang), labels.join(if lang == Lang::Zh { "、" } else { ", " })));
        }
    }
    if let Some(now) = periods.last().filter(|period| !period.ended) {
        let (label, end) = (&now.label, now.end);
        line.push_str(&match (lang, now.done) {
            (Lang::Zh, true) => format!("；本期 {label} 已报"),
            (Lang::Zh, false) => format!("；本期 {label} 到 {end} 为止"),
            (Lang::En, true) => format!("; {label} is reported"),
            (Lang::En, false) => format!("; {label} runs until {end}"),
        });
    }
    line
}

/// The entries in order, each with its words and what it rests on.
pub fn history(row: &Row<'_>, lang: Lang) -> Option<Block> {
    let entries = entries(std::slice::from_ref(row), None, row.clock.as_of);
    let line = |entry: &Entry| {
        let line = Line::from(format!("{} {} ", entry.date.label(lang), entry.by.label(lang)));
        let sort = if entry.is_extension() { String::new() } else { format!("{} ", entry.entry.label(lang)) };
        let said = if entry.is_extension() { entry.said(lang) } else { entry.says.label(lang) };
        let mut line = line.add(sort, Tone::Quiet).add(said, entry.says.tone());
        if !entry.note.is_empty() {
            line = line.add(format!("\n{}", entry.note.label(lang)), Tone::Plain);
        }
        for (key, label) in DETAILS {
            if let Some(value) = entry.details.get(key) {
                line = line.add(format!("\n{}  ", label.get(lang)), Tone::Quiet).add(value.label(lang), Tone::Plain);
            }
        }
        papers(row, &entry.evidence, lang)
            .into_iter()
            .fold(line, |line, paper| line.add(format!("\n{paper}"), Tone::Quiet))
    };
    (!entries.is_empty()).then(|| Block::Items(entries.iter().map(line).collect()))
}

/// The pieces of evidence of an entry, as a reader would look for them.
fn papers(row: &Row<'_>, ids: &Value, lang: Lang) -> Vec<String> {
    let Value::List(ids) = ids else { return Vec::new() };
    let paper = |id: &Value| {
        let id = id.word();
        let Some(paper) = row.ledger.document.evidence.get(&id) else { return id };
        let publisher = paper.publisher.as_deref().map(|publisher| row.ledger.org_label(publisher));
        let publisher = publisher.as_ref().map(|publisher| publisher.get(lang));
        let date = paper.published.copied().map(|date| date.to_string());
        let parts = [paper.title.as_deref(), publisher, date.as_deref(), paper.url.as_deref()];
        format!("{id}: {}", parts.into_iter().flatten().collect::<Vec<_>>().join(" · "))
    };
    ids.iter().map(paper).collect()
}

//! `show`: a page about one commitment: what was promised and where, by whom, how it would be known to be done, what is
//! known, what is missing.

mod known;
mod missing;
mod promised;

use known::{history, what_is_known};
use missing::missing;
use promised::{in_letter, promised};

use super::words::known;
use crate::{
    lang::{Lang, Text, text, visible},
    letter::Place,
    model::{Collection, Finding, Vocabulary as _},
    page::{Block, Line, Page, Tone},
    query::Row,
};

pub use known::periods_line;
pub use missing::doubts;
pub use promised::{place, spans};

/// The page of one measure.
pub fn show(row: &Row<'_>, letter: &[Place], lang: Lang) -> Page {
    let measure = row.measure;
    let (zh, en) = (measure.title.as_deref().unwrap_or_default(), measure.en.as_deref().unwrap_or_default());
    let (title, other) = if lang == Lang::Zh || en.is_empty() { (zh, en) } else { (en, zh) };
    let state = row.standing().state.term();
    let title =
        Line::default().add(visible(title), Tone::Strong).add("  ", Tone::Plain).add(state.label.get(lang), state.tone);
    let mut page = Page::new(title);
    if !other.is_empty() {
        page.text(Line::default().add(visible(other), Tone::Quiet));
    }
    section(&mut page, PROMISED.get(lang), promised(row, lang));
    for place in letter {
        page.text(in_letter(place, lang));
    }
    section(&mut page, KNOWN.get(lang), what_is_known(row, lang));
    page.blocks.extend(history(row, lang));
    let missing = missing(row, lang);
    if !missing.is_empty() {
        page.heading(MISSING.get(lang));
        page.push(Block::Items(missing));
    }
    let findings: Vec<Line> = findings(row).map(|finding| finding_line(row, finding, lang)).collect();
    if !findings.is_empty() {
        page.heading(FINDINGS.get(lang));
        page.push(Block::Items(findings));
    }
    page
}

const PROMISED: Text = text("承诺了什么", "What was promised");
const KNOWN: Text = text("已知情况", "What is known");
const MISSING: Text = text("还缺什么", "What is missing");
const FINDINGS: Text = text("台账问题", "Findings in the ledger");

fn section(page: &mut Page, heading: &str, facts: Vec<(String, Line)>) {
    page.heading(heading);
    page.push(Block::Facts(facts));
}

/// The fields of a measure that have a value, by their labels.
fn facts(row: &Row<'_>, names: &[&str], lang: Lang) -> Vec<(String, Line)> {
    let fact = |name: &&str| {
        let field = known(name);
        let value = (field.get)(row);
        let line = Line::default().add(value.label(lang), value.tone());
        (!value.is_empty()).then(|| (field.label.get(lang).to_owned(), line))
    };
    names.iter().filter_map(fact).collect()
}

fn findings<'a>(row: &'a Row<'_>) -> impl Iterator<Item = &'a Finding> {
    let id = &*row.measure.id.value;
    let is_its = move |finding: &&Finding| {
        finding.record.as_ref().is_some_and(|(kept, own)| *kept == Collection::Measure && own == id)
    };
    row.ledger.findings.iter().filter(is_its)
}

fn finding_line(row: &Row<'_>, finding: &Finding, lang: Lang) -> Line {
    let place = row.ledger.source.place(finding.span.start as usize);
    let level = finding.level.term();
    Line::default()
        .add(level.label.get(lang), level.tone)
        .add(format!(" {place} {}", finding.said.get(lang)), Tone::Plain)
}

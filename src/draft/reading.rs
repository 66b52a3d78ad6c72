//! A draft as a page for reading: the letter's parts with what was found in each.

use super::{Candidate, Draft, Facts};
use crate::{
    lang::{Lang, visible},
    model::Vocabulary as _,
    page::{Block, Line, Page, Tone},
};

/// The outline of a draft of a file.
pub fn outline(draft: &Draft, file: &str, lang: Lang) -> Page {
    let nothing = Facts::default();
    let facts = draft.letters.first().map_or(&nothing, |letter| &letter.facts);
    let mut page = Page::new(Line::default().add(visible(facts.title.as_deref().unwrap_or(file)), Tone::Strong));
    page.push(Block::Facts(known(facts, lang)));
    let mut measures = draft.measures.iter().peekable();
    let mut found: Vec<Line> = Vec::new();
    let depth = |at: usize| draft.structure[at].level as usize;
    for (at, part) in draft.structure.iter().enumerate() {
        while let Some(own) = measures.next_if(|own| own.range.start < part.label.start) {
            found.push(candidate(own, lang));
        }
        flush(&mut page, &mut found);
        let label = draft.text.written(part.label.clone());
        let title = draft.text.written(part.title.clone());
        let indent = "  ".repeat(depth(at));
        let tone = if part.is_heading { Tone::Strong } else { Tone::Plain };
        let number = Line::default().add(format!("{indent}{}  ", part.clause), Tone::Quiet);
        page.text(number.add(visible(&format!("{label}{title}")), tone));
    }
    found.extend(measures.map(|own| candidate(own, lang)));
    flush(&mut page, &mut found);
    page
}

fn flush(page: &mut Page, found: &mut Vec<Line>) {
    if !found.is_empty() {
        page.push(Block::Items(std::mem::take(found)));
    }
}

fn known(facts: &Facts, lang: Lang) -> Vec<(String, Line)> {
    let names = [
        ("建议编号", "number"),
        ("答复日期", "date"),
        ("提案人", "proposer"),
        ("主办单位", "lead"),
        ("会办单位", "co-handlers"),
    ];
    let co_handlers =
        (!facts.co_handlers.is_empty()).then(|| facts.co_handlers.join(if lang == Lang::Zh { "、" } else { ", " }));
    let values = [
        facts.number.clone(),
        facts.date.map(|date| date.to_string()),
        facts.proposer.clone(),
        facts.lead.clone(),
        co_handlers,
    ];
    let unknown = if lang == Lang::Zh { "函中没有写明" } else { "the letter does not say" };
    let line = |value: Option<String>| match value {
        Some(value) => Line::from(visible(&value).into_owned()),
        None => Line::default().add(unknown, Tone::Quiet),
    };
    let name = |(zh, en): (&str, &str)| if lang == Lang::Zh { zh.to_owned() } else { en.to_owned() };
    names.into_iter().zip(values).map(|(own, value)| (name(own), line(value))).collect()
}

fn candidate(own: &Candidate, lang: Lang) -> Line {
    let term = own.strength.term();
    let mut line =
        Line::default().add(format!("[{}] ", term.label.get(lang)), term.tone).add(visible(&own.title), Tone::Plain);
    if let Some(due) = own.due {
        line = line.add(format!("  {due}"), Tone::Warn);
    }
    let offices: Vec<&str> = own.offices.lead.iter().chain(&own.offices.support).map(String::as_str).collect();
    if !offices.is_empty() {
        line = line.add(format!("  {}", visible(&offices.join("、"))), Tone::Busy);
    }
    line
}

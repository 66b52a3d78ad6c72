//! What was promised: its words, where they stand, who owes it.

use super::facts;
use crate::{
    lang::{Lang, quoted},
    letter::Place,
    model::{Stretch, Vocabulary as _},
    page::{Line, Tone, Value},
    query::Row,
    report::words::{known, rating, value},
};

pub fn promised(row: &Row<'_>, lang: Lang) -> Vec<(String, Line)> {
    let measure = row.measure;
    let mut lines = Vec::new();
    let mut fact = |name: &str, line: Line| lines.push((known(name).label.get(lang).to_owned(), line));
    fact("id", Line::default().add(&*measure.id.value, Tone::Strong));
    fact("reply", Line::from(reply(row, lang)));
    if let Some(proposer) = row.ledger.reply().and_then(|reply| reply.proposer.as_deref()) {
        fact("proposer", Line::from(proposer));
    }
    if let Some(rating) = rating(&value(row, "feedback"), lang) {
        fact("feedback", Line::from(rating));
    }
    if let Some(clause) = measure.clause.as_deref() {
        fact("clause", Line::from(place(row, clause, lang)));
    }
    if let Some(quote) = measure.quote.as_deref() {
        fact("quote", Line::from(quoted(quote)).add(spans(row, lang), Tone::Quiet));
    }
    lines.extend(facts(row, &["kind", "every"], lang));
    lines.extend(owner(row, lang));
    lines.extend(facts(row, &["support", "first_due", "due_basis"], lang));
    lines.extend(counted(row, lang));
    lines.extend(facts(row, &["done_when", "tags", "related", "indicators", "note"], lang));
    lines
}

fn reply(row: &Row<'_>, lang: Lang) -> String {
    let Some(reply) = row.ledger.reply() else { return row.ledger.number().to_owned() };
    let (title, en) = (reply.title.as_deref().unwrap_or_default(), reply.en.as_deref());
    let date = reply.date.copied().map(|date| date.to_string()).unwrap_or_default();
    match lang {
        Lang::Zh => format!("第 {} 号《{title}》，{date}", row.ledger.number()),
        Lang::En => format!("No. {}, {}, {date}", row.ledger.number(), en.unwrap_or(title)),
    }
}

/// The clause with the short names of the sections above it.
pub fn place(row: &Row<'_>, clause: &str, lang: Lang) -> String {
    let mut names = vec![clause.to_owned()];
    let ends = clause.match_indices('.').map(|(at, _)| at).chain([clause.len()]);
    for end in ends {
        let section = row.ledger.reply().and_then(|reply| reply.section(&clause[..end]));
        let name = section.and_then(|section| match lang {
            Lang::Zh => section.title.as_deref(),
            Lang::En => section.en.as_deref().or(section.title.as_deref()),
        });
        names.extend(name.map(str::to_owned));
    }
    let (first, rest) = names.split_at(1);
    format!("{}  {}", first[0], rest.join(" › ")).trim_end().to_owned()
}

pub fn spans(row: &Row<'_>, lang: Lang) -> String {
    let spans = value(row, "span");
    match lang {
        _ if spans.is_empty() => String::new(),
        Lang::Zh => format!("  第 {} 字", spans.label(lang)),
        Lang::En => format!("  characters {}", spans.label(lang)),
    }
}

fn owner(row: &Row<'_>, lang: Lang) -> Option<(String, Line)> {
    let field = known("owner");
    let value = (field.get)(row);
    let mut line = Line::from(value.label(lang));
    if let Value::Named { id, label } = &value
        && label.get(lang) != id
    {
        line = line.add(format!("  {id}"), Tone::Quiet);
    }
    if let Some(basis) = row.measure.owner_basis.copied() {
        let label = basis.term().label.get(lang);
        line =
            line.add(if lang == Lang::Zh { format!("〔{label}〕") } else { format!(" [{label}]") }, basis.term().tone);
    }
    (!value.is_empty()).then(|| (field.label.get(lang).to_owned(), line))
}

/// The things that were counted or named, with how many of them are done.
fn counted(row: &Row<'_>, lang: Lang) -> Option<(String, Line)> {
    let mut line = match row.standing().progress {
        Some((n, of)) => Line::default().add(format!("{n}/{of}"), Tone::Strong),
        None if row.measure.item.is_empty() => return None,
        None => Line::default(),
    };
    for item in &row.measure.item {
        let (name, en) = (item.name.as_deref().unwrap_or_default(), item.en.as_deref());
        let name = if lang == Lang::En { en.unwrap_or(name) } else { name };
        let status = row.history().item_status(item).term();
        let gap = if line.0.is_empty() { "" } else { "\n" };
        line = line.add(format!("{gap}{name}  "), Tone::Plain).add(status.label.get(lang), status.tone);
    }
    let name = if row.standing().progress.is_some() { "progress" } else { "items" };
    Some((known(name).label.get(lang).to_owned(), line))
}

/// The sentence with the commitment's own words in brackets, between its neighbours.
pub fn in_letter(place: &Place, lang: Lang) -> Line {
    let neighbours = match place {
        Place::Inside(neighbours) => neighbours,
        Place::Outside(Stretch { start, end }, chars) => {
            let said = match lang {
                Lang::Zh => format!("第 {start}–{end} 字超出答复函，全文 {chars} 字"),
                Lang::En => format!("characters {start}–{end} leave the letter, which has {chars}"),
            };
            return Line::default().add(said, Tone::Warn);
        }
    };
    let mut line = Line::default();
    if !neighbours.before.is_empty() {
        line = line.add(format!("{}\n", neighbours.before), Tone::Quiet);
    }
    line = line.add(&*neighbours.lead, Tone::Plain);
    line = line.add(format!("【{}】", neighbours.own), Tone::Strong).add(&*neighbours.rest, Tone::Plain);
    if !neighbours.after.is_empty() {
        line = line.add(format!("\n{}", neighbours.after), Tone::Quiet);
    }
    line
}

//! A draft as a ledger: what a curator begins with.

use std::{
    io::{self, Write},
    ops::Range,
};

use super::{Candidate, Draft, Facts, Level, Text, Why, offered::Offices};
use crate::{
    lang::{Lang, count},
    letter::LetterText,
    model::{DRAFT, DueBasis, FORMAT, Status, Vocabulary},
    store::edit::value::{date, list, string, strings, table},
};

/// Writes a ledger. What the letter does not say is left out, and a comment says so.
///
/// # Errors
///
/// When it cannot be written.
pub fn ledger(draft: &Draft, letter: &LetterText, name: &str, lang: Lang, to: &mut dyn Write) -> io::Result<()> {
    let offices = Offices::of(draft);
    to.write_all(head(draft, name, lang).as_bytes())?;
    let mut put = |block: String| write!(to, "\n{block}");
    put(reply(draft, letter, &offices, lang))?;
    for (part, end) in draft.structure.iter().zip(draft.ends()) {
        // A clause is known by its first words, which are no name.
        if part.level < Level::Clause && part.is_heading && end > part.title.end {
            let title = string(&draft.text.written(part.title.clone()));
            put(format!("[[reply.section]]\nclause = {}\ntitle = {title}\n", string(&part.clause)))?;
        }
    }
    for passage in &draft.passages {
        let reason = passage.why.as_ref().map(|why| string(why.said(&draft.text).get(lang)));
        let reason = reason.map(|reason| format!("reason = {reason}\n")).unwrap_or_default();
        let (span, class) = (pair(&passage.range), word(passage.class));
        put(format!("[[reply.passage]]\nspan = {span}\nclass = {class}\n{reason}"))?;
    }
    for (id, name) in offices.iter() {
        put(format!("[org.{id}]\nname = {}\n", string(name)))?;
    }
    let width = draft.measures.len().to_string().len();
    for (at, candidate) in draft.measures.iter().enumerate() {
        put(format!("[measure.m{:0width$}]\n{}", at + 1, measure(candidate, &draft.text, &offices, lang)))?;
    }
    Ok(())
}

/// What a curator has to know, as comments.
fn head(draft: &Draft, name: &str, lang: Lang) -> String {
    let (n, said) = (draft.measures.len(), lang);
    let name = name.replace(char::is_control, " ");
    let lines: Vec<String> = match said {
        Lang::Zh if n == 0 => vec![format!("草稿，由 duban draft 据 {name} 生成：没有找到承诺。")],
        Lang::En if n == 0 => vec![format!("A draft that duban draft made of {name}: it found no promise.")],
        Lang::Zh => vec![
            format!("草稿，由 duban draft 据 {name} 生成：候选事项 {n} 项，未经整理者审定。"),
            "接受：改写 title，补 done_when，去掉标签 draft；拆分、合并：改 span；否决：删去记录，把 span 移入 [[reply.passage]]。".to_owned(),
        ],
        Lang::En => vec![
            format!("A draft that duban draft made of {name}: {} that no curator has looked at.", count(n, "candidate")),
            "Accept: write a title and done_when, take the tag draft away. Split, merge: change span. Reject: delete it, and move its span to a [[reply.passage]].".to_owned(),
        ],
    };
    lines.iter().map(|line| format!("# {line}\n")).collect::<String>() + &format!("format = {FORMAT}\n")
}

fn reply(draft: &Draft, letter: &LetterText, offices: &Offices, lang: Lang) -> String {
    let nothing = Facts::default();
    let facts = draft.letters.first().map_or(&nothing, |letter| &letter.facts);
    let mut text = "[reply]\n".to_owned();
    if draft.letters.len() > 1 {
        let n = draft.letters.len();
        text.push_str(&match lang {
            Lang::Zh => format!("# 文中有 {n} 件答复函，以下是第一件的。\n"),
            Lang::En => format!("# The text holds {n} letters; this is the first.\n"),
        });
    }
    let mut said = |key: &str, value: Option<String>| match (value, lang) {
        (Some(value), _) => text.push_str(&format!("{key} = {value}\n")),
        (None, Lang::Zh) => text.push_str(&format!("# {key}：函中没有写明\n")),
        (None, Lang::En) => text.push_str(&format!("# {key}: the letter does not say\n")),
    };
    said("number", facts.number.as_deref().map(string));
    said("title", facts.title.as_deref().map(string));
    said("date", facts.date.map(date));
    said("proposer", facts.proposer.as_deref().map(string));
    said("lead", facts.lead.as_deref().and_then(|name| offices.id(name)).map(string));
    let co_handlers: Vec<&str> = facts.co_handlers.iter().filter_map(|name| offices.id(name)).collect();
    if !co_handlers.is_empty() {
        said("co_handlers", Some(strings(co_handlers)));
    }
    let hash = ("sha256", string(&letter.sha256()));
    said("letter", Some(table(&[hash, ("chars", letter.chars().to_string())])));
    text
}

fn measure(candidate: &Candidate, letter: &Text, offices: &Offices, lang: Lang) -> String {
    let mut text = String::new();
    let mut put = |key: &str, value: String| text.push_str(&format!("{key} = {value}\n"));
    put("title", string(&candidate.title));
    if let Some(clause) = &candidate.clause {
        put("clause", string(clause));
    }
    if let Some(quote) = &candidate.quote {
        put("quote", string(&letter.written(quote.clone())));
    }
    put("span", list([pair(&candidate.range)]));
    put("kind", word(candidate.kind));
    if let Some(every) = candidate.every {
        put("every", word(every));
    }
    if let Some((id, basis)) = offices.owner(candidate) {
        put("owner", string(id));
        put("owner_basis", word(basis));
    }
    let support = offices.support(candidate);
    if !support.is_empty() {
        put("support", strings(support));
    }
    put("status", word(Status::Unreported));
    if let Some(due) = candidate.due {
        put("due", date(due));
        put("due_basis", word(DueBasis::Stated));
    }
    put("tags", strings([DRAFT]));
    put("note", string(&note(&candidate.why, letter, lang)));
    text
}

/// The reasons as one remark.
fn note(why: &[Why], letter: &Text, lang: Lang) -> String {
    let (head, gap) = if lang == Lang::Zh { ("草稿：", "；") } else { ("draft: ", "; ") };
    head.to_owned() + &why.iter().map(|why| why.said(letter).get(lang).to_owned()).collect::<Vec<_>>().join(gap)
}

fn pair(range: &Range<usize>) -> String {
    list([range.start.to_string(), range.end.to_string()])
}

fn word(term: impl Vocabulary) -> String {
    string(term.term().word)
}

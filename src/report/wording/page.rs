//! The answer as a page: how many promises say what, the questions, and which promise leaves which open.

use super::{QUESTIONS, Tally, Wording};
use crate::{
    lang::{Lang, Text, text},
    model::Vocabulary as _,
    page::{Block, Column, Fit, Line, Page, Table, Tone, Value},
    report::words::{title, whole},
};

const TITLE: Text = text("承诺的措辞", "How the promises are worded");
const QUESTIONS_TITLE: Text = text("可以追问的问题", "What could be asked");
const BY_MEASURE: Text = text("逐项待问", "To ask, promise by promise");
const NONE: Text = text("没有：每一项都说清了，或已了结。", "Nothing: every promise says it all, or is settled.");
const BY_QUOTE: Text = text(
    "措辞只按台账中的短引判断；用 --letter 指明答复函全文，就按整句判断。",
    "The wording is judged by the short quotes of the ledger; name the letter's text with --letter to judge whole promises.",
);
const UNKNOWN: Text = text("判断不了", "not known");

pub fn page(wording: &Wording<'_>, lang: Lang) -> Page {
    let mut page = Page::new(title(TITLE, wording.as_of, lang));
    page.text(wording.scope.counted(lang));
    if wording.measures.is_empty() {
        return page;
    }
    page.push(Block::Table(strengths(wording)));
    if wording.measures.iter().any(|own| !own.is_whole) {
        page.text(Line::default().add(BY_QUOTE.get(lang), Tone::Quiet));
    }
    let asked: Vec<_> = QUESTIONS.iter().map(|question| (question, wording.asked(question))).collect();
    page.heading(QUESTIONS_TITLE.get(lang));
    if asked.iter().all(|(_, n)| *n == 0) {
        page.text(Line::default().add(NONE.get(lang), Tone::Good));
        return page;
    }
    let of = wording.measures.len();
    let questions = asked.iter().filter(|(_, n)| *n > 0).map(|(question, n)| {
        let line = Line::default().add(question.whole.get(lang), Tone::Plain);
        line.add(format!("  {n}/{of}"), Tone::Quiet)
    });
    page.push(Block::Items(questions.collect()));
    page.heading(BY_MEASURE.get(lang));
    page.push(Block::Items(wording.measures.iter().filter_map(|own| item(own, lang)).collect()));
    page
}

/// A measure with what could be asked of it, as it might stand on a feedback slip.
fn item(own: &super::Worded<'_>, lang: Lang) -> Option<Line> {
    let questions: Vec<&str> = own.open().map(|question| question.short.get(lang)).collect();
    if questions.is_empty() {
        return None;
    }
    let measure = &own.row.measure;
    let own_title = measure.title.as_deref().unwrap_or_default();
    let name = match lang {
        Lang::En => measure.en.as_deref().unwrap_or(own_title),
        Lang::Zh => own_title,
    };
    let place = measure.clause.as_deref().map(|clause| format!("{clause} ")).unwrap_or_default();
    let (colon, comma, mark) = if lang == Lang::Zh { ("：", "？", "？") } else { (": ", "? ", "?") };
    let line = Line::default().add(place, Tone::Quiet).add(name, Tone::Strong);
    Some(line.add(format!("{colon}{}{mark}", questions.join(comma)), Tone::Plain))
}

/// How many promises of each strength say what.
fn strengths(wording: &Wording<'_>) -> Table {
    let number = |key, label| Column { key, label, fit: Fit::Whole, number: true };
    let columns = vec![
        whole("strength", text("措辞", "wording")),
        number("measures", text("项数", "promises")),
        number("number", text("有数量", "with a number")),
        number("date", text("有时限", "with a date")),
        number("owner", text("写明牵头", "owner named")),
        number("check", text("有办结标准", "with a test of done")),
    ];
    let row = |label: Value, own: Tally| {
        let of = |n: usize| Value::Progress(n as u64, own.measures as u64);
        vec![label, Value::count(own.measures), of(own.number), of(own.date), of(own.owner), of(own.check)]
    };
    let mut rows: Vec<_> = wording
        .strengths()
        .into_iter()
        .map(|(strength, tally)| {
            let label = strength.map_or(Value::Both(UNKNOWN.into()), |own| Value::Term(own.term()));
            row(label, tally)
        })
        .collect();
    if rows.len() > 1 {
        rows.push(row(Value::Both(text("合计", "total").into()), Tally::of(wording.measures.iter())));
    }
    Table { columns, rows, groups: Vec::new() }
}

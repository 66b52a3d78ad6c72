//! The answer as a page: the marked letter, what was proven of it, what nothing accounts for, how much of what.

use super::{Accounted, Coverage, marked::marked, trouble::trouble};
use crate::{
    coverage::{Anchored, By, Figures, Hash, Sum},
    lang::{Lang, Said, Text, count, text},
    model::{Account, Fate, Stretch, Vocabulary as _},
    page::{Block, Column, Fit, Line, Page, Table, Tone, Value},
    report::words::title,
};

const TITLE: Text = text("答复函的对照", "What the ledger accounts for");
const PROOF: Text = text("对照原文", "Held against the letter");
const TROUBLE: Text = text("对不上的地方", "What does not hold");
const LEFT: Text = text("未计入的文字", "What nothing accounts for");
const SUMS: Text = text("各类多少", "How much of what");

pub fn page(coverage: &Coverage<'_>, lang: Lang) -> Page {
    let mut page = Page::new(title(TITLE, coverage.as_of, lang));
    match &coverage.letters[..] {
        [one] => whole(&mut page, one, lang),
        several => page.push(Block::Table(replies(several))),
    }
    if coverage.letters.iter().any(|one| one.letter.is_none()) {
        page.text(Line::default().add(UNKNOWN.get(lang), Tone::Quiet));
    }
    page
}

/// One letter with everything that is known of it.
fn whole(page: &mut Page, one: &Accounted<'_>, lang: Lang) {
    page.text(scope(one, lang));
    if let Some(marked) = marked(one, lang) {
        page.push(Block::Marked(marked));
        page.heading(PROOF.get(lang));
        page.push(Block::Facts(proof(one, lang)));
        let trouble = trouble(one, lang);
        if !trouble.is_empty() {
            page.heading(TROUBLE.get(lang));
            page.push(Block::Items(trouble));
        }
        page.heading(LEFT.get(lang));
        page.push(left(one, lang));
    }
    page.heading(SUMS.get(lang));
    page.push(Block::Table(accounts(one)));
    page.push(Block::Table(sections(one)));
}

const UNKNOWN: Text = text(
    "没有答复函全文，句数无从得知，两段之间的标点和换行也与漏掉的文字分不开；用 --letter 指明全文即可对照。",
    "Without the letter's text nobody can count sentences, or tell the marks between two stretches from words that were left out; name the text with --letter.",
);

fn scope(one: &Accounted<'_>, lang: Lang) -> Line {
    let (measures, chars) = (one.ledger.measures().len(), one.reading.chars);
    let passages = one.ledger.reply().map_or(0, |reply| reply.passage.len());
    let reply = one.ledger.number();
    let text = match lang {
        Lang::Zh => format!("第 {reply} 号答复函，{chars} 字；{measures} 项承诺，{passages} 段非承诺文字"),
        Lang::En => format!(
            "reply {reply}, {}; {}, {}",
            count(chars as usize, "character"),
            count(measures, "commitment"),
            count(passages, "passage")
        ),
    };
    Line::default().add(text, Tone::Quiet)
}

fn proof(one: &Accounted<'_>, lang: Lang) -> Vec<(String, Line)> {
    let mut facts = Vec::new();
    let mut fact = |name: Text, line: Line| facts.push((name.get(lang).to_owned(), line));
    let (said, tone) = match one.reading.hash {
        Some(Hash::Same) => (
            text("就是台账所据的文本（SHA-256 相符）", "the text that the ledger was made from (same SHA-256)"),
            Tone::Good,
        ),
        Some(Hash::Other) => (text("另一文本（SHA-256 不符）", "another text (another SHA-256)"), Tone::Bad),
        _ => (text("台账没有登记 SHA-256，无从认定", "the ledger gives no SHA-256 to know it by"), Tone::Warn),
    };
    fact(text("文本", "text"), Line::default().add(said.get(lang), tone));
    let is_measure = |anchor: &&Anchored<'_>| matches!(anchor.by, By::Measure(_));
    let (measures, passages): (Vec<_>, Vec<_>) = one.reading.anchors.iter().partition(is_measure);
    fact(text("承诺事项", "measures"), fates(&measures, lang));
    let mut line = fates(&passages, lang);
    if one.reading.hash != Some(Hash::Same) && !passages.is_empty() {
        line = line.add("   ", Tone::Plain).add(FOLLOWED.get(lang), Tone::Quiet);
    }
    fact(text("非承诺段落", "passages"), line);
    let (n, of) = one.words();
    let tone = if n == of { Tone::Good } else { Tone::Bad };
    let words = match lang {
        Lang::Zh => format!("{n}/{of} 个字母、数字和汉字"),
        Lang::En => format!("{n}/{of} letters and digits"),
    };
    fact(text("已计入", "accounted for"), Line::default().add(words, tone));
    facts
}

/// A passage has no quote.
const FOLLOWED: Text = text("按前后推定", "by their neighbours");

/// How many of the anchors hold, and what became of the others.
fn fates(anchors: &[&Anchored<'_>], lang: Lang) -> Line {
    let of = anchors.len();
    let mut line = Line::default();
    for fate in Fate::ALL {
        let n = anchors.iter().filter(|anchor| anchor.now.fate == *fate).count();
        if n > 0 || *fate == Fate::Held {
            let gap = if line.0.is_empty() { "" } else { "   " };
            line = line.add(format!("{gap}{} {n}/{of}", fate.term().label.get(lang)), fate.term().tone);
        }
    }
    line
}

fn left(one: &Accounted<'_>, lang: Lang) -> Block {
    let left = one.left();
    if left.is_empty() {
        return Block::Text(Line::default().add(NOTHING_LEFT.get(lang), Tone::Good));
    }
    let item = |(own, text): (Stretch, &str)| {
        let place = format!("{}–{}  ", own.start, own.end);
        Line::default().add(place, Tone::Quiet).add(text.trim().replace('\n', "⏎"), Tone::Bad)
    };
    Block::Items(left.into_iter().map(item).collect())
}

const NOTHING_LEFT: Text = text("没有：每一个字都有着落。", "Nothing is left over: every word is accounted for.");

const fn number(key: &'static str, label: Text) -> Column {
    Column { key, label, fit: Fit::Whole, number: true }
}

const fn name(key: &'static str, label: Text) -> Column {
    Column { key, label, fit: Fit::Shrink, number: false }
}

/// The figures of each account.
fn accounts(one: &Accounted<'_>) -> Table {
    let mut columns = vec![
        name("account", text("计入", "counted as")),
        number("chars", text("字符", "characters")),
        number("stretches", text("段", "stretches")),
    ];
    if one.letter.is_some() {
        columns.push(number("sentences", text("句", "sentences")));
    }
    let sum = &one.sums.whole;
    let shown = |account: &&Account| sum.get(**account) != Figures::default();
    let row = |account: &Account| {
        let figures = sum.get(*account);
        let is_gap = *account == Account::Nothing;
        let label = if is_gap { Value::Both(GAPS.into()) } else { Value::Term(account.term()) };
        cells(one, label, figures)
    };
    let mut rows: Vec<_> = Account::ALL.iter().filter(shown).map(row).collect();
    rows.push(cells(one, Value::Both(text("合计", "total").into()), sum.total()));
    Table { columns, rows, groups: Vec::new() }
}

const GAPS: Text = text("未计入（含两段之间的标点）", "nothing, marks between two stretches included");

fn cells(one: &Accounted<'_>, label: Value, figures: Figures) -> Vec<Value> {
    let mut cells = vec![label, Value::count(figures.chars), Value::count(figures.stretches)];
    if one.letter.is_some() {
        cells.push(Value::count(figures.sentences));
    }
    cells
}

/// The characters of each account by section.
fn sections(one: &Accounted<'_>) -> Table {
    let label = |section: &Option<String>| match section.as_deref() {
        Some(section) => named(one, section),
        None => Value::Both(OUTSIDE.into()),
    };
    let rows = one.sums.sections.iter().map(|(section, sum)| (label(section), sum));
    by_account(name("section", text("节（字符数）", "section, in characters")), rows.collect())
}

/// The characters of each account by letter.
fn replies(letters: &[Accounted<'_>]) -> Table {
    let rows = letters.iter().map(|one| (Value::Text(one.ledger.number().to_owned()), &one.sums.whole));
    by_account(name("reply", text("答复函（字符数）", "reply, in characters")), rows.collect())
}

/// Sums, a row each, with a column for every account in which there is something.
fn by_account(first: Column, sums: Vec<(Value, &Sum)>) -> Table {
    let is_there = |own: &Account| sums.iter().any(|(_, sum)| sum.get(*own).chars > 0);
    let shown: Vec<Account> = Account::ALL.iter().copied().filter(is_there).collect();
    let mut columns = vec![first];
    columns.extend(shown.iter().map(|own| {
        // On a narrow screen what is least asked for gives way; the total holds it.
        let is_spare = matches!(own, Account::Heading | Account::Courtesy);
        let fit = if is_spare { Fit::Spare(u8::MAX) } else { Fit::Whole };
        Column { fit, ..number(own.term().word, own.term().label) }
    }));
    columns.push(number("total", text("合计", "total")));
    let row = |(label, sum): (Value, &Sum)| {
        let mut row = vec![label];
        row.extend(shown.iter().map(|own| Value::count(sum.get(*own).chars)));
        row.push(Value::count(sum.total().chars));
        row
    };
    Table { columns, rows: sums.into_iter().map(row).collect(), groups: Vec::new() }
}

const OUTSIDE: Text = text("不属任何一节", "in none");

fn named(one: &Accounted<'_>, section: &str) -> Value {
    let own = one.ledger.reply().and_then(|reply| reply.section(section));
    let zh = own.and_then(|own| own.title.as_deref()).unwrap_or_default();
    let en = own.and_then(|own| own.en.as_deref()).unwrap_or(zh);
    Value::Both(Said {
        zh: format!("{section} {zh}").trim_end().to_owned(),
        en: format!("{section} {en}").trim_end().to_owned(),
    })
}

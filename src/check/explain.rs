//! What a rule asks, why, an example and the way out, from the rule itself.

use super::{
    rule::{Look, Rule},
    rules::RULES,
};
use crate::{
    lang::{Lang, Text, text},
    model::Vocabulary as _,
    page::{Block, Column, Fit, Line, Page, Table, Tone, Value},
};

/// A page about a rule.
pub fn explain(rule: &Rule, lang: Lang) -> Page {
    let (lane, level) = (rule.lane.term(), rule.level.term());
    let title = Line::default()
        .add(rule.id(), Tone::Strong)
        .add("  ", Tone::Plain)
        .add(level.label.get(lang), level.tone)
        .add(format!("  {}", lane.label.get(lang)), Tone::Quiet);
    let mut page = Page::new(title);
    page.text(rule.about.what.get(lang));
    for (heading, words) in [(WHY, rule.about.why), (WAY_OUT, rule.about.way_out)] {
        page.heading(heading.get(lang));
        page.text(words.get(lang));
    }
    let headings: &[Text] = match rule.look {
        Look::Set(_) => &[ONE, ANOTHER],
        Look::Change(_) if rule.example.len() > 1 => &[BEFORE, AFTER],
        _ => &[EXAMPLE],
    };
    for (heading, code) in headings.iter().zip(rule.example) {
        page.heading(heading.get(lang));
        page.push(Block::Code((*code).to_owned()));
    }
    if rule.fix.is_some() {
        page.text(FIXABLE.get(lang));
    }
    page
}

const WHY: Text = text("为什么", "Why");
const WAY_OUT: Text = text("怎么办", "The way out");
const EXAMPLE: Text = text("例", "Example");
const BEFORE: Text = text("例：原来", "Example: before");
const AFTER: Text = text("例：现在", "Example: after");
const ONE: Text = text("例：一本台账", "Example: a ledger");
const ANOTHER: Text = text("例：另一本", "Example: another one");
const FIXABLE: Text = text("duban check --fix 可代为改正。", "duban check --fix mends it.");

/// The rules as a table.
pub fn catalogue() -> Table {
    let column = |key, label, fit| Column { key, label, fit, number: false };
    Table {
        columns: vec![
            column("id", text("规则", "rule"), Fit::Whole),
            column("lane", text("类别", "lane"), Fit::Whole),
            column("level", text("级别", "level"), Fit::Whole),
            column("fix", text("可代改", "fix"), Fit::Spare(u8::MAX)),
            column("what", text("查什么", "what it finds"), Fit::Shrink),
        ],
        rows: RULES.iter().map(|rule| row(rule)).collect(),
        groups: Vec::new(),
    }
}

fn row(rule: &Rule) -> Vec<Value> {
    vec![
        Value::Text(rule.id().to_owned()),
        Value::Term(rule.lane.term()),
        Value::Term(rule.level.term()),
        Value::Bool(rule.fix.is_some()),
        Value::Both(rule.about.what.into()),
    ]
}

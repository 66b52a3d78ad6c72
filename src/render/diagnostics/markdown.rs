//! A summary in Markdown, as for `$GITHUB_STEP_SUMMARY`.

use super::summary;
use crate::{
    lang::{Text, text},
    page::{Block, Column, Diagnostic, Diagnostics, Fit, Page, Table, Value},
    render::{Screen, markdown::page},
};

/// The counts, and the findings as a table.
pub fn draw(all: &Diagnostics, screen: &Screen) -> String {
    let mut drawn = Page::new("duban check");
    drawn.text(summary(all, screen.lang));
    if !all.items.is_empty() {
        drawn.push(Block::Table(table(all)));
    }
    page(&drawn, screen.lang)
}

fn table(all: &Diagnostics) -> Table {
    let column = |key, label: Text| Column { key, label, fit: Fit::Whole, number: false };
    let columns = vec![
        column("level", text("级别", "level")),
        column("rule", text("规则", "rule")),
        column("place", text("位置", "place")),
        column("record", text("记录", "record")),
        column("message", text("问题", "what is wrong")),
        column("help", text("怎么办", "what to do")),
    ];
    let row = |item: &Diagnostic| {
        let spot = &item.spot;
        let record = item.record.as_ref().map(|(_, id)| id.as_str());
        vec![
            Value::Term(item.level),
            Value::Text(item.rule.id.to_owned()),
            Value::Text(format!("{}:{}:{}", spot.file, spot.start.line, spot.start.column)),
            Value::text(record),
            Value::Both(item.said.clone()),
            item.help.clone().map_or(Value::None, Value::Both),
        ]
    };
    Table { columns, rows: all.items.iter().map(row).collect(), groups: Vec::new() }
}

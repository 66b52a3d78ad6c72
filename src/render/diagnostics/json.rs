//! `duban.check/1`: everything that is known of every finding.

use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::{
    page::{Diagnostic, Diagnostics, Each, Spot},
    render::{Screen, json::pretty},
};

/// One versioned document.
pub fn draw(all: &Diagnostics, screen: &Screen) -> String {
    let levels: Map<String, Value> = all.levels.iter().map(|(level, n)| (level.word.to_owned(), json!(n))).collect();
    let thresholds: Map<String, Value> =
        all.thresholds.iter().map(|own| (own.key.to_owned(), json!(own.values))).collect();
    pretty(&Document {
        schema: "duban.check/1",
        as_of: all.as_of.map(|day| day.to_string()),
        base: all.base.as_deref(),
        files: &all.files,
        measures: all.records,
        rules: all.rules.iter().map(|rule| rule.id).collect(),
        thresholds,
        levels,
        suppressed: all.suppressed,
        left_out: all.left_out,
        findings: Each(|| all.items.iter().map(|item| finding(item, screen))),
    })
}

#[derive(Serialize)]
struct Document<'a, F> {
    schema: &'static str,
    as_of: Option<String>,
    base: Option<&'a str>,
    files: &'a [String],
    measures: usize,
    rules: Vec<&'static str>,
    thresholds: Map<String, Value>,
    levels: Map<String, Value>,
    suppressed: usize,
    left_out: usize,
    findings: F,
}

fn finding(item: &Diagnostic, screen: &Screen) -> Value {
    let mut value = json!({
        "rule": item.rule.id,
        "lane": item.rule.lane.word,
        "level": item.level.word,
        "fails": item.fails,
        "fixable": item.rule.is_fixable,
        "record": item.record.as_ref().map(|(kept, id)| format!("{kept}.{id}")),
        "message": item.said.get(screen.lang),
        "help": item.help.as_ref().map(|help| help.get(screen.lang)),
    });
    let also = item.also.as_ref().map(|(spot, said)| {
        let mut also = json!({ "message": said.get(screen.lang) });
        put(&mut also, spot);
        also
    });
    put(&mut value, &item.spot);
    value["also"] = json!(also);
    value
}

/// The place of a spot: lines and columns from one, columns in characters, and the bytes of the file from zero.
fn put(value: &mut Value, spot: &Spot) {
    value["file"] = json!(spot.file);
    value["line"] = json!(spot.start.line);
    value["column"] = json!(spot.start.column);
    value["end_line"] = json!(spot.end.line);
    value["end_column"] = json!(spot.end.column);
    value["span"] = json!([spot.span.start, spot.span.end]);
}

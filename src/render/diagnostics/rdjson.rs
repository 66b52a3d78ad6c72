//! reviewdog's diagnostic format: one object with all findings. Columns count bytes of UTF-8, from one.
//!
//! Source: github.com/reviewdog/reviewdog, `proto/rdf/reviewdog.proto`.

use serde::Serialize;
use serde_json::{Value, json};

use super::with_help;
use crate::{
    page::{Diagnostic, Diagnostics, Each, Spot, Tone},
    render::{Screen, json::pretty},
};

/// The findings.
pub fn draw(all: &Diagnostics, screen: &Screen) -> String {
    let diagnostic = |item: &Diagnostic| {
        let mut value = json!({
            "message": with_help(item, screen.lang),
            "location": location(&item.spot),
            "severity": match item.level.tone {
                Tone::Bad => "ERROR",
                Tone::Warn => "WARNING",
                _ => "INFO",
            },
            "code": { "value": item.rule.id },
        });
        if let Some((spot, said)) = &item.also {
            value["relatedLocations"] = json!([{ "message": said.get(screen.lang), "location": location(spot) }]);
        }
        value
    };
    pretty(&Document { source: json!({ "name": "duban" }), diagnostics: Each(|| all.items.iter().map(diagnostic)) })
}

#[derive(Serialize)]
struct Document<F> {
    source: Value,
    diagnostics: F,
}

fn location(spot: &Spot) -> Value {
    json!({
        "path": spot.file.strip_prefix("./").unwrap_or(&spot.file),
        "range": {
            "start": { "line": spot.start.line, "column": spot.start.byte },
            "end": { "line": spot.end.line, "column": spot.end.byte },
        },
    })
}

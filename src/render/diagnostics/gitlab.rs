//! GitLab Code Quality: a list of issues with fingerprints by which it compares two runs.
//!
//! Source: docs.gitlab.com, "Code Quality", the report format.

use serde_json::json;

use super::{fingerprints, with_help};
use crate::{
    page::{Diagnostic, Diagnostics, Each, Tone},
    render::{Screen, json::pretty},
};

/// The issues.
pub fn draw(all: &Diagnostics, screen: &Screen) -> String {
    let prints = fingerprints(&all.items);
    let issue = |(item, fingerprint): (&Diagnostic, &String)| {
        let severity = match item.level.tone {
            Tone::Bad => "major",
            Tone::Warn => "minor",
            _ => "info",
        };
        json!({
            "description": with_help(item, screen.lang),
            "check_name": item.rule.id,
            "fingerprint": fingerprint,
            "severity": severity,
            "location": {
                "path": item.spot.file.strip_prefix("./").unwrap_or(&item.spot.file),
                "lines": { "begin": item.spot.start.line, "end": item.spot.end.line },
            },
        })
    };
    pretty(&Each(|| all.items.iter().zip(&prints).map(issue)))
}

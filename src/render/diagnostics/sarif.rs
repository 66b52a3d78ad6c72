//! SARIF 2.1.0, which code-scanning services read.
//!
//! Source: docs.oasis-open.org/sarif/sarif/v2.1.0; columns are characters, which `columnKind` says.

use serde::Serialize;
use serde_json::{Value, json};

use super::{fingerprints, uri, with_help};
use crate::{
    lang::Lang,
    page::{Diagnostic, Diagnostics, Each, Rule, Spot, Term},
    render::{Screen, json::pretty},
};

/// One run.
pub fn draw(all: &Diagnostics, screen: &Screen) -> String {
    let lang = screen.lang;
    let prints = fingerprints(&all.items);
    let result = |(item, print): (&Diagnostic, &String)| result(item, print, &all.rules, lang);
    let rules: Vec<Value> = all.rules.iter().map(|about| rule(about, lang)).collect();
    pretty(&Log {
        schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        version: "2.1.0",
        runs: [Run {
            tool: json!({ "driver": { "name": "duban", "semanticVersion": env!("CARGO_PKG_VERSION"), "rules": rules } }),
            language: match lang {
                Lang::Zh => "zh-CN",
                Lang::En => "en",
            },
            column_kind: "unicodeCodePoints",
            original_uri_base_ids: json!({ "ROOT": { "description": { "text": "where duban was started" } } }),
            results: Each(|| all.items.iter().zip(&prints).map(result)),
        }],
    })
}

#[derive(Serialize)]
struct Log<F> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<F>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<F> {
    tool: Value,
    language: &'static str,
    column_kind: &'static str,
    original_uri_base_ids: Value,
    results: F,
}

fn rule(about: &Rule, lang: Lang) -> Value {
    json!({
        "id": about.id,
        "shortDescription": { "text": about.what.get(lang) },
        "fullDescription": { "text": about.why.get(lang) },
        "help": { "text": about.way_out.get(lang) },
        "defaultConfiguration": { "level": level(about.level) },
        "properties": { "tags": [about.lane.word] },
    })
}

/// SARIF has our words for levels.
fn level(level: &Term) -> &'static str {
    level.word
}

fn result(item: &Diagnostic, fingerprint: &str, rules: &[&'static Rule], lang: Lang) -> Value {
    let mut result = json!({
        "ruleId": item.rule.id,
        "level": level(item.level),
        "message": { "text": with_help(item, lang) },
        "locations": [location(&item.spot, item.record.as_ref())],
        "partialFingerprints": { "duban/v1": fingerprint },
    });
    if let Some(index) = rules.iter().position(|rule| rule.id == item.rule.id) {
        result["ruleIndex"] = json!(index);
    }
    if let Some((spot, said)) = &item.also {
        let mut also = location(spot, None);
        also["id"] = json!(0);
        also["message"] = json!({ "text": said.get(lang) });
        result["relatedLocations"] = json!([also]);
    }
    result
}

fn location(spot: &Spot, record: Option<&(&'static str, String)>) -> Value {
    let mut location = json!({ "physicalLocation": {
        "artifactLocation": artifact(&spot.file),
        "region": {
            "startLine": spot.start.line,
            "startColumn": spot.start.column,
            "endLine": spot.end.line,
            "endColumn": spot.end.column,
        },
    } });
    if let Some((kept, id)) = record {
        location["logicalLocations"] = json!([{ "fullyQualifiedName": format!("{kept}.{id}"), "kind": "object" }]);
    }
    location
}

/// A relative path belongs to where the program was started; an absolute one to nothing.
fn artifact(file: &str) -> Value {
    if file.starts_with('/') {
        json!({ "uri": format!("file://{}", uri(file)) })
    } else {
        json!({ "uri": uri(file), "uriBaseId": "ROOT" })
    }
}

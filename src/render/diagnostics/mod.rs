//! Diagnostics become text: for people, for scripts, and in the forms that platforms read. One row and one file each.

mod concise;
mod github;
mod gitlab;
mod json;
mod junit;
mod markdown;
mod pretty;
mod rdjson;
mod sarif;

use super::Screen;
use crate::{
    lang::{Lang, Text, text},
    page::{Diagnostic, Diagnostics},
};

/// A form of diagnostics.
#[derive(Debug)]
pub struct Report {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it is for.
    pub about: Text,
    /// Whether people read it, who do not want a hundred thousand findings.
    pub for_people: bool,
    /// Whether what it does not list counts as passed, so that it lists everything.
    pub is_complete: bool,
    /// Draws it, every line ended.
    pub draw: fn(&Diagnostics, &Screen) -> String,
}

/// Every form.
pub static REPORTS: &[Report] = &[
    Report {
        name: "pretty",
        about: text("附原文摘录", "with excerpts, for people"),
        for_people: true,
        is_complete: false,
        draw: pretty::draw,
    },
    Report {
        name: "concise",
        about: text("一行一个", "one per line"),
        for_people: true,
        is_complete: false,
        draw: concise::draw,
    },
    Report {
        name: "json",
        about: text("带版本的 JSON", "versioned JSON"),
        for_people: false,
        is_complete: false,
        draw: json::draw,
    },
    Report {
        name: "github",
        about: text("GitHub Actions 注解", "GitHub Actions annotations"),
        for_people: true,
        is_complete: false,
        draw: github::draw,
    },
    Report {
        name: "gitlab",
        about: text("GitLab 代码质量报告", "GitLab Code Quality"),
        for_people: false,
        is_complete: false,
        draw: gitlab::draw,
    },
    Report {
        name: "sarif",
        about: text("SARIF 2.1.0", "SARIF 2.1.0"),
        for_people: false,
        is_complete: false,
        draw: sarif::draw,
    },
    Report {
        name: "junit",
        about: text("JUnit XML", "JUnit XML"),
        for_people: false,
        is_complete: true,
        draw: junit::draw,
    },
    Report {
        name: "rdjson",
        about: text("reviewdog 的 rdjson", "reviewdog's rdjson"),
        for_people: false,
        is_complete: false,
        draw: rdjson::draw,
    },
    Report {
        name: "markdown",
        about: text("Markdown 摘要", "a summary in Markdown"),
        for_people: true,
        is_complete: false,
        draw: markdown::draw,
    },
];

/// The counts in a sentence: how many findings of each level, what was left out, what they speak for.
fn summary(all: &Diagnostics, lang: Lang) -> String {
    let found = all.levels.iter().filter(|(_, n)| *n > 0);
    let found: Vec<String> = match lang {
        Lang::Zh => found.map(|(level, n)| format!("{} {n}", level.label.zh)).collect(),
        Lang::En => found.map(|(level, n)| crate::lang::count(*n, level.label.en)).collect(),
    };
    let (files, rules) = (all.files.len(), all.rules.len());
    let mut parts = vec![match (lang, found.is_empty()) {
        (Lang::Zh, true) => "没有发现问题".to_owned(),
        (Lang::Zh, false) => found.join("，"),
        (Lang::En, true) => "no findings".to_owned(),
        (Lang::En, false) => found.join(", "),
    }];
    if all.suppressed > 0 {
        let n = all.suppressed;
        parts.push(if lang == Lang::Zh { format!("例外 {n}") } else { format!("{n} excepted") });
    }
    if all.left_out > 0 {
        let n = all.left_out;
        parts.push(if lang == Lang::Zh { format!("另有 {n} 个未列出") } else { format!("{n} more not listed") });
    }
    let records = all.records;
    parts.push(match lang {
        Lang::Zh => format!("{records} 项承诺，{files} 本台账，{rules} 条规则"),
        Lang::En => {
            let [records, files, rules] =
                [(records, "measure"), (files, "ledger"), (rules, "rule")].map(|(n, noun)| crate::lang::count(n, noun));
            format!("{records} in {files}, {rules}")
        }
    });
    if let Some(base) = &all.base {
        parts.push(if lang == Lang::Zh { format!("对照 {base}") } else { format!("against {base}") });
    }
    if let Some(as_of) = all.as_of {
        parts.push(if lang == Lang::Zh { format!("截至 {as_of}") } else { format!("as of {as_of}") });
    }
    parts.extend(all.thresholds.iter().map(|threshold| threshold.said.get(lang).to_owned()));
    parts.join(if lang == Lang::Zh { "；" } else { "; " })
}

/// `file:line:col: level[rule]: message`, the record named where there is one.
fn one_line(item: &Diagnostic, lang: Lang) -> String {
    let (spot, level) = (&item.spot, item.level.label.get(lang));
    let record = item.record.as_ref().map(|(_, id)| format!("{id}: ")).unwrap_or_default();
    let place = format!("{}:{}:{}", spot.file, spot.start.line, spot.start.column);
    format!("{place}: {level}[{}]: {record}{}", item.rule.id, item.said.get(lang))
}

/// The message with the way out, in one paragraph.
fn with_help(item: &Diagnostic, lang: Lang) -> String {
    let record = item.record.as_ref().map(|(_, id)| format!("{id}: ")).unwrap_or_default();
    let gap = if lang == Lang::Zh { "；" } else { "; " };
    let help = item.help.as_ref().map(|help| format!("{gap}{}", help.get(lang))).unwrap_or_default();
    format!("{record}{}{help}", item.said.get(lang))
}

/// A path as a relative reference of a URI: what a path may hold and a URI may not is percent-encoded.
fn uri(path: &str) -> String {
    let path = path.strip_prefix("./").unwrap_or(path);
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    path.bytes().fold(String::new(), |mut uri, byte| {
        if plain(byte) {
            uri.push(byte as char)
        } else {
            uri.push_str(&format!("%{byte:02X}"))
        }
        uri
    })
}

/// What stays the same for a finding when lines above it come and go: the rule, the file, the record, the words.
fn fingerprint(item: &Diagnostic) -> String {
    use sha2::{Digest, Sha256};
    let (kept, id) = item.record.as_ref().map_or(("", ""), |(kept, id)| (kept, id));
    let parts = [item.rule.id, &item.spot.file, kept, id, &item.said.en].join("\0");
    Sha256::digest(parts.as_bytes()).iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

/// The fingerprints of findings in order; of two that would be the same the second is told from the first.
fn fingerprints(items: &[Diagnostic]) -> Vec<String> {
    let mut seen: std::collections::HashMap<String, usize> = std::collections::HashMap::new();
    let each = |item: &Diagnostic| {
        let print = fingerprint(item);
        let n = seen.entry(print.clone()).and_modify(|n| *n += 1).or_default();
        if *n == 0 { print } else { format!("{print}-{n}") }
    };
    items.iter().map(each).collect()
}

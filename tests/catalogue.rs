//! The tables against the files: what a table lists has its file and its case, and the other way round.

mod common;

use std::{collections::HashSet, fs};

use common::{files, repo};
use duban::{
    check::{Asked, Levels, Look, Pair, RULES, Subject, check, rule},
    model::{Ledger, Source, reading},
    query::FIELDS,
    render::FORMATS,
    report::REPORTS,
    store::read::read,
};

/// Every case's script.
fn scripts() -> Vec<String> {
    let cases = files(&repo("tests/cases")).into_iter().filter(|(path, _)| path.ends_with("cmd"));
    cases.map(|(_, bytes)| String::from_utf8(bytes).expect("scripts are UTF-8")).collect()
}

fn has_case(words: &str) -> bool {
    scripts().iter().any(|script| script.contains(words))
}

#[test]
fn every_format_has_a_case() {
    for format in FORMATS {
        let shows = |script: &String| {
            script.split_whitespace().collect::<Vec<_>>().windows(2).any(|pair| pair == ["-f", format.name])
        };
        let is_shown = format.name == "table" || scripts().iter().any(shows);
        assert!(is_shown, "{} has no case", format.name);
    }
    let endings: Vec<&str> = FORMATS.iter().flat_map(|format| format.endings).copied().collect();
    assert_eq!(endings.len(), endings.iter().collect::<HashSet<_>>().len(), "an ending means one format");
}

#[test]
fn every_report_has_a_case() {
    for report in REPORTS {
        assert!(
            has_case(&format!("duban report {}", report.name)) || report.name == "summary",
            "{} has no case",
            report.name
        );
    }
}

#[test]
fn fields_have_one_name_each() {
    let mut names = HashSet::new();
    for field in FIELDS {
        assert!(names.insert(field.name), "{} stands twice", field.name);
        assert!(field.alias == field.name || names.insert(field.alias), "{} stands twice", field.alias);
        assert!(field.name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'), "{}", field.name);
    }
}

#[test]
fn every_command_has_its_file_and_its_cases() {
    let declared = fs::read_to_string(repo("src/cli/mod.rs")).expect("it is there");
    let list = declared
        .split("enum Command {")
        .nth(1)
        .and_then(|rest| rest.split("\n}").next())
        .expect("the commands are listed");
    let commands: Vec<String> = list
        .lines()
        .filter_map(|line| {
            let line = line.trim();
            let name = line.split('(').next().filter(|_| line.ends_with("),"))?;
            // As it is typed: MergeDriver is merge-driver.
            let typed: String = name
                .chars()
                .flat_map(|c| if c.is_uppercase() { vec!['-', c.to_ascii_lowercase()] } else { vec![c] })
                .collect();
            Some(typed.trim_start_matches('-').to_owned())
        })
        .collect();
    assert!(commands.len() >= 16, "{commands:?}");
    for command in commands {
        let file = if ["evidence", "org"].contains(&&*command) { "add".to_owned() } else { command.replace('-', "_") };
        assert!(repo(&format!("src/cli/{file}.rs")).is_file(), "{command} has no file");
        assert!(
            has_case(&format!("duban {command}")) || has_case(&format!("duban -- duban {command}")),
            "{command} has no case"
        );
    }
}

#[test]
fn the_contract_of_json_is_kept() {
    let promised = "id, number, title, en, clause, quote, span, kind, owner, owner_basis, support, status, state, schedule, due, tags, \
                    quantity, items, updates, verifications, evidence, file, line";
    for name in promised.split(',').map(str::trim) {
        assert!(FIELDS.iter().any(|field| field.name == name), "{name}");
    }
}

#[test]
fn every_form_of_diagnostics_has_a_case() {
    for report in duban::render::diagnostics::REPORTS {
        let is_shown = report.name == "pretty" || has_case(&format!("-f {}", report.name));
        assert!(is_shown, "{} has no case", report.name);
    }
}

/// What stands around an example when nothing else of a ledger is shown.
const AROUND: &str = "\
[org.works]
name = \"乌有市工造局\"

[org.watch]
name = \"乌有市巡查处\"

[evidence.repair-notice]
title = \"七座风车修缮公告\"
publisher = \"works\"
published = 2024-09-10

";
const REPLY: &str = "\
[reply]
number = \"9001\"
title = \"关于修好乌有市风车的建议\"
date = 2024-03-01
lead = \"works\"
letter = { sha256 = \"0000000000000000000000000000000000000000000000000000000000009001\", chars = 100 }

";

#[test]
fn every_example_of_a_rule_fires() {
    let ledger = |example: &&str| {
        let reply = if example.contains("[reply]\n") { "" } else { REPLY };
        read(Source::new("x.toml", format!("format = 1\n\n{reply}{AROUND}{example}")))
    };
    for rule in RULES {
        let ledgers: Vec<Ledger> = rule.example.iter().map(ledger).collect();
        let (before, after) = match &ledgers[..] {
            [before, after] => (Some(before), after),
            [after] => (None, after),
            _ => unreachable!("{} has one or two examples", rule.id()),
        };
        // A ledger that is gone is an empty example.
        let now = rule.example.last().filter(|example| !example.is_empty()).map(|_| after);
        let alone = |ledger| Subject { ledger, pair: None, only: None };
        let subjects = if matches!(rule.look, Look::Set(_)) {
            ledgers.iter().map(alone).collect()
        } else {
            let pair = before.map(|before| Pair { before, after: now, base: "then", former: None, altered: None });
            vec![Subject { pair, ..alone(now.or(before).unwrap_or(after)) }]
        };
        // Asked alone, unless it is about what other rules have found.
        let rules = if matches!(rule.look, Look::Checking) { RULES } else { &[*rule] };
        let asked = Asked {
            subjects: &subjects,
            as_of: "2026-01-15".parse().expect("a date"),
            rules,
            levels: &Levels::default(),
        };
        let found = check(&asked);
        assert!(found.all().any(|(_, finding)| finding.rule == rule.id()), "{}: {found:#?}", rule.id());
    }
}

#[test]
fn whatever_reading_finds_is_a_rule() {
    let declared = fs::read_to_string(repo("src/model/finding.rs")).expect("it is there");
    let names = declared.lines().filter_map(|line| line.trim().strip_prefix("pub const ")?.split('"').nth(1));
    for name in names {
        // A newer ledger is refused whole, so nothing is found in it.
        assert!(name == reading::NEWER_FORMAT || rule(name).is_some(), "{name} has no row");
    }
}

/// What a bulletin says without evidence in other places, and what this program never says in its own voice.
#[test]
fn no_report_praises() {
    for (path, bytes) in files(&repo("src/report")).into_iter().chain(files(&repo("src/sheet"))) {
        let text = String::from_utf8(bytes).expect("sources are UTF-8");
        for praise in ["全部完成", "成效显著", "有序推进", "圆满完成"] {
            assert!(!text.contains(praise), "{}: {praise}", path.display());
        }
    }
}

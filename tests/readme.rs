//! The READMEs: their commands run and print what they show, their tables are those of the program.
//!
//! In a block marked `console`, a line that begins with `$ ` is run, and what follows is what it prints. Commands of one file
//! share a folder that begins with the shipped ledger and the fictional letter. `BLESS=1 cargo test --test readme` rewrites the output.

mod common;

use std::{fs, path::Path};

use common::{blesses, copy, repo, shell};
use duban::{
    check::{RULES, Rule},
    lang::Lang,
    model::Vocabulary as _,
    query::{FIELDS, Field},
};

/// The day that the READMEs speak for.
const AS_OF: &str = "2026-11-23";

/// The text with every console block as the program would have it now.
fn replayed(text: &str, locale: &str) -> String {
    let folder = tempfile::tempdir().expect("a folder can be made");
    fs::copy(repo("measures.toml"), folder.path().join("measures.toml")).expect("the ledger is shipped");
    copy(&repo("tests/fixtures/letter"), &folder.path().join("tests/fixtures/letter"));
    let mut replayed = String::new();
    let mut in_block = false;
    for line in text.lines() {
        match line {
            "```console" => in_block = true,
            "```" if in_block => in_block = false,
            _ => {}
        }
        let command = line.strip_prefix("$ ").filter(|_| in_block);
        // Output of the last time is dropped.
        if !in_block || line == "```console" || command.is_some() {
            replayed.push_str(line);
            replayed.push('\n');
        }
        if let Some(command) = command {
            replayed.push_str(&output(command, locale, folder.path()));
        }
    }
    replayed
}

fn output(command: &str, locale: &str, folder: &Path) -> String {
    let output =
        shell(&format!("{{ {command}\n}} 2>&1"), folder).env("LANG", locale).env("DUBAN_AS_OF", AS_OF).output();
    String::from_utf8(output.expect("there is a shell").stdout).expect("it speaks UTF-8")
}

/// The text with the rows of a table between its marks; its head and the line below stay.
fn with_table(text: &str, mark: &str, rows: &str) -> String {
    let (open, close) = (format!("<!-- {mark} -->\n"), format!("<!-- /{mark} -->\n"));
    let (before, rest) = text.split_once(&open).expect("the table has its mark");
    let (table, after) = rest.split_once(&close).expect("the table has its end");
    let head: String = table.split_inclusive('\n').take(2).collect();
    format!("{before}{open}{head}{rows}{close}{after}")
}

fn fields(lang: Lang) -> String {
    let row = |field: &Field| {
        let alias = if field.alias == field.name { String::new() } else { format!(", `{}`", field.alias) };
        format!("| `{}`{alias} | {} |\n", field.name, field.about.get(lang))
    };
    FIELDS.iter().map(row).collect()
}

fn rules(lang: Lang) -> String {
    let row = |rule: &&Rule| {
        let (lane, level) = (rule.lane.term().label.get(lang), rule.level.term().label.get(lang));
        format!("| `{}` | {lane} | {level} | {} |\n", rule.id(), rule.about.what.get(lang))
    };
    RULES.iter().map(row).collect()
}

fn check(file: &str, lang: Lang, locale: &str) {
    let text = fs::read_to_string(repo(file)).expect("it is there");
    let fresh = with_table(&replayed(&text, locale), "fields", &fields(lang));
    let fresh = with_table(&fresh, "rules", &rules(lang));
    if blesses() {
        fs::write(repo(file), fresh).expect("it can be written");
    } else {
        assert!(text == fresh, "{file} is stale:\n{}", similar::TextDiff::from_lines(&text, &fresh).unified_diff());
    }
}

#[test]
fn the_readme_shows_what_the_program_prints() {
    check("README.md", Lang::En, "C.UTF-8");
}

#[test]
fn the_chinese_readme_shows_what_the_program_prints() {
    check("README.zh-CN.md", Lang::Zh, "zh_CN.UTF-8");
}

#[test]
fn both_readmes_run_the_same_commands() {
    let commands = |file: &str| {
        let text = fs::read_to_string(repo(file)).expect("it is there");
        let words = |line: &str| line.strip_prefix("$ ").and_then(|line| line.split(' ').nth(1)).map(str::to_owned);
        text.lines().filter_map(words).collect::<Vec<_>>()
    };
    assert_eq!(commands("README.md"), commands("README.zh-CN.md"));
}

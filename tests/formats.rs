//! Every format that a command offers in its help is one that it can do.

#![allow(clippy::panic, reason = "a test fails by panicking")]

mod common;

use std::path::Path;

use common::{repo, run};

/// What each command with `--format` is asked. Where a format is made of some answers only, one of these has it.
const ASKED: &[(&str, &[&str])] = &[
    ("list", &["list"]),
    ("show", &["show mend-bridges"]),
    ("due", &["due"]),
    ("report", &["report", "report silent", "report badge"]),
    ("check", &["check"]),
    ("explain", &["explain", "explain toml-syntax"]),
    ("coverage", &["coverage", "coverage --letter letter.txt", "coverage --wording"]),
    ("draft", &["draft letter.txt"]),
    ("export", &["export"]),
    ("import", &["export -f csv > sheet.csv; duban import sheet.csv"]),
    ("diff", &["diff", "diff HEAD~"]),
    ("log", &["log", "log mend-bridges"]),
];

/// The commands whose formats are made of some of their answers only.
const SOME: &[&str] = &["report"];

#[test]
fn every_format_that_is_offered_works() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let folder = folder.path();
    common::copy(&repo("tests/fixtures/letter"), folder);
    out(
        "git init -q; git config user.name x; git config user.email x@example.invalid; git add .; git commit -qm one
        duban set mend-bridges note=x; git commit -qam two",
        folder,
    );
    let help = out("duban --help", folder);
    let commands = help.split("Commands:\n").nth(1).expect("the commands are listed");
    let commands = commands.split("\n\n").next().unwrap_or_default().lines();
    for command in commands.filter_map(|line| line.split_whitespace().next()).filter(|name| *name != "help") {
        let offered = offered(&out(&format!("duban {command} --help"), folder));
        let asked = ASKED.iter().find(|(name, _)| *name == command).map(|(_, asked)| *asked).unwrap_or_default();
        assert_eq!(offered.is_empty(), asked.is_empty(), "{command} has formats and is asked, or neither: {offered:?}");
        for format in offered {
            let works = |asked: &&&str| {
                let output = run(&format!("duban {asked} -f {format}"), folder);
                // Findings are an answer, too.
                matches!(output.status.code(), Some(0 | 1))
                    && !String::from_utf8_lossy(&output.stderr).contains("error:")
            };
            let n = asked.iter().filter(works).count();
            let wanted = if SOME.contains(&command) { 1 } else { asked.len() };
            assert!(n >= wanted, "{command} offers {format}, which works for {n} of {asked:?}");
        }
    }
}

/// What a command's help says after `--format`.
fn offered(help: &str) -> Vec<String> {
    let words: Vec<&str> = help.split_whitespace().collect();
    let help = words.join(" ");
    let Some((_, rest)) = help.split_once("--format <") else { return Vec::new() };
    let rest = rest.split(" --").next().unwrap_or_default();
    let values = rest.split_once("[possible values: ").map_or("", |(_, values)| values);
    let values = values.split(']').next().unwrap_or_default();
    values.split(", ").filter(|value| !value.is_empty()).map(str::to_owned).collect()
}

fn out(script: &str, folder: &Path) -> String {
    let output = run(script, folder);
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{script}: {error}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

//! Every rule: a ledger in which it fires and one in which it stays silent.
//!
//! | file | holds |
//! |---|---|
//! | `fires.toml` | a ledger in which the rule finds something |
//! | `silent.toml` | one that is like it and right |
//! | `before.toml` | what both were before, for rules about changes |
//! | `other.toml` | another ledger that is checked with either, for rules about sets |
//! | `with` | other rules that have to be asked, too |
//! | `stdout` | what `duban check RULE` says of the first |
//! | `fixed.toml` | what `--fix` makes of the first |
//!
//! `BLESS=1 cargo test --test rules` rewrites the last two; the diff is then reviewed.

mod common;

use std::{
    collections::HashSet,
    fs,
    path::{Path, PathBuf},
};

use common::{copy, expect_file, repo, run};
use duban::check::{Lane, Look, RULES, Rule};
use libtest_mimic::{Arguments, Failed, Trial};

fn main() {
    let arguments = Arguments::from_args();
    let tried = RULES.iter().filter(|rule| folder(rule).is_dir());
    let mut trials: Vec<Trial> =
        tried.map(|rule| Trial::test(rule.id(), move || check(rule).map_err(Failed::from))).collect();
    trials.push(Trial::test("every-rule-has-its-files", || every_rule_has_its_files().map_err(Failed::from)));
    libtest_mimic::run(&arguments, trials).exit();
}

fn folder(rule: &Rule) -> PathBuf {
    repo("tests/rules").join(rule.id())
}

/// The rules that no file alone can show; cases with a repository do.
const IN_A_REPOSITORY: [&str; 1] = ["vanished-ledger"];

fn every_rule_has_its_files() -> Result<(), String> {
    let mut ids = HashSet::new();
    let mut wrong = Vec::new();
    for rule in RULES {
        let id = rule.id();
        let stem = id.replace('-', "_");
        let groups = fs::read_dir(repo("src/check/rules")).map_err(|error| error.to_string())?.flatten();
        let has_source = groups.into_iter().any(|group| group.path().join(format!("{stem}.rs")).is_file());
        let has_case = if IN_A_REPOSITORY.contains(&id) {
            ["fires", "silent"].iter().all(|case| repo("tests/cases/check").join(id).join(case).join("cmd").is_file())
        } else {
            folder(rule).is_dir()
        };
        wrong.extend((!ids.insert(id)).then(|| format!("{id} stands twice")));
        wrong.extend((!has_source).then(|| format!("{id} has no source file")));
        wrong.extend((!has_case).then(|| format!("{id} has no case")));
    }
    for entry in fs::read_dir(repo("tests/rules")).map_err(|error| error.to_string())?.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        wrong.extend((!ids.contains(&*name)).then(|| format!("{name} is no rule")));
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n")) }
}

fn check(rule: &Rule) -> Result<(), String> {
    let own = folder(rule);
    let place = tempfile::tempdir().map_err(|error| error.to_string())?;
    copy(&own, place.path());
    let with = fs::read_to_string(own.join("with")).unwrap_or_default();
    let before = if rule.lane == Lane::Change { "--before before.toml" } else { "" };
    let other = if matches!(rule.look, Look::Set(_)) { "-l other.toml" } else { "" };
    let asked = |file: &str, more: &str| {
        let command = format!("duban check {} {} {other} -l {file}.toml {before} {more}", rule.id(), with.trim());
        run(&command, place.path())
    };
    let fires = asked("fires", "--fail-on note");
    expect_file(&own.join("stdout"), &fires.stdout)?;
    let said = String::from_utf8_lossy(&fires.stdout);
    let told = |what: &str| format!("{what}:\n{said}{}", String::from_utf8_lossy(&fires.stderr));
    if !said.contains(&format!("[{}]", rule.id())) {
        return Err(told("it does not fire"));
    }
    if fires.status.code() != Some(1) {
        return Err(told("a finding does not fail"));
    }
    let silent = asked("silent", "--fail-on note -f concise");
    if silent.status.code() != Some(0) || !silent.stdout.starts_with(b"no findings") {
        return Err(format!("it is not silent:\n{}", String::from_utf8_lossy(&silent.stdout)));
    }
    if rule.fix.is_some() { is_mended(place.path(), &own, &|more| asked("fires", more)) } else { Ok(()) }
}

fn is_mended(place: &Path, own: &Path, asked: &dyn Fn(&str) -> std::process::Output) -> Result<(), String> {
    asked("--fix");
    let fixed = fs::read(place.join("fires.toml")).map_err(|error| error.to_string())?;
    expect_file(&own.join("fixed.toml"), &fixed)?;
    let after = asked("--fail-on note");
    if after.status.code() == Some(0) { Ok(()) } else { Err(String::from_utf8_lossy(&after.stdout).into_owned()) }
}

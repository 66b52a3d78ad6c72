//! Behaviour through the program: a case is a directory that can be read.
//!
//! | file | holds |
//! |---|---|
//! | `cmd` | a shell script that runs `duban` |
//! | `in/` | the folder in which it runs; without it, a copy of `tests/fixtures/sample` |
//! | `stdout`, `stderr` | what it says; absent means nothing |
//! | `code` | its exit code; absent means 0 |
//! | `out/` | the files that are new or changed afterwards; absent means that nothing may change |
//! | `gone` | is there when the script may remove files |
//! | `needs` | a program that a fresh machine may lack; such a case runs with `--include-ignored` only |
//!
//! `BLESS=1 cargo test --test cases` rewrites what is expected; the diff is then reviewed.

mod common;

use std::{
    fs,
    path::{Path, PathBuf},
};

use common::{blesses, copy, expect_file, files, repo, run};
use libtest_mimic::{Arguments, Failed, Trial};

fn main() {
    let arguments = Arguments::from_args();
    let mut cases = Vec::new();
    collect(&repo("tests/cases"), &mut cases);
    cases.sort();
    let root = repo("tests/cases");
    let trials = cases.into_iter().map(|case| {
        let name = case.strip_prefix(&root).expect("cases stand below the root").display().to_string();
        let needs = case.join("needs").is_file();
        Trial::test(name, move || check(&case).map_err(Failed::from)).with_ignored_flag(needs)
    });
    libtest_mimic::run(&arguments, trials.collect()).exit();
}

fn collect(folder: &Path, cases: &mut Vec<PathBuf>) {
    if folder.join("cmd").is_file() {
        cases.push(folder.to_owned());
        return;
    }
    for entry in fs::read_dir(folder).into_iter().flatten().flatten().filter(|entry| entry.path().is_dir()) {
        collect(&entry.path(), cases);
    }
}

fn check(case: &Path) -> Result<(), String> {
    let scratch = tempfile::tempdir().map_err(|error| error.to_string())?;
    let place = &scratch.path().join("run");
    let own = case.join("in");
    copy(&if own.is_dir() { own } else { repo("tests/fixtures/sample") }, place);
    let before = seen(place);
    let script = fs::read_to_string(case.join("cmd")).map_err(|error| error.to_string())?;
    let output = run(&script, place);
    let code = output.status.code().map_or_else(|| output.status.to_string(), |code| code.to_string());
    let code = if code == "0" { Vec::new() } else { format!("{code}\n").into_bytes() };
    let changed: Vec<_> = seen(place).into_iter().filter(|file| !before.contains(file)).collect();
    let lost: Vec<_> =
        before.iter().filter(|(name, _)| !place.join(name).exists() && !case.join("gone").exists()).collect();
    let mut wrong: Vec<String> = lost.iter().map(|(name, _)| format!("{} is gone", name.display())).collect();
    wrong.extend(expect_file(&case.join("code"), &code).err());
    wrong.extend(expect_file(&case.join("stdout"), &output.stdout).err());
    wrong.extend(expect_file(&case.join("stderr"), &output.stderr).err());
    wrong.extend(expect_files(&case.join("out"), &changed).err());
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n")) }
}

/// The files of a folder without those of git.
fn seen(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    files(folder).into_iter().filter(|(name, _)| !name.iter().any(|part| part == ".git")).collect()
}

fn expect_files(expected: &Path, changed: &[(PathBuf, Vec<u8>)]) -> Result<(), String> {
    if blesses() {
        let _ = fs::remove_dir_all(expected);
        for (name, _) in changed {
            let folder = expected.join(name);
            fs::create_dir_all(folder.parent().unwrap_or(expected)).map_err(|error| error.to_string())?;
        }
    }
    for (name, _) in files(expected) {
        if !changed.iter().any(|(changed, _)| *changed == name) {
            return Err(format!("{} should have changed", name.display()));
        }
    }
    for (name, bytes) in changed {
        if !blesses() && !expected.join(name).is_file() {
            return Err(format!(
                "{} changed, and nothing expects it to:\n{}",
                name.display(),
                String::from_utf8_lossy(bytes)
            ));
        }
        expect_file(&expected.join(name), bytes)?;
    }
    Ok(())
}

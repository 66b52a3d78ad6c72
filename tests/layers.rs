//! The house: imports point down, files stay small.

#![allow(clippy::panic, reason = "a test fails by panicking")]

mod common;

use std::{fs, path::PathBuf};

use common::{files, repo};

/// Each layer with the layers that it may use.
const LAYERS: &[(&str, &[&str])] = &[
    ("lang", &[]),
    ("work", &[]),
    ("page", &["lang"]),
    ("model", &["lang", "page"]),
    ("letter", &["lang", "page", "model"]),
    ("store", &["lang", "work", "page", "model"]),
    ("merge", &["lang", "page", "model", "store"]),
    ("coverage", &["lang", "page", "model", "letter"]),
    ("draft", &["lang", "page", "model", "letter", "store"]),
    ("query", &["lang", "page", "model"]),
    ("check", &["lang", "work", "page", "model", "query"]),
    ("sheet", &["lang", "page", "model", "query"]),
    ("report", &["lang", "page", "model", "letter", "coverage", "draft", "query", "check", "sheet"]),
    ("render", &["lang", "page"]),
    (
        "cli",
        &[
            "lang", "page", "model", "letter", "store", "merge", "coverage", "draft", "query", "check", "report",
            "sheet", "render",
        ],
    ),
];

fn sources() -> Vec<(PathBuf, String)> {
    let text = |(path, bytes): (PathBuf, Vec<u8>)| (path, String::from_utf8(bytes).expect("sources are UTF-8"));
    files(&repo("src")).into_iter().map(text).collect()
}

fn layer(path: &std::path::Path) -> Option<String> {
    let mut parts = path.iter();
    let first = parts.next()?.to_string_lossy().into_owned();
    parts.next().map(|_| first)
}

/// The names that follow a root such as `crate::` or `std::` in a source, groups opened.
fn names(text: &str, root: &str) -> Vec<String> {
    let mut names = Vec::new();
    for (at, _) in text.match_indices(root) {
        let rest = &text[at + root.len()..];
        let Some(group) = rest.strip_prefix('{') else {
            names.push(first_name(rest));
            continue;
        };
        // Names at the first level of `use crate::{…}`.
        let mut depth = 0_i32;
        let mut name = String::new();
        for c in group.chars() {
            match c {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' if depth == 0 => names.push(first_name(&std::mem::take(&mut name))),
                c if depth == 0 => name.push(c),
                _ => {}
            }
        }
        names.push(first_name(&name));
    }
    names
}

fn first_name(path: &str) -> String {
    path.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// How far up `super::` leads at most, and how far it may: to the layer, not out of it.
fn climbs(path: &std::path::Path, text: &str) -> (usize, usize) {
    let is_folder = path.file_name().is_some_and(|name| name == "mod.rs");
    let deep = path.components().count() - usize::from(is_folder);
    let own = text.split("#[cfg(test)]").next().unwrap_or_default();
    let runs = own.split(|c: char| c.is_whitespace() || "(&{<,;".contains(c));
    (runs.map(|run| run.matches("super::").count()).max().unwrap_or_default(), deep - 1)
}

#[test]
fn imports_point_down() {
    for (path, text) in sources() {
        let Some(own) = layer(&path) else { continue };
        let (_, allowed) =
            LAYERS.iter().find(|(layer, _)| *layer == own).unwrap_or_else(|| panic!("{own} is no layer"));
        let is_layer = |name: &String| LAYERS.iter().any(|(layer, _)| layer == name);
        let used = names(&text, "crate::").into_iter().filter(is_layer);
        let wrong: Vec<_> = used.filter(|used| *used != own && !allowed.contains(&&**used)).collect();
        assert!(wrong.is_empty(), "{} uses {wrong:?}", path.display());
        let (climbs, may) = climbs(&path, &text);
        assert!(climbs <= may, "{} climbs out of its layer", path.display());
    }
}

#[test]
fn the_header_of_the_library_names_every_layer() {
    let header = fs::read_to_string(repo("src/lib.rs")).expect("it is there");
    for (layer, _) in LAYERS {
        assert!(
            header.contains(&format!("//! | [`{layer}`] |")) && header.contains(&format!("pub mod {layer};")),
            "{layer}"
        );
    }
}

#[test]
fn files_stay_small_and_say_what_they_hold() {
    for (path, text) in sources().into_iter().filter(|(path, _)| path.extension().is_some_and(|ending| ending == "rs"))
    {
        assert!(text.lines().count() <= 400, "{} has grown beyond 400 lines", path.display());
        assert!(text.starts_with("//! "), "{} does not say what it holds", path.display());
    }
    let main = fs::read_to_string(repo("src/main.rs")).expect("it is there");
    assert!(main.lines().count() < 20);
}

#[test]
fn only_the_letter_and_the_tools_know_the_outside() {
    for (path, text) in sources() {
        let own = layer(&path).unwrap_or_default();
        let is_pure = [
            "lang", "page", "model", "letter", "merge", "coverage", "draft", "query", "check", "report", "sheet",
            "render",
        ]
        .contains(&&*own);
        let outside: Vec<_> = names(&text, "std::")
            .into_iter()
            .filter(|name| ["fs", "env", "process", "net"].contains(&&**name))
            .collect();
        let tools =
            ["Local::now", "clap::", "SystemTime"].into_iter().filter(|word| text.contains(word)).collect::<Vec<_>>();
        assert!(!is_pure || (outside.is_empty() && tools.is_empty()), "{} knows {outside:?} {tools:?}", path.display());
    }
}

//! The house: imports point down, files stay small.

#![allow(clippy::panic, reason = "a test fails by panicking")]

mod common;

use std::{fs, path::PathBuf};

use common::{files, repo};

/// Each layer with the layers that it may use.
const LAYERS: &[(&str, &[&str])] = &[
    ("lang", &[]),
    ("page", &["lang"]),
    ("model", &["lang", "page"]),
    ("letter", &["lang", "page", "model"]),
    ("store", &["lang", "page", "model"]),
    ("query", &["lang", "page", "model"]),
    ("report", &["lang", "page", "model", "query"]),
    ("render", &["lang", "page"]),
    ("cli", &["lang", "page", "model", "letter", "store", "query", "report", "render"]),
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

/// The layers that a source names in its imports and paths.
fn uses(text: &str) -> Vec<String> {
    let mut used = Vec::new();
    for (at, _) in text.match_indices("crate::") {
        let rest = &text[at + "crate::".len()..];
        let inner = rest.strip_prefix('{').map(|group| group.split("};").next().unwrap_or_default());
        match inner {
            // Names at the first level of `use crate::{…}`.
            Some(group) => {
                let mut depth = 0_i32;
                let mut name = String::new();
                for c in group.chars() {
                    match c {
                        '{' => depth += 1,
                        '}' => depth -= 1,
                        ',' if depth == 0 => used.extend(first_name(&std::mem::take(&mut name))),
                        c if depth == 0 => name.push(c),
                        _ => {}
                    }
                }
                used.extend(first_name(&name));
            }
            None => used.extend(first_name(rest)),
        }
    }
    used
}

fn first_name(path: &str) -> Option<String> {
    let name: String = path.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    LAYERS.iter().any(|(layer, _)| *layer == name).then_some(name)
}

#[test]
fn imports_point_down() {
    for (path, text) in sources() {
        let Some(own) = layer(&path) else { continue };
        let (_, allowed) =
            LAYERS.iter().find(|(layer, _)| *layer == own).unwrap_or_else(|| panic!("{own} is no layer"));
        let wrong: Vec<_> =
            uses(&text).into_iter().filter(|used| *used != own && !allowed.contains(&&**used)).collect();
        assert!(wrong.is_empty(), "{} uses {wrong:?}", path.display());
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
    for (path, text) in sources() {
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
        let is_pure = ["lang", "page", "model", "letter", "query", "report", "render"].contains(&&*own);
        for word in ["std::fs", "std::env", "std::process", "Local::now", "clap"] {
            let exempt = !is_pure || (own == "lang" && word == "clap");
            assert!(exempt || !text.contains(word), "{} must not know {word}", path.display());
        }
    }
}

//! The laws of the fuzz targets, on every file in `tests/fuzz/seeds`: what fuzzing begins with, and what it once found.

#![allow(clippy::print_stderr, reason = "a law that fails does not know which seed it was tried on")]

mod common;
#[path = "fuzz/laws.rs"]
mod laws;

use common::{files, repo};

fn holds(target: &str, law: fn(&str)) {
    let seeds = files(&repo("tests/fuzz/seeds").join(target));
    assert!(seeds.len() > 3, "{target} has seeds");
    for (name, bytes) in seeds {
        eprintln!("{target}/{}", name.display());
        law(std::str::from_utf8(&bytes).expect("seeds are UTF-8"));
    }
}

#[test]
fn the_reader_holds_its_laws() {
    holds("reader", laws::reader);
}

#[test]
fn the_readers_of_letters_hold_their_law() {
    holds("letter", laws::letter);
}

#[test]
fn the_splicer_holds_its_laws() {
    holds("splicer", laws::splicer);
}

#[test]
fn the_filter_holds_its_laws() {
    holds("filter", laws::filter);
}

#[test]
fn the_merge_driver_holds_its_laws() {
    holds("merger", laws::merger);
}

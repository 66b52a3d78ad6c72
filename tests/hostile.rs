//! Ledgers made to break a program: nested too deep, with far too many keys, without an end. None crashes a command, and what
//! can be read of a ledger is read.

#![cfg(unix)]

mod common;

use std::fs;

use common::run;

const HEAD: &str = "format = 1\n[reply]\nnumber = \"1\"\ntitle = \"t\"\ndate = 2024-01-01\n[org.o]\nname = \"O\"\n";
const ONE: &str = "[measure.one]\ntitle = \"one\"\nkind = \"standing\"\nowner = \"o\"\n";
const TWO: &str = "\n[measure.two]\ntitle = \"two\"\nkind = \"standing\"\nowner = \"o\"\n";

/// How deep and how many: beyond what recursion or a quadratic loop would stand.
const MANY: usize = 4_000;

fn list(element: impl Fn(usize) -> String) -> String {
    (0..MANY).map(element).collect::<Vec<_>>().join(", ")
}

/// What stands in or below a record, by what it is.
fn hostile() -> Vec<(&'static str, String)> {
    let times = |text: &str| text.repeat(MANY);
    vec![
        ("a list too deep", format!("x = {}{}", times("["), times("]"))),
        ("a list too deep in a known key", format!("tags = {}{}", times("["), times("]"))),
        ("a table too deep", format!("x = {}1{}", times("{a="), times("}"))),
        ("a key too deep", format!("{}k = 1", times("k."))),
        ("a header too deep", format!("[measure.one.{}k]\nx = 1", times("k."))),
        ("brackets and nothing else", times("[")),
        ("braces that nothing closes", format!("x = {}", times("{a="))),
        ("headers that nothing closes", times("[measure.\n")),
        ("keys without end", (0..MANY).map(|n| format!("k{n} = {n}\n")).collect()),
        ("a table with keys without end", format!("x = {{ {} }}", list(|n| format!("k{n} = {n}")))),
        ("tags without end", format!("tags = [{}]", list(|n| format!("\"t{n}\"")))),
        ("references to nothing without end", format!("related = [{}]", list(|n| format!("\"x{n}\"")))),
        ("spans without end", format!("span = [{}]", list(|n| format!("[{}, {}]", n * 2, n * 2 + 1)))),
        ("strings that nothing closes", (0..MANY).map(|n| format!("[measure.m{n}]\ntitle = \"\"\"\n")).collect()),
        ("lines without a value", times("odd line\n")),
        ("one id without end", times(ONE)),
        ("a long line", format!("note = \"{}\"", times("0123456789"))),
        ("a long line that nothing ends", format!("note = \"{}", times("0123456789"))),
        ("combining characters without end", format!("note = \"e{}\"", times("\u{301}"))),
        ("zero bytes", times("\0")),
    ]
}

#[test]
fn hostile_ledgers_crash_nothing_and_hide_nothing_before_them() {
    for (name, text) in hostile() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let before = format!("{HEAD}{}{ONE}{text}\n", TWO.trim_start());
        fs::write(folder.path().join("measures.toml"), &before).expect("the folder is ours");
        for (command, codes) in [
            ("list -f ids", &[0, 3][..]),
            ("check -f json", &[0, 1, 3]),
            ("report", &[0, 3]),
            ("show two", &[0, 3]),
            ("report -f html", &[0, 3]),
            ("update two --by o --note n", &[0, 4]),
        ] {
            let output = run(&format!("duban {command}"), folder.path());
            let said = String::from_utf8_lossy(&output.stderr);
            let ends = output.status.code().is_some_and(|code| codes.contains(&code));
            assert!(ends && !said.contains("panicked"), "{name}: {command}: {:?} {said:.2000}", output.status);
            if command == "list -f ids" {
                assert!(output.stdout.starts_with(b"two\n"), "{name}: {}", String::from_utf8_lossy(&output.stdout));
            }
        }
        let after = fs::read_to_string(folder.path().join("measures.toml")).expect("it is UTF-8");
        assert!(
            after == before
                || after.replace("\n[[measure.two.update]]\ndate = 2026-01-15\nby = \"o\"\nnote = \"n\"\n", "")
                    == before,
            "{name}"
        );
    }
}

//! Messages cannot be forged: whatever ids, names, texts and arguments hold, no message begins a line with it or lets it act
//! on a terminal.

mod common;

use std::fs;

use common::run;

/// What every text of the ledger begins with: breaks of every sort before words that would pass for a message.
const BREAKS: [&str; 4] = ["\n", "\n  ", "\r\n", "\u{2028}"];

/// A ledger whose every id, name and text is hostile, in a form that TOML takes. What is wrong with it makes messages, too.
fn ledger(end: &str) -> String {
    let hostile = |name: &str| {
        let text = format!("{name}{end}FORGED: \u{1b}[2J{name}");
        text.chars()
            .map(|c| if c.is_control() || c == '\u{2028}' { format!("\\u{:04x}", u32::from(c)) } else { c.to_string() })
            .collect::<String>()
    };
    let q = |name: &str| format!("\"{}\"", hostile(name));
    format!(
        "format = 1\n[reply]\nnumber = {n}\ntitle = {t}\ndate = 2024-01-01\nlead = {ghost}\n\n\
         [org.{o}]\nname = {o}\nshort = {x}\n\n[org.{p}]\nname = {o}\nshort = {x}\n\n\
         [evidence.{e}]\ntitle = {t}\npublisher = {o}\npublished = 2024-02-01\n\n\
         [measure.{a}]\ntitle = {t}\nkind = \"deliverable\"\nstatus = {x}\nowner = {o}\ntags = [{x}, {x}]\ndue = 2025-01-01\n{x} = 1\n\n\
         [[measure.{a}.item]]\nname = {i}\n\n[[measure.{a}.item]]\nname = {i}\n\n\
         [[measure.{a}.update]]\ndate = 2024-03-01\nby = {o}\nstatus = \"done\"\nnote = {t}\nevidence = [{ghost}]\nitems = {{ {ghost} = \"done\" }}\n\n\
         [measure.{b}]\ntitle = {t}\nkind = \"recurring\"\nevery = \"year\"\nrelated = [{ghost}, {b}]\n",
        n = q("9"),
        t = q("title"),
        ghost = q("ghost"),
        o = q("o"),
        p = q("p"),
        x = q("x"),
        e = q("e"),
        a = q("a"),
        b = q("b"),
        i = q("item"),
    )
}

#[test]
fn no_message_lets_a_text_begin_a_line_or_act_on_the_terminal() {
    for end in BREAKS {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let write = |text: &str| fs::write(folder.path().join("measures.toml"), text).expect("the folder is ours");
        write(&ledger(end));
        // The shell holds what the ledger's ids hold.
        let prelude = format!(
            "b=$(printf '{}_'); b=${{b%_}}\n",
            end.replace('\n', "\\n").replace('\r', "\\r").replace('\u{2028}', "\\342\\200\\250")
        );
        let hostile = |name: &str| format!("\"{name}${{b}}FORGED: $(printf '\\033')[2J{name}\"");
        let (a, b, o, p, ghost, item) =
            (hostile("a"), hostile("b"), hostile("o"), hostile("p"), hostile("ghost"), hostile("item"));
        let commands = [
            "duban list".to_owned(),
            "duban check".to_owned(),
            "duban check --fix".to_owned(),
            format!("duban show {ghost}"),
            "duban show a".to_owned(),
            "duban show FORGED".to_owned(),
            format!("duban list owner:{ghost} {ghost}:1"),
            format!("duban list --where {ghost}"),
            format!("duban list --fields {ghost}"),
            format!("duban list -f {ghost}"),
            format!("duban list --as-of {ghost}"),
            format!("duban {ghost}"),
            format!("duban -l {ghost} list"),
            format!("duban check {ghost}"),
            format!("duban explain {ghost}"),
            format!("duban report {ghost}"),
            format!("duban update {a} --by {o} --note x"),
            format!("duban update {a} --by {o} --note x --force --date 2024-02-01 --status done"),
            format!("duban update {a} --by {o} --note x --force --item {item}=done"),
            format!("duban update {a} --by {o} --note x --item {ghost}=done"),
            format!("duban update {a} --by {o} --note x --item {item}={ghost}"),
            format!("duban update {a} --by {ghost} --note x"),
            format!("duban update {a} --by \"x${{b}}FORGED: $(printf '\\033')[2Jx\" --note x"),
            format!("duban update {a} --by {o} --note x --evidence {ghost}"),
            format!("duban update {a} {b} --by {o} --note x --period {ghost}"),
            format!("duban update {b} --by {o} --note x --period {ghost}"),
            format!("duban verify {a} --by {o} --result confirmed --method phone"),
            format!("duban verify {a} --by {p} --result confirmed --method phone"),
            format!("duban verify {b} --by {p} --result confirmed --method phone --force"),
            format!("duban extend {a} --to 2026-01-01 --reason x --by {o} --force"),
            format!("duban extend {a} --to 2026-01-01 --reason x --by {o} --force --date 2024-02-01"),
            format!("duban extend {b} --to 2026-01-01 --reason x --by {o}"),
            format!("duban set {a} {ghost}=1"),
            format!("duban set {a} note={ghost}"),
            format!("duban set {a} related+={ghost} --force"),
            format!("duban set {a} owner={ghost}"),
            format!("duban set {a} status=done"),
            format!("duban set {a} due=2029-01-01"),
            format!("duban set {a} kind={ghost}"),
            format!("duban set org.{o} name={ghost} --force"),
            format!("duban set org.{ghost} name=x"),
            format!("duban add {ghost} title=x kind=deliverable"),
            format!("duban org add fine name={o}"),
            format!("duban evidence add fine title={ghost} publisher={ghost} published=2024-02-02"),
            format!("duban init -l {ghost}/x number={ghost} title={ghost} date=2024-01-01 lead={ghost}"),
            format!("duban init -l new.toml number={ghost} title={ghost} date=2024-01-01 lead={ghost}"),
            // What the shell says of an editor that is not there is the shell's.
            format!("EDITOR={ghost} duban edit {a} 2>&1 | sed '/^sh: /d' >&2"),
            format!("EDITOR='sed -i s/2024-03-01/x/' duban edit {a} 2>&1 | sed '/kept in/d' >&2"),
            format!("duban export -f {ghost}; duban export -o {ghost}; duban export --by {ghost} -f xlsx"),
            format!("printf 'id,%s,progress now,fingerprint\n\"%s\",x,x,x\n' {ghost} {ghost} | duban import -"),
            format!(
                "printf 'id,said on,progress now\n\"%s\",\"%s\",\"%s\"\n' {ghost} {ghost} {ghost} | duban import - --take {ghost}"
            ),
            format!(
                "printf 'id,progress now,said by,said on,evidence: title,fingerprint\n\"%s\",\"%s\",\"%s\",2024-02-02,\"%s\",x\n' {a} {ghost} {ghost} {ghost} > {ghost}.csv; \
                 duban import {ghost}.csv; duban import {ghost}.csv --take all --force; rm {ghost}.csv"
            ),
            format!("duban check -A {ghost}; duban check --against {ghost}; duban check --before {ghost}"),
        ];
        for command in commands {
            for lang in ["en", "zh"] {
                let output = run(
                    &format!(
                        "export LC_ALL={}\n{prelude}{command}",
                        if lang == "zh" { "zh_CN.UTF-8" } else { "C.UTF-8" }
                    ),
                    folder.path(),
                );
                let said = String::from_utf8_lossy(&output.stderr);
                let begins = |line: &str| line.trim_start().trim_start_matches("`").starts_with("FORGED");
                assert!(!said.lines().any(begins), "{command} ({end:?}):\n{said}");
                assert!(!said.contains(['\u{1b}', '\r', '\u{2028}']), "{command} ({end:?}):\n{said:?}");
            }
        }
    }
}

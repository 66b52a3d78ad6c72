//! JUnit XML: a suite for each ledger, a case for each rule that was asked, failed when it found what the run fails on.
//!
//! Source: the schema that Jenkins publishes for its `junit` plugin, which is the common one.

use std::{
    collections::{BTreeSet, HashMap},
    io,
};

use quick_xml::{
    Writer,
    events::{BytesDecl, BytesText, Event},
};

use super::{one_line, with_help};
use crate::{
    lang::{Lang, visible},
    page::{Diagnostic, Diagnostics, Rule},
    render::Screen,
};

/// The findings by file and rule.
type Found<'a> = HashMap<(&'a str, &'static str), Vec<&'a Diagnostic>>;

/// The suites.
pub fn draw(all: &Diagnostics, screen: &Screen) -> String {
    let mut found: Found<'_> = HashMap::new();
    for item in &all.items {
        found.entry((&item.spot.file, item.rule.id)).or_default().push(item);
    }
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    write(&mut writer, all, &found, screen.lang).expect("memory takes every report");
    let xml = String::from_utf8(writer.into_inner()).expect("UTF-8 went in");
    format!("{xml}\n")
}

fn write(writer: &mut Writer<Vec<u8>>, all: &Diagnostics, found: &Found<'_>, lang: Lang) -> io::Result<()> {
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    // A ledger that is gone has a suite, too.
    let mut files: Vec<&str> = all.files.iter().map(String::as_str).collect();
    let gone: BTreeSet<&str> = found.keys().map(|(file, _)| *file).filter(|file| !files.contains(file)).collect();
    files.extend(gone);
    let (tests, failures) = (files.len() * all.rules.len(), found.values().filter(|own| fails(own)).count());
    let counts = [("tests", tests.to_string()), ("failures", failures.to_string())];
    let suites = writer.create_element("testsuites").with_attribute(("name", "duban check"));
    let suites = suites.with_attributes(counts.iter().map(|(key, n)| (*key, n.as_str())));
    suites
        .write_inner_content(|writer| files.iter().try_for_each(|file| suite(writer, file, &all.rules, found, lang)))?;
    Ok(())
}

fn fails(found: &[&Diagnostic]) -> bool {
    found.iter().any(|item| item.fails)
}

fn suite(
    writer: &mut Writer<Vec<u8>>,
    file: &str,
    rules: &[&'static Rule],
    found: &Found<'_>,
    lang: Lang,
) -> io::Result<()> {
    let of = |rule: &Rule| found.get(&(file, rule.id)).map(Vec::as_slice).unwrap_or_default();
    let failures = rules.iter().filter(|rule| fails(of(rule))).count().to_string();
    let tests = rules.len().to_string();
    let name = visible(file);
    let suite = writer.create_element("testsuite").with_attributes([
        ("name", &*name),
        ("tests", &tests),
        ("failures", &failures),
        ("errors", "0"),
    ]);
    suite.write_inner_content(|writer| rules.iter().try_for_each(|rule| case(writer, rule, &name, of(rule), lang)))?;
    Ok(())
}

fn case(writer: &mut Writer<Vec<u8>>, rule: &Rule, file: &str, found: &[&Diagnostic], lang: Lang) -> io::Result<()> {
    let class = format!("{}.{file}", rule.lane.word);
    let case = writer.create_element("testcase").with_attributes([("name", rule.id), ("classname", &*class)]);
    if found.is_empty() {
        case.write_empty()?;
        return Ok(());
    }
    let lines = |fails: bool| {
        let lines =
            found.iter().filter(|item| item.fails == fails).map(|item| visible(&one_line(item, lang)).into_owned());
        lines.collect::<Vec<_>>().join("\n")
    };
    case.write_inner_content(|writer| {
        if let Some(item) = found.iter().find(|item| item.fails) {
            let message = visible(&with_help(item, lang)).into_owned();
            let failure = writer.create_element("failure");
            let failure = failure.with_attributes([("message", &*message), ("type", item.level.word)]);
            failure.write_text_content(BytesText::new(&lines(true)))?;
        }
        let others = lines(false);
        if !others.is_empty() {
            writer.create_element("system-out").write_text_content(BytesText::new(&others))?;
        }
        Ok(())
    })?;
    Ok(())
}

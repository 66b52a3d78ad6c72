//! The Word file: what it is made of, that it holds every word of the page, and that no text breaks it.

#[path = "common/laws.rs"]
mod laws;

use std::{
    collections::{HashMap, HashSet},
    io::{Cursor, Read as _},
};

use duban::{
    lang::{Lang, text, visible},
    model::{Ledger, Source},
    page::{Bar, Block, Column, Fit, Group, Line, Mark, Marked, Page, Share, Sign, Table, Tone, Value},
    query::rows,
    render::docx::document,
    report::{Asked, report},
    store::read::read,
};
use laws::tried;
use proptest::prelude::*;
use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

const LEDGER: &str = include_str!("fixtures/sample/measures.toml");
const DAY: &str = "2026-01-15";

fn file(pages: &[Page], lang: Lang) -> Vec<u8> {
    document(pages, DAY.parse().expect("a day"), lang).expect("it is small")
}

/// The parts of a file by their names.
fn parts(bytes: &[u8]) -> HashMap<String, String> {
    let mut file = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip file");
    let names: Vec<String> = file.file_names().flatten().map(|name| name.into_owned()).collect();
    let mut part = |name: &String| {
        let mut text = String::new();
        file.by_name(name).expect("it is listed").read_to_string(&mut text).expect("UTF-8");
        (name.clone(), text)
    };
    names.iter().map(&mut part).collect()
}

/// What an element has of an attribute.
fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.attributes().flatten().find(|own| own.key.as_ref() == name)?;
    Some(found.value.to_string())
}

/// Every element that begins in a part, in order, and the text of `w:t` paragraph by paragraph. Broken XML fails.
fn walked(part: &str) -> (Vec<BytesStart<'static>>, Vec<String>) {
    let mut reader = Reader::from_str(part);
    reader.config_mut().check_end_names = true;
    let (mut tags, mut lines, mut in_text) = (Vec::new(), Vec::new(), false);
    loop {
        match reader.read_event().expect("it is well-formed") {
            Event::Start(tag) | Event::Empty(tag) => {
                match tag.name().as_ref() {
                    "w:p" => lines.push(String::new()),
                    "w:t" => in_text = true,
                    "w:br" => lines.last_mut().expect("a break stands in a paragraph").push('\n'),
                    _ => {}
                }
                tags.push(tag.into_owned());
            }
            Event::End(tag) if tag.name().as_ref() == "w:t" => in_text = false,
            Event::Text(own) if in_text => lines.last_mut().expect("text stands in a paragraph").push_str(&own),
            Event::GeneralRef(own) if in_text => {
                let sign = match own.as_ref() {
                    "lt" => '<',
                    "gt" => '>',
                    "amp" => '&',
                    "apos" => '\'',
                    "quot" => '"',
                    _ => char::REPLACEMENT_CHARACTER,
                };
                lines.last_mut().expect("text stands in a paragraph").push(sign);
            }
            Event::Eof => return (tags, lines),
            _ => {}
        }
    }
}

fn bulletin(lang: Lang) -> Page {
    bulletin_of(LEDGER, lang)
}

fn bulletin_of(ledger: &str, lang: Lang) -> Page {
    let ledger: Ledger = read(Source::new("measures.toml", ledger.to_owned()));
    let rows = rows([&ledger], DAY.parse().expect("a day"));
    let asked = Asked { rows: &rows, as_of: DAY.parse().expect("a day"), since: "2025-02-01".parse().ok() };
    (report("bulletin").expect("there is one").make)(&asked).page(lang)
}

#[test]
fn the_parts_name_each_other() {
    for lang in [Lang::Zh, Lang::En] {
        let parts = parts(&file(&[bulletin(lang)], lang));
        let types = &parts["[Content_Types].xml"];
        for (name, text) in &parts {
            walked(text);
            assert!(
                name.ends_with(".rels") || *name == "[Content_Types].xml" || types.contains(&format!("\"/{name}\""))
            );
        }
        for (folder, rels) in [("", "_rels/.rels"), ("word/", "word/_rels/document.xml.rels")] {
            for tag in walked(&parts[rels]).0 {
                let target = attribute(&tag, "Target");
                assert!(target.is_none_or(|target| parts.contains_key(&format!("{folder}{target}"))), "{tag:?}");
            }
        }
        let (styles, _) = walked(&parts["word/styles.xml"]);
        let known: HashSet<String> = styles.iter().filter_map(|tag| attribute(tag, "w:styleId")).collect();
        let (body, _) = walked(&parts["word/document.xml"]);
        let used = body.iter().filter(|tag| ["w:pStyle", "w:tblStyle"].contains(&tag.name().as_ref()));
        let used: HashSet<String> = used.filter_map(|tag| attribute(tag, "w:val")).collect();
        assert!(used.is_subset(&known), "{used:?}");
        for style in ["Title", "Heading1", "Heading2", "ListBullet", "Caption", "TableGrid"] {
            assert!(used.contains(style), "{style}");
        }
        assert!(parts["docProps/core.xml"].contains("2026-01-15T00:00:00Z"), "the only time is the day");
    }
}

#[test]
fn headings_stand_on_every_page_and_wide_tables_lie_across() {
    let parts = parts(&file(&[bulletin(Lang::Zh)], Lang::Zh));
    let (tags, lines) = walked(&parts["word/document.xml"]);
    let count = |name: &str| tags.iter().filter(|tag| tag.name().as_ref() == name).count();
    assert_eq!((count("w:tbl"), count("w:tblHeader")), (5, 5));
    // The text, then five annexes: all commitments and the extensions are wide.
    let sheets: Vec<_> = tags.iter().filter(|tag| tag.name().as_ref() == "w:pgSz").collect();
    let lies: Vec<bool> = sheets.iter().map(|tag| attribute(tag, "w:orient").is_some()).collect();
    assert_eq!(lies, [false, true, false, false, true, false]);
    assert!(
        lines.iter().any(|line| line == "一、总体情况") && lines.iter().any(|line| line == "（一）进展中提出的问题")
    );
    // No table is wider than its sheet.
    for (at, tag) in tags.iter().enumerate().filter(|(_, tag)| tag.name().as_ref() == "w:tblW") {
        let sheet = tags[at..].iter().find(|tag| tag.name().as_ref() == "w:pgSz").expect("a section ends");
        let number = |tag, name| attribute(tag, name).and_then(|own| own.parse::<usize>().ok()).expect("a number");
        assert!(number(tag, "w:w") <= number(sheet, "w:w"));
    }
}

#[test]
fn no_cell_of_the_bulletin_is_blank() {
    let odd = include_str!("cases/report/bulletin-words-of-others/in/measures.toml");
    let bare = "\n[measure.bare]\ndue = 2025-01-01\n[[measure.bare.update]]\nnote = ' '\nproblem = ''\n[[measure.bare.extension]]\n";
    for ledger in [LEDGER, &format!("{odd}{bare}")] {
        for lang in [Lang::Zh, Lang::En] {
            for block in bulletin_of(ledger, lang).blocks {
                let (Block::Table(table) | Block::Titled(_, table)) = block else { continue };
                for (column, value) in table.rows.iter().flat_map(|row| table.columns.iter().zip(row)) {
                    assert!(!value.label(lang).trim().is_empty(), "{} of {:?}", column.key, table.rows);
                }
            }
        }
    }
}

/// A page with a text in every place that holds one.
fn filled(own: &str) -> Page {
    let column = |key, number| Column { key, label: text("列", "column"), fit: Fit::Shrink, number };
    let value = || Value::Text(own.to_owned());
    let table = Table {
        columns: vec![column("a", false), column("b", true)],
        rows: vec![vec![value(), value()]],
        groups: vec![Group { value: value(), start: 0, len: 1, total: 1 }],
    };
    let mark = Mark { text: own.to_owned(), label: own.to_owned(), is_strong: true, sign: '#', ..Mark::default() };
    let share = Share { label: own.to_owned(), n: 1, tone: Tone::Bad, fill: 'x' };
    let mut page = Page::new(own);
    for block in [
        Block::Heading(own.to_owned()),
        Block::Subheading(own.to_owned()),
        Block::Text(own.into()),
        Block::Items(vec![Line::default().add(own, Tone::Strong)]),
        Block::Facts(vec![(own.to_owned(), own.into())]),
        Block::Code(own.to_owned()),
        Block::Bar(Bar { shares: vec![share] }),
        Block::Annex(own.to_owned()),
        Block::Titled(own.to_owned(), table.clone()),
        Block::Table(table),
        Block::Marked(Marked {
            lines: vec![vec![mark]],
            legend: vec![Sign { sign: '#', label: own.to_owned(), tone: Tone::Good }],
        }),
    ] {
        page.push(block);
    }
    page
}

#[test]
fn what_no_xml_can_hold_becomes_visible() {
    let parts = parts(&file(&[filled("<b>&\u{0}\u{b}\u{fffe}\u{202e}]]>")], Lang::En));
    let (_, lines) = walked(&parts["word/document.xml"]);
    let seen = lines.iter().filter(|line| line.contains(r"<b>&\u{0}\u{b}\u{fffe}\u{202e}]]>")).count();
    assert_eq!(seen, 18, "{lines:?}");
}

proptest! {
    #![proptest_config(tried())]

    #[test]
    fn no_text_breaks_the_file_and_all_of_it_is_there(own in "\\PC*|[<>&\"'\u{0}-\u{20}\u{ffff}风]*") {
        let page = [filled(&own)];
        let bytes = file(&page, Lang::Zh);
        prop_assert_eq!(&bytes, &file(&page, Lang::Zh));
        let parts = parts(&bytes);
        let (_, lines) = walked(&parts["word/document.xml"]);
        let shown = |line: &str| visible(line.trim_end_matches('\r')).into_owned();
        let title = own.split('\n').map(shown).collect::<Vec<_>>().join("\n");
        prop_assert_eq!(&lines[0], &title);
        walked(&parts["docProps/core.xml"]);
    }
}

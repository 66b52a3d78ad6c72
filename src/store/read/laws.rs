//! Laws of reading, on arbitrary documents.

use std::sync::Arc;

use proptest::prelude::*;
use toml::de::DeTable;

use super::{keep::Keep, parse, read, read_again, read_only};
use crate::{
    laws::tried,
    model::{Collection, Document, Ledger, Source, reading},
};

/// Lines from which odd documents are made: headers, keys, strings that look like headers, forms that cannot be cut.
fn line() -> impl Strategy<Value = String> {
    let id = || prop::sample::select(vec!["a", "b", "\"c d\"", "'e'"]);
    let record = || prop::sample::select(vec!["measure", "org", "evidence", "indicator"]);
    prop_oneof![
        4 => (record(), id()).prop_map(|(record, id)| format!("[{record}.{id}]")),
        2 => id().prop_map(|id| format!("[[measure.{id}.update]]")),
        1 => id().prop_map(|id| format!("  [ measure . {id} ]  # 注")),
        1 => prop::sample::select(vec!["[reply]", "[[reply.passage]]", "[measure]", "[other.x]", "[[other.y]]"]).prop_map(str::to_owned),
        4 => (prop::sample::select(vec!["title", "note", "date", "kind", "tags", "odd"]), 0..9_u8).prop_map(|(key, n)| format!("{key} = {n}")),
        2 => prop::sample::select(vec![
            "title = \"甲\"", "kind = \"standing\"", "date = 2024-02-29", "by = 'x' # 注", "measure.z.title = \"t\"",
            "measure = { y = { title = 't' } }", "format = 1", "a.title = '点'", "tags = [\"x\",\n  'y', # 注\n]",
            "note = \"\"\"\n[measure.a]\ntitle = 'no'\n\"\"\"", "note = '''\n[[measure.b.update]]\n'''", "span = [\n[1, 2],\n[3, 4]\n]",
            "x = [\n['q']\n]", "", "# [measure.a]", "\t# 注", "tags = [\n[\"x\"]\n]", "update = []", "item = [{ name = 'x' }]",
            "[ measure.a.update ]", "[measure.a.update]", "[[measure.a]]", "[\"me\\u0061sure\".b]", "[[measure.b.item]]\nname = 'x'",
            "[[measure.b.verification]]", "[[measure.a.title]]", "\u{feff}[measure.b]",
        ]).prop_map(str::to_owned),
        6 => entry(),
    ]
}

/// Keys of measures and updates, values in every spelling, and ends of lines, some of which belong to none.
const KEYS: &[&str] =
    &["title", "en", "due", "kind", "owner", "tags", "span", "quantity", "status", "by", "evidence", "items", "date"];
const VALUES: &[&str] = &[
    "'甲'",
    "\"甲\"",
    "\"\"",
    "''",
    "\"a\\n\"",
    "\"\"\"a\"\"\"",
    "'''\n[measure.a]'''",
    "\"a\u{7}\"",
    "'\u{7f}'",
    "\"a\tb\"",
    "\"open",
    "'[measure.b]'",
    "0",
    "7",
    "007",
    "1_0",
    "+1",
    "0x1f",
    "4294967296",
    "1.5",
    "true",
    "2024-02-29",
    "2023-02-29",
    "0000-01-01",
    "2024-02-29T10:00:00",
    "2024-02-29 10:00:00",
    "20240-1-1",
    "'standing'",
    "\"on-hold\"",
    "'no-such-word'",
    "[]",
    "[1, 2]",
    "[[1, 2]]",
    "[[2, 1]]",
    "[[1, 2, 3]]",
    "[ 'a' , \"b\" , ]",
    "['a' 'b']",
    "[,]",
    "['a', # ]\n  'b'\n]",
    "{ a = 'done' }",
    "['a',\n\n]",
    "[[\n1,2],[3\n,4]]",
    "['a', 1]",
    "[\n['x']\n]",
];
const ENDS: &[&str] = &["", " ", "\t# 注", "# a", "#\u{1}", " x", "\r"];

fn entry() -> impl Strategy<Value = String> {
    let one_of = prop::sample::select::<&str>;
    let end = prop_oneof![1 => Just(""), 1 => one_of(ENDS)];
    (one_of(KEYS), one_of(VALUES), end).prop_map(|(key, value, end)| format!("{key} = {value}{end}"))
}

fn document() -> impl Strategy<Value = String> {
    let ends = prop::sample::select(vec!["\n", "\r\n"]);
    (prop::collection::vec(line(), 0..14), ends, any::<bool>(), any::<bool>()).prop_map(|(lines, end, mark, last)| {
        let text = lines.join("\n").replace('\n', end);
        format!("{}{text}{}", if mark { "\u{feff}" } else { "" }, if last { end } else { "" })
    })
}

/// Records of distinct ids with clean keys: what almost every ledger looks like, so that cutting is what is tested.
fn plain_document() -> impl Strategy<Value = String> {
    records(prop_oneof![3 => plain_key(), 1 => Just("title = \"\"\"\n[measure.x]\n\"\"\"".to_owned())])
}

/// The same without the string that looks like a header: one is enough for all of a text to be parsed whole.
fn cut_document() -> impl Strategy<Value = String> {
    records(plain_key())
}

fn plain_key() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z]{1,4}".prop_map(|text| format!("note = \"{text}\"")),
        Just("date = 2024-01-01".to_owned()),
        Just("tags = [\n  'a',\n]".to_owned()),
    ]
}

fn records(key: impl Strategy<Value = String>) -> impl Strategy<Value = String> {
    prop::collection::vec((key, any::<bool>()), 1..12).prop_map(|records| {
        let record = |(n, (key, with_update)): (usize, &(String, bool))| {
            let update = if *with_update { format!("[[measure.m{n}.update]]\nby = 'o'\n") } else { String::new() };
            format!("[measure.m{n}]\n{key}\n{update}\n")
        };
        records.iter().enumerate().map(record).collect()
    })
}

fn same_as_whole(text: &str) -> Result<(), TestCaseError> {
    let text = &Arc::new(text.to_owned());
    let (_, errors) = DeTable::parse_recoverable(text);
    if errors.is_empty() {
        let readings = [1, 2, 5].into_iter().filter_map(|parts| parse::in_pieces(text, parts, Keep::default()));
        for read in readings.chain([parse::document(text, Keep::default())]) {
            same(read, parse::whole(text))?;
        }
    } else {
        // What the parser refuses is never taken: its errors are told.
        prop_assert!([1, 2, 5].into_iter().all(|parts| parse::in_pieces(text, parts, Keep::default()).is_none()));
    }
    Ok(())
}

fn same(read: parse::Read, whole: parse::Read) -> Result<(), TestCaseError> {
    let parse::Read { mut document, mut findings, .. } = read;
    let parse::Read { document: mut whole, findings: mut of_whole, .. } = whole;
    for collection in Collection::ALL {
        document.shelf_mut(collection).settle(false);
        whole.shelf_mut(collection).settle(false);
    }
    findings.sort_by_key(|finding| (finding.span, finding.rule));
    of_whole.sort_by_key(|finding| (finding.span, finding.rule));
    prop_assert_eq!(&document, &whole);
    // Records are equal wherever they stand, but their places have to be the same, too.
    let shown = |of: &Document| {
        let books = (of.org.to_vec(), of.evidence.to_vec(), of.indicator.to_vec(), of.measure.to_vec());
        format!("{:?} {:?} {:?} {:?} {books:?}", of.format, of.reply, of.clock, of.check)
    };
    prop_assert_eq!(shown(&document), shown(&whole));
    prop_assert_eq!(findings, of_whole);
    Ok(())
}

/// Everything that is known of a ledger, with its places.
fn known(ledger: &Ledger) -> String {
    let Document { format, reply, clock, check, org, evidence, indicator, measure, .. } = &ledger.document;
    let books = (org.to_vec(), evidence.to_vec(), indicator.to_vec(), measure.to_vec());
    let Ledger { findings, broken, pieces, passed, .. } = ledger;
    format!("{format:?} {reply:?} {clock:?} {check:?} {books:?} {findings:?} {broken:?} {pieces:?} {passed:?}")
}

/// The header of an update of the measure before it.
const GOES_ON: &str = "[[measure.ID.update]]";

fn ledger(text: &str) -> Source {
    Source::new("x.toml", text.to_owned())
}

proptest! {
    #![proptest_config(tried())]

    #[test]
    fn who_keeps_a_few_measures_knows_of_the_others_what_they_need(text in prop_oneof![document(), plain_document()]) {
        let few = read_only(ledger(&text), &|id| ["a", "m1", "m4"].contains(&id));
        let all = read(ledger(&text));
        prop_assert_eq!(few.is_whole(), all.is_whole());
        for collection in Collection::ALL {
            prop_assert_eq!(few.ids(collection), all.ids(collection));
        }
        for measure in few.measures().iter() {
            let own = format!("{measure:?}");
            let is_known = all.measures().iter().any(|other| format!("{other:?}") == own);
            prop_assert!(is_known);
        }
        prop_assert!(few.passed.iter().all(|passed| !["a", "m1", "m4"].contains(&&*passed.id.value)));
        prop_assert!(few.findings.iter().all(|finding| all.findings.contains(finding)));
    }

    #[test]
    fn reading_again_equals_reading_anew(
        text in prop_oneof![document(), plain_document(), cut_document()],
        (from, length, new) in (any::<prop::sample::Index>(), 0..40_usize, prop_oneof![line(), ".{0,4}", Just(String::new()), Just(GOES_ON.to_owned())]),
        (ends, is_header) in any::<(bool, bool)>(),
    ) {
        // What ends a record is the header behind it, so that is what changes as often as not.
        let headers: Vec<usize> = text.match_indices("\n[").map(|(end, _)| end + 1).filter(|_| is_header).collect();
        let (from, length) = match &headers[..] {
            [] => (from.index(text.len() + 1), length),
            headers => {
                let from = *from.get(headers);
                (from, text[from..].find('\n').map_or(text.len() - from, |end| end + 1))
            }
        };
        let from = text.floor_char_boundary(from);
        let to = text.ceil_char_boundary((from + length).min(text.len()));
        let header = text[..from].rsplit_once("[measure.").and_then(|(_, header)| header.split_once([']', '.']));
        let new = new.replace("ID", header.map_or("a", |(id, _)| id));
        let end = if ends { "\n" } else { "" };
        let changed = format!("{}{new}{end}{}", &text[..from], &text[to..]);
        let before = read_only(ledger(&text), &|id| ["a", "m1", "m4"].contains(&id));
        let again = read_again(&before, ledger(&changed));
        let is_kept = |id: &str| before.passed.is_empty() || before.measures().get(id).is_some();
        prop_assert_eq!(known(&again), known(&read_only(ledger(&changed), &is_kept)));
    }

    #[test]
    fn parsing_in_pieces_equals_parsing_whole(text in document()) {
        same_as_whole(&text)?;
    }

    #[test]
    fn cutting_plain_records_equals_parsing_whole(text in plain_document()) {
        same_as_whole(&text)?;
    }

    #[test]
    fn reading_never_panics_and_places_stay_inside(text in prop_oneof![document(), "\\PC*", ".*"]) {
        let ledger = read(Source::new("x.toml", text));
        for finding in &ledger.findings {
            prop_assert!(finding.span.end as usize <= ledger.source.text.len());
            prop_assert!(ledger.source.text.is_char_boundary(finding.span.start as usize));
            ledger.source.place(finding.span.start as usize);
        }
    }

    #[test]
    fn an_error_in_one_record_hides_no_other(text in plain_document(), at in any::<prop::sample::Index>()) {
        let whole = read(Source::new("x.toml", text.clone()));
        let headers: Vec<usize> = text.match_indices("[measure.m").map(|(at, _)| at).collect();
        let end = text[headers[at.index(headers.len())]..].find('\n').map_or(text.len(), |end| headers[at.index(headers.len())] + end + 1);
        let broken = format!("{}odd line\n{}", &text[..end], &text[end..]);
        let broken = read(Source::new("x.toml", broken));
        prop_assert_eq!(broken.measures().len(), whole.measures().len());
        prop_assert!(broken.findings.iter().any(|finding| finding.rule == reading::TOML_SYNTAX));
    }
}

#[test]
fn a_key_alone_is_taken_as_the_parser_takes_it() {
    for (key, value) in KEYS.iter().flat_map(|key| VALUES.iter().map(move |value| (key, value))) {
        for (header, end) in
            ["", "[[measure.a.update]]\n"].iter().flat_map(|header| ENDS.iter().map(move |end| (header, end)))
        {
            let text = format!("[measure.a]\n{header}{key} = {value}{end}\n");
            assert_eq!(same_as_whole(&text).map_err(|error| error.to_string()), Ok(()), "{text:?}");
        }
    }
}

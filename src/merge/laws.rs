//! Laws of merging, on ledgers that two sides changed at will.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::{Marks, Merged, Piece, Side, merge, proof::is_readable};
use crate::{
    laws::tried,
    model::{Ledger, Source},
    store::read::read,
};

/// A measure of a made-up ledger.
#[derive(Clone, Debug, PartialEq)]
struct Made {
    id: String,
    fields: BTreeMap<&'static str, String>,
    tags: Vec<String>,
    /// List, date, words, the status that it gives.
    entries: Vec<(&'static str, u8, String, Option<&'static str>)>,
    remark: Option<String>,
    way: Way,
}

/// How the entries of a measure are written.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Way {
    /// Under headers below it.
    Below,
    /// Under headers at the end of the file.
    Apart,
    /// Behind a key.
    Inline,
}

impl Made {
    fn new(id: String) -> Self {
        let fields = BTreeMap::from([("title", format!("'{id}'")), ("kind", "'standing'".to_owned())]);
        Self { id, fields, tags: Vec::new(), entries: Vec::new(), remark: None, way: Way::Below }
    }

    /// Its lines, and those at the end of the file.
    fn text(&self) -> [String; 2] {
        let Self { id, fields, tags, entries, remark, way } = self;
        let mut text = remark.as_ref().map_or(String::new(), |remark| format!("# {remark}\n"));
        text.push_str(&format!("[measure.{id}]\n"));
        fields.iter().for_each(|(key, value)| text.push_str(&format!("{key} = {value}\n")));
        if !tags.is_empty() {
            text.push_str(&format!("tags = {tags:?}\n"));
        }
        let keys = |(_, day, words, status): &(&str, u8, String, Option<&str>)| {
            let status = status.map(|status| format!("status = \"{status}\""));
            let date = format!("date = 2025-01-{day:02}");
            [Some(date), Some("by = 'o'".to_owned()), status, Some(format!("note = '{words}'"))]
        };
        let mut headed = String::new();
        for list in ["update", "verification"] {
            let own =
                entries.iter().filter(|(other, ..)| *other == list).map(|entry| keys(entry).into_iter().flatten());
            if *way == Way::Inline {
                let tables: Vec<String> =
                    own.map(|keys| format!("{{ {} }}", keys.collect::<Vec<_>>().join(", "))).collect();
                if !tables.is_empty() {
                    text.push_str(&format!("{list} = [{}]\n", tables.join(", ")));
                }
                continue;
            }
            for keys in own {
                headed.push_str(&format!("\n[[measure.{id}.{list}]]\n"));
                keys.for_each(|key| headed.push_str(&(key + "\n")));
            }
        }
        if *way == Way::Apart { [text + "\n", headed] } else { [text + &headed + "\n", String::new()] }
    }
}

fn text(made: &[Made]) -> String {
    let head = "# 虚构\nformat = 1\n\n[reply]\nnumber = '9'\ntitle = 't'\ndate = 2024-01-01\n\n";
    let parts: Vec<[String; 2]> = made.iter().map(Made::text).collect();
    let of = |at: usize| parts.iter().map(|part| part[at].as_str()).collect::<String>();
    head.to_owned() + &of(0) + &of(1)
}

/// What somebody does: which of several things, to which measure, and with what.
type Deed = (u8, u8, u8);

/// Enters only, so that nothing may be lost.
const ENTERS: std::ops::Range<u8> = 0..7;
/// Everything.
const ANYTHING: std::ops::Range<u8> = 0..13;

const STATUSES: [&str; 3] = ["in-progress", "on-hold", "done"];

fn done(made: &[Made], deeds: &[Deed], who: &str) -> Vec<Made> {
    let mut made = made.to_vec();
    for (nth, (deed, whom, what)) in deeds.iter().enumerate() {
        let (len, name) = (made.len(), format!("{who}{nth}"));
        if len == 0 || *deed == 4 {
            made.insert(usize::from(*whom) % (len + 1), Made::new(name));
            continue;
        }
        let at = usize::from(*whom) % len;
        let own = &mut made[at];
        match deed {
            0..=3 => {
                let list = if *deed == 3 { "verification" } else { "update" };
                let day = what % 28 + 1;
                let status = (*deed == 1).then(|| STATUSES[usize::from(*what) % 3]);
                if let Some(status) = status {
                    own.fields.insert("status", format!("'{status}'"));
                }
                let place = own.entries.iter().position(|(_, other, ..)| *other > day).unwrap_or(own.entries.len());
                own.entries.insert(place, (list, day, format!("{}: {name}", own.id), status));
            }
            5 => own.tags.push(name),
            6 => own.remark = Some(format!("{}{name}", own.remark.clone().unwrap_or_default())),
            7 => drop(own.fields.insert("note", format!("'{}'", what % 4))),
            8 => drop(own.fields.remove("note")),
            9 => drop(made.remove(at)),
            10 => made.swap(at, usize::from(*what) % len),
            11 => own.way = [Way::Below, Way::Apart, Way::Inline][usize::from(*what) % 3],
            _ => {
                let entries = own.entries.len();
                if entries > 0 {
                    own.entries[usize::from(*what) % entries].2.push_str(&name);
                }
            }
        }
    }
    made
}

fn deeds(kinds: std::ops::Range<u8>) -> impl Strategy<Value = Vec<Deed>> {
    prop::collection::vec((kinds, any::<u8>(), any::<u8>()), 0..7)
}

/// A ledger and what two sides made of it.
fn three(kinds: std::ops::Range<u8>) -> impl Strategy<Value = [Vec<Made>; 3]> {
    (deeds(0..8), deeds(kinds.clone()), deeds(kinds)).prop_map(|(base, ours, theirs)| {
        let base = done(&(0..3).map(|n| Made::new(format!("m{n}"))).collect::<Vec<_>>(), &base, "b");
        let sides = [(&ours, "o"), (&theirs, "t")].map(|(deeds, who)| done(&base, deeds, who));
        let [ours, theirs] = sides;
        [base, ours, theirs]
    })
}

fn swapped(merged: Merged) -> Merged {
    let swap = |piece| match piece {
        Piece::Conflict { base, ours, theirs } => Piece::Conflict { base, ours: theirs, theirs: ours },
        text @ Piece::Text(_) => text,
    };
    Merged { pieces: merged.pieces.into_iter().map(swap).collect() }
}

/// The words of every entry of a ledger, with its measure.
fn words(ledger: &Ledger) -> Vec<(String, String)> {
    let of = |measure: &crate::model::Named<crate::model::Measure>| {
        let updates = measure.update.iter().filter_map(|entry| entry.note.as_deref());
        let others = measure.verification.iter().filter_map(|entry| entry.note.as_deref());
        updates.chain(others).map(|words| (measure.id.value.to_string(), words.to_owned())).collect::<Vec<_>>()
    };
    let mut all: Vec<_> = ledger.measures().iter().flat_map(of).collect();
    all.sort();
    all
}

fn ledger(text: String) -> Ledger {
    read(Source::new("x.toml", text))
}

/// Lines from which odd texts are made.
fn odd() -> impl Strategy<Value = String> {
    let line = prop::sample::select(vec![
        "[measure.a]",
        "[measure.b]",
        "[[measure.a.update]]",
        "[measure.a.update.items]",
        "[reply]",
        "[[reply.passage]]",
        "title = 't'",
        "title = 'u' # 注",
        "span = [[1, 2]]",
        "span = [0, 3]",
        "tags = ['a', 'b']",
        "tags = [\n  'a', # 注\n]",
        "date = 2024-01-01",
        "date = 2024-01-02",
        "by = 'o'",
        "note = \"\"\"\n[measure.c]\n\"\"\"",
        "note = '\"\"\"'",
        "# 注",
        "",
        "measure.d.title = 'x'",
        "org = { o = { name = 'n' } }",
        "oops",
        "[measure",
        "x = {",
        "update = [{ date = 2024-01-01 }]",
    ]);
    let ends = prop::sample::select(vec!["\n", "\r\n"]);
    (prop::collection::vec(line, 0..10), ends, any::<bool>(), any::<bool>()).prop_map(|(lines, end, mark, last)| {
        let text = lines.join("\n").replace('\n', end);
        format!("{}{text}{}", if mark { "\u{feff}" } else { "" }, if last { end } else { "" })
    })
}

proptest! {
    #![proptest_config(tried())]

    #[test]
    fn the_sides_can_be_swapped([base, ours, theirs] in three(ANYTHING)) {
        let [base, ours, theirs] = [base, ours, theirs].map(|made| text(&made));
        prop_assert_eq!(merge(&base, &ours, &theirs), swapped(merge(&base, &theirs, &ours)));
    }

    #[test]
    fn merging_with_the_base_changes_nothing([base, ours, _] in three(ANYTHING)) {
        let [base, ours] = [base, ours].map(|made| text(&made));
        for merged in [merge(&base, &ours, &base), merge(&base, &base, &ours), merge(&base, &ours, &ours)] {
            prop_assert_eq!(merged, Merged::whole(ours.as_str()));
        }
    }

    #[test]
    fn what_both_sides_enter_arrives_where_it_was_entered([base, ours, theirs] in three(ENTERS)) {
        let [base, ours, theirs] = [base, ours, theirs].map(|made| text(&made));
        let merged = merge(&base, &ours, &theirs);
        for piece in &merged.pieces {
            let Piece::Conflict { ours, theirs, .. } = piece else { continue };
            let is_status = |text: &str| text.starts_with("status = ") && text.lines().count() == 1;
            prop_assert!(is_status(ours) && is_status(theirs), "{}", merged.marked(&MARKS));
        }
        for (side, own) in [(Side::Ours, &ours), (Side::Theirs, &theirs)] {
            let whole = ledger(merged.decided(side));
            prop_assert!(is_readable(&whole.source.text));
            let mut wanted = [words(&ledger(ours.clone())), words(&ledger(theirs.clone()))].concat();
            wanted.sort();
            wanted.dedup();
            // The only contradiction that may be left is a status given twice on one day.
            prop_assert_eq!(words(&whole), wanted, "{}\n{}", own, merged.marked(&MARKS));
            for measure in whole.measures().iter() {
                prop_assert!(measure.update.is_sorted_by_key(|entry| entry.date.copied()));
                prop_assert!(measure.verification.is_sorted_by_key(|entry| entry.date.copied()));
            }
        }
        for line in ours.lines().chain(theirs.lines()).filter(|line| line.starts_with('#')) {
            let marked = merged.marked(&MARKS);
            prop_assert!(line.trim_start_matches("# ").split('b').all(|part| marked.contains(part)), "{}\n{}", line, marked);
        }
    }

    #[test]
    fn either_side_of_every_contradiction_can_be_read([base, ours, theirs] in three(ANYTHING)) {
        let [base, ours, theirs] = [base, ours, theirs].map(|made| text(&made));
        let merged = merge(&base, &ours, &theirs);
        let of = |side| ledger(merged.decided(side));
        for side in [Side::Ours, Side::Theirs] {
            let text = merged.decided(side);
            prop_assert!(is_readable(&text), "{}", merged.marked(&MARKS));
            // In one piece, too: what a record is put together from may stand apart.
            prop_assert!(toml::de::DeTable::parse(&text).is_ok(), "{}", merged.marked(&MARKS));
            for (id, words) in words(&of(side)) {
                prop_assert!(words.starts_with(&format!("{id}: ")), "{} has {}", id, words);
            }
        }
    }

    #[test]
    fn odd_texts_are_merged_without_loss(base in odd(), ours in odd(), theirs in odd()) {
        let merged = merge(&base, &ours, &theirs);
        prop_assert_eq!(&merged, &swapped(merge(&base, &theirs, &ours)));
        if merged.conflicts() == 0 && is_readable(&ours) && is_readable(&theirs) {
            prop_assert!(is_readable(&merged.decided(Side::Ours)), "{}", merged.marked(&MARKS));
        }
        let marked = merged.marked(&MARKS);
        // A header says nothing where that of a table below it stood already.
        let is_said = |line: &str| line.starts_with('[') && base.contains(&format!("{}.", line.trim_end_matches(']')));
        let known = |line: &&str| !base.contains(*line) && !is_said(line) && !line.starts_with("tags");
        for line in ours.lines().chain(theirs.lines()).map(|line| line.trim_start_matches('\u{feff}')).filter(known) {
            // A key that both sides gave the same value is written once.
            let value = line.split(" = ").last().unwrap_or(line);
            prop_assert!(marked.contains(value.split('#').next().unwrap_or(value).trim()), "{} is not in {}", line, marked);
        }
    }
}

const MARKS: Marks<'_> = Marks { size: 7, base: None, ours: "ours", theirs: "theirs" };

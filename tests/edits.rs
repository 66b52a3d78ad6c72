//! Laws of editing, on generated ledgers: an edit changes only its span, says exactly what was asked, and keeps marks,
//! line ends, comments and the end of the file as they were.

#[path = "common/laws.rs"]
mod laws;

use duban::{
    model::{Change, Collection, Edit, Item, Ledger, Measure, Source, Vocabulary as _},
    store::{
        edit::{apply, insert, value},
        read::read,
    },
};
use laws::tried;
use proptest::prelude::*;

/// How a measure is written in the generated file.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Form {
    Header,
    QuotedHeader,
    Dotted,
    Inline,
}

#[derive(Clone, Debug)]
struct Written {
    form: Form,
    keys: Vec<(&'static str, String)>,
    updates: u8,
    items: u8,
    inline_tables: bool,
    /// Whether its tables follow at the end of the file.
    apart: bool,
    spacing: &'static str,
    comment: Option<&'static str>,
    closing: &'static str,
}

fn key() -> impl Strategy<Value = (&'static str, String)> {
    let text =
        prop::sample::select(vec!["\"甲 # 乙\"", "'lit'", "\"\"\"\n多行\n[measure.zz]\n\"\"\"", "\"a\\\"b\"", "''"]);
    prop_oneof![
        text.clone().prop_map(|text| ("title", text.to_owned())),
        text.prop_map(|text| ("note", text.to_owned())),
        prop::sample::select(vec!["deliverable", "standing"]).prop_map(|kind| ("kind", format!("\"{kind}\""))),
        prop::sample::select(vec!["unreported", "done"]).prop_map(|status| ("status", format!("'{status}'"))),
        Just(("due", "2025-01-31".to_owned())),
        Just(("tags", "[ 'x', # 注\n  \"y\",\n  'x', ]".to_owned())),
        Just(("span", "[[1,2], [3 , 4]]".to_owned())),
        Just(("unknown_key", "{ a = 1 }".to_owned())),
    ]
}

fn written() -> impl Strategy<Value = Written> {
    let form = prop_oneof![6 => Just(Form::Header), 1 => Just(Form::QuotedHeader), 1 => Just(Form::Dotted), 1 => Just(Form::Inline)];
    let spacing = prop::sample::select(vec![" = ", "=", "  =\t"]);
    let comment = prop::option::of(prop::sample::select(vec!["# 尾注", "#x"]));
    let closing = prop::sample::select(vec!["\n", "\n\n", "\n# 属于本条\n\n", "\n\n# 属于下一条\n"]);
    let tables = (0..3_u8, 0..3_u8, any::<bool>(), any::<bool>());
    (form, prop::collection::vec(key(), 0..6), tables, spacing, comment, closing).prop_map(
        |(form, mut keys, (updates, items, inline_tables, apart), spacing, comment, closing)| {
            keys.sort_by_key(|(key, _)| *key);
            keys.dedup_by_key(|(key, _)| *key);
            keys.reverse();
            Written { form, keys, updates, items, inline_tables, apart, spacing, comment, closing }
        },
    )
}

impl Written {
    /// The record, and what of it follows at the end of the file.
    fn text(&self, id: &str) -> (String, String) {
        let comment = self.comment.map(|comment| format!(" {comment}")).unwrap_or_default();
        let one_line = |value: &str| value.replace('\n', "").replace(" # 注", "").replace("\"\"\"", "\"");
        let update = |n: u8| format!("date{0}2024-01-0{1}\nby{0}'o'\nnote{0}'第{1}次'", self.spacing, n + 1);
        let item = |n: u8| {
            let status = if n == 0 { format!("\nstatus{}'on-hold'", self.spacing) } else { String::new() };
            format!("name{}'{}'{status}", self.spacing, ITEMS[usize::from(n)])
        };
        let inline = |list: &str, tables: &[String]| {
            let tables: Vec<_> = tables.iter().map(|table| format!("{{ {} }}", table.replace('\n', ", "))).collect();
            format!("{list}{}[{}]", self.spacing, tables.join(", "))
        };
        let headed = |header: &str, list: &str, tables: &[String]| {
            let headed = |table| format!("\n[[measure.{header}.{list}]]{comment}\n{table}\n");
            tables.iter().map(headed).collect::<String>()
        };
        let updates: Vec<String> = (0..self.updates).map(update).collect();
        let items: Vec<String> = (0..self.items).map(item).collect();
        match self.form {
            Form::Inline => {
                let mut keys: Vec<_> =
                    self.keys.iter().map(|(key, value)| format!("{key}{}{}", self.spacing, one_line(value))).collect();
                keys.push(inline("item", &items));
                let text = format!("[measure]\n{id}{}{{ {} }}{comment}{}", self.spacing, keys.join(", "), self.closing);
                (text, String::new())
            }
            Form::Dotted => {
                let lines: Vec<_> = self
                    .keys
                    .iter()
                    .map(|(key, value)| format!("{id}.{key}{}{value}{comment}\n", self.spacing))
                    .collect();
                // A dotted record is its keys, so one of them is out of the changes' reach.
                let text = format!("[measure]\n{id}.quantity = 1\n{}{}", lines.concat(), self.closing);
                (text, if self.apart { headed(id, "update", &updates) } else { String::new() })
            }
            Form::Header | Form::QuotedHeader => {
                let header = if self.form == Form::Header { id.to_owned() } else { format!("\"{id}\"") };
                let mut text = format!("[measure.{header}]{comment}\n");
                for (key, value) in &self.keys {
                    text.push_str(&format!("{key}{}{value}{comment}\n", self.spacing));
                }
                let mut rest = String::new();
                for (list, tables) in [("item", &items), ("update", &updates)] {
                    if self.inline_tables {
                        text.push_str(&format!("{}\n", inline(list, tables)));
                    } else if self.apart {
                        rest.push_str(&headed(&header, list, tables));
                    } else {
                        text.push_str(&headed(&header, list, tables));
                    }
                }
                (text.trim_end_matches('\n').to_owned() + self.closing, rest)
            }
        }
    }
}

/// The names of items.
const ITEMS: [&str; 2] = ["甲", "乙"];

/// A file with one to four measures; at most one of them stands under `[measure]`.
fn file() -> impl Strategy<Value = (String, usize)> {
    let ends = prop::sample::select(vec!["\n", "\r\n"]);
    (prop::collection::vec(written(), 1..5), ends, any::<bool>(), any::<bool>()).prop_map(
        |(mut written, end, mark, last)| {
            let mut is_first = true;
            for measure in &mut written {
                if matches!(measure.form, Form::Inline | Form::Dotted) && !std::mem::take(&mut is_first) {
                    measure.form = Form::Header;
                }
            }
            let mut text = String::from(
                "# 开头\nformat = 1\n\n[reply]\nnumber='9'\ntitle='t'\ndate=2024-01-01\n\n[org.o]\nname='o'\n\n",
            );
            let mut apart = String::new();
            for (n, measure) in written.iter().enumerate() {
                let (own, rest) = measure.text(&format!("m{n}"));
                text.push_str(&own);
                if !text.ends_with("\n\n") {
                    text.push('\n');
                }
                apart.push_str(&rest);
            }
            text.push_str(&apart);
            text.truncate(text.trim_end().len());
            if last {
                text.push('\n');
            }
            let text = text.replace('\n', end);
            (format!("{}{text}", if mark { "\u{feff}" } else { "" }), written.len())
        },
    )
}

fn change() -> impl Strategy<Value = Change> {
    let text = "[^\\x00]{0,6}".prop_map(|text| value::string(&text));
    prop_oneof![
        3 => text.clone().prop_map(|text| Change::Set(("title", text))),
        2 => text.clone().prop_map(|text| Change::Set(("note", text))),
        3 => Just(Change::Set(("status", value::string("in-progress")))),
        2 => Just(Change::Set(("due", "2030-12-31".to_owned()))),
        2 => Just(Change::Unset("note")),
        1 => Just(Change::Unset("tags")),
        2 => prop::sample::select(vec!["x", "y", "z"]).prop_map(|tag| Change::Insert("tags", vec![value::string(tag), value::string("new")])),
        2 => prop::sample::select(vec!["x", "y", "z"]).prop_map(|tag| Change::Remove("tags", vec![value::string(tag)])),
        1 => Just(Change::Unrepeat("tags")),
        1 => Just(Change::Insert("span", vec!["[7, 9]".to_owned()])),
        1 => Just(Change::Remove("span", vec!["[1, 2]".to_owned()])),
        2 => (prop::sample::select(ITEMS.to_vec()), prop::sample::select(vec!["done", "on-hold"])).prop_map(|(name, status)| {
            Change::SetIn { list: "item", name: name.to_owned(), entry: ("status", value::string(status)) }
        }),
        4 => (0..3_usize, text).prop_map(|(at, text)| Change::Enter("update", at, vec![("date", "2024-06-01".to_owned()), ("by", value::string("o")), ("note", text)])),
    ]
}

fn ledger(text: &str) -> Ledger {
    read(Source::new("x.toml", text.to_owned()))
}

fn edit(n: usize, changes: Vec<Change>) -> Edit {
    Edit { collection: Collection::Measure, id: format!("m{n}"), changes }
}

/// What the two texts have before and after the one place where they differ.
fn middle<'a>(old: &'a str, new: &'a str) -> (usize, &'a str, &'a str) {
    let start = old.bytes().zip(new.bytes()).take_while(|(a, b)| a == b).count();
    let rest = (old.len() - start).min(new.len() - start);
    let end = old.bytes().rev().zip(new.bytes().rev()).take(rest).take_while(|(a, b)| a == b).count();
    let cut = |text: &'a str| text.get(start..text.len() - end).unwrap_or("?");
    (start, cut(old), cut(new))
}

fn keeps_the_file(old: &str, new: &str) -> Result<(), TestCaseError> {
    prop_assert_eq!(old.starts_with('\u{feff}'), new.starts_with('\u{feff}'));
    prop_assert_eq!(old.ends_with('\n'), new.ends_with('\n'), "{:?}", new);
    let bare = |text: &str| text.replace("\r\n", "").contains('\n');
    if old.contains("\r\n") {
        prop_assert!(!bare(new), "{:?}", new);
    } else {
        prop_assert!(!new.contains('\r'));
    }
    Ok(())
}

fn says(measure: &Measure, change: &Change) -> bool {
    let text = |slot: Option<&str>, value: &str| slot.map(value::string).as_deref() == Some(value);
    match change {
        Change::Set(("title", value)) => text(measure.title.as_deref(), value),
        Change::Set(("note", value)) => text(measure.note.as_deref(), value),
        Change::Set(("due", value)) => measure.due.copied().map(|due| due.to_string()).as_ref() == Some(value),
        Change::Set(_) => measure.status.copied() == Some(duban::model::Status::InProgress),
        Change::Unset("note") => measure.note.span().is_none(),
        Change::Unset(_) => measure.tags.span().is_none(),
        Change::Enter(_, at, _) => {
            let entered = measure.update.get(*at).or(measure.update.last());
            entered.is_some_and(|update| update.date.copied() == "2024-06-01".parse().ok())
        }
        Change::Unrepeat(_) => {
            let tags: Vec<_> = measure.tags.items().collect();
            tags.iter().enumerate().all(|(at, tag)| !tags[..at].contains(tag))
        }
        Change::Insert("span", _) => measure.span.items().any(|span| (span.start, span.end) == (7, 9)),
        Change::Insert(..) => measure.tags.items().any(|tag| &**tag == "new"),
        Change::Remove("span", _) => measure.span.items().all(|span| (span.start, span.end) != (1, 2)),
        Change::Remove(_, values) => measure.tags.items().all(|tag| !values.contains(&value::string(tag))),
        Change::SetIn { name, entry: (_, value), .. } => {
            let item = item(measure, name);
            item.and_then(|item| item.status.copied()).is_some_and(|status| value::string(status.term().word) == *value)
        }
    }
}

fn item<'a>(measure: &'a Measure, name: &str) -> Option<&'a Item> {
    measure.item.iter().find(|item| item.name.as_deref() == Some(name))
}

/// Whether a change is of a table that is not there.
fn is_of_nothing(ledger: &Ledger, n: usize, change: &Change) -> bool {
    let Change::SetIn { name, .. } = change else { return false };
    ledger.measures().get(&format!("m{n}")).is_none_or(|measure| item(measure, name).is_none())
}

/// How long the value was that a change replaces.
fn replaced(measure: &Measure, change: &Change) -> usize {
    let place = match change {
        Change::Set(("title", _)) => measure.title.span(),
        Change::Set(("note", _)) => measure.note.span(),
        Change::Set(("status", _)) => measure.status.span(),
        Change::Set(("due", _)) => measure.due.span(),
        Change::SetIn { name, .. } => item(measure, name).and_then(|item| item.status.span()),
        _ => None,
    };
    place.map_or(0, |place| place.range().len())
}

/// Whether a text is another with nothing but parts left out, none of them a comment.
fn is_cut_from(new: &str, old: &str) -> bool {
    let mut rest = old.chars();
    new.chars().all(|c| rest.any(|own| own == c)) && new.matches('#').count() == old.matches('#').count()
}

proptest! {
    #![proptest_config(tried())]

    #[test]
    fn an_edit_changes_only_its_span((text, measures) in file(), at in any::<prop::sample::Index>(), change in change()) {
        let n = at.index(measures);
        let before = ledger(&text);
        let changed = apply(&before, &[edit(n, vec![change.clone()])]);
        if is_of_nothing(&before, n, &change) {
            prop_assert!(changed.is_err(), "{:?}", changed);
            return Ok(());
        }
        let changed = changed.map_err(|refusal| TestCaseError::fail(refusal.to_string()))?;
        let (_, removed, added) = middle(&text, &changed);
        match &change {
            Change::Enter(..) => prop_assert!(removed.is_empty(), "{:?}", removed),
            Change::Set((key, value)) | Change::SetIn { entry: (key, value), .. } => {
                let was = before.measures().get(&format!("m{n}")).map_or(0, |measure| replaced(measure, &change));
                prop_assert!(removed.len() <= was, "{:?} of {}", removed, was);
                prop_assert!(added.len() <= value.len() + key.len() + 24, "{:?}", added);
            }
            Change::Unset(_) => prop_assert!(added.len() <= 1 && !removed.contains("[measure.m"), "{:?} {:?}", removed, added),
            Change::Insert(..) => prop_assert!(removed.is_empty(), "{:?}", removed),
            Change::Unrepeat(_) | Change::Remove(..) => prop_assert!(is_cut_from(&changed, &text), "{}", changed),
        }
        keeps_the_file(&text, &changed)?;
        let after = ledger(&changed);
        prop_assert_eq!(before.measures().len(), after.measures().len());
        for (old, new) in before.measures().iter().zip(after.measures().iter()) {
            if *old.id.value == *format!("m{n}") {
                prop_assert!(says(new, &change), "{}", changed);
                let mut kept = new.update.iter();
                let is_kept = old.update.iter().all(|entry| kept.any(|own| own == entry));
                prop_assert!(is_kept, "history is kept, in order: {}", changed);
            } else {
                prop_assert_eq!(old, new);
            }
        }
    }

    #[test]
    fn edits_of_different_records_commute((text, measures) in file(), one in change(), other in change()) {
        if measures < 2 {
            return Ok(());
        }
        let wrong = |refusal: duban::model::Refusal| TestCaseError::fail(refusal.to_string());
        let before = ledger(&text);
        if is_of_nothing(&before, 0, &one) || is_of_nothing(&before, measures - 1, &other) {
            return Ok(());
        }
        let edits = [edit(0, vec![one]), edit(measures - 1, vec![other])];
        let together = apply(&before, &edits).map_err(wrong)?;
        let turned = apply(&ledger(&text), &[edits[1].clone(), edits[0].clone()]).map_err(wrong)?;
        let first = apply(&ledger(&text), &edits[..1]).map_err(wrong)?;
        let then = apply(&ledger(&first), &edits[1..]).map_err(wrong)?;
        prop_assert_eq!(&together, &turned);
        prop_assert_eq!(&together, &then);
    }

    #[test]
    fn a_new_record_only_adds((text, _) in file(), title in "[^\\x00]{0,6}") {
        let before = ledger(&text);
        let entries = [("title", value::string(&title)), ("kind", value::string("standing"))];
        let changed = insert(&before, Collection::Measure, "new-one", &entries).map_err(|refusal| TestCaseError::fail(refusal.to_string()))?;
        let (_, removed, _) = middle(&text, &changed);
        prop_assert!(removed.is_empty());
        keeps_the_file(&text, &changed)?;
        let after = ledger(&changed);
        prop_assert_eq!(after.measures().get("new-one").and_then(|new| new.title.as_deref()), Some(&*title));
        prop_assert_eq!(after.measures().len(), before.measures().len() + 1);
    }
}

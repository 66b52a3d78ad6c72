//! `diff`: what became other between two states of ledgers, by record and field and not by line.

mod record;

use serde::Serialize;

pub use record::{ADDED, Change, REMOVED, REWRITTEN, label, measure, of_extension, of_update, of_verification};
use record::{CHANGED, LEDGER};

use super::{
    Report,
    words::{prose, whole},
};
use crate::{
    lang::{Lang, Said, Text, text, visible},
    model::{Book, Collection, Document, Kept, Ledger, Measure, Named, Record, Source, Span},
    page::{Block, Column, Fit, Line, Page, Table, Term, Tone, Value},
};

const HERE: Text = text("工作区", "the work tree");

/// A ledger before and after; one that is missing was not there yet, or is not there any more.
pub type Both<'a> = (Option<&'a Ledger>, Option<&'a Ledger>);

/// A record that is other than before.
#[derive(Debug, Serialize)]
struct Changed {
    reply: String,
    record: &'static str,
    id: String,
    title: Value,
    change: Value,
    changes: Vec<Change>,
    file: String,
    line: usize,
}

/// The answer.
#[derive(Debug, Serialize)]
pub struct Diff {
    schema: &'static str,
    from: String,
    /// Nothing for the work tree.
    to: Option<String>,
    records: Vec<Changed>,
}

impl Diff {
    /// Compares ledgers in two states; without a name the later one is the work tree.
    pub fn of(from: String, to: Option<String>, ledgers: &[Both<'_>]) -> Self {
        let mut records = Vec::new();
        for both in ledgers {
            compare(*both, &mut records);
        }
        Self { schema: "duban.diff/1", from, to, records }
    }

    /// Whether nothing is other.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }
}

fn compare((before, after): Both<'_>, records: &mut Vec<Changed>) {
    let Some(any) = after.or(before) else { return };
    let nothing = Ledger::new(Source::new("", String::new()), Document::default(), Vec::new(), Vec::new());
    let (old, new) = (before.unwrap_or(&nothing), after.unwrap_or(&nothing));
    let mut found = Found { any, old, new, records };
    let (was, is) = (&old.document, &new.document);
    if was.format != is.format {
        let place = is.format.span().or(was.format.span()).unwrap_or_default();
        let changes = record::keys(was, is, old, new).into_iter().filter(|change| change.field == "format").collect();
        found.push(LEDGER, "", Value::None, &CHANGED, changes, place);
    }
    found.one("reply", was.reply.as_deref(), is.reply.as_deref(), record::reply);
    found.one("clock", was.clock.as_deref(), is.clock.as_deref(), record::keys);
    found.one("check", was.check.as_deref(), is.check.as_deref(), record::checks);
    found.book(&was.org, &is.org, |org| named(org.name.as_deref(), org.en.as_deref()), record::keys);
    found.book(&was.evidence, &is.evidence, |own| named(own.title.as_deref(), None), record::keys);
    found.book(&was.indicator, &is.indicator, |own| named(own.name.as_deref(), own.en.as_deref()), record::indicator);
    found.book(&was.measure, &is.measure, title, measure);
}

fn named(zh: Option<&str>, en: Option<&str>) -> Value {
    let zh = zh.unwrap_or_default();
    Value::Both(Said { zh: zh.to_owned(), en: en.unwrap_or(zh).to_owned() })
}

/// The title of a measure in both languages.
pub fn title(measure: &Measure) -> Value {
    named(measure.title.as_deref(), measure.en.as_deref())
}

/// A change of a record that is no measure.
pub struct Other {
    /// Which sort of record.
    pub record: &'static str,
    /// Its id, where it has one.
    pub id: String,
    /// What is other: a key, or the record as a whole.
    pub change: Change,
}

/// What is other in the records that are no measures.
pub fn others(before: &Ledger, after: &Ledger) -> Vec<Other> {
    let mut records = Vec::new();
    compare((Some(before), Some(after)), &mut records);
    let of = |own: Changed| -> Vec<Other> {
        let Changed { record, id, title, change, changes, .. } = own;
        let (is_new, whole) = (change == Value::Term(&ADDED), changes.is_empty());
        let (was, is) = if is_new { (Value::None, title) } else { (title, Value::None) };
        let made = whole.then(|| Change { field: record, change, was, is, place: Span::default() });
        made.into_iter().chain(changes).map(|change| Other { record, id: id.clone(), change }).collect()
    };
    records.into_iter().filter(|own| !own.is_measure()).flat_map(of).collect()
}

type Compare<R> = fn(&R, &R, &Ledger, &Ledger) -> Vec<Change>;

struct Found<'r, 'a> {
    any: &'a Ledger,
    old: &'a Ledger,
    new: &'a Ledger,
    records: &'r mut Vec<Changed>,
}

impl Found<'_, '_> {
    fn push(
        &mut self,
        record: &'static str,
        id: &str,
        title: Value,
        change: &'static Term,
        changes: Vec<Change>,
        place: Span,
    ) {
        let ledger = if *change == REMOVED { self.old } else { self.new };
        self.records.push(Changed {
            reply: self.any.number().to_owned(),
            record,
            id: id.to_owned(),
            title,
            change: Value::Term(change),
            changes,
            file: ledger.source.name.clone(),
            line: ledger.source.position(place.start as usize).line,
        });
    }

    /// A table that a ledger has once.
    fn one<R: Record + PartialEq>(
        &mut self,
        name: &'static str,
        before: Option<&R>,
        after: Option<&R>,
        compare: Compare<R>,
    ) {
        match (before, after) {
            (Some(before), Some(after)) if before != after => {
                let changes = compare(before, after, self.old, self.new);
                self.push(name, "", Value::None, &CHANGED, changes, after.place());
            }
            (None, Some(after)) => self.push(name, "", Value::None, &ADDED, Vec::new(), after.place()),
            (Some(before), None) => self.push(name, "", Value::None, &REMOVED, Vec::new(), before.place()),
            _ => {}
        }
    }

    /// The records of a collection, in the order of the later state, those that are gone last.
    fn book<R: Kept + PartialEq>(
        &mut self,
        before: &Book<R>,
        after: &Book<R>,
        title: fn(&R) -> Value,
        compare: Compare<R>,
    ) {
        let name = R::COLLECTION.key();
        for Named { id, record } in after.iter() {
            match before.get(&id.value) {
                None => self.push(name, &id.value, title(record), &ADDED, Vec::new(), id.span),
                Some(old) if old.record != *record => {
                    let changes = compare(&old.record, record, self.old, self.new);
                    self.push(name, &id.value, title(record), &CHANGED, changes, id.span);
                }
                Some(_) => {}
            }
        }
        for Named { id, record } in before.iter().filter(|own| after.get(&own.id.value).is_none()) {
            self.push(name, &id.value, title(record), &REMOVED, Vec::new(), id.span);
        }
    }
}

impl Changed {
    fn is_measure(&self) -> bool {
        self.record == Collection::Measure.key()
    }

    fn heading(&self, lang: Lang) -> String {
        let called = label(self.record, self.record, lang);
        let name = if self.is_measure() || self.id.is_empty() { String::new() } else { format!("{called} ") };
        let id = if self.id.is_empty() { called } else { &self.id };
        visible(format!("{name}{id}  {}", self.title.label(lang)).trim_end()).into_owned()
    }
}

/// A change on one line, for people.
pub fn line(record: &str, change: &Change, lang: Lang) -> Line {
    let line = Line::default()
        .add(change.change.label(lang), change.change.tone())
        .add("  ", Tone::Plain)
        .add(label(record, change.field, lang), Tone::Strong);
    let gap = if lang == Lang::Zh { "：" } else { ": " };
    let said = |value: &Value| visible(&value.label(lang)).into_owned();
    let (was, is) = (said(&change.was), said(&change.is));
    match (change.was.is_empty(), change.is.is_empty()) {
        (true, true) => line,
        (true, false) => line.add(format!("{gap}{is}"), Tone::Plain),
        (false, true) => line.add(format!("{gap}{was}"), Tone::Quiet),
        (false, false) => line.add(format!("{gap}{was}"), Tone::Quiet).add(" → ", Tone::Plain).add(is, Tone::Plain),
    }
}

impl Report for Diff {
    fn data(&self) -> serde_json::Value {
        super::data(self)
    }

    fn page(&self, lang: Lang) -> Page {
        let title = Line::default()
            .add(text("改动", "What changed").get(lang), Tone::Strong)
            .add(format!("  {} → {}", self.from, self.to.as_deref().unwrap_or(HERE.get(lang))), Tone::Quiet);
        let mut page = Page::new(title);
        let of = |term: &Term| {
            let is_it = |record: &&Changed| record.is_measure() && record.change.word() == term.word;
            self.records.iter().filter(is_it).count()
        };
        let (added, changed, removed) = (of(&ADDED), of(&CHANGED), of(&REMOVED));
        let others = self.records.len() - added - changed - removed;
        page.text(Line::default().add(
            match lang {
                _ if self.is_empty() => text("没有改动", "nothing changed").get(lang).to_owned(),
                Lang::Zh => format!("承诺事项：新增 {added}，改动 {changed}，删除 {removed}；其他记录 {others}"),
                Lang::En => {
                    format!("commitments: {added} added, {changed} changed, {removed} removed; other records: {others}")
                }
            },
            Tone::Quiet,
        ));
        let has_several = self.records.windows(2).any(|pair| pair[0].reply != pair[1].reply);
        for record in &self.records {
            let reply = if has_several { format!("{} ", visible(&record.reply)) } else { String::new() };
            page.heading(reply + &record.heading(lang));
            if record.changes.is_empty() {
                let change = &record.change;
                page.push(Block::Items(vec![Line::default().add(change.label(lang), change.tone())]));
            } else {
                page.push(Block::Items(
                    record.changes.iter().map(|change| line(record.record, change, lang)).collect(),
                ));
            }
        }
        page
    }

    fn table(&self) -> Table {
        let columns: Vec<Column> = vec![
            Column { fit: Fit::Spare(1), ..whole("reply", text("答复函", "reply")) },
            whole("record", text("记录", "record")),
            whole("id", text("编号", "id")),
            prose("title", text("名称", "title")),
            whole("field", text("字段", "field")),
            whole("change", text("变化", "change")),
            prose("was", text("原为", "was")),
            prose("is", text("现为", "is")),
            whole("file", text("文件", "file")),
            Column { number: true, ..whole("line", text("行", "line")) },
        ];
        let row = |record: &Changed, change: Option<&Change>| {
            let head = [&record.reply, record.record, &record.id].map(|text: &str| Value::Text(text.to_owned()));
            let [reply, name, id] = head;
            let field = change.map_or(Value::None, |change| Value::Text(change.field.to_owned()));
            let how = change.map_or(&record.change, |change| &change.change).clone();
            let of = |get: fn(&Change) -> &Value| change.map_or(Value::None, |change| get(change).clone());
            let (was, is) = (of(|change| &change.was), of(|change| &change.is));
            let place = [Value::Text(record.file.clone()), Value::count(record.line)];
            let [file, line] = place;
            vec![reply, name, id, record.title.clone(), field, how, was, is, file, line]
        };
        let mut rows = Vec::new();
        for record in &self.records {
            if record.changes.is_empty() {
                rows.push(row(record, None));
            }
            rows.extend(record.changes.iter().map(|change| row(record, Some(change))));
        }
        Table { columns, rows, groups: Vec::new() }
    }
}

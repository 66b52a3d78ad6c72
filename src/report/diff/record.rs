//! What of a record is other than before: its keys, and the entries of its lists.

use serde::Serialize;

use crate::{
    check::{Fate, entered, fates},
    lang::{Lang, Said, text},
    model::{
        Altered, Checks, Collection, Document, Extension, Indicator, Item, Key, Ledger, Measure, Passage, Record,
        Reply, Shape, Slot, Span, Suppression, Update, Verification, Vocabulary,
    },
    page::{Term, Tone, Value},
    query::field,
};

/// There was nothing.
pub const ADDED: Term = Term { word: "added", label: text("新增", "added"), tone: Tone::Good };
/// There is nothing any more.
pub const REMOVED: Term = Term { word: "removed", label: text("删除", "removed"), tone: Tone::Bad };
/// There is something else.
pub const CHANGED: Term = Term { word: "changed", label: text("改动", "changed"), tone: Tone::Busy };
/// An entry of the history says something else, which none should.
pub const REWRITTEN: Term = Term { word: "rewritten", label: text("改写", "rewritten"), tone: Tone::Warn };

/// One thing that is other than before.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Change {
    /// The key, or the list in which an entry stands.
    pub field: &'static str,
    /// What became of it.
    pub change: Value,
    /// What it said.
    pub was: Value,
    /// What it says.
    pub is: Value,
    /// Where it stands, or stood when it is gone.
    #[serde(skip)]
    pub place: Span,
}

/// The fields by which people call lists whose keys are singular.
const CALLED: [(&str, &str); 4] =
    [("update", "updates"), ("verification", "verifications"), ("extension", "extensions"), ("item", "items")];

/// How people call a key of a record, or the record itself: in English as it is written.
pub fn label(record: &str, key: &'static str, lang: Lang) -> &'static str {
    if lang == Lang::En {
        return key;
    }
    let name = CALLED.iter().find(|(list, _)| *list == key).map_or(key, |(_, name)| name);
    match field(name) {
        Ok(field) if record == Collection::Measure.key() => field.label.zh,
        _ => Document::KEYS
            .iter()
            .find(|own| own.name == record)
            .and_then(|own| keys_of(own.shape).iter().find(|own| own.name == key))
            .or_else(|| Document::KEYS.iter().find(|own| own.name == key))
            .map_or_else(|| if key == LEDGER { "台账" } else { key }, |own| called(own.about.zh)),
    }
}

/// The name of the record that stands for what the ledger says of itself.
pub const LEDGER: &str = "ledger";

fn keys_of(shape: Shape) -> &'static [Key] {
    match shape {
        Shape::Record(keys) | Shape::Records(keys) | Shape::Book(keys) => keys,
        _ => &[],
    }
}

/// The name in a description: what stands before its first mark.
fn called(about: &'static str) -> &'static str {
    about.split(['，', '：', '；', '（']).next().unwrap_or(about)
}

/// The keys of a record that say something else. Lists of records are only named; [`entries`] compares them.
pub fn keys<R: Record>(before: &R, after: &R, old: &Ledger, new: &Ledger) -> Vec<Change> {
    let mut changes: Vec<(&'static str, Change)> = Vec::new();
    for Altered { key, was, is } in before.altered(after) {
        let change = Value::Term(if is.is_some() { &CHANGED } else { &REMOVED });
        let (was_text, is_text) = (written(old, Some(was), key.shape), written(new, is, key.shape));
        let place = is.unwrap_or(was);
        changes.push((key.name, Change { field: key.name, change, was: was_text, is: is_text, place }));
    }
    for Altered { key, was, .. } in after.altered(before).into_iter().filter(|altered| altered.is.is_none()) {
        let is = written(new, Some(was), key.shape);
        let added = Change { field: key.name, change: Value::Term(&ADDED), was: Value::None, is, place: was };
        changes.push((key.name, added));
    }
    changes.sort_by_key(|(name, _)| R::KEYS.iter().position(|key| key.name == *name));
    changes.into_iter().map(|(_, change)| change).collect()
}

/// Everything that is other in a measure.
pub fn measure(before: &Measure, after: &Measure, old: &Ledger, new: &Ledger) -> Vec<Change> {
    let both = (old, new);
    let day = |date: &Slot<chrono::NaiveDate>| date.copied();
    let lists = [
        entries("item", (&before.item, &after.item), both, |item| item.name.get().cloned(), |item, _| of_item(item)),
        entries("update", (&before.update, &after.update), both, |own| day(&own.date), |own, _| of_update(own)),
        entries(
            "verification",
            (&before.verification, &after.verification),
            both,
            |own| day(&own.date),
            |own, _| of_verification(own),
        ),
        entries(
            "extension",
            (&before.extension, &after.extension),
            both,
            |own| day(&own.date),
            |own, _| of_extension(own),
        ),
    ];
    with_lists(keys(before, after, old, new), &["item", "update", "verification", "extension"], lists)
}

/// Everything that is other in what a ledger says of its reply.
pub fn reply(before: &Reply, after: &Reply, old: &Ledger, new: &Ledger) -> Vec<Change> {
    let both = (old, new);
    // A passage that ends elsewhere is still the one that begins there.
    let span = |own: &Passage| own.span.get().map(|span| span.start);
    let lists = [
        entries("section", (&before.section, &after.section), both, |own| own.clause.get().cloned(), of_keys),
        entries("passage", (&before.passage, &after.passage), both, span, of_keys),
    ];
    with_lists(keys(before, after, old, new), &["section", "passage"], lists)
}

/// Everything that is other in an indicator.
pub fn indicator(before: &Indicator, after: &Indicator, old: &Ledger, new: &Ledger) -> Vec<Change> {
    let (was, is) = (&before.observation, &after.observation);
    let lists = [entries("observation", (was, is), (old, new), |own| own.period.get().cloned(), of_keys)];
    with_lists(keys(before, after, old, new), &["observation"], lists)
}

/// Everything that is other in how a ledger wants to be checked.
pub fn checks(before: &Checks, after: &Checks, old: &Ledger, new: &Ledger) -> Vec<Change> {
    let both = (old, new);
    let excepted = |own: &Suppression| Some((own.rule.get().cloned(), own.measure.get().cloned()));
    let lists = [
        entries("suppress", (&before.suppress, &after.suppress), both, excepted, of_keys),
        entries("require", (&before.require, &after.require), both, |own| own.that.get().cloned(), of_keys),
    ];
    with_lists(keys(before, after, old, new), &["suppress", "require"], lists)
}

/// The changes of a record whose lists are told entry by entry.
fn with_lists<const N: usize>(keys: Vec<Change>, names: &[&str], lists: [Vec<Change>; N]) -> Vec<Change> {
    let others = keys.into_iter().filter(|change| !names.contains(&change.field));
    others.chain(lists.into_iter().flatten()).collect()
}

/// The lists whose entries none should rewrite.
const HISTORY: [&str; 3] = ["update", "verification", "extension"];

/// The entries of one list.
fn entries<E: Record + PartialEq, M: PartialEq>(
    field: &'static str,
    (before, after): (&[E], &[E]),
    (old, new): (&Ledger, &Ledger),
    mark: impl Fn(&E) -> Option<M>,
    say: impl Fn(&E, &Ledger) -> Value,
) -> Vec<Change> {
    let said = |list: &[E], ledger: &Ledger, place: Span| {
        list.iter().find(|own| own.place() == place).map_or(Value::None, |own| say(own, ledger))
    };
    let mut rewritten = Vec::new();
    let mut changes = Vec::new();
    for fate in fates(before, after, mark) {
        let (change, was, is) = match fate {
            Fate::Removed { was } => (&REMOVED, was, None),
            Fate::Rewritten { was, is, .. } => {
                rewritten.push(is);
                (if HISTORY.contains(&field) { &REWRITTEN } else { &CHANGED }, was, Some(is))
            }
        };
        let is_text = is.map_or(Value::None, |is| said(after, new, is));
        let (was_text, place) = (said(before, old, was), is.unwrap_or(was));
        changes.push(Change { field, change: Value::Term(change), was: was_text, is: is_text, place });
    }
    for entry in entered(before, after).into_iter().filter(|entry| !rewritten.contains(&entry.place())) {
        let (change, place) = (Value::Term(&ADDED), entry.place());
        changes.push(Change { field, change, was: Value::None, is: say(entry, new), place });
    }
    changes
}

/// An entry on one line: its keys as they are written.
fn of_keys<E: Record + Default>(entry: &E, ledger: &Ledger) -> Value {
    let given = entry.altered(&E::default()).into_iter();
    let one = |own: Altered| {
        let value = written(ledger, Some(own.was), own.key.shape);
        (!value.is_empty()).then(|| {
            let name = own.key.name;
            let zh = format!("{}：{}", called(own.key.about.zh), value.label(Lang::Zh));
            let en = format!("{name} = {}", value.label(Lang::En));
            Part { written: format!("{name} = {}", value.word()), said: Said { zh, en } }
        })
    };
    line(given.map(one))
}

/// A part of an entry: as it is written, and as people read it.
struct Part {
    written: String,
    said: Said,
}

impl Part {
    fn of(text: impl Into<String>) -> Self {
        let written = text.into();
        Self { said: Said { zh: written.clone(), en: written.clone() }, written }
    }
}

/// Parts of an entry in one line: machines read what is written.
fn line(parts: impl IntoIterator<Item = Option<Part>>) -> Value {
    let parts: Vec<Part> = parts.into_iter().flatten().collect();
    let join = |get: fn(&Part) -> &str| parts.iter().map(get).collect::<Vec<_>>().join(" ");
    let label = Said { zh: join(|part| &part.said.zh), en: join(|part| &part.said.en) };
    Value::Named { id: join(|part| &part.written), label }
}

fn day(date: &Slot<chrono::NaiveDate>) -> Option<Part> {
    date.copied().map(|date| Part::of(date.to_string()))
}

fn own(text: Option<&str>) -> Option<Part> {
    text.map(Part::of)
}

fn word<V: Vocabulary + Copy>(word: Option<V>) -> Option<Part> {
    word.map(|word| Part { written: word.term().word.to_owned(), said: word.term().label.into() })
}

fn of_item(item: &Item) -> Value {
    line([own(item.name.as_deref()), word(item.status.copied())])
}

/// A statement on one line.
pub fn of_update(entry: &Update) -> Value {
    let items = entry.items.get().map(|items| {
        let each = |said: fn(&crate::model::Status) -> &'static str| {
            items.iter().map(|(name, status)| format!("{}={}", name.value, said(status))).collect::<Vec<_>>().join(",")
        };
        let said = Said { zh: each(|own| own.term().label.zh), en: each(|own| own.term().label.en) };
        Part { written: each(|own| own.term().word), said }
    });
    let (by, status) = (own(entry.by.as_deref()), word(entry.status.copied()));
    line([day(&entry.date), by, status, items, own(entry.note.as_deref())])
}

/// A finding on one line.
pub fn of_verification(entry: &Verification) -> Value {
    let (by, result) = (own(entry.by.as_deref()), word(entry.result.copied()));
    line([day(&entry.date), by, result, word(entry.method.copied()), own(entry.note.as_deref())])
}

/// A change of the deadline on one line.
pub fn of_extension(entry: &Extension) -> Value {
    let moved = entry.to.copied().map(|to| Part::of(format!("→ {to}")));
    line([day(&entry.date), own(entry.by.as_deref()), moved, own(entry.reason.as_deref())])
}

/// A value as it is written, without the quotation marks around a plain text and on one line.
fn written(ledger: &Ledger, place: Option<Span>, shape: Shape) -> Value {
    let Some(text) = place.and_then(|place| ledger.source.text.get(place.range())) else { return Value::None };
    // A table under a header of its own is more than its header.
    if matches!(shape, Shape::Records(_) | Shape::Book(_))
        || (matches!(shape, Shape::Record(_)) && text.starts_with('['))
    {
        return Value::None;
    }
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let inner = ['"', '\''].into_iter().find_map(|mark| line.strip_prefix(mark)?.strip_suffix(mark));
    let text = match inner {
        Some(inner) if !inner.contains(['"', '\'', '\\']) => inner.to_owned(),
        _ => line,
    };
    let term = if let Shape::Word(terms) = shape { terms.iter().find(|term| term.word == text) } else { None };
    term.map_or(Value::Text(text), Value::Term)
}

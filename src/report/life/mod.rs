//! `log`: a measure's life from its own entries and from git together, with who committed what.

mod told;

use std::collections::HashMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::{
    Report,
    diff::{
        ADDED, Change, Other, REMOVED, REWRITTEN, measure, of_extension, of_update, of_verification, others, title,
    },
    words::{name, prose, whole},
};
use crate::{
    lang::{Lang, text, visible},
    model::{Collection, Ledger, Measure, Named},
    page::{Block, Line, Page, Table, Tone, Value},
    query::Row,
};

/// Who committed something.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Committed {
    /// The commit's short id.
    pub hash: String,
    /// The day.
    pub date: Option<NaiveDate>,
    /// Who.
    pub author: String,
    /// The first line of the message.
    pub subject: String,
}

/// The ledger before and after somebody changed something in it.
#[derive(Clone, Debug)]
pub struct Step<'a> {
    /// Which it is, from the oldest on.
    pub nth: usize,
    /// Who committed it; nothing for what is not committed yet.
    pub committed: Option<Committed>,
    /// The earlier state.
    pub before: &'a Ledger,
    /// The later state.
    pub after: &'a Ledger,
    /// Other states that were merged into the later one.
    pub beside: &'a [Ledger],
}

/// One thing that happened.
#[derive(Debug, Serialize)]
struct Event {
    /// Which step it was, for the order within a day.
    #[serde(skip)]
    nth: usize,
    /// The number of the reply; only where all records are told of.
    #[serde(skip_serializing_if = "Option::is_none")]
    reply: Option<String>,
    /// The sort of record; only where all are told of.
    #[serde(skip_serializing_if = "Option::is_none")]
    record: Option<&'static str>,
    /// Its id; only where all are told of.
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    /// The day of the entry, or of the commit where it is no entry.
    date: Value,
    /// What it did to the list of the entry, to a key, or to the measure.
    #[serde(flatten)]
    change: Change,
    commit: Value,
    author: Value,
    committed: Value,
    subject: Value,
}

/// The answer.
#[derive(Debug, Serialize)]
pub struct Life {
    schema: &'static str,
    /// The measure; nothing where all records are told of.
    id: Option<String>,
    title: Value,
    events: Vec<Event>,
}

const LISTS: [&str; 3] = ["update", "verification", "extension"];

impl Life {
    /// What is known of a measure. Without steps it is what its own entries tell.
    pub fn of(row: &Row<'_>, steps: &[Step<'_>]) -> Self {
        let id = &row.measure.id.value;
        let mut events = of_measure(id, Some(row.measure), steps);
        sort(&mut events);
        Self { schema: SCHEMA, id: Some(id.to_string()), title: title(row.measure), events }
    }

    /// What is known of all records of ledgers, each with its steps.
    pub fn of_all<'a>(ledgers: impl Iterator<Item = (&'a Ledger, Vec<Step<'a>>)>) -> Self {
        let mut events: Vec<Event> = ledgers.flat_map(|(ledger, steps)| of_ledger(ledger, &steps)).collect();
        sort(&mut events);
        Self { schema: SCHEMA, id: None, title: Value::None, events }
    }
}

const SCHEMA: &str = "duban.log/1";

/// What has no date is not committed yet.
fn sort(events: &mut [Event]) {
    events.sort_by_key(|event| match event.date {
        Value::Date(date) => (date, event.nth),
        _ => (NaiveDate::MAX, event.nth),
    });
}

fn of_ledger(ledger: &Ledger, steps: &[Step<'_>]) -> Vec<Event> {
    let mut events = Vec::new();
    // Most steps touch few measures, and most measures are touched by few steps.
    let mut touched: HashMap<&str, Vec<Step<'_>>> = HashMap::new();
    let mut gone: Vec<&str> = Vec::new();
    for step in steps {
        let beside: Vec<Vec<Other>> = step.beside.iter().map(|other| others(other, step.after)).collect();
        for change in others(step.before, step.after) {
            let is_same = |own: &Other| {
                (own.record, &own.id, own.change.field) == (change.record, &change.id, change.change.field)
            };
            let is_own = beside.iter().all(|others| others.iter().any(is_same));
            if is_own {
                let day = step.committed.as_ref().and_then(|committed| committed.date);
                let event = event(day, change.change, step.committed.as_ref());
                events.push(Event { nth: step.nth, record: Some(change.record), id: Some(change.id), ..event });
            }
        }
        let (was, is) = (step.before.measures(), step.after.measures());
        let altered = is.iter().filter(|own| was.get(&own.id.value).is_none_or(|was| was.record != own.record));
        for own in altered.chain(was.iter().filter(|own| is.get(&own.id.value).is_none())) {
            let id: &str = &own.id.value;
            if ledger.measures().get(id).is_none() && !gone.contains(&id) {
                gone.push(id);
            }
            touched.entry(id).or_default().push(step.clone());
        }
    }
    let here = ledger.measures().iter().map(|own| (&*own.id.value, Some(own)));
    for (id, measure) in here.chain(gone.into_iter().map(|id| (id, None))) {
        let steps = touched.remove(id).unwrap_or_default();
        let own = of_measure(id, measure, &steps).into_iter();
        let record = Some(Collection::Measure.key());
        events.extend(own.map(|event| Event { record, id: Some(id.to_owned()), ..event }));
    }
    events.iter_mut().for_each(|event| event.reply = Some(ledger.number().to_owned()));
    events
}

/// What a step did to a measure.
fn changes(id: &str, before: &Ledger, after: &Ledger) -> Vec<Change> {
    let one = |change, was, is, place| vec![Change { field: "measure", change: Value::Term(change), was, is, place }];
    match (before.measures().get(id), after.measures().get(id)) {
        (Some(was), Some(is)) => measure(was, is, before, after),
        // What a new measure has is known from the measure; its history may have come with it.
        (None, Some(is)) => {
            let own = measure(&Measure::default(), is, before, after).into_iter();
            let made = one(&ADDED, Value::None, title(is), is.id.span).into_iter();
            made.chain(own.filter(|change| LISTS.contains(&change.field))).collect()
        }
        (Some(was), None) => one(&REMOVED, title(was), Value::None, was.id.span),
        (None, None) => Vec::new(),
    }
}

fn of_measure(id: &str, now: Option<&Named<Measure>>, steps: &[Step<'_>]) -> Vec<Event> {
    let mut entries = now.map(entries).unwrap_or_default();
    let mut events = Vec::new();
    for step in steps {
        let committed = step.committed.as_ref();
        let mut own = changes(id, step.before, step.after);
        for other in step.beside {
            let beside = changes(id, other, step.after);
            own.retain(|own| beside.iter().any(|other| (other.field, &other.is) == (own.field, &own.is)));
        }
        for change in own {
            let is_new = change.change == Value::Term(&ADDED);
            let is_entry = |entry: &&mut Entry| {
                let is_it = entry.field == change.field && entry.says == change.is;
                is_it && !entry.is_dealt_with && (is_new || change.change == Value::Term(&REWRITTEN))
            };
            let entry = entries.iter_mut().find(is_entry);
            let day = committed.and_then(|committed| committed.date);
            // A new entry stands at its own day, what somebody did to the record on the day of the commit.
            let date = entry.as_ref().filter(|_| is_new).map_or(day, |entry| entry.date);
            if let Some(entry) = entry {
                entry.is_dealt_with = true;
            }
            events.push(Event { nth: step.nth, ..event(date, change, committed) });
        }
    }
    let place = now.map(|measure| measure.id.span).unwrap_or_default();
    for entry in entries.into_iter().filter(|entry| !entry.is_dealt_with) {
        let (change, was) = (Value::Term(&ADDED), Value::None);
        let change = Change { field: entry.field, change, was, is: entry.says, place };
        events.push(event(entry.date, change, None));
    }
    events
}

/// An entry of the measure as it is now.
struct Entry {
    date: Option<NaiveDate>,
    field: &'static str,
    says: Value,
    is_dealt_with: bool,
}

fn entries(measure: &Named<Measure>) -> Vec<Entry> {
    let entry = |date: Option<NaiveDate>, field, says| Entry { date, field, says, is_dealt_with: false };
    let updates = measure.update.iter().map(|own| entry(own.date.copied(), LISTS[0], of_update(own)));
    let findings = measure.verification.iter().map(|own| entry(own.date.copied(), LISTS[1], of_verification(own)));
    let moves = measure.extension.iter().map(|own| entry(own.date.copied(), LISTS[2], of_extension(own)));
    updates.chain(findings).chain(moves).collect()
}

fn event(date: Option<NaiveDate>, change: Change, committed: Option<&Committed>) -> Event {
    let text = |get: fn(&Committed) -> &String| Value::text(committed.map(|own| get(own).as_str()));
    Event {
        nth: 0,
        reply: None,
        record: None,
        id: None,
        date: Value::date(date),
        change,
        commit: text(|own| &own.hash),
        author: text(|own| &own.author),
        committed: Value::date(committed.and_then(|own| own.date)),
        subject: text(|own| &own.subject),
    }
}

impl Report for Life {
    fn data(&self) -> serde_json::Value {
        super::data(self)
    }

    fn page(&self, lang: Lang) -> Page {
        let title = match &self.id {
            Some(id) => Line::default()
                .add(visible(&self.title.label(lang)), Tone::Strong)
                .add(format!("  {}", visible(id)), Tone::Quiet),
            None => Line::default().add(text("沿革", "What happened").get(lang), Tone::Strong),
        };
        let mut page = Page::new(title);
        if self.events.is_empty() {
            page.text(Line::default().add(text("没有记录", "nothing is recorded").get(lang), Tone::Quiet));
        } else {
            let has_several = self.events.windows(2).any(|pair| pair[0].reply != pair[1].reply);
            for together in self.events.chunk_by(Event::is_told_with) {
                page.heading(together[0].heading(lang));
                page.push(Block::Items(together.iter().map(|event| event.line(has_several, lang)).collect()));
            }
        }
        page
    }

    fn table(&self) -> Table {
        let mut columns = match self.id {
            Some(_) => vec![whole("id", text("编号", "id")), prose("title", text("名称", "title"))],
            None => vec![
                whole("reply", text("答复函", "reply")),
                whole("record", text("记录", "record")),
                whole("id", text("编号", "id")),
            ],
        };
        columns.extend([
            whole("date", text("日期", "date")),
            whole("field", text("字段", "field")),
            whole("change", text("变化", "change")),
            prose("was", text("原为", "was")),
            prose("is", text("现为", "is")),
            whole("commit", text("提交", "commit")),
            name("author", text("提交人", "author")),
            whole("committed", text("提交日期", "committed")),
            prose("subject", text("提交说明", "subject")),
        ]);
        let row = |event: &Event| {
            let own = |text: Option<&str>| text.map_or(Value::None, |text| Value::Text(text.to_owned()));
            let mut row = match &self.id {
                Some(id) => vec![own(Some(id)), self.title.clone()],
                None => vec![own(event.reply.as_deref()), own(event.record), own(event.id.as_deref())],
            };
            let Change { field, change, was, is, .. } = &event.change;
            row.extend([event.date.clone(), Value::Text((*field).to_owned())]);
            let rest = [change, was, is, &event.commit, &event.author, &event.committed, &event.subject];
            row.extend(rest.map(Clone::clone));
            row
        };
        Table { columns, rows: self.events.iter().map(row).collect(), groups: Vec::new() }
    }
}

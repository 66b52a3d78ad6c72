//! `log`: a measure's life from its own entries and from git together, with who committed what.

use chrono::NaiveDate;
use serde::Serialize;

use super::{
    Report,
    diff::{ADDED, Change, REMOVED, REWRITTEN, label, measure, of_extension, of_update, of_verification, title},
    words::{name, prose, whole},
};
use crate::{
    lang::{Lang, text, visible},
    model::{Ledger, Measure, Named},
    page::{Block, Column, Fit, Line, Page, Table, Tone, Value},
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

/// The ledger before and after somebody changed the measure.
#[derive(Clone, Debug)]
pub struct Step<'a> {
    /// Who committed it; nothing for what is not committed yet.
    pub committed: Option<Committed>,
    /// The earlier state.
    pub before: &'a Ledger,
    /// The later state.
    pub after: &'a Ledger,
}

/// One thing that happened.
#[derive(Debug, Serialize)]
struct Event {
    /// The day of the entry, or of the commit where it is no entry.
    date: Value,
    /// The list of the entry, the key that was changed, or the measure.
    field: &'static str,
    change: Value,
    was: Value,
    is: Value,
    commit: Value,
    author: Value,
    committed: Value,
    subject: Value,
}

/// The answer.
#[derive(Debug, Serialize)]
pub struct Life {
    schema: &'static str,
    id: String,
    title: Value,
    events: Vec<Event>,
}

const LISTS: [&str; 3] = ["update", "verification", "extension"];

impl Life {
    /// What is known of a measure. Without steps it is what its own entries tell.
    pub fn of(row: &Row<'_>, steps: &[Step<'_>]) -> Self {
        let id = &row.measure.id.value;
        let mut entries = entries(row.measure);
        let mut events = Vec::new();
        for step in steps {
            let committed = step.committed.as_ref();
            let (was, is) = (step.before.measures().get(id), step.after.measures().get(id));
            let (old, new) = (step.before, step.after);
            let changes = match (was, is) {
                (Some(was), Some(is)) => measure(was, is, old, new),
                // What a new measure has is known from the measure; its history may have come with it.
                (None, Some(is)) => {
                    let made = Change {
                        field: "measure",
                        change: Value::Term(&ADDED),
                        was: Value::None,
                        is: title(is),
                        place: is.id.span,
                    };
                    let own = measure(&Measure::default(), is, old, new).into_iter();
                    std::iter::once(made).chain(own.filter(|change| LISTS.contains(&change.field))).collect()
                }
                (Some(was), None) => {
                    vec![Change {
                        field: "measure",
                        change: Value::Term(&REMOVED),
                        was: title(was),
                        is: Value::None,
                        place: was.id.span,
                    }]
                }
                (None, None) => Vec::new(),
            };
            for change in changes {
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
                events.push(event(date, change, committed));
            }
        }
        for entry in entries.into_iter().filter(|entry| !entry.is_dealt_with) {
            let change = Change {
                field: entry.field,
                change: Value::Term(&ADDED),
                was: Value::None,
                is: entry.says,
                place: row.measure.id.span,
            };
            events.push(event(entry.date, change, None));
        }
        // What has no date is not committed yet.
        events.sort_by_key(|event| match event.date {
            Value::Date(date) => date,
            _ => NaiveDate::MAX,
        });
        Self { schema: "duban.log/1", id: id.to_string(), title: title(row.measure), events }
    }
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
        date: Value::date(date),
        field: change.field,
        change: change.change,
        was: change.was,
        is: change.is,
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
        let title = Line::default()
            .add(visible(&self.title.label(lang)), Tone::Strong)
            .add(format!("  {}", visible(&self.id)), Tone::Quiet);
        let mut page = Page::new(title);
        if self.events.is_empty() {
            page.text(Line::default().add(text("没有记录", "nothing is recorded").get(lang), Tone::Quiet));
        } else {
            let named = |event: &Event| Value::Text(label(event.field, lang).to_owned());
            let table = self.rows(named).without("id").without("title").without_empty(&[
                "was",
                "commit",
                "author",
                "committed",
                "subject",
            ]);
            page.push(Block::Table(table));
        }
        page
    }

    fn table(&self) -> Table {
        self.rows(|event| Value::Text(event.field.to_owned()))
    }
}

impl Life {
    /// The events as a table, each with a name for its field.
    fn rows(&self, named: impl Fn(&Event) -> Value) -> Table {
        let columns: Vec<Column> = vec![
            whole("id", text("编号", "id")),
            prose("title", text("名称", "title")),
            whole("date", text("日期", "date")),
            whole("field", text("字段", "field")),
            whole("change", text("变化", "change")),
            prose("was", text("原为", "was")),
            prose("is", text("现为", "is")),
            whole("commit", text("提交", "commit")),
            name("author", text("提交人", "author")),
            Column { fit: Fit::Spare(1), ..whole("committed", text("提交日期", "committed")) },
            prose("subject", text("提交说明", "subject")),
        ];
        let row = |event: &Event| {
            let mut row = vec![Value::Text(self.id.clone()), self.title.clone(), event.date.clone()];
            row.push(named(event));
            let rest =
                [&event.change, &event.was, &event.is, &event.commit, &event.author, &event.committed, &event.subject];
            row.extend(rest.map(Clone::clone));
            row
        };
        Table { columns, rows: self.events.iter().map(row).collect(), groups: Vec::new() }
    }
}

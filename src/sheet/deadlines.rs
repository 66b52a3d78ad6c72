//! The calendar of deadlines: what falls due, and the periods of what recurs that nobody reported yet.

use chrono::NaiveDate;

use crate::{
    lang::{Lang, text},
    model::{Schedule, Vocabulary as _},
    page::{Calendar, Event},
    query::{Row, field},
};

/// The days on which measures fall due that are neither reported done nor dropped.
pub fn deadlines(rows: &[Row<'_>], as_of: NaiveDate, lang: Lang) -> Calendar {
    let mut events = Vec::new();
    for row in rows {
        let standing = row.standing();
        if let (Some(due), Schedule::OnTime | Schedule::DueSoon | Schedule::Overdue) = (standing.due, standing.schedule)
        {
            events.push(event(row, "due", "", due, lang));
        }
        for period in row.periods().into_iter().filter(|period| !period.done) {
            events.push(event(row, &period.label, &period.label, period.end, lang));
        }
    }
    events.sort_by_key(|event| event.day);
    let name = match lang {
        Lang::Zh => "承诺事项时限".to_owned(),
        Lang::En => "Deadlines of commitments".to_owned(),
    };
    Calendar { name, day: as_of, events }
}

fn event(row: &Row<'_>, mark: &str, period: &str, day: NaiveDate, lang: Lang) -> Event {
    let label = |name: &str| {
        let field = field(name).expect("these are fields of the table");
        (field.get)(row).label(lang)
    };
    let (title, owner) = (label("title"), label("owner"));
    let (id, number) = (&*row.measure.id.value, row.ledger.number());
    let title = if period.is_empty() { title } else { format!("{period} {title}") };
    let owner = match lang {
        _ if owner.is_empty() => String::new(),
        Lang::Zh => format!("（{owner}）"),
        Lang::En => format!(" ({owner})"),
    };
    // Numbers begin again every year and in every place, and calendars keep one event of an identity.
    let reply = row.ledger.reply();
    let dated = reply.and_then(|reply| reply.date.copied()).map(|date| format!("{date}.")).unwrap_or_default();
    let place = reply.and_then(|reply| reply.place.as_deref()).map(|place| format!("{place}.")).unwrap_or_default();
    let due = text("到期：", "Due: ").get(lang);
    let state = row.standing().state.term().label.get(lang);
    let description = match lang {
        Lang::Zh => format!("第 {number} 号答复函，{id}\n截至 {}：{state}", row.clock.as_of),
        Lang::En => format!("reply {number}, {id}\nas of {}: {state}", row.clock.as_of),
    };
    Event {
        id: format!("{id}.{mark}@{number}.{dated}{place}duban"),
        moved: row.history().extensions().count(),
        day,
        summary: format!("{due}{title}{owner}"),
        description,
        remind: row.clock.due_soon,
    }
}

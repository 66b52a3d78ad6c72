//! The values of the fields.

use super::row::Row;
use crate::{
    lang::Said,
    model::{
        Evidence, EvidenceId, Extension, Feedback, Field, Item, List, OrgId, Schedule, Slot, Status, Str, Update,
        Verification, Vocabulary, is_known,
    },
    page::{Term, Tone, Value},
    said,
};

/// The id, and the address where the id alone does not do.
pub fn id(row: &Row<'_>) -> Value {
    Value::Id { id: row.measure.id.value.to_string(), address: row.address.clone() }
}

/// The title of the proposal, for people in their language where the ledger has it.
pub fn reply_title(row: &Row<'_>) -> Value {
    let Some(reply) = row.ledger.reply() else { return Value::None };
    both(reply.title.as_deref(), reply.en.as_deref())
}

/// Who made the proposal.
pub fn proposer(row: &Row<'_>) -> Value {
    row.ledger.reply().map_or(Value::None, |reply| prose(&reply.proposer))
}

/// The city or the county that the reply is about.
pub fn locality(row: &Row<'_>) -> Value {
    row.ledger.reply().map_or(Value::None, |reply| prose(&reply.place))
}

/// The proposer's own rating, quoted, once it is known.
pub fn feedback(row: &Row<'_>) -> Value {
    let given = row.ledger.reply().and_then(|reply| reply.feedback.as_deref());
    let known = given.filter(|feedback| is_known(feedback.date.copied(), row.clock.as_of));
    let rating = |feedback: &Feedback| {
        Value::Map(vec![
            ("date", Value::date(feedback.date.copied())),
            ("handling", prose(&feedback.handling)),
            ("result", prose(&feedback.result)),
            ("words", prose(&feedback.words)),
        ])
    };
    Value::List(known.map(rating).into_iter().collect())
}

/// A text as it was written.
pub fn prose(slot: &Slot<Str>) -> Value {
    Value::text(slot.as_deref())
}

/// The title, for people in their language where the ledger has it.
pub fn title(row: &Row<'_>) -> Value {
    both(row.measure.title.as_deref(), row.measure.en.as_deref())
}

/// A text in Chinese and in English, or in one of them for both.
fn both(zh: Option<&str>, en: Option<&str>) -> Value {
    let Some(text) = zh.or(en) else { return Value::None };
    Value::Both(Said { zh: text.to_owned(), en: en.unwrap_or(text).to_owned() })
}

/// A word of a vocabulary.
pub fn term<V: Vocabulary>(value: Option<V>) -> Value {
    value.map_or(Value::None, |value| Value::Term(value.term()))
}

/// Yes, no or nothing.
pub fn flag(value: Option<bool>) -> Value {
    value.map_or(Value::None, Value::Bool)
}

/// A number of days.
pub fn days(value: Option<i64>) -> Value {
    value.map_or(Value::None, Value::Int)
}

/// A number as it was written.
pub fn number(value: Option<u32>) -> Value {
    days(value.map(i64::from))
}

fn office(row: &Row<'_>, id: &OrgId) -> Value {
    named(row, id)
}

/// An office of the ledger, or somebody by name.
fn named(row: &Row<'_>, id: &str) -> Value {
    Value::Named { id: id.to_owned(), label: row.ledger.org_label(id) }
}

fn names<'a, T: std::ops::Deref<Target = str> + 'a>(ids: impl Iterator<Item = &'a T>) -> Value {
    Value::List(ids.map(|id| Value::Text((**id).to_owned())).collect())
}

/// The first parts of the clause, with the short name that the ledger gives them.
pub fn section(row: &Row<'_>, parts: usize) -> Value {
    let Some(clause) = row.measure.clause.as_deref() else { return Value::None };
    let end = clause.match_indices('.').nth(parts - 1).map_or(clause.len(), |(at, _)| at);
    let id = &clause[..end];
    let label = row.ledger.reply().and_then(|reply| reply.section(id)).map(|section| {
        let title = section.title.as_deref().unwrap_or_default();
        let en = section.en.as_deref().unwrap_or(title);
        said!("{id} {title}", "{id} {en}")
    });
    Value::Named { id: id.to_owned(), label: label.unwrap_or_else(|| said!("{id}", "{id}")) }
}

/// The ranges of characters in the letter.
pub fn spans(row: &Row<'_>) -> Value {
    Value::List(row.measure.span.items().map(|stretch| Value::Range(stretch.start, stretch.end)).collect())
}

/// The office that leads it.
pub fn owner(row: &Row<'_>) -> Value {
    row.measure.owner.get().map_or(Value::None, |id| office(row, id))
}

/// The offices that help.
pub fn support(row: &Row<'_>) -> Value {
    Value::List(row.measure.support.items().map(|id| office(row, id)).collect())
}

/// What is said of it; nothing said is the word for that.
pub fn status(row: &Row<'_>) -> Value {
    term(Some(row.history().status()))
}

/// Whether it is on time; silence takes the green away.
pub fn schedule(row: &Row<'_>) -> Value {
    const QUIETLY: Term = Term { tone: Tone::Quiet, ..Schedule::TERMS[Schedule::OnTime as usize] };
    let standing = row.standing();
    match standing.schedule {
        Schedule::OnTime if standing.stale => Value::Term(&QUIETLY),
        schedule => term(Some(schedule)),
    }
}

/// Days until the deadline in force.
pub fn days_left(row: &Row<'_>) -> Value {
    days(row.standing().due.map(|due| (due - row.clock.as_of).num_days()))
}

/// So many of so many.
pub fn progress(row: &Row<'_>) -> Value {
    row.standing().progress.map_or(Value::None, |(n, of)| Value::Progress(n, of))
}

/// Words to find it by.
pub fn tags(row: &Row<'_>) -> Value {
    names(row.measure.tags.items())
}

/// Ids of related measures.
pub fn related(row: &Row<'_>) -> Value {
    names(row.measure.related.items())
}

/// Ids of the indicators that bear on it.
pub fn indicators(row: &Row<'_>) -> Value {
    names(row.measure.indicators.items())
}

/// Ids of all evidence that its entries give, each once.
fn evidence_ids<'a>(row: &'a Row<'_>) -> Vec<&'a EvidenceId> {
    let history = row.history();
    let lists = history.updates().map(|entry| &entry.evidence);
    let lists = lists.chain(history.verifications().map(|entry| &entry.evidence));
    let lists = lists.chain(history.measure.item.iter().map(|item| &item.evidence));
    let mut ids: Vec<&EvidenceId> = Vec::new();
    for id in lists.flat_map(List::items) {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids
}

/// Ids of all evidence that its entries give, each once.
pub fn evidence(row: &Row<'_>) -> Value {
    names(evidence_ids(row).into_iter())
}

/// All evidence that its entries give, so that it can be looked up; of what the ledger does not have, the id only.
pub fn papers(row: &Row<'_>) -> Value {
    let paper = |id: &EvidenceId| {
        let paper = row.ledger.document.evidence.get(id);
        let said = |slot: fn(&Evidence) -> &Slot<Str>| paper.map_or(Value::None, |paper| prose(slot(paper)));
        let publisher = paper.and_then(|paper| paper.publisher.as_deref());
        Value::Map(vec![
            ("id", Value::Text(id.to_string())),
            ("title", said(|paper| &paper.title)),
            ("publisher", publisher.map_or(Value::None, |id| named(row, id))),
            ("published", Value::date(paper.and_then(|paper| paper.published.copied()))),
            ("url", said(|paper| &paper.url)),
            ("shows", said(|paper| &paper.shows)),
        ])
    };
    Value::List(evidence_ids(row).into_iter().map(paper).collect())
}

fn by(row: &Row<'_>, slot: &Slot<OrgId>) -> Value {
    slot.get().map_or(Value::None, |id| office(row, id))
}

/// The things that were counted or named.
pub fn items(row: &Row<'_>) -> Value {
    let item = |item: &Item| {
        Value::Map(vec![
            ("name", prose(&item.name)),
            ("en", prose(&item.en)),
            ("status", term(Some(row.history().item_status(item)))),
            ("evidence", names(item.evidence.items())),
        ])
    };
    Value::List(row.measure.item.iter().map(item).collect())
}

/// The statements about it.
pub fn updates(row: &Row<'_>) -> Value {
    let update = |entry: &Update| {
        Value::Map(vec![
            ("date", Value::date(entry.date.copied())),
            ("by", by(row, &entry.by)),
            ("status", term(entry.status.copied())),
            ("period", prose(&entry.period)),
            ("items", said_of_items(entry)),
            ("note", prose(&entry.note)),
            ("problem", prose(&entry.problem)),
            ("next", prose(&entry.next)),
            ("evidence", names(entry.evidence.items())),
        ])
    };
    Value::List(row.history().updates().map(update).collect())
}

fn said_of_items(entry: &Update) -> Value {
    let pairs = entry.items.get().map(AsRef::as_ref).unwrap_or_default();
    let pair = |(name, status): &(Field<Str>, Status)| {
        Value::Map(vec![("name", Value::Text(name.value.to_string())), ("status", term(Some(*status)))])
    };
    Value::List(pairs.iter().map(pair).collect())
}

/// The findings of others.
pub fn verifications(row: &Row<'_>) -> Value {
    let verification = |entry: &Verification| {
        Value::Map(vec![
            ("date", Value::date(entry.date.copied())),
            ("by", by(row, &entry.by)),
            ("period", prose(&entry.period)),
            ("result", term(entry.result.copied())),
            ("method", term(entry.method.copied())),
            ("note", prose(&entry.note)),
            ("evidence", names(entry.evidence.items())),
        ])
    };
    Value::List(row.history().verifications().map(verification).collect())
}

/// The changes of the deadline.
pub fn extensions(row: &Row<'_>) -> Value {
    let extension = |entry: &Extension| {
        Value::Map(vec![
            ("date", Value::date(entry.date.copied())),
            ("from", Value::date(entry.from.copied())),
            ("to", Value::date(entry.to.copied())),
            ("reason", prose(&entry.reason)),
            ("by", by(row, &entry.by)),
        ])
    };
    Value::List(row.history().extensions().map(extension).collect())
}

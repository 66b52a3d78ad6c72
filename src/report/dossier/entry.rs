//! One measure's own part: what was promised, where it stands in the letter, what became of it, on what evidence.

use super::{
    anchors::Anchors,
    listing::{Chosen, facet},
};
use crate::{
    lang::{Lang, Said, Text, quoted, text},
    model::{Item, Ledger, Vocabulary as _},
    page::{
        Tone, Value,
        dossier::{self, Event, Phrase, Piece, Way},
    },
    query::Row,
    report::{
        entry::{DETAILS, Entry, entries},
        show::{doubts, periods_line, place, spans},
        words::{known, value},
    },
    said,
};

/// What people read of a value, in both languages.
pub fn said(value: &Value) -> Said {
    Said::each(|lang| value.label(lang))
}

/// A value as a piece of text.
pub fn piece(value: &Value) -> Piece {
    Piece::new(said(value), value.tone())
}

/// That only the owner vouches for it; where others looked at it, what they found is said beside this.
pub fn self_reported(row: &Row<'_>) -> Piece {
    let unverified = text("自报，未核实", "self-reported");
    let label = if row.standing().verified.is_some() { text("自报", "self-reported") } else { unverified };
    Piece::new(label, Tone::Warn)
}

/// For how long nothing was heard.
pub fn silent(row: &Row<'_>) -> Piece {
    let days = row.standing().silent_days.unwrap_or_default();
    let never = row.standing().heard.is_none();
    let text = if never {
        said!("从未有消息，{days} 天", "never heard of, {days} days")
    } else {
        said!("沉寂 {days} 天", "silent for {days} days")
    };
    Piece::new(text, Tone::Warn)
}

/// The part of a row, without its cells and values.
pub fn entry(row: &Row<'_>, at: usize, anchors: &Anchors<'_>, facets: &[Chosen], has_several: bool) -> dossier::Entry {
    let number = row.number.to_string();
    let id = &*row.measure.id.value;
    let title = said(&value(row, "title"));
    dossier::Entry {
        anchor: anchors.at(at),
        number: if has_several { format!("{} {number}", row.ledger.number()) } else { number },
        title: if title.zh.is_empty() { said!("{id}", "{id}") } else { title },
        standing: standing(row),
        cells: Vec::new(),
        values: Vec::new(),
        facts: facts(row, anchors, facets),
        doubts: doubts(row),
        events: events(row),
    }
}

fn standing(row: &Row<'_>) -> Phrase {
    let standing = row.standing();
    let mut pieces = vec![piece(&value(row, "state"))];
    if standing.self_reported == Some(true) {
        pieces.push(self_reported(row));
    }
    if let Some(found) = standing.verified {
        let term = found.term();
        let (zh, en) = (term.label.zh, term.label.en);
        pieces.push(Piece::new(said!("他人核实：{zh}", "others found: {en}"), term.tone));
    }
    pieces.push(piece(&value(row, "schedule")));
    if standing.stale {
        pieces.push(silent(row));
    }
    pieces
}

/// The fields with nothing but their value.
fn plain(row: &Row<'_>, names: &[&str]) -> Vec<(Text, Phrase)> {
    let fact = |name: &&str| {
        let own = value(row, name);
        (!own.is_empty()).then(|| (known(name).label, vec![piece(&own)]))
    };
    names.iter().filter_map(fact).collect()
}

fn facts(row: &Row<'_>, anchors: &Anchors<'_>, facets: &[Chosen]) -> Vec<(Text, Phrase)> {
    let measure = row.measure;
    let label = |name: &str| known(name).label;
    let mut facts: Vec<(Text, Phrase)> = vec![(label("id"), vec![Piece::same(&*measure.id.value)])];
    if row.is_one_of_several {
        facts.extend(plain(row, &["reply"]));
    }
    if let Some(clause) = measure.clause.as_deref() {
        facts.push((label("clause"), vec![Piece::new(Said::each(|lang| place(row, clause, lang)), Tone::Plain)]));
    }
    if let Some(quote) = measure.quote.as_deref() {
        let spans = Piece::new(Said::each(|lang| spans(row, lang).trim().to_owned()), Tone::Quiet);
        facts.push((label("quote"), vec![Piece::same(quoted(quote)), spans]));
    }
    facts.extend(plain(row, &["kind", "every"]));
    let owner = value(row, "owner");
    let basis = measure.owner_basis.copied().map(|basis| Piece::new(basis.term().label, basis.term().tone));
    let named = if owner.is_empty() {
        Piece::new(text("没有牵头单位", "no office leads it"), Tone::Warn)
    } else {
        let way = facet(facets, "owner").and_then(|facet| facet.way(&owner));
        Piece { way, ..piece(&owner) }
    };
    facts.push((label("owner"), std::iter::once(named).chain(basis).collect()));
    facts.extend(plain(row, &["support", "first_due", "due_basis"]));
    let standing = row.standing();
    if standing.due.is_some() && standing.due != measure.due.copied() {
        facts.extend(plain(row, &["due"]));
    }
    let periods = row.periods();
    if !periods.is_empty() {
        let line = Said::each(|lang| periods_line(&periods, lang));
        facts.push((text("各期", "periods"), vec![Piece::new(line, Tone::Plain)]));
    }
    facts.extend(plain(row, &["progress"]));
    facts.extend(measure.item.iter().map(|own| item(row, own)));
    facts.extend(plain(row, &["done_when"]));
    let tags: Vec<Value> = measure.tags.items().map(|tag| Value::Text(tag.to_string())).collect();
    let tag = |own: &Value| Piece { way: facet(facets, "tags").and_then(|facet| facet.way(own)), ..piece(own) };
    facts.push((label("tags"), tags.iter().map(tag).collect()));
    let related = measure.related.items().map(|id| {
        let way = anchors.find(row.ledger, id).map(Way::Entry);
        let other = row.ledger.measures().get(id);
        let (zh, en) = other.map_or((None, None), |other| (other.title.as_deref(), other.en.as_deref()));
        let zh = zh.or(en).unwrap_or(id);
        let en = en.unwrap_or(zh);
        Piece { way, ..Piece::new(said!("{zh}", "{en}"), Tone::Plain) }
    });
    facts.push((label("related"), related.collect()));
    let indicators = measure.indicators.items().map(|id| {
        let name = row.ledger.document.indicator.get(id);
        let zh = name.and_then(|own| own.name.as_deref()).unwrap_or(id);
        let en = name.and_then(|own| own.en.as_deref()).unwrap_or(zh);
        Piece::new(said!("{zh}", "{en}"), Tone::Plain)
    });
    facts.push((label("indicators"), indicators.collect()));
    facts.extend(plain(row, &["note"]));
    facts.retain(|(_, phrase)| !phrase.is_empty());
    facts
}

fn item(row: &Row<'_>, item: &Item) -> (Text, Phrase) {
    let zh = item.name.as_deref().unwrap_or_default();
    let en = item.en.as_deref().unwrap_or(zh);
    let status = row.history().item_status(item).term();
    let mut phrase = vec![Piece::new(said!("{zh}", "{en}"), Tone::Plain), Piece::new(status.label, status.tone)];
    phrase.extend(item.evidence.items().flat_map(|id| paper(row.ledger, id)));
    (text("清单", "item"), phrase)
}

/// A piece of evidence as a reader would look for it.
pub fn paper(ledger: &Ledger, id: &str) -> Phrase {
    let Some(paper) = ledger.document.evidence.get(id) else {
        return vec![Piece::new(said!("{id}（台账没有登记）", "{id} (the ledger does not have it)"), Tone::Warn)];
    };
    let title = Piece::same(paper.title.as_deref().unwrap_or(id));
    let title = match paper.url.as_deref() {
        Some(url) => title.to(Way::Out(url.to_owned())),
        None => title,
    };
    let publisher = paper.publisher.as_deref().map(|publisher| ledger.org_label(publisher));
    let date = paper.published.copied().map(|date| said!("{date}", "{date}"));
    let source = [publisher, date].into_iter().flatten().map(|own| Piece::new(own, Tone::Quiet));
    std::iter::once(title).chain(source).collect()
}

fn events(row: &Row<'_>) -> Vec<Event> {
    let event = |entry: &Entry| {
        let mut head = vec![piece(&entry.date), piece(&entry.by)];
        if !entry.is_extension() {
            head.push(Piece { tone: Tone::Quiet, ..piece(&entry.entry) });
        }
        head.push(Piece::new(Said::each(|lang: Lang| entry.said(lang)), entry.says.tone()));
        head.retain(|piece| !piece.text.zh.is_empty());
        let mut lines: Vec<(Option<Text>, Phrase)> = Vec::new();
        if !entry.note.is_empty() {
            lines.push((None, vec![piece(&entry.note)]));
        }
        for (key, label) in DETAILS {
            lines.extend(entry.details.get(key).map(|own| (Some(label), vec![piece(own)])));
        }
        if let Value::List(ids) = &entry.evidence {
            let papers = ids.iter().map(|id| (Some(known("evidence").label), paper(row.ledger, &id.word())));
            lines.extend(papers);
        }
        Event { head, lines }
    };
    entries(std::slice::from_ref(row), None, row.clock.as_of).iter().map(event).collect()
}

//! The entries as a list: by what they are chosen, and what stands in their rows.

use std::collections::{HashMap, HashSet};

use super::{
    anchors::Anchors,
    entry::{entry, piece, said, self_reported, silent},
};
use crate::{
    lang::{Said, Text, text},
    model::Vocabulary as _,
    page::{
        Tone, Value,
        dossier::{Facet, Head, Listing, Piece, Way},
    },
    query::{Row, Sort, groups, sort_groups},
    report::{
        summary::{ALARMS, Alarm},
        words::known,
    },
};

/// What can be asked of entries beside their fields.
pub const SIGNAL: &str = "signal";

/// What only the owner vouches for.
const SELF_REPORTED: Alarm =
    ("self-reported", text("仅牵头单位自报", "on the owner's word only"), Tone::Warn, |row| {
        row.standing().self_reported == Some(true)
    });

/// A facet with the places of its values in every row.
pub struct Chosen {
    /// The facet.
    pub facet: Facet,
    values: Vec<Vec<usize>>,
    by_value: HashMap<(String, String), usize>,
}

impl Chosen {
    fn new(key: &'static str, label: Text, rows: usize) -> Self {
        Self {
            facet: Facet { key, label, options: Vec::new() },
            values: vec![Vec::new(); rows],
            by_value: HashMap::new(),
        }
    }

    /// By the values of fields, all in one.
    fn of_fields(key: &'static str, label: Text, fields: &[&str], rows: &[Row<'_>]) -> Self {
        let mut own = Self::new(key, label, rows.len());
        let mut all = Vec::new();
        for name in fields {
            all.extend(groups(rows, known(name)));
        }
        if let Some(field) = fields.first().map(|name| known(name))
            && !matches!(field.sort, Sort::Office)
        {
            sort_groups(&mut all, field);
        }
        let mut words = HashSet::new();
        for group in all {
            let name = (group.value.word(), said(&group.value).zh);
            let next = own.facet.options.len();
            let at = *own.by_value.entry(name).or_insert(next);
            if at == next {
                let is_none = group.value.is_empty();
                let mut word = if is_none { "–".to_owned() } else { group.value.word() };
                while !words.insert(word.clone()) {
                    word.push('~');
                }
                let label = if is_none { Said::from(text("（无）", "(none)")) } else { said(&group.value) };
                own.facet.options.push((word, label));
            }
            group.rows.into_iter().for_each(|row| own.values[row].push(at));
        }
        own.values.iter_mut().for_each(|values| values.dedup());
        own
    }

    fn of_signals(rows: &[Row<'_>]) -> Self {
        let mut own = Self::new(SIGNAL, text("信号", "signal"), rows.len());
        for (word, label, _, is_meant) in ALARMS.iter().chain([&SELF_REPORTED]) {
            let at = own.facet.options.len();
            let mut n = 0;
            for (_, values) in rows.iter().zip(&mut own.values).filter(|(row, _)| is_meant(row)) {
                values.push(at);
                n += 1;
            }
            if n > 0 {
                own.facet.options.push(((*word).to_owned(), Said::from(*label)));
            }
        }
        own
    }

    /// The way to the entries that have a value.
    pub fn way(&self, value: &Value) -> Option<Way> {
        let at = self.by_value.get(&(value.word(), said(value).zh))?;
        let (word, _) = self.facet.options.get(*at)?;
        Some(Way::Filter(self.facet.key, word.clone()))
    }
}

/// Every facet.
pub fn facets(rows: &[Row<'_>], has_several: bool) -> Vec<Chosen> {
    let mut facets = Vec::new();
    let mut by = |key: &'static str, fields: &[&str]| {
        facets.push(Chosen::of_fields(key, known(key).label, fields, rows));
    };
    by("state", &["state"]);
    by("owner", &["owner"]);
    by("section", &["chapter", "section"]);
    by("kind", &["kind"]);
    by("tags", &["tags"]);
    if has_several {
        by("reply", &["reply"]);
    }
    facets.push(Chosen::of_signals(rows));
    facets
}

/// The facet with this key.
pub fn facet<'a>(facets: &'a [Chosen], key: &str) -> Option<&'a Chosen> {
    facets.iter().find(|own| own.facet.key == key)
}

/// What stands in a row behind the name: the field, and the facet whose order is its own.
const CELLS: [(&str, Option<usize>); 5] =
    [("clause", None), ("owner", None), ("state", Some(0)), ("due", None), ("heard", None)];

/// The list.
pub fn listing(rows: &[Row<'_>], facets: Vec<Chosen>, has_several: bool) -> Listing {
    let anchors = Anchors::of(rows);
    let head = |(key, facet): &(&'static str, Option<usize>)| Head { key, label: known(key).label, facet: *facet };
    let heads = [("number", None), ("title", None)].iter().chain(&CELLS).map(head).collect();
    let of_row = |(at, row): (usize, &Row<'_>)| {
        let mut own = entry(row, at, &anchors, &facets, has_several);
        own.cells = CELLS.iter().map(|(name, _)| cell(row, name)).collect();
        own.values = facets.iter().map(|facet| facet.values[at].clone()).collect();
        own
    };
    let entries = rows.iter().enumerate().map(of_row).collect();
    Listing {
        heading: Said::from(text("承诺事项一览", "The commitments")),
        parts: Said::from(text("逐项记录", "Each commitment on record")),
        heads,
        facets: facets.into_iter().map(|own| own.facet).collect(),
        silence: text("答复以来没有任何进展记录。", "No statement has been recorded since the reply."),
        entries,
    }
}

fn cell(row: &Row<'_>, name: &str) -> Vec<Piece> {
    let value = |name: &str| piece(&(known(name).get)(row));
    let standing = row.standing();
    match name {
        "due" if standing.due.is_none() => vec![value("schedule")],
        "due" => vec![value("due"), value("schedule")],
        "heard" => {
            let mut pieces = if standing.heard.is_some() { vec![value("heard")] } else { Vec::new() };
            if standing.stale {
                pieces.push(silent(row));
            }
            pieces
        }
        "state" => {
            let mut pieces = vec![value("state")];
            if let Some(found) = standing.verified.filter(|found| found.contests()) {
                let term = found.term();
                pieces.push(Piece::new(term.label, term.tone));
            } else if standing.self_reported == Some(true) {
                pieces.push(self_reported(row));
            }
            pieces
        }
        other => vec![value(other)],
    }
}

//! Parses the pieces of a text, or the whole of it, into one document.

use std::collections::HashSet;

use toml::{
    Spanned,
    de::{DeTable, Error},
};

use super::{
    cut::{Piece, cut},
    syntax,
};
use crate::model::{Document, Finding, Record, Scope};

type Parsed<'a> = (Spanned<DeTable<'a>>, Vec<Error>);

/// Everything that a text says, and what was found on the way.
pub fn document(text: &str) -> (Document, Vec<Finding>) {
    let pieces = cut(text);
    if let Some(read) = in_pieces(text, &pieces) {
        return read;
    }
    let (table, errors) = DeTable::parse_recoverable(text);
    if errors.is_empty() {
        let mut reading = Reading::default();
        reading.take(&table, &errors, 0);
        return reading.done();
    }
    recovered(text, &pieces)
}

/// The document, if every piece is whole and no two speak of the same record: then this equals parsing the whole text.
fn in_pieces(text: &str, pieces: &[Piece<'_>]) -> Option<(Document, Vec<Finding>)> {
    if !are_apart(pieces) {
        return None;
    }
    let mut reading = Reading::default();
    for piece in pieces {
        let (table, errors) = DeTable::parse_recoverable(&text[piece.range.clone()]);
        let is_first = piece.root.is_none();
        if !errors.is_empty() || (is_first && takes_a_root(&table, pieces)) {
            return None;
        }
        reading.take(&table, &errors, piece.range.start);
    }
    Some(reading.done())
}

/// Whether no two pieces have headers of the same record or of a record and its collection.
fn are_apart(pieces: &[Piece<'_>]) -> bool {
    let mut seen = HashSet::with_capacity(pieces.len());
    let mut with_ids = HashSet::new();
    let mut bare = HashSet::new();
    for root in pieces.iter().filter_map(|piece| piece.root.as_ref()) {
        let names = if root.id.is_some() { &mut with_ids } else { &mut bare };
        names.insert(&*root.table);
        if !seen.insert((&*root.table, root.id.as_deref())) {
            return false;
        }
    }
    bare.is_disjoint(&with_ids)
}

/// Whether the lines before the first header define a table that a header speaks of, too.
fn takes_a_root(table: &Spanned<DeTable<'_>>, pieces: &[Piece<'_>]) -> bool {
    let roots = || pieces.iter().filter_map(|piece| piece.root.as_ref());
    table.get_ref().keys().any(|key| roots().any(|root| root.table == *key.get_ref()))
}

/// The document as far as it can be read: a piece with errors is joined with those after it if that mends it.
fn recovered(text: &str, pieces: &[Piece<'_>]) -> (Document, Vec<Finding>) {
    let mut reading = Reading::default();
    let mut at = 0;
    while let Some(piece) = pieces.get(at) {
        let alone = DeTable::parse_recoverable(&text[piece.range.clone()]);
        let (parsed, used) =
            if alone.1.is_empty() { (alone, 1) } else { joined(text, &pieces[at..]).unwrap_or((alone, 1)) };
        reading.take(&parsed.0, &parsed.1, piece.range.start);
        at += used;
    }
    reading.done()
}

/// How many further pieces a string that is left open may run through.
const JOINED: usize = 16;

fn joined<'a>(text: &'a str, pieces: &[Piece<'_>]) -> Option<(Parsed<'a>, usize)> {
    let start = pieces[0].range.start;
    (2..=pieces.len().min(JOINED)).find_map(|used| {
        let parsed = DeTable::parse_recoverable(&text[start..pieces[used - 1].range.end]);
        parsed.1.is_empty().then_some((parsed, used))
    })
}

/// A document that grows piece by piece.
#[derive(Default)]
struct Reading {
    document: Document,
    findings: Vec<Finding>,
}

impl Reading {
    fn take(&mut self, table: &Spanned<DeTable<'_>>, errors: &[Error], base: usize) {
        let mut scope = Scope { base, findings: Vec::new() };
        let mut part = Document::default();
        for (key, value) in table.get_ref() {
            if !part.put(key.get_ref(), value, &mut scope) {
                crate::model::unknown_key(Document::KEYS, key, &mut scope);
            }
        }
        // What is missing behind a syntax error may be there and unread.
        if !errors.is_empty() {
            scope.findings.retain(|finding| finding.rule != "missing-key");
        }
        self.findings.extend(errors.iter().map(|error| syntax::finding(error, &scope)));
        self.findings.append(&mut scope.findings);
        self.document.absorb(part);
    }

    fn done(self) -> (Document, Vec<Finding>) {
        (self.document, self.findings)
    }
}

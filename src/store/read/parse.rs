//! Parses the pieces of a text, or the whole of it, into one document.

use std::{borrow::Cow, collections::HashSet, ops::Range};

use toml::{
    Spanned,
    de::{DeTable, Error},
};
use toml_parser::{Source, lexer::TokenKind};

use super::{
    cut::{Piece, cut},
    syntax,
};
use crate::model::{Document, Finding, Record, Scope, reading, unknown_key};

/// Everything that a text says.
#[derive(Default)]
pub struct Read {
    /// The document.
    pub document: Document,
    /// What was found on the way.
    pub findings: Vec<Finding>,
    /// The parts of the text that have syntax errors.
    pub broken: Vec<Range<usize>>,
    /// What is wrong with the whole text: all there is to tell where no piece has an error of its own, and yet they do not
    /// fit together.
    pub misfits: Vec<Finding>,
}

/// Reads a text.
pub fn document(text: &str) -> Read {
    let pieces = cut(text);
    if let Some(read) = in_pieces(text, &pieces) {
        return read;
    }
    match DeTable::parse_recoverable(text) {
        (table, errors) if errors.is_empty() => of_table(&table),
        (_, errors) => {
            let mut read = recovered(text, &pieces);
            read.findings.extend(defined_twice(text, &errors, &pieces));
            read.misfits = errors.iter().map(|error| syntax::finding(error, &Scope::default())).collect();
            read
        }
    }
}

fn of_table(table: &Spanned<DeTable<'_>>) -> Read {
    let mut read = Read::default();
    read.take(table, &[], 0);
    read
}

/// Everything that a text says, parsed in one piece: what cutting has to equal.
#[cfg(test)]
pub fn whole(text: &str) -> Read {
    of_table(&DeTable::parse_recoverable(text).0)
}

/// The document, if every piece is whole and no two speak of the same record: then this equals parsing the whole text.
fn in_pieces(text: &str, pieces: &[Piece<'_>]) -> Option<Read> {
    if !are_apart(pieces) {
        return None;
    }
    let mut read = Read::default();
    for piece in pieces {
        let (table, errors) = DeTable::parse_recoverable(&text[piece.range.clone()]);
        let is_first = piece.root.is_none();
        if !errors.is_empty() || (is_first && takes_a_root(&table, pieces)) {
            return None;
        }
        read.take(&table, &errors, piece.range.start);
    }
    Some(read)
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

/// The document as far as it can be read. A piece that ends inside a multi-line string goes on in those after it.
fn recovered(text: &str, pieces: &[Piece<'_>]) -> Read {
    let mut read = Read::default();
    let mut at = 0;
    while let Some(piece) = pieces.get(at) {
        let used = extent(text, &pieces[at..]);
        let end = pieces[at + used - 1].range.end;
        read.take_broken(&text[piece.range.start..end], piece.range.start);
        at += used;
    }
    read
}

/// Tables that the whole text defines twice, which its pieces cannot see. Records are left to whoever compares ids.
fn defined_twice(text: &str, errors: &[Error], pieces: &[Piece<'_>]) -> Vec<Finding> {
    let is_table = |error: &&Error| {
        let at = error.span().unwrap_or_default().start;
        let piece = &pieces[pieces.partition_point(|piece| piece.range.start <= at) - 1];
        let has_id = piece.root.as_ref().is_some_and(|root| root.id.is_some());
        error.message().starts_with("duplicate key") && !has_id && text[line_at(text, at)].trim_start().starts_with('[')
    };
    errors.iter().filter(is_table).map(|error| syntax::finding(error, &Scope::default())).collect()
}

/// How many further pieces a string may run through before it counts as never closed.
const JOINED: usize = 16;

/// How many pieces belong together because a multi-line string runs through them.
fn extent(text: &str, pieces: &[Piece<'_>]) -> usize {
    let start = pieces[0].range.start;
    let is_closed = |used: &usize| !ends_in_string(&text[start..pieces[used - 1].range.end]);
    (1..=pieces.len().min(JOINED)).find(is_closed).unwrap_or(1)
}

/// Whether a text ends inside a multi-line string.
fn ends_in_string(text: &str) -> bool {
    let last = Source::new(text).lex().filter(|token| !token.span().is_empty()).last();
    last.is_some_and(|token| {
        let text = &text[token.span().start()..token.span().end()];
        let quote = match token.kind() {
            TokenKind::MlBasicString => "\"\"\"",
            TokenKind::MlLiteralString => "'''",
            _ => return false,
        };
        text.len() < 2 * quote.len() || !text.ends_with(quote)
    })
}

/// How often lines of one piece are blanked out, however many they are, before the rest of it is given up.
const ROUNDS: usize = 100;

/// The bytes of the line around a byte, without its end.
fn line_at(text: &str, at: usize) -> Range<usize> {
    let start = text[..at].rfind(['\r', '\n']).map_or(0, |newline| newline + 1);
    let end = text[at..].find(['\r', '\n']).map_or(text.len(), |newline| at + newline);
    start..end
}

impl Read {
    fn take(&mut self, table: &Spanned<DeTable<'_>>, errors: &[Error], base: usize) {
        let mut scope = Scope { base, findings: Vec::new() };
        let mut part = Document::default();
        for (key, value) in table.get_ref() {
            if !part.put(key.get_ref(), value, &mut scope) {
                unknown_key(Document::KEYS, key, &mut scope);
            }
        }
        // What stands at the top of a broken piece may have lost its header.
        if !errors.is_empty() {
            scope.findings.retain(|finding| finding.rule != reading::UNKNOWN_KEY || finding.record.is_some());
        }
        self.findings.extend(errors.iter().map(|error| syntax::finding(error, &scope)));
        self.findings.append(&mut scope.findings);
        self.document.absorb(part);
    }

    /// Takes a piece that may have errors. The parser gives up at a key without a value: such lines are reported, blanked
    /// out, and the rest is read all the same.
    fn take_broken(&mut self, text: &str, base: usize) {
        let range = base..base + text.len();
        let mut text = Cow::Borrowed(text);
        let mut errors: Vec<Error> = Vec::new();
        let mut known = HashSet::new();
        for round in 0.. {
            let (table, found) = DeTable::parse_recoverable(&text);
            let lost = found.iter().filter(|error| error.message().starts_with("key with no value"));
            let lost = lost.filter_map(|error| Some(line_at(&text, error.span()?.start)));
            let lines: Vec<Range<usize>> = lost.filter(|line| !text[line.clone()].trim().is_empty()).collect();
            errors.extend(
                found.into_iter().filter(|error| known.insert(error.span().map(|span| (span.start, span.end)))),
            );
            if lines.is_empty() || round == ROUNDS {
                self.broken.extend((!errors.is_empty()).then_some(range));
                return self.take(&table, &errors, base);
            }
            let blanked = blanked(&text, lines);
            drop(table);
            text = Cow::Owned(blanked);
        }
    }
}

/// The text with blanks in the place of some of its lines.
fn blanked(text: &str, mut lines: Vec<Range<usize>>) -> String {
    lines.sort_unstable_by_key(|line| line.start);
    lines.dedup();
    let mut blanked = String::with_capacity(text.len());
    for line in lines {
        blanked.push_str(&text[blanked.len()..line.start]);
        blanked.extend(std::iter::repeat_n(' ', line.len()));
    }
    blanked.push_str(&text[blanked.len()..]);
    blanked
}

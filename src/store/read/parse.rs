//! Parses the pieces of a text, or the whole of it, into one document.

use std::{borrow::Cow, ops::Range, sync::Arc};

use hashbrown::HashSet;
use toml::{
    Spanned,
    de::{DeTable, Error},
};
use toml_parser::{Source, lexer::TokenKind};

use super::{
    cut::{self, Piece, Root, cut},
    keep::Keep,
    plain, syntax,
};
use crate::{
    model::{Collection, Document, Finding, Holder, Passed, Record, Scope, reading, unknown_key},
    work::{both, share, threads},
};

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
    /// Where the pieces begin, when each was read by itself.
    pub pieces: Vec<u32>,
    /// What was read and not kept.
    pub passed: Vec<Passed>,
}

/// Reads a text. All of it is kept when it cannot be read in pieces.
pub fn document(text: &Arc<String>, keep: Keep<'_>) -> Read {
    if let Some(read) = in_pieces(text, parts_of(text), keep) {
        return read;
    }
    match DeTable::parse_recoverable(text) {
        (table, errors) if errors.is_empty() => of_table(&table, &Holder::of(text)),
        (_, errors) => {
            let pieces = cut(text);
            let mut read = recovered(text, &pieces);
            read.findings.extend(defined_twice(text, &errors, &pieces));
            if read.broken.is_empty() {
                read.misfits = errors.iter().map(|error| syntax::finding(error, &Scope::default())).collect();
            }
            read
        }
    }
}

fn of_table(table: &Spanned<DeTable<'_>>, holder: &Holder) -> Read {
    let mut read = Read::default();
    read.take(table, &[], 0, holder);
    read
}

/// Everything that a text says, parsed in one piece: what cutting has to equal.
#[cfg(test)]
pub fn whole(text: &Arc<String>) -> Read {
    of_table(&DeTable::parse_recoverable(text).0, &Holder::of(text))
}

/// What some consecutive pieces are about.
#[derive(Default)]
struct About<'a> {
    /// The records, in order.
    roots: Vec<Root<'a>>,
    /// The keys before the first header.
    top: Vec<String>,
}

/// In how many parts a text is read, each on a core of its own.
fn parts_of(text: &str) -> usize {
    threads(text.len() / WORTH_A_THREAD)
}

/// How many bytes are worth a thread of their own.
const WORTH_A_THREAD: usize = 1 << 18;

/// The document, if every piece is whole and no two speak of the same record: then this equals parsing the whole text,
/// in however many parts it is read.
pub fn in_pieces(text: &Arc<String>, parts: usize, keep: Keep<'_>) -> Option<Read> {
    let ends = cut::parts(text, parts).into_iter().chain([text.len()]);
    let mut start = 0;
    let ranges: Vec<Range<usize>> = ends.map(|end| std::mem::replace(&mut start, end)..end).collect();
    let read = |range: &Range<usize>| part(text, range.clone(), &Holder::of(text), keep);
    let parts = share(&ranges, ranges.len(), read).into_iter().collect::<Option<Vec<_>>>()?;
    let (reads, abouts): (Vec<Read>, Vec<About<'_>>) = parts.into_iter().unzip();
    let joined = || reads.into_iter().reduce(Read::joined).unwrap_or_default();
    let are_apart = || are_apart(&abouts, keep);
    let (are_apart, read) = if abouts.len() > 1 { both(are_apart, joined) } else { (are_apart(), joined()) };
    are_apart.then_some(read)
}

/// What a part of the text says that begins and ends where it may be cut, if every piece of it is whole.
fn part<'a>(text: &'a str, range: Range<usize>, holder: &Holder, keep: Keep<'_>) -> Option<(Read, About<'a>)> {
    let (base, text) = (range.start, &text[..range.end]);
    let (mut read, mut about) = (Read::default(), About::default());
    let mut at = base;
    while at < text.len() {
        read.pieces.push(u32::try_from(at).ok()?);
        if let Some(passed) = keep.passed_at(at) {
            at = passed.place.end as usize;
            read.passed.push(passed);
            continue;
        }
        if let Some((end, root)) = plain::record(text, at, holder, keep, &mut read) {
            about.roots.push(root);
            at = end;
            continue;
        }
        let root = cut::header(cut::line(text, at)).map(|(root, _)| root);
        let (end, _) = cut::end(text, at, root.as_ref());
        let (table, errors) = DeTable::parse_recoverable(&text[at..end]);
        if !errors.is_empty() || root.as_ref().is_some_and(|root| !is_about(&table, root)) {
            return None;
        }
        match root {
            Some(root) => about.roots.push(root),
            None => about.top.extend(table.get_ref().keys().map(|key| key.get_ref().to_string())),
        }
        read.take(&table, &errors, at, holder);
        at = end;
    }
    Some((read, about))
}

/// Whether a piece speaks of nothing but what its headers are about: one that is spelled oddly is not seen as a header.
fn is_about(table: &Spanned<DeTable<'_>>, root: &Root<'_>) -> bool {
    let table = table.get_ref();
    let is_alone = |table: &DeTable<'_>, key: &str| table.len() == 1 && table.contains_key(key);
    let inner = || table.get(&*root.table)?.get_ref().as_table();
    is_alone(table, &root.table) && root.id.as_ref().is_none_or(|id| inner().is_some_and(|inner| is_alone(inner, id)))
}

/// Whether no two pieces have headers of the same record, or of a record and its collection, and what stands before the first
/// header defines no table of which a header speaks, too. What is known to stand in the text already is apart from itself.
fn are_apart(parts: &[About<'_>], keep: Keep<'_>) -> bool {
    let roots = || parts.iter().flat_map(|part| &part.roots);
    let mut seen = HashSet::with_capacity(parts.iter().map(|part| part.roots.len()).sum());
    let mut with_ids = Vec::from_iter(keep.knows_measures().then_some(Collection::Measure.key()));
    let mut bare: Vec<&str> = Vec::new();
    let top: Vec<&str> = parts.iter().flat_map(|part| part.top.iter().map(String::as_str)).collect();
    for root in roots() {
        let names = if root.id.is_some() { &mut with_ids } else { &mut bare };
        if names.last() != Some(&&*root.table) && !names.contains(&&*root.table) {
            names.push(&root.table);
        }
        let is_known =
            || root.table == Collection::Measure.key() && root.id.as_ref().is_some_and(|id| keep.is_elsewhere(id));
        if !seen.insert(root) || top.contains(&&*root.table) || is_known() {
            return false;
        }
    }
    !with_ids.iter().any(|table| bare.contains(table) || top.contains(table))
}

/// The document as far as it can be read. A piece that ends inside a multi-line string goes on in those after it.
fn recovered(text: &Arc<String>, pieces: &[Piece<'_>]) -> Read {
    let holder = Holder::of(text);
    let mut read = Read::default();
    let mut at = 0;
    while let Some(piece) = pieces.get(at) {
        let used = extent(text, &pieces[at..]);
        let end = pieces[at + used - 1].range.end;
        read.take_broken(&text[piece.range.start..end], piece.range.start, &holder);
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
    /// Both, one behind the other.
    fn joined(mut self, mut other: Self) -> Self {
        self.document.absorb(other.document);
        self.findings.append(&mut other.findings);
        self.broken.append(&mut other.broken);
        self.pieces.append(&mut other.pieces);
        self.passed.append(&mut other.passed);
        self
    }

    fn take(&mut self, table: &Spanned<DeTable<'_>>, errors: &[Error], base: usize, holder: &Holder) {
        let mut scope = Scope { base, findings: Vec::new(), holder: Some(holder.clone()) };
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
    fn take_broken(&mut self, text: &str, base: usize, holder: &Holder) {
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
                return self.take(&table, &errors, base, holder);
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

//! Cuts a ledger's text at the headers of its records, so that each can be parsed alone.
//!
//! A cut is a guess: a line inside a multi-line string may look like a header. Whoever parses the pieces finds out,
//! because the piece before such a cut is left open, and falls back to the whole text.

use std::ops::Range;

use crate::model::Collection;

/// What a header is about: `measure` and the id in `[measure.ID.update]`, `reply` alone in `[[reply.passage]]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Root<'a> {
    /// The first part of the header's key.
    pub table: &'a str,
    /// The id, where the table is a collection of records.
    pub id: Option<&'a str>,
}

/// Consecutive lines that speak of one record.
#[derive(Clone, Debug)]
pub struct Piece<'a> {
    /// The bytes of the piece.
    pub range: Range<usize>,
    /// What its headers are about; `None` for the lines before the first header.
    pub root: Option<Root<'a>>,
}

/// The pieces of a text, in order and without gaps.
pub fn cut(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut open = Piece { range: 0..0, root: None };
    loop {
        let next;
        (open.range.end, next) = end(text, open.range.start, open.root);
        let at = open.range.end;
        pieces.push(open);
        match next {
            Some(root) => open = Piece { range: at..at, root: Some(root) },
            None => return pieces,
        }
    }
}

/// Where a piece ends that begins at a byte with a header of a root, and what the header is about that ends it.
pub fn end<'a>(text: &'a str, start: usize, root: Option<Root<'a>>) -> (usize, Option<Root<'a>>) {
    let mut at = if root.is_some() { next_line(text, start) } else { start };
    while at < text.len() {
        let end = next_line(text, at);
        if let Some((next, is_record)) = header_of(text, at..end)
            && (is_record || root != Some(next))
        {
            return (at, Some(next));
        }
        at = end;
    }
    (text.len(), None)
}

fn next_line(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |line| at + line + 1)
}

/// Where a text may be cut into parts of about the same size: at headers of records, none of them at its start.
pub fn parts(text: &str, parts: usize) -> Vec<usize> {
    let record = |from: usize| {
        let from = text.ceil_char_boundary(from);
        let heads = text[from..].match_indices("\n[").map(|(line, _)| from + line + 1);
        heads.take(PATIENCE).find(|at| matches!(header_of(text, *at..next_line(text, *at)), Some((_, true))))
    };
    let mut cuts: Vec<usize> = (1..parts).filter_map(|part| record(text.len() / parts * part)).collect();
    cuts.dedup();
    cuts
}

/// At how many lines that look like headers of something else a cut is given up.
const PATIENCE: usize = 10_000;

/// What a line of a text is about if it is a header. A mark stands before the first line only: anywhere else it is an error.
fn header_of(text: &str, line: Range<usize>) -> Option<(Root<'_>, bool)> {
    let is_first = line.start == 0;
    let line = &text[line];
    header(if is_first { line.strip_prefix('\u{feff}').unwrap_or(line) } else { line })
}

/// What the header is about at which a piece begins; nothing for the lines before the first one.
pub fn root_at(text: &str, at: usize) -> Option<Root<'_>> {
    header_of(text, at..next_line(text, at)).map(|(root, _)| root)
}

/// What a line is about if it is a header in the usual spelling, and whether it heads a record itself and not one of its
/// tables; other spellings are left to the whole parse.
pub fn header(line: &str) -> Option<(Root<'_>, bool)> {
    let line = blanks(line).strip_prefix('[')?;
    let line = line.trim_end_matches([' ', '\t', '\r', '\n']);
    let (line, close) = line.strip_prefix('[').map_or((line, "]"), |line| (line, "]]"));
    let (table, mut rest) = key(line)?;
    let mut id = None;
    let mut parts = 1;
    while let Some(next) = rest.strip_prefix('.') {
        let (part, after) = key(next)?;
        id.get_or_insert(part);
        rest = after;
        parts += 1;
    }
    let after = blanks(rest.strip_prefix(close)?);
    let is_book = Collection::ALL.iter().any(|book| book.key() == table);
    let is_record = is_book && parts == 2 && close == "]";
    (after.is_empty() || after.starts_with('#')).then_some((Root { table, id: id.filter(|_| is_book) }, is_record))
}

/// One part of a dotted key and what follows it.
fn key(text: &str) -> Option<(&str, &str)> {
    let text = blanks(text);
    let (key, rest) = match text.as_bytes().first()? {
        quote @ (b'"' | b'\'') => {
            let (key, rest) = text[1..].split_once(char::from(*quote))?;
            (!key.contains('\\')).then_some((key, rest))?
        }
        _ => {
            let is_key = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
            let end = text.bytes().position(|byte| !is_key(byte)).filter(|end| *end > 0)?;
            text.split_at(end)
        }
    };
    Some((key, blanks(rest)))
}

/// A text without the blanks at its start.
fn blanks(text: &str) -> &str {
    let start = text.bytes().position(|byte| !matches!(byte, b' ' | b'\t')).unwrap_or(text.len());
    &text[start..]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn roots(text: &str) -> Vec<(String, &str)> {
        let name = |root: Option<Root<'_>>| match root {
            Some(Root { table, id: Some(id) }) => format!("{table}/{id}"),
            Some(Root { table, id: None }) => table.to_owned(),
            None => String::new(),
        };
        cut(text).into_iter().map(|piece| (name(piece.root), &text[piece.range])).collect()
    }

    #[test]
    fn a_record_and_its_subtables_are_one_piece() {
        let text = "a = 1\n[reply]\n[[reply.passage]]\n[measure.a] # c\n[[measure.a.update]]\n [ measure . \"b\" ]\nx=[\n[1],\n]\n";
        let pieces = roots(text);
        let names: Vec<_> = pieces.iter().map(|(root, _)| root.as_str()).collect();
        assert_eq!(names, ["", "reply", "measure/a", "measure/b"]);
        assert_eq!(pieces.iter().map(|(_, text)| *text).collect::<String>(), text);
    }

    #[test]
    fn a_second_header_of_a_record_begins_a_piece_of_its_own() {
        let text = "\u{feff}[measure.a]\n[[measure.a.update]]\n[measure.a]\n[measure.a.x]\n";
        let pieces = roots(text);
        let names: Vec<_> = pieces.iter().map(|(root, _)| root.as_str()).collect();
        assert_eq!(names, ["", "measure/a", "measure/a"]);
    }

    #[test]
    fn what_is_no_header_does_not_cut() {
        for text in ["[1, 2],\n", "x = 1\n  [\n", "[\"a\\u0062\"]\n", "['a', 'b']\n", "[]\n"] {
            assert_eq!(roots(text).len(), 1, "{text:?}");
        }
    }
}

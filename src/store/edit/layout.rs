//! How a record is laid out in the text, and which bytes a change of it touches.

use toml::{
    Spanned,
    de::{DeString, DeTable, DeValue},
};

use super::{Change, Entry, Wrong, splice::Splice, value};
use crate::model::{Collection, Key, Shape};

type Child<'v, 'a> = (&'v Spanned<DeString<'a>>, &'v Spanned<DeValue<'a>>);

/// A record in a text.
#[derive(Debug)]
pub struct Layout<'v, 'a> {
    text: &'v str,
    newline: &'static str,
    collection: Collection,
    id: &'v str,
    given: &'v Spanned<DeValue<'a>>,
    table: &'v DeTable<'a>,
}

impl<'v, 'a> Layout<'v, 'a> {
    /// Finds a record in a parsed text whose lines end like this.
    pub fn find(
        text: &'v str,
        newline: &'static str,
        root: &'v DeTable<'a>,
        (collection, id): (Collection, &'v str),
    ) -> Option<Self> {
        let given = root.get(collection.key())?.get_ref().get(id)?;
        Some(Self { text, newline, collection, id, given, table: given.get_ref().as_table()? })
    }

    /// The splice that makes a change; none when there is nothing to do.
    pub fn splice(&self, change: &Change) -> Result<Option<Splice>, Wrong> {
        let body = |given, table, keys| Body { text: self.text, newline: self.newline, given, table, keys };
        let own = body(self.given, self.table, self.collection.keys());
        Ok(match change {
            Change::Set((key, value)) => Some(own.set(key, value)),
            Change::Unset(key) => own.unset(key),
            Change::Append(key, entries) => Some(self.append(&own, key, entries)),
            Change::SetIn(list, at, (key, value)) => {
                let items = own.table.get(*list).and_then(|list| list.get_ref().as_array());
                let given = items.and_then(|items| items.get(*at)).ok_or(Wrong::NoSuchTable)?;
                let table = given.get_ref().as_table().ok_or(Wrong::NoSuchTable)?;
                Some(body(given, table, inner_keys(own.keys, list)).set(key, value))
            }
        })
    }

    fn append(&self, own: &Body<'_, 'a>, list: &'static str, entries: &[Entry]) -> Splice {
        let existing = own.table.get(list);
        let last = existing.and_then(|existing| existing.get_ref().as_array()?.iter().last());
        match (existing, last) {
            (Some(_), Some(last)) if self.text[last.span()].starts_with("[[") => {
                let end = end_of(last);
                block(self.newline, after_line(self.text, end), &self.header(list), entries)
            }
            (Some(_), Some(last)) => {
                Splice { range: end_of(last)..end_of(last), text: format!(", {}", value::table(entries)) }
            }
            (Some(existing), None) => Splice { range: existing.span(), text: value::list([value::table(entries)]) },
            (None, _) if own.is_inline() => own.set(list, &value::list([value::table(entries)])),
            (None, _) => block(self.newline, after_line(self.text, end_of(self.given)), &self.header(list), entries),
        }
    }

    fn header(&self, list: &str) -> String {
        format!("[[{}.{}.{list}]]", self.collection.key(), value::key(self.id))
    }
}

/// The keys of one table and where they stand.
struct Body<'v, 'a> {
    text: &'v str,
    newline: &'static str,
    given: &'v Spanned<DeValue<'a>>,
    table: &'v DeTable<'a>,
    keys: &'static [Key],
}

impl<'v, 'a> Body<'v, 'a> {
    fn is_inline(&self) -> bool {
        self.text[self.given.span()].starts_with('{')
    }

    /// The keys that are written as `key = value`, not as headers; a header holds its key.
    fn plain(&self) -> impl Iterator<Item = Child<'v, 'a>> {
        self.table.iter().filter(|(key, value)| key.span().end <= value.span().start || key.span() == value.span())
    }

    fn rank(&self, key: &str) -> usize {
        self.keys.iter().position(|known| known.name == key).unwrap_or(usize::MAX)
    }

    fn set(&self, key: &str, value: &str) -> Splice {
        if let Some(existing) = self.table.get(key) {
            return Splice { range: existing.span(), text: value.to_owned() };
        }
        let rank = self.rank(key);
        let before = self.plain().filter(|(key, _)| self.rank(key.get_ref()) < rank);
        let before = before.max_by_key(|(key, _)| self.rank(key.get_ref()));
        match before {
            Some((_, sibling)) if self.is_inline() => {
                Splice { range: end_of(sibling)..end_of(sibling), text: format!(", {key} = {value}") }
            }
            Some((sibling_key, sibling)) => {
                let prefix = &self.text[line_start(self.text, sibling_key.span().start)..sibling_key.span().start];
                line(self.newline, line_end(self.text, end_of(sibling)), &format!("{prefix}{key} = {value}"))
            }
            None => self.set_first(key, value),
        }
    }

    /// Sets a key that comes before all others.
    fn set_first(&self, key: &str, value: &str) -> Splice {
        let span = self.given.span();
        if self.is_inline() {
            let text = if self.table.is_empty() { format!(" {key} = {value} ") } else { format!(" {key} = {value},") };
            return Splice { range: span.start + 1..span.start + 1, text };
        }
        if self.text[span.clone()].starts_with('[') {
            return line(self.newline, line_end(self.text, span.end), &format!("{key} = {value}"));
        }
        // No header of its own: dotted keys, whose prefix is repeated on a line before the first of them.
        let first = self.plain().map(|(key, _)| key.span().start).min().unwrap_or(span.start);
        let start = line_start(self.text, first);
        let text = format!("{}{key} = {value}{}", &self.text[start..first], self.newline);
        Splice { range: start..start, text }
    }

    fn unset(&self, key: &str) -> Option<Splice> {
        let (own, given) = self.plain().find(|(own, _)| own.get_ref() == key)?;
        if !self.is_inline() {
            let (mut start, end) = (line_start(self.text, own.span().start), next_line(self.text, end_of(given)));
            if end == self.text.len() && !self.text.ends_with('\n') {
                // The last line goes with the break before it: the file still ends without one.
                let before = &self.text[..start];
                start = before.strip_suffix("\r\n").or_else(|| before.strip_suffix('\n')).map_or(start, str::len);
            }
            return Some(Splice { range: start..end, text: String::new() });
        }
        let (mut start, mut end) = (own.span().start, end_of(given));
        let after = self.text[end..].trim_start();
        if after.starts_with(',') {
            end = self.text.len() - after.len() + 1;
            end += self.text[end..].len() - self.text[end..].trim_start_matches([' ', '\t']).len();
        } else {
            let before = self.text[..start].trim_end();
            start = before.strip_suffix(',').map_or(start, str::len);
        }
        Some(Splice { range: start..end, text: String::new() })
    }
}

fn inner_keys(keys: &'static [Key], list: &str) -> &'static [Key] {
    keys.iter().find(|key| key.name == list).map_or(&[], |key| match key.shape {
        Shape::Records(keys) => keys,
        _ => &[],
    })
}

/// The splice that adds a record with its header behind a byte.
pub fn record(text: &str, at: usize, collection: Collection, id: &str, entries: &[Entry]) -> Splice {
    block(newline(text), at, &format!("[{}.{}]", collection.key(), value::key(id)), entries)
}

/// Where the last line of a table ends, with the comment lines that belong to it.
pub fn end_of_path(text: &str, path: &[&str]) -> Option<usize> {
    let (table, _) = DeTable::parse_recoverable(text);
    let (last, above) = path.split_last()?;
    let table = above.iter().try_fold(table.get_ref(), |table, key| table.get(*key)?.get_ref().as_table())?;
    Some(after_line(text, end_of(table.get(*last)?)))
}

/// Where the comment lines begin that lead to a header without a blank line between.
pub fn leading_comments(text: &str, header: usize) -> usize {
    let mut start = header;
    while start > 0 {
        let before = line_start(text, start - 1);
        if !text[before..start].trim_start().starts_with('#') {
            break;
        }
        start = before;
    }
    start
}

/// Where a value ends, and everything that is said below it under headers of its own.
fn end_of(value: &Spanned<DeValue<'_>>) -> usize {
    let own = value.span().end;
    match value.get_ref() {
        DeValue::Table(table) => table.values().map(end_of).max().unwrap_or(own).max(own),
        DeValue::Array(items) => items.iter().map(end_of).max().unwrap_or(own).max(own),
        _ => own,
    }
}

fn line_start(text: &str, at: usize) -> usize {
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    if start == 0 && text.starts_with('\u{feff}') { '\u{feff}'.len_utf8().min(at) } else { start }
}

/// The end of a line, before its line break.
fn line_end(text: &str, at: usize) -> usize {
    let end = text[at..].find('\n').map_or(text.len(), |newline| at + newline);
    end - usize::from(end > at && text[..end].ends_with('\r'))
}

fn next_line(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |newline| at + newline + 1)
}

/// The end of the line of a byte, or of the comment lines that follow it, unless they lead to a header.
fn after_line(text: &str, at: usize) -> usize {
    let own = line_end(text, at);
    let mut end = own;
    loop {
        let start = next_line(text, end);
        if start <= end || start >= text.len() {
            return end;
        }
        let line = text[start..line_end(text, start)].trim();
        if line.starts_with('[') {
            return own;
        }
        if !line.starts_with('#') {
            return end;
        }
        end = line_end(text, start);
    }
}

/// The text's own line break.
pub fn newline(text: &str) -> &'static str {
    match text.find('\n') {
        Some(at) if text[..at].ends_with('\r') => "\r\n",
        _ => "\n",
    }
}

/// A new line behind the end of a line.
fn line(newline: &str, end: usize, content: &str) -> Splice {
    Splice { range: end..end, text: format!("{newline}{content}") }
}

/// A new table with its header behind the end of a line, set off by a blank line.
fn block(newline: &str, end: usize, header: &str, entries: &[Entry]) -> Splice {
    let mut block = if end == 0 { String::new() } else { newline.repeat(2) };
    block.push_str(header);
    for (key, value) in entries {
        block.push_str(&format!("{newline}{key} = {value}"));
    }
    Splice { range: end..end, text: block }
}

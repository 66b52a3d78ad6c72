//! How a record is laid out in the text, and which bytes a change of it touches.

use toml::{
    Spanned,
    de::{DeArray, DeString, DeTable, DeValue},
};

use super::{
    Wrong, list,
    record::{block, block_before, end_of},
    splice::Splice,
    text::{after_line, line_end, line_start, next_line},
    tree::Tree,
    value,
};
use crate::model::{Change, Collection, Key, Pair, Shape};

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

    /// The splices that make a change, in order of place; none when there is nothing to do.
    pub fn splices(&self, change: &Change) -> Result<Vec<Splice>, Wrong> {
        let body = |given, table, keys| Body { text: self.text, newline: self.newline, given, table, keys };
        let own = body(self.given, self.table, self.collection.keys());
        Ok(match change {
            Change::Set((key, value)) => vec![own.set(key, value)],
            Change::Unset(key) => own.unset(key).into_iter().collect(),
            Change::Insert(key, values) => match self.list(key)? {
                Some((given, items)) => list::insert(self.text, given, items, values),
                None => vec![own.set(key, &value::list(values.iter().cloned()))],
            },
            Change::Remove(key, values) => match self.list(key)? {
                Some((_, items)) => list::remove(self.text, items, values),
                None => Vec::new(),
            },
            Change::Unrepeat(key) => match self.list(key)? {
                Some((_, items)) => list::unrepeat(self.text, items),
                None => Vec::new(),
            },
            Change::Enter(key, at, entries) => vec![self.enter(&own, key, *at, entries)?],
            Change::SetIn { list, name, entry: (key, value) } => {
                let (_, items) = self.list(list)?.ok_or(Wrong::NoSuchTable)?;
                let is_it = |item: &&Spanned<DeValue<'_>>| Tree::has_name(item.get_ref(), name);
                let given = items.iter().find(is_it).ok_or(Wrong::NoSuchTable)?;
                let table = given.get_ref().as_table().ok_or(Wrong::NoSuchTable)?;
                vec![body(given, table, inner_keys(own.keys, list)).set(key, value)]
            }
        })
    }

    /// The list behind a key; what stands there and is no list is not touched.
    fn list(&self, key: &str) -> Result<Option<List<'v, 'a>>, Wrong> {
        let Some(given) = self.table.get(key) else { return Ok(None) };
        Ok(Some((given, given.get_ref().as_array().ok_or(Wrong::Layout)?)))
    }

    fn enter(&self, own: &Body<'_, 'a>, key: &'static str, at: usize, entries: &[Pair]) -> Result<Splice, Wrong> {
        let Some((given, items)) = self.list(key)? else {
            return Ok(if own.is_inline() {
                own.set(key, &value::list([value::table(entries)]))
            } else {
                block(self.newline, after_line(self.text, end_of(self.given)), &self.header(key), entries)
            });
        };
        let is_headed = |item: &&Spanned<DeValue<'_>>| self.text[item.span()].starts_with("[[");
        if !items.iter().all(|item| is_headed(&item)) || items.is_empty() {
            return Ok(list::enter(self.text, given, items, at, &value::table(entries)));
        }
        Ok(match (items.get(at), items.iter().last()) {
            (Some(next), _) => block_before(self.text, self.newline, next.span().start, &self.header(key), entries),
            (None, last) => {
                let end = end_of(last.unwrap_or(given));
                block(self.newline, after_line(self.text, end), &self.header(key), entries)
            }
        })
    }

    fn header(&self, list: &str) -> String {
        format!("[[{}.{}.{list}]]", self.collection.key(), value::key(self.id))
    }
}

type List<'v, 'a> = (&'v Spanned<DeValue<'a>>, &'v DeArray<'a>);

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

/// A new line behind the end of a line.
fn line(newline: &str, end: usize, content: &str) -> Splice {
    Splice { range: end..end, text: format!("{newline}{content}") }
}

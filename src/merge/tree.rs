//! A ledger's text taken apart: blocks under headers, the keys in them, and whatever stands between. Put together again in
//! order, it is the text.

use std::ops::Range;

use hashbrown::HashSet;

use super::lexed::{Item, items};
use crate::{model::Collection, store::edit::Tree};

/// A key with its value.
#[derive(Clone, Copy, Debug)]
pub struct Field<'a> {
    /// All of it.
    pub text: &'a str,
    /// The remarks and blank lines before it.
    pub lead: &'a str,
    /// The key, up to the value.
    pub name: &'a str,
    /// The value as it is written.
    pub value: &'a str,
    /// What follows on the line of its end.
    pub rest: &'a str,
}

impl<'a> Field<'a> {
    /// Its own lines, without the remarks before them.
    pub fn own(&self) -> &'a str {
        &self.text[self.lead.len()..]
    }
}

/// A header and the keys below it.
#[derive(Clone, Debug, Default)]
pub struct Section<'a> {
    /// The remarks and blank lines before the header.
    pub lead: &'a str,
    /// The line of the header; empty for the top of a file.
    pub header: &'a str,
    /// The keys, each with its path.
    pub fields: Vec<(Vec<String>, Field<'a>)>,
    /// The remarks right behind the last key.
    pub tail: &'a str,
}

impl<'a> Section<'a> {
    /// All of it.
    pub fn text(&self) -> String {
        let fields = self.fields.iter().map(|(_, field)| field.text);
        [self.lead, self.header].into_iter().chain(fields).chain([self.tail]).collect()
    }

    /// The value of a key as it is written.
    pub fn value(&self, key: &str) -> Option<&'a str> {
        self.fields.iter().find(|(path, _)| *path == [key]).map(|(_, field)| field.value)
    }
}

/// A header with everything that is said below it, and below headers that go on from it.
#[derive(Clone, Debug, Default)]
pub struct Block<'a> {
    /// All of it.
    pub text: &'a str,
    /// The keys of its header.
    pub path: Vec<String>,
    /// Whether it is an entry of a list.
    pub is_entry: bool,
    /// What stands under its own header; a record may have none.
    pub section: Option<Section<'a>>,
    /// The blocks below it.
    pub children: Vec<Block<'a>>,
}

/// A whole file.
#[derive(Clone, Debug, Default)]
pub struct File<'a> {
    /// What stands before the first header, and the blocks.
    pub root: Block<'a>,
    /// The remarks at the end.
    pub end: &'a str,
}

impl File<'_> {
    /// Whether it says something that only ledgers say.
    pub fn is_ledger(&self) -> bool {
        let is_it = |key: &String| matches!(key.as_str(), "reply" | "measure");
        let fields = self.root.section.iter().flat_map(|section| &section.fields);
        self.root.children.iter().any(|block| block.path.first().is_some_and(is_it))
            || fields.into_iter().any(|(path, _)| path.first().is_some_and(is_it))
    }

    /// Whether some header has a key twice below it. TOML refuses that, and which of the two counts cannot be told.
    pub fn has_key_twice(&self) -> bool {
        self.root.has_key_twice()
    }
}

impl Block<'_> {
    /// What it says, however it is written: for telling equal ones.
    pub fn says(&self) -> String {
        let body = &self.text[self.section.as_ref().map_or(0, |section| section.lead.len())..];
        Tree::of_text(body).map_or_else(|| body.trim().to_owned(), |tree| format!("{tree:?}"))
    }

    /// What an entry of a list says, wherever the list stands.
    pub fn says_alone(&self) -> String {
        let body = &self.text[self.section.as_ref().map_or(0, |section| section.lead.len())..];
        let mut inner = Tree::of_text(body);
        for key in &self.path {
            inner = match inner {
                Some(Tree::Table(mut table)) => table.remove(key),
                _ => None,
            };
        }
        match inner {
            Some(Tree::List(mut entries)) if entries.len() == 1 => format!("{:?}", entries.remove(0)),
            _ => body.trim().to_owned(),
        }
    }

    fn has_key_twice(&self) -> bool {
        let fields = self.section.as_ref().map_or(&[][..], |section| &section.fields);
        let mut seen = HashSet::with_capacity(fields.len());
        fields.iter().any(|(key, _)| !seen.insert(key)) || self.children.iter().any(Self::has_key_twice)
    }

    /// Whether it says the same as another, with the same remarks.
    pub fn is_same_as(&self, other: &Self) -> bool {
        fn remarks<'t>(block: &'t Block<'_>) -> impl Iterator<Item = &'t str> {
            block.text.lines().filter_map(|line| line.split_once('#')).map(|(_, remark)| remark.trim())
        }
        remarks(self).eq(remarks(other)) && self.says() == other.says()
    }
}

/// Takes a text apart whose last line is ended; nothing when it has errors or is put together in a way that cannot be told
/// apart by headers.
pub fn file(text: &str) -> Option<File<'_>> {
    let items = items(text)?;
    let mut building = Building { text, stack: vec![Open::default()], lists: HashSet::new() };
    let mut at = 0;
    for item in items {
        let (between, end) = (at..item.lines().start, item.lines().end);
        match item {
            Item::Header { line, path, is_entry } => building.header(between, &line, path, is_entry)?,
            Item::Field { lines, path, value } => building.field(between, &lines, path, &value),
        }
        at = end;
    }
    let (tail, end) = building.split(at..text.len());
    building.section().tail = &text[tail.clone()];
    building.close_to(0, tail.end);
    let mut root = building.stack.pop()?;
    root.block.text = &text[..tail.end];
    Some(File { root: root.block, end: &text[end] })
}

#[derive(Default)]
struct Open<'a> {
    block: Block<'a>,
    start: usize,
}

struct Building<'a> {
    text: &'a str,
    stack: Vec<Open<'a>>,
    /// The paths of lists that were seen.
    lists: HashSet<Vec<String>>,
}

impl<'a> Building<'a> {
    /// The section that is being filled.
    fn section(&mut self) -> &mut Section<'a> {
        let last = self.stack.len() - 1;
        self.stack[last].block.section.get_or_insert_with(Section::default)
    }

    /// What stands between two items: remarks right behind the first that a blank line follows belong to it, the rest to what
    /// comes after.
    fn split(&self, between: Range<usize>) -> (Range<usize>, Range<usize>) {
        let mut end = between.start;
        for line in self.text[between.clone()].split_inclusive('\n') {
            if !line.trim_start().starts_with('#') {
                return (between.start..end, end..between.end);
            }
            end += line.len();
        }
        // At the end of a file nothing comes after.
        if between.end == self.text.len() { (between, end..end) } else { (between.start..between.start, between) }
    }

    fn field(&mut self, between: Range<usize>, lines: &Range<usize>, path: Vec<String>, value: &Range<usize>) {
        let text = self.text;
        let field = Field {
            text: &text[between.start..lines.end],
            lead: &text[between],
            name: &text[lines.start..value.start],
            value: &text[value.clone()],
            rest: &text[value.end..lines.end],
        };
        self.section().fields.push((path, field));
    }

    fn header(&mut self, between: Range<usize>, line: &Range<usize>, path: Vec<String>, is_entry: bool) -> Option<()> {
        let (tail, lead) = self.split(between);
        let text = self.text;
        if !tail.is_empty() {
            self.section().tail = &text[tail.clone()];
        }
        let is_above = |open: &Open<'_>| open.block.path.len() < path.len() && path.starts_with(&open.block.path);
        let above = self.stack.iter().rposition(is_above)?;
        self.close_to(above, tail.end);
        // What goes on from an entry has to stand right below it: else it would be another entry's after a move.
        let is_astray = |length: usize| {
            let list = &path[..length];
            self.lists.contains(list) && !self.stack.iter().any(|open| open.block.path == list)
        };
        if (1..path.len()).any(is_astray) {
            return None;
        }
        let root = root_of(&path);
        if self.stack.len() == 1 && path.len() > root {
            let block = Block { path: path[..root].to_vec(), ..Block::default() };
            self.stack.push(Open { block, start: lead.start });
        }
        if is_entry {
            self.lists.insert(path.clone());
        }
        let section = Section { lead: &text[lead.clone()], header: &text[line.clone()], ..Section::default() };
        let block = Block { path, is_entry, section: Some(section), ..Block::default() };
        self.stack.push(Open { block, start: lead.start });
        Some(())
    }

    /// Closes what is open above a depth.
    fn close_to(&mut self, depth: usize, end: usize) {
        while self.stack.len() > depth + 1 {
            let Some(mut done) = self.stack.pop() else { return };
            done.block.text = &self.text[done.start..end];
            if let Some(above) = self.stack.last_mut() {
                above.block.children.push(done.block);
            }
        }
    }
}

/// How many keys of a header name a record: its collection and its id, or the one table.
fn root_of(path: &[String]) -> usize {
    let is_book = path.first().is_some_and(|table| Collection::ALL.iter().any(|book| book.key() == table));
    if is_book { path.len().min(2) } else { 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(block: &Block<'_>) -> String {
        let inner: Vec<String> = block.children.iter().map(shape).collect();
        let mark = if block.is_entry { "*" } else { "" };
        format!("{}{mark}({})", block.path.last().map_or("", String::as_str), inner.join(" "))
    }

    #[test]
    fn tables_below_a_record_are_its_own() {
        let text = "format = 1\n[reply]\n[[reply.section]]\n[measure.a]\nx = [\n1, # [measure.z]\n]\n# of x\n\n# of the update\n\
                    [[measure.a.update]]\n[measure.a.update.items]\n[[measure.a.update]]\n[[measure.b.update]]\n# end\n\n# after\n";
        let file = file(text).expect("it can be taken apart");
        assert_eq!(shape(&file.root), "(reply(section*()) a(update*(items()) update*()) b(update*()))");
        assert_eq!(file.end, "\n# after\n");
        let a = &file.root.children[1];
        assert_eq!(a.section.as_ref().map(|section| section.tail), Some("# of x\n"));
        assert_eq!(a.children[0].section.as_ref().map(|section| section.lead), Some("\n# of the update\n"));
    }

    #[test]
    fn what_could_move_to_another_entry_is_not_taken_apart() {
        assert!(file("[[measure.a.update]]\n[measure.b]\n[measure.a.update.items]\n").is_none());
        assert!(file("[measure.a\n").is_none());
        assert!(file("a = \"\"\"\n").is_none());
    }

    #[test]
    fn a_key_stands_twice_however_it_is_written() {
        let is_twice = |text| file(text).expect("it can be taken apart").has_key_twice();
        assert!(is_twice("a = 1\na = 1\n"));
        assert!(is_twice("[measure.a]\nx.y = 1\nx.\"y\" = 2\n[measure.b]\n"));
        assert!(!is_twice("x = 1\n[[measure.a.update]]\nx = 1\n[[measure.a.update]]\nx = 1\n"));
    }
}

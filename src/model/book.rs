//! A collection of records that are named by the ids in their headers.

use std::{collections::HashMap, hash::BuildHasher as _, ops::Deref, sync::OnceLock};

use hashbrown::{DefaultHashBuilder, HashTable, hash_table::Entry as Place};

use super::{
    finding::{Finding, reading},
    key::{Collection, Shape},
    place::{Field, Span},
    record::{Entry, Given, Record, Scope, Visitor, read_record, table_of},
    str::Str,
    vocabulary::Level,
};
use crate::{
    lang::{Said, visible},
    said,
};

/// A record and its id.
#[derive(Clone, Debug, PartialEq)]
pub struct Named<R> {
    /// The id, and where it stands in the header.
    pub id: Field<Str>,
    /// What the record says.
    pub record: R,
}

impl<R> Deref for Named<R> {
    type Target = R;

    fn deref(&self) -> &R {
        &self.record
    }
}

/// Records in the order of the file, found by id.
#[derive(Clone, Debug)]
pub struct Book<R> {
    records: Vec<Named<R>>,
    by_id: OnceLock<Index>,
}

/// The places of records by their ids, which stand in the records; of several with one id the last.
#[derive(Clone, Debug)]
struct Index {
    places: HashTable<usize>,
    hasher: DefaultHashBuilder,
}

impl Index {
    fn of<R>(records: &[Named<R>]) -> Self {
        let hasher = DefaultHashBuilder::default();
        let hash = |at: &usize| hasher.hash_one(&*records[*at].id.value);
        let mut places = HashTable::with_capacity(records.len());
        for at in 0..records.len() {
            let is_same = |other: &usize| records[*other].id.value == records[at].id.value;
            match places.entry(hash(&at), is_same, hash) {
                Place::Occupied(mut entry) => *entry.get_mut() = at,
                Place::Vacant(entry) => {
                    entry.insert(at);
                }
            }
        }
        Self { places, hasher }
    }
}

impl<R> Book<R> {
    /// The record with this id.
    pub fn get(&self, id: &str) -> Option<&Named<R>> {
        self.number(id).map(|number| &self.records[number])
    }

    /// The place of the record with this id among the others, from zero.
    pub fn number(&self, id: &str) -> Option<usize> {
        let index = self.index();
        index.places.find(index.hasher.hash_one(id), |at| *self.records[*at].id.value == *id).copied()
    }

    /// Whether no two records have the same id.
    pub fn is_unique(&self) -> bool {
        self.index().places.len() == self.records.len()
    }

    /// Adds a record at the end.
    pub fn push(&mut self, record: Named<R>) {
        self.records.push(record);
        self.by_id = OnceLock::new();
    }

    fn index(&self) -> &Index {
        self.by_id.get_or_init(|| Index::of(&self.records))
    }
}

/// What can be done with the records of a collection, whichever it is.
pub trait Shelf {
    /// The ids and where they stand, in order.
    fn ids(&self) -> Vec<(&str, Span)>;

    /// Where an id stands.
    fn id_span(&self, id: &str) -> Option<Span>;

    /// Whether no two records have the same id.
    fn is_unique(&self) -> bool;

    /// Leaves a record out.
    fn remove(&mut self, id: &str);

    /// Puts the records in the order of the file and unites what stands apart: a record whose tables follow elsewhere
    /// without a header of their own is part of the first one with its id. Nothing does where the ids are known to be unique.
    fn settle(&mut self, is_unique: bool);
}

impl<R: Record> Shelf for Book<R> {
    fn ids(&self) -> Vec<(&str, Span)> {
        self.records.iter().map(|record| (&*record.id.value, record.id.span)).collect()
    }

    fn id_span(&self, id: &str) -> Option<Span> {
        self.get(id).map(|record| record.id.span)
    }

    fn is_unique(&self) -> bool {
        self.is_unique()
    }

    fn remove(&mut self, id: &str) {
        self.records.retain(|record| *record.id.value != *id);
        self.by_id = OnceLock::new();
    }

    fn settle(&mut self, is_unique: bool) {
        if !self.records.is_sorted_by_key(|record| record.id.span) {
            self.records.sort_by_key(|record| record.id.span);
            self.by_id = OnceLock::new();
        }
        if is_unique || self.is_unique() {
            return;
        }
        let mut first = HashMap::new();
        let mut united: Vec<Named<R>> = Vec::with_capacity(self.records.len());
        for record in self.records.drain(..) {
            let at = *first.entry(record.id.value.clone()).or_insert(united.len());
            if at < united.len() && record.place() == record.id.span {
                united[at].record.absorb(record.record);
            } else {
                united.push(record);
            }
        }
        self.records = united;
        self.by_id = OnceLock::new();
    }
}

impl<R> Default for Book<R> {
    fn default() -> Self {
        Self { records: Vec::new(), by_id: OnceLock::new() }
    }
}

impl<R: PartialEq> PartialEq for Book<R> {
    fn eq(&self, other: &Self) -> bool {
        self.records == other.records
    }
}

impl<R> Deref for Book<R> {
    type Target = [Named<R>];

    fn deref(&self) -> &[Named<R>] {
        &self.records
    }
}

/// A record that is kept in a collection.
pub trait Kept: Record {
    /// The collection.
    const COLLECTION: Collection;
}

impl<R: Kept> Entry for Book<R> {
    const SHAPE: Shape = Shape::Book(R::KEYS);

    fn read(given: &Given<'_>, scope: &mut Scope) -> Self {
        let mut book = Self::default();
        for (key, value) in table_of(given, scope).into_iter().flatten() {
            let id = Field { value: scope.text(key.get_ref(), key.span()), span: scope.span(key.span()) };
            scope.findings.extend(
                id_trouble(&id.value)
                    .map(|(said, help)| Finding::new(reading::BAD_ID, Level::Error, id.span, said).with_help(help)),
            );
            let before = scope.findings.len();
            if let Some(table) = table_of(value, scope) {
                let record = read_record(table, value, scope);
                book.records.push(Named { id: id.clone(), record });
            }
            for finding in &mut scope.findings[before..] {
                finding.record.get_or_insert_with(|| (R::COLLECTION, id.value.to_string()));
            }
        }
        book
    }

    fn given(&self) -> Option<Span> {
        self.records.first().map(|record| record.id.span)
    }

    fn absorb(&mut self, mut other: Self) {
        self.records.append(&mut other.records);
        self.by_id = OnceLock::new();
    }

    fn visit(&self, visitor: &mut dyn Visitor) {
        self.records.iter().for_each(|named| named.record.visit(visitor));
    }
}

/// Why a text cannot be the id of a record, and what can; nothing when it can.
pub fn id_trouble(id: &str) -> Option<(Said, Said)> {
    let is_id = id.starts_with(|c: char| c.is_ascii_alphabetic())
        && id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    let id = visible(id);
    let help =
        said!("用英文字母开头，只含字母、数字、- 和 _", "begin with an ASCII letter; use letters, digits, - and _");
    (!is_id).then(|| (said!("`{id}` 不能作编号", "`{id}` cannot be an id"), help))
}

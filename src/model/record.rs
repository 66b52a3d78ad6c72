//! What a record is: keys with shapes, declared once by [`record!`] and read, checked, written and documented from there.

use toml::{
    Spanned,
    de::{DeString, DeTable, DeValue},
};

use super::{
    finding::{Finding, reading},
    key::{Collection, Key, Shape},
    place::{Place, Slot, Span},
    plain::{Plain, Table},
    str::{Holder, Str},
    vocabulary::Level,
};
use crate::{
    lang::{Lang, Said, Text, nearest, text, visible},
    said,
};

/// A TOML value that a key was given.
pub type Given<'a> = Spanned<DeValue<'a>>;

/// What looks at every record, every text and every id that records refer to.
pub trait Visitor {
    /// A record: where it stands, and which required keys it lacks.
    fn record(&mut self, _place: Span, _missing: Vec<&'static Key>) {}

    /// A reference to another record.
    fn id(&mut self, _collection: Collection, _id: &str, _place: Span) {}

    /// A text.
    fn text(&mut self, _text: &Str, _place: Span) {}
}

/// Something that can stand behind a key.
pub trait Entry: Default {
    /// What it looks like.
    const SHAPE: Shape;

    /// Reads it; what makes no sense is told to the scope and left out.
    fn read(given: &Given<'_>, scope: &mut Scope) -> Self;

    /// Where it stands; `None` when the key is absent.
    fn given(&self) -> Option<Span>;

    /// Takes over what another part of the same file says; what was said first stands.
    fn absorb(&mut self, other: Self);

    /// Shows what is in it to a visitor.
    fn visit(&self, visitor: &mut dyn Visitor);

    /// Takes a value in plain spelling, when it is one and nothing was given before.
    fn take(&mut self, _: &mut Plain<'_>) -> Option<()> {
        None
    }

    /// Begins a new table at the end of a list of tables.
    fn begin(&mut self, _: Place) -> Option<&mut dyn Table> {
        None
    }
}

/// A key that says something else than before.
#[derive(Clone, Copy, Debug)]
pub struct Altered {
    /// The key.
    pub key: &'static Key,
    /// Where its value stood.
    pub was: Span,
    /// Where it stands now; nothing when the key is absent.
    pub is: Option<Span>,
}

/// A table with known keys.
pub trait Record: Default + Table {
    /// Its keys, in the order in which they are written.
    const KEYS: &'static [Key];

    /// Reads the value of a key; says whether it knows that key.
    fn put(&mut self, key: &str, given: &Given<'_>, scope: &mut Scope) -> bool;

    /// Says where the record stands.
    fn set_place(&mut self, place: Place);

    /// Where the record stands: its header or its braces, or its id where it has no header of its own.
    fn place(&self) -> Span;

    /// The keys that are here and say something else, or nothing, in another record.
    fn altered(&self, after: &Self) -> Vec<Altered>;

    /// The required keys that are absent.
    fn missing(&self) -> Vec<&'static Key>;

    /// Takes over what another part of the same file says.
    fn absorb(&mut self, other: Self);

    /// Shows what is in it to a visitor.
    fn visit(&self, visitor: &mut dyn Visitor);
}

/// What reading collects on its way.
#[derive(Debug, Default)]
pub struct Scope {
    /// Where the text that is being read begins in the file.
    pub base: usize,
    /// What was found.
    pub findings: Vec<Finding>,
    /// The file's text, of which texts are parts.
    pub holder: Option<Holder>,
}

impl Scope {
    /// A span in the file from one in the text that is being read.
    pub fn span(&self, range: std::ops::Range<usize>) -> Span {
        Span::new(self.base + range.start..self.base + range.end)
    }

    /// A text that was given: a part of the file's own text where it stands there letter by letter.
    pub fn text(&self, text: &str, given: std::ops::Range<usize>) -> Str {
        let span = self.span(given).range();
        // Behind one quote, three, or three and the end of their line.
        let part = |quotes: usize| {
            let start = span.start + quotes;
            self.holder.as_ref()?.part(start..start + text.len()).filter(|part| **part == *text)
        };
        [0, 1, 3, 4, 5].into_iter().find_map(part).unwrap_or_else(|| text.into())
    }

    /// Reports a value that makes no sense, at its place.
    pub fn wrong(&mut self, given: &Given<'_>, rule: &'static str, said: Said, help: Option<Said>) {
        let mut finding = Finding::new(rule, Level::Error, self.span(given.span()), said);
        finding.help = help;
        self.findings.push(finding);
    }

    /// Reports a value of the wrong type.
    pub fn expected(&mut self, given: &Given<'_>, what: Text, help: Option<Said>) {
        let found = type_of(given.get_ref());
        let said = Said::each(|lang| match lang {
            Lang::Zh => format!("这里应是{}，实为{}", what.zh, found.zh),
            Lang::En => format!("expected {}, found {}", what.en, found.en),
        });
        self.wrong(given, reading::WRONG_TYPE, said, help);
    }
}

/// The name of a value's type.
fn type_of(value: &DeValue<'_>) -> Text {
    match value {
        DeValue::String(_) => text("字符串", "a string"),
        DeValue::Integer(_) => text("整数", "an integer"),
        DeValue::Float(_) => text("小数", "a float"),
        DeValue::Boolean(_) => text("真假值", "a boolean"),
        DeValue::Datetime(_) => text("日期时间", "a date-time"),
        DeValue::Array(_) => text("列表", "an array"),
        DeValue::Table(_) => TABLE,
    }
}

/// A value without keys of its own.
pub trait Leaf: Sized {
    /// What it looks like.
    const SHAPE: Shape;

    /// Reads it, or tells the scope why it makes no sense.
    fn leaf(given: &Given<'_>, scope: &mut Scope) -> Option<Self>;

    /// Reads it in plain spelling, where it has one.
    fn plain(_: &mut Plain<'_>) -> Option<Self> {
        None
    }

    /// Shows the texts and the ids of other records in it to a visitor.
    fn visit(&self, _: Span, _: &mut dyn Visitor) {}
}

impl<T: Leaf> Entry for Slot<T> {
    const SHAPE: Shape = T::SHAPE;

    fn read(given: &Given<'_>, scope: &mut Scope) -> Self {
        let span = scope.span(given.span());
        // The parser leaves an empty value where it found none and has said so.
        let value = if given.span().is_empty() { None } else { T::leaf(given, scope) };
        value.map_or_else(|| Self::bad(span), |value| Self::good(value, span))
    }

    fn given(&self) -> Option<Span> {
        self.span()
    }

    fn absorb(&mut self, other: Self) {
        if self.given().is_none() {
            *self = other;
        }
    }

    fn visit(&self, visitor: &mut dyn Visitor) {
        if let (Some(value), Some(span)) = (self.get(), self.span()) {
            value.visit(span, visitor);
        }
    }

    fn take(&mut self, plain: &mut Plain<'_>) -> Option<()> {
        let start = plain.at();
        let value = if self.given().is_none() { T::plain(plain)? } else { return None };
        *self = Self::good(value, plain.span_from(start));
        Some(())
    }
}

/// One table behind a key.
impl<R: Record> Entry for Option<Box<R>> {
    const SHAPE: Shape = Shape::Record(R::KEYS);

    fn read(given: &Given<'_>, scope: &mut Scope) -> Self {
        table_of(given, scope).map(|table| Box::new(read_record(table, given, scope)))
    }

    fn given(&self) -> Option<Span> {
        self.as_ref().map(|record| record.place())
    }

    fn absorb(&mut self, other: Self) {
        match (self.as_deref_mut(), other) {
            (Some(own), Some(other)) => own.absorb(*other),
            (None, other) => *self = other,
            (Some(_), None) => {}
        }
    }

    fn visit(&self, visitor: &mut dyn Visitor) {
        self.iter().for_each(|record| record.visit(visitor));
    }
}

/// A list of tables behind a key; one that makes no sense is told and left out, the others stay.
impl<R: Record + 'static> Entry for Vec<R> {
    const SHAPE: Shape = Shape::Records(R::KEYS);

    fn read(given: &Given<'_>, scope: &mut Scope) -> Self {
        let DeValue::Array(items) = given.get_ref() else {
            let help = said!("每条记录用双方括号的表头 `[[…]]`", "head every record with double brackets: `[[…]]`");
            scope.expected(given, TABLES, Some(help));
            return Self::new();
        };
        let mut records = Self::with_capacity(items.len());
        for item in items {
            records.extend(table_of(item, scope).map(|table| read_record::<R>(table, item, scope)));
        }
        records
    }

    fn given(&self) -> Option<Span> {
        self.first().map(R::place)
    }

    fn absorb(&mut self, mut other: Self) {
        self.append(&mut other);
    }

    fn visit(&self, visitor: &mut dyn Visitor) {
        self.iter().for_each(|record| record.visit(visitor));
    }

    fn begin(&mut self, header: Place) -> Option<&mut dyn Table> {
        // Most lists have one table, and room for more would be most of a ledger.
        if self.is_empty() {
            self.reserve_exact(1);
        }
        let mut record = R::default();
        record.set_place(header);
        self.push(record);
        self.last_mut().map(|record| record as &mut dyn Table)
    }
}

const TABLE: Text = text("表", "a table");
const TABLES: Text = text("一列表", "a list of tables");

/// The table that was given, or `None` and a complaint.
pub(super) fn table_of<'v, 'a>(given: &'v Given<'a>, scope: &mut Scope) -> Option<&'v DeTable<'a>> {
    let table = given.get_ref().as_table();
    if table.is_none() {
        scope.expected(given, TABLE, None);
    }
    table
}

/// Reads the keys of a table. Every problem is told, and what can be read is kept.
pub(super) fn read_record<R: Record>(table: &DeTable<'_>, given: &Given<'_>, scope: &mut Scope) -> R {
    let mut record = R::default();
    record.set_place(Place(scope.span(given.span())));
    for (key, value) in table {
        if !record.put(key.get_ref(), value, scope) {
            unknown_key(R::KEYS, key, scope);
        }
    }
    record
}

/// Reports a key that the format does not know.
pub fn unknown_key(known: &[Key], key: &Spanned<DeString<'_>>, scope: &mut Scope) {
    let span = scope.span(key.span());
    let key = visible(key.get_ref());
    let said = said!("格式中没有 `{key}` 这个键", "the format has no key `{key}`");
    let help = match nearest(&key, known.iter().map(|key| key.name)) {
        Some(near) => said!("是否为 `{near}`？原样保留", "did you mean `{near}`? It is kept as it is"),
        None => said!("原样保留", "it is kept as it is"),
    };
    scope.findings.push(Finding::new(reading::UNKNOWN_KEY, Level::Warning, span, said).with_help(help));
}

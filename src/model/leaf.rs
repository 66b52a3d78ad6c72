//! The values of single keys: texts, counts, numbers, dates, words, ids, ranges, and lists of them.

use std::ops::Deref;

use chrono::NaiveDate;
use toml::de::DeValue;

use super::{
    finding::reading,
    key::{Collection, Shape},
    place::{Field, Slot, Span},
    plain::Plain,
    record::{Given, Leaf, Scope, Visitor, table_of},
    str::Str,
    vocabulary::{Status, Vocabulary},
};
use crate::{
    lang::{suggest, text, visible},
    said,
};

/// A list of values, each with its place.
pub type List<T> = Slot<Box<[Field<T>]>>;

impl<T> List<T> {
    /// The values, none when the list is absent.
    pub fn items(&self) -> impl ExactSizeIterator<Item = &T> + Clone {
        self.get().map(AsRef::as_ref).unwrap_or_default().iter().map(|field| &field.value)
    }
}

impl Leaf for Str {
    const SHAPE: Shape = Shape::Text;

    fn plain(plain: &mut Plain<'_>) -> Option<Self> {
        plain.part()
    }

    fn leaf(given: &Given<'_>, scope: &mut Scope) -> Option<Self> {
        let text = given.get_ref().as_str();
        if text.is_none() {
            scope.expected(given, crate::lang::text("字符串", "a string"), None);
        }
        text.map(|text| scope.text(text, given.span()))
    }

    fn visit(&self, span: Span, visitor: &mut dyn Visitor) {
        visitor.text(self, span);
    }
}

/// A whole number that is not negative.
impl Leaf for u32 {
    const SHAPE: Shape = Shape::Count;

    fn plain(plain: &mut Plain<'_>) -> Option<Self> {
        plain.count()
    }

    fn leaf(given: &Given<'_>, scope: &mut Scope) -> Option<Self> {
        let number = given.get_ref().as_integer();
        let count = number.and_then(|number| Self::from_str_radix(number.as_str(), number.radix()).ok());
        if count.is_none() {
            scope.expected(given, text("0 至 4294967295 的整数", "a whole number from 0 to 4294967295"), None);
        }
        count
    }
}

impl Leaf for f64 {
    const SHAPE: Shape = Shape::Number;

    fn leaf(given: &Given<'_>, scope: &mut Scope) -> Option<Self> {
        let number = match given.get_ref() {
            DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix()).ok().map(|n| n as Self),
            DeValue::Float(number) => number.as_str().parse().ok(),
            _ => None,
        };
        let number = number.filter(|number: &Self| number.is_finite());
        if number.is_none() {
            scope.expected(given, text("数字", "a number"), None);
        }
        number
    }
}

impl Leaf for NaiveDate {
    const SHAPE: Shape = Shape::Date;

    fn plain(plain: &mut Plain<'_>) -> Option<Self> {
        plain.date()
    }

    fn leaf(given: &Given<'_>, scope: &mut Scope) -> Option<Self> {
        let DeValue::Datetime(moment) = given.get_ref() else {
            let help = said!("不加引号，写作 due = 2021-05-20 这样", "without quotes, as in due = 2021-05-20");
            scope.expected(given, text("日期", "a date"), Some(help));
            return None;
        };
        let date = match (moment.date, moment.time, moment.offset) {
            // The parser found no such day and has said so.
            (None, None, None) => return None,
            (Some(date), None, None) => Self::from_ymd_opt(date.year.into(), date.month.into(), date.day.into()),
            _ => None,
        };
        if date.is_none() {
            scope.expected(given, text("不带时刻的日期", "a date without a time"), None);
        }
        date
    }
}

/// A word of a vocabulary.
impl<V: Vocabulary> Leaf for V {
    const SHAPE: Shape = Shape::Word(V::TERMS);

    fn plain(plain: &mut Plain<'_>) -> Option<Self> {
        plain.text().and_then(V::from_word)
    }

    fn leaf(given: &Given<'_>, scope: &mut Scope) -> Option<Self> {
        let word = Str::leaf(given, scope)?;
        let value = V::from_word(&word);
        if value.is_none() {
            let said = said!("没有 `{0}` 这个取值", "there is no `{0}` here", visible(&word));
            let help = suggest(&word, V::TERMS.iter().map(|term| term.word));
            scope.wrong(given, reading::UNKNOWN_WORD, said, Some(help));
        }
        value
    }
}

/// A half-open range of characters of the letter, counted as Unicode code points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stretch {
    /// The first character.
    pub start: u32,
    /// The character after the last.
    pub end: u32,
}

impl Stretch {
    /// Whether the other lies inside this one.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

impl Leaf for Stretch {
    const SHAPE: Shape = Shape::Range;

    fn plain(plain: &mut Plain<'_>) -> Option<Self> {
        let mut ends = [None; 3];
        let mut at = 0;
        plain.list(|plain| {
            *ends.get_mut(at)? = Some(plain.count()?);
            at += 1;
            Some(())
        })?;
        match ends {
            [Some(start), Some(end), None] if start < end => Some(Self { start, end }),
            _ => None,
        }
    }

    fn leaf(given: &Given<'_>, scope: &mut Scope) -> Option<Self> {
        let ends = given.get_ref().as_array().filter(|ends| ends.len() == 2);
        let Some(ends) = ends else {
            let help = said!(
                "写作 [3, 12]：从第 3 个字到第 12 个字之前",
                "as in [3, 12]: from character 3 up to, not including, 12"
            );
            scope.expected(given, text("两个整数", "two whole numbers"), Some(help));
            return None;
        };
        let (start, end) = (u32::leaf(&ends[0], scope)?, u32::leaf(&ends[1], scope)?);
        if start >= end {
            let said = said!("起点 {start} 不在终点 {end} 之前", "the start {start} is not before the end {end}");
            scope.wrong(given, reading::BAD_SPAN, said, None);
            return None;
        }
        Some(Self { start, end })
    }
}

/// A list; an element that makes no sense is told and left out, the others stay.
impl<T: Leaf> Leaf for Box<[Field<T>]> {
    const SHAPE: Shape = Shape::List(&T::SHAPE);

    fn plain(plain: &mut Plain<'_>) -> Option<Self> {
        let mut fields = Vec::new();
        plain.list(|plain| {
            let start = plain.at();
            let value = T::plain(plain)?;
            fields.push(Field { value, span: plain.span_from(start) });
            Some(())
        })?;
        Some(fields.into())
    }

    fn leaf(given: &Given<'_>, scope: &mut Scope) -> Option<Self> {
        let Some(elements) = given.get_ref().as_array() else {
            let help = said!("用方括号：[…]", "in brackets: […]");
            scope.expected(given, text("列表", "an array"), Some(help));
            return None;
        };
        let mut fields = Vec::with_capacity(elements.len());
        for element in elements {
            let span = scope.span(element.span());
            fields.extend(T::leaf(element, scope).map(|value| Field { value, span }));
        }
        Some(fields.into())
    }

    fn visit(&self, _: Span, visitor: &mut dyn Visitor) {
        self.iter().for_each(|field| field.value.visit(field.span, visitor));
    }
}

/// A status for each of several things, by their names.
impl Leaf for Box<[(Field<Str>, Status)]> {
    const SHAPE: Shape = Shape::Map(Status::TERMS);

    fn leaf(given: &Given<'_>, scope: &mut Scope) -> Option<Self> {
        let table = table_of(given, scope)?;
        let mut pairs = Vec::with_capacity(table.len());
        for (key, value) in table {
            let name = Field { value: scope.text(key.get_ref(), key.span()), span: scope.span(key.span()) };
            pairs.extend(Status::leaf(value, scope).map(|status| (name, status)));
        }
        pairs.sort_by_key(|(name, _)| name.span);
        Some(pairs.into())
    }
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident = $collection:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        pub struct $name(pub Str);

        impl Deref for $name {
            type Target = str;

            fn deref(&self) -> &str {
                &self.0
            }
        }

        impl Leaf for $name {
            const SHAPE: Shape = Shape::Id(Collection::$collection);

            fn plain(plain: &mut Plain<'_>) -> Option<Self> {
                Str::plain(plain).map(Self)
            }

            fn leaf(given: &Given<'_>, scope: &mut Scope) -> Option<Self> {
                Str::leaf(given, scope).map(Self)
            }

            fn visit(&self, span: Span, visitor: &mut dyn Visitor) {
                visitor.id(Collection::$collection, self, span);
            }
        }
    )+};
}

ids! {
    /// The id of an office.
    OrgId = Org;
    /// The id of a piece of evidence.
    EvidenceId = Evidence;
    /// The id of an indicator.
    IndicatorId = Indicator;
    /// The id of a measure.
    MeasureId = Measure;
}

//! Where a value stands in the ledger's text.

use std::ops::Range;

/// A half-open range of bytes in a ledger's text, at most 4 GiB from its start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// The span of a range.
    ///
    /// # Panics
    ///
    /// When the range ends beyond 4 GiB; the reader refuses larger files.
    pub fn new(range: Range<usize>) -> Self {
        let byte = |at| u32::try_from(at).expect("ledgers beyond 4 GiB are refused before they are parsed");
        Self { start: byte(range.start), end: byte(range.end) }
    }

    /// As a range of bytes.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A value and where it stands. Two are equal when they say the same, wherever they stand.
#[derive(Clone, Copy, Debug)]
pub struct Field<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

impl<T: PartialEq> PartialEq for Field<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

/// What a key holds: nothing when it is absent, a place without a value when its value made no sense.
#[derive(Clone, Debug)]
pub struct Slot<T> {
    value: Option<T>,
    /// [`NOWHERE`] when the key is absent: most slots are, and an option would make each of them a half larger.
    span: Span,
}

/// Where nothing stands: before its own start.
const NOWHERE: Span = Span { start: u32::MAX, end: 0 };

impl<T> Slot<T> {
    /// A value at a place.
    pub fn good(value: T, span: Span) -> Self {
        Self { value: Some(value), span }
    }

    /// A place whose value made no sense; the reader has said so.
    pub fn bad(span: Span) -> Self {
        Self { value: None, span }
    }

    /// The value, if it is there and makes sense.
    pub fn get(&self) -> Option<&T> {
        self.value.as_ref()
    }

    /// Where the value stands, sense or not; `None` when the key is absent.
    pub fn span(&self) -> Option<Span> {
        (self.span != NOWHERE).then_some(self.span)
    }
}

impl<T: Copy> Slot<T> {
    /// A copy of the value.
    pub fn copied(&self) -> Option<T> {
        self.value
    }
}

impl<T: std::ops::Deref> Slot<T> {
    /// The value as what it points to: `&str` for texts.
    pub fn as_deref(&self) -> Option<&T::Target> {
        self.value.as_deref()
    }
}

impl<T> Default for Slot<T> {
    fn default() -> Self {
        Self { value: None, span: NOWHERE }
    }
}

/// Equal when they say the same, wherever they stand.
impl<T: PartialEq> PartialEq for Slot<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value && self.span().is_some() == other.span().is_some()
    }
}

/// Where a record stands: its header, or its braces. Equal to every other place, so that records compare by what they say.
#[derive(Clone, Copy, Debug, Default)]
pub struct Place(pub Span);

impl PartialEq for Place {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

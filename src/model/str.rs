//! The text type of records: a part of the ledger's own text where that says it letter by letter, and a text of its own
//! where not.

use std::{borrow::Borrow, fmt, hash, ops::Deref, ops::Range, sync::Arc};

/// A text that is never changed after reading. Most are parts of the ledger's text, which is held once and copied never.
#[derive(Clone)]
pub struct Str {
    holder: Holder,
    start: u32,
    end: u32,
}

/// What parts of a text are taken from. Whoever reads at the same time as others takes them from a holder of their own, so
/// that they do not count the same parts.
#[derive(Clone, Debug)]
#[expect(clippy::redundant_allocation, reason = "the outer count is one reader's own")]
pub struct Holder(Arc<Arc<String>>);

impl Holder {
    /// A holder of a text.
    pub fn of(text: &Arc<String>) -> Self {
        Self(Arc::new(Arc::clone(text)))
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.0
    }

    /// A part of the text; nothing when these bytes are not one, or stand beyond 4 GiB.
    pub fn part(&self, range: Range<usize>) -> Option<Str> {
        self.text().get(range.clone())?;
        let (start, end) = (u32::try_from(range.start).ok()?, u32::try_from(range.end).ok()?);
        Some(Str { holder: self.clone(), start, end })
    }
}

impl Deref for Str {
    type Target = str;

    fn deref(&self) -> &str {
        &self.holder.text()[self.start as usize..self.end as usize]
    }
}

impl From<&str> for Str {
    fn from(text: &str) -> Self {
        let end = u32::try_from(text.len()).expect("texts beyond 4 GiB are refused before they are parsed");
        Self { holder: Holder::of(&Arc::new(text.to_owned())), start: 0, end }
    }
}

impl AsRef<str> for Str {
    fn as_ref(&self) -> &str {
        self
    }
}

impl Borrow<str> for Str {
    fn borrow(&self) -> &str {
        self
    }
}

impl PartialEq for Str {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for Str {}

impl hash::Hash for Str {
    fn hash<H: hash::Hasher>(&self, state: &mut H) {
        (**self).hash(state);
    }
}

impl fmt::Debug for Str {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl fmt::Display for Str {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

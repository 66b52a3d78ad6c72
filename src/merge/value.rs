//! One key of three texts: its remarks, its name, its value and what stands behind it, each by itself.

use super::{
    lines,
    list::{self, says},
    merged::{Merged, Side},
    same::DATED,
    tree::Field,
};

/// Who has the last word on a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// Nobody: what one side changed counts, what both changed differently is a contradiction.
    Nobodys,
    /// One side.
    Of(Side),
    /// Both sides, so that anything but the same is a contradiction.
    Both,
}

/// What one of three things comes to: the one that somebody changed.
pub fn changed<T: PartialEq + Copy>(base: T, ours: T, theirs: T) -> Option<T> {
    match () {
        () if ours == theirs || base == theirs => Some(ours),
        () if base == ours => Some(theirs),
        () => None,
    }
}

/// Merges a key into what is merged already.
pub fn merge(
    merged: &mut Merged,
    key: &[String],
    (base, ours, theirs): (Option<&Field<'_>>, Option<&Field<'_>>, Option<&Field<'_>>),
    word: Word,
) {
    let (was, own, other) = (text(base), text(ours), text(theirs));
    if word == Word::Nobodys
        && let Some(text) = changed(was, own, other)
    {
        return merged.text(text);
    }
    let (Some(ours), Some(theirs)) = (ours, theirs) else {
        return one_sided(merged, base, ours.or(theirs), ours.is_some());
    };
    let lead = lines::remarks(base.map_or("", |base| base.lead), ours.lead, theirs.lead);
    merged.text(&lead);
    let value = value(key, base.map(|base| base.value), ours.value, theirs.value, word);
    let rest = rest(base.map(|base| base.rest), ours.rest, theirs.rest, word);
    match (value, rest) {
        (Some(value), Some(rest)) => {
            let was = base.map_or("", |base| base.name);
            let name = changed(was, ours.name, theirs.name).unwrap_or_else(|| ours.name.min(theirs.name));
            merged.text(&[name, &value, rest].concat());
        }
        _ => merged.conflict(base.map_or("", Field::own), ours.own(), theirs.own()),
    }
}

fn text<'t>(field: Option<&'t Field<'_>>) -> &'t str {
    field.map_or("", |field| field.text)
}

/// A key that one side took out, or that only one side ever had. What the other side changed meanwhile contradicts that, unless it
/// says the same as before.
fn one_sided(merged: &mut Merged, base: Option<&Field<'_>>, left: Option<&Field<'_>>, is_ours: bool) {
    let Some(left) = left else { return };
    match base {
        None => merged.text(left.text),
        Some(base) if says(base.value) == says(left.value) => {}
        Some(base) if is_ours => merged.conflict(base.text, left.text, ""),
        Some(base) => merged.conflict(base.text, "", left.text),
    }
}

fn value(key: &[String], base: Option<&str>, ours: &str, theirs: &str, word: Word) -> Option<String> {
    match word {
        Word::Of(Side::Ours) => return Some(ours.to_owned()),
        Word::Of(Side::Theirs) => return Some(theirs.to_owned()),
        Word::Both if says(ours) != says(theirs) => return None,
        Word::Both | Word::Nobodys => {}
    }
    if let Some(value) = changed(base.unwrap_or_default(), ours, theirs).filter(|_| base.is_some() || ours == theirs) {
        return Some(value.to_owned());
    }
    let (own, other) = (says(ours), says(theirs));
    let was = base.map(says);
    match () {
        // Two ways of writing the same: the one that has remarks, unless both may have some.
        () if own == other => {
            let may_remark = |text: &str| text.contains('#') && text.contains('\n');
            let both = (may_remark(ours), ours).max((may_remark(theirs), theirs)).1;
            (!may_remark(ours) || !may_remark(theirs)).then(|| both.to_owned())
        }
        () if was.as_ref() == Some(&own) => Some(theirs.to_owned()),
        () if was.as_ref() == Some(&other) => Some(ours.to_owned()),
        () => {
            let is_dated = key.last().is_some_and(|key| DATED.contains(&key.as_str()));
            list::merge(base, ours, theirs, is_dated)
        }
    }
}

/// What stands behind a value on its line.
fn rest<'a>(base: Option<&'a str>, ours: &'a str, theirs: &'a str, word: Word) -> Option<&'a str> {
    let settled = match base {
        Some(base) => changed(base, ours, theirs),
        None if ours.trim() == theirs.trim() => Some(ours.min(theirs)),
        None if ours.trim().is_empty() => Some(theirs),
        None if theirs.trim().is_empty() => Some(ours),
        None => None,
    };
    settled.or_else(|| match word {
        _ if ours.trim() == theirs.trim() => Some(ours.min(theirs)),
        Word::Of(Side::Ours) => Some(ours),
        Word::Of(Side::Theirs) => Some(theirs),
        Word::Both | Word::Nobodys => None,
    })
}

//! REF: how a measure is named on the command line.
//!
//! An id, a unique prefix of one, a place in the file, or a fragment of a title that fits one measure only; with the number
//! of its reply or the name of its file before it (`0389/id`) where several ledgers know the id.

use std::{borrow::Cow, collections::HashMap, ops::Range};

use super::{
    address::written,
    row::{self, Row},
    value::title,
};
use crate::{
    lang::{Said, Text, near_or, text, visible},
    model::Refusal,
    said,
};

/// Finds measures by their references.
#[derive(Debug)]
pub struct Resolver<'a> {
    rows: &'a [Row<'a>],
    /// The rows by their ids, in order; also by what an address writes for an id that is not plain.
    by_id: Vec<(Cow<'a, str>, usize)>,
    /// The rows of every ledger, in order.
    ledgers: Vec<Range<usize>>,
    /// The rows of the ledgers of a reply's number or a file's name, as addresses write them.
    by_ledger: HashMap<String, Vec<Range<usize>>>,
}

impl<'a> Resolver<'a> {
    /// A resolver for these measures, which stand in the order of their ledgers.
    pub fn new(rows: &'a [Row<'a>]) -> Self {
        let mut by_id = Vec::with_capacity(rows.len());
        for (at, row) in rows.iter().enumerate() {
            let id = &*row.measure.id.value;
            by_id.push((Cow::Borrowed(id), at));
            if let shown @ Cow::Owned(_) = visible(id) {
                by_id.push((shown, at));
            }
        }
        by_id.sort_unstable();
        let mut ledgers = Vec::new();
        let mut by_ledger: HashMap<String, Vec<Range<usize>>> = HashMap::new();
        for own in row::by_ledger(rows) {
            let start = ledgers.last().map_or(0, |last: &Range<usize>| last.end);
            let range = start..start + own.len();
            let names = own.first().map(|row| [row.ledger.number(), &*row.ledger.source.name]);
            for name in names.into_iter().flatten() {
                let known = by_ledger.entry(written(name)).or_default();
                // A ledger whose number is its file's name stands here once.
                if known.last() != Some(&range) {
                    known.push(range.clone());
                }
            }
            ledgers.push(range);
        }
        Self { rows, by_id, ledgers, by_ledger }
    }

    /// The rows of the ledgers that a reference names before its last part that is no ledger, if it does, and the rest.
    fn split<'r>(&self, reference: &'r str) -> (Option<&[Range<usize>]>, &'r str) {
        let split = reference.match_indices('/').rev().find_map(|(at, _)| {
            let ledgers = self.by_ledger.get(&written(&reference[..at]))?;
            Some((Some(&**ledgers), &reference[at + 1..]))
        });
        split.unwrap_or((None, reference))
    }

    /// The measure that a reference names, as its place among the rows.
    ///
    /// # Errors
    ///
    /// When it fits none, with the nearest, or several, with the candidates.
    pub fn resolve(&self, reference: &str) -> Result<usize, Refusal> {
        let (named, wanted) = self.split(reference);
        let of = named.unwrap_or(&self.ledgers);
        let wanted = wanted.trim();
        if wanted.is_empty() {
            return Err(Refusal::usage(said!("编号是空的", "the reference is empty")));
        }
        let is_meant = |at: &usize| named.is_none() || of.iter().any(|range| range.contains(at));
        let from = self.by_id.partition_point(|(id, _)| **id < *wanted);
        let of_id = self.by_id[from..].iter().take_while(|(id, _)| *id == wanted);
        let by_id: Vec<usize> = of_id.map(|(_, at)| *at).filter(is_meant).collect();
        let fits = if by_id.is_empty() { self.search(wanted, of)? } else { by_id };
        match fits[..] {
            [one] => Ok(one),
            [] => Err(self.none(reference, wanted)),
            _ => Err(self.several(reference, &fits)),
        }
    }

    /// What fits otherwise than by its whole id, among the rows of some ledgers.
    fn search(&self, wanted: &str, of: &[Range<usize>]) -> Result<Vec<usize>, Refusal> {
        if let Ok(number) = wanted.parse::<usize>() {
            let place = |range: &Range<usize>| {
                let found = self.rows[range.clone()].binary_search_by_key(&number, |row| row.number);
                found.ok().map(|at| range.start + at)
            };
            let found: Vec<usize> = of.iter().filter_map(place).collect();
            let n: usize = of.iter().map(ExactSizeIterator::len).sum();
            let none = || {
                Refusal::usage(said!("没有第 {number} 项，共 {n} 项", "there is no measure {number}; there are {n}"))
            };
            return if found.is_empty() { Err(none()) } else { Ok(found) };
        }
        let fits = |way: &dyn Fn(&Row<'_>) -> bool| {
            of.iter().cloned().flatten().filter(|at| way(&self.rows[*at])).collect::<Vec<_>>()
        };
        let by_prefix = fits(&|row| row.measure.id.value.starts_with(wanted));
        if !by_prefix.is_empty() {
            return Ok(by_prefix);
        }
        let lower = wanted.to_lowercase();
        Ok(fits(&|row| titles(row).any(|title| title.to_lowercase().contains(&lower))))
    }

    fn several(&self, reference: &str, fits: &[usize]) -> Refusal {
        let n = fits.len();
        let said = said!("`{}` 符合 {n} 项", "`{}` fits {n} measures", visible(reference));
        let help = Said::each(|lang| {
            let mut lines = NAME_ONE.get(lang).to_owned();
            for at in fits.iter().take(CANDIDATES) {
                let row = &self.rows[*at];
                lines.push_str(&format!("\n  {}  {}", row.address(), visible(&title(row).label(lang))));
            }
            if n > CANDIDATES {
                lines.push_str("\n  …");
            }
            lines
        });
        Refusal::usage(said).with_help(help)
    }

    fn none(&self, reference: &str, wanted: &str) -> Refusal {
        let said = said!("没有符合 `{0}` 的事项", "no measure fits `{0}`", visible(reference));
        let known = self.rows.iter().map(|row| &*row.measure.id.value);
        let help = near_or(wanted, known, || said!("用 `duban list 词语` 查找", "search with `duban list WORD`"));
        Refusal::usage(said).with_help(help)
    }
}

const NAME_ONE: Text = text("请指明其中一项：", "name one of them:");

/// How many candidates a refusal names.
const CANDIDATES: usize = 8;

fn titles<'a>(row: &'a Row<'_>) -> impl Iterator<Item = &'a str> {
    [&row.measure.title, &row.measure.en].into_iter().filter_map(|slot| slot.as_deref())
}

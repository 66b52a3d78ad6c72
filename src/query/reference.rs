//! REF: how a measure is named on the command line.
//!
//! An id, a unique prefix of one, a place in the file, or a fragment of a title that fits one measure only; with the number
//! of its reply or the name of its file before it (`0389/id`) where several ledgers know the id.

use std::{collections::HashMap, ops::Range};

use super::{row::Row, value::title};
use crate::{
    lang::{Said, Text, near_or, text, visible},
    model::Refusal,
    said,
};

/// Finds measures by their references.
#[derive(Debug)]
pub struct Resolver<'a> {
    rows: &'a [Row<'a>],
    by_id: HashMap<&'a str, Vec<usize>>,
    /// The rows of every ledger, in order.
    ledgers: Vec<Range<usize>>,
    /// The rows of the ledgers of a reply's number or a file's name.
    by_ledger: HashMap<&'a str, Vec<Range<usize>>>,
}

impl<'a> Resolver<'a> {
    /// A resolver for these measures, which stand in the order of their ledgers.
    pub fn new(rows: &'a [Row<'a>]) -> Self {
        let mut by_id: HashMap<&str, Vec<usize>> = HashMap::with_capacity(rows.len());
        for (at, row) in rows.iter().enumerate() {
            by_id.entry(&*row.measure.id.value).or_default().push(at);
        }
        let mut ledgers = Vec::new();
        let mut by_ledger: HashMap<&str, Vec<Range<usize>>> = HashMap::new();
        for own in rows.chunk_by(|a, b| std::ptr::eq(a.ledger, b.ledger)) {
            let start = ledgers.last().map_or(0, |last: &Range<usize>| last.end);
            let range = start..start + own.len();
            let names = own.first().map(|row| [row.ledger.number(), &*row.ledger.source.name]);
            for name in names.into_iter().flatten() {
                let known = by_ledger.entry(name).or_default();
                // A ledger whose number is its file's name stands here once.
                if known.last() != Some(&range) {
                    known.push(range.clone());
                }
            }
            ledgers.push(range);
        }
        Self { rows, by_id, ledgers, by_ledger }
    }

    /// The measure that a reference names, as its place among the rows.
    ///
    /// # Errors
    ///
    /// When it fits none, with the nearest, or several, with the candidates.
    pub fn resolve(&self, reference: &str) -> Result<usize, Refusal> {
        let addressed = reference.rsplit_once('/');
        let addressed = addressed.and_then(|(ledger, wanted)| Some((self.by_ledger.get(ledger)?, wanted)));
        let (of, wanted) = addressed.unwrap_or((&self.ledgers, reference));
        let wanted = wanted.trim();
        if wanted.is_empty() {
            return Err(Refusal::usage(said!("编号是空的", "the reference is empty")));
        }
        let is_meant = |at: &usize| addressed.is_none() || of.iter().any(|range| range.contains(at));
        let by_id = self.by_id.get(wanted).into_iter().flatten().copied().filter(is_meant).collect::<Vec<_>>();
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
        let addresses = addresses(self.rows);
        let help = Said::each(|lang| {
            let mut lines = NAME_ONE.get(lang).to_owned();
            for at in fits.iter().take(CANDIDATES) {
                lines.push_str(&format!(
                    "\n  {}  {}",
                    visible(&addresses[*at]),
                    visible(&title(&self.rows[*at]).label(lang))
                ));
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

/// How each measure can be named: by its id, with the reply's number before it where that is needed, or the file's name; by its
/// place where even the file has the id twice.
pub fn addresses(rows: &[Row<'_>]) -> Vec<String> {
    let mut ids: HashMap<&str, usize> = HashMap::new();
    let mut numbered: HashMap<(&str, &str), usize> = HashMap::new();
    let mut named: HashMap<(&str, &str), usize> = HashMap::new();
    for row in rows {
        let id = &*row.measure.id.value;
        *ids.entry(id).or_default() += 1;
        *numbered.entry((row.ledger.number(), id)).or_default() += 1;
        *named.entry((&row.ledger.source.name, id)).or_default() += 1;
    }
    let address = |row: &Row<'_>| {
        let (number, name, id) = (row.ledger.number(), &*row.ledger.source.name, &*row.measure.id.value);
        match (ids[id], numbered[&(number, id)], named[&(name, id)]) {
            (1, ..) => id.to_owned(),
            (_, 1, _) => format!("{number}/{id}"),
            (_, _, 1) => format!("{name}/{id}"),
            _ => format!("{name}/{}", row.number),
        }
    };
    rows.iter().map(address).collect()
}

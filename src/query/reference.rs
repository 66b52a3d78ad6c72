//! REF: how a measure is named on the command line.
//!
//! An id, a unique prefix of one, a place in the file, or a fragment of a title that fits one measure only; with the number
//! of its reply or the name of its file before it (`0389/id`) where several ledgers know the id.

use std::collections::HashMap;

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
}

impl<'a> Resolver<'a> {
    /// A resolver for these measures.
    pub fn new(rows: &'a [Row<'a>]) -> Self {
        let mut by_id: HashMap<&str, Vec<usize>> = HashMap::with_capacity(rows.len());
        for (at, row) in rows.iter().enumerate() {
            by_id.entry(&*row.measure.id.value).or_default().push(at);
        }
        Self { rows, by_id }
    }

    /// The measure that a reference names, as its place among the rows.
    ///
    /// # Errors
    ///
    /// When it fits none, with the nearest, or several, with the candidates.
    pub fn resolve(&self, reference: &str) -> Result<usize, Refusal> {
        let is_of = |row: &Row<'_>, ledger: &str| row.ledger.number() == ledger || row.ledger.source.name == ledger;
        let (ledger, wanted) = match reference.rsplit_once('/') {
            Some((ledger, wanted)) if self.rows.iter().any(|row| is_of(row, ledger)) => (Some(ledger), wanted),
            _ => (None, reference),
        };
        let wanted = wanted.trim();
        if wanted.is_empty() {
            return Err(Refusal::usage(said!("编号是空的", "the reference is empty")));
        }
        let is_meant = |at: &usize| ledger.is_none_or(|ledger| is_of(&self.rows[*at], ledger));
        let by_id = self.by_id.get(wanted).into_iter().flatten().copied().filter(is_meant).collect::<Vec<_>>();
        let fits = if by_id.is_empty() { self.search(wanted, &is_meant)? } else { by_id };
        match fits[..] {
            [one] => Ok(one),
            [] => Err(self.none(reference, wanted)),
            _ => Err(self.several(reference, &fits)),
        }
    }

    /// What fits otherwise than by its whole id.
    fn search(&self, wanted: &str, is_meant: &dyn Fn(&usize) -> bool) -> Result<Vec<usize>, Refusal> {
        let fits = |way: &dyn Fn(&Row<'_>) -> bool| {
            (0..self.rows.len()).filter(is_meant).filter(|at| way(&self.rows[*at])).collect::<Vec<_>>()
        };
        if let Ok(number) = wanted.parse::<usize>() {
            let found = fits(&|row| row.number == number);
            let n = (0..self.rows.len()).filter(is_meant).count();
            let none = || {
                Refusal::usage(said!("没有第 {number} 项，共 {n} 项", "there is no measure {number}; there are {n}"))
            };
            return if found.is_empty() { Err(none()) } else { Ok(found) };
        }
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
                lines.push_str(&format!("\n  {}  {}", addresses[*at], visible(&title(&self.rows[*at]).label(lang))));
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

/// How each measure can be named: by its id, with the reply's number before it where that is needed, or the file's name.
pub fn addresses(rows: &[Row<'_>]) -> Vec<String> {
    let mut ids: HashMap<&str, usize> = HashMap::new();
    let mut numbered: HashMap<(&str, &str), usize> = HashMap::new();
    for row in rows {
        *ids.entry(&row.measure.id.value).or_default() += 1;
        *numbered.entry((row.ledger.number(), &row.measure.id.value)).or_default() += 1;
    }
    let address = |row: &Row<'_>| {
        let (number, id) = (row.ledger.number(), &*row.measure.id.value);
        match (ids[id], numbered[&(number, id)]) {
            (1, _) => id.to_owned(),
            (_, 1) => format!("{number}/{id}"),
            _ => format!("{}/{id}", row.ledger.source.name),
        }
    };
    rows.iter().map(address).collect()
}

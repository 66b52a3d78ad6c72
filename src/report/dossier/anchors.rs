//! By what entries are found in a document: the id where it can be written in an address, and unlike every other.

use std::collections::{HashMap, HashSet};

use crate::{model::Ledger, query::Row};

/// The anchors of rows.
pub struct Anchors<'a> {
    all: Vec<String>,
    by_id: HashMap<(*const Ledger, &'a str), usize>,
}

impl<'a> Anchors<'a> {
    /// Of these rows, in their order.
    pub fn of(rows: &[Row<'a>]) -> Self {
        let mut anchors = Self { all: Vec::with_capacity(rows.len()), by_id: HashMap::new() };
        let mut taken = HashSet::new();
        for (at, row) in rows.iter().enumerate() {
            let id: &'a str = &row.measure.id.value;
            let own = written(row.address());
            let mut anchor = own.clone();
            let mut n = 2;
            while !taken.insert(anchor.clone()) {
                anchor = format!("{own}~{n}");
                n += 1;
            }
            anchors.all.push(anchor);
            anchors.by_id.entry((std::ptr::from_ref(row.ledger), id)).or_insert(at);
        }
        anchors
    }

    /// Of the row at a place.
    pub fn at(&self, place: usize) -> String {
        self.all[place].clone()
    }

    /// Of the measure of a ledger with an id, where it is among the rows.
    pub fn find(&self, ledger: &Ledger, id: &'a str) -> Option<String> {
        self.by_id.get(&(std::ptr::from_ref(ledger), id)).map(|at| self.at(*at))
    }
}

/// A name in letters, digits and `-`, `_`, `.`, `/`; every other character by its number, so that no two names become one.
fn written(name: &str) -> String {
    let mut anchor = String::with_capacity(name.len());
    for c in name.chars() {
        if c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '/') {
            anchor.push(c);
        } else {
            anchor.push_str(&format!("~{:x}~", u32::from(c)));
        }
    }
    anchor
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odd_ids_are_written_so_that_no_two_become_one() {
        assert_eq!(written("chain-leader-system"), "chain-leader-system");
        assert_eq!(written("__proto__"), "__proto__");
        assert_eq!(written("a \"b"), "a~20~~22~b");
        assert_ne!(written("a~20~b"), written("a b"));
        assert_eq!(written("页:1"), "~9875~~3a~1");
    }
}

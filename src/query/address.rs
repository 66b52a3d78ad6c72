//! Addresses: how a measure is named on a command line where its id alone does not do.
//!
//! `0389/id` where several ledgers know the id, the file's name before it where they have one number, the place in the file
//! where the id cannot be written on a line or stands in the file twice. Addresses hold for all ledgers that were loaded, whatever is listed.

use hashbrown::HashMap;

use crate::{lang::visible, model::Ledger};

/// A name as it stands in an address: on one line, and nothing in it acts on a terminal.
pub fn written(name: &str) -> String {
    visible(name.trim()).into_owned()
}

/// Counts ids, to tell which of them need more than themselves.
#[derive(Debug)]
pub struct Addresses<'a> {
    several: bool,
    /// Nothing is counted where one ledger has every id once.
    are_unique: bool,
    ids: HashMap<&'a str, usize>,
    /// Ids behind the number or the file name of their ledger.
    behind: HashMap<String, HashMap<&'a str, usize>>,
}

impl<'a> Addresses<'a> {
    /// For the measures of these ledgers.
    pub fn of(ledgers: &[&'a Ledger]) -> Self {
        let several = ledgers.len() > 1;
        let are_unique = !several && ledgers.iter().all(|ledger| ledger.measures().is_unique());
        let mut addresses = Self { several, are_unique, ids: HashMap::new(), behind: HashMap::new() };
        if !are_unique {
            ledgers.iter().for_each(|ledger| addresses.count(ledger));
        }
        addresses
    }

    fn count(&mut self, ledger: &'a Ledger) {
        for measure in ledger.measures().iter() {
            *self.ids.entry(&measure.id.value).or_default() += 1;
        }
        if !self.several {
            return;
        }
        let (number, file) = (written(ledger.number()), written(&ledger.source.name));
        let is_other = file != number;
        for name in std::iter::once(number).chain(is_other.then_some(file)) {
            let ids = self.behind.entry(name).or_default();
            for measure in ledger.measures().iter() {
                *ids.entry(&measure.id.value).or_default() += 1;
            }
        }
    }

    /// The address of a measure; nothing when its id does.
    pub fn address(&self, ledger: &'a Ledger, id: &'a str, place: usize) -> Option<String> {
        let is_alone = self.are_unique || self.ids.get(id) == Some(&1);
        // A line is trimmed when it is read, and what stands before a stroke is read as a ledger.
        if id.is_empty() || id.trim() != id || id.contains('/') || !self.several && !is_alone {
            return Some(self.place(ledger, place));
        }
        let shown = visible(id);
        if is_alone {
            return (shown != id).then(|| shown.into_owned());
        }
        let names = [written(ledger.number()), written(&ledger.source.name)];
        let is_enough = |name: &String| self.behind.get(name).and_then(|ids| ids.get(id)) == Some(&1);
        let name = names.into_iter().find(is_enough);
        Some(name.map_or_else(|| self.place(ledger, place), |name| format!("{name}/{shown}")))
    }

    fn place(&self, ledger: &Ledger, place: usize) -> String {
        if self.several { format!("{}/{place}", written(&ledger.source.name)) } else { place.to_string() }
    }
}

//! How much of a letter comes to what: in whole, by class of passage, by section.

use std::collections::{BTreeMap, HashMap};

use super::{
    claim::{By, Claim},
    part::Part,
    reading::Reading,
    section::sections,
};
use crate::{
    letter::{LetterText, Sentences},
    model::{Account, Ledger, PassageClass, Stretch, Vocabulary as _},
};

/// How much there is of something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Characters.
    pub chars: usize,
    /// Letters and digits among them; nothing is known of them without the letter.
    pub words: usize,
    /// Stretches of the ledger.
    pub stretches: usize,
    /// Sentences; a sentence counts once, for the commitment in it or else for what most of it is.
    pub sentences: usize,
}

impl Figures {
    fn add(&mut self, other: Self) {
        self.chars += other.chars;
        self.words += other.words;
        self.stretches += other.stretches;
        self.sentences += other.sentences;
    }
}

/// Figures for each account.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sum([Figures; Account::ALL.len()]);

impl Sum {
    /// The figures of one account.
    pub fn get(&self, account: Account) -> Figures {
        self.0[account as usize]
    }

    /// Everything together.
    pub fn total(&self) -> Figures {
        let mut total = Figures::default();
        self.0.iter().for_each(|figures| total.add(*figures));
        total
    }

    fn add(&mut self, account: Account, figures: Figures) {
        self.0[account as usize].add(figures);
    }
}

/// The figures of a letter.
#[derive(Clone, Debug, Default)]
pub struct Sums {
    /// In whole.
    pub whole: Sum,
    /// By class of passage.
    pub classes: BTreeMap<PassageClass, Figures>,
    /// By section in the order of the letter; what stands in none, such as the salutation, has no name.
    pub sections: Vec<(Option<String>, Sum)>,
    /// What each part comes to.
    pub accounts: Vec<Account>,
    /// The section of each claim.
    pub named: Vec<Option<String>>,
    /// Where each section stands among them while they are being counted.
    places: HashMap<Option<String>, usize>,
}

impl Sums {
    /// The figures of a reading; sentences and letters only with the letter.
    pub fn of(ledger: &Ledger, reading: &Reading<'_>, letter: Option<&LetterText>) -> Self {
        let named = sections(ledger, &reading.claims);
        let mut sums = Self { named, ..Self::default() };
        let mut current = None;
        let mut seen = vec![false; reading.claims.len()];
        let mut places = Vec::with_capacity(reading.parts.len());
        for part in &reading.parts {
            let claim = governing(reading, part);
            let account = claim.map_or(Account::Nothing, |(_, claim)| claim.account());
            if let Some((at, _)) = claim {
                current.clone_from(&sums.named[at]);
            }
            let new = part.claims.iter().filter(|at| !std::mem::replace(&mut seen[**at], true)).count();
            let text = letter.and_then(|letter| letter.slice(part.stretch)).unwrap_or_default();
            let words = text.chars().filter(|c| c.is_alphanumeric()).count();
            let chars = (part.stretch.end - part.stretch.start) as usize;
            let figures = Figures { chars, words, stretches: new, sentences: 0 };
            places.push(sums.put(account, class(claim), current.as_deref(), figures));
        }
        if let Some(letter) = letter {
            sums.count_sentences(reading, &letter.sentences(), &places);
        }
        // What stands in no section comes last.
        sums.sections.sort_by_key(|(name, _)| name.is_none());
        sums
    }

    /// Adds figures and says where.
    fn put(
        &mut self,
        account: Account,
        class: Option<PassageClass>,
        section: Option<&str>,
        figures: Figures,
    ) -> (Account, Option<PassageClass>, usize) {
        self.accounts.push(account);
        self.whole.add(account, figures);
        if let Some(class) = class {
            self.classes.entry(class).or_default().add(figures);
        }
        let name = section.map(str::to_owned);
        let at = *self.places.entry(name.clone()).or_insert(self.sections.len());
        if at == self.sections.len() {
            self.sections.push((name, Sum::default()));
        }
        self.sections[at].1.add(account, figures);
        (account, class, at)
    }

    fn count_sentences(
        &mut self,
        reading: &Reading<'_>,
        sentences: &Sentences,
        places: &[(Account, Option<PassageClass>, usize)],
    ) {
        let one = Figures { sentences: 1, ..Figures::default() };
        let mut first = 0;
        for sentence in sentences.iter() {
            while reading.parts.get(first).is_some_and(|part| part.stretch.end <= sentence.start) {
                first += 1;
            }
            let here = reading.parts[first..].iter().take_while(|part| part.stretch.start < sentence.end);
            let share = |(at, part): (usize, &Part)| (first + at, shared(part.stretch, sentence));
            let weight = |(at, share): &(usize, u32)| {
                let account = places[*at].0;
                (account == Account::Commitment, account != Account::Nothing, *share)
            };
            let Some((at, _)) = here.enumerate().map(share).max_by_key(weight) else { continue };
            let (account, class, section) = places[at];
            self.whole.add(account, one);
            self.sections[section].1.add(account, one);
            if let Some(class) = class {
                self.classes.entry(class).or_default().add(one);
            }
        }
    }
}

/// The claim that decides what a part comes to: a commitment before a passage.
fn governing<'a, 'b>(reading: &'b Reading<'a>, part: &'b Part) -> Option<(usize, &'b Claim<'a>)> {
    reading.claims_on(part).min_by_key(|(_, claim)| claim.account())
}

fn class(claim: Option<(usize, &Claim<'_>)>) -> Option<PassageClass> {
    match claim?.1.by {
        By::Passage(passage) => passage.class.copied(),
        By::Measure(_) => None,
    }
}

fn shared(a: Stretch, b: Stretch) -> u32 {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}

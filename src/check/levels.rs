//! How grave findings are: the rule's own level, what the ledger wants, what the command line wants.

use super::{
    rule::{Lane, Rule},
    rules::RULES,
};
use crate::{
    lang::{near_or, visible},
    model::{Ledger, Level, Refusal, Vocabulary as _},
    said,
};

/// What is wanted of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// It is not asked.
    Allow,
    /// Its findings are warnings.
    Warn,
    /// Its findings are errors.
    Deny,
}

/// The word for every rule.
const ALL: &str = "all";

/// The rules that a word names: one by its id, those of a lane, or `all`.
///
/// # Errors
///
/// When it names none, with the nearest.
pub fn named(word: &str) -> Result<Vec<&'static Rule>, Refusal> {
    let lane = Lane::from_word(word);
    let is_meant = |rule: &&&Rule| word == ALL || rule.id() == word || lane == Some(rule.lane);
    let found: Vec<&'static Rule> = RULES.iter().filter(is_meant).copied().collect();
    if !found.is_empty() {
        return Ok(found);
    }
    let said = said!("没有规则 `{}`", "there is no rule `{}`", visible(word));
    let lanes = Lane::TERMS.iter().map(|term| term.word);
    let known = lanes.chain([ALL]).chain(RULES.iter().map(|rule| rule.id()));
    let help = near_or(word, known, || said!("`duban explain` 列出全部规则", "`duban explain` lists the rules"));
    Err(Refusal::usage(said).with_help(help))
}

/// Wishes in order: a later one goes before an earlier one, and a rule's own before its lane's.
#[derive(Clone, Debug, Default)]
pub struct Levels(Vec<(Setting, String)>);

impl Levels {
    /// The wishes, later ones last. Names that no rule has are passed over: whoever takes them in says so.
    pub fn new(wishes: impl IntoIterator<Item = (Setting, String)>) -> Self {
        Self(wishes.into_iter().collect())
    }

    /// What a ledger wants.
    pub fn of_ledger(ledger: &Ledger) -> Self {
        let Some(own) = ledger.document.check.as_deref() else { return Self::default() };
        let lists = [(Setting::Allow, &own.allow), (Setting::Warn, &own.warn), (Setting::Deny, &own.deny)];
        Self::new(lists.iter().flat_map(|(setting, list)| list.items().map(|name| (*setting, name.to_string()))))
    }

    /// The same with wishes that go before these.
    pub fn then(mut self, later: &Self) -> Self {
        self.0.extend(later.0.iter().cloned());
        self
    }

    /// The level of a rule's findings; `None` when it is not asked.
    pub fn of(&self, rule: &Rule, own: Level) -> Option<Level> {
        let lane = rule.lane.term().word;
        let newest = |is_meant: &dyn Fn(&str) -> bool| self.0.iter().rev().find(|(_, name)| is_meant(name));
        let wish = newest(&|name| name == rule.id()).or_else(|| newest(&|name| name == lane || name == ALL));
        match wish.map(|(setting, _)| setting) {
            None => Some(own),
            Some(Setting::Allow) => None,
            Some(Setting::Warn) => Some(Level::Warning),
            Some(Setting::Deny) => Some(Level::Error),
        }
    }
}

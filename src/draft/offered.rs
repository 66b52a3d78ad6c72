//! What a draft offers as records: the offices by ids, and who leads each candidate.

use super::{Candidate, Draft};
use crate::model::OwnerBasis;

/// The offices of a draft, each once, with the ids that a ledger gives them.
#[derive(Debug)]
pub struct Offices {
    names: Vec<(String, String)>,
    has_lead: bool,
}

/// How an answering office calls itself.
const SELVES: &[&str] =
    &["我局", "我委", "我厅", "我部", "我办", "我院", "我行", "我会", "我中心", "我校", "本局", "本委", "本部", "本厅"];

impl Offices {
    /// The offices that a draft names.
    pub fn of(draft: &Draft) -> Self {
        let mut offices = Self { names: Vec::new(), has_lead: false };
        let facts = || draft.letters.iter().map(|letter| &letter.facts);
        if let Some(lead) = facts().find_map(|facts| facts.lead.as_ref()) {
            offices.names.push(("lead".to_owned(), lead.clone()));
            offices.has_lead = true;
        }
        facts().flat_map(|facts| &facts.co_handlers).for_each(|name| offices.add("co", name));
        let named = draft.measures.iter().flat_map(|own| own.offices.lead.iter().chain(&own.offices.support));
        named.for_each(|name| offices.add("office", name));
        offices
    }

    fn add(&mut self, prefix: &str, name: &str) {
        if self.id(name).is_none() {
            let n = self.names.iter().filter(|(id, _)| id.starts_with(prefix)).count() + 1;
            self.names.push((format!("{prefix}-{n}"), name.to_owned()));
        }
    }

    /// The ids with their names, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.names.iter().map(|(id, name)| (id.as_str(), name.as_str()))
    }

    /// The id of an office by its name, by that name without its place, or by what it calls itself.
    pub fn id(&self, name: &str) -> Option<&str> {
        if self.has_lead && SELVES.contains(&name) {
            return self.names.first().map(|(id, _)| id.as_str());
        }
        let short = name.trim_start_matches(['市', '省', '区', '县', '州']);
        let is_it = |known: &str| known == name || (short.chars().count() > 2 && known.ends_with(short));
        self.names.iter().find(|(_, known)| is_it(known)).map(|(id, _)| id.as_str())
    }

    /// Who leads a candidate, and how that is known: named for it, or implied by who answers.
    pub fn owner(&self, candidate: &Candidate) -> Option<(&str, OwnerBasis)> {
        match &candidate.offices.lead {
            Some(name) => self.id(name).map(|id| (id, OwnerBasis::Stated)),
            None if self.has_lead => self.names.first().map(|(id, _)| (id.as_str(), OwnerBasis::Inferred)),
            None => None,
        }
    }

    /// Who helps with a candidate: named for it, each once, and not the one who leads.
    pub fn support(&self, candidate: &Candidate) -> Vec<&str> {
        let lead = self.owner(candidate).map(|(id, _)| id);
        let mut ids: Vec<&str> = Vec::new();
        for id in candidate.offices.support.iter().filter_map(|name| self.id(name)) {
            if Some(id) != lead && !ids.contains(&id) {
                ids.push(id);
            }
        }
        ids
    }
}

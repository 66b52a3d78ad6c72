//! What a draft offers as records: the offices by ids, and who leads each candidate.

use std::collections::HashMap;

use super::{Candidate, Draft};
use crate::model::OwnerBasis;

/// The offices of a draft, each once, with the ids that a ledger gives them.
#[derive(Debug)]
pub struct Offices {
    names: Vec<(String, String)>,
    has_lead: bool,
    /// Where each letter ends, and the place of the office that answers in it.
    leads: Vec<(usize, Option<usize>)>,
    /// The first office of each name and of each ending of one that tells it apart: letters name thousands.
    known: HashMap<String, usize>,
    /// How many have an id that begins with each word.
    counts: HashMap<&'static str, usize>,
}

/// The fewest characters of a name without its place.
const LEAST: usize = 3;

/// How an answering office calls itself.
const SELVES: &[&str] =
    &["我局", "我委", "我厅", "我部", "我办", "我院", "我行", "我会", "我中心", "我校", "本局", "本委", "本部", "本厅"];

impl Offices {
    /// The offices that a draft names.
    pub fn of(draft: &Draft) -> Self {
        let mut offices = Self {
            names: Vec::new(),
            has_lead: false,
            leads: Vec::new(),
            known: HashMap::new(),
            counts: HashMap::new(),
        };
        let facts = || draft.letters.iter().map(|letter| &letter.facts);
        if let Some(lead) = facts().find_map(|facts| facts.lead.as_ref()) {
            offices.push("lead".to_owned(), lead);
            offices.has_lead = true;
        }
        facts().filter_map(|facts| facts.lead.as_ref()).for_each(|name| offices.add("lead", name));
        let place = |name: &String| offices.known.get(name).copied();
        let leads = draft.letters.iter().map(|own| (own.range.end, own.facts.lead.as_ref().and_then(place)));
        offices.leads = leads.collect();
        facts().flat_map(|facts| &facts.co_handlers).for_each(|name| offices.add("co", name));
        let named = draft.measures.iter().flat_map(|own| own.offices.lead.iter().chain(&own.offices.support));
        named.for_each(|name| offices.add("office", name));
        offices
    }

    fn add(&mut self, prefix: &'static str, name: &str) {
        if self.id(name).is_none() {
            let n = self.counts.entry(prefix).or_default();
            *n += 1;
            let id = format!("{prefix}-{n}");
            self.push(id, name);
        }
    }

    fn push(&mut self, id: String, name: &str) {
        let at = self.names.len();
        let starts: Vec<usize> = name.char_indices().map(|(start, _)| start).collect();
        let endings = starts.iter().take(starts.len().saturating_sub(LEAST - 1)).map(|start| &name[*start..]);
        for own in endings.chain([name]) {
            self.known.entry(own.to_owned()).or_insert(at);
        }
        self.names.push((id, name.to_owned()));
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
        // 市工造局 is 乌有市工造局 and 工造局, but not 省工造局.
        let short = name.trim_start_matches(['市', '省', '区', '县', '州']);
        let is = |at: &&usize, whole: &str| self.names[**at].1 == whole;
        // A whole name counts also when it is short, an ending of one only when it tells offices apart.
        let is_long = name.chars().count() >= LEAST;
        let found = [
            self.known.get(name).filter(|at| is_long || is(at, name)),
            self.known.get(short).filter(|at| is(at, short)),
        ];
        found.into_iter().flatten().min().map(|at| self.names[*at].0.as_str())
    }

    /// Who leads a candidate, and how that is known: named for it, or implied by who answers.
    pub fn owner(&self, candidate: &Candidate) -> Option<(&str, OwnerBasis)> {
        match &candidate.offices.lead {
            Some(name) => self.id(name).map(|id| (id, OwnerBasis::Stated)),
            None if candidate.offices.is_unnamed => None,
            None => {
                let letter = self.leads.partition_point(|(end, _)| *end <= candidate.range.start);
                let (id, _) = self.names.get(self.leads.get(letter)?.1?)?;
                Some((id, OwnerBasis::Inferred))
            }
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

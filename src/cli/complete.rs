//! Dynamic completion: what the ledger and the tables know. Whatever goes wrong completes nothing and says nothing.

use std::{
    ffi::{OsStr, OsString},
    path::PathBuf,
};

use clap_complete::CompletionCandidate;

use super::{context::variable, pairs::is_plain, say};
use crate::{
    check::RULES,
    lang::visible,
    model::{Collection, Key, Lane, Record as _, Reply, Vocabulary as _},
    page::Term,
    query::{FIELDS, Sort},
    report::REPORTS,
    store::load::{Set, load},
};

type Candidates = Vec<CompletionCandidate>;

/// The ledgers of the command line that is being completed; standard input is nobody's to read here.
fn ledgers() -> Option<Set> {
    let words: Vec<OsString> = std::env::args_os().skip_while(|arg| arg != "--").skip(1).collect();
    let mut named = Vec::new();
    let mut is_value = false;
    for word in &words {
        let text = word.to_string_lossy();
        match text.strip_prefix("--ledger=").or_else(|| text.strip_prefix("-l").filter(|rest| !rest.is_empty())) {
            _ if is_value => named.push(PathBuf::from(word)),
            Some(path) => named.push(PathBuf::from(path)),
            None => {}
        }
        is_value = text == "-l" || text == "--ledger";
    }
    if named.is_empty() {
        named.extend(variable("DUBAN_LEDGER").map(PathBuf::from));
    }
    if named.iter().any(|path| path.as_os_str() == "-") { None } else { load(&named).ok() }
}

fn candidate(value: impl AsRef<str>, help: &str) -> CompletionCandidate {
    CompletionCandidate::new(visible(value.as_ref()).into_owned()).help(Some(visible(help).into_owned().into()))
}

fn of_terms(prefix: &str, terms: &'static [Term]) -> Candidates {
    terms.iter().map(|term| candidate(format!("{prefix}{}", term.word), term.label.get(say::lang()))).collect()
}

fn starting(candidates: Candidates, current: &OsStr) -> Candidates {
    let current = current.as_encoded_bytes();
    candidates.into_iter().filter(|candidate| candidate.get_value().as_encoded_bytes().starts_with(current)).collect()
}

/// The ids of measures with their titles.
pub fn measures(current: &OsStr) -> Candidates {
    let Some(set) = ledgers() else { return Vec::new() };
    let of_one = |ledger: &crate::model::Ledger| {
        let candidates = ledger.measures().iter().map(|measure| {
            let (zh, en) = (measure.title.as_deref(), measure.en.as_deref());
            let title = if say::lang() == crate::lang::Lang::Zh { zh.or(en) } else { en.or(zh) };
            candidate(&*measure.id.value, title.unwrap_or_default())
        });
        candidates.collect::<Vec<_>>()
    };
    starting(set.ledgers.iter().flat_map(of_one).collect(), current)
}

/// The ids of offices with their names.
pub fn orgs(current: &OsStr) -> Candidates {
    starting(offices(""), current)
}

fn offices(prefix: &str) -> Candidates {
    let Some(set) = ledgers() else { return Vec::new() };
    let mut candidates = Vec::new();
    for ledger in &set.ledgers {
        for (id, _) in ledger.ids(Collection::Org) {
            candidates.push(candidate(format!("{prefix}{id}"), ledger.org_label(id).get(say::lang())));
        }
    }
    candidates
}

/// The ids of evidence with their titles.
pub fn evidence(current: &OsStr) -> Candidates {
    let Some(set) = ledgers() else { return Vec::new() };
    let papers = set.ledgers.iter().flat_map(|ledger| ledger.document.evidence.iter());
    let candidates =
        papers.map(|paper| candidate(&*paper.id.value, paper.title.as_deref().unwrap_or_default())).collect();
    starting(candidates, current)
}

/// The names of rules and lanes.
pub fn rules(current: &OsStr) -> Candidates {
    let mut candidates = of_terms("", Lane::TERMS);
    candidates.extend(RULES.iter().map(|rule| candidate(rule.id(), rule.about.what.get(say::lang()))));
    starting(candidates, current)
}

/// The names of fields; of a list, the last one.
pub fn fields(current: &OsStr) -> Candidates {
    let current = current.to_string_lossy();
    let before = current.rfind([',', '-']).map_or("", |at| &current[..=at]);
    let candidates =
        FIELDS.iter().map(|field| candidate(format!("{before}{}", field.name), field.about.get(say::lang()))).collect();
    starting(candidates, OsStr::new(&*current))
}

/// The names of reports, and terms of the filter.
pub fn reports(current: &OsStr) -> Candidates {
    let names = REPORTS.iter().map(|report| candidate(report.name, report.about.get(say::lang())));
    let mut candidates = starting(names.collect(), current);
    candidates.extend(terms(current));
    candidates
}

/// Terms of the filter: fields, and the values of those that have a vocabulary.
pub fn terms(current: &OsStr) -> Candidates {
    let text = current.to_string_lossy();
    let (negation, term) = match text.strip_prefix(['-', '!']) {
        Some(term) => (&text[..1], term),
        None => ("", &*text),
    };
    let candidates = match term.split_once(':') {
        None => FIELDS
            .iter()
            .map(|field| candidate(format!("{negation}{}:", field.name), field.about.get(say::lang())))
            .collect(),
        Some((name @ ("no" | "has" | "is"), _)) => FIELDS
            .iter()
            .map(|field| candidate(format!("{negation}{name}:{}", field.name), field.about.get(say::lang())))
            .collect(),
        Some((name, _)) => {
            let prefix = format!("{negation}{name}:");
            match crate::query::field(name).map(|field| field.sort) {
                Ok(Sort::Word(terms)) => of_terms(&prefix, terms),
                Ok(Sort::Office) => offices(&prefix),
                _ => Vec::new(),
            }
        }
    };
    starting(candidates, current)
}

/// Ids of measures, or keys of a measure.
pub fn measures_and_keys(current: &OsStr) -> Candidates {
    let mut candidates = measures(current);
    candidates.extend(measure_keys(current));
    candidates
}

fn keys(keys: &'static [Key], current: &OsStr) -> Candidates {
    let plain = keys.iter().filter(|key| is_plain(key.shape));
    let candidates = plain.flat_map(|key| match key.shape {
        crate::model::Shape::Word(terms) => of_terms(&format!("{}=", key.name), terms),
        crate::model::Shape::Id(Collection::Org) => offices(&format!("{}=", key.name)),
        _ => vec![candidate(format!("{}=", key.name), key.about.get(say::lang()))],
    });
    starting(candidates.collect(), current)
}

/// Keys of a measure.
pub fn measure_keys(current: &OsStr) -> Candidates {
    keys(Collection::Measure.keys(), current)
}

/// Keys of a piece of evidence.
pub fn evidence_keys(current: &OsStr) -> Candidates {
    keys(Collection::Evidence.keys(), current)
}

/// Keys of an office.
pub fn org_keys(current: &OsStr) -> Candidates {
    keys(Collection::Org.keys(), current)
}

/// Keys of the reply.
pub fn reply_keys(current: &OsStr) -> Candidates {
    keys(Reply::KEYS, current)
}

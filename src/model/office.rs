//! Offices and evidence: who speaks, and what was published.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::{book::Book, declare::record, place::Slot, str::Str};
use crate::lang::folded;

record! {
    /// An office, or the curator of a ledger.
    Org {
        name: Slot<Str> = Required, "全称", "Its full name.";
        short: Slot<Str> = Optional, "简称", "Its short name.";
        en: Slot<Str> = Optional, "英文名称", "Its name in English.";
    }

    /// A published thing that shows something.
    Evidence {
        title: Slot<Str> = Required, "标题", "Its title.";
        publisher: Slot<Str> = Required, "发布者：单位编号或名称", "Who published it: the id of an office, or a name.";
        published: Slot<NaiveDate> = Required, "发布日期", "The day it was published.";
        url: Slot<Str> = Optional, "网址", "Where it can be read.";
        shows: Slot<Str> = Optional, "说明了什么", "What it shows.";
    }
}

impl Org {
    /// The keys that hold its names: the full one, the short one, the English one.
    pub fn names(&self) -> [&Slot<Str>; 3] {
        [&self.name, &self.short, &self.en]
    }
}

/// The offices of a ledger by the names that they go by, as the eye reads them.
#[derive(Debug)]
pub struct Offices(HashMap<Str, Vec<String>>);

/// The fewest characters by which a short or an English name is recognised inside another.
const TELLING: usize = 4;

impl Offices {
    /// The offices of a ledger.
    pub fn of(orgs: &Book<Org>) -> Self {
        let names = |org: &Org| {
            let names = org.names().map(|name| name.as_deref().map(folded).unwrap_or_default());
            names.into_iter().collect()
        };
        Self(orgs.iter().map(|org| (org.id.value.clone(), names(org))).collect())
    }

    /// Whether two ids mean one office: they are the same, or the two share a name.
    pub fn are_one(&self, one: &str, other: &str) -> bool {
        let (Some(own), Some(others)) = (self.0.get(one), self.0.get(other)) else { return one == other };
        one == other || own.iter().any(|name| !name.is_empty() && others.contains(name))
    }

    /// Whether a name, folded, is one of an office's.
    pub fn is_called(&self, office: &str, folded: &str) -> bool {
        !folded.is_empty() && self.0.get(office).is_some_and(|own| own.iter().any(|name| name == folded))
    }

    /// Whether what a publisher is called means an office: its id, one of its names, or a text that holds its name in full, as
    /// the names of its departments do.
    pub fn is_publisher(&self, office: &str, publisher: &str) -> bool {
        let Some(own) = self.0.get(office) else { return office == publisher };
        let means = |called: &String| {
            let is_name = own.contains(called) || *called == folded(office);
            let holds = |(at, name): (usize, &String)| {
                let is_telling = at == 0 || name.chars().count() >= TELLING;
                is_telling && !name.is_empty() && called.contains(name.as_str())
            };
            !called.is_empty() && (is_name || own.iter().enumerate().any(holds))
        };
        match self.0.get(publisher) {
            Some(names) => office == publisher || names.iter().any(means),
            None => means(&folded(publisher)),
        }
    }
}

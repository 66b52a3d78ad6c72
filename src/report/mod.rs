//! Answers about many measures: pure functions of rows and a date to a value, which somebody else renders.
//!
//! Every report says what it counts, for which day, and how many measures it says nothing about. There is no score and
//! no ranking.

mod badge;
mod bulletin;
mod changes;
mod coverage;
mod diff;
mod dossier;
mod due;
mod entry;
mod evidence;
mod groups;
mod indicators;
mod life;
mod problems;
mod replies;
mod show;
mod silent;
mod summary;
mod tally;
mod wording;
mod words;

use chrono::NaiveDate;

pub use coverage::{Coverage, changes_of, named};
pub use diff::{Both, Diff};
pub use due::Due;
pub use life::{Committed, Life, Step};
pub use show::show;
pub use wording::Wording;

use crate::{
    lang::{Lang, Text, text},
    page::{Badge, Page, Table, dossier::Dossier},
    query::Row,
};

/// What a report is asked.
#[derive(Debug)]
pub struct Asked<'a> {
    /// The measures that it is about.
    pub rows: &'a [Row<'a>],
    /// The day that it speaks for.
    pub as_of: NaiveDate,
    /// The first day on which something counts as changed.
    pub since: Option<NaiveDate>,
}

/// An answer.
pub trait Report {
    /// As data, with the name and version of its shape in `schema`.
    fn data(&self) -> serde_json::Value;
    /// As a page for people.
    fn page(&self, lang: Lang) -> Page;
    /// Its main table.
    fn table(&self) -> Table;
    /// As a badge, when it is short enough to be one.
    fn badge(&self, _: Lang) -> Option<Badge> {
        None
    }
}

/// A report's data, from its own type.
fn data(report: &impl serde::Serialize) -> serde_json::Value {
    serde_json::to_value(report).expect("reports have string keys and finite numbers")
}

/// A report that can be asked for.
pub struct Named {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it answers.
    pub about: Text,
    /// Whether it needs to know since when.
    pub needs_since: bool,
    /// Makes it.
    pub make: fn(&Asked<'_>) -> Box<dyn Report>,
    /// Makes the document that is published of it, where there is one.
    pub publish: Option<fn(&Asked<'_>) -> Dossier>,
}

/// Every report; the first is the one that nobody names.
pub const REPORTS: &[Named] = &[
    Named {
        name: "summary",
        about: text("一屏总览", "everything on one screen"),
        needs_since: false,
        make: |asked| Box::new(summary::Summary::of(asked)),
        publish: Some(dossier::dossier),
    },
    Named {
        name: "owners",
        about: text("按牵头单位", "by owner"),
        needs_since: false,
        make: |asked| Box::new(groups::Groups::of(asked, &groups::OWNERS)),
        publish: None,
    },
    Named {
        name: "sections",
        about: text("按答复函章节", "by section of the letter"),
        needs_since: false,
        make: |asked| Box::new(groups::Groups::of(asked, &groups::SECTIONS)),
        publish: None,
    },
    Named {
        name: "replies",
        about: text("逐件答复函，每件一行", "reply by reply, a line each"),
        needs_since: false,
        make: |asked| Box::new(replies::Replies::of(asked)),
        publish: None,
    },
    Named {
        name: "changes",
        about: text("某日以来的变化", "what changed since a day"),
        needs_since: true,
        make: |asked| Box::new(changes::Changes::of(asked)),
        publish: None,
    },
    Named {
        name: "bulletin",
        about: text("进展通报，写明某日以来的变化", "the bulletin, with what changed since a day"),
        needs_since: true,
        make: |asked| Box::new(bulletin::Bulletin::of(asked)),
        publish: None,
    },
    Named {
        name: "silent",
        about: text("久无消息的事项", "what was not heard of"),
        needs_since: false,
        make: |asked| Box::new(silent::Silent::of(asked)),
        publish: None,
    },
    Named {
        name: "problems",
        about: text("所报的存在问题", "the problems that were reported"),
        needs_since: false,
        make: |asked| Box::new(problems::Problems::of(asked)),
        publish: None,
    },
    Named {
        name: "evidence",
        about: text("佐证材料及其所证事项", "where the proof is, and what rests on it"),
        needs_since: false,
        make: |asked| Box::new(evidence::Evidence::of(asked)),
        publish: None,
    },
    Named {
        name: "indicators",
        about: text("指标的基期值和观测值", "indicators with their baselines and what was observed"),
        needs_since: false,
        make: |asked| Box::new(indicators::Indicators::of(asked)),
        publish: None,
    },
    Named {
        name: "badge",
        about: text(
            "网页上的徽章：svg 或徽章服务读的 json",
            "a badge for a web page: svg, or the json that badge services read",
        ),
        needs_since: false,
        make: |asked| Box::new(badge::Badge::of(asked)),
        publish: None,
    },
];

/// The report of this name.
pub fn report(name: &str) -> Option<&'static Named> {
    REPORTS.iter().find(|report| report.name == name)
}

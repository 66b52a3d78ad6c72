//! Papers that a spreadsheet names: found in the ledger, or to be registered there.

use std::collections::{HashMap, HashSet};

use super::target::check_id;
use crate::{
    lang::{Said, folded, visible},
    model::{Collection, Evidence, Ledger, Pair, Refusal},
    said,
    sheet::PaperGiven,
    store::edit::value,
};

/// The papers that rows name, in the order in which they were met.
#[derive(Debug, Default)]
pub struct Papers {
    /// The ids of new ones, with their keys.
    pub new: Vec<(String, Vec<Pair>)>,
    by_content: HashMap<PaperGiven, String>,
    taken: HashSet<String>,
}

impl Papers {
    /// The id of the paper that a row about a measure names: of one that the ledger has, of one that another row named, or of a new
    /// one.
    ///
    /// # Errors
    ///
    /// When it is new and too little is said of it, or its title is that of another paper.
    pub fn id(&mut self, ledger: &Ledger, measure: &str, given: &PaperGiven) -> Result<String, Refusal> {
        if let Some(known) = known(ledger, given)? {
            return Ok(known);
        }
        if let Some(id) = self.by_content.get(given) {
            return Ok(id.clone());
        }
        let (Some(publisher), Some(published)) = (&given.publisher, given.published) else {
            let title = visible(&given.title).into_owned();
            let said = said!(
                "台账中没有材料“{title}”，要登记还缺发布单位或发布日期",
                "the ledger has no paper “{title}”, and to register it the publisher or the day is missing"
            );
            return Err(Refusal::usage(said)
                .with_help(said!("填写材料发布单位和材料发布日期", "fill in who published it, and when")));
        };
        let names = std::iter::once(format!("{measure}-{published}"))
            .chain((2..).map(|n| format!("{measure}-{published}-{n}")));
        let mut free =
            names.filter(|name| !self.taken.contains(name) && check_id(ledger, Collection::Evidence, name).is_err());
        let id = free.next().expect("there is always a next number");
        let mut entries = vec![
            ("title", value::string(&given.title)),
            ("publisher", value::string(&office_or_name(ledger, publisher))),
            ("published", value::date(published)),
        ];
        entries.extend(given.url.as_deref().map(|url| ("url", value::string(url))));
        self.taken.insert(id.clone());
        self.by_content.insert(given.clone(), id.clone());
        self.new.push((id.clone(), entries));
        Ok(id)
    }
}

/// The paper of the ledger that is meant, by its id or its title.
fn known(ledger: &Ledger, given: &PaperGiven) -> Result<Option<String>, Refusal> {
    let book = &ledger.document.evidence;
    let title = folded(&given.title);
    let by_id = book.get(given.title.trim());
    let by_title = || book.iter().find(|paper| paper.title.as_deref().is_some_and(|own| folded(own) == title));
    let Some(paper) = by_id.or_else(by_title) else { return Ok(None) };
    let differs = differing(ledger, paper, given);
    if let Some(what) = differs {
        let (id, zh, en) = (visible(&paper.id.value).into_owned(), what.zh, what.en);
        let said = said!("台账已有材料 {id}，{zh}与表中不同", "the ledger has the paper {id}, and its {en} is another");
        let help = said!(
            "若是同一件，照台账填写或只填编号 {id}；若是另一件，换一个能区分的标题",
            "if it is the same, write what the ledger has or the id {id} alone; if not, give it a title of its own"
        );
        return Err(Refusal::usage(said).with_help(help));
    }
    Ok(Some(paper.id.value.to_string()))
}

/// In what a paper of the ledger is not the one that was given; what was left empty differs in nothing.
fn differing(ledger: &Ledger, paper: &Evidence, given: &PaperGiven) -> Option<Said> {
    let publisher = |name: &str| folded(&office_or_name(ledger, name));
    if let (Some(own), Some(other)) = (paper.publisher.as_deref(), &given.publisher)
        && publisher(own) != publisher(other)
    {
        return Some(said!("发布单位", "publisher"));
    }
    if given.published.is_some() && given.published != paper.published.copied() {
        return Some(said!("发布日期", "day of publication"));
    }
    let url = |url: &str| url.trim_end_matches('/').to_owned();
    if let (Some(own), Some(other)) = (paper.url.as_deref(), &given.url)
        && url(own) != url(other)
    {
        return Some(said!("网址", "address"));
    }
    None
}

/// The id of the office that has this name, or the name.
fn office_or_name(ledger: &Ledger, name: &str) -> String {
    super::target::office(ledger, name).map_or_else(|_| name.to_owned(), str::to_owned)
}

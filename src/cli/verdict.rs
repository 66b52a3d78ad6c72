//! What is said of a row of a spreadsheet: the words for it, and what can be known before anything is made of the row.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::target::office;
use crate::{
    lang::{Said, Text, folded, nearest, text, visible},
    model::{EvidenceId, History, Ledger, Measure, Named, Refusal, Vocabulary as _},
    page::{Term, Tone},
    query::{Row, rows},
    said,
    sheet::{PaperGiven, Returned, Unproven, fingerprint},
};

/// Nothing new stands in the row.
pub const UNCHANGED: Term = Term { word: "unchanged", label: text("未变", "unchanged"), tone: Tone::Quiet };
/// It says something new.
pub const UPDATE: Term = Term { word: "update", label: text("新进展", "new update"), tone: Tone::Good };
/// It brings a finding only.
pub const VERIFICATION: Term = Term { word: "verification", label: text("新核实", "new finding"), tone: Tone::Good };
/// Its record changed in the ledger since it was exported.
pub const CONFLICT: Term = Term { word: "conflict", label: text("冲突", "conflict"), tone: Tone::Warn };
/// It cannot be taken.
pub const REFUSED: Term = Term { word: "refused", label: text("拒收", "refused"), tone: Tone::Bad };

/// What becomes of a row.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// The word for it.
    pub term: &'static Term,
    /// What changes, or why nothing does.
    pub said: Said,
    /// The way out.
    pub help: Option<Said>,
}

impl Verdict {
    /// The row is not taken.
    pub fn refused(said: Said, help: Option<Said>) -> Self {
        Self { term: &REFUSED, said, help }
    }

    /// Nothing changes.
    pub fn unchanged(said: Said) -> Self {
        Self { term: &UNCHANGED, said, help: None }
    }
}

impl From<Refusal> for Verdict {
    fn from(refusal: Refusal) -> Self {
        Self::refused(refusal.said, refusal.help)
    }
}

/// What stands for rows that do not say it.
#[derive(Debug)]
pub struct Defaults {
    /// Who speaks.
    pub by: Option<String>,
    /// The day.
    pub date: Option<NaiveDate>,
    /// The rows that are taken although their records changed.
    pub take: Vec<String>,
}

/// A row that says something about a measure of a ledger.
#[derive(Debug)]
pub struct Spoken<'a> {
    /// Its place among the rows.
    pub row: usize,
    /// What came back.
    pub returned: &'a Returned,
    /// The id of the measure.
    pub id: String,
}

/// The fingerprints of the measures that rows are about.
pub fn prints(ledger: &Ledger, said: &[Spoken<'_>]) -> HashMap<String, String> {
    let wanted: HashSet<&str> = said.iter().map(|row| row.id.as_str()).collect();
    let all = rows([ledger], NaiveDate::MAX);
    let own = all.iter().filter(|row| wanted.contains(&*row.measure.id.value));
    own.map(|row| (row.measure.id.value.to_string(), fingerprint(row))).collect()
}

/// What can be said of a row before anything is made of it.
pub fn first_look(
    ledger: &Ledger,
    row: &Spoken<'_>,
    defaults: &Defaults,
    prints: &HashMap<String, String>,
) -> Option<Verdict> {
    let Some(measure) = ledger.measures().get(&row.id) else {
        return Some(Verdict::refused(said!("台账中已没有这一项", "the ledger has no such measure any more"), None));
    };
    if is_recorded(ledger, measure, row.returned, defaults) {
        return Some(Verdict::unchanged(said!("已经登记过", "recorded already")));
    }
    let is_taken =
        defaults.take.iter().any(|take| take == "all" || *take == row.id || Some(take) == row.returned.id.as_ref());
    let own = prints.get(&row.id);
    match &row.returned.fingerprint {
        _ if is_taken => None,
        Some(print) if Some(print) == own => None,
        Some(_) => Some(conflict(ledger, measure, row.returned)),
        None => {
            let help = said!(
                "恢复“校验码”列；或看过台账（duban show）后加 --take 编号，或 --take all",
                "put the column of fingerprints back; or look at the records (duban show) and add --take ID, or --take all"
            );
            Some(Verdict::refused(
                said!(
                    "没有校验码，不知导出之后台账变了没有",
                    "without a fingerprint nobody knows whether the record changed since"
                ),
                Some(help),
            ))
        }
    }
}

/// Whether the ledger holds what the row says, from an earlier time that it was read.
fn is_recorded(ledger: &Ledger, measure: &Measure, row: &Returned, defaults: &Defaults) -> bool {
    let id = |by: &Option<String>| {
        let by = by.as_ref().or(defaults.by.as_ref())?;
        office(ledger, by).ok().map(str::to_owned)
    };
    let said = row.statement.as_ref().is_none_or(|said| {
        let (by, date) = (id(&said.by), said.date.or(defaults.date));
        measure.update.iter().any(|own| {
            own.date.copied() == date
                && own.by.as_deref() == by.as_deref()
                && own.status.copied() == said.status
                && own.note.as_deref() == Some(&*said.note)
                && own.problem.as_deref() == said.problem.as_deref()
                && own.next.as_deref() == said.next.as_deref()
                && said.period.as_deref().is_none_or(|period| own.period.as_deref() == Some(period))
                && gives(ledger, own.evidence.items(), said.paper.as_ref())
        })
    });
    let found = row.finding.as_ref().is_none_or(|found| {
        let (by, date) = (id(&found.by), found.date.or(defaults.date));
        measure.verification.iter().any(|own| {
            own.date.copied() == date
                && own.by.as_deref() == by.as_deref()
                && own.result.copied() == Some(found.result)
                && own.method.copied() == Some(found.method)
                && own.note.as_deref() == found.note.as_deref()
                && found.period.as_deref().is_none_or(|period| own.period.as_deref() == Some(period))
                && gives(ledger, own.evidence.items(), found.paper.as_ref())
        })
    });
    said && found
}

/// Whether an entry's evidence has the paper that a row names, if it names one.
fn gives<'a>(ledger: &Ledger, mut own: impl Iterator<Item = &'a EvidenceId>, paper: Option<&PaperGiven>) -> bool {
    let Some(paper) = paper else { return true };
    own.any(|id| {
        let title = ledger.document.evidence.get(id).and_then(|known| known.title.as_deref());
        **id == *paper.title || title.is_some_and(|title| folded(title) == folded(&paper.title))
    })
}

/// Both sides of a conflict: what the ledger says now, and what stands in the sheet.
fn conflict(ledger: &Ledger, measure: &Named<Measure>, row: &Returned) -> Verdict {
    let history = History { ledger, measure, as_of: NaiveDate::MAX };
    let newest = history.updates().max_by_key(|update| update.date.copied());
    let by = newest.and_then(|update| update.by.as_deref()).map(|by| ledger.org_label(by));
    let own = Side {
        date: newest.and_then(|update| update.date.copied()),
        label: Some(history.status().term().label),
        note: newest.and_then(|update| update.note.as_deref()),
    };
    let statement = row.statement.as_ref().map(|said| {
        (&said.by, Side { date: said.date, label: said.status.map(|own| own.term().label), note: Some(&said.note) })
    });
    let finding = row.finding.as_ref().map(|found| {
        (&found.by, Side { date: found.date, label: Some(found.result.term().label), note: found.note.as_deref() })
    });
    let (other_by, other) = statement.or(finding).map_or((None, Side::default()), |(by, side)| (by.as_deref(), side));
    let other_by = other_by.map(|by| Said { zh: by.to_owned(), en: by.to_owned() });
    let (own, other) = (own.told(by.as_ref()), other.told(other_by.as_ref()));
    let said = Said {
        zh: format!("导出之后台账变了。台账：{}；表中：{}", own.zh, other.zh),
        en: format!("the record changed since the export. Ledger: {}; sheet: {}", own.en, other.en),
    };
    let help = said!(
        "看过台账（duban show）后，仍要登记就加 --take 编号，否则重新导出、填写",
        "look at the record (duban show) and add --take ID to record it all the same, or export and fill in again"
    );
    Verdict { term: &CONFLICT, said, help: Some(help) }
}

/// One side of a conflict.
#[derive(Clone, Copy, Debug, Default)]
struct Side<'a> {
    date: Option<NaiveDate>,
    label: Option<Text>,
    note: Option<&'a str>,
}

impl Side<'_> {
    fn told(self, by: Option<&Said>) -> Said {
        Said::each(|lang| {
            let date = self.date.map(|date| date.to_string());
            let by = by.map(|by| by.get(lang).to_owned());
            let label = self.label.map(|label| label.get(lang).to_owned());
            let note = self.note.map(|note| format!("“{note}”"));
            [date, by, label, note].into_iter().flatten().collect::<Vec<_>>().join(" ")
        })
    }
}

/// The verdict that follows from the cells alone.
pub fn of_cells(row: &Returned) -> Option<Verdict> {
    let wrong: Vec<_> = row.wrong.iter().collect();
    let says = row.statement.is_some() || row.finding.is_some();
    wrong_cells(&wrong).or_else(|| (!says).then(|| Verdict::unchanged(said!("", ""))))
}

/// Refuses a row without marks where its cells are not what the ledger says: somebody may have written in them.
pub fn refuse_overwritten(row: &Returned, known: &HashMap<&str, &Row<'_>>, verdict: &mut Option<Verdict>) {
    if verdict.as_ref().is_some_and(|verdict| verdict.term == &REFUSED) {
        return;
    }
    let Some(id) = &row.id else { return };
    let own = known.get(id.as_str()).map(|found| Unproven::other(&row.unproven, found));
    let refused = match own {
        Some(other) => wrong_cells(&other.iter().map(|own| &own.wrong).collect::<Vec<_>>()),
        None => Some(unknown(id, known)),
    };
    *verdict = refused.or_else(|| verdict.take());
}

/// So many cells of a row are told of.
const FEW: usize = 3;

/// A row that is refused for its cells, with the ways out; nothing when they are well.
fn wrong_cells(wrong: &[&(Said, Said)]) -> Option<Verdict> {
    let join = |of: fn(&(Said, Said)) -> &Said| {
        let mut all: Vec<&Said> = Vec::new();
        for said in wrong.iter().take(FEW).map(|own| of(own)) {
            if !all.contains(&said) {
                all.push(said);
            }
        }
        let each = |get: fn(&Said) -> &str| all.iter().map(|said| get(said)).collect::<Vec<_>>();
        Said { zh: each(|said| &said.zh).join("；"), en: each(|said| &said.en).join("; ") }
    };
    let (mut said, help, more) = (join(|own| &own.0), join(|own| &own.1), wrong.len().saturating_sub(FEW));
    if more > 0 {
        said.zh.push_str(&format!("；另有 {more} 处"));
        said.en.push_str(&format!("; and {more} more"));
    }
    (!wrong.is_empty()).then(|| Verdict::refused(said, Some(help)))
}

/// A measure was there when the ledgers were looked through, and is not any more.
pub fn untold() -> Verdict {
    Verdict::refused(said!("台账中已没有这一项", "the ledger has no such measure any more"), None)
}

/// No ledger has a measure of this id.
pub fn unknown(id: &str, known: &HashMap<&str, &Row<'_>>) -> Verdict {
    let shown = visible(id).into_owned();
    let mut ids: Vec<&str> = known.keys().copied().collect();
    ids.sort_unstable();
    let help = match nearest(id, ids.into_iter()).map(visible) {
        Some(near) => said!("是否为 `{near}`？编号不要改动", "did you mean `{near}`? Ids are not to be changed"),
        None => said!("编号见 duban list；是否用错了台账？", "duban list knows the ids; is it another ledger's sheet?"),
    };
    Verdict::refused(said!("台账中没有编号 `{shown}`", "the ledger has no measure `{shown}`"), Some(help))
}

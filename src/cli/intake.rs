//! What would become of the rows of a spreadsheet: a verdict for each, and the changes of those that are taken.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::{
    context::Context,
    finding::Finding,
    papers::Papers as Registered,
    saying::Saying,
    statement::{Papers, Speaker},
    target::office,
    writing::Writing,
};
use crate::{
    lang::{Said, Text, text, visible},
    model::{Change, Collection, Edit, History, Ledger, Measure, Named, Refusal, Vocabulary as _},
    page::{Term, Tone},
    query::rows,
    said,
    sheet::{Returned, fingerprint},
    store::{
        edit::{apply, insert_all},
        load,
        write::Draft,
    },
};

/// Nothing new stands in the row.
pub const UNCHANGED: Term = Term { word: "unchanged", label: text("未变", "unchanged"), tone: Tone::Quiet };
/// It says something new.
pub const UPDATE: Term = Term { word: "update", label: text("新进展", "new update"), tone: Tone::Good };
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

/// Judges the rows about one ledger and takes those that can be taken into its draft.
///
/// # Errors
///
/// When the ledger's text cannot be changed at all.
pub fn judge(
    context: &Context,
    writing: &Writing,
    draft: &mut Draft,
    said: &[Spoken<'_>],
    defaults: &Defaults,
) -> Result<Vec<(usize, Verdict)>, Refusal> {
    let mut verdicts: Vec<(usize, Verdict)> = Vec::new();
    let mut open: Vec<&Spoken<'_>> = Vec::new();
    let prints = prints(&draft.ledger, said);
    for row in said {
        match first_look(&draft.ledger, row, defaults, &prints) {
            Some(verdict) => verdicts.push((row.row, verdict)),
            None => open.push(row),
        }
    }
    // Whoever is refused takes the papers with it that nobody else names, so the rest is made again without it.
    loop {
        let round = Round::of(context, draft, &open, defaults)?;
        let refused = if round.refused.is_empty() { round.take(writing, draft, &open)? } else { round.refused };
        if refused.is_empty() {
            verdicts.extend(
                open.iter()
                    .zip(round.told)
                    .map(|(row, told)| (row.row, Verdict { term: &UPDATE, said: told, help: None })),
            );
            return Ok(verdicts);
        }
        open.retain(|row| !refused.iter().any(|(own, _)| *own == row.row));
        verdicts.extend(refused);
        draft.changed = None;
    }
}

/// The fingerprints of the measures that rows are about.
fn prints(ledger: &Ledger, said: &[Spoken<'_>]) -> HashMap<String, String> {
    let wanted: HashSet<&str> = said.iter().map(|row| row.id.as_str()).collect();
    let all = rows([ledger], NaiveDate::MAX);
    let own = all.iter().filter(|row| wanted.contains(&*row.measure.id.value));
    own.map(|row| (row.measure.id.value.to_string(), fingerprint(row))).collect()
}

/// What can be said of a row before anything is made of it.
fn first_look(
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
    let is_taken = defaults.take.iter().any(|take| take == "all" || *take == row.id);
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
        })
    });
    said && found
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

/// The changes of all rows that are still open.
struct Round {
    papers: Registered,
    ledger: Option<Ledger>,
    edits: Vec<Edit>,
    told: Vec<Said>,
    /// The papers that each row names.
    named: Vec<Vec<String>>,
    refused: Vec<(usize, Verdict)>,
}

impl Round {
    fn of(context: &Context, draft: &Draft, open: &[&Spoken<'_>], defaults: &Defaults) -> Result<Self, Refusal> {
        let mut round = Self {
            papers: Registered::default(),
            ledger: None,
            edits: Vec::new(),
            told: Vec::new(),
            named: Vec::new(),
            refused: Vec::new(),
        };
        for row in open {
            let paper = row.returned.statement.as_ref().and_then(|said| said.paper.as_ref());
            let id = paper.map(|paper| round.papers.id(&draft.ledger, &row.id, paper)).transpose();
            match id {
                Ok(id) => round.named.push(id.into_iter().collect()),
                Err(refusal) => round.refused.push((row.row, refusal.into())),
            }
        }
        if !round.refused.is_empty() {
            return Ok(round);
        }
        if !round.papers.new.is_empty() {
            let new: Vec<_> = round.papers.new.iter().map(|(id, entries)| (id.as_str(), entries.as_slice())).collect();
            let text = insert_all(&draft.ledger, Collection::Evidence, &new)?;
            round.ledger = Some(load::ledger(&draft.ledger.source.name, text.into_bytes())?);
        }
        let ledger = round.ledger.as_ref().unwrap_or(&draft.ledger);
        for (row, papers) in open.iter().zip(&round.named) {
            match changes(context, ledger, row, papers, defaults) {
                Ok((changes, told)) => {
                    round.edits.push(Edit { collection: Collection::Measure, id: row.id.clone(), changes });
                    round.told.push(told);
                }
                Err(refusal) => round.refused.push((row.row, refusal.into())),
            }
        }
        Ok(round)
    }

    /// Takes the changes into the draft and tells the rows whose changes the rules forbid.
    fn take(
        &self,
        writing: &Writing,
        draft: &mut Draft,
        open: &[&Spoken<'_>],
    ) -> Result<Vec<(usize, Verdict)>, Refusal> {
        if self.edits.is_empty() {
            return Ok(Vec::new());
        }
        let text = apply(self.ledger.as_ref().unwrap_or(&draft.ledger), &self.edits)?;
        let measures = self.edits.iter().map(|edit| (edit.collection, edit.id.as_str()));
        let papers = self.papers.new.iter().map(|(id, _)| (Collection::Evidence, id.as_str()));
        let changed: HashSet<_> = measures.chain(papers).collect();
        let errors = writing.errors(draft, text, &changed)?;
        let mut refused: Vec<(usize, Verdict)> = Vec::new();
        for error in &errors {
            let is_about = |row: &Spoken<'_>, papers: &[String]| match &error.record {
                Some((Collection::Measure, id)) => *id == row.id,
                Some((Collection::Evidence, id)) => papers.contains(id),
                _ => false,
            };
            let about: Vec<_> = open.iter().zip(&self.named).filter(|(row, papers)| is_about(row, papers)).collect();
            if about.is_empty() {
                return Err(crate::store::write::refused(&draft.current().source, error));
            }
            let rule = error.rule;
            let said = Said { zh: format!("[{rule}] {}", error.said.zh), en: format!("[{rule}] {}", error.said.en) };
            for (row, _) in about {
                if !refused.iter().any(|(own, _)| *own == row.row) {
                    let help = if rule == NEEDS_EVIDENCE { Some(evidence_help()) } else { error.help.clone() };
                    refused.push((row.row, Verdict::refused(said.clone(), help)));
                }
            }
        }
        Ok(refused)
    }
}

/// The rule that somebody who fills in a sheet obeys in the sheet.
const NEEDS_EVIDENCE: &str = "unsupported-status";

fn evidence_help() -> Said {
    said!(
        "在同一行填写佐证材料的名称、发布单位和发布日期；没有材料就把办理状态留空，只写进展",
        "give the title, the publisher and the day of the evidence in the same row; without evidence leave the status empty and write the words only"
    )
}

/// The changes that a row asks for: its statement's and its finding's.
fn changes(
    context: &Context,
    ledger: &Ledger,
    row: &Spoken<'_>,
    papers: &[String],
    defaults: &Defaults,
) -> Result<(Vec<Change>, Said), Refusal> {
    let measure = ledger.measures().get(&row.id).expect("a row is about a measure of its ledger");
    let mut all = Vec::new();
    let mut told: Option<Said> = None;
    if let Some(said) = &row.returned.statement {
        let speaker = speaker(&said.by, said.date, defaults)?;
        let saying = Saying {
            status: said.status,
            note: said.note.clone(),
            speaker,
            papers: Papers::new(papers.to_vec()),
            problem: said.problem.clone(),
            next: said.next.clone(),
            period: said.period.clone(),
            items: Vec::new(),
        };
        if said.status.is_some() {
            refuse_others(ledger, measure, &saying)?;
        }
        let (changes, said) = saying.changes(context, ledger, measure)?;
        all.extend(changes);
        told = Some(said);
    }
    if let Some(found) = &row.returned.finding {
        let finding = Finding {
            result: found.result,
            speaker: speaker(&found.by, found.date, defaults)?,
            method: found.method,
            note: found.note.clone(),
            papers: Papers::new(Vec::new()),
            period: found.period.clone(),
        };
        let (changes, said) = finding.changes(context, ledger, measure)?;
        all.extend(changes);
        told = Some(told.map_or(said.clone(), |told| Said {
            zh: format!("{}；{}", told.zh, said.zh),
            en: format!("{}; {}", told.en, said.en),
        }));
    }
    Ok((all, told.expect("a row that says nothing is not here")))
}

fn speaker(by: &Option<String>, date: Option<NaiveDate>, defaults: &Defaults) -> Result<Speaker, Refusal> {
    let Some(by) = by.clone().or_else(|| defaults.by.clone()) else {
        return Err(Refusal::usage(said!("没有写单位", "nobody is named who says it")).with_help(said!(
            "填写单位名称，或用 --by 为没写的各行指定",
            "name the office, or give --by for the rows that do not"
        )));
    };
    let Some(date) = date.or(defaults.date) else {
        return Err(Refusal::usage(said!("没有写日期", "the day is missing")).with_help(said!(
            "填写日期，或用 --date 为没写的各行指定",
            "write the day, or give --date for the rows that do not"
        )));
    };
    Ok(Speaker::new(by, date))
}

/// A status moves by the word of an office that leads the measure or helps, where it is known who does.
fn refuse_others(ledger: &Ledger, measure: &Named<Measure>, saying: &Saying) -> Result<(), Refusal> {
    let by = saying.speaker.office(ledger)?;
    let history = History { ledger, measure, as_of: NaiveDate::MAX };
    let helps = measure.support.items().any(|own| ledger.offices().are_one(own, by));
    if !history.has_owner() || history.is_owner(by) || helps {
        return Ok(());
    }
    let (id, by) = (visible(&measure.id.value).into_owned(), ledger.org_label(by));
    let (zh, en) = (visible(&by.zh).into_owned(), visible(&by.en).into_owned());
    let said = said!(
        "{zh}不是 {id} 的牵头或配合单位，不能改变它的状态",
        "{en} neither leads {id} nor helps, so its word moves no status"
    );
    let help = said!(
        "只写进展就把办理状态留空；台账整理者用 duban update 登记",
        "leave the status empty to record the words only; the curator records it with duban update"
    );
    Err(Refusal::usage(said).with_help(help))
}

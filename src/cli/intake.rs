//! The rows of a spreadsheet judged together: which can be taken, and what they change in their ledger.

use std::collections::HashSet;

use chrono::NaiveDate;

use super::{
    context::Context,
    finding::Finding,
    papers::Papers as Registered,
    saying::Saying,
    statement::{Papers, Speaker},
    verdict::{Defaults, Spoken, UPDATE, VERIFICATION, Verdict, first_look, prints},
    writing::Writing,
};
use crate::{
    lang::Said,
    model::{Change, Collection, Edit, Ledger, Refusal},
    said,
    store::{
        edit::{apply, insert_all},
        load,
        write::Draft,
    },
};

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
            verdicts.extend(open.iter().zip(round.told).map(|(row, told)| (row.row, taken(row, told))));
            return Ok(verdicts);
        }
        open.retain(|row| !refused.iter().any(|(own, _)| *own == row.row));
        verdicts.extend(refused);
        draft.changed = None;
    }
}

fn taken(row: &Spoken<'_>, said: Said) -> Verdict {
    let term = if row.returned.statement.is_some() { &UPDATE } else { &VERIFICATION };
    Verdict { term, said, help: None }
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
            let paper = row.returned.paper();
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
            papers: Papers::new(if said.paper.is_some() { papers.to_vec() } else { Vec::new() }),
            problem: said.problem.clone(),
            next: said.next.clone(),
            period: said.period.clone(),
            items: Vec::new(),
        };
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
            papers: Papers::new(if found.paper.is_some() { papers.to_vec() } else { Vec::new() }),
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

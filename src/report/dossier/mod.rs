//! The page to be published: everything that is known of many measures in one document and two languages.
//!
//! It is made of the same counts and entries as the other reports. It ranks nobody and scores nothing, counts what was
//! not heard of as loudly as what was, and sets what is said beside what others found.

mod anchors;
mod entry;
mod figures;
mod listing;
mod terms;
mod time;

use self::entry::said;
use super::{
    Asked,
    tally::{self, ORDER},
    words::{Scope, known, ledgers, rating, value},
};
use crate::{
    lang::{Lang, Said, Text, count, text},
    model::{Ledger, Vocabulary as _},
    page::{
        Tone,
        dossier::{Bars, Body, Dossier, Part, Piece, Shade, Stack},
    },
    query::Row,
    said,
};

/// The document about the measures that are asked about.
pub fn dossier(asked: &Asked<'_>) -> Dossier {
    let rows = asked.rows;
    let scope = Scope::of(rows);
    let has_several = scope.replies.len() > 1;
    let facets = listing::facets(rows, has_several);
    let parts = if rows.is_empty() { Vec::new() } else { parts(asked, &facets, has_several) };
    Dossier {
        title: Said::from(text("承诺办理情况", "Where the commitments stand")),
        about: about(asked, &scope),
        parts,
        listing: listing::listing(rows, facets, has_several),
        closing: vec![terms::terms(&scope), terms::sources(rows, asked.as_of)],
    }
}

/// The parts before the entries.
fn parts(asked: &Asked<'_>, facets: &[listing::Chosen], has_several: bool) -> Vec<Part> {
    let rows = asked.rows;
    let mut parts = vec![figures::head(rows)];
    parts.extend(figures::attention(rows));
    parts.extend(figures::disagreement(rows));
    let charts: [(&'static str, &str, Text); 2] = if has_several {
        [("replies", "reply", text("按答复函", "By letter")), ("owners", "owner", text("按牵头单位", "By owner"))]
    } else {
        [
            ("chapters", "chapter", text("按答复函的章", "By chapter of the letter")),
            ("owners", "owner", text("按牵头单位", "By owner")),
        ]
    };
    for (key, field, heading) in charts {
        let facet = listing::facet(facets, if field == "chapter" { "section" } else { field });
        let bars = bars(rows, field, facet);
        let note = text("按台账中的先后排列，不是排名。", "In the order of the ledger; this is no ranking.");
        let note = (field == "owner").then(|| Body::Text(Said::from(note)));
        let bodies = note.into_iter().chain([Body::Bars(bars)]).collect();
        parts.push(Part { key, heading: Said::from(heading), bodies });
    }
    parts.push(time::part(rows, asked.as_of));
    parts.extend(figures::indicators(rows));
    parts
}

/// The measures by a field, each group as a bar of states.
fn bars(rows: &[Row<'_>], field: &str, facet: Option<&listing::Chosen>) -> Bars {
    let groups = tally::groups(rows, known(field));
    let shades: Vec<_> =
        ORDER.into_iter().filter(|state| groups.iter().any(|group| group.tally.states.of(*state) > 0)).collect();
    let shade = |state: &crate::model::State| {
        let term = state.term();
        Shade { label: term.label, word: term.word, tone: term.tone, fill: tally::fill(*state) }
    };
    let stack = |group: &tally::Group| {
        let name = if group.name.is_empty() { said!("（无）", "(none)") } else { said(&group.name) };
        Stack {
            name: Piece { way: facet.and_then(|facet| facet.way(&group.name)), ..Piece::new(name, Tone::Plain) },
            counts: shades.iter().map(|state| group.tally.states.of(*state)).collect(),
            more: tally::FOR_PEOPLE.iter().map(|(.., figure)| figure(&group.tally)).collect(),
        }
    };
    Bars {
        head: known(field).label,
        shades: shades.iter().map(shade).collect(),
        more: tally::FOR_PEOPLE.iter().map(|(_, label, _)| *label).collect(),
        stacks: groups.iter().map(stack).collect(),
    }
}

/// Of which letter, whose proposal, for which day, how many measures of how many.
fn about(asked: &Asked<'_>, scope: &Scope) -> Vec<Said> {
    let of: usize = ledgers(asked.rows).iter().map(|ledger| ledger.measures().len()).sum();
    let mut lines = match &ledgers(asked.rows)[..] {
        [one] => reply(one),
        more => {
            let n = more.len();
            vec![said!("{n} 件答复函", "{n} replies")]
        }
    };
    if let (1, Some(row)) = (scope.replies.len(), asked.rows.first()) {
        lines.extend(proposer(row));
    }
    let (n, day) = (scope.measures, asked.as_of);
    let commitments = count(n, "commitment");
    lines.push(match n {
        0 => said!("截至 {day}，没有符合条件的承诺事项", "as of {day}; no commitment matches"),
        _ if n < of => {
            said!("截至 {day}，选取其中 {n}/{of} 项承诺", "as of {day}; a selection of {n}/{of} commitments")
        }
        _ => said!("截至 {day}，{n} 项承诺", "as of {day}; {commitments}"),
    });
    lines
}

fn reply(ledger: &Ledger) -> Vec<Said> {
    let number = ledger.number();
    let Some(reply) = ledger.reply() else { return vec![said!("第 {number} 号答复函", "reply No. {number}")] };
    let zh = reply.title.as_deref().unwrap_or_default();
    let en = reply.en.as_deref().unwrap_or(zh);
    let date = reply.date.copied().map(|date| date.to_string()).unwrap_or_default();
    let lead = reply.lead.as_deref().map(|lead| ledger.org_label(lead));
    let (zh_lead, en_lead) = lead.map(|lead| (lead.zh, lead.en)).unwrap_or_default();
    vec![
        said!("对《{zh}》的答复", "Reply to: {en}"),
        said!("{zh_lead}第 {number} 号答复函，{date}", "{en_lead}, reply No. {number}, {date}"),
    ]
}

fn proposer(row: &Row<'_>) -> Option<Said> {
    let (name, feedback) = (value(row, "proposer"), value(row, "feedback"));
    let none = text("没有登记其评价", "no rating is recorded");
    let line = |lang: Lang| {
        let (name, rated) = (name.label(lang), rating(&feedback, lang));
        let rated = rated.as_deref().unwrap_or(none.get(lang));
        if lang == Lang::Zh { format!("提案人 {name}：{rated}") } else { format!("Proposer {name}: {rated}") }
    };
    (!name.is_empty()).then(|| Said::each(line))
}

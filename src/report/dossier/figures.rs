//! The figures: how many of how many, what wants attention, where words and findings part, the indicators.

use super::entry::{paper, piece, said};
use super::listing::SIGNAL;
use crate::{
    lang::{Said, text},
    model::{Figure, Indicator, Ledger, Named, Outcome, State, Vocabulary as _},
    page::{
        Tone,
        dossier::{Body, Count, Grid, Part, Phrase, Piece, Way},
    },
    query::Row,
    report::{
        dossier::anchors::Anchors,
        summary::ALARMS,
        tally::{ORDER, Tally},
        words::{known, ledgers, value},
    },
    said,
};

/// How many are in each state, and how many have a deadline, news, a finding of others.
pub fn head(rows: &[Row<'_>]) -> Part {
    let tally = Tally::of(rows);
    let of = tally.total;
    let count = |label: Said, n, tone, way| Count { label, n, of, tone, way };
    let state = |state: &State| {
        let term = state.term();
        let way = Way::Filter("state", term.word.to_owned());
        count(Said::from(term.label), tally.states.of(*state), term.tone, Some(way))
    };
    let mut states: Vec<Count> = ORDER.iter().map(state).collect();
    states.retain(|own| own.n > 0 || matches!(&own.way, Some(Way::Filter(_, word)) if word == State::Closed.term().word || word == State::Done.term().word));
    let signal = |word: &str| Some(Way::Filter(SIGNAL, word.to_owned()));
    let facts = vec![
        count(Said::from(text("有明确时限", "have a deadline")), tally.with_deadline, Tone::Plain, None),
        count(Said::from(text("有过消息", "have any news")), tally.heard, Tone::Plain, None),
        count(Said::from(text("沉寂", "are silent")), tally.stale, Tone::Warn, signal(SILENT)),
        count(
            Said::from(text("仅牵头单位自报", "rest on the owner's word")),
            tally.self_reported,
            Tone::Warn,
            signal("self-reported"),
        ),
        count(Said::from(text("有他人核实", "were verified by others")), tally.verified, Tone::Plain, None),
    ];
    let heading = Said::from(text("总体情况", "At a glance"));
    Part { key: "figures", heading, bodies: vec![Body::Counts(states), Body::List(facts)] }
}

/// The signal of silence, which stands among the first figures.
const SILENT: &str = "silent";

/// What wants attention beside silence.
pub fn attention(rows: &[Row<'_>]) -> Option<Part> {
    let count = |(word, label, tone, is_meant): &crate::report::summary::Alarm| Count {
        label: Said::from(*label),
        n: rows.iter().filter(|row| is_meant(row)).count(),
        of: rows.len(),
        tone: *tone,
        way: Some(Way::Filter(SIGNAL, (*word).to_owned())),
    };
    let counts: Vec<Count> =
        ALARMS.iter().filter(|(word, ..)| *word != SILENT).map(count).filter(|own| own.n > 0).collect();
    let heading = Said::from(text("需要关注", "Wants attention"));
    (!counts.is_empty()).then(|| Part { key: "attention", heading, bodies: vec![Body::List(counts)] })
}

/// What is said beside what others found, where the two part.
pub fn disagreement(rows: &[Row<'_>]) -> Option<Part> {
    let anchors = Anchors::of(rows);
    let contested = |row: &Row<'_>| row.standing().verified.is_some_and(Outcome::contests);
    let line = |(at, row): (usize, &Row<'_>)| {
        let history = row.history();
        let title = Piece::new(said(&value(row, "title")), Tone::Plain).to(Way::Entry(anchors.at(at)));
        let spoken = history.speaking();
        let who = spoken.and_then(|update| update.by.as_deref()).map(|by| row.ledger.org_label(by));
        let day = spoken.and_then(|update| update.date.copied()).map(|day| said!("{day}", "{day}"));
        let mut says: Phrase = vec![piece(&value(row, "status"))];
        says.extend([who, day].into_iter().flatten().map(|own| Piece::new(own, Tone::Quiet)));
        let finding = history.finding();
        let mut found: Phrase = vec![piece(&value(row, "verified"))];
        let who = finding.and_then(|own| own.by.as_deref()).map(|by| row.ledger.org_label(by));
        let day = finding.and_then(|own| own.date.copied()).map(|day| said!("{day}", "{day}"));
        found.extend([who, day].into_iter().flatten().map(|own| Piece::new(own, Tone::Quiet)));
        found.extend(finding.and_then(|own| own.note.as_deref()).map(Piece::same));
        vec![vec![title], says, found]
    };
    let lines: Vec<_> = rows.iter().enumerate().filter(|(_, row)| contested(row)).map(line).collect();
    if lines.is_empty() {
        return None;
    }
    let heading = Said::from(text("所报与所核不一致", "Where what is said and what others found part"));
    let heads = vec![
        (known("title").label, false),
        (text("所报", "what is said"), false),
        (text("他人所核", "what others found"), false),
    ];
    Some(Part { key: "disagreement", heading, bodies: vec![Body::Grid(Grid { heads, rows: lines })] })
}

/// The indicators of the ledgers, with what was observed.
pub fn indicators(rows: &[Row<'_>]) -> Option<Part> {
    let ledgers = ledgers(rows);
    let has_several = ledgers.len() > 1;
    let all = ledgers.iter().flat_map(|ledger| ledger.document.indicator.iter().map(move |own| (*ledger, own)));
    let lines: Vec<_> = all.map(|(ledger, own)| indicator(ledger, own, has_several)).collect();
    if lines.is_empty() {
        return None;
    }
    let observed: usize = ledgers
        .iter()
        .flat_map(|ledger| ledger.document.indicator.iter())
        .map(|indicator| indicator.observation.len())
        .sum();
    let note = said!(
        "基期值出自答复函，是承诺的起点而不是进展；基期以来有 {observed} 个观测值。",
        "Baselines come from the reply: they are where the promises start, not progress. Values observed since: {observed}."
    );
    let heads = vec![
        (text("指标", "indicator"), false),
        (text("单位", "unit"), false),
        (text("基期值", "baseline"), false),
        (text("后续观测", "observed since"), false),
    ];
    let heading = Said::from(text("指标", "Indicators"));
    Some(Part { key: "indicators", heading, bodies: vec![Body::Text(note), Body::Grid(Grid { heads, rows: lines })] })
}

fn indicator(ledger: &Ledger, own: &Named<Indicator>, has_several: bool) -> Vec<Phrase> {
    let zh = own.name.as_deref().unwrap_or(&own.id.value);
    let en = own.en.as_deref().unwrap_or(zh);
    let mut name = vec![Piece::new(said!("{zh}", "{en}"), Tone::Plain)];
    if has_several {
        name.insert(0, Piece { tone: Tone::Quiet, ..Piece::same(ledger.number()) });
    }
    let unit = own.unit.as_deref().map(Piece::same).into_iter().collect();
    let baseline = own.baseline.iter().flat_map(|figure| self::figure(ledger, figure)).collect();
    let mut observed: Phrase = own.observation.iter().flat_map(|figure| self::figure(ledger, figure)).collect();
    if observed.is_empty() {
        observed.push(Piece::new(text("无", "none"), Tone::Quiet));
    }
    vec![name, unit, baseline, observed]
}

/// A figure with its period, its growth, its share and what shows it.
fn figure(ledger: &Ledger, figure: &Figure) -> Phrase {
    let mut pieces = Phrase::new();
    let of = figure.of.as_deref();
    if let Some(value) = figure.value.copied() {
        pieces.push(Piece { tone: Tone::Strong, ..Piece::same(value.to_string()) });
    }
    let growth = figure.growth.as_deref().map(|growth| said!("同比 {growth}", "growth {growth}"));
    let share = figure.share.as_deref().map(|share| match of {
        Some(of) => said!("占{of} {share}", "{share} of {of}"),
        None => said!("占比 {share}", "share {share}"),
    });
    let period = figure.period.as_deref().map(|period| said!("{period}", "{period}"));
    pieces.extend([growth, share, period].into_iter().flatten().map(|own| Piece::new(own, Tone::Quiet)));
    pieces.extend(figure.evidence.items().flat_map(|id| paper(ledger, id)));
    pieces
}

//! `show`: a page about one commitment: what was promised and where, by whom, how it would be known to be done, what is
//! known, what is missing.

use super::{
    entry::{DETAILS, Entry, entries},
    words::{known, rating, value},
};
use crate::{
    lang::{Lang, Text, quoted, text, visible},
    letter::Place,
    model::{
        Collection, Doubt, Finding, History, Kind, Outcome, OwnerBasis, Period, Schedule, State, Stretch, Vocabulary,
    },
    page::{Block, Line, Page, Tone, Value},
    query::Row,
};

/// The page of one measure.
pub fn show(row: &Row<'_>, letter: &[Place], lang: Lang) -> Page {
    let measure = row.measure;
    let (zh, en) = (measure.title.as_deref().unwrap_or_default(), measure.en.as_deref().unwrap_or_default());
    let (title, other) = if lang == Lang::Zh || en.is_empty() { (zh, en) } else { (en, zh) };
    let state = row.standing().state.term();
    let title =
        Line::default().add(visible(title), Tone::Strong).add("  ", Tone::Plain).add(state.label.get(lang), state.tone);
    let mut page = Page::new(title);
    if !other.is_empty() {
        page.text(Line::default().add(visible(other), Tone::Quiet));
    }
    section(&mut page, PROMISED.get(lang), promised(row, lang));
    for place in letter {
        page.text(in_letter(place, lang));
    }
    section(&mut page, KNOWN.get(lang), what_is_known(row, lang));
    page.blocks.extend(history(row, lang));
    let missing = missing(row, lang);
    if !missing.is_empty() {
        page.heading(MISSING.get(lang));
        page.push(Block::Items(missing));
    }
    let findings: Vec<Line> = findings(row).map(|finding| finding_line(row, finding, lang)).collect();
    if !findings.is_empty() {
        page.heading(FINDINGS.get(lang));
        page.push(Block::Items(findings));
    }
    page
}

const PROMISED: Text = text("承诺了什么", "What was promised");
const KNOWN: Text = text("已知情况", "What is known");
const MISSING: Text = text("还缺什么", "What is missing");
const FINDINGS: Text = text("台账问题", "Findings in the ledger");

fn section(page: &mut Page, heading: &str, facts: Vec<(String, Line)>) {
    page.heading(heading);
    page.push(Block::Facts(facts));
}

/// The fields of a measure that have a value, by their labels.
fn facts(row: &Row<'_>, names: &[&str], lang: Lang) -> Vec<(String, Line)> {
    let fact = |name: &&str| {
        let field = known(name);
        let value = (field.get)(row);
        let line = Line::default().add(value.label(lang), value.tone());
        (!value.is_empty()).then(|| (field.label.get(lang).to_owned(), line))
    };
    names.iter().filter_map(fact).collect()
}

fn promised(row: &Row<'_>, lang: Lang) -> Vec<(String, Line)> {
    let measure = row.measure;
    let mut lines = Vec::new();
    let mut fact = |name: &str, line: Line| lines.push((known(name).label.get(lang).to_owned(), line));
    fact("id", Line::default().add(&*measure.id.value, Tone::Strong));
    fact("reply", Line::from(reply(row, lang)));
    if let Some(proposer) = row.ledger.reply().and_then(|reply| reply.proposer.as_deref()) {
        fact("proposer", Line::from(proposer));
    }
    if let Some(rating) = rating(&value(row, "feedback"), lang) {
        fact("feedback", Line::from(rating));
    }
    if let Some(clause) = measure.clause.as_deref() {
        fact("clause", Line::from(place(row, clause, lang)));
    }
    if let Some(quote) = measure.quote.as_deref() {
        fact("quote", Line::from(quoted(quote)).add(spans(row, lang), Tone::Quiet));
    }
    lines.extend(facts(row, &["kind", "every"], lang));
    lines.extend(owner(row, lang));
    lines.extend(facts(row, &["support", "first_due", "due_basis"], lang));
    lines.extend(counted(row, lang));
    lines.extend(facts(row, &["done_when", "tags", "related", "indicators", "note"], lang));
    lines
}

fn reply(row: &Row<'_>, lang: Lang) -> String {
    let Some(reply) = row.ledger.reply() else { return row.ledger.number().to_owned() };
    let (title, en) = (reply.title.as_deref().unwrap_or_default(), reply.en.as_deref());
    let date = reply.date.copied().map(|date| date.to_string()).unwrap_or_default();
    match lang {
        Lang::Zh => format!("第 {} 号《{title}》，{date}", row.ledger.number()),
        Lang::En => format!("No. {}, {}, {date}", row.ledger.number(), en.unwrap_or(title)),
    }
}

/// The clause with the short names of the sections above it.
pub(super) fn place(row: &Row<'_>, clause: &str, lang: Lang) -> String {
    let mut names = vec![clause.to_owned()];
    let ends = clause.match_indices('.').map(|(at, _)| at).chain([clause.len()]);
    for end in ends {
        let section = row.ledger.reply().and_then(|reply| reply.section(&clause[..end]));
        let name = section.and_then(|section| match lang {
            Lang::Zh => section.title.as_deref(),
            Lang::En => section.en.as_deref().or(section.title.as_deref()),
        });
        names.extend(name.map(str::to_owned));
    }
    let (first, rest) = names.split_at(1);
    format!("{}  {}", first[0], rest.join(" › ")).trim_end().to_owned()
}

pub(super) fn spans(row: &Row<'_>, lang: Lang) -> String {
    let spans = value(row, "span");
    match lang {
        _ if spans.is_empty() => String::new(),
        Lang::Zh => format!("  第 {} 字", spans.label(lang)),
        Lang::En => format!("  characters {}", spans.label(lang)),
    }
}

fn owner(row: &Row<'_>, lang: Lang) -> Option<(String, Line)> {
    let field = known("owner");
    let value = (field.get)(row);
    let mut line = Line::from(value.label(lang));
    if let Value::Named { id, label } = &value
        && label.get(lang) != id
    {
        line = line.add(format!("  {id}"), Tone::Quiet);
    }
    if let Some(basis) = row.measure.owner_basis.copied() {
        let label = basis.term().label.get(lang);
        line =
            line.add(if lang == Lang::Zh { format!("〔{label}〕") } else { format!(" [{label}]") }, basis.term().tone);
    }
    (!value.is_empty()).then(|| (field.label.get(lang).to_owned(), line))
}

/// The things that were counted or named, with how many of them are done.
fn counted(row: &Row<'_>, lang: Lang) -> Option<(String, Line)> {
    let mut line = match row.standing().progress {
        Some((n, of)) => Line::default().add(format!("{n}/{of}"), Tone::Strong),
        None if row.measure.item.is_empty() => return None,
        None => Line::default(),
    };
    for item in &row.measure.item {
        let (name, en) = (item.name.as_deref().unwrap_or_default(), item.en.as_deref());
        let name = if lang == Lang::En { en.unwrap_or(name) } else { name };
        let status = row.history().item_status(item).term();
        let gap = if line.0.is_empty() { "" } else { "\n" };
        line = line.add(format!("{gap}{name}  "), Tone::Plain).add(status.label.get(lang), status.tone);
    }
    let name = if row.standing().progress.is_some() { "progress" } else { "items" };
    Some((known(name).label.get(lang).to_owned(), line))
}

/// The sentence with the commitment's own words in brackets, between its neighbours.
fn in_letter(place: &Place, lang: Lang) -> Line {
    let neighbours = match place {
        Place::Inside(neighbours) => neighbours,
        Place::Outside(Stretch { start, end }, chars) => {
            let said = match lang {
                Lang::Zh => format!("第 {start}–{end} 字超出答复函，全文 {chars} 字"),
                Lang::En => format!("characters {start}–{end} leave the letter, which has {chars}"),
            };
            return Line::default().add(said, Tone::Warn);
        }
    };
    let mut line = Line::default();
    if !neighbours.before.is_empty() {
        line = line.add(format!("{}\n", neighbours.before), Tone::Quiet);
    }
    line = line.add(&*neighbours.lead, Tone::Plain);
    line = line.add(format!("【{}】", neighbours.own), Tone::Strong).add(&*neighbours.rest, Tone::Plain);
    if !neighbours.after.is_empty() {
        line = line.add(format!("\n{}", neighbours.after), Tone::Quiet);
    }
    line
}

fn what_is_known(row: &Row<'_>, lang: Lang) -> Vec<(String, Line)> {
    let standing = row.standing();
    let mut lines = facts(row, &["state", "verified", "schedule"], lang);
    if standing.self_reported == Some(true)
        && let Some((_, line)) = lines.first_mut()
    {
        *line = line.clone().add(text("（自报，未核实）", " (self-reported)").get(lang), Tone::Warn);
    }
    lines.extend(facts(row, &["due"], lang));
    if standing.schedule != Schedule::Settled {
        lines.extend(facts(row, &["days_left"], lang));
    }
    lines.extend(facts(row, &["heard"], lang));
    if !matches!(standing.state, State::Closed | State::Dropped) {
        lines.extend(facts(row, &["silent_days"], lang));
    }
    let periods = row.periods();
    if !periods.is_empty() {
        lines.push((text("各期", "periods").get(lang).to_owned(), Line::from(periods_line(&periods, lang))));
    }
    lines
}

const MISSING_REPORT: Text = text("，缺报：", ", missing: ");
const CONTESTED: Text = text("，核实有出入：", ", contested: ");

/// How many of the ended periods were reported done, which were not, and how the running one stands.
pub(super) fn periods_line(periods: &[Period], lang: Lang) -> String {
    let ended: Vec<&Period> = periods.iter().filter(|period| period.ended).collect();
    let done = ended.iter().filter(|period| period.done).count();
    let found = |period: &Period| match period.found {
        Some(found) if lang == Lang::Zh => format!("{}（{}）", period.label, found.term().label.zh),
        Some(found) => format!("{} ({})", period.label, found.term().label.en),
        None => period.label.clone(),
    };
    let (contested, missing): (Vec<&Period>, Vec<&Period>) =
        ended.iter().filter(|period| !period.done).partition(|period| period.found.is_some_and(Outcome::contests));
    let mut line = match lang {
        Lang::Zh => format!("已结束的 {done}/{} 期报了办成", ended.len()),
        Lang::En => format!("{done}/{} ended periods were reported done", ended.len()),
    };
    for (heading, which) in [(MISSING_REPORT, missing), (CONTESTED, contested)] {
        if !which.is_empty() {
            let labels: Vec<String> = which.into_iter().map(found).collect();
            line.push_str(&format!("{}{}", heading.get(lang), labels.join(if lang == Lang::Zh { "、" } else { ", " })));
        }
    }
    if let Some(now) = periods.last().filter(|period| !period.ended) {
        let (label, end) = (&now.label, now.end);
        line.push_str(&match (lang, now.done) {
            (Lang::Zh, true) => format!("；本期 {label} 已报"),
            (Lang::Zh, false) => format!("；本期 {label} 到 {end} 为止"),
            (Lang::En, true) => format!("; {label} is reported"),
            (Lang::En, false) => format!("; {label} runs until {end}"),
        });
    }
    line
}

/// The entries in order, each with its words and what it rests on.
fn history(row: &Row<'_>, lang: Lang) -> Option<Block> {
    let entries = entries(std::slice::from_ref(row), None, row.clock.as_of);
    let line = |entry: &Entry| {
        let line = Line::from(format!("{} {} ", entry.date.label(lang), entry.by.label(lang)));
        let sort = if entry.is_extension() { String::new() } else { format!("{} ", entry.entry.label(lang)) };
        let said = if entry.is_extension() { entry.said(lang) } else { entry.says.label(lang) };
        let mut line = line.add(sort, Tone::Quiet).add(said, entry.says.tone());
        if !entry.note.is_empty() {
            line = line.add(format!("\n{}", entry.note.label(lang)), Tone::Plain);
        }
        for (key, label) in DETAILS {
            if let Some(value) = entry.details.get(key) {
                line = line.add(format!("\n{}  ", label.get(lang)), Tone::Quiet).add(value.label(lang), Tone::Plain);
            }
        }
        papers(row, &entry.evidence, lang)
            .into_iter()
            .fold(line, |line, paper| line.add(format!("\n{paper}"), Tone::Quiet))
    };
    (!entries.is_empty()).then(|| Block::Items(entries.iter().map(line).collect()))
}

/// The pieces of evidence of an entry, as a reader would look for them.
fn papers(row: &Row<'_>, ids: &Value, lang: Lang) -> Vec<String> {
    let Value::List(ids) = ids else { return Vec::new() };
    let paper = |id: &Value| {
        let id = id.word();
        let Some(paper) = row.ledger.document.evidence.get(&id) else { return id };
        let publisher = paper.publisher.as_deref().map(|publisher| row.ledger.org_label(publisher));
        let publisher = publisher.as_ref().map(|publisher| publisher.get(lang));
        let date = paper.published.copied().map(|date| date.to_string());
        let parts = [paper.title.as_deref(), publisher, date.as_deref(), paper.url.as_deref()];
        format!("{id}: {}", parts.into_iter().flatten().collect::<Vec<_>>().join(" · "))
    };
    ids.iter().map(paper).collect()
}

/// What a reader should know to be unknown.
fn missing(row: &Row<'_>, lang: Lang) -> Vec<Line> {
    let (measure, standing) = (row.measure, row.standing());
    let has_update = row.history().updates().next().is_some();
    let heard = gap(!has_update, "答复以来没有任何进展记录", "no statement was recorded since the reply");
    let gaps = [
        gap(
            standing.schedule == Schedule::NoDeadline && measure.every.get().is_none(),
            "没有完成时限",
            "there is no deadline",
        ),
        gap(
            standing.due.is_some() && measure.due_basis.get().is_none(),
            "时限没有写明依据",
            "the deadline does not say how it is known",
        ),
        gap(
            measure.owner_basis.copied() == Some(OwnerBasis::Inferred),
            "答复函没有指定牵头单位，系按职责推定",
            "the letter names no office; the owner is inferred from remits",
        ),
        gap(measure.owner.get().is_none(), "没有牵头单位", "no office leads it"),
    ];
    let gaps = heard.into_iter().chain(doubts(row)).chain(gaps.into_iter().flatten());
    gaps.map(|text| Line::from(text.get(lang))).collect()
}

fn gap(is_missing: bool, zh: &'static str, en: &'static str) -> Option<Text> {
    is_missing.then_some(text(zh, en))
}

/// Why a reader should doubt what is said.
pub(super) fn doubts(row: &Row<'_>) -> Vec<Text> {
    let (measure, standing, history) = (row.measure, row.standing(), row.history());
    let has_update = history.updates().next().is_some();
    let has_evidence = history.updates().any(|update| update.evidence.items().len() > 0);
    let can_close = matches!(measure.kind.copied(), Some(Kind::Deliverable | Kind::Target));
    let has_open_items = standing.progress.is_some_and(|(n, of)| n < of);
    let is_claimed = matches!(standing.state, State::Done | State::Closed);
    let is_open_claim = standing.state == State::Done && can_close;
    let gaps = [
        gap(has_update && !has_evidence, "进展没有佐证材料", "no evidence was given for what is said"),
        is_open_claim.then(|| why_not_closed(history)).flatten(),
        gap(
            standing.verified.is_some_and(|found| found != Outcome::Confirmed),
            "他人核实的结果与所报不一致",
            "what others found differs from what is said",
        ),
        gap(
            is_claimed && has_open_items,
            "清单或数量没有全部报办结",
            "not everything that was counted is reported done",
        ),
        gap(is_claimed && !can_close, "持续和定期事项不能销号", "what goes on or recurs is never closed"),
    ];
    gaps.into_iter().flatten().collect()
}

/// Why no finding closes what is reported done; that a finding is not one of confirmation is said elsewhere.
fn why_not_closed(history: History<'_>) -> Option<Text> {
    Some(match history.doubt() {
        Some(Doubt::OwnersPapers) => text(
            "最近一次核实只依据牵头单位自己的材料，不足以销号",
            "the newest finding rests on the owner's papers only, so it closes nothing",
        ),
        Some(Doubt::Older) => text(
            "最近一次核实早于所报的办结，不是对它的核实",
            "the newest finding is older than the claim that it is done, so it does not look at that",
        ),
        Some(Doubt::SameDay) => text(
            "最近一次核实的当天另有进展报了别的状态，不知核实的是哪一个",
            "on the day of the newest finding another status was reported, so it is unclear which one it looks at",
        ),
        None if history.finding().is_some() => return None,
        None if history.verifications().next().is_some() => text(
            "核实出自牵头单位自己，或出自台账没有登记的单位",
            "the findings are the owner's own, or by an office that the ledger does not know",
        ),
        None => text("报了办结，没有他人对此的核实", "it is reported done, and nobody else has verified that"),
    })
}

fn findings<'a>(row: &'a Row<'_>) -> impl Iterator<Item = &'a Finding> {
    let id = &*row.measure.id.value;
    let is_its = move |finding: &&Finding| {
        finding.record.as_ref().is_some_and(|(kept, own)| *kept == Collection::Measure && own == id)
    };
    row.ledger.findings.iter().filter(is_its)
}

fn finding_line(row: &Row<'_>, finding: &Finding, lang: Lang) -> Line {
    let place = row.ledger.source.place(finding.span.start as usize);
    let level = finding.level.term();
    Line::default()
        .add(level.label.get(lang), level.tone)
        .add(format!(" {place} {}", finding.said.get(lang)), Tone::Plain)
}

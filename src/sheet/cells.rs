//! What the program writes in a cell: what the ledger says of a measure on a day. Nothing is left blank, because what is not
//! said, not fixed, not there and not applicable differ.

use chrono::NaiveDate;

use super::fingerprint::fingerprint as of_record;
use crate::{
    lang::{Lang, Said, Text, quoted, text},
    model::{
        Evidence, Figure, History, Indicator, Kind, OwnerBasis, Reply, Slot, State, Str, Update, Verification,
        Vocabulary,
    },
    page::{SheetCell, Tone, Value},
    query::{Row, field},
};

/// A row of the sheet.
#[derive(Debug)]
pub struct Line<'a> {
    /// The measure.
    pub row: &'a Row<'a>,
    /// How it is named.
    pub address: &'a str,
    /// The language of the sheet.
    pub lang: Lang,
    /// Whether words of others stand in quotation marks.
    pub quotes: bool,
}

/// Nothing was said since the reply.
const NOT_SAID: Text = text("未反馈", "not reported");
/// The letter or the ledger does not fix it.
const NOT_FIXED: Text = text("未明确", "not fixed");
/// There is none.
const NONE: Text = text("无", "none");
/// It cannot be there.
const NOT_APPLICABLE: Text = text("不适用", "not applicable");
/// Nobody looked yet.
const NOT_VERIFIED: Text = text("未核实", "not verified");
/// It could be closed and is not.
const OPEN: Text = text("未销号", "open");

impl<'a> Line<'a> {
    /// A fixed text in the language of the sheet.
    pub fn t(&self, text: Text) -> &'static str {
        text.get(self.lang)
    }

    fn or(&self, text: Option<String>, filler: Text) -> SheetCell {
        match text.filter(|text| !text.trim().is_empty()) {
            Some(text) => text.into(),
            None => SheetCell { text: self.t(filler).to_owned(), tone: Tone::Quiet, number: false },
        }
    }

    /// The label of a field, joined where it has several values.
    fn label(&self, name: &str) -> Option<String> {
        let value = self.value(name);
        (!value.is_empty()).then(|| value.label(self.lang))
    }

    fn value(&self, name: &str) -> Value {
        (field(name).expect("cells name fields of the table").get)(self.row)
    }

    fn reply(&self) -> Option<&'a Reply> {
        self.row.ledger.reply()
    }

    fn office(&self, id: Option<&str>) -> String {
        id.map(|id| self.row.ledger.org_label(id).get(self.lang).to_owned()).unwrap_or_default()
    }

    /// A text in the language of the sheet, where the ledger has both.
    fn either(&self, zh: &'a Slot<Str>, en: &'a Slot<Str>) -> Option<&'a str> {
        let (zh, en) = (zh.as_deref(), en.as_deref());
        if self.lang == Lang::En { en.or(zh) } else { zh.or(en) }
    }

    fn history(&self) -> History<'_> {
        self.row.history()
    }

    /// The newest known statement.
    fn newest(&self) -> Option<&Update> {
        self.history().newest()
    }

    /// Somebody's words as they stand here.
    fn words(&self, words: Option<&str>) -> Option<String> {
        let words = words.filter(|words| !words.trim().is_empty())?;
        Some(if self.quotes { quoted(words.trim()) } else { words.to_owned() })
    }

    /// Two parts with the language's colon between them.
    pub fn colon(&self, before: &str, after: &str) -> String {
        format!("{before}{}{after}", self.t(text("：", ": ")))
    }

    fn in_brackets(&self, inner: &str) -> String {
        let (open, close) = (self.t(text("（", " (")), self.t(text("）", ")")));
        format!("{open}{inner}{close}")
    }
}

/// Its place in the file, by which commands know it.
pub fn number(line: &Line<'_>) -> SheetCell {
    SheetCell { text: line.row.number.to_string(), number: true, ..SheetCell::default() }
}

/// Its id, with the reply where that is needed.
pub fn id(line: &Line<'_>) -> SheetCell {
    line.address.to_owned().into()
}

/// A cell that waits for somebody.
pub fn empty(_: &Line<'_>) -> SheetCell {
    SheetCell::default()
}

/// The proposal that the reply answers.
pub fn proposal(line: &Line<'_>) -> SheetCell {
    let title = line.reply().and_then(|reply| line.either(&reply.title, &reply.en)).unwrap_or_default();
    line.or(Some(format!("{} {title}", line.row.ledger.number()).trim().to_owned()), NOT_FIXED)
}

/// Who made the proposal.
pub fn proposer(line: &Line<'_>) -> SheetCell {
    line.or(line.reply().and_then(|reply| reply.proposer.as_deref()).map(str::to_owned), NOT_FIXED)
}

/// Where the letter promises it, with its words.
pub fn promise(line: &Line<'_>) -> SheetCell {
    let quote = line.row.measure.quote.as_deref().map(|quote| format!("“{quote}”"));
    let clause = line.row.measure.clause.as_deref().map(str::to_owned);
    line.or(Some([clause, quote].into_iter().flatten().collect::<Vec<_>>().join(" ")), NOT_FIXED)
}

/// The curator's words.
pub fn task(line: &Line<'_>) -> SheetCell {
    line.or(line.label("title"), NOT_FIXED)
}

/// The sort of promise, and how often it is due.
pub fn kind(line: &Line<'_>) -> SheetCell {
    let every = line.label("every").map(|every| line.in_brackets(&every)).unwrap_or_default();
    line.or(line.label("kind").map(|kind| kind + &every), NOT_FIXED)
}

/// The office that leads it, and whether it is only thought to.
pub fn owner(line: &Line<'_>) -> SheetCell {
    line.or(Some(leader(line.row).get(line.lang).to_owned()), NOT_FIXED)
}

/// The office that leads a measure, with a mark where it is only thought to; empty where none is known.
pub fn leader(row: &Row<'_>) -> Said {
    let Some(id) = row.measure.owner.get() else { return Said::from(text("", "")) };
    let is_inferred = row.measure.owner_basis.copied() == Some(OwnerBasis::Inferred);
    let mark = if is_inferred { text("〔推定〕", " [inferred]") } else { text("", "") };
    let name = row.ledger.org_label(id);
    Said::each(|lang| format!("{}{}", name.get(lang), mark.get(lang)))
}

/// The offices that help.
pub fn support(line: &Line<'_>) -> SheetCell {
    line.or(line.label("support"), NONE)
}

/// The first deadline.
pub fn first_due(line: &Line<'_>) -> SheetCell {
    line.or(line.label("first_due"), NOT_FIXED)
}

/// The deadline in force and how often it moved.
pub fn due_moved(line: &Line<'_>) -> SheetCell {
    let moved = line.history().extensions().count();
    let times = match (line.lang, moved) {
        (_, 0) => String::new(),
        (Lang::Zh, n) => format!("（调整 {n} 次）"),
        (Lang::En, 1) => " (moved once)".to_owned(),
        (Lang::En, n) => format!(" (moved {n} times)"),
    };
    line.or(line.label("due").map(|due| due + &times), NOT_FIXED)
}

/// The deadline in force.
pub fn due_now(line: &Line<'_>) -> SheetCell {
    line.or(line.label("due"), NOT_FIXED)
}

/// What was to be reached, from where, and how far it is.
pub fn figures(line: &Line<'_>) -> SheetCell {
    let mut figures = Vec::new();
    if let Some(progress) = line.label("progress") {
        figures.push(line.colon(line.t(text("完成", "done")), &progress));
    }
    let book = &line.row.ledger.document.indicator;
    figures
        .extend(line.row.measure.indicators.items().filter_map(|id| book.get(id)).map(|known| indicator(line, known)));
    line.or(Some(figures.join("\n")), NOT_APPLICABLE)
}

fn indicator<'a>(line: &Line<'a>, indicator: &'a Indicator) -> String {
    let unit = indicator.unit.as_deref().unwrap_or_default();
    let value = |figure: &Figure| {
        let value = figure.value.copied().map(|value| format!("{value}{unit}"));
        let said = value.or_else(|| figure.growth.as_deref().map(str::to_owned)).unwrap_or_default();
        format!("{} {said}", figure.period.as_deref().unwrap_or_default()).trim().to_owned()
    };
    let known = [
        (text("基期", "baseline"), indicator.baseline.as_deref()),
        (text("最新", "latest"), indicator.observation.last()),
    ];
    let known = known.map(|(label, figure)| {
        let said = figure.map(value).unwrap_or_else(|| line.t(NONE).to_owned());
        format!("{} {said}", line.t(label))
    });
    let name = line.either(&indicator.name, &indicator.en).unwrap_or_default();
    line.colon(name, &known.join(line.t(text("，", ", "))))
}

/// The newest statement: its day, its speaker, its words.
pub fn progress(line: &Line<'_>) -> SheetCell {
    let said = line.newest().map(|update| {
        let date = update.date.copied().map(|date| date.to_string()).unwrap_or_default();
        let head = format!("{date} {}", line.office(update.by.as_deref()));
        let period = update.period.as_deref().map(|period| line.in_brackets(period)).unwrap_or_default();
        let own = if line.row.standing().self_reported == Some(true) {
            line.in_brackets(line.t(text("自报，未核实", "self-reported, not verified")))
        } else {
            String::new()
        };
        line.colon(&(head + &period), &line.words(update.note.as_deref()).unwrap_or_default()) + &own
    });
    line.or(said, NOT_SAID)
}

/// A part of the newest statement; none when it was made without it.
fn of_newest(line: &Line<'_>, part: fn(&Update) -> &Slot<Str>) -> SheetCell {
    match line.newest() {
        Some(update) => line.or(line.words(part(update).as_deref()), NONE),
        None => line.or(None, NOT_SAID),
    }
}

/// What the newest statement says stands in the way.
pub fn problem(line: &Line<'_>) -> SheetCell {
    of_newest(line, |update| &update.problem)
}

/// What the newest statement says comes next.
pub fn next(line: &Line<'_>) -> SheetCell {
    of_newest(line, |update| &update.next)
}

/// Where it stands.
pub fn state(line: &Line<'_>) -> SheetCell {
    let term = line.row.standing().state.term();
    SheetCell { text: term.label.get(line.lang).to_owned(), tone: term.tone, number: false }
}

/// The papers that its entries give: title, publisher, day, address.
pub fn evidence(line: &Line<'_>) -> SheetCell {
    let Value::List(ids) = line.value("evidence") else { return line.or(None, NONE) };
    let papers: Vec<String> = ids.iter().map(|id| paper(line, &id.word())).collect();
    let none = if line.newest().is_some() { NONE } else { NOT_SAID };
    line.or(Some(papers.join("\n")), none)
}

fn paper(line: &Line<'_>, id: &str) -> String {
    let Some(paper) = line.row.ledger.document.evidence.get(id) else { return id.to_owned() };
    let Evidence { title, publisher, published, url, .. } = &paper.record;
    let publisher = line.office(publisher.as_deref());
    let day = published.copied().map(|day| day.to_string()).unwrap_or_default();
    let about = [publisher, day].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
    let about = line.in_brackets(&about.join(line.t(text("，", ", "))));
    let url = url.as_deref().map(|url| format!(" {url}")).unwrap_or_default();
    format!("{}{about}{url}", title.as_deref().unwrap_or(id))
}

/// The newest finding of somebody who is not the owner.
pub fn verified(line: &Line<'_>) -> SheetCell {
    let finding = line.history().finding();
    let mut cell = line.or(finding.map(|finding| found(line, finding)), NOT_VERIFIED);
    if let Some(term) = finding.and_then(|finding| finding.result.copied()).map(Vocabulary::term) {
        cell.tone = term.tone;
    }
    cell
}

fn found(line: &Line<'_>, finding: &Verification) -> String {
    let date = finding.date.copied().map(|date| date.to_string()).unwrap_or_default();
    let result = finding.result.copied().map(|result| result.term().label.get(line.lang)).unwrap_or_default();
    let method = finding.method.copied().map(|method| line.in_brackets(method.term().label.get(line.lang)));
    let head = format!("{date} {}", line.office(finding.by.as_deref()));
    let note = finding.note.as_deref().map(|note| format!("{}{note}", line.t(text("，", ", ")))).unwrap_or_default();
    line.colon(&head, result) + &method.unwrap_or_default() + &note
}

/// What the proposer says of the reply, quoted.
pub fn feedback(line: &Line<'_>) -> SheetCell {
    let said = line.reply().and_then(|reply| reply.feedback.as_deref()).map(|feedback| {
        let parts = [
            (text("办理", "handling"), &feedback.handling),
            (text("结果", "result"), &feedback.result),
            (text("原话", "words"), &feedback.words),
        ];
        let parts = parts.into_iter().filter_map(|(label, part)| Some(line.colon(line.t(label), part.as_deref()?)));
        let day = feedback.date.copied().map(|day: NaiveDate| line.in_brackets(&day.to_string())).unwrap_or_default();
        parts.collect::<Vec<_>>().join(line.t(text("；", "; "))) + &day
    });
    line.or(said, NOT_SAID)
}

/// The day of the newest entry.
pub fn heard(line: &Line<'_>) -> SheetCell {
    line.or(line.label("heard"), NOT_SAID)
}

/// When and on what it was closed.
pub fn closed(line: &Line<'_>) -> SheetCell {
    let state = line.row.standing().state;
    let can_close = matches!(line.row.measure.kind.copied(), Some(Kind::Deliverable | Kind::Target));
    let can_close = can_close && state != State::Dropped;
    if state == State::Closed {
        return line.or(line.history().finding().map(|finding| found(line, finding)), OPEN);
    }
    line.or(None, if can_close { OPEN } else { NOT_APPLICABLE })
}

/// A remark of the curator.
pub fn note(line: &Line<'_>) -> SheetCell {
    line.or(line.label("note"), NONE)
}

/// Nothing to fill in where nothing recurs.
pub fn period(line: &Line<'_>) -> SheetCell {
    if line.row.measure.every.copied().is_some() { SheetCell::default() } else { line.or(None, NOT_APPLICABLE) }
}

/// The office from which a statement is expected; by itself it says nothing.
pub fn speaker(line: &Line<'_>) -> SheetCell {
    line.label("owner").unwrap_or_default().into()
}

/// How the record is recognised.
pub fn fingerprint(line: &Line<'_>) -> SheetCell {
    of_record(line.row).into()
}

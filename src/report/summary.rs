//! `report summary`: everything on one screen.

use chrono::{Days, NaiveDate};
use serde::Serialize;

use super::{
    Asked, Report,
    entry::{Entry, entries},
    tally::{self, Group, Tally},
    words::{Scope, Which, known, name, rating, title, value, whole},
};
use crate::{
    lang::{Lang, Text, text},
    model::{Outcome, Schedule, State},
    page::{Block, Line, Page, Table, Tone, Value},
    query::{Row, by_ledger},
};

/// The answer.
#[derive(Debug, Serialize)]
pub struct Summary {
    schema: &'static str,
    as_of: NaiveDate,
    scope: Scope,
    replies: Vec<Reply>,
    tally: Tally,
    chapters: Vec<Group>,
    owners: Vec<Group>,
    recent_days: u64,
    recent: Vec<Entry>,
    attention: Vec<Attention>,
}

/// A reply and what its proposer says of it: the fourth question, which feeds no other figure.
#[derive(Debug, Serialize)]
struct Reply {
    reply: Value,
    reply_title: Value,
    proposer: Value,
    feedback: Value,
}

impl Reply {
    fn of(row: &Row<'_>) -> Self {
        let [reply, reply_title, proposer, feedback] =
            ["reply", "reply_title", "proposer", "feedback"].map(|name| value(row, name));
        Self { reply, reply_title, proposer, feedback }
    }
}

/// A sort of measures that want attention.
#[derive(Debug, Serialize)]
struct Attention {
    what: &'static str,
    n: usize,
    ids: Vec<String>,
    items: Vec<Which>,
    #[serde(skip)]
    label: Text,
    #[serde(skip)]
    tone: Tone,
}

/// How far back "lately" reaches.
const RECENT: u64 = 30;

/// What wants attention: a word, a label, how grave, and which measures.
pub type Alarm = (&'static str, Text, Tone, fn(&Row<'_>) -> bool);

const PROPOSER: Text = text("提案人", "proposer");

/// Every sort of measures that want attention.
pub const ALARMS: &[Alarm] = &[
    ("overdue", text("逾期", "overdue"), Tone::Bad, |row| row.standing().schedule == Schedule::Overdue),
    ("contested", text("核实未通过", "not confirmed by others"), Tone::Bad, |row| {
        matches!(row.standing().verified, Some(Outcome::NotMet | Outcome::Disputed | Outcome::Partly))
    }),
    ("due-soon", text("临近时限", "due soon"), Tone::Warn, |row| row.standing().schedule == Schedule::DueSoon),
    ("missed-period", text("往期未报", "past periods without a report"), Tone::Warn, |row| {
        row.periods().iter().any(|period| period.ended && !period.done)
    }),
    ("unverified", text("已报办结、尚无人核实", "reported done, not yet verified"), Tone::Warn, |row| {
        row.standing().state == State::Done && !row.history().is_looked_at()
    }),
    ("silent", text("沉寂", "silent"), Tone::Warn, |row| row.standing().stale),
];

impl Summary {
    /// Answers.
    pub fn of(asked: &Asked<'_>) -> Self {
        let from = asked.as_of.checked_sub_days(Days::new(RECENT - 1));
        let attention = |(what, label, tone, is_meant): &Alarm| {
            let rows: Vec<&Row<'_>> = asked.rows.iter().filter(|row| is_meant(row)).collect();
            Attention {
                what,
                n: rows.len(),
                ids: rows.iter().map(|row| row.address().to_owned()).collect(),
                items: rows.iter().map(|row| Which::of(row)).collect(),
                label: *label,
                tone: *tone,
            }
        };
        Self {
            schema: "duban.report.summary/1",
            as_of: asked.as_of,
            scope: Scope::of(asked.rows),
            replies: by_ledger(asked.rows).filter_map(|rows| rows.first().map(Reply::of)).collect(),
            tally: Tally::of(asked.rows),
            chapters: tally::groups(asked.rows, known("chapter")),
            owners: tally::groups(asked.rows, known("owner")),
            recent_days: RECENT,
            recent: entries(asked.rows, from, asked.as_of),
            attention: ALARMS.iter().map(attention).filter(|attention| attention.n > 0).collect(),
        }
    }

    /// What the proposers say; that nothing is recorded is said, too.
    fn proposers(&self, lang: Lang) -> (String, Tone) {
        let (n, rated) = (self.replies.len(), self.replies.iter().filter(|reply| !reply.feedback.is_empty()).count());
        let head = PROPOSER.get(lang);
        let text = match (&self.replies[..], lang) {
            ([one], _) => {
                let rating = rating(&one.feedback, lang);
                let rating = rating.as_deref().unwrap_or(text("没有登记其评价", "no rating is recorded").get(lang));
                let name = if one.proposer.is_empty() { "–".to_owned() } else { one.proposer.label(lang) };
                if lang == Lang::Zh { format!("{head} {name}：{rating}") } else { format!("{head} {name}: {rating}") }
            }
            (_, Lang::Zh) => format!("登记了提案人评价的 {rated}/{n} 件"),
            (_, Lang::En) => format!("the proposer's rating is recorded for {rated}/{n} replies"),
        };
        (text, if rated == 0 { Tone::Quiet } else { Tone::Plain })
    }

    fn facts(&self, lang: Lang) -> Block {
        let total = self.tally.total;
        let fact = |label: Text, n: usize| (label.get(lang).to_owned(), Line::from(format!("{n}/{total}")));
        Block::Facts(vec![
            fact(text("有明确时限", "have a deadline"), self.tally.with_deadline),
            fact(text("有过消息", "have any news"), self.tally.heard),
            fact(text("沉寂", "are silent"), self.tally.stale),
            fact(text("仅牵头单位自报", "rest on the owner's word"), self.tally.self_reported),
            fact(text("有他人核实", "were verified by others"), self.tally.verified),
        ])
    }

    fn recent(&self, page: &mut Page, lang: Lang) {
        let days = self.recent_days;
        let n = self.recent.len();
        let head = match lang {
            Lang::Zh => format!("近 {days} 天：{n} 条新记录"),
            Lang::En if n == 1 => format!("Last {days} days: 1 new entry"),
            Lang::En => format!("Last {days} days: {n} new entries"),
        };
        if n == 0 {
            page.text(head);
            return;
        }
        page.heading(head);
        let line = |entry: &Entry| {
            let what = format!("{} {}  ", entry.date.label(lang), entry.measure.title.label(lang));
            let by = format!("  {}", entry.by.label(lang));
            Line::from(what).add(entry.said(lang), entry.says.tone()).add(by, Tone::Quiet)
        };
        let mut items: Vec<Line> = self.recent.iter().rev().take(NAMED).map(line).collect();
        if n > NAMED {
            items.push(Line::default().add("…", Tone::Quiet));
        }
        page.push(Block::Items(items));
    }

    fn attention(&self, lang: Lang) -> Block {
        let line = |attention: &Attention| {
            let head = format!("{} {}/{}", attention.label.get(lang), attention.n, self.tally.total);
            let titles: Vec<String> = attention.items.iter().take(NAMED).map(|item| item.title.label(lang)).collect();
            let more = if attention.n > titles.len() { " …" } else { "" };
            let list = titles.join(if lang == Lang::Zh { "、" } else { "; " });
            Line::default().add(head, attention.tone).add(format!("  {list}{more}"), Tone::Plain)
        };
        Block::Items(self.attention.iter().map(line).collect())
    }
}

/// How many measures or entries are named.
const NAMED: usize = 3;

impl Report for Summary {
    fn data(&self) -> serde_json::Value {
        super::data(self)
    }

    fn page(&self, lang: Lang) -> Page {
        let mut page = Page::new(title(text("办理情况", "Where the commitments stand"), self.as_of, lang));
        let head = self.scope.line(lang);
        if self.tally.total == 0 {
            page.text(head);
            return page;
        }
        let (said, tone) = self.proposers(lang);
        page.text(head.add(format!("\n{said}"), tone));
        page.push(Block::Bar(self.tally.bar(lang)));
        page.push(self.facts(lang));
        page.push(Block::Table(tally::table(&self.chapters, name("chapter", known("chapter").label), true)));
        page.push(Block::Table(tally::table(&self.owners, name("owner", known("owner").label), true)));
        self.recent(&mut page, lang);
        if !self.attention.is_empty() {
            page.heading(text("需要关注", "Wants attention").get(lang));
            page.push(self.attention(lang));
        }
        page
    }

    fn table(&self) -> Table {
        let all = Group { name: Value::Text("*".to_owned()), tally: self.tally.clone() };
        let by = [("all", &[all][..]), ("chapter", &self.chapters), ("owner", &self.owners)];
        let words = by.iter().flat_map(|(by, groups)| groups.iter().map(|_| Value::Text((*by).to_owned())));
        let groups: Vec<Group> = by.iter().flat_map(|(_, groups)| groups.iter().cloned()).collect();
        let mut table = tally::table(&groups, name("group", text("分组", "group")), false);
        table.columns.insert(0, whole("by", text("分组依据", "by")));
        table.rows.iter_mut().zip(words).for_each(|(row, by)| row.insert(0, by));
        table
    }
}

//! `report badge`: how many commitments are closed and how many silent, for a badge on a web page.

use chrono::NaiveDate;
use serde::Serialize;

use super::{
    Asked, Report,
    tally::Tally,
    words::{Scope, prose},
};
use crate::{
    lang::{Lang, text},
    model::State,
    page::{self, Page, Table, Tone, Value},
};

/// The answer.
#[derive(Debug, Serialize)]
pub struct Badge {
    schema: &'static str,
    as_of: NaiveDate,
    scope: Scope,
    closed: usize,
    silent: usize,
    #[serde(skip)]
    tone: Tone,
}

impl Badge {
    /// Answers.
    pub fn of(asked: &Asked<'_>) -> Self {
        let tally = Tally::of(asked.rows);
        let closed = tally.states.iter().find(|(state, _)| *state == State::Closed).map_or(0, |(_, n)| n);
        // Silence is never green: what nobody speaks of is grey, whatever the rest says.
        let tone = match &tally {
            tally if tally.overdue > 0 => Tone::Bad,
            tally if tally.stale > 0 || tally.total == 0 => Tone::Quiet,
            tally if closed == tally.total => Tone::Good,
            _ => Tone::Busy,
        };
        Self {
            schema: "duban.report.badge/1",
            as_of: asked.as_of,
            scope: Scope::of(asked.rows),
            closed,
            silent: tally.stale,
            tone,
        }
    }

    fn texts(&self, lang: Lang) -> page::Badge {
        let name = match (lang, &self.scope.replies[..]) {
            (Lang::Zh, [one]) => format!("督办 {one}"),
            (Lang::Zh, more) => format!("督办 {} 件答复函", more.len()),
            (Lang::En, [one]) => format!("duban {one}"),
            (Lang::En, more) => format!("duban {} replies", more.len()),
        };
        let (closed, silent, of) = (self.closed, self.silent, self.scope.measures);
        let message = match lang {
            Lang::Zh => format!("已销号 {closed}/{of}，沉寂 {silent}/{of}"),
            Lang::En => format!("closed {closed}/{of}, silent {silent}/{of}"),
        };
        page::Badge { label: name, message, tone: self.tone }
    }
}

impl Report for Badge {
    fn data(&self) -> serde_json::Value {
        super::data(self)
    }

    fn page(&self, lang: Lang) -> Page {
        let badge = self.texts(lang);
        Page::new(format!("{}  {}", badge.label, badge.message))
    }

    fn table(&self) -> Table {
        let badge = self.texts(Lang::En);
        let columns = vec![prose("label", text("名称", "label")), prose("message", text("内容", "message"))];
        Table { columns, rows: vec![vec![Value::Text(badge.label), Value::Text(badge.message)]], groups: Vec::new() }
    }

    fn badge(&self, lang: Lang) -> Option<page::Badge> {
        Some(self.texts(lang))
    }
}

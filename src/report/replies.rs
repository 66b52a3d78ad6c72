//! `report replies`: one line for each reply, in the order of the ledgers.

use chrono::NaiveDate;
use serde::Serialize;

use super::{
    Asked, Report,
    tally::{self, Group, Tally},
    words::{Scope, known, title, value, whole},
};
use crate::{
    lang::{Lang, text},
    page::{Block, Column, Fit, Page, Table, Value},
    query::{Row, by_ledger},
};

/// The answer.
#[derive(Serialize)]
pub struct Replies {
    schema: &'static str,
    as_of: NaiveDate,
    scope: Scope,
    replies: Vec<Reply>,
}

#[derive(Serialize)]
struct Reply {
    reply: Value,
    reply_title: Value,
    place: Value,
    date: Value,
    proposer: Value,
    feedback: Value,
    file: Value,
    #[serde(flatten)]
    tally: Tally,
}

const DATE: Column = whole("date", text("答复日期", "date"));

impl Reply {
    fn of(rows: &[Row<'_>]) -> Option<Self> {
        let first = rows.first()?;
        let [reply, reply_title, place, proposer, feedback, file] =
            ["reply", "reply_title", "place", "proposer", "feedback", "file"].map(|name| value(first, name));
        let date = first.ledger.reply().and_then(|reply| reply.date.copied());
        Some(Self {
            reply,
            reply_title,
            place,
            date: Value::date(date),
            proposer,
            feedback,
            file,
            tally: Tally::of(rows),
        })
    }
}

impl Replies {
    /// Answers.
    pub fn of(asked: &Asked<'_>) -> Self {
        Self {
            schema: "duban.report.replies/1",
            as_of: asked.as_of,
            scope: Scope::of(asked.rows),
            replies: by_ledger(asked.rows).filter_map(Reply::of).collect(),
        }
    }

    fn tabled(&self, for_people: bool) -> Table {
        let group = |reply: &Reply| Group { name: reply.reply.clone(), tally: reply.tally.clone() };
        let groups: Vec<Group> = self.replies.iter().map(group).collect();
        let column = |name: &str| known(name).column();
        let mut table = tally::table(&groups, column("reply"), for_people);
        table.columns.splice(1..1, [column("reply_title"), DATE, column("place"), column("proposer")]);
        for (row, reply) in table.rows.iter_mut().zip(&self.replies) {
            row.splice(1..1, [&reply.reply_title, &reply.date, &reply.place, &reply.proposer].map(Clone::clone));
        }
        table
    }
}

impl Report for Replies {
    fn data(&self) -> serde_json::Value {
        super::data(self)
    }

    fn page(&self, lang: Lang) -> Page {
        let mut page = Page::new(title(text("逐件答复函", "Reply by reply"), self.as_of, lang));
        page.text(self.scope.line(lang));
        if !self.replies.is_empty() {
            let mut table =
                self.tabled(true).without_empty(&["place", "proposer"]).with_spare(&["proposer", "place", "date"]);
            // The number names the reply; its title may be cut short before a count is left out.
            table.columns.iter_mut().filter(|own| own.key == "reply_title").for_each(|own| own.fit = Fit::Name);
            page.push(Block::Table(table));
        }
        page
    }

    fn table(&self) -> Table {
        self.tabled(false)
    }
}

//! `report owners` and `report sections`: the measures in groups, in the order of the ledger. Offices are never ranked.

use chrono::NaiveDate;
use serde::Serialize;

use super::{
    Asked, Report, tally,
    words::{Scope, known, name, title},
};
use crate::{
    lang::{Lang, Text, text},
    page::{Block, Page, Table},
};

/// One way of grouping.
pub struct By {
    schema: &'static str,
    field: &'static str,
    title: Text,
}

/// By the office that leads.
pub const OWNERS: By =
    By { schema: "duban.report.owners/1", field: "owner", title: text("按牵头单位", "By owner") };

/// By section of the letter.
pub const SECTIONS: By =
    By {
        schema: "duban.report.sections/1", field: "section", title: text("按答复函章节", "By section of the letter")
    };

/// The answer.
#[derive(Serialize)]
pub struct Groups {
    schema: &'static str,
    as_of: NaiveDate,
    scope: Scope,
    groups: Vec<tally::Group>,
    #[serde(skip)]
    by: &'static By,
}

impl Groups {
    /// Answers.
    pub fn of(asked: &Asked<'_>, by: &'static By) -> Self {
        Self {
            schema: by.schema,
            as_of: asked.as_of,
            scope: Scope::of(asked.rows),
            groups: tally::groups(asked.rows, known(by.field)),
            by,
        }
    }

    fn tabled(&self, for_people: bool) -> Table {
        tally::table(&self.groups, name(self.by.field, known(self.by.field).label), for_people)
    }
}

impl Report for Groups {
    fn data(&self) -> serde_json::Value {
        super::data(self)
    }

    fn page(&self, lang: Lang) -> Page {
        let mut page = Page::new(title(self.by.title, self.as_of, lang));
        page.text(self.scope.line(lang));
        page.push(Block::Table(self.tabled(true)));
        page
    }

    fn table(&self) -> Table {
        self.tabled(false)
    }
}

//! `report evidence`: where the proof is: every piece of evidence, what it shows, and which measures rest on it.

use std::collections::HashMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::{
    Asked, Report,
    words::{Scope, Which, known, name, prose, title, value, whole},
};
use crate::{
    lang::{Lang, text, visible},
    model::{self, Collection, Ledger, Named, is_known},
    page::{Block, Line, Page, Table, Tone, Value},
    query::{Row, by_ledger},
};

/// The answer.
#[derive(Debug, Serialize)]
pub struct Evidence {
    schema: &'static str,
    as_of: NaiveDate,
    scope: Scope,
    /// How many measures rest on evidence.
    with_evidence: usize,
    evidence: Vec<Paper>,
}

/// A piece of evidence and what rests on it.
#[derive(Clone, Debug, Serialize)]
struct Paper {
    id: Value,
    reply: Value,
    title: Value,
    publisher: Value,
    published: Value,
    url: Value,
    shows: Value,
    measures: Vec<Which>,
}

impl Evidence {
    /// Answers. Of a ledger of which all measures are asked about, also what nothing rests on.
    pub fn of(asked: &Asked<'_>) -> Self {
        Self {
            schema: "duban.report.evidence/1",
            as_of: asked.as_of,
            scope: Scope::of(asked.rows),
            with_evidence: asked.rows.iter().filter(|row| !value(row, "evidence").is_empty()).count(),
            evidence: by_ledger(asked.rows).flat_map(|rows| papers(rows, asked.as_of)).collect(),
        }
    }
}

/// What the ledger of rows has.
fn papers(rows: &[Row<'_>], as_of: NaiveDate) -> Vec<Paper> {
    let Some(ledger) = rows.first().map(|row| row.ledger) else { return Vec::new() };
    let mut resting: HashMap<String, Vec<Which>> = HashMap::new();
    for row in rows {
        if let Value::List(ids) = value(row, "evidence") {
            ids.iter().for_each(|id| resting.entry(id.word()).or_default().push(Which::of(row)));
        }
    }
    let is_whole = rows.len() == ledger.measures().len();
    let paper = |paper: &Named<model::Evidence>| {
        let measures = resting.remove(&*paper.id.value).unwrap_or_default();
        let is_meant = !measures.is_empty() || (is_whole && is_known(paper.published.copied(), as_of));
        is_meant.then(|| of_one(ledger, paper, measures))
    };
    ledger.document.evidence.iter().filter_map(paper).collect()
}

fn of_one(ledger: &Ledger, paper: &Named<model::Evidence>, measures: Vec<Which>) -> Paper {
    let address = format!("{}.{}", Collection::Evidence.key(), visible(&paper.id.value));
    let publisher = paper.publisher.as_deref();
    Paper {
        id: Value::Id { id: paper.id.value.to_string(), address: Some(address) },
        reply: Value::Text(ledger.number().to_owned()),
        title: Value::text(paper.title.as_deref()),
        publisher: publisher.map_or(Value::None, |id| Value::Named { id: id.to_owned(), label: ledger.org_label(id) }),
        published: Value::date(paper.published.copied()),
        url: Value::text(paper.url.as_deref()),
        shows: Value::text(paper.shows.as_deref()),
        measures,
    }
}

impl Evidence {
    /// A piece of evidence as a reader would look for it, with what rests on it below.
    fn item(&self, paper: &Paper, lang: Lang) -> Line {
        let reply = if self.scope.has_several { format!("{} ", paper.reply.label(lang)) } else { String::new() };
        let source = [&paper.publisher, &paper.published].into_iter().filter(|value| !value.is_empty());
        let source: Vec<String> = source.map(|value| value.label(lang)).collect();
        let mut line = Line::default()
            .add(format!("{reply}{}  ", paper.id.label(lang)), Tone::Quiet)
            .add(paper.title.label(lang), Tone::Strong)
            .add(format!("  {}", source.join(" · ")), Tone::Plain);
        if !paper.url.is_empty() {
            line = line.add(format!("\n{}", paper.url.label(lang)), Tone::Plain);
        }
        if !paper.shows.is_empty() {
            let head = text("说明了", "shows").get(lang);
            line = line.add(format!("\n{head}  "), Tone::Quiet).add(paper.shows.label(lang), Tone::Plain);
        }
        if paper.measures.is_empty() {
            return line.add(text("\n没有事项以此为据", "\nno commitment rests on it").get(lang), Tone::Warn);
        }
        paper.measures.iter().fold(line, |line, measure| {
            let place = format!("\n{:>4}  ", measure.number.label(lang));
            line.add(place, Tone::Quiet).add(measure.title.label(lang), Tone::Plain)
        })
    }
}

impl Report for Evidence {
    fn data(&self) -> serde_json::Value {
        super::data(self)
    }

    fn page(&self, lang: Lang) -> Page {
        let mut page = Page::new(title(text("佐证材料", "Evidence"), self.as_of, lang));
        page.text(self.scope.line(lang));
        let (n, total) = (self.evidence.len(), self.scope.measures);
        if total == 0 {
            return page;
        }
        let resting = self.with_evidence;
        let unused = self.evidence.iter().filter(|paper| paper.measures.is_empty()).count();
        page.text(match lang {
            Lang::Zh => {
                format!("有佐证材料的事项 {resting}/{total} 项；佐证材料 {n} 件，没有事项以之为据的 {unused}/{n} 件")
            }
            Lang::En => format!("{resting}/{total} rest on evidence; {unused}/{n} pieces of evidence support nothing"),
        });
        if n > 0 {
            page.push(Block::Items(self.evidence.iter().map(|paper| self.item(paper, lang)).collect()));
        }
        page
    }

    fn table(&self) -> Table {
        let columns = vec![
            whole("id", text("编号", "id")),
            known("reply").column(),
            prose("title", text("标题", "title")),
            name("publisher", text("发布者", "publisher")),
            whole("published", text("发布日期", "published")),
            prose("url", text("网址", "address")),
            prose("shows", text("说明了什么", "shows")),
            prose("measures", text("所证事项", "commitments")),
        ];
        let row = |paper: &Paper| {
            let Paper { id, reply, title, publisher, published, url, shows, measures } = paper.clone();
            let measures = Value::List(measures.into_iter().map(|measure| measure.id).collect());
            vec![id, reply, title, publisher, published, url, shows, measures]
        };
        Table { columns, rows: self.evidence.iter().map(row).collect(), groups: Vec::new() }
    }
}

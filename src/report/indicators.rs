//! `report indicators`: the figures of a ledger, their baselines and what was observed since.

use chrono::NaiveDate;
use serde::Serialize;

use super::{
    Asked, Report,
    words::{Scope, for_people, known, ledgers, prose, title, whole},
};
use crate::{
    lang::{Lang, Said, text, visible},
    model::{Collection, Figure, Indicator, Ledger, Named, Vocabulary as _},
    page::{Block, Column, Fit, Page, Table, Term, Tone, Value},
};

/// The answer.
#[derive(Debug, Serialize)]
pub struct Indicators {
    schema: &'static str,
    as_of: NaiveDate,
    scope: Scope,
    figures: Vec<Line>,
}

/// One figure of an indicator.
#[derive(Clone, Debug, Serialize)]
struct Line {
    reply: String,
    id: Value,
    name: Value,
    unit: Value,
    direction: Value,
    figure: Value,
    period: Value,
    value: Value,
    growth: Value,
    share: Value,
    of: Value,
}

const BASELINE: Term = Term { word: "baseline", label: text("基期", "baseline"), tone: Tone::Plain };
const OBSERVATION: Term = Term { word: "observation", label: text("观测", "observation"), tone: Tone::Plain };

impl Indicators {
    /// Answers for the ledgers of the measures that are asked about.
    pub fn of(asked: &Asked<'_>) -> Self {
        let figures = ledgers(asked.rows)
            .into_iter()
            .flat_map(|ledger| ledger.document.indicator.iter().flat_map(move |indicator| figures(ledger, indicator)));
        Self {
            schema: "duban.report.indicators/1",
            as_of: asked.as_of,
            scope: Scope::of(asked.rows),
            figures: figures.collect(),
        }
    }
}

fn figures(ledger: &Ledger, indicator: &Named<Indicator>) -> Vec<Line> {
    let name = indicator.name.as_deref().unwrap_or(&indicator.id.value);
    let name = Said { zh: name.to_owned(), en: indicator.en.as_deref().unwrap_or(name).to_owned() };
    let address = format!("{}.{}", Collection::Indicator.key(), visible(&indicator.id.value));
    let line = |figure: &Figure, sort| Line {
        reply: ledger.number().to_owned(),
        id: Value::Id { id: indicator.id.value.to_string(), address: Some(address.clone()) },
        name: Value::Both(name.clone()),
        unit: Value::text(indicator.unit.as_deref()),
        direction: indicator.direction.copied().map_or(Value::None, |direction| Value::Term(direction.term())),
        figure: Value::Term(sort),
        period: Value::text(figure.period.as_deref()),
        value: figure.value.copied().map_or(Value::None, Value::Number),
        growth: Value::text(figure.growth.as_deref()),
        share: Value::text(figure.share.as_deref()),
        of: Value::text(figure.of.as_deref()),
    };
    let baseline = indicator.baseline.iter().map(|figure| line(figure, &BASELINE));
    baseline.chain(indicator.observation.iter().map(|figure| line(figure, &OBSERVATION))).collect()
}

impl Report for Indicators {
    fn data(&self) -> serde_json::Value {
        super::data(self)
    }

    fn page(&self, lang: Lang) -> Page {
        let mut page = Page::new(title(text("指标", "Indicators"), self.as_of, lang));
        page.text(self.scope.line(lang));
        let observed = self.figures.iter().filter(|line| line.figure == Value::Term(&OBSERVATION)).count();
        page.text(match lang {
            Lang::Zh => format!("基期以来有 {observed} 个观测值"),
            Lang::En => format!("values observed since the baseline: {observed}"),
        });
        if !self.figures.is_empty() {
            page.push(Block::Table(for_people(self.table(), &self.scope).without_empty(&["share", "of"])));
        }
        page
    }

    fn table(&self) -> Table {
        let number = |key, label| Column { key, label, fit: Fit::Whole, number: true };
        let columns = vec![
            whole("id", text("编号", "id")),
            known("reply").column(),
            prose("name", text("指标", "indicator")),
            whole("figure", text("性质", "figure")),
            whole("period", text("时期", "period")),
            number("value", text("数值", "value")),
            whole("unit", text("单位", "unit")),
            number("growth", text("增速", "growth")),
            number("share", text("占比", "share")),
            prose("of", text("占比对象", "of")),
        ];
        let row = |line: &Line| {
            let line = line.clone();
            let reply = Value::Text(line.reply);
            vec![
                line.id,
                reply,
                line.name,
                line.figure,
                line.period,
                line.value,
                line.unit,
                line.growth,
                line.share,
                line.of,
            ]
        };
        Table { columns, rows: self.figures.iter().map(row).collect(), groups: Vec::new() }
    }
}

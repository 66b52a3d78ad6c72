//! `verify REF…`: a finding by somebody who is not the owner.

use chrono::NaiveDate;
use clap::{Args, builder::PossibleValuesParser};
use clap_complete::ArgValueCompleter;

use super::{
    args, complete,
    context::{Context, Exit},
    reference,
    say::t,
    writing::{Writing, check_id},
};
use crate::{
    lang::Said,
    model::{Collection, Measure, Method, Named, Outcome, Refusal, Vocabulary as _},
    said,
    store::edit::{Change, Edit, Entry, value},
};

/// The command's flags.
#[derive(Args, Debug)]
pub struct Verify {
    #[arg(value_name = "REF", required = true, add = reference())]
    #[arg(help = t("编号、编号开头、序号、题目片段，或 -（从标准输入逐行读取）", "An id, the beginning of one, a place in the file, a part of a title, or - for lines of standard input"))]
    references: Vec<String>,
    #[arg(long, value_name = "RESULT", value_parser = PossibleValuesParser::new(Outcome::TERMS.iter().map(|term| term.word)))]
    #[arg(help = t("核实结果", "What was found"))]
    result: String,
    #[arg(long, value_name = "ORG", add = ArgValueCompleter::new(complete::orgs), help = t("谁核实的：单位编号", "Who found it: the id of an office"))]
    by: String,
    #[arg(long, value_name = "METHOD", value_parser = PossibleValuesParser::new(Method::TERMS.iter().map(|term| term.word)))]
    #[arg(help = t("核实方式", "How it was found"))]
    method: String,
    #[arg(long, value_name = "TEXT", help = t("说明", "What was seen"))]
    note: Option<String>,
    #[arg(long, value_name = "DATE", value_parser = args::date, help = t("日期，缺省为截至日期", "The day; the as-of date otherwise"))]
    date: Option<NaiveDate>,
    #[arg(long, value_name = "ID", value_delimiter = ',', add = ArgValueCompleter::new(complete::evidence))]
    #[arg(help = t("佐证材料的编号，可重复", "Ids of evidence; repeatable"))]
    evidence: Vec<String>,
    #[command(flatten)]
    writing: Writing,
}

impl Verify {
    /// Runs the command.
    pub fn run(self, context: &Context) -> anyhow::Result<Exit> {
        let batch = self.writing.batch(context, &self.references)?;
        let mut edits = Vec::new();
        let mut told = Vec::new();
        for target in &batch.targets {
            let (ledger, measure) = batch.measure(target);
            check_id(ledger, Collection::Org, &self.by)?;
            self.evidence.iter().try_for_each(|id| check_id(ledger, Collection::Evidence, id))?;
            self.refuse_owner(measure)?;
            let changes = vec![Change::Append("verification", self.entries(context.as_of))];
            edits.push((target.0, Edit { collection: Collection::Measure, id: target.1.clone(), changes }));
            told.push(self.told(measure));
        }
        Ok(self.writing.edit(context, batch, edits, &told)?)
    }

    fn refuse_owner(&self, measure: &Named<Measure>) -> Result<(), Refusal> {
        if measure.owner.as_deref() != Some(&*self.by) {
            return Ok(());
        }
        let (id, by) = (&measure.id.value, &self.by);
        let said =
            said!("{by} 是 {id} 的牵头单位，不能核实自己的事项", "{by} leads {id} and cannot verify its own measure");
        Err(Refusal::write(said)
            .with_help(said!("牵头单位的说法用 `duban update` 登记", "record what the owner says with `duban update`")))
    }

    fn entries(&self, as_of: NaiveDate) -> Vec<Entry> {
        let mut entries = vec![
            ("date", value::date(self.date.unwrap_or(as_of))),
            ("by", value::string(&self.by)),
            ("result", value::string(&self.result)),
            ("method", value::string(&self.method)),
        ];
        entries.extend(self.note.as_deref().map(|note| ("note", value::string(note))));
        if !self.evidence.is_empty() {
            entries.push(("evidence", value::strings(self.evidence.iter().map(String::as_str))));
        }
        entries
    }

    fn told(&self, measure: &Named<Measure>) -> Said {
        let outcome = Outcome::from_word(&self.result).map(|outcome| outcome.term().label);
        Said::each(|lang| format!("{}: {}", measure.id.value, outcome.map_or("", |label| label.get(lang))))
    }
}

//! `extend REF`: a deadline moves, with its reason; the first date stays.

use chrono::NaiveDate;
use clap::Args;
use clap_complete::ArgValueCompleter;

use super::{
    args, complete,
    context::{Context, Exit},
    reference,
    say::t,
    writing::{Writing, check_id},
};
use crate::{
    model::{Clock, Collection, Refusal, Standing},
    said,
    store::edit::{Change, Edit, value},
};

/// The command's flags.
#[derive(Args, Debug)]
pub struct Extend {
    #[arg(value_name = "REF", add = reference(), help = t("编号、编号开头、序号或题目片段", "An id, the beginning of one, a place in the file, or a part of a title"))]
    reference: String,
    #[arg(long, value_name = "DATE", value_parser = args::date, help = t("新的完成时限", "The new deadline"))]
    to: NaiveDate,
    #[arg(long, value_name = "TEXT", help = t("理由", "Why"))]
    reason: String,
    #[arg(long, value_name = "ORG", add = ArgValueCompleter::new(complete::orgs), help = t("谁决定的：单位编号", "Who decided it: the id of an office"))]
    by: String,
    #[arg(long, value_name = "DATE", value_parser = args::date, help = t("日期，缺省为截至日期", "The day of the decision; the as-of date otherwise"))]
    date: Option<NaiveDate>,
    #[command(flatten)]
    writing: Writing,
}

impl Extend {
    /// Runs the command.
    pub fn run(self, context: &Context) -> anyhow::Result<Exit> {
        let batch = self.writing.batch(context, std::slice::from_ref(&self.reference))?;
        let target = batch.targets.first().expect("one reference names one measure").clone();
        let (ledger, measure) = batch.measure(&target);
        check_id(ledger, Collection::Org, &self.by)?;
        let id = &measure.id.value;
        // The deadline in force is that of all entries, also of those dated later.
        let clock = Clock::of(ledger, NaiveDate::MAX);
        let Some(from) = Standing::of(measure, ledger, &clock).due else {
            let said = said!("{id} 没有完成时限，无从延期", "{id} has no deadline that could move");
            let help = said!(
                "先定时限：duban set {id} due=2030-12-31 due_basis=agreed",
                "give it one first: duban set {id} due=2030-12-31 due_basis=agreed"
            );
            return Err(Refusal::usage(said).with_help(help).into());
        };
        let to = self.to;
        let told = [said!("{id}：{from} → {to}", "{id}: {from} → {to}")];
        let entries = vec![
            ("date", value::date(self.date.unwrap_or(context.as_of))),
            ("from", value::date(from)),
            ("to", value::date(to)),
            ("reason", value::string(&self.reason)),
            ("by", value::string(&self.by)),
        ];
        let edit =
            Edit { collection: Collection::Measure, id: target.1, changes: vec![Change::Append("extension", entries)] };
        Ok(self.writing.edit(context, batch, vec![(target.0, edit)], &told)?)
    }
}

//! `extend REF`: a deadline moves, with its reason; the first date stays.

use chrono::NaiveDate;
use clap::Args;

use super::{
    args,
    context::{Context, Exit},
    reference,
    say::t,
    statement::Speaker,
    target::{Records, lines_for_dash, only},
    writing::Writing,
};
use crate::{
    lang::visible,
    model::{Change, History, Measure, Refusal},
    said,
    store::edit::value,
};

/// The command's flags.
#[derive(Args, Debug)]
pub struct Extend {
    #[arg(value_name = "REF", add = reference(), help = args::one_reference())]
    reference: String,
    #[arg(long, value_name = "DATE", value_parser = args::date, help = t("新的完成时限", "The new deadline"))]
    to: NaiveDate,
    #[arg(long, value_name = "TEXT", value_parser = args::words, allow_hyphen_values = true, help = t("理由", "Why"))]
    reason: String,
    #[command(flatten)]
    speaker: Speaker,
    #[command(flatten)]
    writing: Writing,
}

impl Extend {
    /// Runs the command.
    pub fn run(self, context: &Context) -> anyhow::Result<Exit> {
        let references = lines_for_dash(std::slice::from_ref(&self.reference))?;
        let exit = self.writing.each(context, only(&references)?, Records::Measures, |ledger, target| {
            let measure = target.measure(ledger);
            let (id, to) = (visible(&target.id), self.to);
            // The deadline in force is that of all entries, also of those dated later.
            let Some(from) = (History { ledger, measure, as_of: NaiveDate::MAX }).due() else {
                let said = said!("{id} 没有完成时限，无从延期", "{id} has no deadline that could move");
                let help = said!(
                    "先定时限：duban set {id} due=2030-12-31 due_basis=agreed",
                    "give it one first: duban set {id} due=2030-12-31 due_basis=agreed"
                );
                return Err(Refusal::usage(said).with_help(help));
            };
            if from == to {
                return Err(Refusal::usage(said!("{id} 的时限已是 {to}", "the deadline of {id} is {to} already")));
            }
            self.refuse_older(context, &id, measure)?;
            let mut entries = self.speaker.entries(context, ledger)?;
            entries.splice(
                1..1,
                [("from", value::date(from)), ("to", value::date(to)), ("reason", value::string(&self.reason))],
            );
            let changes = vec![Change::Enter("extension", measure.extension.len(), entries)];
            Ok((changes, said!("{id}: {from} → {to}", "{id}: {from} → {to}")))
        })?;
        Ok(exit)
    }

    /// Refuses an extension that an extension of a later day has overtaken.
    fn refuse_older(&self, context: &Context, id: &str, measure: &Measure) -> Result<(), Refusal> {
        let day = self.speaker.day(context);
        let newest = measure.extension.iter().filter_map(|entry| entry.date.copied()).max();
        let Some(newest) = newest.filter(|newest| *newest > day) else { return Ok(()) };
        let said = said!(
            "{id} 在 {newest} 已有一次延期，{day} 的不能再改变时限",
            "{id} was extended on {newest}, so an extension of {day} changes nothing"
        );
        Err(Refusal::usage(said).with_help(said!("用 --date 写决定的日期", "give the day of the decision with --date")))
    }
}

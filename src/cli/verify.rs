//! `verify REF…`: a finding by somebody who is not the owner.

use clap::Args;

use super::{
    args,
    context::{Context, Exit},
    reference,
    say::t,
    statement::{Papers, Speaker, period, place},
    writing::{Records, Writing},
};
use crate::{
    lang::Said,
    model::{Change, Edit, Ledger, Measure, Method, Named, Outcome, Pair, Refusal, Vocabulary as _},
    said,
    store::edit::value,
};

/// The command's flags.
#[derive(Args, Debug)]
pub struct Verify {
    #[arg(value_name = "REF", required = true, add = reference(), help = args::references())]
    references: Vec<String>,
    #[arg(long, value_name = "RESULT", value_parser = args::word::<Outcome>())]
    #[arg(help = t("核实结果", "What was found"))]
    result: Outcome,
    #[command(flatten)]
    speaker: Speaker,
    #[arg(long, value_name = "METHOD", value_parser = args::word::<Method>())]
    #[arg(help = t("核实方式", "How it was found"))]
    method: Method,
    #[arg(long, value_name = "TEXT", value_parser = args::words, allow_hyphen_values = true, help = t("说明", "What was seen"))]
    note: Option<String>,
    #[command(flatten)]
    papers: Papers,
    #[arg(long, value_name = "PERIOD")]
    #[arg(help = t("所属周期，如 2022，限定期事项", "The period that it speaks of, such as 2022; for measures that recur"))]
    period: Option<String>,
    #[command(flatten)]
    writing: Writing,
}

impl Verify {
    /// Runs the command.
    pub fn run(self, context: &Context) -> anyhow::Result<Exit> {
        let batch = self.writing.batch(context, &self.references, Records::Measures)?;
        let mut edits = Vec::new();
        let mut told = Vec::new();
        for target in &batch.targets {
            let (ledger, measure) = batch.measure(target);
            self.refuse_owner(ledger, measure)?;
            let at = place(&measure.verification, |entry| entry.date.copied(), self.speaker.day(context.as_of));
            let changes = vec![Change::Enter("verification", at, self.entries(context, ledger, measure)?)];
            edits.push((target.draft, Edit { collection: target.collection, id: target.id.clone(), changes }));
            let (id, label) = (&measure.id.value, self.result.term().label);
            told.push(Said::each(|lang| format!("{id}: {}", label.get(lang))));
        }
        Ok(self.writing.edit(context, batch, edits, &told)?)
    }

    fn refuse_owner(&self, ledger: &Ledger, measure: &Named<Measure>) -> Result<(), Refusal> {
        let by = self.speaker.office(ledger)?;
        if measure.owner.as_deref() != Some(by) {
            return Ok(());
        }
        let id = &measure.id.value;
        let said =
            said!("{by} 是 {id} 的牵头单位，不能核实自己的事项", "{by} leads {id} and cannot verify its own measure");
        Err(Refusal::write(said)
            .with_help(said!("牵头单位的说法用 `duban update` 登记", "record what the owner says with `duban update`")))
    }

    fn entries(&self, context: &Context, ledger: &Ledger, measure: &Named<Measure>) -> Result<Vec<Pair>, Refusal> {
        let day = self.speaker.day(context.as_of);
        let mut entries = self.speaker.entries(ledger, context.as_of)?;
        entries.extend(period(measure, self.period.as_deref(), day)?);
        entries.push(("result", value::string(self.result.term().word)));
        entries.push(("method", value::string(self.method.term().word)));
        entries.extend(self.note.as_deref().map(|note| ("note", value::string(note))));
        entries.extend(self.papers.entry(ledger)?);
        Ok(entries)
    }
}

//! `verify REF…`: a finding by somebody who is not the owner.

use clap::Args;

use super::{
    args,
    context::{Context, Exit},
    reference,
    say::t,
    statement::{Papers, Speaker, period, place},
    target::Records,
    writing::Writing,
};
use crate::{
    lang::{Said, visible},
    model::{Change, History, Ledger, Measure, Method, Named, Outcome, Pair, Refusal, Vocabulary as _},
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
        let exit = self.writing.each(context, &self.references, Records::Measures, |ledger, target| {
            let measure = target.measure(ledger);
            let day = self.speaker.day(context);
            let history = History { ledger, measure, as_of: day };
            self.refuse_owner(&history, &target.id)?;
            let at = place(&measure.verification, |entry| entry.date.copied(), day);
            let changes = vec![Change::Enter("verification", at, self.entries(context, ledger, measure)?)];
            Ok((changes, self.told(&history, &target.id)))
        })?;
        Ok(exit)
    }

    fn told(&self, history: &History<'_>, id: &str) -> Said {
        let label = self.result.term().label;
        let id = self.period.as_ref().map_or_else(|| id.to_owned(), |period| format!("{id} {period}"));
        if self.result == Outcome::Confirmed && !history.has_owner() {
            let (zh, en) = (label.zh, label.en);
            return said!(
                "{id}：{zh}；台账不知道由谁牵头，不能销号",
                "{id}: {en}; nobody is known to lead it, so it closes nothing"
            );
        }
        Said::each(|lang| format!("{id}: {}", label.get(lang)))
    }

    fn refuse_owner(&self, history: &History<'_>, id: &str) -> Result<(), Refusal> {
        let by = self.speaker.office(history.ledger)?;
        if !history.is_owner(by) {
            return Ok(());
        }
        let owner = visible(history.measure.owner.as_deref().unwrap_or(by));
        let (by, id) = (visible(by), visible(id));
        let said = if owner == by {
            said!("{by} 是 {id} 的牵头单位，不能核实自己的事项", "{by} leads {id} and cannot verify its own measure")
        } else {
            said!(
                "{by} 与 {id} 的牵头单位 {owner} 同名，不能核实自己的事项",
                "{by} has a name of {owner}, which leads {id} and cannot verify its own measure"
            )
        };
        Err(Refusal::write(said)
            .with_help(said!("牵头单位的说法用 `duban update` 登记", "record what the owner says with `duban update`")))
    }

    fn entries(&self, context: &Context, ledger: &Ledger, measure: &Named<Measure>) -> Result<Vec<Pair>, Refusal> {
        let mut entries = self.speaker.entries(context, ledger)?;
        entries.extend(period(ledger, measure, self.period.as_deref(), self.speaker.day(context))?);
        entries.push(("result", value::string(self.result.term().word)));
        entries.push(("method", value::string(self.method.term().word)));
        entries.extend(self.note.as_deref().map(|note| ("note", value::string(note))));
        entries.extend(self.papers.entry(ledger)?);
        Ok(entries)
    }
}

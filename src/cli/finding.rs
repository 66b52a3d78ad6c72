//! A finding about a measure and what it changes: for `verify`, and for what comes back in a spreadsheet.

use clap::Args;

use super::{
    args,
    context::Context,
    say::t,
    statement::{Papers, Speaker, period, place},
};
use crate::{
    lang::{Said, visible},
    model::{Change, History, Ledger, Measure, Method, Named, Outcome, Pair, Refusal, Vocabulary as _},
    said,
    store::edit::value,
};

/// What was found, by whom, how, on what.
#[derive(Args, Debug)]
pub struct Finding {
    /// What was found.
    #[arg(long, value_name = "RESULT", value_parser = args::word::<Outcome>())]
    #[arg(help = t("核实结果", "What was found"))]
    pub result: Outcome,
    /// Who found it and when.
    #[command(flatten)]
    pub speaker: Speaker,
    /// How it was found.
    #[arg(long, value_name = "METHOD", value_parser = args::word::<Method>())]
    #[arg(help = t("核实方式", "How it was found"))]
    pub method: Method,
    /// What was seen.
    #[arg(long, value_name = "TEXT", value_parser = args::words, allow_hyphen_values = true, help = t("说明", "What was seen"))]
    pub note: Option<String>,
    /// What it rests on.
    #[command(flatten)]
    pub papers: Papers,
    /// The period that it speaks of.
    #[arg(long, value_name = "PERIOD", value_parser = args::period)]
    #[arg(help = t("所属周期，如 2022，限定期事项", "The period that it speaks of, such as 2022; for measures that recur"))]
    pub period: Option<String>,
}

impl Finding {
    /// What the finding changes in a measure of a ledger, and how that is told.
    ///
    /// # Errors
    ///
    /// When it is the owner's, the office, the period or a paper is not known, or the day has not come yet.
    pub fn changes(
        &self,
        context: &Context,
        ledger: &Ledger,
        measure: &Named<Measure>,
    ) -> Result<(Vec<Change>, Said), Refusal> {
        let (day, id) = (self.speaker.day(context), &measure.id.value);
        let history = History { ledger, measure, as_of: day };
        self.refuse_owner(&history, id)?;
        let at = place(&measure.verification, |entry| entry.date.copied(), day);
        let changes = vec![Change::Enter("verification", at, self.entries(context, ledger, measure)?)];
        Ok((changes, self.told(&history, id)))
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
        let called = history.ledger.org_label(by).visible();
        let (by, id) = (visible(by), visible(id));
        let said = if owner == by {
            let (zh, en) = (called.zh, called.en);
            said!("{zh}是 {id} 的牵头单位，不能核实自己的事项", "{en} leads {id} and cannot verify its own measure")
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

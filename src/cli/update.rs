//! `update REF…`: a statement, by the owner or the curator.

use chrono::NaiveDate;
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
    lang::{Said, suggest, visible},
    model::{Change, Edit, Ledger, Measure, Named, Refusal, Status, Vocabulary as _},
    said,
    store::edit::value,
};

/// The command's flags.
#[derive(Args, Debug)]
#[command(after_help = t(
    "例：\n  duban update chain-leader-system --status in-progress --by cqeic --note '…' --evidence some-notice\n  duban list tag:park -f ids | duban update - --status not-started --by curator --note '…' --dry-run",
    "Examples:\n  duban update chain-leader-system --status in-progress --by cqeic --note '…' --evidence some-notice\n  duban list tag:park -f ids | duban update - --status not-started --by curator --note '…' --dry-run"
))]
pub struct Update {
    #[arg(value_name = "REF", required = true, add = reference(), help = args::references())]
    references: Vec<String>,
    #[arg(long, value_name = "STATUS", value_parser = args::word::<Status>())]
    #[arg(help = t("办理状态", "The status that it gives"))]
    status: Option<Status>,
    #[arg(long, value_name = "TEXT", value_parser = args::words, allow_hyphen_values = true, help = t("进展情况", "What is said"))]
    note: String,
    #[command(flatten)]
    speaker: Speaker,
    #[command(flatten)]
    papers: Papers,
    #[arg(long, value_name = "TEXT", value_parser = args::words, allow_hyphen_values = true, help = t("存在问题", "What stands in the way"))]
    problem: Option<String>,
    #[arg(long, value_name = "TEXT", value_parser = args::words, allow_hyphen_values = true, help = t("下一步措施", "What comes next"))]
    next: Option<String>,
    #[arg(long, value_name = "PERIOD")]
    #[arg(help = t("所属周期，如 2022，限定期事项", "The period that it speaks of, such as 2022; for measures that recur"))]
    period: Option<String>,
    #[arg(long = "item", value_name = "NAME=STATUS", help = t("清单中一项的状态，可重复", "The status of one item; repeatable"))]
    items: Vec<String>,
    #[command(flatten)]
    writing: Writing,
}

impl Update {
    /// Runs the command.
    pub fn run(self, context: &Context) -> anyhow::Result<Exit> {
        let batch = self.writing.batch(context, &self.references, Records::Measures)?;
        let mut edits = Vec::new();
        let mut told = Vec::new();
        for target in &batch.targets {
            let (ledger, measure) = batch.measure(target);
            let day = self.speaker.day(context.as_of);
            let (mut changes, said) = self.standing(measure, day)?;
            changes.push(self.entry(ledger, measure, context.as_of)?);
            told.push(said);
            edits.push((target.draft, Edit { collection: target.collection, id: target.id.clone(), changes }));
        }
        Ok(self.writing.edit(context, batch, edits, &told)?)
    }

    /// The statement itself.
    fn entry(&self, ledger: &Ledger, measure: &Named<Measure>, as_of: NaiveDate) -> Result<Change, Refusal> {
        let day = self.speaker.day(as_of);
        let mut entries = self.speaker.entries(ledger, as_of)?;
        entries.extend(self.status.map(|status| ("status", value::string(status.term().word))));
        entries.extend(period(measure, self.period.as_deref(), day)?);
        let items = self.items.iter().map(|item| item_status(measure, item)).collect::<Result<Vec<_>, _>>()?;
        if !items.is_empty() {
            let pairs = items.iter().map(|(at, status)| {
                let name = measure.item[*at].name.as_deref().unwrap_or_default();
                format!("{} = {}", value::key(name), value::string(status.term().word))
            });
            entries.push(("items", format!("{{ {} }}", pairs.collect::<Vec<_>>().join(", "))));
        }
        let words = [("note", Some(&self.note)), ("problem", self.problem.as_ref()), ("next", self.next.as_ref())];
        entries.extend(words.into_iter().filter_map(|(key, words)| Some((key, value::string(words?)))));
        entries.extend(self.papers.entry(ledger)?);
        Ok(Change::Enter("update", place(&measure.update, |entry| entry.date.copied(), day), entries))
    }

    /// What the measure and its items stand at afterwards. A statement of an earlier day than others moves nothing.
    fn standing(&self, measure: &Named<Measure>, day: NaiveDate) -> Result<(Vec<Change>, Said), Refusal> {
        let mut changes = Vec::new();
        let old = measure.status.copied().unwrap_or(Status::Unreported);
        let is_newest = |speaks: &dyn Fn(&crate::model::Update) -> bool| {
            measure.update.iter().filter(|update| speaks(update)).all(|update| update.date.copied() <= Some(day))
        };
        let given = Status::given(self.status, measure.kind.copied());
        let new = given.filter(|_| is_newest(&|update| update.status.get().is_some())).unwrap_or(old);
        if new != old {
            changes.push(Change::Set(("status", value::string(new.term().word))));
        }
        for item in &self.items {
            let (at, status) = item_status(measure, item)?;
            let name = measure.item[at].name.as_deref();
            let speaks = |update: &crate::model::Update| {
                update.items.get().is_some_and(|items| items.iter().any(|(own, _)| Some(&*own.value) == name))
            };
            if is_newest(&speaks) {
                let name = name.unwrap_or_default().to_owned();
                changes.push(Change::SetIn {
                    list: "item",
                    name,
                    entry: ("status", value::string(status.term().word)),
                });
            }
        }
        Ok((changes, self.told(measure, old, new)))
    }

    fn told(&self, measure: &Named<Measure>, old: Status, new: Status) -> Said {
        let id = &measure.id.value;
        let (before, after) = (old.term().label, new.term().label);
        let is_of_a_period = self.period.is_some() && self.status.is_some();
        Said::each(|lang| match (&self.period, self.status) {
            (Some(period), Some(status)) if is_of_a_period => {
                format!("{id} {period}: {}", status.term().label.get(lang))
            }
            _ if old == new => format!("{id}: {}", after.get(lang)),
            _ => format!("{id}: {} → {}", before.get(lang), after.get(lang)),
        })
    }
}

/// `NAME=STATUS` for one of the measure's items, which may be named by a part of its name: its place and the status.
fn item_status(measure: &Named<Measure>, text: &str) -> Result<(usize, Status), Refusal> {
    let shown = visible(text);
    let id = &measure.id.value;
    let (name, word) = text.rsplit_once('=').ok_or_else(|| {
        Refusal::usage(said!(
            "--item 应写作 名称=状态，而不是 `{shown}`",
            "--item is written NAME=STATUS, not `{shown}`"
        ))
    })?;
    let status = Status::from_label(word).ok_or_else(|| {
        Refusal::usage(said!("没有状态 `{}`", "there is no status `{}`", visible(word)))
            .with_help(suggest(word, Status::TERMS.iter().map(|term| term.word)))
    })?;
    let fits = |is_meant: &dyn Fn(&str) -> bool| {
        let items = measure.item.iter().enumerate();
        let named = items
            .filter(|(_, item)| [&item.name, &item.en].into_iter().any(|own| own.as_deref().is_some_and(is_meant)));
        named.map(|(at, _)| at).collect::<Vec<_>>()
    };
    let whole = fits(&|own| own == name);
    let found = if whole.is_empty() { fits(&|own| own.contains(name)) } else { whole };
    match found[..] {
        [at] => Ok((at, status)),
        _ if measure.item.is_empty() => Err(Refusal::usage(said!("{id} 没有清单", "{id} has no items"))),
        _ => {
            let n = found.len();
            let names = measure.item.iter().filter_map(|item| item.name.as_deref()).map(visible).collect::<Vec<_>>();
            let names = names.join(", ");
            let said = said!("{id} 的清单中符合 `{}` 的有 {n} 项", "{n} items of {id} fit `{}`", visible(name));
            Err(Refusal::usage(said).with_help(said!("清单：{names}", "items: {names}")))
        }
    }
}

//! `update REF…`: a statement, by the owner or the curator.

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
    lang::{Said, visible},
    model::{Collection, Measure, Named, Refusal, Status, Vocabulary as _},
    said,
    store::edit::{Change, Edit, Entry, value},
};

/// The command's flags.
#[derive(Args, Debug)]
#[command(after_help = t(
    "例：\n  duban update 链长制 --status in-progress --by cqeic --note '…' --evidence some-notice\n  duban list tag:park -f ids | duban update - --status not-started --by curator --note '…' --dry-run",
    "Examples:\n  duban update chain-leader --status in-progress --by cqeic --note '…' --evidence some-notice\n  duban list tag:park -f ids | duban update - --status not-started --by curator --note '…' --dry-run"
))]
pub struct Update {
    #[arg(value_name = "REF", required = true, add = reference())]
    #[arg(help = t("编号、编号开头、序号、题目片段，或 -（从标准输入逐行读取）", "An id, the beginning of one, a place in the file, a part of a title, or - for lines of standard input"))]
    references: Vec<String>,
    #[arg(long, value_name = "STATUS", value_parser = PossibleValuesParser::new(Status::TERMS.iter().map(|term| term.word)))]
    #[arg(help = t("办理状态", "The status that it gives"))]
    status: Option<String>,
    #[arg(long, value_name = "TEXT", help = t("进展情况", "What is said"))]
    note: String,
    #[arg(long, value_name = "ORG", add = ArgValueCompleter::new(complete::orgs), help = t("谁说的：单位编号", "Who says it: the id of an office"))]
    by: String,
    #[arg(long, value_name = "DATE", value_parser = args::date, help = t("日期，缺省为截至日期", "The day; the as-of date otherwise"))]
    date: Option<NaiveDate>,
    #[arg(long, value_name = "ID", value_delimiter = ',', add = ArgValueCompleter::new(complete::evidence))]
    #[arg(help = t("佐证材料的编号，可重复", "Ids of evidence; repeatable"))]
    evidence: Vec<String>,
    #[arg(long, value_name = "TEXT", help = t("存在问题", "What stands in the way"))]
    problem: Option<String>,
    #[arg(long, value_name = "TEXT", help = t("下一步措施", "What comes next"))]
    next: Option<String>,
    #[arg(long, value_name = "PERIOD", help = t("所属周期，如 2022", "The period that it speaks of, such as 2022"))]
    period: Option<String>,
    #[arg(long = "item", value_name = "NAME=STATUS", help = t("清单中一项的状态，可重复", "The status of one item; repeatable"))]
    items: Vec<String>,
    #[command(flatten)]
    writing: Writing,
}

impl Update {
    /// Runs the command.
    pub fn run(self, context: &Context) -> anyhow::Result<Exit> {
        let batch = self.writing.batch(context, &self.references)?;
        let mut edits = Vec::new();
        let mut told = Vec::new();
        for target in &batch.targets {
            let (ledger, measure) = batch.measure(target);
            check_id(ledger, Collection::Org, &self.by)?;
            self.evidence.iter().try_for_each(|id| check_id(ledger, Collection::Evidence, id))?;
            let (changes, said) = self.changes(measure, context.as_of)?;
            told.push(said);
            edits.push((target.0, Edit { collection: Collection::Measure, id: target.1.clone(), changes }));
        }
        Ok(self.writing.edit(context, batch, edits, &told)?)
    }

    fn status(&self) -> Option<Status> {
        self.status.as_deref().and_then(Status::from_word)
    }

    fn changes(&self, measure: &Named<Measure>, as_of: NaiveDate) -> Result<(Vec<Change>, Said), Refusal> {
        let mut entries: Vec<Entry> =
            vec![("date", value::date(self.date.unwrap_or(as_of))), ("by", value::string(&self.by))];
        entries.extend(self.status().map(|status| ("status", value::string(status.term().word))));
        entries.extend(self.period.as_deref().map(|period| ("period", value::string(period))));
        entries.push(("note", value::string(&self.note)));
        entries.extend(self.problem.as_deref().map(|problem| ("problem", value::string(problem))));
        entries.extend(self.next.as_deref().map(|next| ("next", value::string(next))));
        if !self.evidence.is_empty() {
            entries.push(("evidence", value::strings(self.evidence.iter().map(String::as_str))));
        }
        let mut changes = Vec::new();
        let old = measure.status.copied().unwrap_or(Status::Unreported);
        let new = Status::given(self.status(), measure.kind.copied()).unwrap_or(old);
        if new != old {
            changes.push(Change::Set(("status", value::string(new.term().word))));
        }
        for item in &self.items {
            changes.push(item_change(measure, item)?);
        }
        changes.push(Change::Append("update", entries));
        let id = &measure.id.value;
        let (old, new) = (old.term().label, new.term().label);
        let said = Said::each(|lang| match (old.get(lang), new.get(lang)) {
            (old, new) if old == new => format!("{id}: {new}"),
            (old, new) => format!("{id}: {old} → {new}"),
        });
        Ok((changes, said))
    }
}

/// `NAME=STATUS` for one of the measure's items, which may be named by a part of its name.
fn item_change(measure: &Named<Measure>, text: &str) -> Result<Change, Refusal> {
    let shown = visible(text);
    let (name, word) = text.rsplit_once('=').ok_or_else(|| {
        Refusal::usage(said!(
            "--item 应写作 名称=状态，而不是 `{shown}`",
            "--item is written NAME=STATUS, not `{shown}`"
        ))
    })?;
    let status = Status::from_word(word).ok_or_else(|| {
        let known = Status::TERMS.iter().map(|term| term.word).collect::<Vec<_>>().join(", ");
        Refusal::usage(said!("没有状态 `{}`", "there is no status `{}`", visible(word)))
            .with_help(said!("可用：{known}", "known: {known}"))
    })?;
    let fits = |whole: bool| {
        let is_meant = move |own: &str| if whole { own == name } else { own.contains(name) };
        let items = measure.item.iter().enumerate();
        let named = items.filter(move |(_, item)| {
            [&item.name, &item.en].into_iter().any(|own| own.as_deref().is_some_and(is_meant))
        });
        named.map(|(at, _)| at).collect::<Vec<_>>()
    };
    let whole = fits(true);
    let found = if whole.is_empty() { fits(false) } else { whole };
    match found[..] {
        [at] => Ok(Change::SetIn("item", at, ("status", value::string(status.term().word)))),
        _ => {
            let (id, n) = (&measure.id.value, found.len());
            let names =
                measure.item.iter().filter_map(|item| item.name.as_deref()).map(visible).collect::<Vec<_>>().join(", ");
            Err(Refusal::usage(said!("{id} 的清单中符合 `{shown}` 的有 {n} 项", "{n} items of {id} fit `{shown}`"))
                .with_help(said!("清单：{names}", "items: {names}")))
        }
    }
}

//! `set REF… KEY=VALUE…`: any field that no other command keeps.

use clap::Args;
use clap_complete::ArgValueCompleter;

use super::{
    complete,
    context::{Context, Exit},
    pairs::{Pair, Verb, pair},
    say::t,
    writing::Writing,
};
use crate::{
    lang::{Said, visible},
    model::{Collection, Ledger, Measure, Named, Refusal, Shape},
    page::Value,
    query::{field, rows},
    said,
    store::edit::{Change, Edit, value},
};

/// The command's flags.
#[derive(Args, Debug)]
#[command(after_help = t(
    "例：\n  duban set software-parks note='…' tags+=park\n  duban set chain-leader due=2027-12-31 due_basis=agreed\n  duban set chain-leader note=",
    "Examples:\n  duban set software-parks note='…' tags+=park\n  duban set chain-leader due=2027-12-31 due_basis=agreed\n  duban set chain-leader note="
))]
pub struct Set {
    #[arg(value_name = "REF|KEY=VALUE", required = true, num_args = 2.., add = ArgValueCompleter::new(complete::measures_and_keys))]
    #[arg(help = t(
        "先写事项，后写 字段=值；列表可用 += 和 -=，空值为删除",
        "Measures first, then KEY=VALUE; lists take += and -=, an empty value removes the key"
    ))]
    words: Vec<String>,
    #[command(flatten)]
    writing: Writing,
}

impl Set {
    /// Runs the command.
    pub fn run(self, context: &Context) -> anyhow::Result<Exit> {
        let is_pair = |word: &&String| word.contains('=');
        let arguments: Vec<&String> = self.words.iter().filter(is_pair).collect();
        let references: Vec<String> = self.words.iter().filter(|word| !is_pair(word)).cloned().collect();
        if arguments.is_empty() {
            let help = said!("例如 duban set 编号 note='…'", "as in duban set ID note='…'");
            return Err(Refusal::usage(said!("没有给出 字段=值", "no KEY=VALUE was given")).with_help(help).into());
        }
        let pairs = arguments
            .iter()
            .map(|argument| pair(Collection::Measure.keys(), argument))
            .collect::<Result<Vec<_>, _>>()?;
        let batch = self.writing.batch(context, &references)?;
        let mut edits = Vec::new();
        let mut told = Vec::new();
        for target in &batch.targets {
            let (ledger, measure) = batch.measure(target);
            let changes = pairs.iter().map(|pair| change(pair, ledger, measure)).collect::<Result<Vec<_>, _>>()?;
            told.push(self::told(measure, &pairs));
            edits.push((target.0, Edit { collection: Collection::Measure, id: target.1.clone(), changes }));
        }
        Ok(self.writing.edit(context, batch, edits, &told)?)
    }
}

fn told(measure: &Named<Measure>, pairs: &[Pair<'_>]) -> Said {
    let keys = pairs.iter().map(|pair| pair.key.name).collect::<Vec<_>>().join(", ");
    let id = &measure.id.value;
    said!("{id}：已修改 {keys}", "{id}: set {keys}")
}

fn change(pair: &Pair<'_>, ledger: &Ledger, measure: &Named<Measure>) -> Result<Change, Refusal> {
    let key = pair.key.name;
    refuse_kept_elsewhere(key, measure)?;
    Ok(match pair.verb {
        Verb::Unset => Change::Unset(key),
        Verb::Set => Change::Set((key, pair.toml(Some(ledger))?)),
        Verb::Add => {
            let mut parts = present(pair, measure, ledger);
            let added = pair.parts(Some(ledger))?;
            parts.extend(added.into_iter().filter(|part| !present(pair, measure, ledger).contains(part)));
            Change::Set((key, value::list(parts)))
        }
        Verb::Remove => {
            let removed = pair.parts(None)?;
            let parts: Vec<_> =
                present(pair, measure, ledger).into_iter().filter(|part| !removed.contains(part)).collect();
            if parts.is_empty() { Change::Unset(key) } else { Change::Set((key, value::list(parts))) }
        }
    })
}

/// The values that a list has now, as TOML.
fn present(pair: &Pair<'_>, measure: &Named<Measure>, ledger: &Ledger) -> Vec<String> {
    let is_range = matches!(pair.key.shape, Shape::List(Shape::Range));
    let all = rows([ledger], chrono::NaiveDate::MAX);
    let row = all.iter().find(|row| std::ptr::eq(row.measure, measure));
    let value = row.zip(field(pair.key.name).ok()).map(|(row, field)| (field.get)(row));
    let Some(Value::List(values)) = value else { return Vec::new() };
    let toml = |value: &Value| match value {
        Value::List(ends) if is_range => value::list(ends.iter().map(Value::word)),
        other => value::string(&other.word()),
    };
    values.iter().map(toml).collect()
}

/// What a statement, a finding or an extension changes is not set by hand: it would have no date and no speaker.
fn refuse_kept_elsewhere(key: &str, measure: &Named<Measure>) -> Result<(), Refusal> {
    let id = visible(&measure.id.value);
    let (said, help) = match key {
        "status" => (
            said!(
                "办理状态要由有日期、有出处的进展来改变",
                "a status changes by a statement with its date and its speaker"
            ),
            said!("用 duban update {id} --status …", "use duban update {id} --status …"),
        ),
        "due" if measure.due.get().is_some() => (
            said!("{id} 已有原定时限，不得改写", "{id} has its first deadline, which stays"),
            said!("用 duban extend {id} --to … --reason … --by …", "use duban extend {id} --to … --reason … --by …"),
        ),
        _ => return Ok(()),
    };
    Err(Refusal::write(said).with_help(help))
}

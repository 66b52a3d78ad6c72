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
            let changes = changes(&pairs, ledger, measure)?;
            told.push(self::told(measure, &pairs));
            edits.push((target.0, Edit { collection: Collection::Measure, id: target.1.clone(), changes }));
        }
        Ok(self.writing.edit(context, batch, edits, &told)?)
    }
}

fn told(measure: &Named<Measure>, pairs: &[Pair<'_>]) -> Said {
    let mut keys: Vec<&str> = Vec::new();
    for pair in pairs {
        if !keys.contains(&pair.key.name) {
            keys.push(pair.key.name);
        }
    }
    let keys = keys.join(", ");
    let id = &measure.id.value;
    said!("{id}：已修改 {keys}", "{id}: set {keys}")
}

/// One change for every key that the pairs name; several pairs of one list are taken one after the other.
fn changes(pairs: &[Pair<'_>], ledger: &Ledger, measure: &Named<Measure>) -> Result<Vec<Change>, Refusal> {
    let mut changes: Vec<(&'static str, Vec<String>, Change)> = Vec::new();
    for pair in pairs {
        let key = pair.key.name;
        refuse_kept_elsewhere(key, measure)?;
        let at = changes.iter().position(|(other, ..)| *other == key);
        let before = match at {
            Some(at) => changes.remove(at).1,
            None => present(pair, measure, ledger),
        };
        let (parts, change) = change(pair, before, ledger)?;
        changes.push((key, parts, change));
    }
    Ok(changes.into_iter().map(|(.., change)| change).collect())
}

/// What a pair makes of a key that has these values now, and the values that it has then.
fn change(pair: &Pair<'_>, before: Vec<String>, ledger: &Ledger) -> Result<(Vec<String>, Change), Refusal> {
    let key = pair.key.name;
    let is_list = matches!(pair.key.shape, Shape::List(_));
    let parts: Vec<String> = match pair.verb {
        Verb::Unset => return Ok((Vec::new(), Change::Unset(key))),
        Verb::Set if !is_list => return Ok((Vec::new(), Change::Set((key, pair.toml(Some(ledger))?)))),
        Verb::Set => pair.parts(Some(ledger))?,
        Verb::Add => {
            let added = pair.parts(Some(ledger))?;
            let added: Vec<_> = added.into_iter().filter(|part| !before.contains(part)).collect();
            before.into_iter().chain(added).collect()
        }
        Verb::Remove => {
            let removed = pair.parts(None)?;
            before.into_iter().filter(|part| !removed.contains(part)).collect()
        }
    };
    let change = if parts.is_empty() { Change::Unset(key) } else { Change::Set((key, value::list(parts.clone()))) };
    Ok((parts, change))
}

/// The values that a list has now, as TOML.
fn present(pair: &Pair<'_>, measure: &Named<Measure>, ledger: &Ledger) -> Vec<String> {
    let all = rows([ledger], chrono::NaiveDate::MAX);
    let row = all.iter().find(|row| std::ptr::eq(row.measure, measure));
    let value = row.zip(field(pair.key.name).ok()).map(|(row, field)| (field.get)(row));
    let Some(Value::List(values)) = value else { return Vec::new() };
    let toml = |value: &Value| match value {
        Value::Range(start, end) => format!("[{start}, {end}]"),
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

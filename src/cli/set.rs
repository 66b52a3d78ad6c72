//! `set REF… KEY=VALUE…`: any key of a measure or of another record that no other command keeps.

use clap::Args;
use clap_complete::ArgValueCompleter;

use super::{
    complete,
    context::{Context, Exit},
    pairs::{Pair, Verb, pairs},
    say::t,
    target::Records,
    writing::Writing,
};
use crate::{
    lang::visible,
    model::{Change, Collection, Ledger, Measure, Named, Refusal},
    said,
};

/// The command's flags.
#[derive(Args, Debug)]
#[command(after_help = t(
    "例：\n  duban set municipal-software-parks note='…' tags+=park\n  duban set chain-leader-system due=2027-12-31 due_basis=agreed\n  duban set chain-leader-system note=\n  duban set org.cqeic short='…'",
    "Examples:\n  duban set municipal-software-parks note='…' tags+=park\n  duban set chain-leader-system due=2027-12-31 due_basis=agreed\n  duban set chain-leader-system note=\n  duban set org.cqeic short='…'"
))]
pub struct Set {
    #[arg(value_name = "REF|KEY=VALUE", required = true, num_args = 2.., add = ArgValueCompleter::new(complete::measures_and_keys))]
    #[arg(help = t(
        "先写事项（其他记录写作 org.编号 等），后写 字段=值；列表可用 += 和 -=，空值为删除",
        "Measures (other records as org.ID and so on), then KEY=VALUE; lists take += and -=, an empty value removes the key"
    ))]
    words: Vec<String>,
    #[command(flatten)]
    writing: Writing,
}

impl Set {
    /// Runs the command.
    pub fn run(self, context: &Context) -> anyhow::Result<Exit> {
        let (arguments, references): (Vec<String>, Vec<String>) =
            self.words.into_iter().partition(|word| word.contains('='));
        if arguments.is_empty() {
            let help = said!("例如 duban set 编号 note='…'", "as in duban set ID note='…'");
            return Err(Refusal::usage(said!("没有给出 字段=值", "no KEY=VALUE was given")).with_help(help).into());
        }
        let exit = self.writing.each(context, &references, Records::Any, |ledger, target| {
            let pairs = pairs(target.collection.keys(), &arguments, context.today)?;
            let measure = Some(target).filter(|target| target.collection == Collection::Measure);
            let changes = changes(&pairs, ledger, measure.map(|target| target.measure(ledger)))?;
            let mut names: Vec<&str> = pairs.iter().map(|pair| pair.key.name).collect();
            names.dedup();
            let (id, names) = (&target.id, names.join(", "));
            Ok((changes, said!("{id}：已修改 {names}", "{id}: set {names}")))
        })?;
        Ok(exit)
    }
}

fn changes(pairs: &[Pair<'_>], ledger: &Ledger, measure: Option<&Named<Measure>>) -> Result<Vec<Change>, Refusal> {
    let change = |pair: &Pair<'_>| {
        let key = pair.key.name;
        measure.map_or(Ok(()), |measure| refuse_kept_elsewhere(pair, measure))?;
        Ok(match pair.verb {
            Verb::Unset => Change::Unset(key),
            Verb::Set => Change::Set((key, pair.toml(Some(ledger))?)),
            Verb::Add => Change::Insert(key, pair.parts(Some(ledger))?),
            Verb::Remove => Change::Remove(key, pair.parts(None)?),
        })
    };
    pairs.iter().map(change).collect()
}

/// What a statement, a finding or an extension changes is not set by hand: it would have no date and no speaker.
fn refuse_kept_elsewhere(pair: &Pair<'_>, measure: &Named<Measure>) -> Result<(), Refusal> {
    let id = visible(&measure.id.value);
    let (said, help) = match pair.key.name {
        "status" => (
            said!(
                "办理状态要由有日期、有出处的进展来改变",
                "a status changes by a statement with its date and its speaker"
            ),
            said!("用 duban update {id} --status …", "use duban update {id} --status …"),
        ),
        "due" if measure.due.copied().is_some_and(|due| due.to_string() != pair.text) => (
            said!("{id} 已有原定时限，不得改写", "{id} has its first deadline, which stays"),
            said!("用 duban extend {id} --to … --reason … --by …", "use duban extend {id} --to … --reason … --by …"),
        ),
        _ => return Ok(()),
    };
    Err(Refusal::write(said).with_help(help))
}

//! `log REF`: a measure's life, from its own entries and from git.

use clap::Args;

use super::{
    args,
    context::{Context, Exit},
    output::Output,
    reference,
    say::t,
};
use crate::{
    model::Trouble,
    query::{Resolver, rows},
    report::{Committed, Life, Step},
    said,
    store::history::{self, of_measure},
};

/// The command's flags.
#[derive(Args, Debug)]
#[command(after_help = t(
    "例：\n  duban log keep-lanterns\n  duban log 链长制 -f markdown",
    "Examples:\n  duban log keep-lanterns\n  duban log 链长制 -f markdown"
))]
pub struct Log {
    #[arg(value_name = "REF", add = reference(), help = args::references())]
    reference: String,
    #[command(flatten)]
    output: Output,
}

impl Log {
    /// Runs the command.
    pub fn run(self, context: &Context) -> anyhow::Result<Exit> {
        self.output.format()?;
        let (set, exit) = context.load()?;
        let rows = rows(&set.ledgers, context.as_of);
        let row = &rows[Resolver::new(&rows).resolve(&self.reference)?];
        let own = set.ledgers.iter().position(|ledger| std::ptr::eq(ledger, row.ledger));
        let path = own.and_then(|at| set.paths.get(at)?.as_deref());
        let found = match path.map(|path| of_measure(path, &row.measure.id.value)) {
            Some(Ok(found)) => found,
            // Its own entries are told all the same.
            Some(Err(refusal)) if refusal.trouble == Trouble::Surroundings => {
                let (zh, en) = (&refusal.said.zh, &refusal.said.en);
                context.tell(&said!("只有台账自身的记录：{zh}", "only the ledger's own entries: {en}"));
                Vec::new()
            }
            Some(Err(refusal)) => return Err(refusal.into()),
            None => {
                context.tell(&said!("标准输入中的台账没有提交历史", "a ledger on standard input has no commits"));
                Vec::new()
            }
        };
        let committed = |commit: &history::Commit| Committed {
            hash: commit.hash.clone(),
            date: commit.date,
            author: commit.author.clone(),
            subject: commit.subject.clone(),
        };
        let steps: Vec<Step<'_>> = found
            .iter()
            .map(|step| Step {
                committed: step.commit.as_ref().map(committed),
                before: &step.before,
                after: &step.after,
            })
            .collect();
        self.output.report(context, &Life::of(row, &steps))?;
        Ok(exit)
    }
}

//! `log [REF]`: a measure's life, or what happened to all records, from the ledger's own entries and from git.

use std::path::Path;

use clap::Args;

use super::{
    context::{Context, Exit},
    output::Output,
    reference,
    say::t,
};
use crate::{
    model::{Refusal, Trouble},
    query::{Resolver, rows},
    report::{Committed, Life, Step},
    said,
    store::history,
};

/// The command's flags.
#[derive(Args, Debug)]
#[command(after_help = t(
    "例：\n  duban log\n  duban log keep-lanterns\n  duban log 链长制 -f markdown",
    "Examples:\n  duban log\n  duban log keep-lanterns\n  duban log 链长制 -f markdown"
))]
pub struct Log {
    #[arg(value_name = "REF", add = reference(), help = t("哪一项（编号、序号或标题片段）；不写则列出全部记录的沿革", "Which measure, by id, place in the file or part of a title; what happened to all records otherwise"))]
    reference: Option<String>,
    #[command(flatten)]
    output: Output,
}

impl Log {
    /// Runs the command.
    pub fn run(self, context: &Context) -> anyhow::Result<Exit> {
        self.output.format()?;
        let (set, exit) = context.load()?;
        let life = match &self.reference {
            Some(reference) => {
                let rows = rows(&set.ledgers, context.as_of);
                let row = &rows[Resolver::new(&rows).resolve(reference)?];
                let own = set.ledgers.iter().position(|ledger| std::ptr::eq(ledger, row.ledger));
                let path = own.and_then(|at| set.paths.get(at)?.as_deref());
                Life::of(row, &steps(&committed(context, path, Some(&row.measure.id.value))?))
            }
            None => {
                let found: Result<Vec<_>, Refusal> =
                    set.paths.iter().map(|path| committed(context, path.as_deref(), None)).collect();
                let found = found?;
                Life::of_all(set.ledgers.iter().zip(found.iter().map(|found| steps(found))))
            }
        };
        self.output.report(context, &life)?;
        Ok(exit)
    }
}

/// What git knows of a ledger; where it knows nothing, its own entries are told all the same.
fn committed(context: &Context, path: Option<&Path>, id: Option<&str>) -> Result<Vec<history::Step>, Refusal> {
    let Some(path) = path else {
        context.tell(&said!("标准输入中的台账没有提交历史", "a ledger on standard input has no commits"));
        return Ok(Vec::new());
    };
    history::of(path, id).or_else(|refusal| {
        if refusal.trouble != Trouble::Surroundings {
            return Err(refusal);
        }
        let (zh, en) = (&refusal.said.zh, &refusal.said.en);
        context.tell(&said!("只有台账自身的记录：{zh}", "only the ledger's own entries: {en}"));
        Ok(Vec::new())
    })
}

fn steps(found: &[history::Step]) -> Vec<Step<'_>> {
    let committed = |commit: &history::Commit| Committed {
        hash: commit.hash.clone(),
        date: commit.date,
        author: commit.author.clone(),
        subject: commit.subject.clone(),
    };
    found
        .iter()
        .enumerate()
        .map(|(nth, step)| Step {
            nth,
            committed: step.commit.as_ref().map(committed),
            before: &step.before,
            after: &step.after,
            beside: &step.beside,
        })
        .collect()
}

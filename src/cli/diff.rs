//! `diff [REV[..REV]]`: what became other between two revisions, by record and field.

use std::mem::ManuallyDrop;

use clap::Args;

use super::{
    context::{Context, Exit},
    output::Output,
    say::t,
};
use crate::{
    lang::visible,
    model::{Ledger, Refusal},
    report, said,
    store::{
        load::{Set, load_for_the_past},
        past::{Past, state},
    },
};

/// The command's flags.
#[derive(Args, Debug)]
#[command(after_help = t(
    "例：\n  duban diff\n  duban diff main\n  duban diff v1..v2 -f markdown",
    "Examples:\n  duban diff\n  duban diff main\n  duban diff v1..v2 -f markdown"
))]
pub struct Diff {
    #[arg(value_name = "REV[..REV]")]
    #[arg(help = t("从哪个版本到哪个版本；缺省从 HEAD 到工作区", "From which revision to which; from HEAD to the work tree otherwise"))]
    revisions: Option<String>,
    #[arg(long, help = t("有改动时以 1 退出", "Exit with 1 when something changed"))]
    exit_code: bool,
    #[command(flatten)]
    output: Output,
}

impl Diff {
    /// Runs the command.
    pub fn run(self, context: &Context) -> anyhow::Result<Exit> {
        self.output.format()?;
        let (from, to) = self.revisions()?;
        // Between two revisions the work tree has no say, be it in the middle of a merge.
        let (set, exit) = match to {
            Some(_) => (ManuallyDrop::new(load_for_the_past(&context.ledgers)?), Exit::Done),
            None => context.load()?,
        };
        let old = state(&set, &context.ledgers, &from)?;
        let new = to.map(|to| state(&set, &context.ledgers, &to)).transpose()?;
        let diff = report::Diff::of(
            old.base.clone(),
            new.as_ref().map(|new| new.base.clone()),
            &pairs(&set, &old, new.as_ref()),
        );
        self.output.report(context, &diff)?;
        Ok(if exit == Exit::Done && self.exit_code && !diff.is_empty() { Exit::Findings } else { exit })
    }

    /// The two revisions; without a second one the work tree is meant.
    fn revisions(&self) -> Result<(String, Option<String>), Refusal> {
        let head = || "HEAD".to_owned();
        let named = |name: &str| if name.is_empty() { head() } else { name.to_owned() };
        let Some(text) = &self.revisions else { return Ok((head(), None)) };
        match text.split_once("..") {
            Some((_, to)) if to.starts_with('.') => {
                let shown = visible(text);
                Err(Refusal::usage(said!("不能比较 `{shown}`", "`{shown}` cannot be compared"))
                    .with_help(said!("用两个点：REV..REV", "write two dots: REV..REV")))
            }
            Some((from, to)) => Ok((named(from), Some(named(to)))),
            None => Ok((text.clone(), None)),
        }
    }
}

/// Every ledger in both states. Between two revisions a ledger is the one in the same file, or else the one that the same file of
/// the work tree was, or else the one with the same number.
fn pairs<'a>(set: &'a Set, old: &'a Past, new: Option<&'a Past>) -> Vec<report::Both<'a>> {
    let of = |past: &'a Past| -> Vec<(Option<usize>, &'a Ledger)> {
        let known =
            past.before.iter().enumerate().filter_map(|(at, before)| Some((Some(at), &before.as_ref()?.ledger)));
        known.chain(past.gone.iter().map(|gone| (None, gone))).collect()
    };
    let mut left = of(old);
    let here = || set.ledgers.iter().enumerate().map(|(at, ledger)| (Some(at), ledger)).collect();
    let mut pairs: Vec<(Option<usize>, report::Both<'_>)> =
        new.map_or_else(here, of).into_iter().map(|(at, ledger)| (at, (None, Some(ledger)))).collect();
    type Same<'s, 'a> = &'s dyn Fn((Option<usize>, &'a Ledger), (Option<usize>, &'a Ledger)) -> bool;
    let same_file: Same<'_, '_> = &|own, other| new.is_some() && own.1.source.name == other.1.source.name;
    let same_place: Same<'_, '_> = &|own, other| own.0.is_some() && own.0 == other.0;
    let same_number: Same<'_, '_> = &|own, other| new.is_some() && own.1.number() == other.1.number();
    for is_same in [same_file, same_place, same_number] {
        for (at, (before, after)) in pairs.iter_mut().filter(|(_, (before, _))| before.is_none()) {
            let Some(after) = *after else { continue };
            let found = left.iter().position(|own| is_same(*own, (*at, after)));
            *before = found.map(|found| left.remove(found).1);
        }
    }
    pairs.into_iter().map(|(_, both)| both).chain(left.into_iter().map(|(_, own)| (Some(own), None))).collect()
}

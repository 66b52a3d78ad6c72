//! `update REF…`: a statement, by the owner or the curator.

use clap::Args;

use super::{
    args,
    context::{Context, Exit},
    reference,
    say::t,
    saying::Saying,
    target::Records,
    writing::Writing,
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
    #[command(flatten)]
    saying: Saying,
    #[command(flatten)]
    writing: Writing,
}

impl Update {
    /// Runs the command.
    pub fn run(self, context: &Context) -> anyhow::Result<Exit> {
        self.saying.refuse_nothing()?;
        let exit = self.writing.each(context, &self.references, Records::Measures, |ledger, target| {
            self.saying.changes(context, ledger, target.measure(ledger))
        })?;
        Ok(exit)
    }
}

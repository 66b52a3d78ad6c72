//! `verify REF…`: a finding by somebody who is not the owner.

use clap::Args;

use super::{
    args,
    context::{Context, Exit},
    finding::Finding,
    reference,
    target::Records,
    writing::Writing,
};

/// The command's flags.
#[derive(Args, Debug)]
pub struct Verify {
    #[arg(value_name = "REF", required = true, add = reference(), help = args::references())]
    references: Vec<String>,
    #[command(flatten)]
    finding: Finding,
    #[command(flatten)]
    writing: Writing,
}

impl Verify {
    /// Runs the command.
    pub fn run(self, context: &Context) -> anyhow::Result<Exit> {
        let exit = self.writing.each(context, &self.references, Records::Measures, |ledger, target| {
            self.finding.changes(context, ledger, target.measure(ledger))
        })?;
        Ok(exit)
    }
}

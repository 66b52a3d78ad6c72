//! `due`: the calendar. It never fails for what it finds.

use clap::Args;

use super::{
    args,
    context::{Context, Exit},
    list::{Which, tell_nothing},
    output::Output,
    say::t,
};
use crate::report::{Asked, Due as Calendar};

/// The command's flags.
#[derive(Args, Debug)]
pub struct Due {
    #[command(flatten)]
    which: Which,
    #[arg(long, value_name = "DAYS", value_parser = args::days)]
    #[arg(help = t("时限前多少天算临近，缺省随台账", "How many days ahead count as soon; the ledger's own otherwise"))]
    within: Option<u32>,
    #[command(flatten)]
    output: Output,
}

impl Due {
    /// Runs the command.
    pub fn run(self, context: &Context) -> anyhow::Result<Exit> {
        self.output.format()?;
        let (set, exit) = context.load()?;
        let mut rows = self.which.rows(&set, context)?;
        if rows.is_empty() {
            tell_nothing(context);
        }
        if let Some(within) = self.within {
            rows = rows.into_iter().map(|row| row.with_due_soon(within)).collect();
        }
        let asked = Asked { rows: &rows, as_of: context.as_of, since: None };
        self.output.report(context, &Calendar::of(&asked))?;
        Ok(exit)
    }
}

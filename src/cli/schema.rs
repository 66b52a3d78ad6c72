//! `schema`: the ledger format as JSON Schema.

use std::path::PathBuf;

use clap::Args;

use super::{
    context::{Context, Exit},
    say::t,
};
use crate::{render::json, store::schema::schema};

/// The command's flags.
#[derive(Args, Debug)]
pub struct Schema {
    #[arg(short, long, value_name = "FILE", help = t("写入文件，替换已有的", "Write to a file, in place of one that is there"))]
    output: Option<PathBuf>,
}

impl Schema {
    /// Runs the command.
    pub fn run(self, context: &Context) -> anyhow::Result<Exit> {
        context.write(self.output.as_deref(), &json::pretty(&schema(context.lang)))?;
        Ok(Exit::Done)
    }
}

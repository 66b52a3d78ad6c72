//! `explain [RULE]`: what a rule asks, why, an example and the way out; alone, the list of rules.

use clap::Args;
use clap_complete::ArgValueCompleter;

use super::{
    complete,
    context::{Context, Exit},
    output::Output,
    say::t,
};
use crate::{
    check::{Rule, catalogue, explain, named},
    page::{Block, Page},
    render::Format,
};

const SCHEMA: &str = "duban.explain/1";

/// The command's flags.
#[derive(Args, Debug)]
pub struct Explain {
    #[arg(value_name = "RULE|LANE", add = ArgValueCompleter::new(complete::rules), help = t("规则或类别，缺省列出全部规则", "Rules or lanes; the list of rules otherwise"))]
    rules: Vec<String>,
    #[command(flatten)]
    output: Output,
}

impl Explain {
    /// Runs the command.
    pub fn run(self, context: &Context) -> anyhow::Result<Exit> {
        let format = self.output.format()?;
        let mut table = catalogue();
        if self.rules.is_empty() {
            match format {
                Format::Html | Format::Docx => {
                    let mut page = Page::new(t("规则", "Rules"));
                    page.push(Block::Table(catalogue()));
                    self.output.pages(context, SCHEMA, &[page], &table)?;
                }
                _ => self.output.table(context, SCHEMA, &table)?,
            }
            return Ok(Exit::Done);
        }
        let mut rules: Vec<&'static Rule> = Vec::new();
        for word in &self.rules {
            rules.extend(named(word)?);
        }
        let pages: Vec<_> = rules.iter().map(|rule| explain(rule, context.lang)).collect();
        table.rows.retain(|row| rules.iter().any(|rule| row[0].word() == rule.id()));
        self.output.pages(context, SCHEMA, &pages, &table)?;
        Ok(Exit::Done)
    }
}

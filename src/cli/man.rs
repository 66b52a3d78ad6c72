//! `man [COMMAND]`: the manual page as roff.

use clap::Args;
use clap_mangen::Man as Page;

use super::{
    command,
    context::{Context, Exit},
    say::t,
};
use crate::{
    lang::{suggest, visible},
    model::Refusal,
    said,
};

/// The command's flags.
#[derive(Args, Debug)]
#[command(after_help = t("例：\n  duban man | man -l -\n  duban man list > duban-list.1", "Examples:\n  duban man | man -l -\n  duban man list > duban-list.1"))]
pub struct Man {
    #[arg(value_name = "COMMAND", help = t("哪个命令，缺省为总页", "Of which command; of the program otherwise"))]
    of: Option<String>,
}

impl Man {
    /// Runs the command.
    pub fn run(self, context: &Context) -> anyhow::Result<Exit> {
        let mut root = command();
        root.build();
        let page = match &self.of {
            None => root,
            Some(name) => root.find_subcommand(name).ok_or_else(|| unknown(&root, name))?.clone(),
        };
        let mut text = Vec::new();
        Page::new(page).render(&mut text)?;
        let text = String::from_utf8_lossy(&text).replace(".SH EXTRA\n", &format!(".SH {}\n", t("说明", "NOTES")));
        context.write(None, &text)?;
        Ok(Exit::Done)
    }
}

fn unknown(root: &clap::Command, name: &str) -> Refusal {
    let known: Vec<&str> = root.get_subcommands().map(clap::Command::get_name).collect();
    Refusal::usage(said!("没有命令 `{}`", "there is no command `{}`", visible(name)))
        .with_help(suggest(name, known.into_iter()))
}

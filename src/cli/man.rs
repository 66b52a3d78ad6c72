//! `man [COMMAND]`: the manual page as roff.

use clap::Args;
use clap_mangen::Man as Page;

use super::{
    command,
    context::{Context, Exit},
    help::{ENVIRONMENT, EXITS, find},
    say::{lang, t},
};
use crate::lang::Lang;

/// The command's flags.
#[derive(Args, Debug)]
#[command(after_help = t("例：\n  duban man | man -l -\n  duban man evidence add > duban-evidence-add.1", "Examples:\n  duban man | man -l -\n  duban man evidence add > duban-evidence-add.1"))]
pub struct Man {
    #[arg(value_name = "COMMAND", help = t("哪个命令，缺省为总页", "Of which command; of the program otherwise"))]
    of: Vec<String>,
}

impl Man {
    /// Runs the command.
    pub fn run(self, context: &Context) -> anyhow::Result<Exit> {
        let mut root = command();
        root.build();
        let of = find(&mut root, &self.of)?.clone();
        let notes = of.get_after_help().map(ToString::to_string);
        // The notes are laid out here, and the version stands in the page's foot.
        let of = of.after_help(None::<&str>).version(None::<&str>);
        let has_arguments = of.get_positionals().next().is_some();
        let of = if has_arguments { of.mut_args(headed) } else { of };
        let mut text = Vec::new();
        Page::new(of).source(concat!("duban ", env!("CARGO_PKG_VERSION"))).render(&mut text)?;
        let mut text = with_headings(&String::from_utf8_lossy(&text));
        if self.of.is_empty() {
            text.push_str(&format!(".SH {}\n", t("环境变量", "ENVIRONMENT")));
            text.extend(ENVIRONMENT.iter().map(|(name, about)| entry(name, about.get(lang()))));
            text.push_str(&format!(".SH {}\n", t("退出码", "EXIT STATUS")));
            text.extend(EXITS.iter().map(|(code, about)| entry(&code.to_string(), about.get(lang()))));
        } else if let Some(notes) = notes {
            text.push_str(&format!(".SH {}\n.nf\n", t("说明", "NOTES")));
            text.extend(notes.lines().map(|line| format!("{}\n", escaped(line))));
            text.push_str(".fi\n");
        }
        context.write(None, &text)?;
        Ok(Exit::Done)
    }
}

/// Arguments and options under headings of their own, as in the help.
fn headed(arg: clap::Arg) -> clap::Arg {
    match arg.get_help_heading() {
        None if arg.is_positional() => arg.help_heading(t("参数", "Arguments")),
        None => arg.help_heading(t("选项", "Options")),
        Some(_) => arg,
    }
}

/// The page with all its headings in one language and in one case.
fn with_headings(page: &str) -> String {
    const HEADINGS: [(&str, &str); 4] =
        [("NAME", "名称"), ("SYNOPSIS", "概要"), ("DESCRIPTION", "描述"), ("OPTIONS", "选项")];
    let line = |line: &str| match line.strip_prefix(".SH ") {
        Some(heading) => {
            let known = HEADINGS.iter().find(|(en, _)| *en == heading && lang() == Lang::Zh);
            format!(".SH {}\n", known.map_or_else(|| heading.to_uppercase(), |(_, zh)| (*zh).to_owned()))
        }
        None => format!("{line}\n"),
    };
    page.lines().map(line).collect()
}

fn entry(name: &str, about: &str) -> String {
    format!(".TP\n\\fB{}\\fR\n{}\n", escaped(name), escaped(about))
}

/// Text that roff shows as it is.
fn escaped(text: &str) -> String {
    let text = text.replace('\\', "\\e").replace('-', "\\-").replace('\'', "\\(aq");
    if text.starts_with('.') { format!("\\&{text}") } else { text }
}

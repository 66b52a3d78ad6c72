//! Help in the reader's language: clap's own headings and notes are English.

use clap::{Arg, ArgAction, Command, builder::StyledStr};

use super::say::t;
use crate::lang::Lang;

/// The command line with its headings, defaults and possible values in a language.
pub fn localised(command: Command, lang: Lang) -> Command {
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help).help(t("显示帮助", "Show help"));
    let version = Arg::new("version")
        .short('V')
        .long("version")
        .action(ArgAction::Version)
        .help(t("显示版本", "Show the version"));
    inner(command.arg(version), lang, &help)
}

fn inner(command: Command, lang: Lang, help: &Arg) -> Command {
    let command = command.disable_help_flag(true).disable_help_subcommand(true).arg(help.clone());
    let command = command.subcommand_help_heading(t("命令", "Commands")).subcommand_value_name(t("命令", "COMMAND"));
    let names: Vec<String> = command.get_subcommands().map(|inner| inner.get_name().to_owned()).collect();
    let command = command.mut_args(|arg| argument(arg, lang));
    let command = if lang == Lang::Zh { command.help_template(TEMPLATE) } else { command };
    names.into_iter().fold(command, |command, name| command.mut_subcommand(name, |sub| inner(sub, lang, help)))
}

const TEMPLATE: &str = "{before-help}{about-with-newline}\n用法：{usage}\n\n{all-args}{after-help}";

fn argument(arg: Arg, lang: Lang) -> Arg {
    if lang == Lang::En {
        return if arg.is_global_set() { arg.help_heading("Global options") } else { arg };
    }
    let heading = match () {
        () if arg.is_global_set() => "全局选项",
        () if arg.is_positional() => "参数",
        () => "选项",
    };
    let words: Vec<String> = arg.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
    let defaults: Vec<String> =
        arg.get_default_values().iter().map(|value| value.to_string_lossy().into_owned()).collect();
    let arg = arg.help_heading(heading);
    if !arg.get_action().takes_values() {
        return arg;
    }
    let mut help = arg.get_help().map(StyledStr::to_string).unwrap_or_default();
    if !words.is_empty() && !arg.is_hide_possible_values_set() {
        help.push_str(&format!(" [可选: {}]", words.join(", ")));
    }
    if !defaults.is_empty() {
        help.push_str(&format!(" [缺省: {}]", defaults.join(", ")));
    }
    arg.help(help).hide_possible_values(true).hide_default_value(true)
}

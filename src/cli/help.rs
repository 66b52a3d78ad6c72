//! Help in the reader's language: clap's own headings and notes are English. And `help [COMMAND]`.

use clap::{
    Arg, ArgAction, Args, Command,
    builder::{Str, StyledStr},
};

use super::{
    command,
    context::{Context, Exit},
    say::{self, t},
    usage,
};
use crate::{
    lang::{Lang, Text, suggest, text, visible},
    model::Refusal,
    said,
};

/// The command's flags.
#[derive(Args, Debug)]
pub struct Help {
    #[arg(value_name = "COMMAND", help = t("哪个命令，缺省为总的帮助", "Of which command; of the program otherwise"))]
    of: Vec<String>,
}

impl Help {
    /// Runs the command.
    pub fn run(self, context: &Context) -> anyhow::Result<Exit> {
        let mut root = command();
        root.build();
        let help = find(&mut root, &self.of)?.render_help();
        context.write(None, &usage::shown(&help))?;
        Ok(Exit::Done)
    }
}

/// The command of these names, one inside the other.
///
/// # Errors
///
/// When there is none, with the nearest.
pub fn find<'a>(root: &'a mut Command, names: &[String]) -> Result<&'a mut Command, Refusal> {
    let mut found = root;
    for name in names {
        let known: Vec<String> = found.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
        found = found.find_subcommand_mut(name).ok_or_else(|| unknown(name, &known))?;
    }
    Ok(found)
}

fn unknown(name: &str, known: &[String]) -> Refusal {
    let refusal = Refusal::usage(said!("没有命令 `{}`", "there is no command `{}`", visible(name)));
    if known.is_empty() { refusal } else { refusal.with_help(suggest(name, known.iter().map(String::as_str))) }
}

/// The variables that the program reads.
pub const ENVIRONMENT: &[(&str, Text)] = &[
    ("DUBAN_LEDGER", text("台账，没有 -l 时使用", "the ledger, without -l")),
    ("DUBAN_AS_OF", text("截至日期，没有 --as-of 时使用", "the day that answers speak for, without --as-of")),
    ("DUBAN_LETTER", text("答复函全文，没有 --letter 时使用", "the letter's text, without --letter")),
    ("NO_COLOR", text("设置后不用颜色，除非 --color always", "no colours when it is set, except with --color always")),
    ("VISUAL, EDITOR", text("edit 所用的编辑器", "the editor of edit")),
    ("LC_ALL, LC_MESSAGES, LANG", text("语言，没有 --lang 时使用", "the language, without --lang")),
];

/// The exit codes.
pub const EXITS: &[(u8, Text)] = &[
    (0, text("完成；check 没有达到 --fail-on 的问题", "did what was asked; check: nothing at or above --fail-on")),
    (
        1,
        text(
            "check 查出问题，diff --exit-code 有改动，merge-driver 有矛盾，coverage --require 未达到，import 有不能登记的行，git install --check 未生效，或 list --fail-empty 没有找到",
            "findings of check, changes of diff --exit-code, contradictions of merge-driver, coverage --require not met, rows that import cannot record, git install --check not in force, or list --fail-empty found nothing",
        ),
    ),
    (2, text("用法错误：参数、条件、字段或事项写错了", "usage: a bad flag, filter, field or reference")),
    (
        3,
        text(
            "数据不能读取：没有台账、不是 UTF-8、不是 TOML",
            "the data could not be read: no ledger, not UTF-8, not TOML",
        ),
    ),
    (
        4,
        text(
            "没有写入：被锁定、已被改动、会多出错误",
            "a write was refused or lost: locked, changed underneath, would add an error",
        ),
    ),
    (5, text("外部环境出错：git、磁盘、编辑器", "the surroundings failed: git, the disk, the editor")),
];

/// What stands below the help of the program.
pub fn notes() -> String {
    let lang = say::lang();
    let width = ENVIRONMENT.iter().map(|(name, _)| name.len()).max().unwrap_or_default() + 2;
    let variable = |(name, about): &(&str, Text)| format!("  {name:width$}{}\n", about.get(lang));
    let exit = |(code, about): &(u8, Text)| format!("  {code}  {}\n", about.get(lang));
    let (variables, exits): (String, String) =
        (ENVIRONMENT.iter().map(variable).collect(), EXITS.iter().map(exit).collect());
    format!("{}\n{variables}\n{}\n{}", t("环境变量：", "Environment:"), t("退出码：", "Exit codes:"), exits.trim_end())
}

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

/// What clap writes in its own way whatever it is told, and how it reads in Chinese.
const OF_CLAP: [(&str, &str); 5] = [
    ("[OPTIONS]", "[选项]"),
    ("Arguments:", "参数："),
    ("Options:", "选项："),
    ("全局选项:", "全局选项："),
    ("命令:", "命令："),
];

/// Help with everything in the reader's language.
pub fn finished(help: &str) -> String {
    match say::lang() {
        Lang::En => help.to_owned(),
        Lang::Zh => OF_CLAP.iter().fold(help.to_owned(), |help, (clap, ours)| help.replace(clap, ours)),
    }
}

fn argument(arg: Arg, lang: Lang) -> Arg {
    let arg = if arg.is_global_set() { arg.help_heading(t("全局选项", "Global options")) } else { arg };
    if lang == Lang::En || !arg.get_action().takes_values() {
        return arg;
    }
    let words: Vec<String> = arg.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
    let defaults: Vec<String> =
        arg.get_default_values().iter().map(|value| value.to_string_lossy().into_owned()).collect();
    let mut help = arg.get_help().map(StyledStr::to_string).unwrap_or_default();
    if !words.is_empty() && !arg.is_hide_possible_values_set() {
        help.push_str(&format!("［可选：{}］", words.join("、")));
    }
    if !defaults.is_empty() {
        help.push_str(&format!("［缺省：{}］", defaults.join("、")));
    }
    let chinese = |name: &Str| VALUES.iter().find(|(en, _)| name == en).map_or(name.clone(), |(_, zh)| (*zh).into());
    let names: Vec<Str> = arg.get_value_names().into_iter().flatten().map(chinese).collect();
    arg.help(help).value_names(names).hide_possible_values(true).hide_default_value(true)
}

/// The names of values in Chinese.
const VALUES: &[(&str, &str)] = &[
    ("COMMAND", "命令"),
    ("DATE", "日期"),
    ("DAYS", "天数"),
    ("EXPR", "表达式"),
    ("FIELD", "字段"),
    ("FIELDS", "字段"),
    ("FILE", "文件"),
    ("FORMAT", "格式"),
    ("FORMAT=FILE", "格式=文件"),
    ("ID", "编号"),
    ("KEY=VALUE", "键=值"),
    ("LANG", "语言"),
    ("LETTER", "答复函"),
    ("LEVEL", "级别"),
    ("METHOD", "方式"),
    ("N", "数量"),
    ("NAME", "名称"),
    ("NAME=STATUS", "名称=状态"),
    ("ORG", "单位"),
    ("PATH", "路径"),
    ("PERCENT", "百分比"),
    ("PERIOD", "周期"),
    ("REF", "事项"),
    ("REF|KEY=VALUE", "事项|键=值"),
    ("RESULT", "结果"),
    ("RULE|LANE", "规则|类别"),
    ("REV", "版本"),
    ("REV[..REV]", "版本[..版本]"),
    ("SECONDS", "秒数"),
    ("SHELL", "命令行"),
    ("SIZE", "纸张"),
    ("BASE", "祖先"),
    ("OURS", "我方"),
    ("THEIRS", "对方"),
    ("OURS_NAME", "我方名称"),
    ("THEIRS_NAME", "对方名称"),
    ("LENGTH", "长度"),
    ("PATTERN", "样式"),
    ("STATUS", "状态"),
    ("TERM", "条件"),
    ("TEXT", "文字"),
    ("WHEN", "何时"),
];

#[cfg(test)]
mod tests {
    use clap::{Command, CommandFactory as _};

    use super::localised;
    use crate::{cli::Cli, lang::Lang};

    fn english(command: &Command) -> Vec<String> {
        let own = command.get_arguments().filter(|arg| arg.get_action().takes_values());
        let names = own.flat_map(|arg| arg.get_value_names().unwrap_or_default().to_vec());
        let names = names.map(|name| name.to_string()).filter(|name| name.contains(|c: char| c.is_ascii_uppercase()));
        names.chain(command.get_subcommands().flat_map(english)).collect()
    }

    #[test]
    fn every_name_of_a_value_has_its_chinese() {
        assert_eq!(english(&localised(Cli::command(), Lang::Zh)), [""; 0]);
    }
}

//! The command line: flags, streams, exit codes. Every command stands in a file of its own with its flags.

mod add;
mod args;
mod check;
mod complete;
mod completions;
mod context;
mod coverage;
mod diff;
mod draft;
mod due;
mod edit;
mod explain;
mod export;
mod extend;
mod finding;
mod git;
mod help;
mod import;
mod init;
mod intake;
mod letter;
mod list;
mod log;
mod man;
mod merge_driver;
mod output;
mod pairs;
mod papers;
mod progress;
mod relocate;
mod report;
mod say;
mod saying;
mod schema;
mod set;
mod show;
mod statement;
mod target;
mod update;
mod usage;
mod verdict;
mod verdicts;
mod verify;
mod writing;

use std::{
    ffi::OsString,
    io::{self, Write as _},
    path::PathBuf,
    process::ExitCode,
};

use chrono::NaiveDate;
use clap::{Args, CommandFactory as _, FromArgMatches as _, Parser, Subcommand};
use clap_complete::{ArgValueCompleter, CompleteEnv, env::Shells};
use context::{Color, Context, Exit};
use say::t;

use crate::{
    model::{Refusal, Trouble},
    said,
    store::write::survive_file_limits,
};

/// What stands before the command or anywhere behind it.
#[derive(Args, Debug)]
pub struct Global {
    #[arg(short, long, global = true, value_name = "PATH")]
    #[arg(help = t("台账文件、台账目录或 -（标准输入），可重复", "A ledger, a folder of ledgers, or - for standard input; repeatable"))]
    ledger: Vec<PathBuf>,
    #[arg(long, global = true, value_name = "DATE", value_parser = args::date)]
    #[arg(help = t("截至日期，缺省为今天", "The day that answers speak for; today otherwise"))]
    as_of: Option<NaiveDate>,
    #[arg(long, global = true, value_name = "LANG", value_parser = ["zh", "en"])]
    #[arg(help = t("语言，缺省随系统", "Language; the locale's otherwise"))]
    lang: Option<String>,
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", value_parser = args::color())]
    #[arg(help = t("何时用颜色", "When to use colours"))]
    color: Color,
    #[arg(short, long, global = true, help = t("只输出数据和错误", "Say nothing but data and errors"))]
    quiet: bool,
}

#[derive(Debug, Parser)]
#[command(name = "duban", version, propagate_version = false, disable_help_flag = true, disable_help_subcommand = true)]
#[command(disable_version_flag = true, after_help = help::notes())]
#[command(about = t("督办台账：记录答复函中的承诺，报告其办理情况", "Keep the ledger of what a government promised in a reply, and report what became of it"))]
struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    #[command(about = t("列出符合条件的承诺事项", "List the measures that match"))]
    List(list::List),
    #[command(about = t("查看一项承诺的全部情况", "Show one measure whole"))]
    Show(show::Show),
    #[command(about = t("时限日历：到期、临近、待报、沉寂", "The calendar: what is due, overdue, recurring, silent"))]
    Due(due::Due),
    #[command(about = t("报告办理情况", "Report progress"))]
    Report(report::Report),
    #[command(about = t("检查台账", "Check the ledger, for people and for CI"))]
    Check(check::Check),
    #[command(about = t("说明检查规则", "Explain the rules of check"))]
    Explain(explain::Explain),
    #[command(about = t("答复函有多少文字已计入，并对照原文", "How much of the letter is accounted for, held against its text"))]
    Coverage(coverage::Coverage),
    #[command(about = t("由答复函起草台账", "Draft a ledger from the text of a reply"))]
    Draft(draft::Draft),
    #[command(about = t("登记一条进展", "Record a statement, by the owner or the curator"))]
    Update(update::Update),
    #[command(about = t("登记一次核实", "Record a finding by somebody who is not the owner"))]
    Verify(verify::Verify),
    #[command(about = t("调整完成时限", "Move a deadline, with its reason"))]
    Extend(extend::Extend),
    #[command(about = t("修改其他字段", "Set any other field"))]
    Set(set::Set),
    #[command(about = t("新增一项承诺", "Add a measure"))]
    Add(add::AddMeasure),
    #[command(about = t("佐证材料", "Evidence"))]
    Evidence(add::Evidence),
    #[command(about = t("单位", "Offices"))]
    Org(add::Org),
    #[command(about = t("用编辑器修改一条记录", "Edit one record in your editor"))]
    Edit(edit::Edit),
    #[command(about = t("导出台账表格，供各单位填写", "Write the ledger as a spreadsheet that offices fill in"))]
    Export(export::Export),
    #[command(about = t("读入填好的表格：先看改动，再登记", "Read a spreadsheet that came back: see what it would change, then record it"))]
    Import(import::Import),
    #[command(about = t("按记录和字段比较两个版本", "Compare two revisions by record and field"))]
    Diff(diff::Diff),
    #[command(about = t("一项承诺的来龙去脉：自身的记录和 git 的提交", "A measure's life, from its own entries and from git"))]
    Log(log::Log),
    #[command(about = t("与 git 配合", "Work with git"))]
    Git(git::Git),
    #[command(about = t("按记录和字段合并台账，由 git 调用", "Merge ledgers by record and field, for git to call"))]
    MergeDriver(merge_driver::MergeDriver),
    #[command(about = t("新建一本台账", "Begin a ledger"))]
    Init(init::Init),
    #[command(about = t("台账格式的 JSON Schema", "The ledger format as JSON Schema"))]
    Schema(schema::Schema),
    #[command(about = t("生成命令补全脚本", "Print a completion script for a shell"))]
    Completions(completions::Completions),
    #[command(about = t("生成手册页", "Print the manual page"))]
    Man(man::Man),
    #[command(about = t("显示帮助", "Show help, also of one command"))]
    Help(help::Help),
}

impl Command {
    fn run(self, context: &Context) -> anyhow::Result<Exit> {
        match self {
            Self::List(command) => command.run(context),
            Self::Show(command) => command.run(context),
            Self::Due(command) => command.run(context),
            Self::Report(command) => command.run(context),
            Self::Check(command) => command.run(context),
            Self::Explain(command) => command.run(context),
            Self::Coverage(command) => command.run(context),
            Self::Draft(command) => command.run(context),
            Self::Update(command) => command.run(context),
            Self::Verify(command) => command.run(context),
            Self::Extend(command) => command.run(context),
            Self::Set(command) => command.run(context),
            Self::Add(command) => command.run(context),
            Self::Evidence(command) => command.run(context),
            Self::Org(command) => command.run(context),
            Self::Edit(command) => command.run(context),
            Self::Export(command) => command.run(context),
            Self::Import(command) => command.run(context),
            Self::Diff(command) => command.run(context),
            Self::Log(command) => command.run(context),
            Self::Git(command) => command.run(context),
            Self::MergeDriver(command) => command.run(context),
            Self::Init(command) => command.run(context),
            Self::Schema(command) => command.run(context),
            Self::Completions(command) => command.run(context),
            Self::Man(command) => command.run(context),
            Self::Help(command) => command.run(context),
        }
    }
}

/// The whole command line in the reader's language.
fn command() -> clap::Command {
    help::localised(Cli::command(), say::lang())
}

/// Runs the program.
pub fn main() -> ExitCode {
    survive_file_limits();
    let argv: Vec<OsString> = std::env::args_os().collect();
    say::settle(&argv);
    // The variable may be somebody else's, who does not mean a shell.
    if context::variable("COMPLETE")
        .is_some_and(|shell| Shells::builtins().completer(&shell.to_string_lossy()).is_some())
    {
        CompleteEnv::with_factory(command).complete();
    }
    let argv = match args::negations(&command(), argv) {
        Ok(argv) => argv,
        Err(refusal) => return usage::refuse(&refusal),
    };
    let matches = command().try_get_matches_from(argv);
    let cli = match matches.and_then(|mut matches| Cli::from_arg_matches_mut(&mut matches)) {
        Ok(cli) => cli,
        Err(error) => return usage::tell(error),
    };
    let context = match Context::new(cli.global) {
        Ok(context) => context,
        Err(refusal) => return usage::refuse(&refusal),
    };
    match cli.command.run(&context) {
        Ok(Exit::Done) => ExitCode::SUCCESS,
        Ok(Exit::Findings) => ExitCode::from(1),
        Ok(Exit::Incomplete) => ExitCode::from(Trouble::Data as u8),
        Ok(Exit::Crashed) => ExitCode::from(CRASHED),
        Err(error) => fail(&context, error),
    }
}

/// What git takes for a failure of whom it called, and not for an answer.
const CRASHED: u8 = 129;

fn fail(context: &Context, error: anyhow::Error) -> ExitCode {
    let refusal =
        error.downcast::<Refusal>().unwrap_or_else(|error| Refusal::surroundings(said!("{error:#}", "{error:#}")));
    context.complain(&refusal);
    let _ = io::stderr().flush();
    ExitCode::from(refusal.trouble as u8)
}

/// An argument that names a measure, completed with the ids of the ledger and their titles.
fn reference() -> ArgValueCompleter {
    ArgValueCompleter::new(complete::measures)
}

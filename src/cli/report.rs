//! `report [NAME]`: progress.

use std::{ffi::OsStr, mem::ManuallyDrop};

use chrono::NaiveDate;
use clap::{
    Arg, Args, Command,
    builder::{PossibleValue, StringValueParser, TypedValueParser},
};
use clap_complete::ArgValueCompleter;

use super::{
    complete,
    context::{Context, Exit},
    list::{Which, tell_nothing},
    output::{Output, formats},
    progress::Progress,
    say::{self, t},
};
use crate::{
    lang::{nearest, visible},
    model::{Ledger, Refusal},
    query::interval,
    render::{Format, Needs, html, padded},
    report::{Asked, Named, REPORTS, report},
    said,
    store::{
        load::{Set, load_for_the_past},
        past::state,
    },
};

/// The command's flags.
#[derive(Args, Debug)]
#[command(after_help = list(), mut_arg("format", |arg| arg.value_parser(formats(Needs::Report))))]
pub struct Report {
    #[arg(value_name = "NAME", value_parser = Name, hide_possible_values = true, add = ArgValueCompleter::new(complete::reports))]
    #[arg(help = t("报告名称，缺省为 summary", "Which report; summary otherwise"))]
    name: Option<String>,
    #[command(flatten)]
    which: Which,
    #[arg(long, value_name = "DATE", allow_hyphen_values = true, help = t("自何日起，如 2026-10-01 或 -30d", "Since when, such as 2026-10-01 or -30d"))]
    since: Option<String>,
    #[arg(long, value_name = "REV")]
    #[arg(help = t("git 的一个版本当时的报告，截至该提交之日", "The report as it was on a revision of git, for the day of that commit"))]
    at: Option<String>,
    #[command(flatten)]
    output: Output,
}

/// The reports with what they answer, a line each.
fn list() -> String {
    let columns = REPORTS.iter().map(|report| report.name.len()).max().unwrap_or_default() + 2;
    let line = |report: &Named| format!("\n  {}{}", padded(report.name, columns), report.about.get(say::lang()));
    let lines: String = REPORTS.iter().map(line).collect();
    format!("{}{lines}", t("报告：", "Reports:"))
}

impl Report {
    /// Runs the command.
    pub fn run(mut self, context: &Context) -> anyhow::Result<Exit> {
        self.output.format()?;
        let (chosen, word) = self.chosen()?;
        let (set, exit, context) = self.loaded(context)?;
        let context = &context;
        let since = self.since.as_deref().map(|text| day(text, context.as_of)).transpose()?;
        if since.is_some() && !chosen.needs_since {
            let name = chosen.name;
            return Err(Refusal::usage(said!("报告 {name} 不用 --since", "the report {name} takes no --since")).into());
        }
        if chosen.needs_since && since.is_none() {
            let name = chosen.name;
            let refusal =
                Refusal::usage(said!("报告 {name} 要用 --since 指明自何日起", "the report {name} needs --since"));
            return Err(refusal
                .with_help(said!("例如 --since 2026-10-01 或 --since -30d", "as in --since 2026-10-01 or --since -30d"))
                .into());
        }
        if since.is_some_and(|since| since > context.as_of) {
            let (since, as_of) = (self.since.as_deref().map(visible).unwrap_or_default(), context.as_of);
            return Err(Refusal::usage(said!(
                "--since {since} 在截至日期 {as_of} 之后",
                "--since {since} is after the as-of date {as_of}"
            ))
            .into());
        }
        let rows = self.which.rows(&set, context)?;
        if rows.is_empty() {
            word.map_or(Ok(()), |word| Err(no_report(&word)))?;
            tell_nothing(context);
        }
        let asked = Asked { rows: &rows, as_of: context.as_of, since };
        let progress = Progress::of(context, &said!("正在汇总……", "adding up …"));
        if let (Format::Html, Some(publish)) = (self.output.format()?, chosen.publish) {
            let page = html::dossier(&publish(&asked), context.lang);
            drop(progress);
            self.output.text(context, &page)?;
            return Ok(exit);
        }
        let made = (chosen.make)(&asked);
        drop(progress);
        self.output.report(context, &*made)?;
        Ok(exit)
    }

    /// The ledgers, and the day that the answer speaks for: as they are, or as they were.
    fn loaded(&self, context: &Context) -> Result<(ManuallyDrop<Set>, Exit, Context), Refusal> {
        let Some(revision) = &self.at else {
            let (set, exit) = context.load()?;
            return Ok((set, exit, context.clone()));
        };
        let set = load_for_the_past(&context.ledgers)?;
        let past = state(&set, &context.ledgers, revision)?;
        let before = past.before.into_iter().flatten().map(|before| before.ledger);
        let ledgers: Vec<Ledger> = before.chain(past.gone).collect();
        if ledgers.is_empty() {
            let base = past.base;
            return Err(Refusal::usage(said!("{base} 中没有这些台账", "{base} has none of these ledgers")));
        }
        ledgers.iter().for_each(|ledger| context.tell_findings(ledger));
        let exit = if ledgers.iter().all(Ledger::is_whole) { Exit::Done } else { Exit::Incomplete };
        let mut context = context.clone();
        if let Some(day) = past.day.filter(|_| !context.names_a_day) {
            context.as_of = day;
        }
        let paths = ledgers.iter().map(|_| None).collect();
        Ok((ManuallyDrop::new(Set { ledgers, paths, broken: Vec::new() }), exit, context))
    }

    /// The report that is meant. A first word that names none is the first term of the summary's filter, unless it looks
    /// like the slip of a name. The word comes with it: it may have been meant for a name all the same.
    fn chosen(&mut self) -> Result<(&'static Named, Option<String>), Refusal> {
        let summary = &REPORTS[0];
        let Some(word) = self.name.take() else { return Ok((summary, None)) };
        if let Some(chosen) = report(&word) {
            return Ok((chosen, None));
        }
        let is_word = !word.contains([':', '：', '=', '<', '>', '~', '!']);
        let near = nearest(&word, REPORTS.iter().map(|report| report.name)).filter(|_| is_word);
        if let Some(near) = near {
            let word = visible(&word);
            let said = said!("没有报告 `{word}`", "there is no report `{word}`");
            return Err(Refusal::usage(said).with_help(said!(
                "是否为 `{near}`？要查找这个词，写作 `report summary {word}`",
                "did you mean `{near}`? To search for the word, write `report summary {word}`"
            )));
        }
        self.which.put_first(word.clone());
        Ok((summary, Some(word).filter(|_| is_word)))
    }
}

/// Refuses a word that is neither the name of a report nor in any measure.
fn no_report(word: &str) -> Refusal {
    let word = visible(word);
    let names = REPORTS.iter().map(|report| report.name).collect::<Vec<_>>().join(", ");
    Refusal::usage(said!(
        "没有报告 `{word}`，也没有事项符合这个词",
        "there is no report `{word}`, and no measure fits the word"
    ))
    .with_help(said!("报告有：{names}", "reports: {names}"))
}

/// Takes any word, and tells completion the names of the reports.
#[derive(Clone, Debug)]
struct Name;

impl TypedValueParser for Name {
    type Value = String;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, value: &OsStr) -> Result<String, clap::Error> {
        StringValueParser::new().parse_ref(command, arg, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(REPORTS.iter().map(|report| PossibleValue::new(report.name).help(report.about.get(say::lang())))))
    }
}

fn day(text: &str, as_of: NaiveDate) -> Result<NaiveDate, Refusal> {
    interval(text, as_of).map(|days| days.from).ok_or_else(|| {
        let text = visible(text);
        Refusal::usage(said!("--since 不能取 `{text}`", "--since cannot be `{text}`")).with_help(said!(
            "应是日期或距离：2026-10-01、2026-10、-30d、-2w",
            "write a date or a distance: 2026-10-01, 2026-10, -30d, -2w"
        ))
    })
}

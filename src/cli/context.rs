//! What a command runs in: the day, the language, the terminal, the ledgers; read once, at the edge.

use std::{
    env,
    io::{self, IsTerminal as _, Write as _},
    path::{Path, PathBuf},
};

use anstyle::{AnsiColor, Style};
use chrono::NaiveDate;

use super::{Global, say};
use crate::{
    lang::{Lang, Said},
    model::{Finding, Ledger, Refusal, Vocabulary as _},
    page::Tone,
    render::{Screen, style},
    said,
    store::{
        load::{Set, load, name},
        why::why,
        write,
    },
};

/// What a command runs in.
#[derive(Debug)]
pub struct Context {
    /// The ledgers that were named.
    pub ledgers: Vec<PathBuf>,
    /// The day that answers speak for.
    pub as_of: NaiveDate,
    /// The reader's language.
    pub lang: Lang,
    quiet: bool,
    color: Color,
}

/// When there are colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Color {
    /// On a terminal, unless `NO_COLOR` is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// How a command ended without a refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// It did what was asked.
    Done,
    /// It found something that it was asked to fail on.
    Findings,
    /// It answered, but part of the data could not be read.
    Incomplete,
}

impl Context {
    /// From the global flags and the surroundings.
    pub fn new(global: Global) -> Self {
        Self {
            as_of: global.as_of.unwrap_or_else(|| chrono::Local::now().date_naive()),
            ledgers: global.ledger,
            lang: say::lang(),
            quiet: global.quiet,
            color: global.color,
        }
    }

    /// What is known of standard output.
    pub fn screen(&self) -> Screen {
        let is_terminal = io::stdout().is_terminal();
        let width = terminal_size::terminal_size_of(io::stdout()).map(|(width, _)| usize::from(width.0));
        let width = is_terminal.then(|| width.filter(|width| *width > 0).unwrap_or(80));
        Screen { width, color: self.colors(is_terminal), lang: self.lang }
    }

    fn colors(&self, is_terminal: bool) -> bool {
        match self.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => {
                let is_set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
                is_terminal && !is_set("NO_COLOR") && env::var_os("TERM").is_none_or(|term| term != "dumb")
            }
        }
    }

    /// Loads the ledgers and says what could not be read.
    ///
    /// # Errors
    ///
    /// When no ledger can be read.
    pub fn load(&self) -> Result<(Set, Exit), Refusal> {
        let set = load(&self.ledgers)?;
        for refusal in &set.broken {
            self.complain(refusal);
        }
        let is_broken = |ledger: &Ledger| ledger.findings.iter().any(|finding| finding.rule == "toml-syntax");
        let is_whole = set.broken.is_empty() && !set.ledgers.iter().any(is_broken);
        set.ledgers.iter().for_each(|ledger| self.tell_findings(ledger));
        Ok((set, if is_whole { Exit::Done } else { Exit::Incomplete }))
    }

    /// Says on standard error what reading a ledger found.
    fn tell_findings(&self, ledger: &Ledger) {
        const SHOWN: usize = 10;
        for finding in ledger.findings.iter().take(SHOWN) {
            self.tell(&line(ledger, finding));
        }
        let more = ledger.findings.len().saturating_sub(SHOWN);
        if more > 0 {
            let name = &ledger.source.name;
            self.tell(&said!("{name}：另有 {more} 个问题", "{name}: {more} more findings"));
        }
    }

    /// Says something to the user, unless they want silence.
    pub fn tell(&self, said: &Said) {
        if !self.quiet {
            // Nobody to tell is no reason to fail.
            let _ = writeln!(io::stderr().lock(), "{}", said.get(self.lang));
        }
    }

    /// Says why something was not done.
    pub fn complain(&self, refusal: &Refusal) {
        let color = self.colors(io::stderr().is_terminal());
        let _ = write!(io::stderr().lock(), "{}", complaint(refusal, self.lang, color));
    }

    /// Writes data to standard output or to a file. A reader who has seen enough is no error.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    pub fn write(&self, output: Option<&Path>, text: &str) -> Result<(), Refusal> {
        let Some(path) = output else {
            let mut out = io::stdout().lock();
            return match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
                Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                    let Said { zh, en } = why(&error);
                    Err(Refusal::surroundings(said!("不能写到标准输出：{zh}", "cannot write to standard output: {en}")))
                }
                _ => Ok(()),
            };
        };
        write::create(path, text.as_bytes()).map_err(|error| {
            let (name, Said { zh, en }) = (name(path), why(&error));
            Refusal::surroundings(said!("不能写入 {name}：{zh}", "cannot write {name}: {en}")).with_help(said!(
                "检查目录是否存在、是否可写、磁盘是否已满",
                "check that the folder exists, may be written, and that the disk is not full"
            ))
        })
    }
}

/// A finding on one line: `file:line:column: level[rule]: message`, and what to do about it.
fn line(ledger: &Ledger, finding: &Finding) -> Said {
    let place = ledger.source.place(finding.span.start as usize);
    Said::each(|lang| {
        let level = finding.level.term().label.get(lang);
        let help = finding.help.as_ref().map(|help| format!("；{}", help.get(lang)));
        let help = if lang == Lang::En { help.map(|help| help.replacen('；', "; ", 1)) } else { help };
        let record = finding.record.as_ref().map(|record| format!("{record}: ")).unwrap_or_default();
        format!("{place}: {level}[{}]: {record}{}{}", finding.rule, finding.said.get(lang), help.unwrap_or_default())
    })
}

/// A refusal as text, every line ended.
pub fn complaint(refusal: &Refusal, lang: Lang, color: bool) -> String {
    let paint = |text: &str, style: Option<Style>| match style {
        Some(style) if color => format!("{style}{text}{style:#}"),
        _ => text.to_owned(),
    };
    let head = paint(say::t("错误：", "error: "), style(Tone::Bad).map(Style::bold));
    let mut text = format!("{head}{}\n", refusal.said.get(lang));
    if let Some(help) = &refusal.help {
        let head = paint(say::t("提示：", "help: "), Some(Style::new().fg_color(Some(AnsiColor::Cyan.into()))));
        text.push_str(&format!("{head}{}\n", help.get(lang)));
    }
    text
}

//! What a command runs in: the day, the language, the terminal, the ledgers; read once, at the edge.

use std::{
    env,
    ffi::OsString,
    io::{self, BufWriter, IsTerminal as _, Write},
    mem::ManuallyDrop,
    path::{Path, PathBuf},
};

use anstyle::{AnsiColor, Style};
use chrono::NaiveDate;

use super::{Global, args, say};
use crate::{
    lang::{Lang, Said, count, visible},
    model::{Finding, Ledger, Level, Refusal, Vocabulary as _},
    page::Tone,
    render::{Screen, style},
    said,
    store::{
        load::{Set, load, name},
        locate::{Place, locate},
        why::why,
        write,
    },
};

/// What a command runs in.
#[derive(Clone, Debug)]
pub struct Context {
    /// The ledgers that were named.
    pub ledgers: Vec<PathBuf>,
    /// The day that answers speak for.
    pub as_of: NaiveDate,
    /// Whether somebody named that day.
    pub names_a_day: bool,
    /// The day by the clock, read once: nothing that lies after it is recorded.
    pub today: NaiveDate,
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
    /// It failed, and whoever called it must not take that for an answer.
    Crashed,
}

impl Context {
    /// From the global flags and the surroundings; a variable that is empty counts as not set.
    ///
    /// # Errors
    ///
    /// When `DUBAN_AS_OF` holds no date.
    pub fn new(global: Global) -> Result<Self, Refusal> {
        let as_of = match (global.as_of, variable("DUBAN_AS_OF")) {
            (Some(day), _) => Some(day),
            (None, Some(text)) => Some(args::date(&text.to_string_lossy()).map_err(|why| {
                let text = visible(&text.to_string_lossy()).into_owned();
                Refusal::usage(said!(
                    "环境变量 DUBAN_AS_OF 不能是 `{text}`：{why}",
                    "the variable DUBAN_AS_OF cannot be `{text}`: {why}"
                ))
            })?),
            (None, None) => None,
        };
        let mut ledgers = global.ledger;
        if ledgers.is_empty() {
            ledgers.extend(variable("DUBAN_LEDGER").map(PathBuf::from));
        }
        let today = chrono::Local::now().date_naive();
        Ok(Self {
            as_of: as_of.unwrap_or(today),
            names_a_day: as_of.is_some(),
            today,
            ledgers,
            lang: say::lang(),
            quiet: global.quiet,
            color: global.color,
        })
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

    /// Loads the ledgers and says what could not be read. Their memory is left to the end of the program: to free a large ledger
    /// record by record takes a good part of the time that reading it takes.
    ///
    /// # Errors
    ///
    /// When no ledger can be read.
    pub fn load(&self) -> Result<(ManuallyDrop<Set>, Exit), Refusal> {
        let set = ManuallyDrop::new(load(&self.ledgers)?);
        for refusal in &set.broken {
            self.complain(refusal);
        }
        let is_whole = set.broken.is_empty() && set.ledgers.iter().all(Ledger::is_whole);
        set.ledgers.iter().for_each(|ledger| self.tell_findings(ledger));
        Ok((set, if is_whole { Exit::Done } else { Exit::Incomplete }))
    }

    /// Says on standard error what reading a ledger found, errors first and also to those who want silence.
    pub fn tell_findings(&self, ledger: &Ledger) {
        const ERRORS: usize = 50;
        const OTHERS: usize = 10;
        let (errors, others): (Vec<_>, Vec<_>) =
            ledger.findings.iter().partition(|finding| finding.level == Level::Error);
        let others = if self.quiet { Vec::new() } else { others };
        let told = errors.iter().take(ERRORS).chain(others.iter().take(OTHERS));
        told.for_each(|finding| self.say(&line(ledger, finding)));
        let more = errors.len().saturating_sub(ERRORS) + others.len().saturating_sub(OTHERS);
        if more > 0 {
            let (name, findings) = (&ledger.source.name, count(more, "more finding"));
            self.say(&said!("{name}：另有 {more} 个问题", "{name}: {findings}"));
        }
    }

    fn say(&self, said: &Said) {
        // Nobody to tell is no reason to fail.
        let _ = writeln!(io::stderr().lock(), "{}", visible(said.get(self.lang)));
    }

    /// Whether the user wants silence.
    pub fn is_quiet(&self) -> bool {
        self.quiet
    }

    /// Says something to the user, unless they want silence.
    pub fn tell(&self, said: &Said) {
        if !self.quiet {
            self.say(said);
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
    /// When it cannot be written, or the file is one of the ledgers.
    pub fn write(&self, output: Option<&Path>, data: &(impl AsRef<[u8]> + ?Sized)) -> Result<(), Refusal> {
        let Some(path) = output.filter(|path| path.as_os_str() != "-") else {
            return print_bytes(data.as_ref());
        };
        self.refuse_ledger(path)?;
        write::create(path, data.as_ref()).map_err(|error| unwritten(path, &error))
    }

    /// Writes a file that people will write in: one that is there may hold their words, so it is replaced only on demand.
    /// Without a file, or for `-`, to standard output.
    ///
    /// # Errors
    ///
    /// When it is there and is not to be replaced, cannot be written, or is one of the ledgers.
    pub fn write_new(&self, output: Option<&Path>, bytes: &[u8], replace: bool) -> Result<(), Refusal> {
        let Some(path) = output.filter(|path| path.as_os_str() != "-") else {
            return print_bytes(bytes);
        };
        self.refuse_ledger(path)?;
        let written =
            if replace { write::create(path, bytes) } else { write::create_new(path, |to| to.write_all(bytes)) };
        written.map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => {
                let name = name(path);
                let help = said!(
                    "里面可能有别人填写的内容；换一个文件名，或用 --force 覆盖",
                    "it may hold what others wrote; name another file, or replace it with --force"
                );
                Refusal::write(said!("{name} 已经存在", "{name} is there already")).with_help(help)
            }
            _ => unwritten(path, &error),
        })
    }

    /// An answer must not take the place of the ledger that it is about.
    fn refuse_ledger(&self, path: &Path) -> Result<(), Refusal> {
        let is_it =
            |place: &Place| place.path().is_some_and(|ledger| same_file::is_same_file(ledger, path).unwrap_or(false));
        if !locate(&self.ledgers).is_ok_and(|places| places.iter().any(is_it)) {
            return Ok(());
        }
        let name = name(path);
        Err(Refusal::usage(said!("{name} 是台账本身", "{name} is the ledger itself"))
            .with_help(said!("换一个文件名", "name another file")))
    }
}

/// How many bytes are written at once.
const PIECE: usize = 1 << 16;

/// Writes text to standard output.
///
/// # Errors
///
/// When it cannot be written; a reader who has seen enough is no error.
pub fn print(text: &str) -> Result<(), Refusal> {
    print_bytes(text.as_bytes())
}

fn print_bytes(bytes: &[u8]) -> Result<(), Refusal> {
    print_with(|out| out.write_all(bytes))
}

/// Writes to standard output what is made while it is written.
///
/// # Errors
///
/// When it cannot be written; a reader who has seen enough is no error.
pub fn print_with(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Refusal> {
    let mut out = BufWriter::with_capacity(PIECE, io::stdout().lock());
    match write(&mut out).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            let Said { zh, en } = why(&error);
            Err(Refusal::surroundings(said!("不能写到标准输出：{zh}", "cannot write to standard output: {en}")))
        }
        _ => Ok(()),
    }
}

/// Why a file could not be written.
pub fn unwritten(path: &Path, error: &io::Error) -> Refusal {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty() && !folder.exists());
    if let Some(folder) = folder.filter(|_| error.kind() == io::ErrorKind::NotFound) {
        let (name, folder) = (name(path), name(folder));
        let said = said!("不能写入 {name}：没有目录 {folder}", "cannot write {name}: there is no folder {folder}");
        return Refusal::surroundings(said)
            .with_help(said!("先新建它，或换一个目录", "make it first, or name another"));
    }
    let (name, Said { zh, en }) = (name(path), why(error));
    Refusal::surroundings(said!("不能写入 {name}：{zh}", "cannot write {name}: {en}")).with_help(said!(
        "检查目录是否存在、是否可写、磁盘是否已满",
        "check that the folder exists, may be written, and that the disk is not full"
    ))
}

/// The value of a variable that is set to something.
pub fn variable(name: &str) -> Option<OsString> {
    env::var_os(name).filter(|value| !value.is_empty())
}

/// A refusal's text without characters that would act on a terminal. Its own line breaks are always followed by two spaces; any
/// other break came in with a name or a value.
fn safe(text: &str) -> String {
    text.split(BREAK).map(visible).collect::<Vec<_>>().join(BREAK)
}

const BREAK: &str = "\n  ";

/// A finding on one line: `file:line:column: level[rule]: message`, and what to do about it.
fn line(ledger: &Ledger, finding: &Finding) -> Said {
    let place = ledger.source.place(finding.span.start as usize);
    Said::each(|lang| {
        let level = finding.level.term().label.get(lang);
        let gap = if lang == Lang::Zh { "；" } else { "; " };
        let help = finding.help.as_ref().map(|help| format!("{gap}{}", help.get(lang))).unwrap_or_default();
        let record = finding.record.as_ref().map(|(_, id)| format!("{id}: ")).unwrap_or_default();
        format!("{place}: {level}[{}]: {record}{}{help}", finding.rule, finding.said.get(lang))
    })
}

/// A refusal as text, every line ended.
pub fn complaint(refusal: &Refusal, lang: Lang, color: bool) -> String {
    let paint = |text: &str, style: Option<Style>| match style {
        Some(style) if color => format!("{style}{text}{style:#}"),
        _ => text.to_owned(),
    };
    let head = paint(say::t("错误：", "error: "), style(Tone::Bad).map(Style::bold));
    let mut text = format!("{head}{}\n", safe(refusal.said.get(lang)));
    if let Some(help) = &refusal.help {
        let head = paint(say::t("提示：", "help: "), Some(Style::new().fg_color(Some(AnsiColor::Cyan.into()))));
        text.push_str(&format!("{head}{}\n", safe(help.get(lang))));
    }
    text
}

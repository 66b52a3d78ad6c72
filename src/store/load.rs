//! Loads the ledgers of a command; one that cannot be read is reported and hides no other.

use std::{
    fs::File,
    io::{self, Read as _},
    path::{Path, PathBuf},
};

use super::{
    decoded::decoded,
    locate::{Place, locate},
    read::{read, read_again, read_only},
    why::why,
};
use crate::{
    lang::{Said, visible},
    model::{Document, Finding, Ledger, Refusal, Source, reading},
    said,
    work::{share, threads},
};

/// The ledgers of a command.
#[derive(Debug)]
pub struct Set {
    /// Those that could be read, in order.
    pub ledgers: Vec<Ledger>,
    /// Their files; `None` for standard input.
    pub paths: Vec<Option<PathBuf>>,
    /// Why others could not.
    pub broken: Vec<Refusal>,
}

/// Loads the ledgers that were named, or the one found upward from here.
///
/// # Errors
///
/// When no ledger at all can be read.
pub fn load(named: &[PathBuf]) -> Result<Set, Refusal> {
    let mut set = Set { ledgers: Vec::new(), paths: Vec::new(), broken: Vec::new() };
    for (place, loaded) in loaded(named)? {
        match loaded {
            Ok(Some(ledger)) => {
                set.ledgers.push(ledger);
                set.paths.push(place.path().map(Path::to_path_buf));
            }
            Ok(None) => {}
            Err(refusal) => set.broken.push(refusal),
        }
    }
    if set.ledgers.is_empty() {
        return Err(if set.broken.is_empty() { no_ledgers(named) } else { set.broken.swap_remove(0) });
    }
    Ok(set)
}

/// The same for questions about what ledgers were: one that cannot be read as it is now is there with nothing in it.
///
/// # Errors
///
/// When there is no ledger.
pub fn load_for_the_past(named: &[PathBuf]) -> Result<Set, Refusal> {
    let mut set = Set { ledgers: Vec::new(), paths: Vec::new(), broken: Vec::new() };
    for (place, loaded) in loaded(named)? {
        let name = place.path().map_or_else(|| "-".to_owned(), name);
        let unread = || Ledger::new(Source::new(&name, String::new()), Document::default(), Vec::new(), Vec::new());
        if let Some(ledger) = loaded.unwrap_or_else(|_| Some(unread())) {
            set.ledgers.push(ledger);
            set.paths.push(place.path().map(Path::to_path_buf));
        }
    }
    if set.ledgers.is_empty() { Err(no_ledgers(named)) } else { Ok(set) }
}

/// How many files are worth a thread of their own.
const WORTH_A_THREAD: usize = 8;

/// What comes of reading each of the files that were named, in their order.
fn loaded(named: &[PathBuf]) -> Result<impl Iterator<Item = (Place, Result<Option<Ledger>, Refusal>)>, Refusal> {
    let places = locate(named)?;
    let loaded = share(&places, threads(places.len() / WORTH_A_THREAD), load_place);
    Ok(places.into_iter().zip(loaded))
}

fn no_ledgers(named: &[PathBuf]) -> Refusal {
    let folders = named.iter().map(|path| visible(&path.to_string_lossy()).into_owned()).collect::<Vec<_>>().join(", ");
    let help = said!(
        "台账是含有 [reply] 或 [measure.…] 的 .toml 文件",
        "a ledger is a .toml file with [reply] or [measure.…]"
    );
    Refusal::data(said!("{folders} 中没有台账", "there is no ledger in {folders}")).with_help(help)
}

fn load_place(place: &Place) -> Result<Option<Ledger>, Refusal> {
    match place {
        Place::Stdin => {
            let mut bytes = Vec::new();
            io::stdin()
                .lock()
                .take(LIMIT as u64 + 1)
                .read_to_end(&mut bytes)
                .map_err(|error| unreadable("-", &error))?;
            ledger("-", bytes).map(Some)
        }
        Place::File(path) => load_file(path).map(Some),
        Place::Candidate(path) => {
            let name = name(path);
            let ledger = read(source(&name, bytes(path, &name)?)?);
            match is_ledger(&ledger) || looks_like_a_ledger(&ledger.source.text) {
                true => usable(ledger).map(Some),
                false => Ok(None),
            }
        }
    }
}

/// Whether a file is a ledger, or cannot be read and may be one.
pub fn may_be_ledger(path: &Path) -> bool {
    !matches!(load_place(&Place::Candidate(path.to_owned())), Ok(None))
}

/// Loads one ledger from its file.
///
/// # Errors
///
/// When the file cannot be read, is not UTF-8, is no ledger, or is newer than this program.
pub fn load_file(path: &Path) -> Result<Ledger, Refusal> {
    let name = name(path);
    ledger(&name, bytes(path, &name)?)
}

/// The bytes of a file, which messages call by its name; no more than a ledger may have.
///
/// # Errors
///
/// When it cannot be read.
pub fn bytes(path: &Path, name: &str) -> Result<Vec<u8>, Refusal> {
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(|error| unreadable(name, &error))?;
    let length = file.metadata().map_or(0, |metadata| metadata.len());
    bytes.reserve(usize::try_from(length.min(LIMIT as u64)).unwrap_or_default());
    file.take(LIMIT as u64 + 1).read_to_end(&mut bytes).map_err(|error| unreadable(name, &error))?;
    Ok(bytes)
}

/// A ledger from the bytes of its file.
///
/// # Errors
///
/// When they are not UTF-8, no ledger, or newer than this program.
pub fn ledger(name: &str, bytes: Vec<u8>) -> Result<Ledger, Refusal> {
    usable(read(source(name, bytes)?))
}

/// The same with only some measures, where it can be read like that.
///
/// # Errors
///
/// As for the whole.
pub fn ledger_of(name: &str, bytes: Vec<u8>, measures: &(dyn Fn(&str) -> bool + Sync)) -> Result<Ledger, Refusal> {
    usable(read_only(source(name, bytes)?, measures))
}

/// A changed text of a ledger, with what was kept of it before.
///
/// # Errors
///
/// When it is no ledger any more.
pub fn changed(before: &Ledger, text: String) -> Result<Ledger, Refusal> {
    usable(read_again(before, sized(&before.source.name, text)?))
}

/// Keeps every measure of a ledger of which only some were kept.
pub fn complete(ledger: &mut Ledger) {
    if !ledger.passed.is_empty() {
        let empty = Source::new(ledger.source.name.clone(), String::new());
        *ledger = read(std::mem::replace(&mut ledger.source, empty));
    }
}

/// How a path is called in messages.
pub fn name(path: &Path) -> String {
    visible(&path.to_string_lossy()).into_owned()
}

/// Why a file cannot be read.
pub fn unreadable(name: &str, error: &io::Error) -> Refusal {
    let Said { zh, en } = why(error);
    let refusal = Refusal::data(said!("不能读取 {name}：{zh}", "cannot read {name}: {en}"));
    match error.kind() {
        io::ErrorKind::NotFound => {
            let help = said!("检查路径，或用 `duban init` 新建一本", "check the path, or begin one with `duban init`");
            Refusal::data(said!("没有文件 {name}", "there is no file {name}")).with_help(help)
        }
        _ => refusal,
    }
}

/// The largest file whose places fit into four bytes.
const LIMIT: usize = u32::MAX as usize;

fn source(name: &str, bytes: Vec<u8>) -> Result<Source, Refusal> {
    if bytes.len() > LIMIT { Err(too_large(name)) } else { sized(name, decoded(name, bytes)?) }
}

fn sized(name: &str, text: String) -> Result<Source, Refusal> {
    if text.len() > LIMIT { Err(too_large(name)) } else { Ok(Source::new(name, text)) }
}

fn too_large(name: &str) -> Refusal {
    Refusal::data(said!("{name} 超过 4 GiB", "{name} is larger than 4 GiB"))
}

/// Why a text as a whole is not fit to be read, where one cause would make many findings.
fn unfit(ledger: &Ledger) -> Option<Refusal> {
    if ledger.is_whole() {
        return None;
    }
    let (name, text) = (&ledger.source.name, &ledger.source.text);
    if text.contains('\r') && !text.contains('\n') {
        let said = said!("{name} 的行只用回车符（CR）结束", "the lines of {name} end in carriage returns only");
        let help = said!("可用 `tr '\\r' '\\n'` 转换", "convert it with `tr '\\r' '\\n'`");
        return Some(Refusal::data(said).with_help(help));
    }
    // A mark has seven characters, or more where git was asked for more.
    let is_mark = |line: &str, c: char| {
        let rest = line.trim_start_matches(c);
        line.len() - rest.len() >= 7 && rest.starts_with(' ')
    };
    let marks = ['<', '>'].map(|c| text.lines().position(|line| is_mark(line, c)));
    let [Some(line), Some(_)] = marks else { return None };
    let line = line + 1;
    let said =
        said!("{name}:{line}：有未解决的 git 合并冲突", "{name}:{line}: a merge conflict of git is not resolved");
    let help = said!(
        "留下应有的内容，删去 <<<<<<<、=======、>>>>>>> 各行",
        "keep what should stand and remove the lines with <<<<<<<, ======= and >>>>>>>"
    );
    Some(Refusal::data(said).with_help(help))
}

/// Whether a text that could not be read as a ledger was meant as one.
fn looks_like_a_ledger(text: &str) -> bool {
    let heads = ["[reply", "[[reply", "[measure", "[[measure"];
    text.split(['\r', '\n']).any(|line| heads.iter().any(|head| line.trim_start().starts_with(head)))
}

fn is_ledger(ledger: &Ledger) -> bool {
    ledger.reply().is_some() || !ledger.measures().is_empty() || !ledger.passed.is_empty()
}

/// A text that is no ledger or not fit to be read is refused, and so is a newer format: what its keys mean is not known here.
fn usable(ledger: Ledger) -> Result<Ledger, Refusal> {
    if let Some(refusal) = unfit(&ledger) {
        return Err(refusal);
    }
    if !is_ledger(&ledger) {
        return Err(no_ledger(&ledger));
    }
    match ledger.findings.iter().find(|finding| finding.rule == reading::NEWER_FORMAT) {
        Some(finding) => Err(at(&ledger, finding)),
        None => Ok(ledger),
    }
}

fn no_ledger(ledger: &Ledger) -> Refusal {
    let name = &ledger.source.name;
    if ledger.source.text.trim_start_matches('\u{feff}').trim().is_empty() {
        let help = said!("用 `duban init` 新建一本台账", "begin a ledger with `duban init`");
        return Refusal::data(said!("{name} 是空文件", "{name} is empty")).with_help(help);
    }
    if let Some(finding) = ledger.findings.iter().find(|finding| finding.is_unread()) {
        return at(ledger, finding).with_help(said!("这不是 TOML 台账", "this is no TOML ledger"));
    }
    let help = said!("台账要有 [reply] 和若干 [measure.…]", "a ledger has [reply] and records headed [measure.…]");
    Refusal::data(said!("{name} 不是台账", "{name} is no ledger")).with_help(help)
}

fn at(ledger: &Ledger, finding: &Finding) -> Refusal {
    let place = ledger.source.place(finding.span.start as usize);
    let Said { zh, en } = finding.said.visible();
    let said = said!("{place}：{zh}", "{place}: {en}");
    Refusal { help: finding.help.as_ref().map(Said::visible), ..Refusal::data(said) }
}

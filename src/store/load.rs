//! Loads the ledgers of a command; one that cannot be read is reported and hides no other.

use std::{
    fs,
    io::{self, Read as _},
    path::{Path, PathBuf},
};

use super::{
    locate::{Place, locate},
    read::read,
    why::why,
};
use crate::{
    lang::{Said, visible},
    model::{Finding, Ledger, Refusal, Source},
    said,
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
    for place in locate(named)? {
        match load_place(&place) {
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
            io::stdin().lock().read_to_end(&mut bytes).map_err(|error| unreadable("-", &error))?;
            ledger("-", bytes).map(Some)
        }
        Place::File(path) => load_file(path).map(Some),
        Place::Candidate(path) => {
            let name = name(path);
            let bytes = fs::read(path).map_err(|error| unreadable(&name, &error))?;
            let ledger = read(source(&name, bytes)?);
            if is_ledger(&ledger) { usable(ledger).map(Some) } else { Ok(None) }
        }
    }
}

/// Loads one ledger from its file.
///
/// # Errors
///
/// When the file cannot be read, is not UTF-8, is no ledger, or is newer than this program.
pub fn load_file(path: &Path) -> Result<Ledger, Refusal> {
    let name = name(path);
    let bytes = fs::read(path).map_err(|error| unreadable(&name, &error))?;
    ledger(&name, bytes)
}

/// A ledger from the bytes of its file.
///
/// # Errors
///
/// When they are not UTF-8, no ledger, or newer than this program.
pub fn ledger(name: &str, bytes: Vec<u8>) -> Result<Ledger, Refusal> {
    let ledger = read(source(name, bytes)?);
    if is_ledger(&ledger) { usable(ledger) } else { Err(no_ledger(&ledger)) }
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
    if bytes.len() > LIMIT {
        return Err(Refusal::data(said!("{name} 超过 4 GiB", "{name} is larger than 4 GiB")));
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let before = &error.as_bytes()[..at];
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        let help = said!(
            "若为国标编码，可用 `iconv -f GB18030 -t UTF-8` 转换",
            "if it is in a Chinese national encoding, convert it with `iconv -f GB18030 -t UTF-8`"
        );
        let said =
            said!("{name}:{line}：不是 UTF-8 文本（第 {at} 字节起）", "{name}:{line}: not UTF-8 (from byte {at})");
        Refusal::data(said).with_help(help)
    })?;
    Ok(Source::new(name, text))
}

fn is_ledger(ledger: &Ledger) -> bool {
    ledger.reply().is_some() || !ledger.measures().is_empty()
}

fn first<'a>(ledger: &'a Ledger, rule: &str) -> Option<&'a Finding> {
    ledger.findings.iter().find(|finding| finding.rule == rule)
}

/// A ledger of a newer format is refused whole: what its keys mean is not known here.
fn usable(ledger: Ledger) -> Result<Ledger, Refusal> {
    match first(&ledger, "newer-format") {
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
    if let Some(finding) = first(ledger, "toml-syntax") {
        return at(ledger, finding).with_help(said!("这不是 TOML 台账", "this is no TOML ledger"));
    }
    let help = said!("台账要有 [reply] 和若干 [measure.…]", "a ledger has [reply] and records headed [measure.…]");
    Refusal::data(said!("{name} 不是台账", "{name} is no ledger")).with_help(help)
}

fn at(ledger: &Ledger, finding: &Finding) -> Refusal {
    let place = ledger.source.place(finding.span.start as usize);
    let (zh, en) = (&finding.said.zh, &finding.said.en);
    let mut refusal = Refusal::data(said!("{place}:{zh}", "{place}: {en}"));
    refusal.help.clone_from(&finding.help);
    refusal
}

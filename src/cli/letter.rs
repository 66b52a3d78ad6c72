//! Letters that commands read.

use std::{
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
};

use super::{
    context::{Context, variable},
    output::Output,
};
use crate::{
    lang::Said,
    letter::{LetterText, read},
    model::Refusal,
    said,
    store::{decoded::decoded, load::name, why::why},
};

/// How many bytes a letter's file may have. No letter comes near it, but a device without an end would fill the memory.
const LARGEST: u64 = 1 << 29;

/// The letter that `--letter` names, otherwise `DUBAN_LETTER`; nothing when neither does.
///
/// # Errors
///
/// When it cannot be read, is no text, should come from the same standard input as a ledger, or is the file to which the
/// answer goes.
pub fn given(context: &Context, flag: Option<&Path>, output: &Output) -> Result<Option<LetterText>, Refusal> {
    let path = flag.map(Path::to_owned).or_else(|| variable("DUBAN_LETTER").map(PathBuf::from));
    output.spare(path.as_deref())?;
    let is_stdin = |path: &Path| path.as_os_str() == "-";
    if path.as_deref().is_some_and(is_stdin) && context.ledgers.iter().any(|ledger| is_stdin(ledger)) {
        let said =
            said!("台账和答复函不能都取自标准输入", "the ledger and the letter cannot both come from standard input");
        return Err(Refusal::usage(said).with_help(said!("其中一个用文件名", "name a file for one of them")));
    }
    path.as_deref().map(read_letter).transpose().map_err(|refusal| match flag {
        Some(_) => refusal,
        None => refusal
            .with_more(said!("这份文件由环境变量 DUBAN_LETTER 指定", "the variable DUBAN_LETTER names this file")),
    })
}

/// Reads a letter from plain text, a web page or a Word document; `-` is standard input.
///
/// # Errors
///
/// When it cannot be read, or is of another kind.
pub fn read_letter(path: &Path) -> Result<LetterText, Refusal> {
    let shown = name(path);
    let bytes = bytes(path, &shown)?;
    let text = read(&shown, &bytes)?;
    // A large file is not kept beside its text.
    drop(bytes);
    Ok(LetterText::new(text))
}

/// Reads a text in UTF-8 that is no letter; `-` is standard input.
///
/// # Errors
///
/// When it cannot be read, or is not UTF-8.
pub fn read_text(path: &Path) -> Result<String, Refusal> {
    let shown = name(path);
    let text = decoded(&shown, bytes(path, &shown)?)?;
    Ok(text.trim_start_matches('\u{feff}').to_owned())
}

fn bytes(path: &Path, shown: &str) -> Result<Vec<u8>, Refusal> {
    let read = if path.as_os_str() == "-" {
        bounded(io::stdin().lock(), 0)
    } else {
        File::open(path).and_then(|file| {
            let length = file.metadata().map_or(0, |own| own.len());
            bounded(file, length)
        })
    };
    let bytes = read.map_err(|error| {
        let Said { zh, en } = why(&error);
        Refusal::data(said!("不能读取 {shown}：{zh}", "cannot read {shown}: {en}"))
    })?;
    bytes.ok_or_else(|| {
        let mebibytes = LARGEST >> 20;
        Refusal::data(said!(
            "{shown} 超过 {mebibytes} MiB，不像答复函",
            "{shown} is larger than {mebibytes} MiB, which no letter is"
        ))
        .with_help(said!("核对文件名；几件合成的大文件先拆开", "check the name; cut a large file that holds many"))
    })
}

/// The bytes of a source that says to have so many; nothing when it has more than a letter may have.
fn bounded(source: impl Read, length: u64) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    if length <= LARGEST {
        source.take(LARGEST + 1).read_to_end(&mut bytes)?;
    }
    Ok(Some(bytes).filter(|bytes| length.max(bytes.len() as u64) <= LARGEST))
}

//! Letters that commands read.

use std::{
    fs,
    io::Read as _,
    path::{Path, PathBuf},
};

use super::context::{Context, variable};
use crate::{
    lang::Said,
    letter::{LetterText, read},
    model::Refusal,
    said,
    store::{
        load::{decoded, name},
        why::why,
    },
};

/// The letter that `--letter` names, otherwise `DUBAN_LETTER`; nothing when neither does.
///
/// # Errors
///
/// When it cannot be read, is no text, or should come from the same standard input as a ledger.
pub fn given(context: &Context, flag: Option<&Path>) -> Result<Option<LetterText>, Refusal> {
    let path = flag.map(Path::to_owned).or_else(|| variable("DUBAN_LETTER").map(PathBuf::from));
    let is_stdin = |path: &Path| path.as_os_str() == "-";
    if path.as_deref().is_some_and(is_stdin) && context.ledgers.iter().any(|ledger| is_stdin(ledger)) {
        let said =
            said!("台账和答复函不能都取自标准输入", "the ledger and the letter cannot both come from standard input");
        return Err(Refusal::usage(said).with_help(said!("其中一个用文件名", "name a file for one of them")));
    }
    path.as_deref().map(read_letter).transpose()
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
    let mut bytes = Vec::new();
    let read = if path.as_os_str() == "-" {
        std::io::stdin().lock().read_to_end(&mut bytes).map(|_| ())
    } else {
        fs::read(path).map(|read| bytes = read)
    };
    read.map_err(|error| {
        let Said { zh, en } = why(&error);
        Refusal::data(said!("不能读取 {shown}：{zh}", "cannot read {shown}: {en}"))
    })?;
    Ok(bytes)
}

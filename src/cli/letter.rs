//! Letters that commands read.

use std::{fs, io::Read as _, path::Path};

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

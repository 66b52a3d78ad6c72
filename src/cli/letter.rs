//! Letters that commands read.

use std::{fs, io::Read as _, path::Path};

use crate::{
    lang::Said,
    letter::LetterText,
    model::Refusal,
    said,
    store::{load::name, why::why},
};

/// Reads a letter; `-` is standard input.
///
/// # Errors
///
/// When it cannot be read, or is no text.
pub fn read_letter(path: &Path) -> Result<LetterText, Refusal> {
    let shown = name(path);
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
    let text = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        Refusal::data(said!("{shown} 不是 UTF-8 文本（第 {at} 字节起）", "{shown} is not UTF-8 (from byte {at})"))
    })?;
    Ok(LetterText::new(&text))
}

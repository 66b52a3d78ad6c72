//! The files that letters come in: plain text in the usual encodings, web pages, Word documents.
//!
//! A file becomes its text, and nothing that a reader could see of it is lost. What this program does not read is told
//! by its content and refused with the way out. Bytes in, text out: no file is opened here.

mod docx;
mod encoding;
mod grid;
mod html;
mod kind;
mod layout;

use kind::Kind;

use crate::{lang, letter::plain_lines, model::Refusal, said};

/// The text of a letter's file: LF line ends, no byte order mark.
///
/// The content tells what kind of file it is; `name` decides where the content leaves it open (`-` decides nothing), and
/// stands in what is said. A plain text is otherwise unchanged. Of a web page and of a Word document the visible text
/// is taken, one line for each paragraph, the cells of a row separated by tabs, with one line end at the end.
///
/// # Errors
///
/// A file of another kind, in an unknown encoding, damaged, or without any text is refused with what to do about it.
pub fn read(name: &str, bytes: &[u8]) -> Result<String, Refusal> {
    let text = match kind::of_bytes(name, bytes)? {
        Kind::Docx(container, main) => docx::text(name, container, &main)?,
        Kind::Text => {
            let text = encoding::decoded(name, bytes)?;
            if kind::of_text(name, &text)? { html::text(&text) } else { plain_lines(text) }
        }
    };
    if lang::is_blank(&text) {
        return Err(Refusal::data(said!("{name} 中没有文字", "there is no text in {name}")).with_help(said!(
            "如果是扫描件或图片，先做文字识别（OCR），核对后存为文本",
            "if it is a scan or a picture, recognise its text first (OCR), proofread it and save it as plain text"
        )));
    }
    if u32::try_from(text.len()).is_err() {
        return Err(Refusal::data(said!("{name} 的文字超过 4 GiB", "the text of {name} is larger than 4 GiB")));
    }
    Ok(text)
}

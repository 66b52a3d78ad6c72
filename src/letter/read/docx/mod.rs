//! The text of a Word document: the parts of its container, within bounds.

mod body;
mod counting;
mod numbering;
mod styles;
mod xml;

use std::{
    fmt,
    io::{Cursor, Read},
};

use encoding_rs::UTF_8;
use zip::ZipArchive;

use body::{Body, NoteKind};
use numbering::Numbering;
use styles::Styles;

use crate::{model::Refusal, said};

/// How many files a document may hold; those with a thousand pictures hold a few thousand.
const MOST_FILES: usize = 20_000;
/// How large a part may become, in bytes: a book of a million characters takes some 20 MB.
const LARGEST_PART: u64 = 64 << 20;

type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// The visible text of a document, its automatic numbers written out, its notes at the end.
pub(super) fn text(name: &str, bytes: &[u8]) -> Result<String, Refusal> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(name, &error))?;
    if archive.len() > MOST_FILES {
        return Err(too_large(name));
    }
    let mut part = |stem: &str| part(name, &mut archive, stem);
    let document = part("word/document")?.unwrap_or_default();
    let styles = part("word/styles")?;
    let numbering = part("word/numbering")?;
    let notes = [(NoteKind::Foot, part("word/footnotes")?), (NoteKind::End, part("word/endnotes")?)];

    let broken = |part: &str, fault: &xml::Fault| damaged(name, &format_args!("{part}.xml: {fault}"));
    let styles = styles.as_deref().map_or(Ok(Styles::default()), Styles::read);
    let styles = styles.map_err(|fault| broken("word/styles", &fault))?;
    let numbering = numbering.as_deref().map_or(Ok(Numbering::default()), |xml| Numbering::read(xml, &styles));
    let numbering = numbering.map_err(|fault| broken("word/numbering", &fault))?;

    let mut body = Body::new(&styles, numbering);
    xml::walk(&document, &mut body).map_err(|fault| broken("word/document", &fault))?;
    if body.holds_others() {
        return Err(Refusal::data(said!(
            "{name} 的一部分文字在嵌入的其他文件中",
            "{name} keeps a part of its text in other files within it"
        ))
        .with_help(said!(
            "在 Word、WPS 或 LibreOffice 中打开并重新存为 .docx",
            "open it in Word, WPS or LibreOffice and save it as .docx again"
        )));
    }
    for (kind, xml) in notes {
        let Some(xml) = xml else { continue };
        body.begin_notes(kind);
        xml::walk(&xml, &mut body).map_err(|fault| broken(kind.part(), &fault))?;
    }
    Ok(body.finish())
}

/// Whether a file of the container is the document itself.
pub(super) fn is_main(file: &[u8]) -> bool {
    is_part(file, "word/document")
}

/// Whether a file is the part of that name, to which some writers add a number.
fn is_part(file: &[u8], stem: &str) -> bool {
    let number = file.strip_prefix(stem.as_bytes()).and_then(|rest| rest.strip_suffix(b".xml"));
    number.is_some_and(|number| number.iter().all(u8::is_ascii_digit))
}

fn part(name: &str, archive: &mut Archive<'_>, stem: &str) -> Result<Option<String>, Refusal> {
    // The shortest name is the one without a number.
    let files = archive.file_names_raw().enumerate().filter(|(_, file)| is_part(file, stem));
    let Some((at, _)) = files.min_by_key(|(_, file)| file.len()) else { return Ok(None) };
    let file = archive.by_index(at).map_err(|error| damaged(name, &error))?;
    let mut bytes = Vec::new();
    file.take(LARGEST_PART + 1).read_to_end(&mut bytes).map_err(|error| damaged(name, &error))?;
    if bytes.len() as u64 > LARGEST_PART {
        return Err(too_large(name));
    }
    // XML is in UTF-8, or in UTF-16 with its mark.
    let (text, _, broken) = UTF_8.decode(&bytes);
    if broken { Err(damaged(name, &format_args!("{stem}.xml"))) } else { Ok(Some(text.into_owned())) }
}

/// A container or a part that cannot be read.
pub(super) fn damaged(name: &str, error: &dyn fmt::Display) -> Refusal {
    Refusal::data(said!("{name} 是损坏或不完整的文件（{error}）", "{name} is damaged or incomplete ({error})"))
        .with_help(said!(
            "重新取得该文件，或在 Word、WPS 中打开并重新存为 .docx",
            "get the file again, or open it in Word or WPS and save it as .docx again"
        ))
}

fn too_large(name: &str) -> Refusal {
    let most = LARGEST_PART >> 20;
    Refusal::data(said!(
        "{name} 展开后超过 {most} MiB 或 {MOST_FILES} 个文件，不像一份答复函",
        "{name} unpacks to more than {most} MiB or {MOST_FILES} files, which is no letter"
    ))
    .with_help(said!(
        "确认文件来源；确是答复函的，另存为文本",
        "make sure where it comes from; if it is the letter, save it as plain text"
    ))
}

//! The text of a Word document: the parts of its container, within bounds.

mod body;
mod container;
mod counting;
mod fields;
mod frame;
mod notes;
mod numbering;
mod styles;
mod symbols;
mod xml;

use body::{Body, MOST_FRAMES};
use notes::NoteKind;
use numbering::Numbering;
use styles::Styles;

use crate::{
    lang::{Said, visible},
    model::Refusal,
    said,
};

pub(super) use container::Container;

/// The visible text of a document whose part `main` is the document itself, its automatic numbers written out, its notes at
/// the end.
pub(super) fn text(name: &str, mut container: Container<'_>, main: &str) -> Result<String, Refusal> {
    let mut part = |word: &str| -> Result<Option<(String, String)>, Refusal> {
        let Some(part) = container.related(main, word, &format!("word/{word}.xml"))? else { return Ok(None) };
        Ok(container.text(&part)?.map(|text| (part, text)))
    };
    let broken = |part: &str, fault: &xml::Fault| damaged(name, &fault.said(&visible(part)));
    let styles = part("styles")?
        .map_or(Ok(Styles::default()), |(part, xml)| Styles::read(&xml).map_err(|fault| broken(&part, &fault)))?;
    let numbering = part("numbering")?.map_or(Ok(Numbering::default()), |(part, xml)| {
        Numbering::read(&xml, &styles).map_err(|fault| broken(&part, &fault))
    })?;
    let mut notes = Vec::new();
    for kind in [NoteKind::Foot, NoteKind::End] {
        notes.extend(part(kind.word())?.map(|(part, xml)| (kind, part, xml)));
    }
    let document = container.text(main)?.unwrap_or_default();

    let read = |heeds_fields: bool| -> Result<Body<'_>, Refusal> {
        let mut body = Body::new(&styles, numbering.clone(), heeds_fields);
        xml::walk(&document, &mut body).map_err(|fault| broken(main, &fault))?;
        for (kind, part, xml) in &notes {
            body.begin_notes(*kind);
            xml::walk(xml, &mut body).map_err(|fault| broken(part, &fault))?;
        }
        Ok(body)
    };
    let body = read(true)?;
    let body = if body.has_broken_fields() { read(false)? } else { body };
    if body.is_buried() {
        return Err(damaged(
            name,
            &said!("文本框嵌套超过 {MOST_FRAMES} 层", "more than {MOST_FRAMES} text boxes in each other"),
        ));
    }
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
    Ok(body.finish())
}

/// A container or a part that cannot be read, and why.
fn damaged(name: &str, why: &Said) -> Refusal {
    let Said { zh, en } = why;
    Refusal::data(said!("{name} 是损坏或不完整的文件（{zh}）", "{name} is damaged or incomplete ({en})")).with_help(
        said!(
            "重新取得该文件，或在 Word、WPS 中打开并重新存为 .docx",
            "get the file again, or open it in Word or WPS and save it as .docx again"
        ),
    )
}

//! Paragraphs and the stretches of text in them.

use super::xml::Xml;
use crate::{
    lang::Lang,
    page::{Line, Tone},
    render::ink::ink,
};

/// A paragraph in a style, with more of its properties and what stands in it.
pub fn paragraph(xml: &mut Xml, style: &str, more: impl FnOnce(&mut Xml), inner: impl FnOnce(&mut Xml)) {
    xml.within("w:p", &[], |xml| {
        xml.within("w:pPr", &[], |xml| {
            xml.leaf("w:pStyle", &[("w:val", style)]);
            more(xml);
        });
        inner(xml);
    });
}

/// A line in a style.
pub fn line(xml: &mut Xml, style: &str, line: &Line, lang: Lang) {
    paragraph(xml, style, |_| (), |xml| runs(xml, line, lang));
}

/// The stretches of a line.
pub fn runs(xml: &mut Xml, line: &Line, lang: Lang) {
    line.0.iter().for_each(|own| run(xml, &own.text, own.tone, lang));
}

/// A stretch of text.
pub fn run(xml: &mut Xml, text: &str, tone: Tone, lang: Lang) {
    styled(xml, text, tone, &[], lang);
}

/// A stretch of text with more properties, each with its value; its own line breaks stay.
pub fn styled(xml: &mut Xml, text: &str, tone: Tone, more: &[(&str, &str)], lang: Lang) {
    if text.is_empty() {
        return;
    }
    xml.within("w:r", &[], |xml| {
        xml.within("w:rPr", &[], |xml| {
            // Quotation marks belong to both scripts; among Chinese they are as wide as its characters.
            if lang == Lang::Zh {
                xml.leaf("w:rFonts", &[("w:hint", "eastAsia")]);
            }
            if tone == Tone::Strong {
                xml.leaf("w:b", &[]);
            }
            if let Some(ink) = ink(tone) {
                xml.leaf("w:color", &[("w:val", &format!("{ink:06X}"))]);
            }
            more.iter().for_each(|(name, value)| xml.leaf(name, &[("w:val", value)]));
        });
        for (n, part) in text.split('\n').enumerate() {
            if n > 0 {
                xml.leaf("w:br", &[]);
            }
            xml.within("w:t", &[("xml:space", "preserve")], |xml| xml.text(part.trim_end_matches('\r')));
        }
    });
}

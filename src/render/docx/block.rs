//! The parts of a page.

use super::{
    paragraph::{line, paragraph, run, runs, styled},
    table::{bar, table},
    xml::Xml,
};
use crate::{
    lang::Lang,
    page::{Block, Line, Mark, Marked, Tone},
};

/// One part, on a sheet with so much room from left to right; what leads to the next one stays with it.
pub fn block(xml: &mut Xml, block: &Block, leads: bool, room: usize, lang: Lang) {
    // A Chinese paragraph begins two characters in, an English one stands apart from the last.
    let body = if lang == Lang::Zh { "BodyText" } else { "Prose" };
    match block {
        Block::Heading(heading) | Block::Annex(heading) => line(xml, "Heading1", &heading.as_str().into(), lang),
        Block::Subheading(heading) => line(xml, "Heading2", &heading.as_str().into(), lang),
        Block::Text(text) => {
            let keep = |xml: &mut Xml| {
                if leads {
                    xml.leaf("w:keepNext", &[]);
                }
            };
            paragraph(xml, body, keep, |xml| runs(xml, text, lang));
        }
        Block::Items(items) => items.iter().for_each(|item| line(xml, "ListBullet", item, lang)),
        Block::Facts(facts) => facts.iter().for_each(|(name, fact)| known(xml, name, fact, lang)),
        Block::Code(code) => code.lines().for_each(|own| line(xml, "Code", &own.into(), lang)),
        Block::Bar(own) => {
            bar(xml, own, room, lang);
            let total = own.total();
            let share = |share: &crate::page::Share| format!("{} {} {}/{total}", share.fill, share.label, share.n);
            let legend = own.shares.iter().map(share).collect::<Vec<_>>().join("   ");
            line(xml, "TableText", &legend.into(), lang);
        }
        Block::Table(own) => table(xml, own, room, lang),
        Block::Titled(caption, own) => {
            line(xml, "Caption", &caption.as_str().into(), lang);
            table(xml, own, room, lang);
        }
        Block::Marked(own) => marked(xml, own, lang),
    }
}

fn known(xml: &mut Xml, name: &str, fact: &Line, lang: Lang) {
    paragraph(
        xml,
        "Facts",
        |_| (),
        |xml| {
            run(xml, name, Tone::Quiet, lang);
            xml.within("w:r", &[], |xml| xml.leaf("w:tab", &[]));
            runs(xml, fact, lang);
        },
    );
}

/// A marked text: what is marked is underlined, and what it is stands behind it in small raised letters.
fn marked(xml: &mut Xml, text: &Marked, lang: Lang) {
    let signs = text.legend.iter().map(|sign| format!("{} {}", sign.sign, sign.label));
    line(xml, "TableText", &signs.collect::<Vec<_>>().join("   ").into(), lang);
    for marks in text.lines.iter().filter(|line| !line.is_empty()) {
        paragraph(xml, "Normal", |_| (), |xml| marks.iter().for_each(|own| mark(xml, own, lang)));
    }
}

fn mark(xml: &mut Xml, mark: &Mark, lang: Lang) {
    run(xml, &mark.lead, Tone::Plain, lang);
    if !mark.text.is_empty() {
        let tone = if mark.is_strong { Tone::Strong } else { mark.tone };
        styled(xml, &mark.text, tone, &[("w:u", if mark.is_strong { "single" } else { "dotted" })], lang);
        let sign = if mark.sign == ' ' { String::new() } else { format!("{} ", mark.sign) };
        let about = format!(" {sign}{} ", mark.about(" · "));
        styled(xml, &about, mark.tone, &[("w:vertAlign", "superscript")], lang);
    }
    run(xml, &mark.tail, Tone::Plain, lang);
}

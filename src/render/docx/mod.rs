//! A page as a Word file: real styles, numbered A4 pages, tables whose headings stand on every page. What is wide lies across.
//!
//! Source: ECMA-376, WordprocessingML. The parts that never change stand as they are in `parts`.

mod block;
mod paragraph;
mod table;
mod xml;

use std::io::{Cursor, Write as _};

use chrono::NaiveDate;
use zip::{CompressionMethod, DateTime, ZipWriter, result::ZipResult, write::SimpleFileOptions};

use self::xml::Xml;
use crate::{
    lang::Lang,
    page::{Block, Page},
};

/// The parts that are the same in every file.
const PARTS: [(&str, &str); 7] = [
    ("[Content_Types].xml", include_str!("parts/content-types.xml")),
    ("_rels/.rels", include_str!("parts/package.rels")),
    ("word/_rels/document.xml.rels", include_str!("parts/document.rels")),
    ("word/styles.xml", include_str!("parts/styles.xml")),
    ("word/numbering.xml", include_str!("parts/numbering.xml")),
    ("word/settings.xml", include_str!("parts/settings.xml")),
    ("word/fontTable.xml", include_str!("parts/fontTable.xml")),
];

const WORDS: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The bytes of a file with these pages, each on a sheet of its own; the first gives it its title. The same pages and day give
/// the same bytes: a file has no other time than the day that it speaks for.
///
/// # Errors
///
/// When it is larger than the format can hold.
pub fn document(pages: &[Page], day: NaiveDate, lang: Lang) -> ZipResult<Vec<u8>> {
    let mut file = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .large_file(false);
    let title = pages.first().map(|page| page.title.plain()).unwrap_or_default();
    let own = [
        ("word/document.xml", body(pages, lang)),
        ("word/footer1.xml", footer(lang)),
        ("docProps/core.xml", properties(&title, day, lang)),
    ];
    let parts = PARTS.iter().map(|(name, text)| (*name, text.as_bytes()));
    for (name, bytes) in parts.chain(own.iter().map(|(name, bytes)| (*name, bytes.as_slice()))) {
        file.start_file(name, options)?;
        file.write_all(bytes)?;
    }
    Ok(file.finish()?.into_inner())
}

/// What stands on sheets that lie one way.
struct Section<'a> {
    title: Option<&'a Page>,
    blocks: &'a [Block],
}

impl<'a> Section<'a> {
    /// The sections of a page: its annexes begin their own.
    fn all_of(page: &'a Page) -> Vec<Self> {
        let mut sections = Vec::new();
        let (mut start, mut title) = (0, Some(page));
        for (at, block) in page.blocks.iter().enumerate() {
            if at > 0 && matches!(block, Block::Annex(_)) {
                sections.push(Self { title: title.take(), blocks: &page.blocks[start..at] });
                start = at;
            }
        }
        sections.push(Self { title, blocks: &page.blocks[start..] });
        sections
    }

    /// The sheet on which its tables have room.
    fn sheet(&self, lang: Lang) -> Sheet {
        let is_wide = |block: &Block| match block {
            Block::Table(table) | Block::Titled(_, table) => table::wish(table, lang) > SHEET.room,
            _ => false,
        };
        if self.blocks.iter().any(is_wide) { ACROSS } else { SHEET }
    }
}

/// A sheet of A4, in twentieths of a point.
struct Sheet {
    width: &'static str,
    height: &'static str,
    /// Between the edges and the text: above and below, left and right.
    margins: [&'static str; 2],
    /// How wide the text is.
    room: usize,
    lies: bool,
}

const SHEET: Sheet = Sheet { width: "11906", height: "16838", margins: ["1440", "1418"], room: 9070, lies: false };
const ACROSS: Sheet = Sheet { width: "16838", height: "11906", margins: ["1304", "1134"], room: 14570, lies: true };

fn body(pages: &[Page], lang: Lang) -> Vec<u8> {
    let sections: Vec<Section<'_>> = pages.iter().flat_map(Section::all_of).collect();
    let mut xml = Xml::new();
    xml.within("w:document", &[("xmlns:w", WORDS), ("xmlns:r", RELATIONS)], |xml| {
        xml.within("w:body", &[], |xml| {
            for (at, section) in sections.iter().enumerate() {
                let sheet = section.sheet(lang);
                if let Some(page) = section.title {
                    paragraph::line(xml, "Title", &page.title, lang);
                }
                for (at, own) in section.blocks.iter().enumerate() {
                    // What leads to a list stands on the sheet where the list begins.
                    let leads = matches!(section.blocks.get(at + 1), Some(Block::Items(_)));
                    block::block(xml, own, leads, sheet.room, lang);
                }
                if at + 1 < sections.len() {
                    // A section ends with a paragraph, here one that takes no room.
                    paragraph::paragraph(xml, "SectionEnd", |xml| close(xml, &sheet), |_| ());
                } else {
                    close(xml, &sheet);
                }
            }
        });
    });
    xml.into_bytes()
}

/// How the sheets of the section lie that ends here.
fn close(xml: &mut Xml, sheet: &Sheet) {
    xml.within("w:sectPr", &[], |xml| {
        xml.leaf("w:footerReference", &[("w:type", "default"), ("r:id", "rId5")]);
        xml.leaf("w:type", &[("w:val", "nextPage")]);
        let size = [("w:w", sheet.width), ("w:h", sheet.height), ("w:orient", "landscape")];
        xml.leaf("w:pgSz", if sheet.lies { &size } else { &size[..2] });
        let [tall, wide] = sheet.margins;
        let margins = [
            ("w:top", tall),
            ("w:right", wide),
            ("w:bottom", tall),
            ("w:left", wide),
            ("w:header", "720"),
            ("w:footer", "720"),
            ("w:gutter", "0"),
        ];
        xml.leaf("w:pgMar", &margins);
    });
}

/// The number of the page and how many there are.
fn footer(lang: Lang) -> Vec<u8> {
    let parts = if lang == Lang::Zh { ["第 ", " 页，共 ", " 页"] } else { ["page ", " of ", ""] };
    let mut xml = Xml::new();
    xml.within("w:ftr", &[("xmlns:w", WORDS)], |xml| {
        paragraph::paragraph(
            xml,
            "Footer",
            |_| (),
            |xml| {
                for (part, field) in parts.iter().zip(["PAGE", "NUMPAGES", ""]) {
                    paragraph::run(xml, part, crate::page::Tone::Plain, lang);
                    if !field.is_empty() {
                        let own = |xml: &mut Xml| paragraph::run(xml, "1", crate::page::Tone::Plain, lang);
                        xml.within("w:fldSimple", &[("w:instr", field)], own);
                    }
                }
            },
        );
    });
    xml.into_bytes()
}

fn properties(title: &str, day: NaiveDate, lang: Lang) -> Vec<u8> {
    let spaces = [
        ("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ("xmlns:dcterms", "http://purl.org/dc/terms/"),
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    ];
    let moment = format!("{day}T00:00:00Z");
    let mut xml = Xml::new();
    xml.within("cp:coreProperties", &spaces, |xml| {
        xml.within("dc:title", &[], |xml| xml.text(title));
        xml.within("dc:language", &[], |xml| xml.text(if lang == Lang::Zh { "zh-CN" } else { "en" }));
        for name in ["dcterms:created", "dcterms:modified"] {
            xml.within(name, &[("xsi:type", "dcterms:W3CDTF")], |xml| xml.text(&moment));
        }
    });
    xml.into_bytes()
}

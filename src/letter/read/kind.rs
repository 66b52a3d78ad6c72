//! What kind of file a letter came in, by its content first, and the way out of the kinds that are not read.

use super::docx::Container;
use crate::{
    lang::{Said, Text, text},
    model::Refusal,
    said,
};

/// The kinds that are read.
pub(super) enum Kind<'a> {
    /// A Word document, `.docx`, and its part that is the document itself.
    Docx(Container<'a>, String),
    /// Text, which may be a web page.
    Text,
}

/// What to do about a kind that is not read.
#[derive(Clone, Copy)]
enum Way {
    Docx,
    Pdf,
    Recognise,
    SaveAsText,
    Unlock,
    Unpack,
}

impl Way {
    fn said(self, name: &str) -> Said {
        // A dash stands for the standard input, which has no name to convert.
        let (zh, en) = if name == "-" { ("文件", "FILE") } else { (name, name) };
        match self {
            Self::Docx => said!(
                "用 `libreoffice --headless --convert-to docx '{zh}'` 转换，或在 Word、WPS 中另存为 .docx",
                "convert it with `libreoffice --headless --convert-to docx '{en}'`, or save it as .docx in Word or WPS"
            ),
            Self::Pdf => said!(
                "用 `pdftotext -layout '{zh}'` 取出文字并核对",
                "take its text out with `pdftotext -layout '{en}'`, and proofread it"
            ),
            Self::Recognise => said!(
                "先做文字识别（OCR），核对后存为文本",
                "recognise its text first (OCR), proofread it and save it as plain text"
            ),
            Self::SaveAsText => said!(
                "用能打开它的软件另存为文本、网页或 .docx",
                "open it in a program that reads it and save it as plain text, as a web page or as .docx"
            ),
            Self::Unlock => {
                said!("打开后去掉密码，再存为 .docx", "open it and save it as .docx without the password")
            }
            Self::Unpack => said!("先解压，再给出其中的答复函", "unpack it and give the letter that is in it"),
        }
    }
}

/// How files begin that are not read.
const FOREIGN: &[(&[u8], Text, Way)] = &[
    (b"%PDF", text("PDF 文件", "a PDF"), Way::Pdf),
    (b"{\\rtf", text("RTF 文件", "an RTF document"), Way::Docx),
    (b"\x89PNG\r\n", text("图片", "a picture"), Way::Recognise),
    (b"\xff\xd8\xff", text("图片", "a picture"), Way::Recognise),
    (b"GIF8", text("图片", "a picture"), Way::Recognise),
    (b"II*\0", text("图片", "a picture"), Way::Recognise),
    (b"MM\0*", text("图片", "a picture"), Way::Recognise),
    (b"7z\xbc\xaf\x27\x1c", text("压缩包", "an archive"), Way::Unpack),
    (b"Rar!\x1a\x07", text("压缩包", "an archive"), Way::Unpack),
    (b"\x1f\x8b", text("压缩包", "an archive"), Way::Unpack),
    (b"MIME-Version:", text("单个文件网页（.mht）", "a web page in one file (.mht)"), Way::SaveAsText),
    (b"From: <Saved by", text("单个文件网页（.mht）", "a web page in one file (.mht)"), Way::SaveAsText),
];

/// What the compound files of older programs are, by the name of a stream in them; the first that is there counts.
const COMPOUND: &[(&str, Text, Way)] = &[
    ("EncryptedPackage", text("有密码保护的文件", "a file protected by a password"), Way::Unlock),
    (
        "WordDocument",
        text("旧格式的 Word 或 WPS 文件（.doc、.wps）", "an old Word or WPS document (.doc, .wps)"),
        Way::Docx,
    ),
    ("Workbook", text("旧格式的表格（.xls、.et）", "an old spreadsheet (.xls, .et)"), Way::SaveAsText),
    ("PowerPoint Document", text("旧格式的演示文稿", "an old presentation"), Way::SaveAsText),
    ("", text("旧格式的办公文件（.doc、.wps 等）", "an old office document (.doc, .wps …)"), Way::Docx),
];

/// What zip files are, by the beginning of a name in them; the first that is there counts.
const ZIPPED: &[(&str, Text, Way)] = &[
    ("xl/", text("表格（.xlsx）", "a spreadsheet (.xlsx)"), Way::SaveAsText),
    ("ppt/", text("演示文稿（.pptx）", "a presentation (.pptx)"), Way::SaveAsText),
    ("OFD.xml", text("OFD 版式文件", "an OFD document"), Way::SaveAsText),
    ("content.xml", text("OpenDocument 文件（.odt、.ods 等）", "an OpenDocument file (.odt, .ods …)"), Way::Docx),
];

/// The kind as the bytes tell it: text that has still to be looked at is [`Kind::Text`].
pub(super) fn of_bytes<'a>(name: &'a str, bytes: &'a [u8]) -> Result<Kind<'a>, Refusal> {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return of_zip(name, bytes);
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        let is = |stream: &str| {
            let wide: Vec<u8> = stream.encode_utf16().flat_map(u16::to_le_bytes).collect();
            wide.is_empty() || bytes.windows(wide.len()).any(|window| window == wide)
        };
        let found = COMPOUND.iter().find(|(stream, ..)| is(stream));
        return found.map_or(Ok(Kind::Text), |(_, what, way)| Err(refused(name, *what, *way)));
    }
    let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let webp = bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP");
    // Two letters could begin a text; a picture has zeros soon after them.
    let bitmap = bytes.starts_with(b"BM") && bytes.iter().take(32).any(|byte| *byte == 0);
    if webp || bitmap {
        return Err(refused(name, text("图片", "a picture"), Way::Recognise));
    }
    match FOREIGN.iter().find(|(magic, ..)| bytes.starts_with(magic) || start.starts_with(magic)) {
        Some((_, what, way)) => Err(refused(name, *what, *way)),
        None => Ok(Kind::Text),
    }
}

fn of_zip<'a>(name: &'a str, bytes: &'a [u8]) -> Result<Kind<'a>, Refusal> {
    let mut container = Container::open(name, bytes)?;
    let (_, what, way) = match ZIPPED.iter().find(|(start, ..)| container.has(start)) {
        Some(found) => *found,
        None => match container.main()? {
            Some(main) => return Ok(Kind::Docx(container, main)),
            None => ("", text("zip 压缩包", "a zip archive"), Way::Unpack),
        },
    };
    Err(refused(name, what, way))
}

fn refused(name: &str, what: Text, way: Way) -> Refusal {
    let Text { zh, en } = what;
    let gap = if zh.starts_with(|c: char| c.is_ascii()) { " " } else { "" };
    Refusal::data(said!("{name} 是{gap}{zh}，不能直接读取", "{name} is {en}, which is not read here"))
        .with_help(way.said(name))
}

/// Whether a decoded text is a web page rather than plain.
pub(super) fn of_text(name: &str, text: &str) -> Result<bool, Refusal> {
    let (start, is_xml) = after_prologue(text);
    if starts_with_tag(start) {
        return Ok(true);
    }
    if is_xml {
        return Err(refused(name, self::text("XML 文件", "an XML file"), Way::Docx));
    }
    let ends = |endings: &[&str]| endings.iter().any(|ending| name.to_ascii_lowercase().ends_with(ending));
    let head = text.get(..text.floor_char_boundary(4096)).unwrap_or_default();
    let tags = head.match_indices('<').any(|(at, _)| head.get(at..).is_some_and(starts_with_tag));
    let is_html = ends(&[".html", ".htm", ".xhtml", ".shtml"]) || (tags && !ends(&[".txt", ".text", ".md"]));
    Ok(is_html)
}

/// The text after marks, white space, comments and processing instructions, and whether it says that it is XML.
fn after_prologue(text: &str) -> (&str, bool) {
    let mut rest = text;
    let mut is_xml = false;
    loop {
        rest = rest.trim_start_matches(|c: char| c == '\u{feff}' || c.is_whitespace());
        let (after, end) = if let Some(after) = rest.strip_prefix("<!--") {
            (after, "-->")
        } else if let Some(after) = rest.strip_prefix("<?") {
            is_xml |= after.starts_with("xml");
            (after, "?>")
        } else {
            return (rest, is_xml);
        };
        let Some((_, next)) = after.split_once(end) else { return (rest, is_xml) };
        rest = next;
    }
}

/// Tags that a web page, whole or copied from one, begins with or has near its beginning.
const TAGS: &[&str] = &[
    "!doctype html",
    "html",
    "head",
    "meta",
    "title",
    "link",
    "style",
    "script",
    "body",
    "div",
    "p",
    "br",
    "table",
    "tbody",
    "tr",
    "td",
    "span",
    "font",
    "center",
    "ul",
    "ol",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "section",
    "article",
    "main",
    "header",
    "blockquote",
    "pre",
    "strong",
    "b",
    "a",
    "img",
    "hr",
];

fn starts_with_tag(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('<') else { return false };
    TAGS.iter().any(|tag| {
        let named = rest.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag));
        named && rest.get(tag.len()..).is_some_and(|after| after.starts_with([' ', '\t', '\r', '\n', '>', '/']))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_told_from_a_text() {
        for (name, text, is_page) in [
            ("-", "\u{feff} \r\n<!-- saved -->\n<!DOCTYPE HTML PUBLIC>", true),
            ("a.txt", "<?xml version='1.0'?><html xmlns='x'>", true),
            ("-", "甲地答复<br>乙地", true),
            ("a.txt", "甲地答复<br>乙地", false),
            ("a.html", "甲地答复", true),
            ("-", "<关于甲地的答复>\n3 < 5, a <b", false),
            ("-", "<!-- never closed", false),
            ("-", "<pa", false),
        ] {
            assert_eq!(of_text(name, text), Ok(is_page), "{name} {text}");
        }
        assert!(of_text("-", "<?xml version='1.0'?><w:wordDocument/>").is_err());
    }

    #[test]
    fn other_kinds_are_refused_with_the_way_out() {
        let compound = |stream: &str| {
            let wide: Vec<u8> = stream.encode_utf16().flat_map(u16::to_le_bytes).collect();
            [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0".as_slice(), &wide].concat()
        };
        for (bytes, what, way) in [
            (b"%PDF-1.7".to_vec(), "a PDF", "pdftotext -layout 'x'"),
            (b"\xef\xbb\xbf {\\rtf1".to_vec(), "RTF", "--convert-to docx 'x'"),
            (compound("WordDocument"), "old Word or WPS", "--convert-to docx"),
            (compound("EncryptedPackage"), "password", "save it"),
            (compound("Workbook"), "spreadsheet", "save it"),
            (compound("Contents"), "old office document", "--convert-to docx"),
            (b"\xff\xd8\xff\xe0".to_vec(), "picture", "OCR"),
            (b"BM\x10\0\0\0".to_vec(), "picture", "OCR"),
            (b"RIFF\0\0\0\0WEBPVP8 ".to_vec(), "picture", "OCR"),
            (b"MIME-Version: 1.0".to_vec(), ".mht", "save it"),
            (b"PK\x03\x04 and then nothing".to_vec(), "damaged", "again"),
        ] {
            let refusal = of_bytes("x", &bytes).err().expect("it is not read");
            let help = refusal.help.map(|help| help.en).unwrap_or_default();
            assert!(refusal.said.en.contains(what) && help.contains(way), "{} {help}", refusal.said.en);
        }
        assert!(matches!(of_bytes("x.pdf", b"BM is a text"), Ok(Kind::Text)));
    }
}

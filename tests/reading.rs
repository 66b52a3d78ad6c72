//! The files that letters come in: Word documents and pages that are made up here, whole and broken.

#![allow(clippy::panic, reason = "a test fails by panicking")]

mod common;
#[path = "common/laws.rs"]
mod laws;

use std::io::{Cursor, Write};

use common::run;
use duban::letter::read;
use laws::tried;
use proptest::prelude::*;
use zip::{ZipWriter, write::SimpleFileOptions};

fn zipped(files: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        zip.start_file(*name, SimpleFileOptions::default()).expect("it can be begun");
        zip.write_all(content.as_bytes()).expect("it can be written");
    }
    zip.finish().expect("it can be ended").into_inner()
}

/// A part of a document around its content.
fn part(root: &str, content: &str) -> String {
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<w:{root} xmlns:w=\"w\" xmlns:mc=\"mc\">{content}</w:{root}>")
}

/// A document of a body and other parts, each with its root element's name.
fn docx(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let document = part("document", &format!("<w:body>{body}<w:sectPr/></w:body>"));
    let others: Vec<_> =
        parts.iter().map(|(root, content)| (format!("word/{root}.xml"), part(root, content))).collect();
    let files = others.iter().map(|(name, content)| (name.as_str(), content.as_str()));
    let files: Vec<_> =
        [("[Content_Types].xml", "<Types/>"), ("word/document.xml", &document)].into_iter().chain(files).collect();
    zipped(&files)
}

fn p(content: &str) -> String {
    format!("<w:p>{content}</w:p>")
}

fn r(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

/// A paragraph of a list.
fn n(list: u32, level: u32, text: &str) -> String {
    p(&format!("<w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr>{}", r(text)))
}

#[track_caller]
fn shows(bytes: &[u8], text: &str) {
    assert_eq!(read("-", bytes).as_deref().map_err(|refusal| refusal.said.en.clone()), Ok(text));
}

#[track_caller]
fn refuses(bytes: &[u8], why: &str) {
    let refusal = read("letter", bytes).expect_err("it is refused");
    assert!(refusal.said.en.contains(why) && refusal.help.is_some(), "{}", refusal.said.en);
}

#[test]
fn plain_text_keeps_every_character_but_its_line_ends() {
    shows("\u{feff}一、甲\t \r\n\r\n　　乙\r丙\u{a0}\u{c}".as_bytes(), "一、甲\t \n\n　　乙\n丙\u{a0}\u{c}");
    shows("关于<甲地>的答复".as_bytes(), "关于<甲地>的答复");
    refuses(b"", "no text");
    refuses("\u{feff} \r\n\u{a0}".as_bytes(), "no text");
}

#[test]
fn a_page_in_an_old_encoding_is_read() {
    let page =
        "<html><head><meta charset=gb2312><title>题</title></head><body><p>关于甲地的答复<p>建设公园三处。</body>";
    let bytes = encoding_rs::GBK.encode(page).0;
    shows(&bytes, "关于甲地的答复\n建设公园三处。\n");
    shows(page.as_bytes(), "关于甲地的答复\n建设公园三处。\n");
}

#[test]
fn paragraphs_runs_and_breaks() {
    let body = [
        p(&(r("甲") + &r(" 乙 &amp; &#x4e19;"))),
        p(""),
        p(
            "<w:pPr><w:tabs><w:tab w:val=\"left\"/></w:tabs></w:pPr><w:r><w:t>一</w:t><w:tab/><w:t>二</w:t><w:br/><w:t>三</w:t><w:cr/><w:t>四\n五</w:t></w:r>",
        ),
        p("<w:r><w:br w:type=\"page\"/><w:t>六</w:t><w:br w:type=\"page\"/></w:r>"),
        p(&format!("<w:hyperlink>{}</w:hyperlink><w:r><w:noBreakHyphen/></w:r>", r("链"))),
        format!("<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>", p(&r("控件"))),
        p(&r("末")),
    ];
    shows(&docx(&body.concat(), &[]), "甲 乙 & 丙\n\n一\t二\n三\n四 五\n六\n链\u{2011}\n控件\n末\n");
}

#[test]
fn tables_become_tabs_and_lines() {
    let cell = |content: &str| format!("<w:tc>{content}</w:tc>");
    let row = |cells: &[&str]| format!("<w:tr>{}</w:tr>", cells.iter().map(|c| cell(&p(&r(c)))).collect::<String>());
    let inner = format!("<w:tbl>{}{}</w:tbl>", row(&["三", "四"]), row(&["五", ""]));
    let table = format!(
        "<w:tbl>{}<w:tr>{}{}</w:tr>{}</w:tbl>",
        row(&["一", "二"]),
        cell(&p(&r("左"))),
        cell(&(inner + &p(""))),
        row(&["", "末"])
    );
    shows(&docx(&(p(&r("前")) + &table + &p(&r("后"))), &[]), "前\n一\t二\n左\t三\t四\n五\n\t末\n后\n");
}

#[test]
fn merged_cells_keep_their_columns() {
    let cell =
        |properties: &str, content: &str| format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", p(&r(content)));
    let row = |cells: &[String]| format!("<w:tr>{}</w:tr>", cells.concat());
    let (begins, goes_on) = ("<w:vMerge w:val=\"restart\"/>", "<w:vMerge/>");
    let wide = "<w:gridSpan w:val=\"2\"/>";
    let table = [
        row(&[cell(wide, "一"), cell(begins, "二")]),
        row(&[cell("", "三"), cell("", "四"), cell(goes_on, "")]),
        row(&[cell("", ""), cell("", "五"), cell("<w:tcPrChange><w:tcPr><w:vMerge/></w:tcPr></w:tcPrChange>", "")]),
        row(&[cell("<w:tcPrChange><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr></w:tcPrChange>", "六"), cell("", "七")]),
        row(&["<w:trPr><w:gridBefore w:val=\"2\"/></w:trPr>".to_owned(), cell("", "八")]),
        row(&["<w:trPrChange><w:trPr><w:gridBefore w:val=\"2\"/></w:trPr></w:trPrChange>".to_owned(), cell("", "九")]),
    ];
    let table = format!("<w:tbl>{}</w:tbl>", table.concat());
    shows(&docx(&(table + &p(&r("后"))), &[]), "一\t\t二\n三\t四\t〃\n\t五\n六\t七\n\t\t八\n九\n后\n");
}

#[test]
fn deleted_and_hidden_text_is_out_and_inserted_text_in() {
    let body = [
        p(&format!("<w:del><w:r><w:delText>旧</w:delText><w:tab/></w:r></w:del><w:ins>{}</w:ins>", r("新"))),
        p(&format!("<w:moveFrom>{0}</w:moveFrom><w:moveTo>{0}</w:moveTo>", r("移"))),
        p(
            "<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r><w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>显</w:t></w:r>",
        ),
        p("<w:r><w:rPr><w:rStyle w:val=\"secret\"/></w:rPr><w:t>密</w:t></w:r>"),
        p(&("<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>".to_owned() + &r("上"))),
        p(&r("下")),
    ];
    let styles = "<w:style w:styleId=\"base\"><w:rPr><w:vanish/></w:rPr></w:style>\
                  <w:style w:styleId=\"secret\"><w:basedOn w:val=\"base\"/></w:style>";
    shows(&docx(&body.concat(), &[("styles", styles)]), "新\n移\n显\n\n上下\n");
}

#[test]
fn hidden_runs_hide_what_is_in_them() {
    let run = |properties: &str, content: &str| format!("<w:r><w:rPr>{properties}</w:rPr>{content}</w:r>");
    let text = |text: &str| format!("<w:t>{text}</w:t>");
    let boxed = format!("<w:txbxContent>{}</w:txbxContent>", p(&r("框")));
    let body = [
        p(&(run("<w:vanish/>", &(text("藏") + "<w:tab/>" + &boxed)) + &r("显"))),
        p(&run("<w:rStyle w:val=\"secret\"/><w:vanish w:val=\"0\"/>", &text("仍显"))),
        p(&("<w:pPr><w:pStyle w:val=\"secret\"/></w:pPr>".to_owned()
            + &r("藏")
            + &run("<w:vanish w:val=\"0\"/>", &text("独显")))),
        p(&("<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>".to_owned() + &r("末段"))),
    ];
    let styles = "<w:style w:styleId=\"secret\"><w:rPr><w:vanish/></w:rPr></w:style>";
    shows(&docx(&body.concat(), &[("styles", styles)]), "显\n仍显\n独显\n末段\n");
}

#[test]
fn of_fields_the_results_are_shown() {
    let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let code = |code: &str| format!("<w:r><w:instrText>{code}</w:instrText></w:r>");
    let (begin, separate, end) = (mark("begin"), mark("separate"), mark("end"));
    let field = |instruction: &str, result: &str| format!("{begin}{instruction}{separate}{result}{end}");
    let inner = field(&code("MERGEFIELD"), &r("内"));
    let body = p(&(r("前") + &field(&(code("IF ") + &inner + &code(" = 1")), &r("果")) + &inner + &r("后")));
    let simple = p(&format!("<w:fldSimple w:instr=\"PAGE\">{}</w:fldSimple>", r("三")));
    shows(&docx(&(body.clone() + &simple), &[]), "前果内后\n三\n");
    // Where a field is never ended, nothing is taken for its instruction.
    shows(&docx(&(p(&begin) + &body), &[]), "前内果内后\n");
}

#[test]
fn signs_of_other_fonts_are_shown() {
    let sign = |font: &str, code: &str| format!("<w:sym w:font=\"{font}\" w:char=\"{code}\"/>");
    let face = "<mc:AlternateContent><mc:Choice><w16se:symEx w16se:font=\"E\" w16se:char=\"1F60A\"/></mc:Choice><mc:Fallback><w:t>面</w:t></mc:Fallback></mc:AlternateContent>";
    let choice = "<w:rPr><mc:AlternateContent><mc:Choice/><mc:Fallback/></mc:AlternateContent></w:rPr>";
    let run = format!("<w:r>{choice}{}{}{face}</w:r>", sign("Wingdings", "F0FE"), sign("Other", "4E00"));
    shows(&docx(&p(&run), &[]), "☑一😊\n");
}

#[test]
fn parts_are_found_by_their_relations() {
    let relation = |kind: &str, target: &str| {
        format!(
            "<Relationship Type=\"http://purl.oclc.org/ooxml/officeDocument/relationships/{kind}\" Target=\"{target}\"/>"
        )
    };
    let relations = |inner: &str| format!("<Relationships>{inner}</Relationships>");
    let body = part("document", &n(1, 0, "甲"));
    let files = [
        ("_rels/.rels", relations(&relation("officeDocument", "/文/主.xml"))),
        ("文/_rels/主.xml.rels", relations(&relation("numbering", "号.xml"))),
        ("文/主.xml", body),
        ("文/号.xml", part("numbering", LISTS)),
    ];
    let files: Vec<_> = files.iter().map(|(name, content)| (*name, content.as_str())).collect();
    shows(&zipped(&files), "一、甲\n");
}

#[test]
fn text_boxes_stand_once_behind_their_paragraph() {
    let text = |text: &str| format!("<w:txbxContent>{}{}</w:txbxContent>", p(&r(text)), p(&r("框末")));
    let shape = format!(
        "<w:r><mc:AlternateContent><mc:Choice>{}</mc:Choice><mc:Choice>{1}</mc:Choice><mc:Fallback>{1}</mc:Fallback></mc:AlternateContent></w:r>",
        text("框"),
        text("旧框")
    );
    let only =
        format!("<w:r><mc:AlternateContent><mc:Fallback>{}</mc:Fallback></mc:AlternateContent></w:r>", text("仅"));
    shows(&docx(&(p(&(r("前") + &shape + &r("后"))) + &p(&only)), &[]), "前后\n框\n框末\n\n仅\n框末\n");
}

#[test]
fn notes_stand_at_the_end() {
    let reference = |kind: &str, id: u32| format!("<w:r><w:{kind}Reference w:id=\"{id}\"/></w:r>");
    let body =
        p(&(r("甲") + &reference("footnote", 3) + &r("乙") + &reference("endnote", 2) + &reference("footnote", 2)))
            + &p("<w:r><w:footnoteReference w:customMarkFollows=\"1\" w:id=\"5\"/><w:t>*</w:t></w:r>");
    let note = |kind: &str, id: u32, text: &str| {
        format!("<w:{kind} w:id=\"{id}\">{}</w:{kind}>", p(&(format!("<w:r><w:{kind}Ref/></w:r>") + &r(text))))
    };
    let foot = note("footnote", 0, "分隔")
        + &note("footnote", 2, "二")
        + &note("footnote", 3, "三")
        + &note("footnote", 5, "* 星");
    let end = note("endnote", 2, "尾");
    shows(&docx(&body, &[("footnotes", &foot), ("endnotes", &end)]), "甲[1]乙[i][2]\n*\n[1]三\n[2]二\n* 星\n[i]尾\n");
}

/// Two lists of one pattern, the second with a start of its own, a bulleted one, and one that a style leads to.
const LISTS: &str = r#"
<w:abstractNum w:abstractNumId="0">
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="japaneseCounting"/><w:suff w:val="nothing"/><w:lvlText w:val="（%2）"/></w:lvl>
 <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>
 <w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:suff w:val="space"/><w:lvlText w:val="%1.%3.%4"/></w:lvl>
 <w:lvl w:ilvl="4"><w:start w:val="3"/><w:numFmt w:val="decimalEnclosedCircle"/><w:lvlRestart w:val="0"/><w:lvlText w:val="%5"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val=""/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="2">
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="one"/><w:lvlText w:val="第%1章"/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="two"/><w:lvlText w:val="%1.%2"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="3"><w:numStyleLink w:val="listed"/></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="2"/></w:num>
<w:num w:numId="5"><w:abstractNumId w:val="3"/></w:num>
<w:num w:numId="6"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperLetter"/><w:lvlText w:val="%1)"/></w:lvl></w:lvlOverride></w:num>"#;

const STYLES: &str = r#"
<w:style w:type="paragraph" w:default="1" w:styleId="plain"/>
<w:style w:type="paragraph" w:styleId="one"><w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="two"><w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="heir"><w:basedOn w:val="two"/></w:style>
<w:style w:type="numbering" w:styleId="listed"><w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="loop"><w:basedOn w:val="loop"/></w:style>"#;

#[test]
fn automatic_numbers_are_written_out() {
    let body = [
        n(1, 0, "甲"),
        n(1, 1, "子"),
        n(1, 1, "丑"),
        n(1, 2, "寅"),
        n(1, 4, "卯"),
        n(1, 0, "乙"),
        p(&r("其间")),
        n(1, 1, "辰"),
        n(1, 3, "巳"),
        n(1, 4, "午"),
        n(3, 0, "点"),
        n(2, 0, "丙"),
        n(2, 0, "丁"),
        n(6, 0, "己"),
        n(99, 0, "无"),
        n(1, 77, "深"),
    ];
    let shown = "一、甲\n（一）子\n（二）丑\n1. 寅\n③卯\n二、乙\n其间\n（一）辰\n2.1.1 巳\n④午\n点\n七、丙\n八、丁\nI) 己\n无\n深\n";
    shows(&docx(&body.concat(), &[("numbering", LISTS)]), shown);
}

#[test]
fn numbers_that_styles_give_are_written_out() {
    let styled = |style: &str, more: &str, text: &str| {
        p(&format!("<w:pPr><w:pStyle w:val=\"{style}\"/>{more}</w:pPr>{}", r(text)))
    };
    let body = [
        styled("one", "", "甲"),
        styled("two", "", "子"),
        styled("heir", "", "丑"),
        styled("one", "", "乙"),
        styled("two", "<w:numPr><w:numId w:val=\"0\"/></w:numPr>", "无"),
        styled("two", "<w:pPrChange><w:pPr><w:numPr><w:numId w:val=\"0\"/></w:numPr></w:pPr></w:pPrChange>", "寅"),
        styled("loop", "", "环"),
        n(5, 0, "丙"),
        p(&r("平")),
    ];
    let shown = "第1章甲\n1.1 子\n1.2 丑\n第2章乙\n无\n2.1 寅\n环\n第3章丙\n平\n";
    shows(&docx(&body.concat(), &[("numbering", LISTS), ("styles", STYLES)]), shown);
}

#[test]
fn documents_that_cannot_be_read_whole_are_refused() {
    let good = docx(&p(&r("甲")), &[]);
    refuses(&good[..good.len() / 2], "damaged or incomplete");
    refuses(&docx("<w:p><w:altChunk/></w:p>", &[]), "other files within it");
    refuses(&docx(&p("<w:r><w:t>&odd;</w:t></w:r>"), &[]), "unknown entity &odd;");
    refuses(&docx("<w:p>", &[]), "word/document.xml");
    refuses(&docx(&p(""), &[]), "no text");
    refuses(&docx(&p(&n(1, 0, "甲")), &[("numbering", "<w:num>")]), "word/numbering.xml");
    refuses(&docx(&("<w:p>".repeat(5000) + &"</w:p>".repeat(5000)), &[]), "in each other");
    // A bit in both headers of a file says that it is locked.
    let mut locked = good.clone();
    for (header, flags) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
        let places: Vec<_> = (0..locked.len() - 4).filter(|at| locked[*at..].starts_with(header)).collect();
        places.iter().for_each(|at| locked[at + flags] |= 1);
    }
    refuses(&locked, "password");
    let bomb = "<!DOCTYPE a [<!ENTITY b \"bbbb\">]><w:document><w:t>&b;</w:t></w:document>";
    refuses(&zipped(&[("word/document.xml", bomb)]), "document type");
    for (file, what) in
        [("xl/workbook.xml", "spreadsheet"), ("OFD.xml", "OFD"), ("content.xml", "OpenDocument"), ("a.txt", "zip")]
    {
        refuses(&zipped(&[(file, "")]), what);
    }
}

#[test]
fn numbers_do_not_make_a_small_file_large() {
    let list = format!(
        "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"4294967295\"/><w:numFmt w:val=\"lowerLetter\"/><w:lvlText w:val=\"{}\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>",
        "%1".repeat(9999)
    );
    shows(&docx(&(n(1, 0, "甲") + &n(1, 0, "乙")), &[("numbering", &list)]), "甲\n乙\n");
}

#[test]
fn depth_costs_no_stack() {
    let boxes = |n: usize| {
        let open = "<w:p><w:r><w:txbxContent>".repeat(n) + &p(&r("深"));
        docx(&(open + &"</w:txbxContent></w:r></w:p>".repeat(n)), &[])
    };
    assert_eq!(read("-", &boxes(16)).map(|text| text.trim().to_owned()), Ok("深".to_owned()));
    refuses(&boxes(17), "16 text boxes in each other");
    let tables = "<w:tbl><w:tr><w:tc>".repeat(150) + &p(&r("深")) + &"</w:tc></w:tr></w:tbl>".repeat(150);
    shows(&docx(&tables, &[]), "深\n");
    let page = "<div><table><tr><td><b hidden=x><ul>".repeat(100_000) + "</b>末";
    assert!(read("a.html", page.as_bytes()).is_ok_and(|text| text.ends_with("末\n")));
}

#[test]
fn the_program_drafts_from_a_document_by_name_and_from_standard_input() {
    let scratch = tempfile::tempdir().expect("a folder can be made");
    let body = [
        p(&r("甲某某委员：")),
        n(1, 0, "下一步工作"),
        n(1, 1, "加强修缮。下一步，将于2024年年底前修好七座风车。"),
        p(&r("乌有市风车局")),
    ];
    std::fs::write(scratch.path().join("letter.docx"), docx(&body.concat(), &[("numbering", LISTS)]))
        .expect("it is ours");
    for script in ["duban draft -f outline letter.docx", "duban draft -f outline - < letter.docx"] {
        let output = run(script, scratch.path());
        let text = String::from_utf8_lossy(&output.stdout);
        assert!(text.contains("一、下一步工作") && text.contains("（一）加强修缮"), "{script}: {text}");
        assert!(text.contains("修好七座风车"), "{script}: {text}");
    }
}

/// A text without white space that a browser would collapse.
fn plain() -> impl Strategy<Value = String> {
    let line = proptest::collection::vec("[^\\s\\p{C}]{1,6}", 1..4).prop_map(|words| words.join(" "));
    proptest::collection::vec(prop_oneof![3 => line, 1 => Just(String::new())], 1..6).prop_map(|lines| lines.join("\n"))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Something that looks like a page, in no order.
fn soup() -> impl Strategy<Value = String> {
    let names = prop::sample::select(vec![
        "p",
        "div",
        "table",
        "tr",
        "td",
        "b",
        "span",
        "ul",
        "li",
        "script",
        "style",
        "title",
        "textarea",
        "pre",
        "br",
        "svg",
        "noscript",
        "template",
        "plaintext",
        "select",
        "option",
        "x-y",
        "input",
    ]);
    let attributes = prop::sample::select(vec!["", " hidden", " style='display:none'", " a='<'", "/", " b=\""]);
    let tag = (any::<bool>(), names, attributes)
        .prop_map(|(ends, name, attributes)| format!("<{}{name}{attributes}>", if ends { "/" } else { "" }));
    let other = prop::sample::select(vec![
        "甲",
        " ",
        "\n",
        "a",
        "&amp;",
        "&#0;",
        "&#x110000;",
        "<!--",
        "-->",
        "<![CDATA[",
        "<",
        "\u{3000}",
        "]]>",
    ]);
    proptest::collection::vec(prop_oneof![2 => tag, 1 => other.prop_map(str::to_owned)], 0..60)
        .prop_map(|parts| parts.concat())
}

/// A document that has everything, and XML in which elements are in any order.
fn document() -> Vec<u8> {
    let body = [
        n(1, 0, "甲"),
        n(1, 1, "子"),
        p("<w:pPr><w:pStyle w:val=\"two\"/></w:pPr><w:r><w:t>乙</w:t><w:footnoteReference w:id=\"1\"/></w:r>"),
        format!("<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>", p(&r("一")), p(&r("二"))),
        p(
            "<w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p/></w:txbxContent></mc:Choice></mc:AlternateContent></w:r>",
        ),
    ];
    let notes = format!("<w:footnote w:id=\"1\">{}</w:footnote>", p(&r("注")));
    docx(&body.concat(), &[("numbering", LISTS), ("styles", STYLES), ("footnotes", &notes)])
}

fn tangle() -> impl Strategy<Value = String> {
    let names = prop::sample::select(vec![
        "p",
        "r",
        "t",
        "tbl",
        "tr",
        "tc",
        "del",
        "txbxContent",
        "AlternateContent",
        "Choice",
        "Fallback",
        "pPr",
        "rPr",
        "numPr",
        "vanish",
        "footnote",
        "footnoteReference",
        "footnoteRef",
        "pPrChange",
        "br",
        "tab",
        "numId",
        "ilvl",
    ]);
    let leaf = (names.clone(), 0_u32..9).prop_map(|(name, val)| format!("<w:{name} w:val=\"{val}\" w:id=\"{val}\"/>"));
    let leaf = prop_oneof![leaf, Just(r("甲"))];
    leaf.prop_recursive(12, 80, 6, move |inner| {
        (names.clone(), 0_u32..9, proptest::collection::vec(inner, 0..6)).prop_map(|(name, val, inner)| {
            format!("<w:{name} w:val=\"{val}\" w:id=\"{val}\">{}</w:{name}>", inner.concat())
        })
    })
}

proptest! {
    #![proptest_config(tried())]

    #[test]
    fn any_bytes_are_read_or_refused(name in "-|.{0,8}(\\.(txt|html|docx))?", bytes in any::<Vec<u8>>()) {
        let _either = read(&name, &bytes);
        for magic in ["\u{feff}", "<html>", "PK\u{3}\u{4}", "<meta charset=gbk>", "<p>"] {
            let _either = read(&name, &[magic.as_bytes(), &bytes].concat());
        }
    }

    #[test]
    fn plain_text_is_read_as_it_is(text in "(?s)[^\0\r\u{feff}][^\0\r]{0,40}") {
        prop_assume!(!duban::lang::is_blank(&text));
        prop_assert_eq!(read("a.txt", format!("# {text}").as_bytes()), Ok(format!("# {text}")));
    }

    #[test]
    fn every_encoding_gives_the_same_text(text in "一、[、。，一-龥]{8,40}\n") {
        let common = format!("{}{text}", "关于甲地建议的答复。".repeat(20));
        let wide = |bytes: fn(u16) -> [u8; 2]| -> Vec<u8> { common.encode_utf16().flat_map(bytes).collect() };
        for bytes in [encoding_rs::GB18030.encode(&common).0.into_owned(), wide(u16::to_le_bytes), wide(u16::to_be_bytes)] {
            prop_assert_eq!(read("-", &bytes), Ok(common.clone()));
        }
    }

    #[test]
    fn a_page_of_escaped_text_reads_as_the_text(text in plain()) {
        let text = text.trim_matches('\n');
        prop_assume!(!duban::lang::is_blank(text));
        let whole = Ok(format!("{text}\n"));
        // Several empty lines of a page make one.
        let mut lines: Vec<_> = text.split('\n').collect();
        lines.dedup_by(|next, last| next.is_empty() && last.is_empty());
        let expected = Ok(format!("{}\n", lines.join("\n")));
        let broken = escaped(text).replace('\n', "<br>");
        prop_assert_eq!(&read("-", format!("<!doctype html><title>x</title><body>{broken}").as_bytes()), &expected);
        let divided: String = escaped(text).split('\n').map(|line| format!("<p>\n {}<br>\n</p>\n", line)).collect();
        prop_assert_eq!(&read("-", divided.as_bytes()), &expected);
        prop_assert_eq!(&read("-", format!("<pre>\n{}</pre>", escaped(text)).as_bytes()), &whole);
        let paragraphs: String = escaped(text).split('\n').map(|line| p(&r(line))).collect();
        prop_assert_eq!(&read("-", &docx(&paragraphs, &[])), &whole);
    }

    #[test]
    fn what_stands_behind_any_page_is_not_lost_to_an_open_element(soup in soup()) {
        let _either = read("a.html", soup.as_bytes());
        // Only what the standard lets swallow the rest may hide what follows.
        let swallows = ["script", "style", "title", "noscript", "textarea", "plaintext", "template", "<!--", "svg", "\"", "'", "<![", "hidden", "none"];
        if !swallows.iter().any(|word| soup.contains(word)) {
            let text = read("a.html", format!("{soup}><p>末尾").as_bytes());
            prop_assert!(text.as_ref().is_ok_and(|text| text.contains("末尾")), "{:?}", text);
        }
    }

    #[test]
    fn a_document_in_any_order_is_read_or_refused(body in tangle(), notes in tangle(), numbering in tangle()) {
        let lists = format!("{LISTS}{numbering}");
        let _either = read("-", &docx(&body, &[("footnotes", &notes), ("numbering", &lists), ("styles", STYLES)]));
    }

    #[test]
    fn a_damaged_document_is_read_or_refused(
        flips in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6),
        cut in prop::option::weighted(0.3, (any::<prop::sample::Index>(), any::<prop::sample::Index>())),
    ) {
        let mut bytes = document();
        for (at, byte) in flips {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Some((from, to)) = cut {
            let (from, to) = (from.index(bytes.len()), to.index(bytes.len()));
            bytes.drain(from.min(to)..from.max(to));
        }
        let _either = read("-", &bytes);
    }
}

#[test]
fn the_document_that_is_damaged_is_a_good_one() {
    shows(&document(), "一、甲\n（一）子\n1.1 乙[1]\n一\t二\n注\n");
}

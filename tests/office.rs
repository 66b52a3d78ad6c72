//! What LibreOffice itself makes of a fictional letter: a Word document with its own numbers, and a web page.

#![allow(clippy::panic, reason = "a test fails by panicking")]

mod common;

use std::{fs, path::Path};

use common::run;

/// The letter as a text document with numbers that the program counts, a table and a footnote.
const LETTER: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" office:version="1.3"
 office:mimetype="application/vnd.oasis.opendocument.text">
<office:automatic-styles>
<text:list-style style:name="N">
<text:list-level-style-number text:level="1" style:num-format="一, 二, 三, ..." style:num-suffix="、"/>
<text:list-level-style-number text:level="2" style:num-format="一, 二, 三, ..." style:num-prefix="（" style:num-suffix="）"/>
</text:list-style>
</office:automatic-styles>
<office:body><office:text>
<text:p>甲某某委员：</text:p>
<text:p>您提出的《关于修好乌有市风车的建议》（第9001号）收悉。经与巡查处共同研究，现答复如下。</text:p>
<text:list text:style-name="N"><text:list-item><text:p>工作开展情况</text:p></text:list-item></text:list>
<text:p>2023年，全市修好风车三座<text:note text:note-class="footnote" text:id="f1"><text:note-citation>1</text:note-citation><text:note-body><text:p>据乌有市风车年鉴。</text:p></text:note-body></text:note>。</text:p>
<table:table><table:table-column table:number-columns-repeated="2"/>
<table:table-row><table:table-cell><text:p>风车名称</text:p></table:table-cell><table:table-cell><text:p>所在地</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell><text:p>东风车</text:p></table:table-cell><table:table-cell><text:p>乌有市东门</text:p></table:table-cell></table:table-row>
</table:table>
<text:list text:style-name="N" text:continue-numbering="true"><text:list-item><text:p>下一步工作</text:p>
<text:list><text:list-item><text:p>加强修缮。下一步，将于2024年年底前修好七座风车（工造处、巡查处负责）。</text:p></text:list-item>
<text:list-item><text:p>扩大开放。2025年起，每年举办风车开放日。</text:p></text:list-item></text:list>
</text:list-item></text:list>
<text:p>感谢您对风车的关心。</text:p>
<text:p>乌有市风车局</text:p>
<text:p>2024年3月1日</text:p>
</office:text></office:body></office:document>
"#;

/// The same as a reader sees it.
const SEEN: &str = "甲某某委员：
您提出的《关于修好乌有市风车的建议》（第9001号）收悉。经与巡查处共同研究，现答复如下。
一、工作开展情况
2023年，全市修好风车三座[1]。
风车名称\t所在地
东风车\t乌有市东门
二、下一步工作
（一）加强修缮。下一步，将于2024年年底前修好七座风车（工造处、巡查处负责）。
（二）扩大开放。2025年起，每年举办风车开放日。
感谢您对风车的关心。
乌有市风车局
2024年3月1日
[1]	据乌有市风车年鉴。
";

fn outline(place: &Path, file: &str) -> String {
    let output = run(&format!("duban draft -f outline {file}"), place);
    assert!(output.status.success(), "{file}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("an outline is UTF-8")
}

#[test]
#[ignore = "needs LibreOffice Writer"]
fn a_letter_that_libreoffice_writes_reads_back() {
    let scratch = tempfile::tempdir().expect("a folder can be made");
    let place = scratch.path();
    fs::write(place.join("letter.fodt"), LETTER).expect("the folder is ours");
    fs::write(place.join("seen.txt"), SEEN).expect("the folder is ours");
    let convert = "soffice --headless -env:UserInstallation=file://$PWD/profile --convert-to docx letter.fodt \
                   && soffice --headless -env:UserInstallation=file://$PWD/profile --convert-to html letter.fodt";
    let output = run(convert, place);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let bytes = fs::read(place.join("letter.docx")).expect("LibreOffice wrote it");
    assert_eq!(duban::letter::read("letter.docx", &bytes).as_deref(), Ok(SEEN));
    let seen = outline(place, "seen.txt");
    assert!(seen.contains("修好七座风车") && seen.contains("举办风车开放日"), "{seen}");
    assert_eq!(outline(place, "letter.docx"), seen);
    // In a page the browser counts, in digits whatever the document had, so that those numbers are not read.
    let mut counted = SEEN.replace("[1]\t", "1").replace("[1]", "1");
    for number in ["一、", "二、", "（一）", "（二）"] {
        counted = counted.replace(&format!("\n{number}"), "\n");
    }
    let bytes = fs::read(place.join("letter.html")).expect("LibreOffice wrote it");
    assert_eq!(duban::letter::read("letter.html", &bytes).as_deref(), Ok(counted.as_str()));
    fs::write(place.join("counted.txt"), &counted).expect("the folder is ours");
    assert_eq!(outline(place, "letter.html"), outline(place, "counted.txt"));
}

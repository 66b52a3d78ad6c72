//! What goes out in a spreadsheet comes back: laws about workbooks and CSV, and files as people spoil them.

use std::io::{Cursor, Read as _, Write as _};

#[path = "common/laws.rs"]
mod laws;

use duban::{
    lang::Lang,
    model::{Ledger, Source, Status},
    page::{Paper, Pen, SheetCell, Workbook},
    query::{field, rows},
    render::{
        csv::{Separator, sheet},
        xlsx::xlsx,
    },
    sheet::{Asked, Back, back, comments, fingerprint, open, workbook},
    store::read::read,
};
use laws::tried;
use proptest::prelude::*;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook as File, Worksheet};

const LEDGER: &str = include_str!("fixtures/sample/measures.toml");

fn ledger() -> Ledger {
    read(Source::new("measures.toml", LEDGER.to_owned()))
}

/// The workbook of the sample, with something typed into cells that the first pen writes in.
fn filled(lang: Lang, by: Option<&str>, typed: &[(usize, &str, &str)]) -> Workbook {
    let ledger = ledger();
    let day = "2026-01-15".parse().expect("a day");
    let rows = rows([&ledger], day);
    let by = by.map(|by| field(by).expect("a field"));
    let asked = Asked { rows: &rows, as_of: day, lang, short: false, by, paper: Paper::A3 };
    let mut book = workbook(&asked);
    for (row, head, text) in typed {
        let sheet = &mut book.sheets[0];
        let at = sheet.columns.iter().position(|column| column.head == *head).expect("a heading");
        assert_eq!(sheet.columns[at].pen, Pen::First);
        sheet.rows[*row][at] = SheetCell::from((*text).to_owned());
    }
    book
}

/// The same workbook as every file that we write.
fn files(book: &Workbook) -> [Vec<u8>; 4] {
    let flat =
        |separator, mark| book.sheets.iter().map(|own| sheet(own, separator, mark)).collect::<String>().into_bytes();
    [
        xlsx(book).expect("it is small"),
        flat(Separator::Comma, false),
        flat(Separator::Comma, true),
        flat(Separator::Tab, false),
    ]
}

fn read_back(bytes: &[u8]) -> Back {
    let grids = open("sheet", bytes).expect("it is a spreadsheet");
    back("sheet", &grids).expect("it holds a ledger")
}

#[test]
fn an_untouched_sheet_says_nothing_and_knows_its_records() {
    let ledger = ledger();
    let rows = rows([&ledger], "2026-01-15".parse().expect("a day"));
    for lang in [Lang::Zh, Lang::En] {
        for bytes in files(&filled(lang, None, &[])) {
            let back = read_back(&bytes);
            assert!(back.notes.is_empty() && back.rows.len() == rows.len(), "{back:#?}");
            for own in back.rows {
                let row = rows.iter().find(|row| Some(&*row.measure.id.value) == own.id.as_deref()).expect("its id");
                assert_eq!(own.fingerprint, Some(fingerprint(row)));
                assert!(own.statement.is_none() && own.finding.is_none() && own.wrong.is_empty(), "{own:#?}");
            }
        }
    }
    let sheets = read_back(&xlsx(&filled(Lang::Zh, Some("owner"), &[])).expect("it is small"));
    let names: std::collections::BTreeSet<_> = sheets.rows.iter().map(|row| row.sheet.as_str()).collect();
    assert_eq!((sheets.rows.len(), names.len()), (7, 3));
}

#[test]
fn a_fingerprint_is_of_what_a_record_says_and_of_nothing_else() {
    let print = |text: String, day: &str| {
        let ledger = read(Source::new("other.toml", text));
        let rows = rows([&ledger], day.parse().expect("a day"));
        let row = rows.iter().find(|row| &*row.measure.id.value == "mend-windmills").expect("it is there");
        fingerprint(row)
    };
    let own = print(LEDGER.to_owned(), "2026-01-15");
    assert_eq!(own, print(LEDGER.to_owned(), "2024-03-02"), "the day is no part of it");
    assert_eq!(
        own,
        print(LEDGER.replace("quantity = 7", "quantity   = 7 # seven").replace('\n', "\r\n"), "2026-01-15")
    );
    assert_eq!(own, print(format!("# moved down\n{LEDGER}"), "2026-01-15"));
    for (old, new) in [
        ("quantity = 7", "quantity = 8"),
        ("等帆布到货。", "等。"),
        ("to = 2026-02-10", "to = 2026-03-10"),
        ("\"西风车\"", "\"南风车\""),
    ] {
        assert_ne!(own, print(LEDGER.replace(old, new), "2026-01-15"), "{new}");
    }
}

/// Text as people type it, and as they would not.
fn typed() -> impl Strategy<Value = String> {
    prop_oneof!["[ -~]{1,40}", "[甲乙丙丁，。“”a=+@'\\-\u{3000}0-9_x;,\"]{1,30}", "[a甲\n\t]{1,20}"]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..tried() })]

    #[test]
    fn words_come_back_as_they_were_typed(note in typed(), problem in typed()) {
        let (note, problem) = (format!("甲{note}乙"), format!("={problem}。"));
        let book = filled(Lang::Zh, None, &[(2, "本次进展情况", &note), (2, "本次存在问题", &problem), (2, "反馈日期", "2026年1月10日")]);
        for bytes in files(&book) {
            let back = read_back(&bytes);
            let own: Vec<_> = back.rows.iter().filter_map(|row| row.statement.as_ref()).collect();
            prop_assert_eq!(own.len(), 1, "{:#?}", back);
            prop_assert_eq!(&own[0].note, &note);
            prop_assert_eq!(own[0].problem.as_deref(), Some(&*problem));
            prop_assert_eq!(own[0].date, chrono::NaiveDate::from_ymd_opt(2026, 1, 10));
        }
    }

    #[test]
    fn what_is_written_over_the_programs_words_is_never_lost(row in 0..7_usize, column in 0..22_usize, text in typed(), lang in prop_oneof![Just(Lang::Zh), Just(Lang::En)]) {
        let mut book = filled(lang, None, &[]);
        let sheet = &mut book.sheets[0];
        let told = sheet.columns.iter().enumerate().filter(|(_, column)| column.pen == Pen::Nobody && !["编号", "id"].contains(&&*column.head));
        let told: Vec<_> = told.map(|(at, column)| (at, column.head.clone())).collect();
        let (at, head) = &told[column % told.len()];
        sheet.rows[row][*at] = SheetCell::from(format!("甲{text}乙"));
        for bytes in files(&book) {
            let back = read_back(&bytes);
            let wrong: Vec<_> = back.rows.iter().flat_map(|row| &row.wrong).collect();
            prop_assert_eq!(wrong.len(), 1, "{:#?}", back);
            prop_assert!(wrong[0].0.zh.contains(head.as_str()) && wrong[0].1.en.contains("empty this cell"), "{:?}", wrong);
        }
    }

    #[test]
    fn nobody_is_accused_of_what_the_program_wrote(title in prop_oneof![".{0,20}", "[0-9./年月日%:-]{1,10}", typed()]) {
        let title = serde_json::to_string(&title).expect("a string");
        let ledger = read(Source::new("measures.toml", LEDGER.replace("\"夜里点灯\"", &title)));
        let day = "2026-01-15".parse().expect("a day");
        let rows = rows([&ledger], day);
        let book = workbook(&Asked { rows: &rows, as_of: day, lang: Lang::Zh, short: false, by: None, paper: Paper::A3 });
        for bytes in files(&book) {
            let back = read_back(&bytes);
            prop_assert_eq!(back.rows.len(), 7, "{}", title);
            prop_assert!(back.notes.is_empty() && back.rows.iter().all(|row| row.wrong.is_empty() && row.unproven.is_empty()), "{} {:#?}", title, back);
        }
    }

    #[test]
    fn whatever_the_bytes_nothing_panics(bytes in prop::collection::vec(any::<u8>(), 0..200), cut in 0..4000_usize, flip in 0..4000_usize) {
        let _ = open("x", &bytes).map(|grids| back("x", &grids));
        let mut file = xlsx(&filled(Lang::En, None, &[])).expect("it is small");
        let flip = flip % file.len();
        file[flip] ^= 0x55;
        file.truncate(file.len().saturating_sub(cut));
        let _ = open("x", &file).map(|grids| back("x", &grids));
    }
}

/// A sheet as somebody made it by hand.
fn by_hand(make: impl FnOnce(&mut Worksheet) -> Result<(), rust_xlsxwriter::XlsxError>) -> Back {
    let mut file = File::new();
    let sheet = file.add_worksheet();
    for (at, head) in (0..).zip(["编号", "本次办理状态", "本次进展情况", "反馈单位", "反馈日期", "校验码"])
    {
        sheet.write_string(3, at, head).expect("a cell");
    }
    make(sheet).expect("a sheet");
    read_back(&file.save_to_buffer().expect("a file"))
}

#[test]
fn what_a_spreadsheet_program_made_of_it_is_understood_or_refused_with_its_place() {
    let back = by_hand(|sheet| {
        let day = ExcelDateTime::from_ymd(2026, 1, 10)?;
        let as_day = Format::new().set_num_format("yyyy/m/d");
        // A real date, and a date that lost its format.
        sheet
            .write_string(4, 0, "a ")?
            .write_string(4, 2, "甲\r\n")?
            .write_datetime_with_format(4, 4, &day, &as_day)?;
        sheet.write_string(5, 0, "b")?.write_number(5, 2, 33)?.write_number(5, 4, 46_032)?;
        // An id, words and a status that became something else.
        sheet.write_datetime_with_format(6, 0, &day, &as_day)?.write_string(6, 2, "乙")?;
        sheet.write_string(7, 0, "d")?.write_datetime_with_format(7, 2, &day, &as_day)?;
        sheet.write_string(8, 0, "e")?.write_number(8, 1, 3)?.write_string(8, 2, "丙")?;
        sheet.write_string(9, 0, "f")?.write_formula(9, 2, Formula::new("=A1&\"x\"").set_result("x"))?;
        sheet.merge_range(10, 2, 11, 2, "丁", &Format::new())?.write_string(10, 0, "g")?.write_string(11, 0, "h")?;
        sheet.write_string(12, 2, "没有编号")?;
        // Far away, and no reason to fill the memory.
        sheet.write_string(1_048_575, 16_383, "x")?;
        Ok(())
    });
    let said = |at: usize| back.rows[at].statement.as_ref().expect("a statement");
    assert_eq!((back.rows[0].id.as_deref(), &*said(0).note), (Some("a"), "甲"));
    assert_eq!(said(0).date, chrono::NaiveDate::from_ymd_opt(2026, 1, 10));
    assert_eq!((&*said(1).note, said(1).date), ("33", said(0).date));
    let places = [
        "第 7 行 A 列（编号）",
        "第 8 行 C 列（本次进展情况）",
        "第 9 行 B 列（本次办理状态）",
        "第 10 行 C 列",
        "第 11 行 C 列",
        "第 12 行 C 列",
        "第 13 行 A 列",
    ];
    for (row, place) in back.rows[2..].iter().zip(places) {
        let (said, help) = row.wrong.first().expect("it is refused");
        assert!(said.zh.contains(place) && !help.zh.is_empty(), "{said:?}");
    }
    assert_eq!(back.rows.len(), 9);
}

/// A workbook with texts in the XML of its first sheet replaced.
fn patched(bytes: &[u8], texts: &[(&str, &str)]) -> Vec<u8> {
    let mut old = zip::ZipArchive::new(Cursor::new(bytes)).expect("a container");
    let mut new = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..old.len() {
        let mut part = old.by_index(at).expect("a part");
        let name = part.name().expect("a name").into_owned();
        let mut own = String::new();
        part.read_to_string(&mut own).expect("XML");
        if name == "xl/worksheets/sheet1.xml" {
            for (from, to) in texts {
                assert!(own.contains(from), "{own}");
                own = own.replace(from, to);
            }
        }
        new.start_file(name, zip::write::SimpleFileOptions::default()).expect("a part");
        new.write_all(own.as_bytes()).expect("it is written to memory");
    }
    new.finish().expect("a container").into_inner()
}

#[test]
fn a_formula_that_was_never_worked_out_is_no_empty_cell_and_one_that_shows_nothing_is() {
    let mut file = File::new();
    let sheet = file.add_worksheet();
    for (at, head) in (0..).zip(["编号", "本次进展情况", "反馈日期"]) {
        sheet.write_string(0, at, head).expect("a cell");
    }
    for (row, id, result) in [(1, "a", "4711"), (2, "b", "zz")] {
        sheet.write_string(row, 0, id).expect("a cell");
        sheet.write_formula(row, 1, Formula::new("C9&C9").set_result(result)).expect("a cell");
    }
    let bytes =
        patched(&file.save_to_buffer().expect("a file"), &[("<v>4711</v>", "<v></v>"), ("<v>zz</v>", "<v></v>")]);
    let back = read_back(&bytes);
    let wrong = |at: usize| back.rows[at].wrong.iter().map(|(said, _)| said.zh.clone()).collect::<Vec<_>>();
    assert_eq!(wrong(0), ["表“Sheet1”第 2 行 B 列（本次进展情况）：这里是没有算过的公式"]);
    assert_eq!(wrong(1), Vec::<String>::new());
}

#[test]
fn headings_are_known_in_both_languages_wherever_they_stand() {
    let mut file = File::new();
    let notes = file.add_worksheet();
    notes.write_string(0, 0, "会议记录").expect("a cell");
    let sheet = file.add_worksheet();
    for (at, head) in (2..).zip(["fingerprint", "  Progress Now ", "ＩＤ", "反馈日期", "status now", "我们自己的列"])
    {
        sheet.write_string(9, at, head).expect("a cell");
    }
    for (at, text) in (2..).zip(["rx", "words", "a", "2026.1.10", "On hold ", "x"]) {
        sheet.write_string(11, at, text).expect("a cell");
    }
    // Columns that are gone would hide under a heading that nobody knows.
    let bytes = file.save_to_buffer().expect("a file");
    let grids = open("sheet", &bytes).expect("a spreadsheet");
    let refused = back("sheet", &grids).expect_err("a heading is not known");
    assert!(refused.said.zh.contains("H 列（我们自己的列）") && refused.help.is_some(), "{refused:?}");
    let mut file = File::new();
    let sheet = file.add_worksheet();
    for (at, head) in (2..).zip(["fingerprint", "  Progress Now ", "ＩＤ", "反馈日期", "status now"]) {
        sheet.write_string(9, at, head).expect("a cell");
    }
    for (at, text) in (2..).zip(["rx", "words", "a", "2026.1.10", "On hold "]) {
        sheet.write_string(11, at, text).expect("a cell");
    }
    let back = read_back(&file.save_to_buffer().expect("a file"));
    let said = back.rows[0].statement.as_ref().expect("a statement");
    assert_eq!((said.status, &*said.note, back.rows[0].line), (Some(Status::OnHold), "words", 12));
}

#[test]
fn what_is_not_read_is_told() {
    let back = by_hand(|sheet| {
        sheet.write_string(4, 0, "a")?.write_string(4, 2, "甲")?;
        // A line below the table, and a word beside it.
        sheet.write_string(4, 6, "   ")?.write_string(6, 2, " ")?;
        Ok(())
    });
    let gone = "表“Sheet1”没有这些栏：";
    assert!(matches!(&back.notes[..], [note] if note.zh.starts_with(gone)), "{:?}", back.notes);
    // A word beside the table and one below it.
    let [_, csv, ..] = files(&filled(Lang::Zh, None, &[]));
    let csv = format!("{},,又及\n\n,,,,填表人\n", String::from_utf8(csv).expect("it is UTF-8").trim_end());
    let back = read_back(csv.as_bytes());
    let told = ["表“sheet”：没有读没有表头的 AQ 列", "表“sheet”：没有读这些没有编号的行：10"];
    assert_eq!(back.notes.iter().map(|note| &*note.zh).collect::<Vec<_>>(), told);
    // A heading that was rubbed out hides what offices wrote below it.
    let csv = csv.replace(",本次进展情况,", ",,").replace(",,又及", "").replace("无,,,,,不适用", "无,,写了,,,不适用");
    let grids = open("sheet", csv.as_bytes()).expect("a spreadsheet");
    let refused = duban::sheet::back("sheet", &grids).expect_err("words stand below no heading");
    assert!(refused.said.zh.contains("Z 列：不认识这一列的表头"), "{refused:?}");
}

#[test]
fn times_and_lonely_periods_are_refused_with_their_places() {
    let back = by_hand(|sheet| {
        sheet.write_string(3, 6, "所属周期")?;
        let time = ExcelDateTime::from_hms(9, 30, 0)?;
        let (clock, long) = (Format::new().set_num_format("hh:mm"), Format::new().set_num_format("[h]:mm"));
        sheet.write_string(4, 0, "a")?.write_string(4, 2, "甲")?.write_datetime_with_format(4, 4, &time, &clock)?;
        sheet.write_string(5, 0, "b")?.write_number_with_format(5, 2, 1.5, &long)?;
        sheet.write_string(6, 0, "c")?.write_string(6, 6, "2026年上半年")?;
        Ok(())
    });
    let wrong: Vec<_> = back.rows.iter().map(|row| row.wrong.first().map(|(said, _)| said.zh.as_str())).collect();
    let expected = [
        "表“Sheet1”第 5 行 E 列（反馈日期）：这里是时间 09:30:00，没有日期",
        "表“Sheet1”第 6 行 C 列（本次进展情况）：表格软件把它变成了时间 36:00:00",
        "表“Sheet1”第 7 行 C 列（本次进展情况）：填了别的栏，没有写进展情况",
    ];
    assert_eq!(wrong, expected.map(Some));
}

#[test]
fn comments_on_cells_are_counted() {
    let mut file = File::new();
    let sheet = file.add_worksheet();
    sheet.insert_note(2, 2, &rust_xlsxwriter::Note::new("看这里")).expect("a note");
    assert_eq!(comments(&file.save_to_buffer().expect("a file")), 1);
    assert_eq!(comments(&xlsx(&filled(Lang::Zh, None, &[])).expect("it is small")), 0);
    assert_eq!(comments(b"id,progress now"), 0);
}

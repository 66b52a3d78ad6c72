//! The sheets of a file's bytes: xlsx and ods, whoever saved them, and CSV in the encodings and with the separators that
//! spreadsheet programs use. Formulas are never run: what they showed last is what is there.

use std::io::Cursor;

use calamine::{Data, Ods, Reader as _, SheetType, Xlsx, open_workbook_from_rs};
use chrono::NaiveDate;

use super::{
    grid::{Cell, Content, Grid},
    merged, unpacked,
};
use crate::{lang::Said, model::Refusal, said};

/// The sheets of a file, which messages call by its name.
///
/// # Errors
///
/// When it is none of these, with the way out.
pub fn open(name: &str, bytes: &[u8]) -> Result<Vec<Grid>, Refusal> {
    match bytes {
        [b'P', b'K', ..] => zipped(name, bytes),
        // The old binary format, and files with a password.
        [0xd0, 0xcf, 0x11, 0xe0, ..] => {
            let said =
                said!("{name} 是旧的 xls 格式，或带有密码", "{name} is in the old xls format, or has a password");
            Err(Refusal::data(said).with_help(resave()))
        }
        _ => Ok(vec![text(name, bytes)?]),
    }
}

fn resave() -> Said {
    said!("在 Excel、WPS 或 LibreOffice 中另存为 xlsx", "save it as xlsx in Excel, WPS or LibreOffice")
}

fn zipped(name: &str, bytes: &[u8]) -> Result<Vec<Grid>, Refusal> {
    let most = unpacked::MOST;
    if unpacked::exceeds(bytes, most << 20) {
        let said = said!("{name} 展开后超过 {most} MiB", "{name} unpacks to more than {most} MiB");
        let help = said!(
            "把台账一表复制到新的工作簿，或分几个文件读入",
            "copy the sheet of the ledger to a new workbook, or import it in several files"
        );
        return Err(Refusal::data(said).with_help(help));
    }
    let xlsx = match open_workbook_from_rs::<Xlsx<_>, _>(Cursor::new(bytes)) {
        Ok(mut file) => return xlsx(&mut file).map_err(|error| broken(name, &error.to_string())),
        Err(error) => error.to_string(),
    };
    let Some(merged) = merged::of_ods(bytes) else { return Err(broken(name, &xlsx)) };
    let mut file: Ods<_> = open_workbook_from_rs(Cursor::new(bytes))
        .map_err(|error: calamine::OdsError| broken(name, &error.to_string()))?;
    let names = file.sheet_names();
    let mut grids = Vec::new();
    for (name_of_sheet, merged) in names.into_iter().zip(merged.into_iter().chain(std::iter::repeat(Vec::new()))) {
        let read = |error: calamine::OdsError| broken(name, &error.to_string());
        let values = file.worksheet_range(&name_of_sheet).map_err(read)?;
        let formulas = file.worksheet_formula(&name_of_sheet).map_err(read)?;
        let mut grid = Grid { name: name_of_sheet, merged, ..Grid::default() };
        let (row, column) = values.start().unwrap_or_default();
        for (r, c, value) in values.used_cells() {
            let (Ok(r), Ok(c)) = (u32::try_from(r), u32::try_from(c)) else { continue };
            let at = (row + r, column + c);
            let is_formula = formulas.get_value(at).is_some_and(|formula| !formula.is_empty());
            grid.cells.extend(content(value).map(|content| (at, Cell { content, is_formula })));
        }
        grids.push(grid);
    }
    Ok(grids)
}

fn broken(name: &str, why: &str) -> Refusal {
    let why = crate::lang::visible(why);
    Refusal::data(said!("不能读取表格 {name}：{why}", "cannot read the spreadsheet {name}: {why}")).with_help(resave())
}

/// The sheets of an xlsx file, cell by cell: one that stands far out takes no more room than any other.
fn xlsx(file: &mut Xlsx<Cursor<&[u8]>>) -> Result<Vec<Grid>, calamine::XlsxError> {
    let mut grids = Vec::new();
    // A sheet that holds a chart only has no cells.
    let sheets = file.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let names: Vec<String> = sheets.map(|sheet| sheet.name.clone()).collect();
    for name in names {
        let merged = file.merge_cells_by_sheet_name(&name)?;
        let merged = merged.into_iter().map(|area| (area.start, area.end)).collect();
        let mut grid = Grid { name: name.clone(), merged, ..Grid::default() };
        let mut reader = file.worksheet_cells_reader(&name)?;
        while let Some(cell) = reader.next_cell_with_formula()? {
            let is_formula = cell.formula.is_some();
            let value = Data::from(cell.value);
            let content = match content(&value) {
                Some(Content::Text(text)) => Some(Content::Text(unescaped(&text))),
                // A formula that nothing has worked out yet is no empty cell: somebody wrote it.
                None if is_formula && matches!(value, Data::Empty) => Some(Content::Text(String::new())),
                other => other,
            };
            grid.cells.extend(content.map(|content| (cell.pos, Cell { content, is_formula })));
        }
        grids.push(grid);
    }
    Ok(grids)
}

/// Text of an xlsx file with what the format writes as `_x000D_` put back; a carriage return is no part of what was typed.
fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let (before, from) = rest.split_at(at);
        plain.push_str(before);
        let code = from.get(2..6).filter(|_| from.get(6..7) == Some("_"));
        let c = code.and_then(|code| char::from_u32(u32::from_str_radix(code, 16).ok()?));
        match c {
            Some(c) => {
                plain.extend(Some(c).filter(|c| *c != '\r'));
                rest = from.get(7..).unwrap_or_default();
            }
            None => {
                plain.push_str("_x");
                rest = from.get(2..).unwrap_or_default();
            }
        }
    }
    plain + rest
}

/// What a cell holds; nothing when it is empty.
fn content(value: &Data) -> Option<Content> {
    let text = |text: &str| (!text.is_empty()).then(|| Content::Text(text.replace("\r\n", "\n")));
    match value {
        Data::Empty => None,
        Data::String(own) => text(own),
        #[allow(clippy::cast_precision_loss, reason = "spreadsheet programs count in floating point")]
        Data::Int(number) => Some(Content::Number(*number as f64)),
        Data::Float(number) => Some(Content::Number(*number)),
        Data::Bool(yes) => Some(Content::Code(if *yes { "TRUE" } else { "FALSE" }.to_owned())),
        // A time of no day, which the format writes as a part of its first day.
        Data::DateTime(moment) if !moment.is_datetime() || (0.0..1.0).contains(&moment.as_f64()) => {
            Some(Content::Time(clock(moment.as_f64())))
        }
        Data::DateTime(moment) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            let day = NaiveDate::from_ymd_opt(year.into(), month.into(), day.into());
            Some(day.map_or_else(|| Content::Code(moment.as_f64().to_string()), Content::Day))
        }
        Data::DateTimeIso(own) => {
            let day = own.get(..10).and_then(|day| day.parse().ok());
            Some(day.map_or_else(|| Content::Code(own.clone()), Content::Day))
        }
        Data::DurationIso(own) => {
            Some(Content::Time(own.trim_start_matches("PT").replace(['H', 'M'], ":").replace('S', "")))
        }
        Data::Error(error) => Some(Content::Code(error.to_string())),
    }
}

/// A part of a day, or several days, as hours, minutes and seconds.
fn clock(days: f64) -> String {
    #[allow(clippy::cast_possible_truncation, reason = "what is too long stays the longest that there is")]
    let seconds = (days * 86_400.0).round() as i64;
    format!("{:02}:{:02}:{:02}", seconds / 3600, (seconds / 60 % 60).abs(), (seconds % 60).abs())
}

/// The one sheet of a CSV file.
fn text(name: &str, bytes: &[u8]) -> Result<Grid, Refusal> {
    let text = decoded(name, bytes)?;
    let mut grid = Grid { name: name.to_owned(), ..Grid::default() };
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator(&text))
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut row = 0;
    for record in reader.records() {
        let record = record.map_err(|error| broken(name, &error.to_string()))?;
        row += blank_lines(&text, record.position().map_or(0, csv::Position::byte));
        for (column, field) in (0..).zip(&record).filter(|(_, field)| !field.is_empty()) {
            // What was guarded against being taken for a formula is as it was written.
            let own = field.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@', '\t', '\r']));
            let content = Content::Text(own.unwrap_or(field).replace("\r\n", "\n"));
            grid.cells.insert((row, column), Cell { content, is_formula: false });
        }
        row += 1;
    }
    Ok(grid)
}

/// How many blank lines stand at a place between records: the reader passes over them, and programs count them as rows.
fn blank_lines(text: &str, from: u64) -> u32 {
    // The end of the record before may be half read, and is counted with the others.
    let before = usize::try_from(from).unwrap_or(usize::MAX).checked_sub(1);
    let rest = text.get(before.unwrap_or_default()..).unwrap_or_default();
    let breaks = rest.split_inclusive(['\r', '\n']).take_while(|line| matches!(*line, "\r" | "\n"));
    let mut lines = 0;
    let mut last = "";
    for line in breaks {
        lines += u32::from((last, line) != ("\r", "\n"));
        last = line;
    }
    lines.saturating_sub(u32::from(before.is_some()))
}

/// The text of a CSV file: UTF-8, UTF-16 with a mark, or the Chinese national encoding.
fn decoded(name: &str, bytes: &[u8]) -> Result<String, Refusal> {
    if let Some((encoding, mark)) = encoding_rs::Encoding::for_bom(bytes) {
        let rest = bytes.get(mark..).unwrap_or_default();
        if let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(rest) {
            return Ok(text.into_owned());
        }
    } else if let Ok(text) = std::str::from_utf8(bytes) {
        if !text.contains('\0') {
            return Ok(text.to_owned());
        }
    } else if let Some(text) = encoding_rs::GB18030.decode_without_bom_handling_and_without_replacement(bytes) {
        return Ok(text.into_owned());
    }
    let said = said!(
        "{name} 不是 xlsx、ods，也不是 UTF-8 或 GB18030 的 CSV",
        "{name} is neither xlsx nor ods, nor CSV in UTF-8 or GB18030"
    );
    Err(Refusal::data(said).with_help(resave()))
}

/// The separator of a CSV file: the one that the first lines have most of, outside quotation marks.
fn separator(text: &str) -> u8 {
    let mut counts = [(b',', 0_usize), (b';', 0), (b'\t', 0)];
    let mut quoted = false;
    for byte in text.bytes().take(20_000) {
        if byte == b'"' {
            quoted = !quoted;
        }
        if let Some((_, count)) = counts.iter_mut().find(|(own, _)| *own == byte && !quoted) {
            *count += 1;
        }
    }
    // The first of equals.
    counts.iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(own, _)| *own)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(grid: &Grid, at: (u32, u32)) -> Option<String> {
        grid.get(at).map(|cell| cell.content.shown())
    }

    #[test]
    fn csv_is_read_in_its_encodings_and_with_its_separators() {
        let (gb, ..) = encoding_rs::GB18030.encode("编号;说明\nx;\"甲;乙\"\n");
        let utf16: Vec<u8> = [0xff, 0xfe]
            .into_iter()
            .chain("编号\t说明\nx\t甲;乙\n".encode_utf16().flat_map(u16::to_le_bytes))
            .collect();
        for bytes in ["\u{feff}编号,说明\r\nx,甲;乙\r\n".as_bytes(), &gb, &utf16] {
            let grid = text("a.csv", bytes).expect("it is text");
            assert_eq!(cell(&grid, (0, 0)).as_deref(), Some("编号"));
            assert_eq!(cell(&grid, (1, 1)).as_deref(), Some("甲;乙"));
        }
        assert!(open("a.csv", &[0xff, 0x00, 0x81]).is_err());
    }

    #[test]
    fn rows_are_counted_as_programs_count_them() {
        for end in ["\n", "\r\n", "\r"] {
            let lines = ["", "", "a,\"1", "", "2\"", "", "b", "c", "", "", "d"];
            let grid = text("a.csv", lines.join(end).as_bytes()).expect("it is text");
            let rows: Vec<u32> = grid.rows().map(|(row, _)| row).collect();
            assert_eq!(rows, [2, 4, 5, 8], "{end:?}");
        }
    }

    #[test]
    fn times_are_shown_as_times() {
        assert_eq!([0.0, 0.5, 1.25, 0.999_988_4].map(clock), ["00:00:00", "12:00:00", "30:00:00", "23:59:59"]);
        assert_eq!(content(&Data::DurationIso("PT09H05M00S".to_owned())), Some(Content::Time("09:05:00".to_owned())));
    }

    #[test]
    fn escapes_of_xlsx_are_put_back() {
        assert_eq!(unescaped("甲_x000D_\n_x005F_x0041_ _x_x0041 _xZZZZ_"), "甲\n_x0041_ _x_x0041 _xZZZZ_");
    }

    #[test]
    fn a_guard_against_formulas_is_taken_off_again() {
        let grid = text("a.csv", b"'=1+1,'tis,-3").expect("it is text");
        assert_eq!([0, 1, 2].map(|at| cell(&grid, (0, at)).unwrap_or_default()), ["=1+1", "'tis", "-3"]);
    }
}

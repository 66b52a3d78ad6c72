//! A workbook as an Excel file, made for filling in and for printing: what may be written in is marked and open, the rest is
//! protected; headings stay in sight and are printed on every page.

use rust_xlsxwriter::{
    Color, DataValidation, DocProperties, Format, FormatAlign, FormatBorder, ProtectionOptions, Worksheet, XlsxError,
};

use super::ink::ink;
use crate::page::{Ink, Paper, Pen, Sheet, SheetCell, SheetColumn, Workbook};

/// The bytes of the file; the same workbook gives the same bytes.
///
/// # Errors
///
/// When it is more than the format can hold: 1,048,576 rows, 32,767 characters in a cell.
pub fn xlsx(workbook: &Workbook) -> Result<Vec<u8>, XlsxError> {
    let mut file = rust_xlsxwriter::Workbook::new();
    // The day of the report, not the moment of writing: the same input has the same bytes.
    let properties = DocProperties::new().set_title(&workbook.title).set_creation_datetime(&workbook.day);
    file.set_properties(&properties);
    for sheet in &workbook.sheets {
        draw(file.add_worksheet(), sheet, workbook)?;
    }
    file.save_to_buffer()
}

/// The ground behind headings and behind cells of a column.
const fn grounds(pen: Pen) -> (u32, Option<u32>) {
    match pen {
        Pen::Nobody | Pen::Hidden => (0xD9E1F2, None),
        Pen::First => (0xFFE699, Some(0xFFFBE6)),
        Pen::Second => (0xC6E0B4, Some(0xF1F8EC)),
    }
}

fn draw(file: &mut Worksheet, sheet: &Sheet, workbook: &Workbook) -> Result<(), XlsxError> {
    let [font, heading] = workbook.fonts;
    file.set_name(&sheet.name)?;
    let title = Format::new().set_font_name(heading).set_font_size(16).set_bold();
    file.set_row_height(0, 28)?.write_string_with_format(0, 0, &sheet.title, &title)?;
    let remark = Format::new().set_font_name(font).set_font_size(10).set_font_color(Color::RGB(0x404040));
    let mut row = 1;
    for text in [&sheet.about, &sheet.how, &sheet.terms].into_iter().filter(|text| !text.is_empty()) {
        file.set_row_height(row, 16)?.write_string_with_format(row, 0, text, &remark)?;
        row += 1;
    }
    let is_form = sheet.columns.iter().any(|column| matches!(column.pen, Pen::First | Pen::Second));
    let top = if is_form { row } else { 0 };
    if is_form {
        draw_bands(file, row, sheet, workbook)?;
        row += 1;
    }
    let head = row;
    let mut lines = 1;
    for (at, column) in (0..).zip(&sheet.columns) {
        let (ground, _) = grounds(column.pen);
        let format = cell(heading).set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter);
        let format = format.set_background_color(Color::RGB(ground));
        file.write_string_with_format(head, at, &column.head, &format)?;
        file.set_column_width(at, column.width)?;
        if column.pen == Pen::Hidden {
            file.set_column_hidden(at)?;
        }
        lines = lines.max(height(&column.head, column));
    }
    file.set_row_height(head, LINE * (lines as f64) + 4.0)?;
    for (row, cells) in (head + 1..).zip(&sheet.rows) {
        let mut lines = 1;
        for (at, (column, content)) in (0..).zip(sheet.columns.iter().zip(cells)) {
            draw_cell(file, (row, at), column, content, font)?;
            lines = lines.max(height(&content.text, column));
        }
        file.set_row_height(row, (LINE * (lines as f64) + 3.0).min(TALLEST))?;
    }
    let last = head + u32::try_from(sheet.rows.len()).map_err(|_| XlsxError::RowColumnLimitError)?;
    let last_column = u16::try_from(sheet.columns.len()).map_err(|_| XlsxError::RowColumnLimitError)?.saturating_sub(1);
    if last > head {
        add_rules(file, (head + 1, last), &sheet.columns)?;
        file.autofilter(head, 0, last, last_column)?;
    }
    let frozen = u16::try_from(sheet.frozen).unwrap_or_default();
    file.set_freeze_panes(head + 1, if is_form { frozen } else { 0 })?;
    print(file, sheet, workbook, Area { top, head, last, frozen })?;
    if is_form {
        protect(file);
    }
    Ok(())
}

/// The height of a line of eleven points, in points.
const LINE: f64 = 16.0;
/// The tallest row that the format knows, in points.
const TALLEST: f64 = 409.0;

/// How many lines a text takes in a column. The programs that open the file do not all find out by themselves, and they draw
/// fonts a little differently, so a little room stays free at the end of each line.
fn height(text: &str, column: &SheetColumn) -> usize {
    if column.pen == Pen::Hidden {
        return 1;
    }
    let room = usize::from(column.width).saturating_sub(1).max(2);
    text.lines().map(|line| textwrap::wrap(line, room).len().max(1)).sum()
}

/// Who fills in what, above the headings.
fn draw_bands(file: &mut Worksheet, row: u32, sheet: &Sheet, workbook: &Workbook) -> Result<(), XlsxError> {
    let mut named = [false, false];
    for (at, column) in (0..).zip(&sheet.columns) {
        // A single column among the program's own is marked by its ground alone.
        let is_alone = |next: Option<&SheetColumn>| next.is_none_or(|next| next.pen != column.pen);
        let pen = match column.pen {
            Pen::First => 0,
            Pen::Second => 1,
            Pen::Nobody | Pen::Hidden => continue,
        };
        let before = usize::from(at).checked_sub(1).and_then(|before| sheet.columns.get(before));
        if is_alone(before) && is_alone(sheet.columns.get(usize::from(at) + 1)) {
            continue;
        }
        let (ground, _) = grounds(column.pen);
        let format = Format::new().set_font_name(workbook.fonts[1]).set_bold().set_background_color(Color::RGB(ground));
        let text = if std::mem::replace(&mut named[pen], true) { "" } else { workbook.pens[pen].as_str() };
        file.write_string_with_format(row, at, text, &format)?;
    }
    Ok(())
}

fn cell(font: &str) -> Format {
    let format = Format::new().set_font_name(font).set_font_size(11).set_text_wrap().set_align(FormatAlign::Top);
    format.set_border(FormatBorder::Thin).set_border_color(Color::RGB(0x808080))
}

fn draw_cell(
    file: &mut Worksheet,
    (row, at): (u32, u16),
    column: &SheetColumn,
    content: &SheetCell,
    font: &str,
) -> Result<(), XlsxError> {
    let mut format = cell(font);
    if let Some(ground) = grounds(column.pen).1 {
        format = format.set_background_color(Color::RGB(ground)).set_unlocked();
    }
    if let Some(ink) = ink(content.tone) {
        format = format.set_font_color(Color::RGB(ink));
    }
    // What is formatted as text stays what was typed; dates are shown the way that data are written.
    format = match column.ink {
        Ink::Date => format.set_num_format("yyyy-mm-dd"),
        Ink::Text | Ink::Choice(_) if !content.number => format.set_num_format("@"),
        Ink::Text | Ink::Choice(_) => format.set_align(FormatAlign::Center),
    };
    match content.text.parse::<f64>() {
        Ok(number) if content.number => file.write_number_with_format(row, at, number, &format)?,
        _ if content.text.is_empty() => file.write_blank(row, at, &format)?,
        _ => file.write_string_with_format(row, at, &content.text, &format)?,
    };
    Ok(())
}

/// Lists to choose from and what whoever stands in a cell is told.
fn add_rules(file: &mut Worksheet, (first, last): (u32, u32), columns: &[SheetColumn]) -> Result<(), XlsxError> {
    for (at, column) in (0..).zip(columns) {
        if !matches!(column.pen, Pen::First | Pen::Second) {
            continue;
        }
        let rule = match &column.ink {
            Ink::Choice(words) => DataValidation::new().allow_list_strings(words)?,
            _ if column.hint.is_empty() => continue,
            _ => DataValidation::new().allow_any_value(),
        };
        let rule = if column.hint.is_empty() { rule } else { rule.set_input_message(&column.hint)? };
        file.add_data_validation(first, at, last, at, &rule)?;
    }
    Ok(())
}

/// No password: the protection is against slips, and whoever has to may lift it.
fn protect(file: &mut Worksheet) {
    let options = ProtectionOptions {
        format_columns: true,
        format_rows: true,
        sort: true,
        use_autofilter: true,
        ..ProtectionOptions::new()
    };
    file.protect_with_options(&options);
}

/// Millimetres between the edge of the paper and the print, left and right.
const MARGIN: f64 = 10.0;
/// The smallest scale in per cent at which eleven points can be read on paper.
const LEGIBLE: f64 = 57.0;

/// The rows and columns that matter to a printer.
struct Area {
    /// The first row that is printed.
    top: u32,
    /// The row of the headings.
    head: u32,
    /// The last row.
    last: u32,
    /// How many columns stand on every page.
    frozen: u16,
}

/// The page: across, in as few pages side by side as are legible, each with the first columns and the headings. A form that
/// goes over several pages says what it is in their heads and feet, because lines above a table are cut at the page's edge.
fn print(file: &mut Worksheet, sheet: &Sheet, workbook: &Workbook, area: Area) -> Result<(), XlsxError> {
    let (number, across) = match workbook.paper {
        Paper::A4 => (9, 297.0),
        Paper::A3 => (8, 420.0),
    };
    let margin = MARGIN / 25.4;
    // Pages side by side come one after the other.
    file.set_landscape().set_paper_size(number).set_print_center_horizontally(true).set_page_order(true);
    if area.top == 0 {
        file.set_margins(margin, margin, 0.5, 0.6, 0.3, 0.3).set_footer(format!("&C{}", workbook.foot));
    } else {
        let font = |name: &str, size| format!("&\"{name}\"&{size}");
        let ([text, heading], plain) = (workbook.fonts, |text: &str| text.replace('&', "&&"));
        file.set_margins(margin, margin, 0.9, 0.7, 0.3, 0.3);
        file.set_header(cut(&format!(
            "&L{}{}\n{}{}",
            font(heading, 14),
            plain(&sheet.title),
            font(text, 9),
            plain(&sheet.about)
        )));
        file.set_footer(cut(&format!(
            "&R{} {}&L{} {}",
            font(text, 9),
            workbook.foot,
            font(text, 8),
            plain(&sheet.terms)
        )));
    }
    file.set_repeat_rows(area.head, area.head)?;
    // At 96 dots to the inch; a little less, because no two programs draw a font alike.
    let dots = (across - 2.0 * MARGIN) / 25.4 * 96.0 * 0.93;
    let (breaks, widest) = pages(&sheet.columns, usize::from(area.frozen), dots * 100.0 / LEGIBLE);
    if !breaks.is_empty() {
        file.set_repeat_columns(0, area.frozen.saturating_sub(1))?;
        file.set_vertical_page_breaks(&breaks)?;
    }
    // Rounded down: what is too wide by a dot would be a page more.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it lies between 10 and 100")]
    let scale = (dots / widest * 100.0).floor().clamp(10.0, 100.0) as u16;
    // On one page side by side whatever the fonts of the machine are; several pages have to break where they should.
    if breaks.is_empty() {
        file.set_print_fit_to_pages(1, 0)
    } else {
        file.set_print_scale(scale)
    };
    let visible = sheet.columns.iter().filter(|column| column.pen != Pen::Hidden).count();
    let last_column = u16::try_from(visible).unwrap_or(u16::MAX).saturating_sub(1);
    file.set_print_area(area.top, 0, area.last, last_column)?;
    Ok(())
}

/// The head or foot of a page holds 255 characters.
fn cut(text: &str) -> String {
    text.chars().take(250).collect()
}

/// Where pages end side by side, and how wide the widest is with the columns that stand on each, in dots. A page also ends
/// where another pen begins to write for good.
fn pages(columns: &[SheetColumn], frozen: usize, room: f64) -> (Vec<u32>, f64) {
    let dots = |column: &SheetColumn| f64::from(column.width) * 7.0 + 5.0;
    let shown: Vec<&SheetColumn> = columns.iter().filter(|column| column.pen != Pen::Hidden).collect();
    let kept: f64 = shown.iter().take(frozen).map(|column| dots(column)).sum();
    let last_printed = shown.iter().rposition(|column| column.pen == Pen::Nobody);
    let (mut breaks, mut width, mut widest) = (Vec::new(), kept, kept);
    for (at, column) in shown.iter().enumerate().skip(frozen) {
        let begins_to_fill = last_printed.is_some_and(|last| at == last + 1);
        if width + dots(column) > room || begins_to_fill {
            breaks.push(u32::try_from(at).unwrap_or(u32::MAX));
            width = kept;
        }
        width += dots(column);
        widest = widest.max(width);
    }
    (breaks, widest)
}

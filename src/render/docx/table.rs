//! Tables: as wide as they need and the sheet allows, headings on every page, no row broken over two.

use super::{
    paragraph::{line, paragraph, run},
    xml::Xml,
};
use crate::{
    lang::Lang,
    page::{Bar, Column, Fit, Table, Tone, Value},
    render::{ink::ink, width},
};

/// The width of a narrow character of nine points, in twentieths of a point, with what different fonts need more.
const CHARACTER: usize = 95;
/// What a cell needs beside its text.
const EDGES: usize = 180;
/// The characters that a word or a date is given without breaking it.
const WORD: usize = 16;
/// The fewest characters on a line of prose.
const PROSE: usize = 10;
/// The characters of a line of prose that reads well.
const FAIR: usize = 36;
/// The most characters that a column asks for.
const MOST: usize = 80;

/// The table.
pub fn table(xml: &mut Xml, table: &Table, room: usize, lang: Lang) {
    let widths = widths(table, room, lang);
    xml.within("w:tbl", &[], |xml| {
        begin(xml, &widths);
        xml.within("w:tr", &[], |xml| {
            xml.within("w:trPr", &[], |xml| {
                xml.leaf("w:cantSplit", &[]);
                xml.leaf("w:tblHeader", &[]);
            });
            for (column, width) in table.columns.iter().zip(&widths) {
                let head = |xml: &mut Xml| line(xml, "TableHead", &column.label.get(lang).into(), lang);
                cell(xml, *width, 1, Some("E7E6E6"), head);
            }
        });
        if table.groups.is_empty() {
            rows(xml, table, &table.rows, &widths, lang);
        }
        for group in &table.groups {
            let name = format!("{} ({})", group.value.label(lang), group.count());
            xml.within("w:tr", &[], |xml| {
                xml.within("w:trPr", &[], |xml| xml.leaf("w:cantSplit", &[]));
                let head = |xml: &mut Xml| {
                    let keep = |xml: &mut Xml| xml.leaf("w:keepNext", &[]);
                    paragraph(xml, "TableText", keep, |xml| run(xml, &name, Tone::Strong, lang));
                };
                cell(xml, widths.iter().sum(), widths.len(), None, head);
            });
            let own = table.rows.get(group.start..group.start + group.len).unwrap_or_default();
            rows(xml, table, own, &widths, lang);
        }
    });
    // Two tables without a paragraph between them would be one.
    line(xml, "TableText", &"".into(), lang);
}

fn begin(xml: &mut Xml, widths: &[usize]) {
    let total = widths.iter().sum::<usize>().to_string();
    xml.within("w:tblPr", &[], |xml| {
        xml.leaf("w:tblStyle", &[("w:val", "TableGrid")]);
        xml.leaf("w:tblW", &[("w:w", &total), ("w:type", "dxa")]);
        xml.leaf("w:jc", &[("w:val", "center")]);
        xml.leaf("w:tblLayout", &[("w:type", "fixed")]);
    });
    xml.within("w:tblGrid", &[], |xml| {
        widths.iter().for_each(|width| xml.leaf("w:gridCol", &[("w:w", &width.to_string())]));
    });
}

fn rows(xml: &mut Xml, table: &Table, rows: &[Vec<Value>], widths: &[usize], lang: Lang) {
    for row in rows {
        xml.within("w:tr", &[], |xml| {
            xml.within("w:trPr", &[], |xml| xml.leaf("w:cantSplit", &[]));
            for ((column, value), width) in table.columns.iter().zip(row).zip(widths) {
                let side = |xml: &mut Xml| {
                    if column.number {
                        xml.leaf("w:jc", &[("w:val", "right")]);
                    }
                };
                let text = |xml: &mut Xml| {
                    paragraph(xml, "TableText", side, |xml| run(xml, &value.label(lang), value.tone(), lang));
                };
                cell(xml, *width, 1, None, text);
            }
        });
    }
}

fn cell(xml: &mut Xml, width: usize, span: usize, ground: Option<&str>, inner: impl FnOnce(&mut Xml)) {
    xml.within("w:tc", &[], |xml| {
        xml.within("w:tcPr", &[], |xml| {
            xml.leaf("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")]);
            if span > 1 {
                xml.leaf("w:gridSpan", &[("w:val", &span.to_string())]);
            }
            if let Some(ground) = ground {
                xml.leaf("w:shd", &[("w:val", "clear"), ("w:color", "auto"), ("w:fill", ground)]);
            }
        });
        inner(xml);
    });
}

/// How wide a table should be so that prose has lines of a fair length, in twentieths of a point.
pub fn wish(table: &Table, lang: Lang) -> usize {
    asked(table, lang).iter().map(|(most, _)| *most.min(&(FAIR * CHARACTER + EDGES))).sum()
}

/// What each column asks for, and what it cannot do without.
fn asked(table: &Table, lang: Lang) -> Vec<(usize, usize)> {
    let asked = |(at, column): (usize, &Column)| {
        let cells = table.rows.iter().filter_map(|row| row.get(at)).map(|value| widest(&value.label(lang)));
        let most = cells.chain([width(column.label.get(lang))]).max().unwrap_or_default().clamp(2, MOST);
        let least = if column.fit == Fit::Whole { WORD } else { PROSE };
        (most * CHARACTER + EDGES, most.min(least) * CHARACTER + EDGES)
    };
    table.columns.iter().enumerate().map(asked).collect()
}

/// The widths of the columns, in twentieths of a point: what each asks for where there is room, else at least what it cannot do
/// without and of the rest as much as the others, those that ask for little first.
fn widths(table: &Table, room: usize, lang: Lang) -> Vec<usize> {
    let asked = asked(table, lang);
    let least: usize = asked.iter().map(|(_, least)| least).sum();
    if least > room {
        return asked.iter().map(|(_, own)| own * room / least).collect();
    }
    let mut widths: Vec<usize> = asked.iter().map(|(_, least)| *least).collect();
    let mut by_wish: Vec<(usize, usize)> =
        asked.iter().enumerate().map(|(at, (most, least))| (most - least, at)).collect();
    by_wish.sort_unstable();
    let mut free = room - least;
    for (n, (wish, at)) in by_wish.iter().enumerate() {
        let more = (*wish).min(free / (by_wish.len() - n));
        widths[*at] += more;
        free -= more;
    }
    widths
}

/// The columns of the widest line of a text.
fn widest(text: &str) -> usize {
    text.lines().map(width).max().unwrap_or_default()
}

/// A stacked bar as cells side by side; each has the character that tells it without colour.
pub fn bar(xml: &mut Xml, bar: &Bar, room: usize, lang: Lang) {
    let total = bar.total();
    let shares: Vec<_> = bar.shares.iter().filter(|share| share.n > 0).collect();
    if shares.is_empty() {
        return;
    }
    let free = room.saturating_sub(shares.len() * LEAST);
    let widths: Vec<usize> = shares.iter().map(|share| LEAST + free * share.n / total.max(1)).collect();
    xml.within("w:tbl", &[], |xml| {
        begin(xml, &widths);
        xml.within("w:tr", &[], |xml| {
            for (share, width) in shares.iter().zip(&widths) {
                let ground = ink(share.tone).map_or("D9D9D9".to_owned(), |ink| format!("{ink:06X}"));
                let text = share.fill.to_string();
                let sign = |xml: &mut Xml| {
                    let color = [("w:color", if ink(share.tone).is_some() { "FFFFFF" } else { "000000" })];
                    paragraph(
                        xml,
                        "TableHead",
                        |_| (),
                        |xml| super::paragraph::styled(xml, &text, Tone::Plain, &color, lang),
                    );
                };
                cell(xml, *width, 1, Some(&ground), sign);
            }
        });
    });
}

/// The narrowest part of a bar.
const LEAST: usize = 280;

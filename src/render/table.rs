//! A table for people at a terminal: columns aligned by display width.

use comfy_table::{Attribute, Cell, CellAlignment, Color, presets};

use super::{
    fit::{GAP, fitted},
    screen::Screen,
};
use crate::{
    lang::visible,
    page::{Group, Table, Tone},
};

/// The table as text, every line ended.
pub fn table(table: &Table, screen: &Screen) -> String {
    if table.columns.is_empty() {
        return String::new();
    }
    let fitted = fitted(table, screen);
    let mut drawn = comfy_table::Table::new();
    drawn.load_style(presets::NOTHING).force_no_tty();
    if screen.color {
        drawn.enforce_styling();
    }
    drawn.set_header(fitted.heads.iter().map(|head| styled(head, Tone::Quiet)));
    for (texts, values) in fitted.rows.iter().zip(&table.rows) {
        let values = fitted.shown.iter().map(|at| &values[*at]);
        drawn.add_row(texts.iter().zip(values).map(|(text, value)| styled(text, value.tone())));
    }
    for (place, at) in fitted.shown.iter().enumerate() {
        if let Some(column) = drawn.column_mut(place) {
            let gap = if place + 1 < fitted.shown.len() { GAP } else { 0 };
            column.set_padding((0, u16::try_from(gap).unwrap_or_default()));
            if table.columns[*at].number {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
    }
    let mut lines = drawn.lines();
    let mut text = String::new();
    let head = fitted.heads.iter().map(|head| head.lines().count()).max().unwrap_or(1);
    text.extend(lines.by_ref().take(head).map(|line| format!("{}\n", line.trim_end())));
    for (at, row) in fitted.rows.iter().enumerate() {
        text.extend(table.groups.iter().filter(|group| group.start == at).map(|group| heading(group, screen)));
        let height = row.iter().map(|text| text.lines().count()).max().unwrap_or(1).max(1);
        text.extend(lines.by_ref().take(height).map(|line| format!("{}\n", line.trim_end())));
    }
    text
}

fn heading(group: &Group, screen: &Screen) -> String {
    let name = visible(&group.value.label(screen.lang)).into_owned();
    let name = if name.is_empty() { "–".to_owned() } else { name };
    let n = format!("({})", group.count());
    format!("\n{} {}\n", screen.paint(&name, Tone::Strong), screen.paint(&n, Tone::Quiet))
}

fn styled(text: &str, tone: Tone) -> Cell {
    let cell = Cell::new(text);
    match tone {
        Tone::Plain => cell,
        Tone::Strong => cell.add_attribute(Attribute::Bold),
        Tone::Quiet => cell.add_attribute(Attribute::Dim),
        Tone::Good => cell.fg(Color::DarkGreen),
        Tone::Busy => cell.fg(Color::DarkCyan),
        Tone::Warn => cell.fg(Color::DarkYellow),
        Tone::Bad => cell.fg(Color::DarkRed),
    }
}

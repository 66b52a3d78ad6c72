//! One finding per line: `file:line:col: level[rule]: message`.

use super::{one_line, summary};
use crate::{
    lang::visible,
    page::{Diagnostic, Diagnostics},
    render::Screen,
};

/// The findings and the counts.
pub fn draw(all: &Diagnostics, screen: &Screen) -> String {
    let line = |item: &Diagnostic| {
        let line = visible(&one_line(item, screen.lang)).into_owned();
        format!("{}\n", screen.paint(&line, item.level.tone))
    };
    let lines: String = all.items.iter().map(line).collect();
    format!("{lines}{}\n", summary(all, screen.lang))
}

//! A marked text for people at a terminal: in the margin stands what each stretch is.

use super::{
    page::lines,
    screen::Screen,
    width::{padded, shorten, width},
};
use crate::{
    lang::visible,
    page::{Line, Mark, Marked, Tone},
};

/// The margin's columns: no fewer, and no more where the screen is wide or has no width.
const LEAST: usize = 12;
const MOST: usize = 36;
const LONGEST: usize = 60;
/// What stands between two entries of the legend.
const GAP: &str = "   ";
/// From this width on, the margin has room for every detail.
const WIDE: usize = 120;

/// The text as lines, each stretch on lines of its own; `├` begins a line of the letter.
pub fn marked(text: &Marked, screen: &Screen) -> String {
    let shown = if screen.width.is_none_or(|columns| columns >= WIDE) { usize::MAX } else { 1 };
    let label = |mark: &Mark| {
        let details: Vec<&str> = mark.details.iter().take(shown).map(String::as_str).collect();
        let gap = if details.is_empty() { "" } else { "  " };
        format!("{} {}{gap}{}", mark.sign, visible(&mark.label), details.join(" · "))
    };
    let marks = text.lines.iter().flatten();
    let natural = marks.map(|mark| width(&label(mark))).max().unwrap_or_default();
    let columns = match screen.width {
        None => natural.min(LONGEST),
        Some(columns) => natural.min((columns / 3).clamp(LEAST, MOST)),
    };
    let mut drawn = legend(text, screen);
    for line in &text.lines {
        for (n, mark) in line.iter().enumerate() {
            let label = label(mark);
            let label = if screen.width.is_some() { shorten(&label, columns).into_owned() } else { label };
            let rule = if n == 0 { "├ " } else { "│ " };
            drawn.push_str(&row(mark, &padded(&label, columns), rule, screen));
        }
        if line.is_empty() && !drawn.ends_with("\n\n") {
            drawn.push('\n');
        }
    }
    drawn
}

fn row(mark: &Mark, label: &str, rule: &str, screen: &Screen) -> String {
    let (first, rest) = (format!("{label} {rule}"), format!("{} │ ", " ".repeat(width(label))));
    let text = Line::default().add(&*mark.lead, Tone::Plain).add(&*mark.text, mark.tone).add(&*mark.tail, Tone::Plain);
    let body = lines(&text, screen, &first, &rest, Tone::Plain);
    let margin = if mark.is_strong { mark.tone } else { Tone::Quiet };
    match body.strip_prefix(&*first) {
        Some(body) => format!("{} {rule}{body}", screen.paint(label, margin)),
        None => body,
    }
}

/// What the signs stand for, as many on a line as it has room for.
fn legend(text: &Marked, screen: &Screen) -> String {
    let mut drawn = String::new();
    let mut used = 0;
    for sign in &text.legend {
        let entry = format!("{} {}", sign.sign, sign.label);
        let columns = width(&entry);
        let fits = screen.width.is_none_or(|screen| used + GAP.len() + columns <= screen);
        if used > 0 {
            drawn.push_str(if fits { GAP } else { "\n" });
        }
        used = if used > 0 && fits { used + GAP.len() + columns } else { columns };
        drawn.push_str(&screen.paint(&entry, sign.tone));
    }
    if drawn.is_empty() { drawn } else { drawn + "\n\n" }
}

//! Values in and out of a list, its other elements and its comments as they were.

use toml::{
    Spanned,
    de::{DeArray, DeValue},
};

use super::{
    splice::Splice,
    text::{line_end, line_start, next_line},
    tree::Tree,
};

/// The splices that add values behind the last element; those that the list has are left out.
pub fn insert(text: &str, list: &Spanned<DeValue<'_>>, items: &DeArray<'_>, values: &[String]) -> Vec<Splice> {
    let present: Vec<Tree> = items.iter().map(|item| Tree::of(item.get_ref())).collect();
    let mut new: Vec<&str> = Vec::new();
    for value in values {
        if !present.contains(&Tree::of_value(value)) && !new.contains(&value.as_str()) {
            new.push(value);
        }
    }
    if new.is_empty() {
        return Vec::new();
    }
    let joined = new.join(", ");
    let (at, text) = match items.iter().last() {
        Some(last) => (last.span().end, format!(", {joined}")),
        None => {
            let open = list.span().start + 1;
            // A list that only holds comments takes its first element before them, on a line of its own.
            let has_comment = text[list.span()].contains('#');
            (open, if has_comment { format!("{joined},") } else { joined })
        }
    };
    vec![Splice { range: at..at, text }]
}

/// The splices that take values out.
pub fn remove(text: &str, items: &DeArray<'_>, values: &[String]) -> Vec<Splice> {
    let gone: Vec<Tree> = values.iter().map(|value| Tree::of_value(value)).collect();
    let is_gone: Vec<bool> = items.iter().map(|item| gone.contains(&Tree::of(item.get_ref()))).collect();
    without(text, items, &is_gone)
}

/// The splices that take out every value that stood before.
pub fn unrepeat(text: &str, items: &DeArray<'_>) -> Vec<Splice> {
    let trees: Vec<Tree> = items.iter().map(|item| Tree::of(item.get_ref())).collect();
    let is_gone: Vec<bool> = (0..trees.len()).map(|at| trees[..at].contains(&trees[at])).collect();
    without(text, items, &is_gone)
}

fn without(text: &str, items: &DeArray<'_>, is_gone: &[bool]) -> Vec<Splice> {
    let spans: Vec<_> = items.iter().map(Spanned::span).collect();
    let mut splices = Vec::new();
    for (at, span) in spans.iter().enumerate().filter(|(at, _)| is_gone[*at]) {
        let (start, end) = match (comma_after(text, span.end), at.checked_sub(1)) {
            (Some(comma), _) => (span.start, comma + 1),
            // The last one takes the comma before it along, unless that went with its neighbour.
            (None, Some(before)) if !is_gone[before] => (spans[before].end, span.end),
            (None, _) => (span.start, span.end),
        };
        splices.push(Splice { range: tidied(text, start, end), text: String::new() });
    }
    splices
}

/// The comma behind an element, comments and line breaks passed over.
fn comma_after(text: &str, mut at: usize) -> Option<usize> {
    loop {
        at += text[at..].find(|c: char| !c.is_whitespace())?;
        match text.as_bytes()[at] {
            b',' => return Some(at),
            b'#' => at = next_line(text, at),
            _ => return None,
        }
    }
}

/// The range grown over the blanks that would be left: a line of its own goes whole, else the space behind.
fn tidied(text: &str, start: usize, end: usize) -> std::ops::Range<usize> {
    let (line, rest) = (line_start(text, start), &text[end..line_end(text, end)]);
    let is_own_line = line > 0 && text[line..start].trim().is_empty() && rest.trim().is_empty();
    if is_own_line && line_end(text, start) >= end.min(line_end(text, start)) && next_line(text, end) > end {
        return line..next_line(text, end);
    }
    start..end + (rest.len() - rest.trim_start_matches([' ', '\t']).len())
}

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
    vec![enter(text, list, items, items.len(), &new.join(", "))]
}

/// The splice that adds a value behind so many elements, whether or not the list has it already.
pub fn enter(text: &str, list: &Spanned<DeValue<'_>>, items: &DeArray<'_>, at: usize, value: &str) -> Splice {
    match (items.get(at), items.iter().last()) {
        (Some(next), _) => Splice { range: next.span().start..next.span().start, text: format!("{value}, ") },
        (None, Some(last)) => Splice { range: last.span().end..last.span().end, text: format!(", {value}") },
        (None, None) => first(text, list, value),
    }
}

/// The splice that adds a first element. A list that only holds comments takes it before them, on a line of its own.
fn first(text: &str, list: &Spanned<DeValue<'_>>, value: &str) -> Splice {
    let open = list.span().start + 1;
    let has_comment = text[list.span()].contains('#');
    Splice { range: open..open, text: format!("{value}{}", if has_comment { "," } else { "" }) }
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

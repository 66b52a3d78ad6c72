//! The list of what is attached to a letter, which is no part of what it says.

use std::ops::Range;

use super::text::Text;

/// The longest line that names something attached.
const LINE: usize = 80;

/// For each line whether it lists what is attached: `附件:1.风车名录`, and the numbered lines that go on with it.
pub fn attached(text: &Text) -> Vec<bool> {
    let mut is_open = false;
    let mut lists = |line: &Range<usize>| {
        let own = text.trimmed(line.clone());
        let is_name = own.len() <= LINE && text.find(own.clone(), |c| "。;".contains(c)).is_none();
        if own.is_empty() {
            return false;
        }
        is_open = is_name && (begins(text, &own) || is_open && text.folded[own.start].is_ascii_digit());
        is_open
    };
    text.lines.iter().map(&mut lists).collect()
}

/// Whether a line begins with 附件, a number or none, and a colon.
fn begins(text: &Text, line: &Range<usize>) -> bool {
    let is_between = |c: char| c.is_ascii_digit() || c == ' ';
    text.has_at(line.start, "附件")
        && text.find(line.start + 2..line.end, |c| !is_between(c)).is_some_and(|at| ":.、".contains(text.folded[at]))
}

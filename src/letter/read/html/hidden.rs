//! An element that is not shown: where it ends, and how its attributes say so.

use std::collections::HashMap;

use super::elements;

/// An element that is not shown, and what was opened in it.
pub(super) struct Hidden {
    pub(super) root: String,
    /// How many elements of its own name are open in it.
    same: usize,
    /// How many of each block are; others cannot end it.
    blocks: HashMap<&'static str, usize>,
}

impl Hidden {
    pub(super) fn new(root: &str) -> Self {
        Self { root: root.to_owned(), same: 0, blocks: HashMap::new() }
    }

    /// An element is opened in it.
    pub(super) fn start(&mut self, name: &str) {
        if name == self.root {
            self.same += 1;
        } else if let Some(name) = elements::block(name) {
            *self.blocks.entry(name).or_default() += 1;
        }
    }

    fn has(&self, name: &str) -> bool {
        self.blocks.get(name).is_some_and(|open| *open > 0)
    }

    /// Whether a start tag ends it, since it has left out its end tag.
    pub(super) fn is_ended_by(&self, start: &str) -> bool {
        let (ends, unless): (&[&str], &[&str]) = match self.root.as_str() {
            "p" => return elements::is_block(start) && !matches!(start, "option" | "optgroup" | "caption" | "legend"),
            "li" => (&["li"], &["ul", "ol", "menu"]),
            "dt" | "dd" => (&["dt", "dd"], &["dl"]),
            "td" | "th" => (&["td", "th", "tr", "tbody", "thead", "tfoot"], &["table"]),
            "tr" => (&["tr", "tbody", "thead", "tfoot"], &["table"]),
            "tbody" | "thead" | "tfoot" => (&["tbody", "thead", "tfoot"], &["table"]),
            "option" | "optgroup" => (&["option", "optgroup"], &["select"]),
            _ => return false,
        };
        ends.contains(&start) && !unless.iter().any(|name| self.has(name))
    }

    /// Whether an end tag ends it: its own, or that of a block which it does not hold and which so stands around it.
    pub(super) fn is_ended_at(&mut self, end: &str) -> bool {
        if end == self.root {
            return match self.same.checked_sub(1) {
                Some(same) => {
                    self.same = same;
                    false
                }
                None => true,
            };
        }
        if let Some(open) = self.blocks.get_mut(end).filter(|open| **open > 0) {
            *open -= 1;
            return false;
        }
        elements::is_block(end) && (end != "p" || !elements::is_block(&self.root))
    }
}

/// Whether a style has `display: none` as its last word on that.
pub(super) fn says_hidden(style: &str) -> bool {
    let mut display = style
        .split(';')
        .filter_map(|part| part.split_once(':'))
        .filter(|(property, _)| property.trim().eq_ignore_ascii_case("display"));
    let value = display.next_back().and_then(|(_, value)| value.split(['!', ' ']).find(|word| !word.trim().is_empty()));
    value.is_some_and(|value| value.trim().eq_ignore_ascii_case("none"))
}

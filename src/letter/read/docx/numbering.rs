//! Automatic numbers: what Word counts and shows at the head of paragraphs, written out as text.

use std::collections::{HashMap, HashSet};

use super::{
    counting,
    styles::Styles,
    xml::{self, Attributes, Fault, Path, Visitor},
};

/// How many levels a list has.
const LEVELS: usize = 9;
/// How long a number may be, in bytes, with what is written around it. A pattern may name each number many times, and a number
/// may take thirty letters, so that a small document would grow large.
const LONGEST_LABEL: usize = 255;

/// The lists of a document with their counters.
#[derive(Clone, Debug, Default)]
pub(super) struct Numbering {
    patterns: HashMap<String, Pattern>,
    lists: HashMap<String, List>,
    /// The last number of each level, by pattern: lists of one pattern count on.
    counters: HashMap<String, [Option<u32>; LEVELS]>,
    /// The lists and levels that have begun anew, where they say so.
    begun: HashSet<(String, usize)>,
}

#[derive(Clone, Debug, Default)]
struct Pattern {
    levels: HashMap<usize, Level>,
    /// The style in which the levels stand instead.
    style: Option<String>,
}

#[derive(Clone, Debug, Default)]
struct List {
    pattern: String,
    starts: HashMap<usize, u32>,
    levels: HashMap<usize, Level>,
}

#[derive(Clone, Debug)]
struct Level {
    start: u32,
    format: String,
    text: String,
    /// Whether all numbers in it are decimal, whatever their own levels say.
    legal: bool,
    /// `tab`, `space` or `nothing` behind the number.
    suffix: String,
    /// The level, counted from 1, up to which a number restarts this one; 0 for never.
    restart: Option<usize>,
    style: Option<String>,
}

impl Default for Level {
    fn default() -> Self {
        Self {
            start: 0,
            format: "decimal".to_owned(),
            text: String::new(),
            legal: false,
            suffix: "tab".to_owned(),
            restart: None,
            style: None,
        }
    }
}

impl Numbering {
    pub(super) fn read(xml: &str, styles: &Styles) -> Result<Self, Fault> {
        let mut reading = Reading::default();
        xml::walk(xml, &mut reading)?;
        let mut numbering = reading.numbering;
        // A pattern that refers to a style has the levels of that style's list.
        let linked: HashMap<String, String> = numbering
            .patterns
            .iter()
            .filter_map(|(id, pattern)| {
                let (list, ..) = styles.list(Some(pattern.style.as_deref()?))?;
                Some((id.clone(), numbering.lists.get(list)?.pattern.clone()))
            })
            .collect();
        for list in numbering.lists.values_mut() {
            if let Some(pattern) = linked.get(&list.pattern) {
                list.pattern.clone_from(pattern);
            }
        }
        Ok(numbering)
    }

    fn level(&self, list: &str, level: usize) -> Option<&Level> {
        let list = self.lists.get(list)?;
        list.levels.get(&level).or_else(|| self.patterns.get(&list.pattern)?.levels.get(&level))
    }

    /// The level of a list that is meant for a style.
    pub(super) fn level_of_style(&self, list: &str, style: &str) -> Option<usize> {
        (0..LEVELS).find(|level| self.level(list, *level).is_some_and(|level| level.style.as_deref() == Some(style)))
    }

    /// Counts a paragraph, and what stands at its head; empty for what has no number, such as a bullet.
    pub(super) fn next(&mut self, list: &str, level: usize) -> String {
        let level = level.min(LEVELS - 1);
        let Some(own) = self.level(list, level).cloned() else { return String::new() };
        let Some((pattern, anew)) = self.lists.get(list).map(|found| (found.pattern.clone(), found.starts.get(&level)))
        else {
            return String::new();
        };
        let anew = anew.copied().filter(|_| self.begun.insert((list.to_owned(), level)));
        let starts: [u32; LEVELS] = std::array::from_fn(|level| self.level(list, level).map_or(1, |level| level.start));
        let restarts: [Option<usize>; LEVELS] =
            std::array::from_fn(|level| self.level(list, level).and_then(|level| level.restart));
        let counters = self.counters.entry(pattern).or_default();
        for (at, counter) in counters.iter_mut().enumerate() {
            let from = restarts.get(at).copied().flatten().unwrap_or(at);
            if at == level {
                *counter = Some(match (anew, *counter) {
                    (Some(start), _) => start,
                    (None, Some(last)) => last.saturating_add(1),
                    (None, None) => own.start,
                });
            } else if at > level && level < from {
                *counter = None;
            } else if at < level && counter.is_none() {
                *counter = starts.get(at).copied();
            }
        }
        let counters = *counters;
        self.label(list, &own, &counters)
    }

    fn label(&self, list: &str, own: &Level, counters: &[Option<u32>; LEVELS]) -> String {
        if own.format == "bullet" {
            return String::new();
        }
        let mut label = String::new();
        let mut rest = own.text.chars().peekable();
        while let Some(c) = rest.next() {
            if label.len() > LONGEST_LABEL {
                return String::new();
            }
            let digit =
                if c == '%' { rest.peek().and_then(|c| c.to_digit(10)).filter(|digit| *digit > 0) } else { None };
            let Some(digit) = digit else {
                label.push(c);
                continue;
            };
            rest.next();
            let at = digit as usize - 1;
            let n = counters.get(at).copied().flatten().unwrap_or(1);
            let format = self.level(list, at).map_or("decimal", |level| &level.format);
            label.push_str(&counting::written(if own.legal { "decimal" } else { format }, n));
        }
        // A tab shows as some space, which Chinese marks have in themselves.
        let marked = label.chars().next_back().is_some_and(|c| !c.is_ascii());
        if !label.is_empty() && (own.suffix == "space" || (own.suffix == "tab" && !marked)) {
            label.push(' ');
        }
        label
    }
}

/// The lists while they are read.
#[derive(Default)]
struct Reading {
    numbering: Numbering,
    pattern: String,
    list: String,
    level: usize,
}

impl Reading {
    /// The level that is being read, of a pattern or of a list's own.
    fn open_level(&mut self, path: &Path) -> Option<&mut Level> {
        if path.up(1) != "lvl" {
            return None;
        }
        match path.up(2) {
            "abstractNum" => self.numbering.patterns.get_mut(&self.pattern)?.levels.get_mut(&self.level),
            "lvlOverride" => self.numbering.lists.get_mut(&self.list)?.levels.get_mut(&self.level),
            _ => None,
        }
    }
}

impl Visitor for Reading {
    fn start(&mut self, path: &Path, attributes: &Attributes<'_>) {
        let number = |name: &str| attributes.get(name).and_then(|val| val.parse::<usize>().ok());
        let start = || attributes.val().and_then(|val| val.parse::<u32>().ok());
        if let Some(level) = self.open_level(path) {
            match path.up(0) {
                "start" => level.start = start().unwrap_or(level.start),
                "numFmt" => level.format = attributes.val().unwrap_or_default(),
                "lvlText" => level.text = attributes.val().unwrap_or_default(),
                "isLgl" => level.legal = attributes.is_on(),
                "suff" => level.suffix = attributes.val().unwrap_or_default(),
                "lvlRestart" => level.restart = number("val"),
                "pStyle" => level.style = attributes.val(),
                _ => {}
            }
            return;
        }
        match (path.up(0), path.up(1)) {
            ("abstractNum", _) => {
                self.pattern = attributes.get("abstractNumId").unwrap_or_default();
                self.numbering.patterns.insert(self.pattern.clone(), Pattern::default());
            }
            ("numStyleLink", "abstractNum") => {
                if let Some(pattern) = self.numbering.patterns.get_mut(&self.pattern) {
                    pattern.style = attributes.val();
                }
            }
            ("num", _) => {
                self.list = attributes.get("numId").unwrap_or_default();
                self.numbering.lists.insert(self.list.clone(), List::default());
            }
            ("abstractNumId", "num") => {
                if let Some(list) = self.numbering.lists.get_mut(&self.list) {
                    list.pattern = attributes.val().unwrap_or_default();
                }
            }
            ("lvlOverride", "num") => self.level = number("ilvl").unwrap_or_default(),
            ("startOverride", "lvlOverride") => {
                if let Some((list, start)) = self.numbering.lists.get_mut(&self.list).zip(start()) {
                    list.starts.insert(self.level, start);
                }
            }
            ("lvl", "abstractNum") => {
                self.level = number("ilvl").unwrap_or_default();
                if let Some(pattern) = self.numbering.patterns.get_mut(&self.pattern) {
                    pattern.levels.insert(self.level, Level::default());
                }
            }
            ("lvl", "lvlOverride") => {
                if let Some(list) = self.numbering.lists.get_mut(&self.list) {
                    list.levels.insert(self.level, Level::default());
                }
            }
            _ => {}
        }
    }
}

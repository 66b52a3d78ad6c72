//! Structure: chapters, sections, items and clauses with their titles.

use std::ops::Range;

use super::{
    attached::attached,
    clusters::named,
    letters::is_named,
    marks::{Mark, Style, marks},
    offices::due_of,
    roles::says_who,
    signature::{alone, is_office},
    text::Text,
    title::{RUN_IN, has_figure, is_courtesy, opening, title},
};

/// How high a part of a letter stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// 一、
    Chapter,
    /// （一）
    Section,
    /// 1.
    Item,
    /// 一是
    Clause,
}

impl Level {
    /// Every level, the highest first.
    pub const ALL: [Self; 4] = [Self::Chapter, Self::Section, Self::Item, Self::Clause];

    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Chapter => "chapter",
            Self::Section => "section",
            Self::Item => "item",
            Self::Clause => "clause",
        }
    }
}

/// A part of a letter where it begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// How high it stands.
    pub level: Level,
    /// Its mark as it is written; empty for a part that is only named.
    pub label: Range<usize>,
    /// Its title; for a clause the words with which it begins.
    pub title: Range<usize>,
    /// Whether the title is a heading, and not already what is said.
    pub is_heading: bool,
    /// Its place: chapter.section.clause, as a ledger has it.
    pub clause: String,
}

impl Part {
    /// Its heading with the stop behind it, which stands before a place; of a part without one its mark alone.
    pub fn heading(&self, text: &Text, end: usize) -> Range<usize> {
        if !self.is_heading {
            return self.label.clone();
        }
        let is_stop = |at: usize| at < end && "。:,".contains(text.folded[at]);
        self.label.start..self.title.end + usize::from(is_stop(self.title.end))
    }
}

/// The parts of a text, in order.
///
/// `opening` is the sentence in which the letter says that it answers, where it has one.
pub fn outline(text: &Text, opening: Option<&Range<usize>>) -> Vec<Part> {
    let attached = attached(text);
    let is_said = |mark: &Mark| {
        let line = text.line_at(mark.label.start);
        attached.get(line) != Some(&true) && !text.lines.get(line).is_some_and(|line| is_named(text, line))
    };
    let marks = marks(text).into_iter().filter(is_said).collect();
    let marks = marks_of_body(text, marks, opening);
    let has_formal = marks.iter().any(|mark| mark.style == Style::Formal);
    let mut parts = Vec::new();
    for (at, mark) in marks.iter().enumerate() {
        let line = &text.lines[text.lines.partition_point(|line| line.end < mark.label.start)];
        let next = marks.get(at + 1).map_or(line.end, |next| next.label.start.min(line.end));
        // A line of its own is a heading when text and no other mark follows it.
        let is_over_text = marks.get(at + 1).is_none_or(|next| {
            let between = text.trimmed((line.end + 1).min(next.label.start)..next.label.start);
            !between.is_empty()
        });
        parts.push(part(text, mark, line, next, is_over_text, has_formal));
    }
    leaves(text, &mut parts);
    parts.extend(named(text, &parts));
    parts.sort_by_key(|part| part.label.start);
    number(&mut parts);
    parts
}

/// A title with nothing beneath it says itself what it has to say, and is no heading. The last of several such has the end of
/// the letter beneath it, or the line that says who is responsible.
fn leaves(text: &Text, parts: &mut [Part]) {
    let mut is_leaf_before = None;
    for at in 0..parts.len() {
        let part = &parts[at];
        let next = parts.get(at + 1);
        let end = next.map_or(text.chars.len(), |next| next.label.start);
        let beneath = text.trimmed((part.title.end + 1).min(end)..end);
        let line = &text.lines[text.lines.partition_point(|line| line.end < part.title.end)];
        let first = &text.lines[text.lines.partition_point(|line| line.end < beneath.start)];
        let says_who = |own: &Range<usize>| says_who(text, own) || due_of(text, own).is_some();
        // Who is responsible stands in a line below it or in a sentence behind it, whatever follows.
        let sentence =
            beneath.start..text.find(beneath.start..first.end.min(end), |c| c == '。').unwrap_or(first.end.min(end));
        let is_bare = beneath.is_empty()
            || says_who(&sentence)
            || beneath.start > line.end && ends_the_letter(text, &text.trimmed(first.clone()))
            || beneath.start > line.end
                && is_leaf_before == Some(part.level)
                && (part.level >= Level::Section || text.has_at(part.title.end, "。"));
        let has_parts = beneath.is_empty() && next.is_some_and(|next| next.level > part.level);
        let is_leaf = is_bare && !has_parts && !is_open(text, part);
        parts[at].is_heading &= !is_leaf;
        is_leaf_before = is_leaf.then_some(parts[at].level);
    }
}

/// Whether a line is courtesy or a signature: it stands beneath the whole letter.
fn ends_the_letter(text: &Text, line: &Range<usize>) -> bool {
    is_courtesy(text, line.clone()) || is_office(text, line) || alone(text, line).is_some()
}

/// Whether a title ends with a colon: what it announces follows.
fn is_open(text: &Text, part: &Part) -> bool {
    text.has_at(part.title.end, ":")
}

/// The marks without those before the body: of a page's list of letters, of a place in a gazette. Where more stand before the
/// opening sentence than behind it, that sentence is none.
fn marks_of_body(text: &Text, mut marks: Vec<Mark>, opening: Option<&Range<usize>>) -> Vec<Mark> {
    let Some(opening) = opening else { return marks };
    let line = &text.lines[text.lines.partition_point(|line| line.end < opening.start)];
    let before = marks.partition_point(|mark| mark.label.start < line.start);
    let is_marked = marks.get(before).is_some_and(|mark| mark.label.start < opening.start);
    if !is_marked && before < marks.len() - before {
        marks.drain(..before);
    }
    marks
}

fn level(style: Style, has_formal: bool) -> Level {
    match style {
        Style::Formal => Level::Chapter,
        Style::Han if has_formal => Level::Section,
        Style::Han => Level::Chapter,
        Style::HanParen if has_formal => Level::Item,
        Style::HanParen => Level::Section,
        Style::Arabic | Style::ArabicParen | Style::Circled => Level::Item,
        Style::Is | Style::Ordinal | Style::Sequence => Level::Clause,
    }
}

fn part(text: &Text, mark: &Mark, line: &Range<usize>, next: usize, is_over_text: bool, has_formal: bool) -> Part {
    let level = level(mark.style, has_formal);
    let body = text.trimmed(mark.label.end..next);
    let is_lines_first = text.trimmed(line.clone()).start == mark.label.start;
    let is_whole_line = is_lines_first && next == line.end;
    let (title, is_heading) = if level == Level::Clause {
        let title = opening(text, &body);
        // "一是加强领导。" before what that means: a heading in all but its mark.
        let is_closed = title.end < body.end
            && text.folded[title.end] == '。'
            && title.end + 1 < body.end
            && !is_courtesy(text, title.end + 1..body.end);
        (title.clone(), is_closed && title.len() <= RUN_IN / 2 && !has_figure(text, &title))
    } else {
        title(text, body, level, is_whole_line, next < line.end, is_over_text)
    };
    Part { level, label: mark.label.clone(), title, is_heading, clause: String::new() }
}

/// Gives every part its place: the numbers of the parts above it and its own, skipped levels left out.
fn number(parts: &mut [Part]) {
    let mut counts = [0_usize; 4];
    for part in parts {
        let level = part.level as usize;
        counts[level] += 1;
        counts[level + 1..].fill(0);
        let places = counts[..=level].iter().filter(|n| **n > 0).map(usize::to_string);
        part.clause = places.collect::<Vec<_>>().join(".");
    }
}

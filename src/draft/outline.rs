//! Structure: chapters, sections, items and clauses with their titles.

use std::ops::Range;

use super::{
    marks::{Mark, Style, marks},
    offices::Named,
    text::Text,
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

/// The longest title that stands alone, and the longest that runs into the text.
const ALONE: usize = 60;
const RUN_IN: usize = 40;
/// The longest words by which a clause or a part without a heading is known.
const OPENING: usize = 40;

/// The parts of a text, in order.
///
/// `opening` is the sentence in which the letter says that it answers, where it has one.
pub fn outline(text: &Text, opening: Option<&Range<usize>>) -> Vec<Part> {
    let marks = marks_of_body(text, marks(text), opening);
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
        let is_bare = beneath.is_empty()
            || beneath.start > line.end && !Named::of(text, &text.trimmed(first.clone())).is_empty()
            || beneath.start > line.end && is_leaf_before == Some(part.level) && part.level >= Level::Section;
        let has_parts = beneath.is_empty() && next.is_some_and(|next| next.level > part.level);
        let is_leaf = is_bare && !has_parts && !is_open(text, part);
        parts[at].is_heading &= !is_leaf;
        is_leaf_before = is_leaf.then_some(parts[at].level);
    }
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
        let is_closed = title.end < body.end && text.folded[title.end] == '。' && title.end + 1 < body.end;
        (title.clone(), is_closed && title.len() <= RUN_IN / 2 && !has_figure(text, &title))
    } else {
        title(text, body, level, is_whole_line, next < line.end, is_over_text)
    };
    Part { level, label: mark.label.clone(), title, is_heading, clause: String::new() }
}

/// The words with which something begins, up to the first stop.
fn opening(text: &Text, body: &Range<usize>) -> Range<usize> {
    let stop = text.find(body.clone(), |c| ",。;:!?\t".contains(c)).unwrap_or(body.end);
    body.start..stop.min(body.start + OPENING)
}

/// The title of a part, and whether it is a heading.
fn title(
    text: &Text,
    body: Range<usize>,
    level: Level,
    is_whole_line: bool,
    is_followed: bool,
    is_over_text: bool,
) -> (Range<usize>, bool) {
    let stop = text.find(body.clone(), |c| "。;!?\t".contains(c));
    let length = body.len();
    match stop {
        // A line without a full stop is a heading; one that ends with its only full stop is one when it is short.
        None if (is_whole_line || is_followed) && length <= ALONE => {
            return match run_in(text, &body).filter(|end| is_followed && tells(text, *end, body.end)) {
                Some(end) => (text.trimmed(body.start..end), true),
                None => (without_colon(text, body), true),
            };
        }
        Some(stop) if stop + 1 >= body.end && is_whole_line => {
            let commas = body.clone().filter(|at| text.folded[*at] == ',').count();
            let longest = if level == Level::Chapter || is_over_text { RUN_IN } else { RUN_IN / 2 };
            let is_short = commas <= 1 && stop - body.start <= longest && !has_figure(text, &body);
            return if is_short { (body.start..stop, true) } else { (opening(text, &body), false) };
        }
        // Behind it stands only who is responsible.
        Some(stop) if text.has_at(stop + 1, "(") && !Named::in_brackets(text, &(stop + 1..body.end)).is_empty() => {
            return (opening(text, &body), false);
        }
        Some(stop) if text.folded[stop] == '。' && stop - body.start <= RUN_IN => {
            let own = body.start..stop;
            if let Some(end) = run_in(text, &own).filter(|end| tells(text, *end, stop)) {
                return (body.start..end, true);
            }
            let commas = own.clone().filter(|at| text.folded[*at] == ',').count();
            if commas <= 1 && !has_figure(text, &own) {
                return (own, true);
            }
        }
        _ => {}
    }
    if let Some(colon) = text.find(body.start..body.end.min(body.start + RUN_IN), |c| ",。;:!?".contains(c))
        && text.folded[colon] == ':'
    {
        return (body.start..colon, true);
    }
    match run_in(text, &body) {
        Some(end) => (body.start..end, true),
        None => (opening(text, &body), false),
    }
}

fn without_colon(text: &Text, body: Range<usize>) -> Range<usize> {
    let is_colon = body.end > body.start && ":。".contains(text.folded[body.end - 1]);
    body.start..body.end - usize::from(is_colon)
}

/// Whether a text names a year or counts something: then it says more than a heading does.
fn has_figure(text: &Text, range: &Range<usize>) -> bool {
    range.clone().any(|at| text.folded[at].is_ascii_digit())
}

/// Words with which a text goes on behind a heading that no mark ends.
const STARTERS: &[&str] = &[
    "近年来",
    "近几年",
    "目前",
    "截至",
    "截止",
    "今年以来",
    "下一步",
    "为进一步",
    "为贯彻",
    "为深入",
    "为切实",
    "根据",
    "按照",
    "依据",
    "我局",
    "我委",
    "我厅",
    "我市",
    "我省",
    "我区",
    "我县",
    "我部",
    "我办",
    "自20",
    "20",
    "一是",
    "针对",
    "一方面",
    "首先",
    "市政府",
    "省政府",
    "全市",
    "全省",
    "在市",
    "在省",
    "坚持",
    "围绕",
    "聚焦",
];
/// The fewest characters of a heading that no mark ends.
const LEAST: usize = 4;

/// Where a heading ends that runs into the text without any mark.
fn run_in(text: &Text, body: &Range<usize>) -> Option<usize> {
    let end = text.find(body.clone(), |c| ",。;:!?、".contains(c)).unwrap_or(body.end).min(body.start + RUN_IN);
    let starts = |at: usize| STARTERS.iter().any(|word| text.has_at(at, word));
    (body.start + LEAST..end).find(|at| starts(*at))
}

/// Whether what begins at a place tells of what was done or will be, close behind its first words or behind a space.
fn tells(text: &Text, at: usize, end: usize) -> bool {
    let is_apart = at.checked_sub(1).is_some_and(|before| text.folded[before].is_whitespace());
    is_apart || (at + 2..end.min(at + 2 + TELLS)).any(|at| "已将".contains(text.folded[at]))
}

/// How far behind the first words that is looked for.
const TELLS: usize = 4;

/// How many names an enumeration must have before sentences that begin with them are parts.
const NAMES: usize = 3;
/// The longest line that is looked through for names: far beyond any paragraph.
const NAMED_IN: usize = 20_000;
/// The longest name, and how many characters may stand behind it before the comma.
const NAME: usize = 16;
const SUFFIX: usize = 2;

/// Parts that are only named: sentences of a line that begin with a name from an enumeration before them, and a comma.
fn named(text: &Text, marked: &[Part]) -> Vec<Part> {
    let mut parts = Vec::new();
    for line in text.lines.iter().filter(|line| line.len() <= NAMED_IN) {
        let names = enumerated(text, line);
        if names.len() < NAMES {
            continue;
        }
        let mut found = Vec::new();
        for at in line.clone() {
            let begins = at > line.start && text.folded[at - 1] == '。';
            let is_marked = || marked.binary_search_by_key(&at, |part| part.label.start).is_ok();
            if begins
                && !is_marked()
                && let Some(end) = name_at(text, at, line.end, &names)
            {
                found.push(Part {
                    level: Level::Clause,
                    label: at..at,
                    title: at..end,
                    is_heading: true,
                    clause: String::new(),
                });
            }
        }
        if found.len() >= NAMES {
            parts.append(&mut found);
        }
    }
    parts
}

/// The names of the longest enumerations in a line: what stands between enumeration commas.
fn enumerated(text: &Text, line: &Range<usize>) -> Vec<String> {
    let mut names = Vec::new();
    let is_stop = |c: char| ",。;:!?\"()".contains(c);
    let mut start = line.start;
    for at in line.clone().chain([line.end]) {
        let is_end = at == line.end || is_stop(text.folded[at]);
        if !is_end {
            continue;
        }
        let run = text.folded(start..at);
        let parts: Vec<&str> = run.split('、').collect();
        if parts.len() >= NAMES {
            names.extend(parts.iter().map(|name| (*name).to_owned()));
        }
        start = at + 1;
    }
    names
}

/// Where a name ends with which a sentence begins.
fn name_at(text: &Text, at: usize, end: usize, names: &[String]) -> Option<usize> {
    let comma = text.find(at..end.min(at + NAME + SUFFIX), |c| c == ',')?;
    let name = text.folded(at..comma);
    // The first and the last of an enumeration carry words of their own: the verb before, "and so on" behind.
    let is_it = |known: &String| {
        let shared = name.chars().zip(known.chars()).take_while(|(a, b)| a == b).count();
        let is_whole = shared == known.chars().count() && name.chars().count() <= shared + SUFFIX && shared > 1;
        is_whole
            || (name.chars().count() >= 2 && (known.ends_with(&name) || known.starts_with(&name)))
            || known.chars().count() > 3
                && shared >= 3
                && name.chars().count() <= shared + SUFFIX
                && known.contains('等')
    };
    names.iter().any(is_it).then_some(comma)
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

//! Signatures: the names of offices and the day, alone in their lines or at the end of one.

use std::ops::Range;

use super::{
    dates::{Named, day_at},
    text::Text,
};

/// Who signed, and when.
#[derive(Clone, Debug, Default)]
pub struct Signature {
    /// The lines that name the office.
    pub offices: Vec<Range<usize>>,
    /// The day.
    pub day: Option<Named>,
}

/// How an office's name ends.
const OFFICES: &[&str] = &[
    "局",
    "委员会",
    "委",
    "厅",
    "部",
    "办公室",
    "办公厅",
    "政府",
    "中心",
    "院",
    "所",
    "公司",
    "集团",
    "银行",
    "支队",
    "总队",
    "大队",
    "镇",
    "乡",
    "管委会",
    "处",
    "署",
    "会",
    "站",
    "街道办事处",
    "办事处",
    "学校",
    "医院",
    "分局",
    "法院",
    "检察院",
];
/// The longest line that names an office or is a salutation.
pub const SHORT: usize = 40;

/// The day that a line says and nothing else, brackets aside.
pub fn alone(text: &Text, line: &Range<usize>) -> Option<Named> {
    let start = line.clone().find(|at| !"(【[ ".contains(text.folded[*at]))?;
    let found = day_at(text, start, line.end)?;
    let rest = text.folded(found.range.end..line.end);
    rest.trim_matches([')', '】', ']', ' ', '。', '.']).is_empty().then_some(found)
}

/// The office and the day with which a line ends, each behind a space: of a letter that lost its line ends.
pub fn signed_at_the_end(text: &Text, line: &Range<usize>) -> Option<Signature> {
    let line = &without_a_note(text, line);
    let from = line.end.saturating_sub(LONGEST_DAY).max(line.start);
    let day = (from..line.end).find_map(|at| day_at(text, at, line.end).filter(|day| day.range.end == line.end))?;
    let is_apart = |at: usize| at == line.start || text.folded[at - 1].is_whitespace();
    let before = text.trimmed(line.start..day.range.start);
    let gap = before
        .clone()
        .rev()
        .take(SHORT)
        .find(|at| text.folded[*at].is_whitespace() || "。!".contains(text.folded[*at]))?;
    let office = gap + 1..before.end;
    (is_apart(day.range.start) && is_office(text, &office)).then(|| Signature { offices: vec![office], day: Some(day) })
}

/// A line without what stands in brackets at its end, and the bars of a table that was one: (联系人:甲).
fn without_a_note(text: &Text, line: &Range<usize>) -> Range<usize> {
    let bare = |end: usize| {
        let is_bar = |at: &usize| !"| ".contains(text.folded[*at]);
        (line.start..end).rev().find(is_bar).map_or(line.start, |at| at + 1)
    };
    let end = bare(line.end);
    let is_note = end > line.start && text.folded[end - 1] == ')';
    let open = (line.start..end).rev().take(NOTE).find(|at| text.folded[*at] == '(').filter(|_| is_note);
    line.start..bare(open.unwrap_or(end))
}

/// The longest note behind a signature.
const NOTE: usize = 60;

/// The longest day: 二〇二四年十二月三十一日 with spaces.
const LONGEST_DAY: usize = 24;

/// Six to eight digits that begin like a year: a day without its 年, 月 and 日.
pub fn is_ruined_day(text: &Text, line: &Range<usize>) -> bool {
    (6..=8).contains(&line.len())
        && line.clone().all(|at| text.folded[at].is_ascii_digit())
        && ["19", "20"].iter().any(|century| text.has_at(line.start, century))
}

/// Whether a line is the name of an office.
pub fn is_office(text: &Text, line: &Range<usize>) -> bool {
    let words = text.folded(line.clone());
    let words = words.trim_end_matches([' ', ')']).trim_end_matches("(盖章").trim_end_matches("(公章");
    let is_name = words.chars().all(|c| !c.is_ascii_digit() && !"。,;:!?".contains(c));
    line.len() >= 3 && line.len() <= SHORT && is_name && OFFICES.iter().any(|end| words.ends_with(end))
}

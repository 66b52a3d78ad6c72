//! Numbering: what may be the mark of a heading or a clause, and which of them are, by the order in which they follow.

use std::ops::Range;

use super::{dates::year, text::Text};

/// How a mark is written; the earlier, the higher it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Style {
    /// 壹、
    Formal,
    /// 一、
    Han,
    /// （一）
    HanParen,
    /// 1. or 1、
    Arabic,
    /// (1) or 1)
    ArabicParen,
    /// ①
    Circled,
    /// 一是, 一要
    Is,
    /// 第一，
    Ordinal,
    /// 首先，其次，
    Sequence,
}

/// How many styles there are.
const STYLES: usize = 9;

/// A mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// How it is written.
    pub style: Style,
    /// Its number.
    pub value: u32,
    /// The characters of the mark itself.
    pub label: Range<usize>,
    /// What stands before it.
    before: Before,
}

/// What stands before a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Before {
    /// Nothing: a line begins with it.
    Line,
    /// The end of a sentence or of a part of one.
    Stop,
    /// Text that goes on.
    Text,
}

const HAN: &str = "一二三四五六七八九";
const FORMAL: [&str; 2] = ["壹贰叁肆伍陆柒捌玖", "壹貳參肆伍陸柒捌玖"];

/// The marks of a text, in order.
pub fn marks(text: &Text) -> Vec<Mark> {
    let mut all = Vec::new();
    for line in &text.lines {
        let start = text.trimmed(line.clone()).start;
        let mut at = start;
        while at < line.end {
            match mark(text, at, start, line.end) {
                Some(mark) => {
                    at = mark.label.end;
                    all.push(mark);
                }
                None => at += 1,
            }
        }
    }
    chosen(text, all)
}

/// The mark that may stand at a place of a line.
fn mark(text: &Text, at: usize, line: usize, end: usize) -> Option<Mark> {
    let c = text.folded[at];
    let (style, value, length) = match c {
        '(' => paren(text, at, end)?,
        '①'..='⑳' => (Style::Circled, c as u32 - '①' as u32 + 1, 1),
        '第' => ordinal(text, at, end)?,
        '首' | '其' | '再' | '最' => sequence(text, at)?,
        '0'..='9' => arabic(text, at, end)?,
        _ => han(text, at, end)?,
    };
    let before = before(text, at, line);
    // A number in the middle of a text is a number.
    let is_number = matches!(style, Style::Arabic) && before == Before::Text;
    (value > 0 && !is_number).then(|| Mark { style, value, label: at..at + length, before })
}

fn before(text: &Text, at: usize, line: usize) -> Before {
    let last = (line..at).rev().map(|place| text.folded[place]).find(|c| !c.is_whitespace());
    match last {
        None => Before::Line,
        Some(c) if "。;:!?,、)\"》】—…\u{2502}|".contains(c) => Before::Stop,
        Some(_) => Before::Text,
    }
}

/// A Chinese numeral up to 99: its value and how many characters it takes.
fn numeral(text: &Text, at: usize, end: usize) -> Option<(u32, usize)> {
    let digit = |place: usize| {
        let c = *text.folded.get(place).filter(|_| place < end)?;
        HAN.chars().position(|own| own == c).map(|n| n as u32 + 1)
    };
    let is_ten = |place: usize| place < end && text.folded[place] == '十';
    let (tens, length) = match (digit(at), is_ten(at), is_ten(at + 1)) {
        (_, true, _) => (1, 1),
        (Some(tens), _, true) => (tens, 2),
        (Some(ones), _, false) => return Some((ones, 1)),
        _ => return None,
    };
    Some(digit(at + length).map_or((tens * 10, length), |ones| (tens * 10 + ones, length + 1)))
}

fn number(text: &Text, at: usize, end: usize) -> Option<(u32, usize)> {
    let length = (at..end).take_while(|place| text.folded[*place].is_ascii_digit()).count();
    (1..=2).contains(&length).then(|| (text.folded(at..at + length).parse().unwrap_or_default(), length))
}

fn paren(text: &Text, at: usize, end: usize) -> Option<(Style, u32, usize)> {
    let inner = (at + 1..end).find(|place| text.folded[*place] != ' ')?;
    let (style, (value, length)) = match numeral(text, inner, end) {
        Some(found) => (Style::HanParen, found),
        None => (Style::ArabicParen, number(text, inner, end)?),
    };
    let close = (inner + length..end).find(|place| text.folded[*place] != ' ')?;
    let is_closed = text.folded[close] == ')';
    // "(一)期", "第(一)项": a name or a reference, not a heading.
    let next = text.folded.get(close + 1).copied().filter(|_| close + 1 < end);
    let is_name = next.is_some_and(|c| "期项款条至和或类标段".contains(c))
        || at.checked_sub(1).is_some_and(|place| "第附表图例".contains(text.folded[place]));
    (is_closed && !is_name).then_some((style, value, close + 1 - at))
}

/// `1.`, `1、`, `1)`: not a decimal, not a date, not one of several numbers.
fn arabic(text: &Text, at: usize, end: usize) -> Option<(Style, u32, usize)> {
    if at
        .checked_sub(1)
        .is_some_and(|place| text.folded[place].is_ascii_digit() || ".-/第".contains(text.folded[place]))
    {
        return None;
    }
    let (value, length) = number(text, at, end)?;
    let stop = *text.folded.get(at + length).filter(|_| at + length < end)?;
    let next = text.folded.get(at + length + 1).copied().filter(|_| at + length + 1 < end);
    // "1.5" is a decimal, "1.2017年" and "1.2017-2021年" are items that begin with a year.
    let behind = at + length + 1;
    let is_range = |at: usize| at < end && "年-~—–至".contains(text.folded[at]);
    let is_year = || {
        is_range(behind + 4)
            && year(text, behind, end).is_some()
            && (behind..behind + 4).all(|at| text.folded[at].is_ascii_digit())
    };
    let is_alone = next.is_none_or(|c| !c.is_ascii_digit()) || is_year();
    match stop {
        '.' | '、' if is_alone => Some((Style::Arabic, value, length + 1)),
        ')' => Some((Style::ArabicParen, value, length + 1)),
        _ => None,
    }
}

fn han(text: &Text, at: usize, end: usize) -> Option<(Style, u32, usize)> {
    let formal = FORMAL.iter().find_map(|digits| digits.chars().position(|own| own == text.folded[at]));
    if let Some(formal) = formal {
        return (text.folded.get(at + 1) == Some(&'、')).then_some((Style::Formal, formal as u32 + 1, 2));
    }
    let (value, length) = numeral(text, at, end)?;
    let last = at.checked_sub(1).map(|place| text.folded[place]);
    // "第一、二产业", "统一、规范", "十一、十二月": parts of words and of lists of numbers.
    if last.is_some_and(|c| "第之统唯单同专万千百十每某这那其另同合划归周初高星期逐进零".contains(c) || HAN.contains(c))
    {
        return None;
    }
    let stop = *text.folded.get(at + length).filter(|_| at + length < end)?;
    let next = at + length + 1;
    match stop {
        '、' | '.' if numeral(text, next, end).is_none() || is_clause(text, next, end) => {
            Some((Style::Han, value, length + 1))
        }
        '是' | '要' if !text.has_at(at + length, "是否") && !text.has_at(at + length, "要求") => {
            Some((Style::Is, value, length + 1))
        }
        _ => None,
    }
}

/// Whether a clause begins at a place, as behind the mark of a chapter: 二、一是.
fn is_clause(text: &Text, at: usize, end: usize) -> bool {
    numeral(text, at, end).is_some_and(|(_, length)| at + length < end && text.has_at(at + length, "是"))
}

fn ordinal(text: &Text, at: usize, end: usize) -> Option<(Style, u32, usize)> {
    let (value, length) = numeral(text, at + 1, end)?;
    let stop = *text.folded.get(at + 1 + length).filter(|_| at + 1 + length < end)?;
    (",、:".contains(stop) && numeral(text, at + 2 + length, end).is_none()).then_some((
        Style::Ordinal,
        value,
        length + 2,
    ))
}

/// 首先 is the first, 最后 the last of a sequence; what is between may be 其次, 再次 or another 再次. Thanks are no part of it.
fn sequence(text: &Text, at: usize) -> Option<(Style, u32, usize)> {
    let place = ["首先", "其次", "再次", "最后"].iter().position(|word| text.has_at(at, word))?;
    let stop = text.folded.get(at + 2).copied()?;
    let thanks = (at + 3..at + 3 + THANKS).any(|at| text.has_at(at, "感谢"));
    (",、:".contains(stop) && !thanks).then_some((Style::Sequence, place as u32 + 1, 3))
}

/// How far behind 首先 thanks begin at the most: 首先,我局衷心感谢.
const THANKS: usize = 6;

/// The marks that are: those that begin a line, and within a line those that follow one another.
fn chosen(text: &Text, all: Vec<Mark>) -> Vec<Mark> {
    let follows = followed(&all, text);
    let mut last = [None::<u32>; STYLES];
    let mut ever = [None::<u32>; STYLES];
    let mut chosen = Vec::new();
    for (mark, is_followed) in all.into_iter().zip(follows) {
        let style = mark.style as usize;
        let is_next = |known: Option<u32>| known.is_some_and(|known| mark.value == known + 1);
        let goes_on = is_next(last[style]) || is_next(ever[style]);
        let is_clause = mark.style >= Style::Is;
        let starts = mark.value == 1 && is_followed;
        let is_mark = match mark.before {
            Before::Line => !is_clause || goes_on || starts,
            Before::Stop => goes_on && (!is_clause || last[style].is_some()) || starts,
            Before::Text => !is_clause && !matches!(mark.style, Style::ArabicParen) && (is_next(last[style]) || starts),
        };
        // The last word of a sequence may leave out those between.
        let ends = mark.style == Style::Sequence && last[style].is_some_and(|known| mark.value > known);
        let is_last = ends && mark.before != Before::Text;
        if !is_mark && !is_last {
            continue;
        }
        last[style] = Some(mark.value);
        ever[style] = Some(mark.value);
        last[style + 1..].fill(None);
        chosen.push(mark);
    }
    chosen
}

/// How many lines a clause may take when each has its own.
const CLAUSE_LINES: usize = 2;

/// For each first mark whether a second one of its style follows before it begins anew; for clauses in the lines that follow.
fn followed(all: &[Mark], text: &Text) -> Vec<bool> {
    let line = |mark: &Mark| text.lines.partition_point(|line| line.end < mark.label.start);
    // The next mark of each style behind the one that is looked at: its number and its line.
    let mut next = [None::<(u32, usize)>; STYLES];
    let mut follows = vec![false; all.len()];
    for (at, mark) in all.iter().enumerate().rev() {
        let own = line(mark);
        follows[at] = next[mark.style as usize].is_some_and(|(value, line)| {
            // Clauses follow one another in a line, or each has a line of its own.
            let is_near = mark.style < Style::Is || line <= own + CLAUSE_LINES;
            let is_second = value == mark.value + 1 || (mark.style == Style::Sequence && value > mark.value);
            is_second && is_near
        });
        if mark.before != Before::Text || mark.style < Style::Arabic {
            next[mark.style as usize] = Some((mark.value, own));
        }
    }
    follows
}

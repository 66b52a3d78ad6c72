//! Titles: where the heading behind a mark ends, and whether it is one.

use std::ops::Range;

use super::{candidate::figure, deadline::undated, offices::Named, often::often, outline::Level, text::Text};

/// The longest title that stands alone, and the longest that runs into the text.
const ALONE: usize = 60;
pub const RUN_IN: usize = 40;
/// The longest words by which a clause or a part without a heading is known.
const OPENING: usize = 40;

/// Characters of which words consist that say only when.
const WHEN: &str = "年月日底前初末内起自从到至今明后度第一二三四季上下半旬中";

/// The words with which something begins, up to the first stop.
pub fn opening(text: &Text, body: &Range<usize>) -> Range<usize> {
    let stop = |from: usize| text.find(from..body.end, |c| ",。;:!?\t".contains(c)).unwrap_or(body.end);
    let first = stop(body.start);
    // 自2024年7月1日起, says only when.
    let is_time = first > body.start
        && (body.start..first).all(|at| text.folded[at].is_ascii_digit() || WHEN.contains(text.folded[at]));
    let stop = if is_time && first + 1 < body.end { stop(first + 1) } else { first };
    body.start..stop.min(body.start + OPENING)
}

/// The title of a part, and whether it is a heading.
pub fn title(
    text: &Text,
    body: Range<usize>,
    level: Level,
    is_whole_line: bool,
    is_followed: bool,
    is_over_text: bool,
) -> (Range<usize>, bool) {
    let stop = text.find(body.clone(), |c| "。;!?\t".contains(c));
    let length = body.len();
    let is_colon = |at: usize| text.folded[at] == ':' && level > Level::Chapter;
    match stop {
        // A line without a full stop is a heading; one that ends with its only full stop is one when it is short.
        // 年底前完成招标 says what will be done.
        None if level > Level::Section && undated(text, &body, None).is_some() => return (opening(text, &body), false),
        None if (is_whole_line || is_followed) && length <= ALONE => {
            return match run_in(text, &body).filter(|end| is_followed && tells(text, *end, body.end)) {
                Some(end) => (text.trimmed(body.start..end), true),
                None => (without_colon(text, body), true),
            };
        }
        // What stands behind a colon says more than the heading before it: 检修水泵:更换叶片.
        Some(stop)
            if stop + 1 >= body.end && text.find(body.start..stop, |c| ":(".contains(c)).is_some_and(is_colon) => {}
        Some(stop) if stop + 1 >= body.end && is_whole_line => {
            let commas = body.clone().filter(|at| text.folded[*at] == ',').count();
            let longest = if level == Level::Chapter || is_over_text { RUN_IN } else { RUN_IN / 2 };
            let says_so = has_figure(text, &body) || is_statement(text, &body);
            let is_short = commas <= 1 && stop - body.start <= longest && !says_so;
            return if is_short { (body.start..stop, true) } else { (opening(text, &body), false) };
        }
        // Behind it stands only who is responsible.
        Some(stop)
            if text.folded.get(stop + 1).is_some_and(|c| "(【[〔".contains(*c))
                && !Named::in_brackets(text, &(stop + 1..body.end)).is_empty() =>
        {
            return (opening(text, &body), false);
        }
        Some(stop) if text.folded[stop] == '。' && stop - body.start <= RUN_IN => {
            let own = body.start..stop;
            if let Some(end) = run_in(text, &own).filter(|end| tells(text, *end, stop)) {
                return (body.start..end, true);
            }
            let commas = own.clone().filter(|at| text.folded[*at] == ',').count();
            // Something stands beneath it that is more than courtesy, and it does not itself say what somebody will do.
            let is_over = !is_courtesy(text, stop + 1..body.end) && !is_statement(text, &own);
            // 修好七座风车 counts what will be done; over clauses it tells how many follow.
            let counts = !is_followed && figure(text, &own, None).is_some();
            if is_over && commas <= 1 && !has_figure(text, &own) && !counts {
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

/// Whether a text begins with the courtesy that ends a letter.
pub fn is_courtesy(text: &Text, range: Range<usize>) -> bool {
    const COURTESY: &[&str] =
        &["感谢", "再次感谢", "衷心感谢", "诚挚感谢", "最后", "以上", "特此", "专此", "此复", "欢迎"];
    let start = text.trimmed(range.clone()).start;
    start < range.end && COURTESY.iter().any(|word| text.has_at(start, word))
}

/// Whether a text says what an office will do: 本局会持续检修.
fn is_statement(text: &Text, range: &Range<usize>) -> bool {
    range.clone().skip(1).any(|at| "将拟会".contains(text.folded[at]) && "局厅部办署府们".contains(text.folded[at - 1]))
}

fn without_colon(text: &Text, body: Range<usize>) -> Range<usize> {
    let is_colon = body.end > body.start && ":。".contains(text.folded[body.end - 1]);
    body.start..body.end - usize::from(is_colon)
}

/// Whether a text names a year, counts something, or says how often or by when: then it says more than a heading does.
pub fn has_figure(text: &Text, range: &Range<usize>) -> bool {
    const UNTIL: &[&str] = &["底前", "月前", "节前", "年内", "月内"];
    // What stands in brackets says who and when, and not what.
    let bracket = text.find(range.clone(), |c| c == '(').unwrap_or(range.end);
    range.clone().any(|at| {
        let says_when =
            || at < bracket && (UNTIL.iter().any(|word| text.has_at(at, word)) || often(text, at, range.end) > at);
        text.folded[at].is_ascii_digit() || says_when()
    })
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

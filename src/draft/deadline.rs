//! The days by which a letter promises something.

use std::ops::Range;

use chrono::{Datelike as _, Months, NaiveDate};

use super::{
    dates::{Named, day_at, small, spaces, year},
    text::Text,
};

/// The deadline that a stretch of a letter of a day names: `年底前`, `2019年12月底前`, `今年年内`, `到2025年`.
///
/// Days before the letter are no deadlines, and words that need the letter's day mean nothing without it.
pub fn deadline(text: &Text, range: &Range<usize>, letter: Option<NaiveDate>) -> Option<Named> {
    let found = range.clone().find_map(|at| deadline_at(text, at, range.end, letter, is_until(text, at)))?;
    letter.is_none_or(|letter| found.day >= letter).then_some(found)
}

/// The deadline that stands alone, in a cell or behind a label that says that it is one: `2024年6月` is its last day there, and
/// of a period the end counts.
pub fn limit_of(text: &Text, range: &Range<usize>, letter: Option<NaiveDate>) -> Option<Named> {
    let all = range.clone().filter_map(|at| deadline_at(text, at, range.end, letter, true));
    let found = all.max_by_key(|found| found.day)?;
    letter.is_none_or(|letter| found.day >= letter).then_some(found)
}

/// Whether a stretch says only until when: `到2025年底,`. What it limits stands behind it.
pub fn is_time(text: &Text, range: &Range<usize>, letter: Option<NaiveDate>) -> bool {
    let own = text.trimmed(range.clone());
    let is_open = own.end.checked_sub(1).is_some_and(|at| at > own.start && text.folded[at] == ',');
    let is_all = |named: Named| named.range.start - own.start <= BEFORE && own.end - named.range.end <= BEHIND;
    is_open && own.len() <= TIME && deadline(text, &own, letter).is_some_and(is_all)
}

/// The most characters that say only until when, and how many of them may stand before and behind the day.
const TIME: usize = 18;
const BEFORE: usize = 6;
const BEHIND: usize = 2;

/// `is_until` says that what stands at the place is a limit, whatever stands behind it.
fn deadline_at(text: &Text, at: usize, end: usize, letter: Option<NaiveDate>, is_until: bool) -> Option<Named> {
    if let Some(day) = day_at(text, at, end) {
        let before = day.range.end;
        let is_limit = text.has_at(before, "前") || text.has_at(before, "之前") || text.has_at(before, "以前");
        let length = usize::from(is_limit);
        return (is_limit || is_until).then(|| Named { range: at..(before + length).min(end), ..day });
    }
    if let Some(found) = end_of_plan(text, at, end) {
        return Some(found);
    }
    let (year, after, is_named) = named_year(text, at, end, letter)?;
    let after = spaces(text, after, end);
    let of = |day: Option<NaiveDate>, length: usize| Some(Named { day: day?, range: at..(after + length).min(end) });
    let has = |words: &[&'static str]| {
        words.iter().find(|word| text.has_at(after, word) && after + word.chars().count() <= end).copied()
    };
    if let Some((month, place)) = small(text, after, end).filter(|(_, place)| text.has_at(*place, "月")) {
        if let Some((day, place)) = small(text, place + 1, end).filter(|(_, place)| text.has_at(*place, "日")) {
            let is_limit = ["前", "之前", "以前"].iter().any(|word| text.has_at(place + 1, word));
            let year = if is_named { year } else { next_year(year, month, letter?) };
            let length = place + 1 - after + usize::from(is_limit);
            return (is_limit || is_until).then(|| of(NaiveDate::from_ymd_opt(year, month, day), length))?;
        }
        // A month that nothing makes a limit is when something is, and names no day for the year.
        let length = limit(text, place + 1, end).or((is_until && is_named).then_some(0))?;
        let year = if is_named { year } else { next_year(year, month, letter?) };
        return of(last_of_month(year, month), place + 1 - after + length);
    }
    let halves: [(&[&'static str], u32); 4] = [
        (&["上半年", "年中前"], 6),
        (&["三季度", "第三季度"], 9),
        (&["一季度", "第一季度"], 3),
        (&["下半年", "四季度", "第四季度"], 12),
    ];
    for (words, month) in halves {
        if let Some(word) = has(words) {
            return of(last_of_month(year, month), word.chars().count());
        }
    }
    if let Some(word) = has(&["年底前", "年底", "年内", "年末", "内", "底前", "底", "末"]) {
        // "今年内" and "2021年内" have said the year's own character already.
        let is_year = word.starts_with('年') || is_named || text.has_at(after.saturating_sub(1), "年");
        return if is_year { of(last_of_month(year, 12), word.chars().count()) } else { None };
    }
    (is_named && (is_until || has(&["前", "之前", "以前"]).is_some())).then(|| of(last_of_month(year, 12), 0))?
}

/// Whether words before a place make the time there a limit.
fn is_until(text: &Text, at: usize) -> bool {
    let words = ["到", "至", "于", "力争", "争取", "预计", "计划"];
    words.iter().any(|word| at.checked_sub(word.chars().count()).is_some_and(|start| text.has_at(start, word)))
}

/// The last day of a five-year plan, whose years its name gives.
fn end_of_plan(text: &Text, at: usize, end: usize) -> Option<Named> {
    let (_, year) =
        [("十三五", 2020), ("十四五", 2025), ("十五五", 2030)].into_iter().find(|(name, _)| text.has_at(at, name))?;
    let after = at + 3 + usize::from(text.has_at(at + 3, "\""));
    let words = ["期末", "时期末", "期间", "时期", "末"];
    let word = words.iter().find(|word| text.has_at(after, word) && after + word.chars().count() <= end)?;
    Some(Named { day: last_of_month(year, 12)?, range: at..after + word.chars().count() })
}

/// A year at a place: written out, by its distance from the letter's, or the letter's own where none is named; where it ends,
/// and whether it was named.
fn named_year(text: &Text, at: usize, end: usize, letter: Option<NaiveDate>) -> Option<(i32, usize, bool)> {
    let is_inside = at.checked_sub(1).is_some_and(|before| text.folded[before].is_ascii_digit());
    if is_inside {
        return None;
    }
    if let Some((year, after)) = year(text, at, end) {
        return text.has_at(after, "年").then_some((year, after + 1, true));
    }
    for (word, distance) in [("今年", 0), ("本年度", 0), ("本年", 0), ("明年", 1), ("次年", 1), ("后年", 2)]
    {
        if text.has_at(at, word) {
            return Some((letter?.year() + distance, at + word.chars().count(), true));
        }
    }
    let begins =
        ["年底", "年内", "年末", "上半年", "下半年", "一季度", "三季度", "四季度", "第一季度", "第三季度", "第四季度"]
            .iter()
            .any(|word| text.has_at(at, word));
    let is_month = || small(text, at, end).is_some_and(|(_, place)| text.has_at(place, "月"));
    let is_free = at
        .checked_sub(1)
        .is_none_or(|before| !"年每全去当上前近-~至一二三四五六七八九十两几半".contains(text.folded[before]));
    ((begins || is_month()) && is_free).then_some((letter?.year(), at, false))
}

/// How long the words are that make a month a limit: its end, or before it.
fn limit(text: &Text, at: usize, end: usize) -> Option<usize> {
    let words = ["底前", "底之前", "底以前", "末前", "份前", "前", "底", "末", "内"];
    words.iter().find(|word| text.has_at(at, word) && at + word.chars().count() <= end).map(|word| word.chars().count())
}

/// The year in which a month comes next, seen from the letter's day.
fn next_year(year: i32, month: u32, letter: NaiveDate) -> i32 {
    if month < letter.month() { year + 1 } else { year }
}

fn last_of_month(year: i32, month: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, 1)?.checked_add_months(Months::new(1))?.pred_opt()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn deadlines(words: &str, letter: Option<&str>) -> Option<String> {
        let text = Text::new(words);
        let letter = letter.map(|day| day.parse().expect("a date"));
        deadline(&text, &(0..text.chars.len()), letter)
            .map(|found| format!("{} {}", found.day, text.written(found.range)))
    }

    #[test]
    fn words_name_days() {
        for (words, expected) in [
            ("年底前完成修缮", Some("2019-12-31 年底前")),
            ("力争2019年12月底前完工", Some("2019-12-31 2019年12月底前")),
            ("今年年内办好", Some("2019-12-31 今年年内")),
            ("到2025年建成七座", Some("2025-12-31 2025年")),
            ("２０２５年底前", Some("2025-12-31 ２０２５年底前")),
            ("明年6月底前开工", Some("2020-06-30 明年6月底前")),
            ("9月底前上报", Some("2019-09-30 9月底前")),
            ("3月底前上报", Some("2020-03-31 3月底前")),
            ("2019年8月15日前报送", Some("2019-08-15 2019年8月15日前")),
            ("二〇一九年十月一日前", Some("2019-10-01 二〇一九年十月一日前")),
            ("明年上半年启动", Some("2020-06-30 明年上半年")),
            ("“十四五”期末达到", Some("2025-12-31 十四五”期末")),
            ("2018年底前已完成", None),
            ("2019年,全市办了一百件", None),
            ("每年12月底考核", None),
            ("1.5亿元", None),
            ("计划于2020年5月竣工", Some("2020-05-31 2020年5月")),
            ("力争2020年突破百座", Some("2020-12-31 2020年")),
            ("2020年5月将举办风车节", None),
            ("三年内培训百人", None),
            ("近年内外", None),
            ("12月31日前报送", Some("2019-12-31 12月31日前")),
            ("3月1日前报送", Some("2020-03-01 3月1日前")),
            ("拟于2019年10月1日开放", Some("2019-10-01 2019年10月1日")),
            ("2019年10月1日是节日", None),
        ] {
            assert_eq!(deadlines(words, Some("2019-06-20")).as_deref(), expected, "{words}");
        }
        assert_eq!(deadlines("年底前完成", None), None, "nobody knows the year");
        assert_eq!(deadlines("2025年底前完成", None).as_deref(), Some("2025-12-31 2025年底前"));
    }

    #[test]
    fn what_stands_alone_is_a_limit() {
        for (words, expected) in [
            ("2019年9月", Some("2019-09-30")),
            ("2025年", Some("2025-12-31")),
            ("2019年7月—2020年6月", Some("2020-06-30")),
            ("2019年12月20日", Some("2019-12-20")),
            ("明年3月", Some("2020-03-31")),
            ("年底前", Some("2019-12-31")),
            ("长期坚持", None),
            ("2018年", None),
        ] {
            let text = Text::new(words);
            let letter = Some("2019-06-20".parse().expect("a date"));
            let found = limit_of(&text, &(0..text.chars.len()), letter).map(|found| found.day.to_string());
            assert_eq!(found.as_deref(), expected, "{words}");
        }
    }

    #[test]
    fn a_part_may_say_only_until_when() {
        let letter = Some("2019-06-20".parse().expect("a date"));
        for (words, expected) in
            [("到2025年底,", true), ("2019年12月底前,", true), ("到2025年底修好七座,", false), ("到2018年底,", false)]
        {
            let text = Text::new(words);
            assert_eq!(is_time(&text, &(0..text.chars.len()), letter), expected, "{words}");
        }
    }
}

//! The days by which a letter promises something.

use std::ops::Range;

use chrono::{Datelike as _, Months, NaiveDate};

use super::{
    dates::{Named, day_at, small, spaces},
    limits::{before_a_holiday, is_done, within, without_a_day},
    text::Text,
    year::{QUARTERS, Spoken, month, named_year, next_time, spoken, this_time},
};

/// The deadline that a stretch of a letter of a day names: `年底前`, `2019年12月底前`, `今年年内`, `到2025年`.
///
/// Days before the letter are no deadlines, and words that need the letter's day mean nothing without it.
pub fn deadline(text: &Text, range: &Range<usize>, letter: Option<NaiveDate>) -> Option<Named> {
    let mut all = range.clone().filter_map(|at| deadline_at(text, at, range.end, letter, is_until(text, at)));
    all.find(|found| letter.is_none_or(|letter| found.day >= letter))
}

/// The words of a limit that a stretch names without its day: 春节前, or 年底前 in a letter of which nobody knows the day.
pub fn undated(text: &Text, range: &Range<usize>, letter: Option<NaiveDate>) -> Option<Range<usize>> {
    let with_a_day = || {
        let named = |at: usize| deadline_at(text, at, range.end, Some(SOME_DAY), is_until(text, at));
        range.clone().find_map(named).map(|found| found.range)
    };
    without_a_day(text, range).or_else(|| letter.is_none().then(with_a_day).flatten())
}

/// A day that stands for that of a letter which does not say it.
const SOME_DAY: NaiveDate = NaiveDate::from_ymd_opt(2000, 1, 1).expect("it is in the calendar");

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
    named_at(text, at, end, letter, is_until).filter(|found| !is_about(text, found.range.end))
}

/// Whether what stands before a place is meant roughly: 年底前后, 年底左右.
fn is_about(text: &Text, at: usize) -> bool {
    ["前后", "左右"].iter().any(|word| text.has_at(at, word)) || at > 0 && text.has_at(at - 1, "前后")
}

fn named_at(text: &Text, at: usize, end: usize, letter: Option<NaiveDate>, is_until: bool) -> Option<Named> {
    if let Some(day) = day_at(text, at, end) {
        let before = day.range.end;
        let is_limit = text.has_at(before, "前") || text.has_at(before, "之前") || text.has_at(before, "以前");
        let length = usize::from(is_limit);
        return (is_limit || is_until).then(|| Named { range: at..(before + length).min(end), ..day });
    }
    let alone = end_of_plan(text, at, end)
        .or_else(|| within(text, at, end, letter))
        .or_else(|| this_month(text, at, end, letter))
        .or_else(|| next_holiday(text, at, end, letter));
    if alone.is_some() {
        return alone;
    }
    let (year, after, is_named) = named_year(text, at, end, letter)?;
    let after = spaces(text, after, end);
    let of = |day: Option<NaiveDate>, length: usize| Some(Named { day: day?, range: at..(after + length).min(end) });
    let has = |words: &[&'static str]| {
        words.iter().find(|word| text.has_at(after, word) && after + word.chars().count() <= end).copied()
    };
    let is_to_come = |year: i32, month: u32| {
        letter.is_some_and(|letter| NaiveDate::from_ymd_opt(year, month, 1).is_some_and(|first| first > letter))
    };
    if let Some((month, place)) = month(text, after, end) {
        let next = || next_time(text, at, year, month, letter?);
        if let Some((day, place)) = small(text, spaces(text, place, end), end)
            && text.has_at(spaces(text, place, end), "日")
        {
            let place = spaces(text, place, end);
            let is_limit = ["前", "之前", "以前"].iter().any(|word| text.has_at(place + 1, word));
            let year = if is_named { year } else { next()? };
            let length = place + 1 - after + usize::from(is_limit);
            return (is_limit || is_until).then(|| of(NaiveDate::from_ymd_opt(year, month, day), length))?;
        }
        let limit = limit(text, place, end);
        // A month that nothing makes a limit is when something is, unless something is done then that is not done yet.
        let is_done = is_done(text, place, end);
        let year = match (limit, is_named) {
            (Some(_), true) => year,
            (Some(_), false) => next()?,
            (None, true) => (is_until || is_done && is_to_come(year, month)).then_some(year)?,
            (None, false) if is_done && is_until => next()?,
            (None, false) => this_time(text, at, year, letter?).filter(|year| is_done && is_to_come(*year, month))?,
        };
        return of(last_of_month(year, month), place - after + limit.unwrap_or_default());
    }
    if is_named && let Some(found) = before_a_holiday(text, after, end, Some(year), letter) {
        return Some(Named { range: at..found.range.end, ..found });
    }
    for (words, month) in QUARTERS {
        if let Some(word) = has(words) {
            return of(last_of_month(year, *month), word.chars().count());
        }
    }
    if let Some(word) = has(&["年底前", "年底", "年内", "年末", "内", "底前", "底", "末"]) {
        // "今年内" and "2021年内" have said the year's own character already.
        let is_year = word.starts_with('年') || is_named || text.has_at(after.saturating_sub(1), "年");
        return if is_year { of(last_of_month(year, 12), word.chars().count()) } else { None };
    }
    // "于2025年汛期前" names a part of the year that is not its end.
    let is_limit = is_until && has(PARTS).is_none() || has(&["前", "之前", "以前"]).is_some();
    let is_plan = is_limit || is_done(text, after, end) && is_to_come(year, 1);
    (is_named && is_plan).then(|| of(last_of_month(year, 12), 0))?
}

/// Words behind a year that name a part of it of which nobody knows the last day.
const PARTS: &[&str] = &[
    "第", "春", "夏", "秋", "冬", "汛", "主汛", "暑", "寒", "初", "中", "入冬", "入汛", "雨季", "供暖", "采暖", "开学",
    "学年", "端午", "清明", "中秋", "两会", "前后", "左右",
];

/// The end of the letter's month, or of the next: 本月底前, 下月内.
fn this_month(text: &Text, at: usize, end: usize, letter: Option<NaiveDate>) -> Option<Named> {
    let months = [("本月", 0), ("下个月", 1), ("下月", 1)];
    let (word, distance) = months.into_iter().find(|(word, _)| text.has_at(at, word))?;
    let place = at + word.chars().count();
    let length = limit(text, place, end)?;
    let first = letter?.checked_add_months(Months::new(distance))?;
    Some(Named { day: last_of_month(first.year(), first.month())?, range: at..place + length })
}

/// The eve of a holiday of which a letter does not say the year: the next, or in the year of which the sentence speaks.
fn next_holiday(text: &Text, at: usize, end: usize, letter: Option<NaiveDate>) -> Option<Named> {
    let found = before_a_holiday(text, at, end, None, letter)?;
    let is_free = at.checked_sub(1).is_none_or(|before| !"每历十第".contains(text.folded[before]));
    match spoken(text, at, letter) {
        Spoken::Nothing => is_free.then_some(found),
        Spoken::Of(year) => before_a_holiday(text, at, end, Some(year), letter).filter(|_| is_free),
        Spoken::Every => None,
    }
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

/// Whether words before a place make the time there a limit.
fn is_until(text: &Text, at: usize) -> bool {
    let words = ["到", "至", "于", "力争", "争取", "预计", "计划"];
    words.iter().any(|word| at.checked_sub(word.chars().count()).is_some_and(|start| text.has_at(start, word)))
}

/// How long the words are that make a month a limit: its end, or before it.
fn limit(text: &Text, at: usize, end: usize) -> Option<usize> {
    let words = ["底前", "底之前", "底以前", "末前", "份前", "份底前", "前", "底", "末", "内"];
    words.iter().find(|word| text.has_at(at, word) && at + word.chars().count() <= end).map(|word| word.chars().count())
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
            ("三年内培训百人", Some("2022-06-20 三年内")),
            ("两个月内下达资金", Some("2019-08-20 两个月内")),
            ("争取半年内完成选址", Some("2019-12-20 半年内")),
            ("近三年内培训百人", None),
            ("争取1.5年内完成修缮", None),
            ("将在三五年内完成", None),
            ("在三千年内完成", None),
            ("数年内完成", None),
            ("本学年内完成", None),
            ("翌年底前完成", None),
            ("对于三年内毕业的学生", None),
            ("对使用两年内损坏的风车", None),
            ("将从明年开始,三年内完成", None),
            ("自立项之日起,在半年内完成", None),
            ("今后三年内培训百人", Some("2022-06-20 三年内")),
            ("每年检查一次,并在一个月内公布", None),
            ("检查后,一个月内公布", None),
            ("每年检查一次,一个月内公布", None),
            ("之日起三个月内申报", None),
            ("投产后两年内申报", None),
            ("毕业两年内的学生", None),
            ("新建工坊三年内免租", None),
            ("三年内给予补贴", None),
            ("15个工作日内办结", None),
            ("本月底前启动", Some("2019-06-30 本月底前")),
            ("下个月内启动", Some("2019-07-31 下个月内")),
            ("国庆节前完成整治", Some("2019-09-30 国庆节前")),
            ("“五一”小长假前开放", Some("2020-04-30 “五一”小长假前")),
            ("元旦前推出", Some("2019-12-31 元旦前")),
            ("明年国庆前竣工", Some("2020-09-30 明年国庆前")),
            ("2020年元旦前竣工", Some("2019-12-31 2020年元旦前")),
            ("国庆节前后举办", None),
            ("国庆节前两天开放", None),
            ("每年国庆节前检修", None),
            ("春节前完成检修", None),
            ("2020年汛期前完成检修", None),
            ("计划于2020年汛期前蓄水", None),
            ("于2020年初启动", None),
            ("于今年第三季展开", Some("2019-09-30 今年第三季")),
            ("2020年第二季推出", Some("2020-06-30 2020年第二季")),
            ("二季度完成普查", Some("2019-06-30 二季度")),
            ("西段9月完工", Some("2019-09-30 9月")),
            ("西段9月份完工", Some("2019-09-30 9月")),
            ("西段3月完工", None),
            ("西段6月完工", None),
            ("预计3月完工", Some("2020-03-31 3月")),
            ("10 月底前完工", Some("2019-10-31 10 月底前")),
            ("9月举办风车节", None),
            ("2020年3月启动,6月底前完成", Some("2020-03-31 2020年3月")),
            ("2018年3月启动,6月底前完成", None),
            ("每年3月启动,9月底前完成", None),
            ("按照《2030年规划》,9月底前完成", Some("2019-09-30 9月底前")),
            ("2021年建成开放", Some("2021-12-31 2021年")),
            ("2019年建成开放", None),
            ("明年春季学期投用", None),
            ("年底前后完成", None),
            ("预计2018年底前,2020年底前完成", Some("2020-12-31 2020年底前")),
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
    fn limits_without_a_day_keep_their_words() {
        let known = Some("2019-06-20".parse().expect("a date"));
        for (words, letter, expected) in [
            ("春节前完成检修", known, Some("春节前")),
            ("汛期来临前蓄水", known, Some("汛期来临前")),
            ("中秋节前开放", known, Some("中秋节前")),
            ("春节前后举办", known, None),
            ("年底前完成", known, None),
            ("年底前完成", None, Some("年底前")),
            ("三年内完成", None, Some("三年内")),
            ("完成检修", None, None),
        ] {
            let text = Text::new(words);
            let found = undated(&text, &(0..text.chars.len()), letter).map(|range| text.written(range));
            assert_eq!(found.as_deref(), expected, "{words}");
        }
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

//! Days in Chinese letters: of the letter itself, and of what it promises.

use std::ops::Range;

use chrono::{Datelike as _, Months, NaiveDate};

use super::text::Text;

/// A day with the words that name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The day.
    pub day: NaiveDate,
    /// The characters that name it.
    pub range: Range<usize>,
}

/// A whole day that is written out at a place: `2021年5月20日`, `二〇二一年五月二十日`, `2021-05-20`, `2021.5.20`.
pub fn day_at(text: &Text, at: usize, end: usize) -> Option<Named> {
    if at
        .checked_sub(1)
        .is_some_and(|before| text.folded[before].is_ascii_digit() || is_year_digit(text.folded[before]))
    {
        return None;
    }
    let (year, after) = year(text, at, end)?;
    let stop = *text.folded.get(after).filter(|_| after < end)?;
    let (close, last) = match stop {
        '年' => ('月', Some('日')),
        '-' | '/' | '.' => (stop, None),
        _ => return None,
    };
    let (month, after) = small(text, spaces(text, after + 1, end), end)?;
    let after = spaces(text, after, end);
    (text.folded.get(after) == Some(&close) && after < end).then_some(())?;
    let (day, after) = small(text, spaces(text, after + 1, end), end)?;
    let after = match last {
        Some(last) => {
            let after = spaces(text, after, end);
            (text.folded.get(after) == Some(&last) && after < end).then_some(after + 1)?
        }
        None => after,
    };
    Some(Named { day: NaiveDate::from_ymd_opt(year, month, day)?, range: at..after })
}

fn spaces(text: &Text, at: usize, end: usize) -> usize {
    (at..end).find(|place| text.folded[*place] != ' ').unwrap_or(end)
}

const DIGITS: &str = "〇一二三四五六七八九";

fn is_year_digit(c: char) -> bool {
    DIGITS.contains(c) || c == '零'
}

/// A year of four digits, ASCII or Chinese, and where it ends.
fn year(text: &Text, at: usize, end: usize) -> Option<(i32, usize)> {
    let digit = |c: char| match c {
        '零' | 'O' | 'o' => Some(0),
        c => c.to_digit(10).or_else(|| DIGITS.chars().position(|own| own == c).map(|n| n as u32)),
    };
    if let Some(found) = republican(text, at, end) {
        return Some(found);
    }
    let digits: Option<Vec<u32>> =
        (at..at + 4).map(|place| digit(*text.folded.get(place).filter(|_| place < end)?)).collect();
    let year = digits?.into_iter().fold(0, |year, digit| year * 10 + digit as i32);
    (1949..2200).contains(&year).then(|| (year, spaces(text, at + 4, end)))
}

/// A year of the Republic of China, which began with 1912: `民国113`, `中华民国一一三` is not known.
fn republican(text: &Text, at: usize, end: usize) -> Option<(i32, usize)> {
    let start = ["中华民国", "民国"].iter().find(|word| text.has_at(at, word)).map(|word| at + word.chars().count())?;
    let start = spaces(text, start, end);
    let length = (start..end).take_while(|at| text.folded[*at].is_ascii_digit()).count();
    let year: i32 = (2..=3).contains(&length).then(|| text.folded(start..start + length).parse().ok())??;
    Some((year + 1911, spaces(text, start + length, end)))
}

/// A number of one or two digits, or a Chinese numeral up to 31, and where it ends.
fn small(text: &Text, at: usize, end: usize) -> Option<(u32, usize)> {
    let digits = (at..end.min(at + 2)).take_while(|place| text.folded[*place].is_ascii_digit()).count();
    if digits > 0 {
        return Some((text.folded(at..at + digits).parse().ok()?, at + digits));
    }
    let word: String = (at..end.min(at + 3))
        .map(|place| text.folded[place])
        .take_while(|c| *c == '十' || DIGITS.contains(*c))
        .collect();
    let digit = |c: char| DIGITS.chars().position(|own| own == c).map(|n| n as u32);
    let value = match word.split_once('十') {
        Some((tens, ones)) => {
            let tens = if tens.is_empty() { 1 } else { digit(tens.chars().next()?)? };
            tens * 10 + if ones.is_empty() { 0 } else { digit(ones.chars().next()?)? }
        }
        None => digit(word.chars().next()?)?,
    };
    Some((value, at + word.chars().count()))
}

/// The deadline that a stretch of a letter of a day names: `年底前`, `2019年12月底前`, `今年年内`, `到2025年`.
///
/// Days before the letter are no deadlines, and words that need the letter's day mean nothing without it.
pub fn deadline(text: &Text, range: &Range<usize>, letter: Option<NaiveDate>) -> Option<Named> {
    let found = range.clone().find_map(|at| deadline_at(text, at, range.end, letter))?;
    letter.is_none_or(|letter| found.day >= letter).then_some(found)
}

fn deadline_at(text: &Text, at: usize, end: usize, letter: Option<NaiveDate>) -> Option<Named> {
    if let Some(day) = day_at(text, at, end) {
        let before = day.range.end;
        let is_limit = text.has_at(before, "前") || text.has_at(before, "之前") || text.has_at(before, "以前");
        return is_limit.then(|| Named { range: at..before + 1, ..day });
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
    let is_until = is_until(text, at);
    if let Some((month, place)) = small(text, after, end).filter(|(_, place)| text.has_at(*place, "月")) {
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
        ] {
            assert_eq!(deadlines(words, Some("2019-06-20")).as_deref(), expected, "{words}");
        }
        assert_eq!(deadlines("年底前完成", None), None, "nobody knows the year");
        assert_eq!(deadlines("2025年底前完成", None).as_deref(), Some("2025-12-31 2025年底前"));
    }

    #[test]
    fn a_day_is_written_in_many_ways() {
        for words in [
            "2021年5月20日",
            "二〇二一年五月二十日",
            "２０２１年５月２０日",
            "2021-05-20",
            "2021 年 5 月 20 日",
            "2021.5.20",
            "中華民國110年5月20日",
            "民国 110 年 5 月 20 日",
            "二○二一年五月二十日",
        ] {
            let text = Text::new(words);
            let found = day_at(&text, 0, text.chars.len()).map(|found| (found.day.to_string(), found.range));
            assert_eq!(found, Some(("2021-05-20".to_owned(), 0..text.chars.len())), "{words}");
        }
    }
}

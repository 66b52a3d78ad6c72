//! The days by which a letter promises something.

use std::ops::Range;

use chrono::{Datelike as _, Months, NaiveDate};

use super::{
    dates::{Named, day_at, small, spaces},
    free::is_free,
    limits::{before_a_holiday, before_it, ends_a_span, is_done, whole_years, within, without_a_day},
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
    let before_a_period = || {
        // Every one of them ends so, and most stretches have none.
        text.find(range.clone(), |c| c == '前')?;
        let named = |at: usize| {
            let (year, after, _) = named_year(text, at, range.end, Some(letter.unwrap_or(SOME_DAY)))?;
            letter.is_none_or(|letter| year >= letter.year()).then_some(())?;
            let after = month(text, after, range.end).map_or(after, |(_, after)| after);
            let own = at..before_it(text, after, range.end)?;
            is_free(text, &own).then_some(own)
        };
        range.clone().find_map(named)
    };
    let without_a_day = without_a_day(text, range).filter(|own| is_free(text, own)).or_else(before_a_period);
    without_a_day.or_else(|| letter.is_none().then(with_a_day).flatten())
}

/// A day that stands for that of a letter which does not say it.
const SOME_DAY: NaiveDate = NaiveDate::from_ymd_opt(2000, 1, 1).expect("it is in the calendar");

/// The deadline that stands alone, in a cell or behind a label that says that it is one: `2024年6月` is its last day there, and
/// of a period the end counts.
pub fn limit_of(text: &Text, range: &Range<usize>, letter: Option<NaiveDate>) -> Option<Named> {
    const LASTS: &[&str] = &["长期", "持续", "常态", "不定期", "随时", "每", "起", "常年", "全年"];
    if range.clone().any(|at| LASTS.iter().any(|word| text.has_at(at, word))) {
        return None;
    }
    let all = range.clone().filter_map(|at| deadline_at(text, at, range.end, letter, true));
    let found = all.max_by_key(|found| found.day)?;
    letter.is_none_or(|letter| found.day >= letter).then_some(found)
}

/// Whether a stretch says only until when: `到2025年底,`. What it limits stands behind it.
pub fn is_time(text: &Text, range: &Range<usize>, letter: Option<NaiveDate>) -> bool {
    let own = text.trimmed(range.clone());
    let is_open = own.end.checked_sub(1).is_some_and(|at| at > own.start && text.folded[at] == ',');
    let is_all = |named: Named| {
        let before = if ends_a_span(text, named.range.start) { TIME } else { BEFORE };
        named.range.start - own.start <= before && own.end - named.range.end <= BEHIND
    };
    is_open && own.len() <= TIME && deadline(text, &own, letter).is_some_and(is_all)
}

/// The most characters that say only until when, and how many of them may stand before and behind the day.
const TIME: usize = 18;
const BEFORE: usize = 6;
const BEHIND: usize = 2;

/// `is_until` says that what stands at the place is a limit, whatever stands behind it.
fn deadline_at(text: &Text, at: usize, end: usize, letter: Option<NaiveDate>, is_until: bool) -> Option<Named> {
    named_at(text, at, end, letter, is_until).filter(|found| is_free(text, &found.range))
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
        .or_else(|| next_holiday(text, at, end, letter))
        .or_else(|| whole_years(text, at, end, letter));
    if alone.is_some() {
        return alone;
    }
    let (year, after, is_named) = named_year(text, at, end, letter)?;
    let is_span = ends_a_span(text, at);
    let is_until = is_until || is_span;
    let time = Time { text, at, end, letter, is_until, is_span, year, is_named, after: spaces(text, after, end) };
    match month(text, time.after, end) {
        Some((month, place)) => time.of_month(month, place),
        None => time.of_year(),
    }
}

/// A time of which the year is read, be it named or the letter's own.
struct Time<'a> {
    text: &'a Text,
    at: usize,
    end: usize,
    letter: Option<NaiveDate>,
    /// Whether what stands before it makes it a limit.
    is_until: bool,
    /// Whether it ends a span that is named whole.
    is_span: bool,
    year: i32,
    is_named: bool,
    /// Where the words of the year end.
    after: usize,
}

impl Time<'_> {
    /// A day that words up to a place name.
    fn named(&self, day: Option<NaiveDate>, place: usize) -> Option<Named> {
        Some(Named { day: day?, range: self.at..place.min(self.end) })
    }

    /// The named year, or else that in which a month comes next.
    fn next(&self, month: u32) -> Option<i32> {
        if self.is_named { Some(self.year) } else { next_time(self.text, self.at, self.year, month, self.letter?) }
    }

    /// The named year, or else that of which the sentence speaks.
    fn this(&self) -> Option<i32> {
        if self.is_named { Some(self.year) } else { this_time(self.text, self.at, self.year, self.letter?) }
    }

    fn is_to_come(&self, year: i32, month: u32) -> bool {
        self.letter.is_some_and(|letter| NaiveDate::from_ymd_opt(year, month, 1).is_some_and(|first| first > letter))
    }

    /// The limit in a month of it whose words end at a place.
    fn of_month(&self, month: u32, place: usize) -> Option<Named> {
        let Self { text, end, is_until, is_named, .. } = *self;
        let behind = spaces(text, place, end);
        if let Some((day, place)) = small(text, behind, end)
            && text.has_at(spaces(text, place, end), "日")
        {
            let place = spaces(text, place, end) + 1;
            let is_limit = ["前", "之前", "以前"].iter().any(|word| text.has_at(place, word));
            let day = NaiveDate::from_ymd_opt(self.next(month)?, month, day);
            return (is_limit || is_until).then(|| self.named(day, place + usize::from(is_limit)))?;
        }
        // 7月—9月 is a time that something takes.
        let is_begun = text.folded.get(place).is_some_and(|c| "-~—–至到".contains(*c));
        if is_begun || before_it(text, place, end).is_some() {
            return None;
        }
        if let Some((part, length)) = part_of_month(text, place) {
            let is_meant = is_until || is_done(text, place + length, end);
            let year = self.this()?;
            let day = if part == 0 { last_of_month(year, month) } else { NaiveDate::from_ymd_opt(year, month, part) };
            return is_meant.then(|| self.named(day, place + length))?;
        }
        let limit = limit(text, place, end);
        // A month that nothing makes a limit is when something is, unless something is done then that is not done yet.
        let is_done = is_done(text, place, end);
        let year = match limit {
            // 4月底 may be the one before the letter, 4月底前 is not.
            Some(_) if is_until || text.has_at(place, "底前") || !text.has_at(place, "底") => self.next(month)?,
            Some(_) => self.this()?,
            None if self.is_span => self.next(month)?,
            None if is_named => self.this().filter(|year| is_until || is_done && self.is_to_come(*year, month))?,
            None if is_done && is_until => self.next(month)?,
            None => self.this().filter(|year| is_done && self.is_to_come(*year, month))?,
        };
        self.named(last_of_month(year, month), place + limit.unwrap_or_default())
    }

    /// The limit that it is itself, a part of it, or a holiday in it.
    fn of_year(&self) -> Option<Named> {
        let Self { text, at, end, is_named, after, .. } = *self;
        if is_named && let Some(found) = before_a_holiday(text, after, end, Some(self.year), self.letter) {
            return Some(Named { range: at..found.range.end, ..found });
        }
        let has = |words: &[&'static str]| {
            words.iter().find(|word| text.has_at(after, word) && after + word.chars().count() <= end).copied()
        };
        for (words, month) in QUARTERS {
            if let Some(word) = has(words) {
                let end_of_word = after + word.chars().count();
                // 第三季度前 may be before it or before its end.
                let is_open = !word.ends_with('前') && before_it(text, end_of_word, end).is_some();
                return (!is_open).then(|| self.named(last_of_month(self.this()?, *month), end_of_word))?;
            }
        }
        if let Some(word) = has(&["年底前", "年底", "年内", "年末", "内", "底前", "底", "末"]) {
            // "今年内" and "2021年内" have said the year's own character already.
            let is_year = word.starts_with('年') || is_named || text.has_at(after.saturating_sub(1), "年");
            let day = last_of_month(self.next(12)?, 12);
            return is_year.then(|| self.named(day, after + word.chars().count()))?;
        }
        // "于2025年汛期前" names a part of the year that is not its end.
        let is_limit = self.is_until && has(PARTS).is_none() && before_it(text, after, end).is_none();
        let is_plan = is_limit || is_done(text, after, end) && self.is_to_come(self.year, 1);
        (is_named && is_plan).then(|| self.named(last_of_month(self.year, 12), after))?
    }
}

/// The third of a month that stands behind its name, by its last day, nought for the month's own, and how long its words are.
fn part_of_month(text: &Text, at: usize) -> Option<(u32, usize)> {
    let parts = [("上旬", 10), ("中旬", 20), ("下旬", 0)];
    parts.into_iter().find(|(word, _)| text.has_at(at, word)).map(|(word, day)| (day, word.chars().count()))
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
    let first = letter?.checked_add_months(Months::new(distance))?;
    // 本月20日前.
    if let Some((day, behind)) = small(text, place, end).filter(|(_, behind)| text.has_at(*behind, "日")) {
        let after = before_it(text, behind + 1, end)?;
        return Some(Named { day: first.with_day(day)?, range: at..after });
    }
    let length = limit(text, place, end)?;
    Some(Named { day: last_of_month(first.year(), first.month())?, range: at..place + length })
}

/// The eve of a holiday of which a letter does not say the year: the next, or in the year of which the sentence speaks.
fn next_holiday(text: &Text, at: usize, end: usize, letter: Option<NaiveDate>) -> Option<Named> {
    let found = before_a_holiday(text, at, end, None, letter)?;
    let is_apart = at.checked_sub(1).is_none_or(|before| !"每历十第".contains(text.folded[before]));
    match spoken(text, at, letter) {
        Spoken::Nothing => is_apart.then_some(found),
        Spoken::Of(year) => before_a_holiday(text, at, end, Some(year), letter).filter(|_| is_apart),
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
    let is_own = |start: usize| {
        let before = start.checked_sub(1).map(|before| text.folded[before]);
        !text.has_at(start, "于") || before.is_none_or(|before| !IN_OTHERS.contains(before))
    };
    let start = |word: &&str| at.checked_sub(word.chars().count()).filter(|start| text.has_at(*start, word));
    words.iter().filter_map(start).any(is_own)
}

/// Characters before 于 with which it is another word: 用于, 早于.
const IN_OTHERS: &str = "用属关对由位低高少等源基便利限早鉴归处大小优终至";

/// How long the words are that make a month a limit: its end, or before it.
fn limit(text: &Text, at: usize, end: usize) -> Option<usize> {
    let words = ["底前", "底之前", "底以前", "末前", "份底前", "底", "末", "内"];
    words.iter().find(|word| text.has_at(at, word) && at + word.chars().count() <= end).map(|word| word.chars().count())
}

fn last_of_month(year: i32, month: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, 1)?.checked_add_months(Months::new(1))?.pred_opt()
}

#[cfg(test)]
mod tests;

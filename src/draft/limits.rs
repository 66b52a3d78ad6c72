//! Limits that a letter gives in words: by a holiday, within a time, by a season.

use std::ops::Range;

use chrono::{Datelike as _, Days, Months, NaiveDate};

use super::{
    dates::{Named, small, spaces, year},
    text::Text,
    year::{Spoken, spoken},
};

/// Holidays whose day the calendar fixes: the names, the month and the day. That of a lunar one needs a table of moons, and
/// that of a season nobody knows: they stand in [`MOVABLE`].
const FIXED: &[(&[&str], u32, u32)] = &[
    (&["元旦"], 1, 1),
    (&["五一国际劳动节", "五一劳动节", "\"五一\"", "五一", "劳动节"], 5, 1),
    (&["国庆节", "国庆", "\"十一\""], 10, 1),
];

/// Times by which something may be done, and of which a letter does not say the day.
const MOVABLE: &str = "\
    春节 除夕 元宵 清明 端午 中秋 重阳 两节 双节 节日 汛期 主汛期 入汛 汛 雨季 台风季 入冬 冬季 \
    入夏 暑期 暑假 寒假 开学 学期结束 学年 采暖季 采暖期 供暖季 供暖期 供热期 供暖 春耕 秋收 春运 \
    高考 中考 两会";

/// What may stand between such a time and the word that makes it a limit.
const BETWEEN: &[&str] = &["\"", "节", "假期", "长假", "小长假", "期间", "来临", "到来", ""];
/// The words that make it one, and what follows them when they do not: 前后, 前期, 前三个月.
const BY: &[&str] = &["之前", "以前", "前夕", "前"];
const NOT_BY: &str = "后期线沿几一两二三四五六七八九十半";

/// Where a limit ends whose time ends at a place.
fn by(text: &Text, at: usize, end: usize) -> Option<usize> {
    let between =
        |at: usize| BETWEEN.iter().filter(move |word| text.has_at(at, word)).map(move |word| at + word.chars().count());
    // Two of them may follow one another: “五一”小长假前.
    between(at).flat_map(between).find_map(|at| before_it(text, at, end))
}

/// Where the words end at a place that say that something is done before what stands there: 前, 之前. Of a month or a year nobody
/// knows whether it is meant itself.
pub fn before_it(text: &Text, at: usize, end: usize) -> Option<usize> {
    let at = at + usize::from(text.has_at(at, "份前"));
    let word = BY.iter().find(|word| text.has_at(at, word))?;
    let after = at + word.chars().count();
    let is_limit = text.folded.get(after).filter(|_| after < end).is_none_or(|c| !NOT_BY.contains(*c));
    (is_limit && after <= end).then_some(after)
}

/// The last day before a holiday that the calendar fixes, named at a place: in a year, or the next.
pub fn before_a_holiday(
    text: &Text,
    at: usize,
    end: usize,
    year: Option<i32>,
    letter: Option<NaiveDate>,
) -> Option<Named> {
    text.folded.get(at).filter(|c| "元五\"劳国".contains(**c))?;
    let (after, month, day) = FIXED.iter().find_map(|(names, month, day)| {
        let name = names.iter().find(|name| text.has_at(at, name))?;
        Some((by(text, at + name.chars().count(), end)?, *month, *day))
    })?;
    let eve = |year: i32| NaiveDate::from_ymd_opt(year, month, day)?.checked_sub_days(Days::new(1));
    let day = match year {
        Some(year) => eve(year)?,
        None => {
            let letter = letter?;
            [letter.year(), letter.year() + 1].into_iter().filter_map(eve).find(|day| *day >= letter)?
        }
    };
    Some(Named { day, range: at..after })
}

/// The words of a limit of which the letter does not say the day: 春节前.
pub fn without_a_day(text: &Text, range: &Range<usize>) -> Option<Range<usize>> {
    // Every one of them ends so, and most stretches have none.
    text.find(range.clone(), |c| c == '前')?;
    let words = |at: usize| {
        let mut own = MOVABLE.split(' ').filter(|word| text.has_at(at, word));
        own.find_map(|word| by(text, at + word.chars().count(), range.end))
    };
    // 防汛前线 and 初中考前 only hold such a word.
    let is_inside = |at: usize| at.checked_sub(1).is_some_and(|at| "防抗初高提".contains(text.folded[at]));
    range.clone().filter(|at| !is_inside(*at)).find_map(|at| Some(at..words(at)?))
}

/// Words behind which a time is counted from the letter, beside the signs that part sentences.
const FROM_NOW: &str = "\
    于 在 争取 力争 将 计划 拟 预计 未来 今后 接下来 要 确保 用 们 局 委 厅 部 府";
/// Words behind it that say how long something lasts, and not by when it is done.
const LASTS: &str = "\
    的 给予 予以 免 减 享受 按 可 不 连续 每 保持 未 无 累计 已";

/// The last day of a time that is counted from the letter, named at a place: 三年内, 两个月内, 半年内. Where it may be counted from
/// something else, or say how long something lasts, there is none.
pub fn within(text: &Text, at: usize, end: usize, letter: Option<NaiveDate>) -> Option<Named> {
    if !text.folded.get(at).is_some_and(|c| c.is_ascii_digit() || "半两一二三四五六七八九十".contains(*c)) {
        return None;
    }
    let before = at.checked_sub(1).map(|before| text.folded[before]);
    // 1.5年 and 2-3年 begin before their last number.
    let is_digit = text.folded[at].is_ascii_digit();
    let is_part = before.is_some_and(|c| "-~—–/、".contains(c) || c == '.' && is_digit);
    let is_counted_from_now = before.is_none_or(|c| !c.is_alphanumeric() && !is_part)
        || FROM_NOW.split(' ').any(|word| at.checked_sub(word.chars().count()).is_some_and(|at| text.has_at(at, word)));
    // 检查后,一个月内 and 每年检查,并在一个月内 are counted from what stands before them.
    let is_behind = |words: &[&str]| {
        words.iter().any(|word| at.checked_sub(word.chars().count()).is_some_and(|at| text.has_at(at, word)))
    };
    let is_counted_from_that =
        || is_behind(&["并在", "并于", "并", "后,", "起,", "后,在", "起,在", "后", "起"]) && !is_behind(&["今后"]);
    // 对于三年内毕业的 and 使用两年内损坏的 count from somewhere else.
    let is_in_word = is_behind(&["对于", "关于", "由于", "位于", "处于", "属于", "使用", "应用", "利用", "前提下,"]);
    if !is_counted_from_now || is_in_word || is_counted_from_that() {
        return None;
    }
    let (months, after) = if text.has_at(at, "半年") {
        (6, at + 2)
    } else {
        let (number, after) = if text.has_at(at, "两") { (2, at + 1) } else { small(text, at, end)? };
        let units = [("年", 12), ("个月", 1)];
        let (unit, months) = units.into_iter().find(|(unit, _)| text.has_at(after, unit))?;
        (number * months, after + unit.chars().count())
    };
    let after =
        ["内", "之内", "以内"].iter().find(|word| text.has_at(after, word)).map(|word| after + word.chars().count())?;
    let lasts = LASTS.split(' ').any(|word| text.has_at(after, word));
    // 两年内(2026年底前) says the day itself.
    let is_told = ["(即", "(", ",即", "即"]
        .iter()
        .any(|word| text.has_at(after, word) && year(text, after + word.chars().count(), end).is_some());
    if is_told {
        return None;
    }
    // In a sentence that speaks of another year, or of every year, it is counted from there.
    (after <= end && !lasts && months > 0 && spoken(text, at, letter) == Spoken::Nothing).then_some(())?;
    Some(Named { day: letter?.checked_add_months(Months::new(months))?, range: at..after })
}

/// Whether the time at a place ends a span, which began right before it: 7月至9月, 2025—2027年, 7-9月.
pub fn ends_a_span(text: &Text, at: usize) -> bool {
    let start = (0..at).rev().take(JOINS).find(|at| !"-~—–至到 ".contains(text.folded[*at]));
    start.is_some_and(|start| {
        let joins = &text.folded[start + 1..at];
        let is_word = joins.iter().any(|c| "至到".contains(*c));
        let c = text.folded[start];
        joins.iter().any(|c| *c != ' ') && ("年月日".contains(c) || c.is_ascii_digit() && !is_word)
    })
}

/// The most characters between the two times of a span, and the one before them: 7月 —— 9月.
const JOINS: usize = 5;

/// The end of a span of years that is counted from the letter's, or of its own whole year when something is done in it:
/// 今明两年, 全年完成.
pub fn whole_years(text: &Text, at: usize, end: usize, letter: Option<NaiveDate>) -> Option<Named> {
    let (word, distance) = [("今明两年", 1), ("全年", 0)].into_iter().find(|(word, _)| text.has_at(at, word))?;
    let after = at + word.chars().count();
    if after > end {
        return None;
    }
    let year = match spoken(text, at, letter) {
        Spoken::Nothing => letter?.year() + distance,
        Spoken::Of(year) => year + distance,
        Spoken::Every => return None,
    };
    let is_meant = distance > 0 || is_done(text, after, end);
    is_meant.then(|| Some(Named { day: NaiveDate::from_ymd_opt(year, 12, 31)?, range: at..after }))?
}

/// Words for what is done once, at a time: 6月完工 says by when.
const DONE: &[&str] = &[
    "完工",
    "竣工",
    "建成",
    "完成",
    "投用",
    "投入使用",
    "投产",
    "投运",
    "通车",
    "通航",
    "贯通",
    "开工",
    "动工",
    "启动",
    "启用",
    "交付",
    "印发",
    "出台",
    "发布",
    "公布",
    "上线",
    "开放",
    "开园",
    "开馆",
    "办结",
    "达产",
    "验收",
    "实现",
    "投入运营",
    "完善",
];
/// Words that may stand before them.
const HOW: &[&str] = &[
    "计划", "全面", "全部", "基本", "正式", "陆续", "全线", "即可", "可", "将", "力争", "争取", "确保", "能", "整体",
    "如期", "份", "",
];

/// Whether words at a place say that something is done.
pub fn is_done(text: &Text, at: usize, end: usize) -> bool {
    let behind =
        |at: usize| HOW.iter().filter(move |word| text.has_at(at, word)).map(move |word| at + word.chars().count());
    let mut starts = behind(spaces(text, at, end)).flat_map(behind);
    starts.any(|at| DONE.iter().any(|word| text.has_at(at, word) && at + word.chars().count() <= end))
}

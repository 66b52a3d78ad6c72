//! How a cell is read: what was meant, or why nobody can know.

use chrono::{Days, NaiveDate};

use super::grid::{Cell, Content};
use crate::{
    lang::{Said, folded, is_blank, suggest, visible},
    model::{Vocabulary, spelled_period},
    said,
};

/// What is wrong with a cell, and the way out.
pub type Wrong = (Said, Said);

/// What stands where there is nothing to say.
const NOTHING: [&str; 14] = [
    "无",
    "/",
    "-",
    "—",
    "——",
    "–",
    "不适用",
    "未反馈",
    "未明确",
    "none",
    "n/a",
    "notapplicable",
    "notreported",
    "notfixed",
];

/// Refuses the result of a formula: what it showed last may not be what it would show now.
fn refuse_formula(cell: &Cell) -> Result<(), Wrong> {
    if !cell.is_formula {
        return Ok(());
    }
    let shown = visible(&cell.content.shown()).into_owned();
    let said = if shown.is_empty() {
        said!("这里是没有算过的公式", "this is a formula that was never worked out")
    } else {
        said!("这里是公式（显示为“{shown}”）", "this is a formula (it shows “{shown}”)")
    };
    Err((said, said!("复制后选择性粘贴为“数值”", "copy it and paste it as a value")))
}

/// The words of a cell without what surrounds them; nothing when there are none, or a sign that there are none.
///
/// # Errors
///
/// When it is a formula, or a spreadsheet program has made something else of what was written.
pub fn words(cell: &Cell) -> Result<Option<String>, Wrong> {
    refuse_formula(cell)?;
    let text = match &cell.content {
        Content::Text(text) => text.trim().to_owned(),
        Content::Number(number) if number.fract() == 0.0 && number.abs() < 1e15 => number.to_string(),
        other => return Err(turned(other)),
    };
    let says_nothing = is_blank(&text) || NOTHING.contains(&&*folded(&text));
    Ok((!says_nothing).then_some(text))
}

/// What was written is not what is there any more.
fn turned(content: &Content) -> Wrong {
    let shown = visible(&content.shown()).into_owned();
    let said = match content {
        Content::Day(_) => said!("表格软件把它变成了日期 {shown}", "the program turned it into the date {shown}"),
        Content::Time(_) => said!("表格软件把它变成了时间 {shown}", "the program turned it into the time {shown}"),
        Content::Number(_) => said!("表格软件把它变成了数 {shown}", "the program turned it into the number {shown}"),
        _ => said!("这里是 {shown}，不是文字", "this is {shown} and no text"),
    };
    (said, said!("把单元格格式设为“文本”，再写一遍", "format the cell as text and write it again"))
}

/// The day of a cell.
///
/// # Errors
///
/// When it is none, or may be several.
pub fn day(cell: &Cell) -> Result<Option<NaiveDate>, Wrong> {
    refuse_formula(cell)?;
    let wrong = |shown: &str| {
        let shown = visible(shown).into_owned();
        (
            said!("“{shown}”不是能确定的日期", "“{shown}” is no day that can be known for certain"),
            said!("写作 2026-01-15", "write it like 2026-01-15"),
        )
    };
    match &cell.content {
        Content::Day(day) => Ok(Some(*day)),
        Content::Text(text) if is_blank(text) || NOTHING.contains(&&*folded(text)) => Ok(None),
        Content::Text(text) => {
            written(text).or_else(|| counted(text.trim().parse().ok()?)).map(Some).ok_or_else(|| wrong(text.trim()))
        }
        Content::Number(number) => counted(*number).map(Some).ok_or_else(|| wrong(&cell.content.shown())),
        Content::Time(time) => {
            let time = visible(time).into_owned();
            let help = said!(
                "把单元格格式设为“文本”，写作 2026-01-15",
                "format the cell as text and write it like 2026-01-15"
            );
            Err((said!("这里是时间 {time}，没有日期", "this is the time {time}, without a day"), help))
        }
        other => Err(wrong(&other.shown())),
    }
}

/// A day as people write it: year, month and day in this order, the year in four digits.
pub fn written(text: &str) -> Option<NaiveDate> {
    let text = folded(text);
    // A time behind a day says nothing here: `2021-05-20 00:00:00`, folded.
    let text = text.strip_suffix("t00:00:00").or_else(|| text.strip_suffix("00:00:00")).unwrap_or(&text);
    let text = text.strip_suffix(['日', '号']).unwrap_or(text);
    if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return counted(text.parse().ok()?);
    }
    let parts: Vec<&str> = text.split(['-', '/', '.', '年', '月', '。', '－', '—', '–']).collect();
    let [year, month, day] = parts[..] else { return None };
    let is_number = |part: &str, most: usize| part.bytes().all(|byte| byte.is_ascii_digit()) && part.len() <= most;
    if year.len() != 4 || !is_number(year, 4) || !is_number(month, 2) || !is_number(day, 2) {
        return None;
    }
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

/// A day as a number: its digits, as in 20210520, or the days that spreadsheet programs count since the end of 1899, where
/// they make a day of this century.
pub fn counted(number: f64) -> Option<NaiveDate> {
    if number.fract() != 0.0 || !(0.0..1e8).contains(&number) {
        return None;
    }
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "it is whole and lies between 0 and 1e8"
    )]
    let number = number as u32;
    if number >= 19_000_101 {
        return NaiveDate::from_ymd_opt((number / 10_000).cast_signed(), number / 100 % 100, number % 100);
    }
    let since = NaiveDate::from_ymd_opt(1899, 12, 30)?;
    (36_526..73_051).contains(&number).then(|| since.checked_add_days(Days::new(number.into())))?
}

/// The period of a cell, as it is written: a month that became its first day is a month again.
///
/// # Errors
///
/// When it is a formula or cannot be a period.
pub fn period(cell: &Cell) -> Result<Option<String>, Wrong> {
    use chrono::Datelike as _;
    match &cell.content {
        Content::Day(day) if day.day() == 1 && !cell.is_formula => Ok(Some(day.format("%Y-%m").to_string())),
        _ => Ok(words(cell)?.map(|text| spelled_period(&folded(&text)))),
    }
}

/// The word of a vocabulary that a cell gives, by itself or by its label.
///
/// # Errors
///
/// When there is no such word.
pub fn word<V: Vocabulary>(cell: &Cell) -> Result<Option<V>, Wrong> {
    let Some(text) = words(cell)? else { return Ok(None) };
    let wanted = folded(&text);
    let is_it = |value: &&V| {
        let term = value.term();
        [term.word, term.label.zh, term.label.en].iter().any(|own| folded(own) == wanted)
    };
    let found = V::ALL.iter().find(is_it).copied();
    found.map(Some).ok_or_else(|| {
        let shown = visible(&text).into_owned();
        let labels = |zh: bool| V::TERMS.iter().map(move |term| if zh { term.label.zh } else { term.label.en });
        let help = Said { zh: suggest(&text, labels(true)).zh, en: suggest(&text, labels(false)).en };
        (said!("没有“{shown}”这个取值", "there is no “{shown}” here"), help)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Method, Status};

    fn of(content: Content) -> Cell {
        Cell { content, is_formula: false }
    }

    fn text(text: &str) -> Cell {
        of(Content::Text(text.to_owned()))
    }

    #[test]
    fn days_are_understood_as_people_write_them() {
        let expected = NaiveDate::from_ymd_opt(2021, 5, 20);
        for written in [
            "2021年5月20日",
            "2021-05-20",
            " 2021/5/20 ",
            "2021.5.20",
            "20210520",
            "２０２１年５月２０日",
            "２０２１-５-２０",
            "2021年05月20号",
            "2021-05-20 00:00:00",
        ] {
            assert_eq!(day(&text(written)), Ok(expected), "{written}");
        }
        for number in [44_336.0, 20_210_520.0] {
            assert_eq!(day(&of(Content::Number(number))), Ok(expected), "{number}");
            assert_eq!(day(&text(&number.to_string())), Ok(expected), "{number} in CSV");
        }
        assert_eq!(day(&text("—")), Ok(None));
    }

    #[test]
    fn days_that_may_be_several_are_refused() {
        for written in [
            "5月20日",
            "20/5/2021",
            "05/06/2021",
            "21-05-20",
            "2021-13-01",
            "2021年5月",
            "昨天",
            "2021",
            "4433",
            "2021-5-20至6-1",
        ] {
            assert!(day(&text(written)).is_err(), "{written}");
        }
        for number in [2021.05, 5.0, 1e20, -3.0] {
            assert!(day(&of(Content::Number(number))).is_err(), "{number}");
        }
        assert!(day(&of(Content::Code("#REF!".to_owned()))).is_err());
    }

    #[test]
    fn words_are_taken_without_what_surrounds_them() {
        assert_eq!(words(&text(" \u{3000}修好了 \n")), Ok(Some("修好了".to_owned())));
        assert_eq!(words(&of(Content::Number(33.0))), Ok(Some("33".to_owned())));
        for nothing in ["无", " ／ ", "N/A", "不适用", "\u{a0}"] {
            assert_eq!(words(&text(nothing)), Ok(None), "{nothing}");
        }
        assert!(words(&of(Content::Number(0.5))).is_err());
        assert!(words(&of(Content::Day(NaiveDate::MIN))).is_err());
        assert!(words(&Cell { is_formula: true, ..text("x") }).is_err());
    }

    #[test]
    fn words_of_a_vocabulary_are_known_by_their_labels() {
        for written in ["推进中", " 推进中\u{3000}", "in progress", "In-Progress", "ｉｎ progress"] {
            assert_eq!(word::<Status>(&text(written)), Ok(Some(Status::InProgress)), "{written}");
        }
        assert_eq!(word::<Method>(&text("现场核实")), Ok(Some(Method::SiteVisit)));
        assert!(word::<Status>(&text("基本完成")).is_err());
    }

    #[test]
    fn a_period_that_became_a_day_is_a_period_again() {
        let first = NaiveDate::from_ymd_opt(2026, 1, 1).expect("a day");
        assert_eq!(period(&of(Content::Day(first))), Ok(Some("2026-01".to_owned())));
        assert_eq!(period(&of(Content::Number(2026.0))), Ok(Some("2026".to_owned())));
        assert_eq!(period(&text("２０２６年")), Ok(Some("2026".to_owned())));
        for (written, meant) in [
            ("2026q1", "2026Q1"),
            ("2026年第一季度", "2026Q1"),
            ("2026年4季度", "2026Q4"),
            ("2026年上半年", "2026H1"),
            ("2026h2", "2026H2"),
            ("2026年3月", "2026-03"),
            ("2026-03", "2026-03"),
            ("2026/3", "2026-03"),
            ("2026年度", "2026"),
            ("20263", "20263"),
            ("2026年13月", "2026年13月"),
            ("去年", "去年"),
        ] {
            assert_eq!(period(&text(written)), Ok(Some(meant.to_owned())), "{written}");
        }
    }
}

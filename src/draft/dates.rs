//! Days in Chinese letters.

use std::ops::Range;

use chrono::NaiveDate;

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

/// The first place from one on where no space stands.
pub fn spaces(text: &Text, at: usize, end: usize) -> usize {
    (at..end).find(|place| text.folded[*place] != ' ').unwrap_or(end)
}

const DIGITS: &str = "〇一二三四五六七八九";

fn is_year_digit(c: char) -> bool {
    DIGITS.contains(c) || c == '零'
}

/// A year of four digits, ASCII or Chinese, and where it ends.
pub fn year(text: &Text, at: usize, end: usize) -> Option<(i32, usize)> {
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

/// A year of the Republic of China, which began with 1912: `民国113`, and `113年` in a text that names it so elsewhere;
/// `中华民国一一三` is not known.
fn republican(text: &Text, at: usize, end: usize) -> Option<(i32, usize)> {
    let named = ["中华民国", "民国"].iter().find(|word| text.has_at(at, word)).map(|word| at + word.chars().count());
    let start = spaces(text, named.unwrap_or(at), end);
    let length = (start..end).take_while(|at| text.folded[*at].is_ascii_digit()).count();
    let is_bare =
        || text.is_republican && length == 3 && text.folded[start] == '1' && text.has_at(start + length, "年");
    (named.is_some() || is_bare()).then_some(())?;
    let year: i32 = (2..=3).contains(&length).then(|| text.folded(start..start + length).parse().ok())??;
    Some((year + 1911, spaces(text, start + length, end)))
}

/// A number of one or two digits, or a Chinese numeral up to 31, and where it ends.
pub fn small(text: &Text, at: usize, end: usize) -> Option<(u32, usize)> {
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
        // 七八月 names two.
        None if word.chars().count() > 1 => return None,
        None => digit(word.chars().next()?)?,
    };
    Some((value, at + word.chars().count()))
}

#[cfg(test)]
mod tests {
    use super::*;

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
            "110年5月20日（民國）",
        ] {
            let text = Text::new(words);
            let found = day_at(&text, 0, text.chars.len()).map(|found| (found.day.to_string(), found.range));
            let length = words.chars().take_while(|c| *c != '（').count();
            assert_eq!(found, Some(("2021-05-20".to_owned(), 0..length)), "{words}");
        }
    }
}

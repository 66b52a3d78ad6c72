//! Years and months in a letter: named, by their distance from the letter's, or as the sentence before them says.

use chrono::{Datelike as _, NaiveDate};

use super::{
    dates::{small, spaces, year},
    limits::ends_a_span,
    text::Text,
};

/// The parts of a year and the months with which they end.
pub const QUARTERS: &[(&[&str], u32)] = &[
    (&["上半年", "年中前", "二季度", "第二季度", "第二季"], 6),
    (&["三季度", "第三季度", "第三季"], 9),
    (&["一季度", "第一季度", "第一季"], 3),
    (&["下半年", "四季度", "第四季度", "第四季"], 12),
];

/// A year at a place: written out, by its distance from the letter's, or the letter's own where none is named; where it ends,
/// and whether it was named.
pub fn named_year(text: &Text, at: usize, end: usize, letter: Option<NaiveDate>) -> Option<(i32, usize, bool)> {
    let is_inside = at.checked_sub(1).is_some_and(|before| text.folded[before].is_ascii_digit());
    if is_inside {
        return None;
    }
    if let Some((year, after)) = year(text, at, end) {
        return text.has_at(after, "年").then_some((year, after + 1, true));
    }
    let is_greater = at.checked_sub(1).is_some_and(|before| text.folded[before] == '大');
    for (word, distance) in [("今年", 0), ("本年度", 0), ("本年", 0), ("明年", 1), ("后年", 2)] {
        if text.has_at(at, word) && !is_greater {
            return Some((letter?.year() + distance, at + word.chars().count(), true));
        }
    }
    let quarters = QUARTERS.iter().flat_map(|(words, _)| *words).filter(|word| word.ends_with(['年', '度']));
    let begins = ["年底", "年内", "年末"].iter().chain(quarters).any(|word| text.has_at(at, word));
    let is_free = at.checked_sub(1).is_none_or(|before| {
        !"年每全去当上前近-~至零〇一二三四五六七八九十两几半百千万若数多周学来翌历逢余次、后"
            .contains(text.folded[before])
    });
    let is_month = || month(text, at, end).is_some() && (is_free || ends_a_span(text, at));
    (begins && is_free || !begins && is_month()).then_some((letter?.year(), at, false))
}

/// A month at a place, and where its words end.
pub fn month(text: &Text, at: usize, end: usize) -> Option<(u32, usize)> {
    let (month, place) = small(text, at, end)?;
    let place = spaces(text, place, end);
    (place < end && text.has_at(place, "月")).then_some((month, place + 1))
}

/// What a sentence says of the year before it names a month or a holiday without one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spoken {
    /// Nothing.
    Nothing,
    /// It spoke of this year last.
    Of(i32),
    /// It speaks of every year.
    Every,
}

/// Of which year a sentence spoke last before a place; the titles of documents are passed over.
pub fn spoken(text: &Text, at: usize, letter: Option<NaiveDate>) -> Spoken {
    let own = letter.map(|letter| letter.year());
    let mut place = at;
    while let Some(before) = place.checked_sub(1).filter(|before| at - before <= REACH) {
        place = before;
        match text.folded[place] {
            '。' | '!' | '?' | ';' | '\n' => break,
            '》' => {
                let near = place.saturating_sub(REACH)..place;
                place = near.rev().find(|at| "《\n".contains(text.folded[*at])).unwrap_or(0);
            }
            '每' if text.has_at(place, "每逢") || text.has_at(place, "每到") => return Spoken::Every,
            '年' => {
                let begins = |length: usize| {
                    place.checked_sub(length).and_then(|at| named_year(text, at, at + length + 1, letter))
                };
                if let Some((year, _, _)) = begins(4)
                    .filter(|(_, _, is_named)| *is_named)
                    .or_else(|| begins(1).filter(|(_, _, is_named)| *is_named))
                {
                    return Spoken::Of(year);
                }
                let last = place.checked_sub(1).map_or(' ', |at| text.folded[at]);
                match (last, own) {
                    ('每' | '逐' | '历', _) => return Spoken::Every,
                    ('去' | '上', Some(own)) => return Spoken::Of(own - 1),
                    ('前', Some(own)) => return Spoken::Of(own - 2),
                    _ => {}
                }
            }
            _ => {}
        }
    }
    Spoken::Nothing
}

/// How far back a sentence is read for its year.
const REACH: usize = 200;

/// The year of a month that is a limit and names none: that of which its sentence speaks, else the one in which it comes next,
/// seen from the letter's day. None where the sentence speaks of a year that is over.
pub fn next_time(text: &Text, at: usize, own: i32, month: u32, letter: NaiveDate) -> Option<i32> {
    match spoken(text, at, Some(letter)) {
        Spoken::Nothing => Some(if month < letter.month() { own + 1 } else { own }),
        Spoken::Of(year) => Some(year).filter(|year| *year >= own),
        Spoken::Every => None,
    }
}

/// The year of a month that names none and that nothing makes a limit: that of which its sentence speaks, else the letter's.
pub fn this_time(text: &Text, at: usize, own: i32, letter: NaiveDate) -> Option<i32> {
    match spoken(text, at, Some(letter)) {
        Spoken::Nothing => Some(own),
        Spoken::Of(year) => Some(year),
        Spoken::Every => None,
    }
}

//! Dates in filters: a day, a month or a year as the interval it names, or a distance from the as-of date.

use chrono::{Days, Months, NaiveDate};

/// Days from the first up to, not including, the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    /// The first day.
    pub from: NaiveDate,
    /// The day after the last.
    pub until: NaiveDate,
}

/// The interval that a text names: `2026`, `2026-06`, `2026-06-30`, `as-of`, `as-of - 30d`, `+2w`, `-1m`, `+1y`.
pub fn interval(text: &str, as_of: NaiveDate) -> Option<Interval> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let distance = text.strip_prefix("as-of").or_else(|| text.starts_with(['+', '-']).then_some(&*text));
    if let Some(distance) = distance {
        let day = if distance.is_empty() { as_of } else { shifted(as_of, distance)? };
        return day_interval(day);
    }
    let parts: Vec<_> = text.split('-').collect();
    let number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse::<u32>().ok())?;
    let year = i32::try_from(number(parts.first().filter(|year| year.len() == 4)?)?).ok()?;
    match parts[1..] {
        [] => Some(Interval { from: first(year, 1)?, until: first(year.checked_add(1)?, 1)? }),
        [month] => {
            let from = first(year, number(month)?)?;
            Some(Interval { from, until: from.checked_add_months(Months::new(1))? })
        }
        [month, day] => day_interval(NaiveDate::from_ymd_opt(year, number(month)?, number(day)?)?),
        _ => None,
    }
}

fn first(year: i32, month: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, 1)
}

fn day_interval(day: NaiveDate) -> Option<Interval> {
    Some(Interval { from: day, until: day.succ_opt()? })
}

/// A day that far before (`-2w`) or after (`+30d`) another.
pub fn shifted(day: NaiveDate, distance: &str) -> Option<NaiveDate> {
    let (back, length) = match distance.strip_prefix('-') {
        Some(length) => (true, length),
        None => (false, distance.strip_prefix('+').unwrap_or(distance)),
    };
    let unit = length.chars().last()?;
    let n: u32 = length[..length.len() - unit.len_utf8()].parse().ok()?;
    let days = |n: u32| {
        if back { day.checked_sub_days(Days::new(n.into())) } else { day.checked_add_days(Days::new(n.into())) }
    };
    let months =
        |n: u32| if back { day.checked_sub_months(Months::new(n)) } else { day.checked_add_months(Months::new(n)) };
    match unit {
        'd' => days(n),
        'w' => days(n.checked_mul(7)?),
        'm' => months(n),
        'y' => months(n.checked_mul(12)?),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn a_text_names_its_days() {
        let as_of = day("2026-03-31");
        for (text, from, until) in [
            ("2024", "2024-01-01", "2025-01-01"),
            ("2024-02", "2024-02-01", "2024-03-01"),
            ("2024-02-29", "2024-02-29", "2024-03-01"),
            ("as-of", "2026-03-31", "2026-04-01"),
            ("as-of - 30d", "2026-03-01", "2026-03-02"),
            ("+2w", "2026-04-14", "2026-04-15"),
            ("-1m", "2026-02-28", "2026-03-01"),
            ("+1y", "2027-03-31", "2027-04-01"),
        ] {
            assert_eq!(interval(text, as_of), Some(Interval { from: day(from), until: day(until) }), "{text}");
        }
    }

    #[test]
    fn what_names_no_day_is_refused() {
        for text in [
            "",
            "24",
            "2024-13",
            "2025-02-29",
            "2024-1-1-1",
            "+30",
            "+d",
            "as-of-",
            "-软",
            "+99999999999d",
            "tomorrow",
            "+1",
        ] {
            assert_eq!(interval(text, day("2026-01-01")), None, "{text}");
        }
    }
}

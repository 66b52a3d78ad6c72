//! How often something is done: 每年, 每季度, 每两个月.

use super::text::Text;

/// The times after which something may be done again.
const UNITS: &[&str] =
    &["年度", "年", "季度", "季", "月份", "月", "星期", "周", "日", "天", "学期", "学年", "旬", "届", "批", "班次"];

/// Where the words end that say how often something is done, when they stand at a place; else that place.
pub fn often(text: &Text, at: usize, end: usize) -> usize {
    if !text.has_at(at, "每") {
        return at;
    }
    let is_number = |at: &usize| {
        text.folded[*at].is_ascii_digit() || "一二两三四五六七八九十半隔个 至-~".contains(text.folded[*at])
    };
    let number = (at + 1..end).take_while(is_number).count();
    let unit = UNITS.iter().find(|unit| text.has_at(at + 1 + number, unit));
    let after = unit.map_or(at, |unit| at + 1 + number + unit.chars().count());
    if after <= end { after } else { at }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_say_how_often() {
        for (words, expected) in [
            ("每年检修", "每年"),
            ("每季度检修", "每季度"),
            ("每两个月检修", "每两个月"),
            ("每半年检修", "每半年"),
            ("每 2 年检修", "每 2 年"),
            ("每个学期宣讲", "每个学期"),
            ("每座风车", ""),
            ("检修每年", ""),
            ("每", ""),
        ] {
            let text = Text::new(words);
            assert_eq!(text.written(0..often(&text, 0, text.chars.len())), expected, "{words}");
        }
    }
}

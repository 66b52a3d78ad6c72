//! Numbers in the ways in which Word writes them at the head of paragraphs.

const TENS: &str = "甲乙丙丁戊己庚辛壬癸";
const TWELVES: &str = "子丑寅卯辰巳午未申酉戌亥";
const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
const UNITS: [&str; 4] = ["", "十", "百", "千"];
const LEGAL_DIGITS: [&str; 10] = ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"];
const LEGAL_UNITS: [&str; 4] = ["", "拾", "佰", "仟"];

/// A number in one of the format's ways (`ST_NumberFormat`); in digits where the way is unknown or does not reach so far.
pub(super) fn written(format: &str, n: u32) -> String {
    let special = match format {
        "none" => Some(String::new()),
        "decimalZero" => Some(format!("{n:02}")),
        "ordinal" => Some(ordinal(n)),
        "upperLetter" => letters(n, 'A'),
        "lowerLetter" => letters(n, 'a'),
        "upperRoman" => roman(n),
        "lowerRoman" => roman(n).map(|roman| roman.to_lowercase()),
        "chineseCounting"
        | "chineseCountingThousand"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "japaneseCounting"
        | "koreanCounting" => chinese(n, &DIGITS, &UNITS, true),
        "chineseLegalSimplified" | "ideographLegalTraditional" | "japaneseLegal" => {
            chinese(n, &LEGAL_DIGITS, &LEGAL_UNITS, false)
        }
        "ideographDigital" | "taiwaneseDigital" | "japaneseDigitalTenThousand" => Some(digit_by_digit(n)),
        "ideographTraditional" => one_of(TENS, n),
        "ideographZodiac" => one_of(TWELVES, n),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => circled(n),
        "decimalEnclosedParen" => from('⑴', n, 20),
        "decimalEnclosedFullstop" => from('⒈', n, 20),
        "ideographEnclosedCircle" => from('㊀', n, 10),
        "decimalFullWidth" | "decimalFullWidth2" => {
            Some(n.to_string().chars().filter_map(|c| char::from_u32(u32::from(c) - 0x30 + 0xff10)).collect())
        }
        _ => None,
    };
    special.unwrap_or_else(|| n.to_string())
}

fn ordinal(n: u32) -> String {
    let ending = match (n % 10, n % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{n}{ending}")
}

/// a to z, then aa to zz, then aaa.
fn letters(n: u32, first: char) -> Option<String> {
    let at = n.checked_sub(1).filter(|at| *at < 26 * 30)?;
    let letter = char::from_u32(u32::from(first) + at % 26)?;
    Some(std::iter::repeat_n(letter, at as usize / 26 + 1).collect())
}

fn roman(n: u32) -> Option<String> {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut rest = Some(n).filter(|n| (1..4000).contains(n))?;
    let mut roman = String::new();
    for (value, sign) in SIGNS {
        while rest >= value {
            roman.push_str(sign);
            rest -= value;
        }
    }
    Some(roman)
}

/// 一, 十, 十一, 二十, 一百零一, up to 9999; `short` leaves out the one of 一十.
fn chinese(n: u32, digits: &[&str; 10], units: &[&str; 4], short: bool) -> Option<String> {
    if n >= 10_000 {
        return None;
    }
    if n == 0 {
        return digits.first().map(|zero| (*zero).to_owned());
    }
    let mut written = String::new();
    let mut gap = false;
    for (unit, power) in units.iter().zip([1, 10, 100, 1000]).rev() {
        let digit = n / power % 10;
        if digit == 0 {
            gap |= !written.is_empty();
            continue;
        }
        if std::mem::take(&mut gap) {
            written.push_str(digits.first()?);
        }
        if !(short && digit == 1 && power == 10 && written.is_empty()) {
            written.push_str(digits.get(digit as usize)?);
        }
        written.push_str(unit);
    }
    Some(written)
}

fn digit_by_digit(n: u32) -> String {
    let digit = |c: char| match c.to_digit(10).and_then(|digit| DIGITS.get(digit as usize)) {
        Some(&"零") | None => "〇",
        Some(digit) => digit,
    };
    n.to_string().chars().map(digit).collect()
}

fn one_of(signs: &str, n: u32) -> Option<String> {
    signs.chars().nth(n.checked_sub(1)? as usize).map(String::from)
}

fn from(first: char, n: u32, most: u32) -> Option<String> {
    let at = n.checked_sub(1).filter(|at| *at < most)?;
    char::from_u32(u32::from(first) + at).map(String::from)
}

fn circled(n: u32) -> Option<String> {
    match n {
        0 => Some("⓪".to_owned()),
        1..=20 => from('①', n, 20),
        21..=35 => from('㉑', n - 20, 15),
        _ => from('㊱', n.checked_sub(35)?, 15),
    }
}

#[cfg(test)]
mod tests {
    use super::written;

    #[test]
    fn numbers_are_written_as_word_writes_them() {
        for (format, n, text) in [
            ("decimal", 12, "12"),
            ("decimalZero", 7, "07"),
            ("chineseCounting", 10, "十"),
            ("chineseCountingThousand", 11, "十一"),
            ("japaneseCounting", 20, "二十"),
            ("chineseCountingThousand", 101, "一百零一"),
            ("chineseCountingThousand", 110, "一百一十"),
            ("chineseCountingThousand", 1001, "一千零一"),
            ("chineseCounting", 0, "零"),
            ("chineseCounting", 10_000, "10000"),
            ("chineseLegalSimplified", 12, "壹拾贰"),
            ("ideographDigital", 20, "二〇"),
            ("ideographTraditional", 3, "丙"),
            ("ideographTraditional", 11, "11"),
            ("ideographZodiac", 12, "亥"),
            ("decimalEnclosedCircleChinese", 1, "①"),
            ("decimalEnclosedCircle", 21, "㉑"),
            ("decimalEnclosedCircle", 50, "㊿"),
            ("decimalEnclosedCircle", 51, "51"),
            ("decimalEnclosedParen", 2, "⑵"),
            ("decimalFullWidth", 19, "１９"),
            ("upperLetter", 27, "AA"),
            ("lowerLetter", 4_000_000_000, "4000000000"),
            ("lowerRoman", 1994, "mcmxciv"),
            ("upperRoman", 0, "0"),
            ("ordinal", 12, "12th"),
            ("ordinal", 22, "22nd"),
            ("none", 5, ""),
            ("of another time", 5, "5"),
        ] {
            assert_eq!(written(format, n), text, "{format} {n}");
        }
    }
}

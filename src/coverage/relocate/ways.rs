//! Which words can have stood at a place of a text before one edit changed them.

use std::ops::Range;

/// Words that stand for each other and make another promise of it, a row each: how firm it is, whether it is kept, when.
const EXCHANGED: &[&str] = &[
    "将 将不 不将 不 已 拟 可 应 须 未 正 会",
    "确保 力争 争取 尽量 尽力 努力 原则上",
    "必须 应当 应 可以 可 须 不得",
    "全部 部分 大部分 基本 逐步 陆续 全面 分批",
    "完成 推进 启动 开展 实施 研究 探索 推动 谋划",
    "建成 建设 开工 筹建 修建",
    "年 月 季 季度 周 日 天",
    "年底前 年底 年末 年中 年内 上半年 下半年 月底前 月底",
    "今年 明年 后年 去年 近期 适时",
    "前 后 内 起 左右",
    "省 市 区 县",
];

/// What is often left out or put in, with or without meaning.
const LEFT_OUT: &str = "不 未 将 拟 可 约 再 均 年 月 了 ， 。 、 \u{3000} \n 不再 全面 尽快 每年 年底前";

/// The signs of numbers: of two and three such signs every number is tried.
const NUMERALS: [&str; 3] = ["0123456789", "０１２３４５６７８９", "零〇一二两三四五六七八九十百千万半"];

/// So many signs of a number are other ones at most: a thousand numbers, or four hundred in Chinese signs.
const MOST_SIGNS: [usize; 3] = [3, 3, 2];

/// A longer run of such signs is no number.
const LONGEST: usize = 32;

/// Characters of a text, and what may have stood there.
pub type Way = (Range<usize>, Vec<char>);

/// The ways in which a text can have been so many characters shorter before one edit, or longer when it is less than nothing.
pub struct Ways {
    by: i64,
    /// Words that may stand in a text, and what may have stood there.
    exchanged: Vec<(Vec<char>, Vec<char>)>,
    left_out: Vec<Vec<char>>,
    numerals: [Vec<char>; 3],
    /// Numbers below a thousand in Chinese, as they are written.
    written: Vec<Vec<char>>,
}

impl Ways {
    /// The ways for one growth of a text.
    pub fn new(by: i64) -> Self {
        let chars = |word: &str| word.chars().collect::<Vec<char>>();
        let grows = |now: &[char], was: &[char]| now.len() as i64 - was.len() as i64 == by;
        let pairs =
            EXCHANGED.iter().flat_map(|row| row.split(' ').flat_map(|now| row.split(' ').map(move |was| (now, was))));
        let pairs = pairs.map(|(now, was)| (chars(now), chars(was)));
        Self {
            by,
            exchanged: pairs.filter(|(now, was)| now != was && grows(now, was)).collect(),
            left_out: LEFT_OUT.split(' ').map(chars).filter(|word| grows(&[], word)).collect(),
            numerals: NUMERALS.map(chars),
            written: (1..1000).map(|n| chars(&written(n))).collect(),
        }
    }

    /// The ways at one place.
    pub fn at(&self, text: &[char], at: usize) -> Vec<Way> {
        let mut ways: Vec<Way> = Vec::new();
        if let Some(end) = usize::try_from(self.by).ok().map(|by| at + by).filter(|end| at < *end && *end <= text.len())
        {
            ways.push((at..end, Vec::new()));
        }
        let rest = &text[at..];
        let exchanged = self.exchanged.iter().filter(|(now, _)| rest.starts_with(now));
        ways.extend(exchanged.map(|(now, was)| (at..at + now.len(), was.clone())));
        ways.extend(self.left_out.iter().map(|word| (at..at, word.clone())));
        let [.., chinese] = &self.numerals;
        if let Some((end, was)) = self.run(text, at, chinese) {
            let others = self.written.iter().filter(|number| number.len() == was);
            ways.extend(others.map(|number| (at..end, number.clone())));
        }
        for (signs, most) in self.numerals.iter().zip(MOST_SIGNS) {
            self.number(text, at, (signs, most), &mut ways);
        }
        ways
    }

    /// Where a number ends that begins at a place, and how many signs it had before.
    fn run(&self, text: &[char], at: usize, signs: &[char]) -> Option<(usize, usize)> {
        let is_sign = |at: usize| text.get(at).is_some_and(|own| signs.contains(own));
        if !is_sign(at) || at.checked_sub(1).is_some_and(is_sign) {
            return None;
        }
        let end = (at..=at + LONGEST).find(|at| !is_sign(*at))?;
        let was = usize::try_from((end - at) as i64 - self.by).ok()?;
        (was > 0).then_some((end, was))
    }

    /// The numbers that can have stood where one begins. Of a long one its last signs are others.
    fn number(&self, text: &[char], at: usize, (signs, most): (&[char], usize), ways: &mut Vec<Way>) {
        let Some((end, was)) = self.run(text, at, signs) else { return };
        // One sign anywhere in it, where its length is the same.
        for place in (at..end).filter(|_| was == end - at) {
            ways.extend(signs.iter().filter(|own| **own != text[place]).map(|own| (place..place + 1, vec![*own])));
        }
        let kept = was.saturating_sub(most).min(end - at);
        let own = at + kept..end;
        let n = was - kept;
        if n <= most {
            ways.extend(
                numbers(signs, n)
                    .map(|number| (own.clone(), number))
                    .filter(|(own, number)| text[own.clone()] != number[..]),
            );
        }
    }
}

/// A number below a thousand as it is written: 一百零五, 十二.
fn written(n: usize) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let (hundreds, tens, ones) = (n / 100, n / 10 % 10, n % 10);
    let hundred = if hundreds > 0 { format!("{}百", DIGITS[hundreds]) } else { String::new() };
    let ten = match tens {
        0 if hundreds > 0 && ones > 0 => "零".to_owned(),
        0 => String::new(),
        1 if hundreds == 0 => "十".to_owned(),
        tens => format!("{}十", DIGITS[tens]),
    };
    format!("{hundred}{ten}{}", DIGITS[ones])
}

/// Every number of so many signs.
fn numbers(signs: &[char], n: usize) -> impl Iterator<Item = Vec<char>> {
    let base = signs.len();
    let of = move |number: usize| (0..n).map(|place| signs[number / base.pow(place as u32) % base]).collect();
    (0..base.pow(n as u32)).map(of)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn befores(text: &str, by: i64) -> Vec<String> {
        let text: Vec<char> = text.chars().collect();
        let ways = Ways::new(by);
        let before = |(own, words): Way| [&text[..own.start], &words, &text[own.end..]].concat().into_iter().collect();
        (0..=text.len()).flat_map(|at| ways.at(&text, at)).map(before).collect()
    }

    #[test]
    fn another_number_another_word_and_what_came_or_went_are_tried() {
        for (now, was) in [
            ("到2030年底前", "到2029年底前"),
            ("修好120座", "修好90座"),
            ("修好九十座", "修好一百座"),
            ("修好十二座", "修好七座"),
            ("修好八十座", "修好一百二十座"),
            ("修好二百零五座", "修好三座"),
            ("力争修好", "确保修好"),
            ("明年年底", "明年上半年"),
            ("今年年内", "今年年底前"),
            ("我局将不修好", "我局将修好"),
            ("我局修好", "我局不再修好"),
        ] {
            let by = now.chars().count() as i64 - was.chars().count() as i64;
            assert!(befores(now, by).contains(&was.to_owned()), "{now} was {was}");
        }
        assert!(!befores("修好风车", 0).contains(&"修好水车".to_owned()));
        assert_eq!(befores(&"1".repeat(LONGEST + 1), 0).len(), 0);
    }
}

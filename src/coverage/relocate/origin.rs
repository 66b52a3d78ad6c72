//! The text that a ledger was made from, found again: its hash proves it.
//!
//! Nobody knows what stood where something was left out, but where words came in, the text without them is the old one. Nor
//! are there many ways in which a number, or one of a few words that turn a promise round, can have been another.

use std::ops::Range;

use sha2::{Digest as _, Sha256};

use super::edit::Edit;

/// How many bytes are hashed at most: a letter of twenty thousand characters is searched for one word in a second.
const MOST: usize = 1 << 29;

/// What can stand for each other without a trace in the length: numbers, and how firm a promise is.
const ALIKE: [&str; 6] = [
    "0123456789",
    "０１２３４５６７８９",
    "零〇一二两三四五六七八九十百千万半",
    "将已拟可应须未不正",
    "年月季周日",
    "省市区县",
];

/// What is often left out, with or without meaning: what softens or turns a promise, marks, line ends.
const LEFT_OUT: &str =
    "不 未 将 拟 可 约 再 均 年 月 了 ， 。 、 \u{3000} \n 不再 全部 基本 力争 全面 尽快 每年 年底前 原则上";

/// The one edit by which a text came from the one with this hash and so many characters, where it can be found.
pub fn origin(text: &[char], sha256: &str, chars: u32) -> Option<Edit> {
    let search = Search::new(text, sha256)?;
    let by = text.len() as i64 - i64::from(chars);
    match usize::try_from(by) {
        Ok(0) => search.another_sign(),
        Ok(more) => search.without(more),
        Err(_) => search.with(usize::try_from(-by).ok()?),
    }
}

/// Whether a text has a hash.
pub fn has_hash(text: &[char], sha256: &str) -> bool {
    sha256.eq_ignore_ascii_case(&crate::model::sha256(&text.iter().collect::<String>()))
}

/// A text whose variants are hashed.
struct Search<'a> {
    text: &'a [char],
    utf8: String,
    /// The byte at which each character begins, and the length of the text.
    starts: Vec<usize>,
    wanted: [u8; 32],
}

impl<'a> Search<'a> {
    fn new(text: &'a [char], sha256: &str) -> Option<Self> {
        let mut wanted = [0; 32];
        if sha256.len() != 64 || !sha256.is_ascii() {
            return None;
        }
        for (at, byte) in wanted.iter_mut().enumerate() {
            *byte = u8::from_str_radix(&sha256[2 * at..2 * at + 2], 16).ok()?;
        }
        let utf8: String = text.iter().collect();
        let starts = utf8.char_indices().map(|(at, _)| at).chain([utf8.len()]).collect();
        Some(Self { text, utf8, starts, wanted })
    }

    /// The edit that put in so many characters at one place.
    fn without(&self, n: usize) -> Option<Edit> {
        let is_there = |own: &Range<usize>| own.end <= self.text.len();
        let ways = |at: usize| Some(at..at + n).filter(is_there).map(|own| (own, Vec::new())).into_iter().collect();
        let first = self.first(1, ways)?.now.start as usize;
        // The same text would come of words that begin further on and end with as many of the words behind them.
        let same = (first..self.text.len() - n).take_while(|at| self.text[*at] == self.text[at + n]).count();
        let place = (first..=first + same).min_by_key(|at| self.apart(*at)).unwrap_or(first);
        Some(Edit::new(place, place + n, &[]))
    }

    /// How little a place is one where words are put in: at the beginning of a line, of a sentence, of a clause, elsewhere.
    fn apart(&self, at: usize) -> usize {
        let before = at.checked_sub(1).map_or('\n', |at| self.text[at]);
        ["\n", "。；！？", "，、：,;:"].iter().position(|marks| marks.contains(before)).unwrap_or(usize::MAX)
    }

    /// The edit that left out so many characters, when they are among those that often are.
    fn with(&self, n: usize) -> Option<Edit> {
        let words: Vec<Vec<char>> = LEFT_OUT.split(' ').map(|word| word.chars().collect()).collect();
        let words: Vec<Vec<char>> = words.into_iter().filter(|word: &Vec<char>| word.len() == n).collect();
        self.first(words.len(), |at| words.iter().map(|word| (at..at, word.clone())).collect())
    }

    /// The edit that exchanged one sign.
    fn another_sign(&self) -> Option<Edit> {
        self.first(1, |at| {
            let Some(own) = self.text.get(at) else { return Vec::new() };
            let alike = ALIKE.iter().filter(|signs| signs.contains(*own)).flat_map(|signs| signs.chars());
            alike.filter(|other| other != own).map(|other| (at..at + 1, vec![other])).collect()
        })
    }

    /// The first variant with the hash. `ways` tells for each place which characters are replaced there and by what, so many
    /// at most on average.
    fn first(&self, each: usize, ways: impl Fn(usize) -> Vec<(Range<usize>, Vec<char>)>) -> Option<Edit> {
        if self.text.len().saturating_mul(self.utf8.len() / 2).saturating_mul(each.max(1)) > MOST {
            return None;
        }
        let bytes = self.utf8.as_bytes();
        let mut before = Sha256::new();
        for at in 0..=self.text.len() {
            for (own, words) in ways(at) {
                let put: String = words.iter().collect();
                let mut hash = before.clone();
                hash.update(put.as_bytes());
                hash.update(&bytes[self.starts[own.end]..]);
                if hash.finalize()[..] == self.wanted {
                    return Some(Edit::new(own.start, own.end, &words));
                }
            }
            if at < self.text.len() {
                before.update(&bytes[self.starts[at]..self.starts[at + 1]]);
            }
        }
        None
    }
}

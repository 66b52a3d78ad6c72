//! Paragraphs in lines of a width.

use std::ops::Range;

use textwrap::{
    WordSeparator,
    core::{Word, break_words},
    wrap_algorithms::wrap_first_fit,
};

/// The lines of a paragraph, as ranges of its bytes. Lines end between words, or inside a word that is wider than a line. A
/// web address is not broken, for half of one leads nowhere: where it is too wide, it sticks out.
pub fn wrap(text: &str, columns: usize) -> Vec<Range<usize>> {
    let mut fragments: Vec<Word<'_>> = Vec::new();
    for (word, is_address) in words(text) {
        let word = Word::from(word);
        if is_address { fragments.push(word) } else { fragments.extend(break_words([word], columns)) }
    }
    let mut at = 0;
    let range = |line: &[Word<'_>]| {
        let start = at;
        at += line.iter().map(|word| word.word.len() + word.whitespace.len()).sum::<usize>();
        start..at - line.last().map_or(0, |word| word.whitespace.len())
    };
    wrap_first_fit(&fragments, &[columns as f64]).into_iter().map(range).collect()
}

/// The words of a text with the white space behind them, and whether they are web addresses.
fn words(text: &str) -> Vec<(&str, bool)> {
    let addresses = addresses(text);
    let is_inside = |at: usize| addresses.iter().any(|address| address.start < at && at < address.end);
    let mut words = Vec::new();
    let (mut start, mut end) = (0, 0);
    for word in WordSeparator::UnicodeBreakProperties.find_words(text) {
        end += word.word.len() + word.whitespace.len();
        if !is_inside(end) {
            let is_address = addresses.iter().any(|address| start <= address.start && address.start < end);
            words.push((&text[start..end], is_address));
            start = end;
        }
    }
    words
}

/// The web addresses in a text.
fn addresses(text: &str) -> Vec<Range<usize>> {
    let address = |(at, _): (usize, &str)| {
        let scheme = text[..at].bytes().rev().take_while(u8::is_ascii_alphanumeric).count();
        let rest = text[at..].bytes().take_while(|byte| byte.is_ascii_graphic() && !b"<>\"".contains(byte)).count();
        (scheme > 0).then_some(at - scheme..at + rest)
    };
    text.match_indices("://").filter_map(address).collect()
}

#[cfg(test)]
mod tests {
    use super::wrap;

    fn lines(text: &str, columns: usize) -> Vec<&str> {
        wrap(text, columns).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn lines_end_between_words() {
        assert_eq!(lines("one two  three", 8), ["one two", "three"]);
        assert_eq!(lines("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(lines("一二三四五", 6), ["一二三", "四五"]);
        assert_eq!(lines("", 6), [""]);
    }

    #[test]
    fn an_address_is_not_broken() {
        assert_eq!(
            lines("见 https://example.invalid/a/b-c?d=e，下文", 12),
            ["见", "https://example.invalid/a/b-c?d=e，", "下文"]
        );
        assert_eq!(lines("a/b c://d", 4), ["a/b", "c://d"]);
    }
}

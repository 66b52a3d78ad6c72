//! The text that a ledger was made from, found again: its hash proves it.
//!
//! Nobody knows what stood where something was left out, but where words came in, the text without them is the old one. Nor
//! are there many ways in which a number, or one of the words that turn a promise round, can have been another.

use std::ops::Range;

use sha2::{Digest as _, Sha256};

use super::{edit::Edit, ways::Ways};

/// How many bytes are hashed at most: half a second. A letter of twenty thousand characters is searched for what came in.
const MOST: usize = 1 << 30;

/// The one edit by which a text came from the one with this hash and so many characters, where it can be found.
pub fn origin(text: &[char], sha256: &str, chars: u32) -> Option<Edit> {
    let wanted = bytes_of(sha256)?;
    let utf8: String = text.iter().collect();
    let mut starts: Vec<usize> = utf8.char_indices().map(|(at, _)| at).collect();
    starts.push(utf8.len());
    let ways = Ways::new(text.len() as i64 - i64::from(chars));
    let mut before = Sha256::new();
    let mut left = MOST;
    for at in 0..=text.len() {
        for (own, words) in ways.at(text, at) {
            let rest = &utf8.as_bytes()[starts[own.end]..];
            left = left.checked_sub(rest.len())?;
            let mut hash = before.clone();
            hash.update(&utf8.as_bytes()[starts[at]..starts[own.start]]);
            hash.update(words.iter().collect::<String>().as_bytes());
            hash.update(rest);
            if hash.finalize()[..] == wanted {
                return Some(least(text, own, &words));
            }
        }
        if let Some(next) = starts.get(at + 1) {
            before.update(&utf8.as_bytes()[starts[at]..*next]);
        }
    }
    None
}

/// An edit without the characters that stand there before and afterwards.
fn least(text: &[char], own: Range<usize>, words: &[char]) -> Edit {
    let now = &text[own.clone()];
    let before = now.iter().zip(words).take_while(|(now, was)| now == was).count();
    let both = now[before..].iter().rev().zip(words[before..].iter().rev());
    let after = both.take_while(|(now, was)| now == was).count();
    let (start, end, words) = (own.start + before, own.end - after, &words[before..words.len() - after]);
    let start = if words.is_empty() { apart(text, start, end - start) } else { start };
    Edit::new(start, start + (own.len() - before - after), words)
}

/// Whether a text has a hash.
pub fn has_hash(text: &[char], sha256: &str) -> bool {
    sha256.eq_ignore_ascii_case(&crate::model::sha256(&text.iter().collect::<String>()))
}

fn bytes_of(sha256: &str) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    if sha256.len() != 64 || !sha256.is_ascii() {
        return None;
    }
    for (at, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&sha256[2 * at..2 * at + 2], 16).ok()?;
    }
    Some(bytes)
}

/// Where so many characters came in, of all places behind the first that make the same text: at the beginning of a line, of a
/// sentence, of a clause, or else there.
fn apart(text: &[char], first: usize, n: usize) -> usize {
    let same = (first..text.len() - n).take_while(|at| text[*at] == text[at + n]).count();
    let rank = |at: &usize| {
        let before = at.checked_sub(1).map_or('\n', |at| text[at]);
        ["\n", "。；！？", "，、：,;:"].iter().position(|marks| marks.contains(before)).unwrap_or(usize::MAX)
    };
    (first..=first + same).min_by_key(rank).unwrap_or(first)
}

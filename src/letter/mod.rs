//! The text of a reply: how it is read from the bytes of a file, its characters, its sentences, what stands around a stretch
//! of it, and how to tell that it is the right text.
//!
//! Bytes and text only: no ledgers, and no file is opened here.

mod fold;
mod place;
mod read;
mod sentence;

pub use fold::fold;
pub use place::{Neighbours, Place};
pub use read::read;
pub use sentence::Sentences;

use crate::model::{Stretch, sha256};

/// The text of a letter: UTF-8, LF line ends, no byte order mark.
#[derive(Debug)]
pub struct LetterText {
    text: String,
    /// The byte at which each character begins, and the text's length at the end.
    starts: Vec<u32>,
}

impl LetterText {
    /// A letter from a text in any of the usual forms of line end, with or without a byte order mark.
    pub fn new(text: impl Into<String>) -> Self {
        let text = plain_lines(text.into());
        let end = text.len();
        let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let starts = text.char_indices().map(|(at, _)| byte(at)).chain([byte(end)]).collect();
        Self { text, starts }
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How many characters it has.
    pub fn chars(&self) -> usize {
        self.starts.len() - 1
    }

    /// Its SHA-256 in hexadecimal digits.
    pub fn sha256(&self) -> String {
        sha256(&self.text)
    }

    /// The characters of a stretch, or `None` when it leaves the text.
    pub fn slice(&self, stretch: Stretch) -> Option<&str> {
        let start = *self.starts.get(stretch.start as usize)? as usize;
        let end = *self.starts.get(stretch.end as usize)? as usize;
        self.text.get(start..end)
    }

    /// Its sentences.
    pub fn sentences(&self) -> Sentences {
        Sentences::of(&self.text)
    }
}

/// A text with LF line ends and without a byte order mark.
fn plain_lines(mut text: String) -> String {
    let marks = text.len() - text.trim_start_matches('\u{feff}').len();
    text.drain(..marks);
    // Most texts have no other line ends, and a long one is not copied for nothing.
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text }
}

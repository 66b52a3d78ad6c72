//! The text of a ledger and the names of its places.

use std::{
    ops::Range,
    sync::{Arc, OnceLock},
};

use sha2::{Digest as _, Sha256};

/// The SHA-256 of a text, as UTF-8, in hexadecimal digits.
pub fn sha256(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A place as people name it: both count from one, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

/// The text of one file, with its name.
#[derive(Debug)]
pub struct Source {
    /// The path as the user gave it; `-` for standard input.
    pub name: String,
    /// The whole text, byte order mark and line ends included.
    pub text: Arc<String>,
    line_starts: OnceLock<Vec<u32>>,
}

impl Source {
    /// A text with a name.
    pub fn new(name: impl Into<String>, text: String) -> Self {
        Self { name: name.into(), text: Arc::new(text), line_starts: OnceLock::new() }
    }

    /// The SHA-256 of the text in hexadecimal digits, which is that of the file.
    pub fn sha256(&self) -> String {
        sha256(&self.text)
    }

    /// Line and column of a byte.
    pub fn position(&self, byte: usize) -> Position {
        let byte = byte.min(self.text.len());
        let starts = self.line_starts();
        let line = starts.partition_point(|start| *start as usize <= byte) - 1;
        let start = starts[line] as usize;
        let before = self.text.get(start..byte).unwrap_or_default();
        Position { line: line + 1, column: before.trim_start_matches('\u{feff}').chars().count() + 1 }
    }

    /// `file:line:column` of a byte.
    pub fn place(&self, byte: usize) -> String {
        let Position { line, column } = self.position(byte);
        format!("{}:{line}:{column}", self.name)
    }

    /// The bytes of a line, counted from one, without its end.
    pub fn line(&self, line: usize) -> Range<usize> {
        let starts = self.line_starts();
        let start = starts[line - 1] as usize;
        let end = starts.get(line).map_or(self.text.len(), |next| *next as usize);
        let text = &self.text[start..end];
        start..start + text.trim_end_matches(['\n', '\r']).len()
    }

    fn line_starts(&self) -> &[u32] {
        self.line_starts.get_or_init(|| {
            let ends = memchr::memchr_iter(b'\n', self.text.as_bytes());
            let starts = ends.map(|at| u32::try_from(at + 1).unwrap_or(u32::MAX));
            std::iter::once(0).chain(starts).collect()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_characters_from_one_and_pass_over_the_mark() {
        let source = Source::new("a.toml", "\u{feff}甲 = 1\r\n乙 = 2".to_owned());
        assert_eq!(source.place(3), "a.toml:1:1");
        assert_eq!(source.place("\u{feff}甲 ".len()), "a.toml:1:3");
        assert_eq!(source.place(source.text.len()), "a.toml:2:6");
        assert_eq!(&source.text[source.line(1)], "\u{feff}甲 = 1");
        assert_eq!(&source.text[source.line(2)], "乙 = 2");
    }
}

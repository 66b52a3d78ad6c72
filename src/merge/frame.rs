//! What surrounds a text's lines: the mark at its start, how lines end, whether the last one does. It is taken off before texts are
//! compared, so that a file that somebody saved with other line ends is still the same file, and put back afterwards.

use std::borrow::Cow;

use super::{
    merged::{Merged, Piece},
    value::changed,
};

const MARK: char = '\u{feff}';

/// The surroundings of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frame {
    has_mark: bool,
    /// Whether all lines end in CRLF.
    is_crlf: bool,
    is_ended: bool,
}

/// A text's lines, every one ended, and what was around them.
pub fn off(text: &str) -> (Cow<'_, str>, Frame) {
    let body = text.strip_prefix(MARK).unwrap_or(text);
    let is_crlf = body.contains("\r\n") && body.matches('\n').count() == body.matches("\r\n").count();
    let is_ended = body.is_empty() || body.ends_with('\n');
    let frame = Frame { has_mark: body.len() < text.len(), is_crlf, is_ended };
    let mut lines = if is_crlf { Cow::Owned(body.replace("\r\n", "\n")) } else { Cow::Borrowed(body) };
    if !is_ended {
        lines.to_mut().push('\n');
    }
    (lines, frame)
}

impl Frame {
    /// The surroundings that somebody changed.
    pub fn merged(base: Self, ours: Self, theirs: Self) -> Self {
        // Of two values one is the base's, so one side at most changed it.
        let of = |get: fn(Self) -> bool| changed(get(base), get(ours), get(theirs)).unwrap_or_default();
        Self {
            has_mark: of(|frame| frame.has_mark),
            is_crlf: of(|frame| frame.is_crlf),
            is_ended: of(|frame| frame.is_ended),
        }
    }

    /// Puts the surroundings around what was merged.
    pub fn put_on(self, merged: Merged) -> Merged {
        let lines = |text: String| if self.is_crlf { text.replace('\n', "\r\n") } else { text };
        let mut framed = Merged::default();
        framed.text(if self.has_mark { "\u{feff}" } else { "" });
        for piece in merged.pieces {
            match piece {
                Piece::Text(text) => framed.text(&lines(text)),
                Piece::Conflict { base, ours, theirs } => framed.conflict(&lines(base), &lines(ours), &lines(theirs)),
            }
        }
        if let Some(Piece::Text(text)) = framed.pieces.last_mut().filter(|_| !self.is_ended) {
            let body = text.strip_suffix('\n').map_or(text.len(), str::len);
            text.truncate(body);
            let body = text.strip_suffix('\r').filter(|_| self.is_crlf).map_or(text.len(), str::len);
            text.truncate(body);
        }
        framed
    }
}

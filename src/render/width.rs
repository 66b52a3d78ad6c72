//! Text by the columns that it takes on a screen, wide characters included.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

/// How many columns a text takes.
pub fn width(text: &str) -> usize {
    text.width()
}

/// A text that takes at most so many columns; what is left out is marked.
pub fn shorten(text: &str, columns: usize) -> Cow<'_, str> {
    if width(text) <= columns {
        return Cow::Borrowed(text);
    }
    let Some(room) = columns.checked_sub(MARK.width()) else { return Cow::Borrowed("") };
    let mut taken = 0;
    let fits = |part: &&str| {
        taken += part.width();
        taken <= room
    };
    let kept: usize = text.graphemes(true).take_while(fits).map(str::len).sum();
    Cow::Owned(format!("{}{MARK}", text[..kept].trim_end()))
}

/// What stands for text that was left out.
const MARK: &str = "…";

/// A text filled up with spaces to so many columns.
pub fn padded(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_characters_take_two_columns() {
        assert_eq!(shorten("软件园 park", 20), "软件园 park");
        assert_eq!(shorten("软件园 park", 8), "软件园…");
        assert_eq!(shorten("软件园", 5), "软件…");
        assert_eq!(shorten("软件园", 4), "软…");
        assert_eq!(shorten("e\u{301}e\u{301}e\u{301}", 2), "e\u{301}…");
        assert_eq!(shorten("ab", 0), "");
        assert_eq!(padded("园", 4), "园  ");
    }
}

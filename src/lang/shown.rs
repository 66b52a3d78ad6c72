//! Text from outside, made safe to show.

use std::borrow::Cow;

/// Text from outside made safe to show: control characters and marks that turn text around become visible escapes.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if is_hidden(c) { shown.extend(c.escape_default()) } else { shown.push(c) }
    }
    Cow::Owned(shown)
}

/// Whether a character would act on a terminal or a reader instead of showing itself.
pub fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_characters_become_visible() {
        assert_eq!(visible("甲\u{1b}[2J\n乙\u{202e}"), "甲\\u{1b}[2J\\n乙\\u{202e}");
        assert!(matches!(visible("软件园 “8” 个"), Cow::Borrowed(_)));
    }
}

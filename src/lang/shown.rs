//! Text from outside, made safe to show.

use std::{borrow::Cow, iter, sync::OnceLock};

use unicode_security::skeleton;

/// Text from outside made safe to show: control characters and marks that turn text around become visible escapes.
pub fn visible(text: &str) -> Cow<'_, str> {
    // Ids and most other names are of such characters only, and there are many of them.
    if text.bytes().all(|byte| byte.is_ascii_graphic()) || !text.contains(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if is_hidden(c) { shown.extend(c.escape_default()) } else { shown.push(c) }
    }
    Cow::Owned(shown)
}

/// Whether a character would act on a terminal or a reader instead of showing itself: controls, marks that turn text around,
/// characters without width, tags.
pub fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{fffe}' | '\u{ffff}' | '\u{e0000}'..='\u{e007f}')
}

/// Whether nothing in a text can be seen: it is empty, or all white space and characters without width.
pub fn is_blank(text: &str) -> bool {
    text.chars()
        .all(|c| c.is_whitespace() || is_hidden(c) || matches!(c, '\u{115f}' | '\u{1160}' | '\u{2800}' | '\u{3164}'))
}

/// A text as the eye reads it, for comparing names: without case, white space, characters that do not show, and the width of
/// Latin letters.
pub fn folded(text: &str) -> String {
    let shown = text.chars().filter(|c| !c.is_whitespace() && !is_hidden(*c));
    shown.map(narrow).flat_map(char::to_lowercase).collect()
}

/// The usual form of a full-width letter, digit or mark.
fn narrow(c: char) -> char {
    let usual = |c: char| char::from_u32(u32::from(c) - 0xfee0);
    Some(c).filter(|c| ('\u{ff01}'..='\u{ff5e}').contains(c)).and_then(usual).unwrap_or(c)
}

/// What a text looks like: equal for texts whose characters look alike, such as `l`, `1` and `I`, `rn` and `m`, or the same
/// shape in another script. Characters that do not show are left out; case counts.
pub fn looks(text: &str) -> String {
    static ASCII: OnceLock<Vec<String>> = OnceLock::new();
    if !text.is_ascii() {
        return skeleton(&text.chars().filter(|c| !is_hidden(*c)).map(narrow).collect::<String>()).collect();
    }
    let shape = |byte: u8| match char::from(byte) {
        hidden if is_hidden(hidden) => String::new(),
        shown => skeleton(shown.encode_utf8(&mut [0; 4])).collect(),
    };
    let ascii = ASCII.get_or_init(|| (0..=0x7f).map(shape).collect());
    let mut looks = String::with_capacity(text.len() + 8);
    text.bytes().filter_map(|byte| ascii.get(usize::from(byte))).for_each(|shape| looks.push_str(shape));
    looks
}

/// The ways in which a text can be taken for another: two texts that have one in common are told apart by nobody who reads
/// them in haste. As it stands, and whatever its case and spaces.
pub fn alike(text: &str) -> impl Iterator<Item = String> {
    // Most ids are folded as they are, and there are many of them.
    let is_folded = text.bytes().all(|byte| byte.is_ascii_graphic() && !byte.is_ascii_uppercase());
    let other = (!is_folded).then(|| looks(&folded(text)));
    iter::once(looks(text)).chain(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_characters_become_visible() {
        assert_eq!(visible("甲\u{1b}[2J\n乙\u{202e}"), "甲\\u{1b}[2J\\n乙\\u{202e}");
        assert!(matches!(visible("软件园 “8” 个"), Cow::Borrowed(_)));
        for hidden in ['\u{ad}', '\u{61c}', '\u{180e}', '\u{fff9}', '\u{fffb}', '\u{e0001}', '\u{e007f}'] {
            assert!(is_hidden(hidden), "{hidden:?}");
        }
    }

    #[test]
    fn what_cannot_be_seen_is_blank() {
        for blank in ["", " \u{3000}\t", "\u{200b}\u{feff}", "\u{ad}\u{2060}", "\u{3164}"] {
            assert!(is_blank(blank), "{blank:?}");
        }
        assert!(!is_blank("\u{200b}无"));
    }

    #[test]
    fn what_looks_alike_is_alike() {
        let is_alike = |one: &str, other: &str| alike(one).any(|way| alike(other).any(|other| other == way));
        for (one, other) in [
            ("phase-1", "phase-l"),
            ("phase-I", "phase-l"),
            ("Phase-i", "phase-I"),
            ("road-10", "road-lO"),
            ("modern", "modem"),
            ("park", "раrk"),
            ("park", "ｐａｒｋ"),
            ("park", "pa\u{200b}rk"),
            ("park", "\u{202e}park"),
            ("乌有市工造局", "乌有市エ造局"),
            ("土地局", "士地局"),
        ] {
            assert!(is_alike(one, other), "{one} {other}");
        }
        for (one, other) in [("phase-1", "phase-2"), ("park-a", "park-e"), ("上地局", "土地局"), ("park_a", "park-a")]
        {
            assert!(!is_alike(one, other), "{one} {other}");
        }
    }

    #[test]
    fn names_fold_to_what_the_eye_reads() {
        assert_eq!(folded(" ＷＵＹＯＵ \u{200b}Works\u{3000}局\n"), "wuyouworks局");
        assert_eq!(folded("乌有市\u{ad}工造局"), folded("乌有市 工造局"));
    }
}

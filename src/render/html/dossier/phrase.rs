//! Text in both languages, of which one is shown.

use maud::{Markup, html};

use crate::{
    lang::{Said, visible},
    page::{
        Tone,
        dossier::{Phrase, Piece, Way},
    },
};

/// A sentence in both languages; once where they say the same.
pub fn both(said: &Said) -> Markup {
    label(&said.zh, &said.en)
}

/// Two texts, one for each language.
pub fn label(zh: &str, en: &str) -> Markup {
    html! {
        @if zh == en {
            @if is_chinese(zh) { span lang="zh-CN" { (lines(zh)) } } @else { (lines(zh)) }
        } @else {
            i lang="zh-CN" { (lines(zh)) }
            i lang="en" { (lines(en)) }
        }
    }
}

/// A text with its own breaks.
fn lines(text: &str) -> Markup {
    html! { @for (at, line) in text.trim_end().lines().enumerate() { @if at > 0 { br; } (visible(line)) } }
}

/// Whether a text has Chinese characters: it is then read as Chinese among English, too.
fn is_chinese(text: &str) -> bool {
    text.chars().any(|c| matches!(c, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}'))
}

/// The class of a tone; none for ordinary text.
pub const fn tone(tone: Tone) -> Option<&'static str> {
    match tone {
        Tone::Plain => None,
        tone => Some(super::super::class(tone)),
    }
}

/// Pieces beside each other.
pub fn phrase(phrase: &Phrase) -> Markup {
    apart(phrase, &html! { " · " })
}

/// Pieces with something between them.
pub fn apart(phrase: &Phrase, by: &Markup) -> Markup {
    html! {
        @for (at, own) in phrase.iter().enumerate() {
            @if at > 0 { (by) }
            (piece(own))
        }
    }
}

fn piece(piece: &Piece) -> Markup {
    let words = both(&piece.text);
    let words = match &piece.way {
        Some(way) => link(way, &words),
        None => words,
    };
    html! {
        @match tone(piece.tone) {
            Some(class) => span class=(class) { (words) },
            None => (words),
        }
    }
}

/// Words that lead somewhere. An address that is none of the web is no link and is shown beside them.
pub fn link(way: &Way, words: &Markup) -> Markup {
    html! {
        @match way {
            Way::Entry(anchor) => a href={ "#" (escaped(anchor)) } { (words) },
            Way::Filter(key, word) => a href={ "#" (key) "=" (escaped(word)) } { (words) },
            Way::Out(url) if is_web(url) => a href=(url) rel="noopener noreferrer" { (words) },
            Way::Out(url) => { (words) " " span.quiet { (visible(url)) } },
        }
    }
}

/// Whether an address is one of the web and nothing else.
fn is_web(url: &str) -> bool {
    let scheme = ["https://", "http://"].into_iter().find_map(|scheme| {
        let head = url.get(..scheme.len())?;
        head.eq_ignore_ascii_case(scheme).then(|| &url[scheme.len()..])
    });
    scheme.is_some_and(|rest| {
        !rest.is_empty() && !rest.contains(|c: char| c.is_whitespace() || crate::lang::is_hidden(c))
    })
}

/// A text as it stands behind the `#` of an address.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~/:".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_web_are_links() {
        for url in ["https://example.invalid/a?b=c#d", "HTTP://example.invalid"] {
            assert!(is_web(url), "{url}");
        }
        for url in [
            "javascript:alert(1)",
            " https://a",
            "https://",
            "https://a b",
            "//a",
            "data:text/html,x",
            "file:///a",
            "网",
        ] {
            assert!(!is_web(url), "{url}");
        }
    }

    #[test]
    fn an_anchor_is_written_so_that_it_is_found() {
        assert_eq!(escaped("chain-leader-system"), "chain-leader-system");
        assert_eq!(escaped("a&b=c d\"甲"), "a%26b%3Dc%20d%22%E7%94%B2");
    }
}

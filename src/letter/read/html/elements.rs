//! What is known of elements by their names alone.

use html5gum::State;

/// Elements that begin and end lines, sorted.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "frameset",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "listing",
    "main",
    "menu",
    "nav",
    "ol",
    "optgroup",
    "option",
    "p",
    "plaintext",
    "pre",
    "search",
    "section",
    "select",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
    "xmp",
];

/// Elements without content, and so without an end tag, sorted.
const VOID: &[&str] = &[
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input", "keygen", "link",
    "meta", "param", "source", "track", "wbr",
];

/// Elements of which a browser never shows what stands in them, sorted.
const UNSEEN: &[&str] = &[
    "audio", "canvas", "datalist", "iframe", "noembed", "noframes", "noscript", "script", "style", "template", "title",
    "video",
];

/// The name of an element that begins and ends lines.
pub(super) fn block(name: &str) -> Option<&'static str> {
    BLOCKS.binary_search(&name).ok().and_then(|at| BLOCKS.get(at)).copied()
}

/// Whether an element begins and ends lines.
pub(super) fn is_block(name: &str) -> bool {
    block(name).is_some()
}

/// Whether an element has no content.
pub(super) fn is_void(name: &str) -> bool {
    VOID.binary_search(&name).is_ok()
}

/// Whether a browser never shows what stands in an element.
pub(super) fn is_unseen(name: &str) -> bool {
    UNSEEN.binary_search(&name).is_ok()
}

/// Whether white space in an element is shown as it is.
pub(super) fn keeps_space(name: &str) -> bool {
    matches!(name, "listing" | "plaintext" | "pre" | "textarea" | "xmp")
}

/// How the tokenizer goes on in elements in which a tag is text.
pub(super) fn state_within(name: &str) -> Option<State> {
    match name {
        "script" => Some(State::ScriptData),
        "textarea" | "title" => Some(State::RcData),
        "iframe" | "noembed" | "noframes" | "noscript" | "style" | "xmp" => Some(State::RawText),
        "plaintext" => Some(State::PlainText),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_sorted() {
        for table in [BLOCKS, VOID, UNSEEN] {
            assert!(table.is_sorted(), "{table:?}");
        }
    }
}

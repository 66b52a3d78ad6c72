//! HTML: one file that stands alone, with nothing to load. Nothing runs in it either, except in a dossier its own script.
//!
//! Everything that is put into it is escaped. The policy in the head allows the page's own style and nothing else.

mod block;
mod dossier;
mod marked;

use base64::{Engine as _, prelude::BASE64_STANDARD};
use maud::{DOCTYPE, PreEscaped, html};
use sha2::{Digest, Sha256};

pub use dossier::dossier;

use crate::{
    lang::{Lang, visible},
    page::{Page, Tone},
};

const STYLE: &str = include_str!("style.css");

/// Pages as one document; the first gives it its title.
pub fn document(pages: &[Page], lang: Lang) -> String {
    let title = pages.first().map(|page| page.title.plain()).unwrap_or_default();
    let policy = policy(STYLE, None);
    let document = html! {
        (DOCTYPE)
        html lang=(tag(lang)) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                meta name="color-scheme" content="light dark";
                title { (visible(&title)) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                @for page in pages {
                    main {
                        h1 { (block::line(&page.title)) }
                        @for own in &page.blocks { (block::block(own, lang)) }
                    }
                }
            }
        }
    };
    document.into_string() + "\n"
}

/// What a document may do: use its own style and its own script, and load nothing.
fn policy(style: &str, script: Option<&str>) -> String {
    let hash = |text: &str| BASE64_STANDARD.encode(Sha256::digest(text));
    let script = script.map(|script| format!("script-src 'sha256-{}'; ", hash(script))).unwrap_or_default();
    format!("default-src 'none'; {script}style-src 'sha256-{}'; base-uri 'none'; form-action 'none'", hash(style))
}

/// How a document names a language.
const fn tag(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "zh-CN",
        Lang::En => "en",
    }
}

/// The class of a tone.
const fn class(tone: Tone) -> &'static str {
    match tone {
        Tone::Plain => "plain",
        Tone::Strong => "strong",
        Tone::Quiet => "quiet",
        Tone::Good => "good",
        Tone::Busy => "busy",
        Tone::Warn => "warn",
        Tone::Bad => "bad",
    }
}

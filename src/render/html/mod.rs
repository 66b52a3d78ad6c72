//! HTML: one file that stands alone, with nothing to load and nothing that runs.
//!
//! Everything that is put into it is escaped. The policy in the head allows the page's own style and nothing else.

mod block;
mod marked;

use base64::{Engine as _, prelude::BASE64_STANDARD};
use maud::{DOCTYPE, PreEscaped, html};
use sha2::{Digest, Sha256};

use crate::{
    lang::{Lang, visible},
    page::{Page, Tone},
};

const STYLE: &str = include_str!("style.css");

/// Pages as one document; the first gives it its title.
pub fn document(pages: &[Page], lang: Lang) -> String {
    let title = pages.first().map(|page| page.title.plain()).unwrap_or_default();
    let hash = BASE64_STANDARD.encode(Sha256::digest(STYLE));
    let policy = format!("default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'");
    let language = if lang == Lang::Zh { "zh-CN" } else { "en" };
    let document = html! {
        (DOCTYPE)
        html lang=(language) {
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

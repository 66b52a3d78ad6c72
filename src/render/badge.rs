//! Badges: a picture that stands by itself, and the JSON that badge services draw one from.

use serde_json::json;

use super::{json::pretty, width::width};
use crate::{
    lang::visible,
    page::{Badge, Tone},
};

/// The colour of a tone: its name to badge services, and as it is drawn. Both give white text enough contrast.
const fn color(tone: Tone) -> (&'static str, &'static str) {
    match tone {
        Tone::Good => ("brightgreen", "#2f7d32"),
        Tone::Busy => ("blue", "#1f6fb2"),
        Tone::Warn => ("orange", "#a85b00"),
        Tone::Bad => ("red", "#b3261e"),
        Tone::Plain | Tone::Strong | Tone::Quiet => ("lightgrey", "#6a6a6a"),
    }
}

/// Source: shields.io, "Endpoint Badge", schema version 1, which allows no other keys.
pub fn endpoint(badge: &Badge) -> String {
    pretty(&json!({
        "schemaVersion": 1,
        "label": badge.label,
        "message": badge.message,
        "color": color(badge.tone).0,
    }))
}

/// Units of the picture that a column of text takes, and that are left at each side of a text.
const COLUMN: usize = 7;
const MARGIN: usize = 6;

/// The picture, with its texts for those who do not see it.
pub fn svg(badge: &Badge) -> String {
    let (label, message) = (escaped(&badge.label), escaped(&badge.message));
    let [left, right] = [&badge.label, &badge.message].map(|text| width(text) * COLUMN + 2 * MARGIN);
    let (whole, fill) = (left + right, color(badge.tone).1);
    let text = |at: usize, columns: usize, text: &str| {
        let length = columns - 2 * MARGIN;
        format!(
            r#"<text x="{}" y="14" textLength="{length}" lengthAdjust="spacingAndGlyphs">{text}</text>"#,
            at + MARGIN
        )
    };
    format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" width="{whole}" height="20" role="img" aria-label="{label}: {message}">
<title>{label}: {message}</title>
<clipPath id="r"><rect width="{whole}" height="20" rx="3"/></clipPath>
<g clip-path="url(#r)">
<rect width="{left}" height="20" fill="#444"/>
<rect x="{left}" width="{right}" height="20" fill="{fill}"/>
</g>
<g fill="#fff" font-family="Verdana,'DejaVu Sans','Noto Sans CJK SC','Microsoft YaHei',sans-serif" font-size="11">
{}
{}
</g>
</svg>
"##,
        text(0, left, &label),
        text(left, right, &message)
    )
}

fn escaped(text: &str) -> String {
    quick_xml::escape::escape(&*visible(text)).into_owned()
}

//! For people: the place, the real excerpt with the offending part marked, and what to do.

use annotate_snippets::{Annotation, AnnotationKind, Level, Origin, Renderer, Snippet, renderer::DecorStyle};

use super::summary;
use crate::{
    lang::{Text, text, visible},
    page::{Diagnostic, Diagnostics, Spot, Tone},
    render::Screen,
};

/// Every finding with its excerpt, and the counts below.
pub fn draw(all: &Diagnostics, screen: &Screen) -> String {
    let renderer = if screen.color { Renderer::styled() } else { Renderer::plain() };
    // Nothing is cut where it is not known how wide the reader's screen is.
    let renderer = renderer.decor_style(DecorStyle::Ascii).term_width(screen.width.unwrap_or(usize::MAX / 2));
    let mut text: String = all.items.iter().map(|item| format!("{}\n\n", one(item, &renderer, screen))).collect();
    text.push_str(&summary(all, screen.lang));
    text.push('\n');
    text
}

const HELP: Text = text("怎么办", "help");

fn one(item: &Diagnostic, renderer: &Renderer, screen: &Screen) -> String {
    let lang = screen.lang;
    let level = match item.level.tone {
        Tone::Bad => Level::ERROR,
        Tone::Warn => Level::WARNING,
        _ => Level::NOTE,
    };
    let record = item.record.as_ref().map(|(_, id)| format!("{}: ", visible(id))).unwrap_or_default();
    let title = format!("{record}{}", visible(item.said.get(lang)));
    let help = item.help.as_ref().map(|help| visible(help.get(lang)).into_owned());
    let label = item.also.as_ref().map(|(spot, said)| (spot, visible(said.get(lang)).into_owned()));
    // One excerpt can show both places when they stand on the same lines.
    let (shared, apart) = match &label {
        Some((spot, label)) if spot.start.line == item.spot.start.line && spot.excerpt == item.spot.excerpt => {
            (Some((spot, label)), None)
        }
        Some((spot, label)) => (None, Some((spot, label))),
        None => (None, None),
    };
    let own = [AnnotationKind::Primary.span(item.spot.marked.clone())].into_iter();
    let with = shared.map(|(spot, label)| AnnotationKind::Context.span(spot.marked.clone()).label(label.as_str()));
    let head = level.with_name(item.level.label.get(lang)).primary_title(title).id(item.rule.id);
    let mut group = if item.spot.excerpt.is_empty() {
        let start = item.spot.start;
        head.element(Origin::path(item.spot.file.as_str()).line(start.line).char_column(start.column))
    } else {
        head.element(snippet(&item.spot, own.chain(with)))
    };
    if let Some((spot, label)) = apart {
        group = group.element(snippet(spot, [AnnotationKind::Context.span(spot.marked.clone()).label(label.as_str())]));
    }
    if let Some(help) = help {
        group = group.element(Level::HELP.with_name(HELP.get(lang)).message(help));
    }
    renderer.render(&[group])
}

fn snippet<'a>(spot: &'a Spot, annotations: impl IntoIterator<Item = Annotation<'a>>) -> Snippet<'a, Annotation<'a>> {
    Snippet::source(spot.excerpt.as_str()).path(spot.file.as_str()).line_start(spot.start.line).annotations(annotations)
}

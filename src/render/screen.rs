//! What is known of the place where text will be read.

use anstyle::{AnsiColor, Style};

use crate::{lang::Lang, page::Tone};

/// Where text will be read.
#[derive(Clone, Copy, Debug)]
pub struct Screen {
    /// How many columns it has; `None` where nothing may be cut or wrapped: a file, a pipe.
    pub width: Option<usize>,
    /// Whether it shows colours.
    pub color: bool,
    /// The reader's language.
    pub lang: Lang,
}

impl Screen {
    /// The same for a file: it has neither width nor colours.
    pub fn plain(self) -> Self {
        Self { width: None, color: false, ..self }
    }

    /// Text in the style of its tone.
    pub fn paint(&self, text: &str, tone: Tone) -> String {
        match style(tone) {
            Some(style) if self.color && !text.is_empty() => format!("{style}{text}{style:#}"),
            _ => text.to_owned(),
        }
    }
}

/// The style of a tone.
pub fn style(tone: Tone) -> Option<Style> {
    let color = |color: AnsiColor| Some(Style::new().fg_color(Some(color.into())));
    match tone {
        Tone::Plain => None,
        Tone::Strong => Some(Style::new().bold()),
        Tone::Quiet => Some(Style::new().dimmed()),
        Tone::Good => color(AnsiColor::Green),
        Tone::Busy => color(AnsiColor::Cyan),
        Tone::Warn => color(AnsiColor::Yellow),
        Tone::Bad => color(AnsiColor::Red),
    }
}

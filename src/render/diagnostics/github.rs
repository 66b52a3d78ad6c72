//! Workflow commands of GitHub Actions, which become annotations of a pull request.
//!
//! GitHub shows ten annotations of each kind of a step; the gravest come first here anyway, because the kinds are the
//! levels. What does not fit is written to the log as plain lines, and belongs into the job's summary: `--report markdown`.
//! Source: docs.github.com, "Workflow commands for GitHub Actions"; escapes as in `@actions/core`, `command.ts`.

use super::{one_line, summary, with_help};
use crate::{
    lang::{Lang, visible},
    page::{Diagnostic, Diagnostics, Tone},
    render::Screen,
};

/// How many annotations of a kind GitHub shows.
const SHOWN: usize = 10;

/// The annotations, the other findings as plain lines, and the counts.
pub fn draw(all: &Diagnostics, screen: &Screen) -> String {
    let mut text = String::new();
    let mut rest = String::new();
    for (level, _) in &all.levels {
        for (at, item) in all.items.iter().filter(|item| item.level == *level).enumerate() {
            if at < SHOWN {
                text.push_str(&annotation(item, screen.lang));
            } else {
                rest.push_str(&plain(&one_line(item, screen.lang)));
            }
        }
    }
    format!("{text}{rest}{}", plain(&summary(all, screen.lang)))
}

/// A line of the log that nothing in it can make a command.
fn plain(line: &str) -> String {
    let line = visible(line);
    let line = line.trim_start();
    format!("{}{line}\n", if line.starts_with("::") || line.starts_with("##[") { " " } else { "" })
}

fn annotation(item: &Diagnostic, lang: Lang) -> String {
    let kind = match item.level.tone {
        Tone::Bad => "error",
        Tone::Warn => "warning",
        _ => "notice",
    };
    let (start, end) = (item.spot.start, item.spot.end);
    let file = property(item.spot.file.strip_prefix("./").unwrap_or(&item.spot.file));
    let mut place = format!("file={file},line={},endLine={}", start.line, end.line);
    if start.line == end.line {
        // GitHub refuses columns of an annotation of several lines.
        place.push_str(&format!(",col={},endColumn={}", start.column, end.column));
    }
    let title = property(&format!("{} {}", "duban", item.rule.id));
    format!("::{kind} {place},title={title}::{}\n", data(&with_help(item, lang)))
}

fn data(text: &str) -> String {
    visible(text).replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_end_a_command_is_escaped() {
        assert_eq!(data("100%：甲\n乙"), "100%25：甲\\n乙");
        assert_eq!(property("a:b,c"), "a%3Ab%2Cc");
        assert_eq!(plain("::error::x"), " ::error::x\n");
    }
}

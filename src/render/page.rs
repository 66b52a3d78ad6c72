//! A page for people at a terminal.

use super::{
    marked::marked,
    screen::Screen,
    table::table,
    width::{padded, width},
    wrap::wrap,
};
use crate::{
    lang::visible,
    page::{Bar, Block, Line, Page, Run, Tone},
};

/// The page as text, every line ended.
pub fn page(page: &Page, screen: &Screen) -> String {
    let mut text = lines(&page.title, screen, "", "", Tone::Strong);
    for (at, block) in page.blocks.iter().enumerate() {
        // What is said first belongs to the title, and what follows a heading to the heading.
        let is_joined = if at == 0 { matches!(block, Block::Text(_)) } else { page.blocks[at - 1].is_heading() };
        if !is_joined {
            text.push('\n');
        }
        text.push_str(&draw(block, screen));
    }
    text
}

fn draw(block: &Block, screen: &Screen) -> String {
    match block {
        Block::Heading(heading) | Block::Subheading(heading) | Block::Annex(heading) => {
            lines(&Line::from(heading.as_str()), screen, "", "", Tone::Strong)
        }
        Block::Text(line) => lines(line, screen, "", "", Tone::Plain),
        Block::Items(items) => items.iter().map(|item| lines(item, screen, "- ", "  ", Tone::Plain)).collect(),
        Block::Facts(facts) => draw_facts(facts, screen),
        Block::Code(code) => {
            code.lines().map(|line| format!("    {}", visible(line)).trim_end().to_owned() + "\n").collect()
        }
        Block::Bar(bar) => draw_bar(bar, screen),
        Block::Table(rows) => table(rows, screen),
        Block::Titled(caption, rows) => {
            lines(&Line::from(caption.as_str()), screen, "", "", Tone::Quiet) + &table(rows, screen)
        }
        Block::Marked(text) => marked(text, screen),
    }
}

fn draw_facts(facts: &[(String, Line)], screen: &Screen) -> String {
    let names = facts.iter().map(|(name, _)| width(name)).max().unwrap_or_default();
    let indent = " ".repeat(names + 2);
    let fact = |(name, line): &(String, Line)| {
        let first = screen.paint(&padded(name, names + 2), Tone::Quiet);
        let body = lines(line, screen, &indent, &indent, Tone::Plain);
        format!("{first}{}", &body[indent.len()..])
    };
    facts.iter().map(fact).collect()
}

/// A line wrapped to the screen, its stretches in their styles.
pub fn lines(line: &Line, screen: &Screen, first: &str, rest: &str, base: Tone) -> String {
    let runs: Vec<Run> = line.0.iter().map(|run| Run { text: escaped(&run.text), tone: run.tone }).collect();
    let plain: String = runs.iter().map(|run| run.text.as_str()).collect();
    let columns = screen.width.unwrap_or(usize::MAX);
    let columns = columns.saturating_sub(width(first)).max(1);
    let mut text = String::new();
    let mut at = 0;
    for paragraph in plain.split('\n') {
        for line in wrap(paragraph, columns) {
            text.push_str(if text.is_empty() { first } else { rest });
            text.push_str(&painted(&runs, at + line.start..at + line.end, screen, base));
            text.push('\n');
        }
        at += paragraph.len() + 1;
    }
    text
}

/// Line breaks of our own stay; everything else that would act on a terminal becomes visible.
fn escaped(text: &str) -> String {
    text.split('\n').map(visible).collect::<Vec<_>>().join("\n")
}

fn painted(runs: &[Run], range: std::ops::Range<usize>, screen: &Screen, base: Tone) -> String {
    let mut start = 0;
    let mut text = String::new();
    for run in runs {
        let end = start + run.text.len();
        let (from, to) = (range.start.max(start), range.end.min(end));
        if from < to {
            let tone = if run.tone == Tone::Plain { base } else { run.tone };
            text.push_str(&screen.paint(&run.text[from - start..to - start], tone));
        }
        start = end;
    }
    text
}

/// The widest a bar is drawn.
const BAR: usize = 60;

fn draw_bar(bar: &Bar, screen: &Screen) -> String {
    let total = bar.total();
    if total == 0 {
        return String::new();
    }
    let columns = screen.width.unwrap_or(BAR).min(BAR);
    let mut drawn = 0;
    let mut sum = 0;
    let mut text = String::new();
    for share in &bar.shares {
        sum += share.n;
        // What is there is seen, however small; the parts end where their sums end.
        let cells = (sum * columns / total).saturating_sub(drawn).max(usize::from(share.n > 0));
        drawn += cells;
        text.push_str(&screen.paint(&share.fill.to_string().repeat(cells), share.tone));
    }
    text.push('\n');
    text.push_str(&legend(bar, screen));
    text
}

/// What stands between two entries of a legend.
const GAP: &str = "   ";

fn legend(bar: &Bar, screen: &Screen) -> String {
    let total = bar.total();
    let mut text = String::new();
    let mut used = 0;
    for share in &bar.shares {
        let entry = format!("{} {} {}/{total}", share.fill, share.label, share.n);
        let columns = width(&entry);
        if used > 0 {
            let fits = screen.width.is_none_or(|screen| used + GAP.len() + columns <= screen);
            text.push_str(if fits { GAP } else { "\n" });
            used = if fits { used + GAP.len() } else { 0 };
        }
        let tone = if share.n == 0 { Tone::Quiet } else { share.tone };
        text.push_str(&screen.paint(&entry, tone));
        used += columns;
    }
    text.push('\n');
    text
}

//! The parts of a page.

use maud::{Markup, html};

use super::{class, marked::marked};
use crate::{
    lang::{Lang, visible},
    page::{Bar, Block, Column, Fit, Line, Table, Tone},
    render::width,
};

/// One part.
pub fn block(block: &Block, lang: Lang) -> Markup {
    match block {
        Block::Heading(heading) => html! { h2 { (visible(heading)) } },
        Block::Subheading(heading) => html! { h3 { (visible(heading)) } },
        Block::Annex(heading) => html! { h2 class="annex" { (visible(heading)) } },
        Block::Text(text) => html! { p { (line(text)) } },
        Block::Items(items) => html! { ul { @for item in items { li { (line(item)) } } } },
        Block::Facts(facts) => {
            html! { dl { @for (name, fact) in facts { dt { (visible(name)) } dd { (line(fact)) } } } }
        }
        Block::Code(code) => html! { pre { @for line in code.lines() { (visible(line)) "\n" } } },
        Block::Bar(own) => bar(own),
        Block::Table(own) => table(own, None, lang),
        Block::Titled(caption, own) => table(own, Some(caption), lang),
        Block::Marked(own) => marked(own, lang),
    }
}

/// A line; its own breaks stay.
pub fn line(line: &Line) -> Markup {
    html! {
        @for run in &line.0 {
            @for (n, text) in run.text.split('\n').enumerate() {
                @if n > 0 { br; }
                @match run.tone {
                    Tone::Plain => (visible(text)),
                    Tone::Strong => strong { (visible(text)) },
                    tone => span class=(class(tone)) { (visible(text)) },
                }
            }
        }
    }
}

/// A stacked bar, drawn in thousandths, with its legend.
fn bar(bar: &Bar) -> Markup {
    let total = bar.total();
    let mut start = 0;
    let parts = bar.shares.iter().map(|share| {
        let from = start;
        start += share.n;
        (share, from * 1000 / total.max(1), start * 1000 / total.max(1))
    });
    let parts: Vec<_> = parts.collect();
    html! {
        svg class="bar" viewBox="0 0 1000 24" preserveAspectRatio="none" aria-hidden="true" {
            @for (share, from, to) in &parts {
                rect class=(class(share.tone)) x=(from) y="0" width=(to - from) height="24" {}
            }
        }
        ul class="legend" {
            @for share in &bar.shares {
                li class=(class(share.tone)) { (share.fill) " " (visible(&share.label)) " " (share.n) "/" (total) }
            }
        }
    }
}

/// Whether a cell holds a word or a date that should not be broken over lines; numbers never are.
fn is_whole(column: &Column, text: &str) -> bool {
    const WORD: usize = 16;
    column.fit == Fit::Whole && !column.number && width(text) <= WORD
}

/// A table; the rows of a group stand under its heading.
fn table(table: &Table, caption: Option<&str>, lang: Lang) -> Markup {
    let rows = |range: std::ops::Range<usize>| {
        html! {
            @for row in table.rows.get(range).unwrap_or_default() {
                tr {
                    @for (column, value) in table.columns.iter().zip(row) {
                        @let text = value.label(lang);
                        td.number[column.number].whole[is_whole(column, &text)] {
                            @match value.tone() {
                                Tone::Plain => (visible(&text)),
                                tone => span class=(class(tone)) { (visible(&text)) },
                            }
                        }
                    }
                }
            }
        }
    };
    html! {
        div.wide {
            table {
                @if let Some(caption) = caption { caption { (visible(caption)) } }
                thead { tr { @for column in &table.columns { th.number[column.number] scope="col" { (column.label.get(lang)) } } } }
                @if table.groups.is_empty() {
                    tbody { (rows(0..table.rows.len())) }
                }
                @for group in &table.groups {
                    tbody {
                        tr { th colspan=(table.columns.len()) scope="rowgroup" { (visible(&group.value.label(lang))) " (" (group.count()) ")" } }
                        (rows(group.start..group.start + group.len))
                    }
                }
            }
        }
    }
}

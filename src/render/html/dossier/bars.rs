//! Stacked bars: drawn with a pattern for every shade, and with every figure as text beside them.

use maud::{Markup, html};

use super::{
    phrase::{both, label, link, tone},
    wide,
};
use crate::{
    page::dossier::{Bars, Shade, Stack},
    said,
};

/// How many bars are read at a glance; where there are many more, the others are folded away.
const DOZEN: usize = 12;

/// Bars with their legend and their figures.
pub fn bars(bars: &Bars, key: &str) -> Markup {
    let first = if bars.stacks.len() > 2 * DOZEN { DOZEN } else { bars.stacks.len() };
    let (first, rest) = bars.stacks.split_at(first);
    html! {
        svg.defs width="0" height="0" aria-hidden="true" {
            defs { @for own in &bars.shades { (pattern(own, key)) } }
        }
        (table(bars, first, key))
        @if !rest.is_empty() {
            details.rest {
                summary { (both(&said!("其余 {} 行", "{} more rows", rest.len()))) }
                (table(bars, rest, key))
            }
        }
    }
}

/// Some of the bars, each with its figures.
fn table(bars: &Bars, stacks: &[Stack], key: &str) -> Markup {
    let inside = html! {
        table.bars {
            thead {
                tr {
                    th scope="col" { (label(bars.head.zh, bars.head.en)) }
                    th.chart scope="col" { (label("构成", "make-up")) }
                    th.number scope="col" { (label("合计", "total")) }
                    @for shade in &bars.shades {
                        th.number scope="col" {
                            svg.key width="14" height="14" aria-hidden="true" { (rect(shade, key, "0", "100%")) }
                            " " (label(shade.label.zh, shade.label.en))
                        }
                    }
                    @for more in &bars.more { th.number scope="col" { (label(more.zh, more.en)) } }
                }
            }
            tbody {
                @for stack in stacks {
                    @let total: usize = stack.counts.iter().sum();
                    @let words = both(&stack.name.text);
                    tr {
                        th scope="row" { @match &stack.name.way { Some(way) => (link(way, &words)), None => (words) } }
                        td.chart { (bar(bars, &stack.counts, total, key)) }
                        td.number { (total) }
                        @for n in stack.counts.iter().chain(&stack.more) {
                            td.number.none[*n == 0] { (n) }
                        }
                    }
                }
            }
        }
    };
    wide(key, &inside)
}

fn bar(bars: &Bars, counts: &[usize], total: usize, key: &str) -> Markup {
    let starts = counts.iter().scan(0, |next, n| Some(std::mem::replace(next, *next + n)));
    html! {
        svg width="100%" height="16" aria-hidden="true" {
            @for ((shade, n), from) in bars.shades.iter().zip(counts).zip(starts).filter(|((_, n), _)| **n > 0) {
                (rect(shade, key, &share(from, total), &share(*n, total)))
            }
        }
    }
}

/// Hundredths of a whole, in thousandths.
fn share(n: usize, of: usize) -> String {
    let parts = n * 100_000 / of.max(1);
    format!("{}.{:03}%", parts / 1000, parts % 1000)
}

fn rect(shade: &Shade, key: &str, x: &str, width: &str) -> Markup {
    html! {
        rect class=[tone(shade.tone)] x=(x) width=(width) height="100%" fill={ "url(#:" (key) ":" (shade.word) ")" } {}
    }
}

/// A shade's pattern, after the character that draws it where there are no pictures.
fn pattern(shade: &Shade, key: &str) -> Markup {
    let lines = match shade.fill {
        '█' => "M0 0h8v8h-8z",
        '▓' => "M-2 2l4-4M0 8l8-8M6 10l4-4",
        '▒' => "M4 0v8",
        '░' => "M0 4h8",
        '=' => "M0 2h8M0 6h8",
        'x' => "M0 0l8 8M8 0l-8 8",
        _ => "M3 4h2",
    };
    html! {
        pattern id={ ":" (key) ":" (shade.word) } class=[tone(shade.tone)] width="8" height="8" patternUnits="userSpaceOnUse" {
            rect.ground width="8" height="8" {}
            path.solid[shade.fill == '█'] d=(lines) {}
        }
    }
}

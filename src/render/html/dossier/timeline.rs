//! A timeline: a lane for everything that is counted, a column for every stretch of time, the figures as a table below.

use maud::{Markup, html};

use super::{
    phrase::{label, tone},
    wide,
};
use crate::page::dossier::{Stretch, Timeline};

/// The height of a lane, of of the tallest column in it, and the width of everything.
const LANE: usize = 46;
const COLUMN: usize = 28;
const WIDTH: usize = 1000;

/// Where time begins: the names of the lanes stand before it.
const LEFT: usize = 130;

/// The timeline.
pub fn timeline(timeline: &Timeline, key: &str) -> Markup {
    let n = timeline.stretches.len().max(1);
    let x = |at: usize| LEFT + at * (WIDTH - LEFT) / n;
    let step = (x(1) - LEFT).max(2);
    let height = timeline.lanes.len() * LANE;
    let mark = |day| timeline.stretches.iter().position(|own| own.from <= day && day < own.to);
    html! {
        (wide(key, &html! {
            svg.timeline viewBox={ "0 -22 " (WIDTH) " " (height + 44) } aria-hidden="true" {
                @for (lane, (name, own)) in timeline.lanes.iter().enumerate() {
                    @let top = lane * LANE;
                    @let most = timeline.stretches.iter().filter_map(|own| own.counts.get(lane)).max().copied().unwrap_or_default();
                    g class=[tone(*own)] {
                        line.axis x1="0" x2=(WIDTH) y1=(top + LANE) y2=(top + LANE) {}
                        text.lane x="0" y=(top + LANE - 8) lang="zh-CN" { (name.zh) }
                        text.lane x="0" y=(top + LANE - 8) lang="en" { (name.en) }
                        @for (at, own) in timeline.stretches.iter().enumerate() {
                            @let n = own.counts.get(lane).copied().unwrap_or_default();
                            @if n > 0 {
                                @let high = (n * COLUMN / most.max(1)).max(3);
                                rect x=(x(at) + 1) width=(step.saturating_sub(2).max(1)) y=(top + LANE - high) height=(high) {}
                                text.n x=(x(at) + step / 2) y=(top + LANE - high - 3) { (n) }
                            }
                        }
                    }
                }
                @for (day, name) in &timeline.marks {
                    @if let Some(at) = mark(*day) {
                        @let side = if at * 2 > n { "end" } else { "start" };
                        line.mark x1=(x(at) + step / 2) x2=(x(at) + step / 2) y1="-6" y2=(height) {}
                        text.day x=(x(at) + step / 2) y="-10" text-anchor=(side) lang="zh-CN" { (name.zh) " " (day) }
                        text.day x=(x(at) + step / 2) y="-10" text-anchor=(side) lang="en" { (name.en) " " (day) }
                    }
                }
                @for (at, own) in labelled(timeline) {
                    text.day x=(x(at)) y=(height + 16) { (own.label) }
                }
            }
        }))
        (figures(timeline))
    }
}

/// The stretches whose names have room below the axis.
fn labelled(timeline: &Timeline) -> impl Iterator<Item = (usize, &Stretch)> {
    let every = timeline.stretches.len().div_ceil(10).max(1);
    timeline.stretches.iter().enumerate().step_by(every)
}

/// The stretches in which anything happened, as a table.
fn figures(timeline: &Timeline) -> Markup {
    let busy = || timeline.stretches.iter().filter(|own| own.counts.iter().any(|n| *n > 0));
    html! {
        @if busy().next().is_some() {
            details.figures {
                summary { (label("图中数字", "The figures of this chart")) }
                table {
                    thead {
                        tr {
                            th scope="col" { (label("时间", "time")) }
                            @for (name, _) in &timeline.lanes { th.number scope="col" { (label(name.zh, name.en)) } }
                        }
                    }
                    tbody {
                        @for own in busy() {
                            tr {
                                th scope="row" { (own.label) }
                                @for n in &own.counts { td.number.none[*n == 0] { (n) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

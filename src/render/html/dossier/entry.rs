//! The part of every entry: what was promised, how it stands, what became of it.

use maud::{Markup, html};

use super::phrase::{both, escaped, label, phrase};
use crate::page::dossier::{Entry, Event, Listing};

/// The name of this part.
pub const KEY: &str = "entries";

/// The parts of all entries.
pub fn entries(listing: &Listing) -> Markup {
    html! {
        "\n" section id={ ":" (KEY) } aria-labelledby={ ":" (KEY) ":h" } {
            h2 id={ ":" (KEY) ":h" } { (both(&listing.parts)) }
            @for own in &listing.entries { (entry(own, listing)) }
        }
    }
}

fn entry(entry: &Entry, listing: &Listing) -> Markup {
    html! {
        "\n" article id=(entry.anchor) tabindex="-1" {
            h3 { span.quiet { (entry.number) } " " a href={ "#" (escaped(&entry.anchor)) } { (both(&entry.title)) } }
            p.standing { (phrase(&entry.standing)) }
            dl { @for (name, fact) in &entry.facts { dt { (label(name.zh, name.en)) } dd { (phrase(fact)) } } }
            @if !entry.doubts.is_empty() {
                ul.doubts { @for own in &entry.doubts { li { (label(own.zh, own.en)) } } }
            }
            @if entry.events.is_empty() {
                p.quiet { (label(listing.silence.zh, listing.silence.en)) }
            } @else {
                ol { @for own in &entry.events { (event(own)) } }
            }
        }
    }
}

fn event(event: &Event) -> Markup {
    html! {
        li {
            (phrase(&event.head))
            @for (name, line) in &event.lines {
                p {
                    @if let Some(name) = name { span.quiet { (label(name.zh, name.en)) } " " }
                    (phrase(line))
                }
            }
        }
    }
}

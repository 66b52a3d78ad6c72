//! The list of entries, and the fields by which the script filters it.

use maud::{Markup, html};

use super::phrase::{apart, both, escaped, label};
use crate::{
    lang::{Lang, Text, visible},
    page::dossier::{Entry, Facet, Head, Listing},
};

/// The name of this part.
pub const KEY: &str = "list";

/// How many rows the script shows at once.
const STEP: usize = 200;

/// The list.
pub fn list(listing: &Listing, lang: Lang) -> Markup {
    let total = listing.entries.len();
    html! {
        "\n" section id={ ":" (KEY) } aria-labelledby={ ":" (KEY) ":h" } tabindex="-1" {
            h2 id={ ":" (KEY) ":h" } { (both(&listing.heading)) }
            div.filter role="search" aria-labelledby={ ":" (KEY) ":h" } {
                div {
                    label for=":q" { (label("文字", "text")) }
                    input id=":q" type="search" autocomplete="off";
                }
                @for own in &listing.facets { (choice(own, lang)) }
                div { button type="button" id=":clear" { (label("清除筛选", "Clear")) } }
            }
            p.found id=":found" role="status" { b { (total) "/" (total) } }
            div.wide role="group" tabindex="0" aria-labelledby={ ":" (KEY) ":h" } {
                table id=":table" data-step=(STEP) {
                    thead {
                        tr { @for own in &listing.heads { (column(own)) } }
                    }
                    tbody { @for (at, own) in listing.entries.iter().enumerate() { (row(own, at >= STEP)) } }
                }
            }
            p.more { button type="button" id=":more" hidden { (label("显示更多", "Show more")) } }
        }
    }
}

/// A choice among the values of a facet. An option holds no markup, so the script changes its language.
fn choice(facet: &Facet, lang: Lang) -> Markup {
    const ALL: Text = crate::lang::text("全部", "all");
    html! {
        div {
            label for={ ":" (facet.key) ":f" } { (label(facet.label.zh, facet.label.en)) }
            select id={ ":" (facet.key) ":f" } data-key=(facet.key) {
                option value="" data-zh=(ALL.zh) data-en=(ALL.en) { (ALL.get(lang)) }
                @for (word, name) in &facet.options {
                    option value=(word) data-zh=(visible(&name.zh)) data-en=(visible(&name.en)) { (visible(name.get(lang))) }
                }
            }
        }
    }
}

/// The heading of a column. Without the script its button does nothing, so it is plain text until then.
fn column(head: &Head) -> Markup {
    html! { th scope="col" data-key=(head.key) data-facet=[head.facet] { (label(head.label.zh, head.label.en)) } }
}

/// A row with the places of its values: facets apart by strokes, values by commas.
fn row(entry: &Entry, is_later: bool) -> Markup {
    let places = |own: &Vec<usize>| own.iter().map(usize::to_string).collect::<Vec<_>>().join(",");
    let values = entry.values.iter().map(places).collect::<Vec<_>>().join("|");
    html! {
        "\n" tr class=[is_later.then_some("more")] data-v=(values) {
            td { (entry.number) }
            th scope="row" { a href={ "#" (escaped(&entry.anchor)) } { (both(&entry.title)) } }
            @for cell in &entry.cells { td { (apart(cell, &html! { br; })) } }
        }
    }
}

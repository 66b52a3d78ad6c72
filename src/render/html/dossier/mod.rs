//! A dossier as one document in two languages: parts, a list that its script filters and sorts, a part for every entry.
//!
//! Every part, row and entry begins a line, so that published pages can be compared.
//!
//! Everything can be read without the script: then it is in the language in which it was made. Names of places inside the
//! document begin with a colon, which no anchor of an entry has, so that the two never meet.

mod bars;
mod entry;
mod list;
mod phrase;
mod timeline;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use self::phrase::{both, label, phrase};
use super::{policy, tag};
use crate::{
    lang::{Lang, visible},
    page::dossier::{Body, Count, Dossier, Grid, Part},
};

const STYLE: &str = include_str!("dossier.css");
const SCRIPT: &str = include_str!("dossier.js");

/// The document, shown in a language first.
pub fn dossier(dossier: &Dossier, lang: Lang) -> String {
    let title = |lang: Lang| {
        let about = dossier.about.first().map(|about| about.get(lang)).unwrap_or_default();
        visible(&format!("{} · {about}", dossier.title.get(lang))).into_owned()
    };
    let document = html! {
        (DOCTYPE)
        html lang=(tag(lang)) data-lang=(lang.word()) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy(STYLE, Some(SCRIPT)));
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                meta name="color-scheme" content="light dark";
                title data-zh=(title(Lang::Zh)) data-en=(title(Lang::En)) { (title(lang)) }
                style { (PreEscaped(STYLE)) }
                script { (PreEscaped(SCRIPT)) } "\n"
            }
            body {
                (head(dossier))
                main id=":main" tabindex="-1" {
                    @for own in &dossier.parts { (part(own)) }
                    (list::list(&dossier.listing, lang))
                    (entry::entries(&dossier.listing))
                }
                footer { @for own in &dossier.closing { (part(own)) } }
            }
        }
    };
    document.into_string() + "\n"
}

/// Title, what it is about, the switch between the languages, and the way to the parts.
fn head(dossier: &Dossier) -> Markup {
    let named = dossier.parts.iter().map(|part| (part.key, &part.heading));
    let list = [(list::KEY, &dossier.listing.heading), (entry::KEY, &dossier.listing.parts)];
    let closing = dossier.closing.iter().map(|part| (part.key, &part.heading));
    html! {
        a.skip href={ "#:" (list::KEY) } { (label("跳到承诺事项一览", "Skip to the commitments")) }
        header {
            div.languages role="group" aria-label="语言 Language" {
                button type="button" data-lang="zh" lang="zh-CN" { "中文" }
                button type="button" data-lang="en" lang="en" { "English" }
            }
            h1 { (both(&dossier.title)) }
            @for line in &dossier.about { p { (both(line)) } }
        }
        nav aria-labelledby=":contents" {
            h2 id=":contents" { (label("目录", "Contents")) }
            ul {
                @for (key, heading) in named.chain(list).chain(closing) {
                    li { a href={ "#:" (key) } { (both(heading)) } }
                }
            }
        }
    }
}

fn part(part: &Part) -> Markup {
    html! {
        "\n" section id={ ":" (part.key) } aria-labelledby={ ":" (part.key) ":h" } {
            h2 id={ ":" (part.key) ":h" } { (both(&part.heading)) }
            @for own in &part.bodies { (body(own, part.key)) }
        }
    }
}

fn body(body: &Body, key: &str) -> Markup {
    match body {
        Body::Counts(counts) => html! {
            ul.counts { @for own in counts { li class=[phrase::tone(own.tone).filter(|_| own.n > 0)] { (count(own)) } } }
        },
        Body::List(counts) => html! { ul.facts { @for own in counts { li { (count(own)) } } } },
        Body::Bars(own) => bars::bars(own, key),
        Body::Timeline(own) => timeline::timeline(own, key),
        Body::Grid(own) => grid(own, key),
        Body::Terms(terms) => html! {
            dl.terms { @for (word, means) in terms { dt { (both(word)) } dd { (both(means)) } } }
        },
        Body::Text(said) => html! { p { (both(said)) } },
    }
}

/// So many of so many; the words lead to what is counted.
fn count(count: &Count) -> Markup {
    let words = both(&count.label);
    html! {
        b { (count.n) "/" (count.of) } " "
        @match count.way.as_ref().filter(|_| count.n > 0) {
            Some(way) => (phrase::link(way, &words)),
            None => span { (words) },
        }
    }
}

fn grid(grid: &Grid, key: &str) -> Markup {
    let is_number = |at: usize| grid.heads.get(at).is_some_and(|(_, is_number)| *is_number);
    wide(
        key,
        &html! {
            table.grid {
                thead { tr { @for (head, is_number) in &grid.heads { th class=[is_number.then_some("number")] scope="col" { (label(head.zh, head.en)) } } } }
                tbody {
                    @for row in &grid.rows {
                        tr {
                            @for (at, cell) in row.iter().enumerate() {
                                @if at == 0 { th scope="row" { (phrase(cell)) } }
                                @else { td class=[is_number(at).then_some("number")] { (phrase(cell)) } }
                            }
                        }
                    }
                }
            }
        },
    )
}

/// What may be wider than the screen: it can be moved with the keyboard, too.
fn wide(key: &str, inside: &Markup) -> Markup {
    html! { div.wide role="group" tabindex="0" aria-labelledby={ ":" (key) ":h" } { (inside) } }
}

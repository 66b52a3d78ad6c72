//! A marked text: each stretch with what it is behind it in small letters, and below it what there is to say of them.
//!
//! A pointer that rests on a stretch shows its note, too; paper, fingers and screen readers have the list.

use std::collections::HashMap;

use maud::{Markup, html};

use super::class;
use crate::{
    lang::{Lang, Text, text, visible},
    page::{Mark, Marked},
};

const NOTES: Text = text("各段说明", "What the marks mean");

pub fn marked(text: &Marked, lang: Lang) -> Markup {
    let mut notes: Vec<(&str, &str)> = Vec::new();
    let mut places: HashMap<(&str, &str), usize> = HashMap::new();
    for mark in text.lines.iter().flatten().filter(|mark| !mark.note.is_empty()) {
        places.entry(note(mark)).or_insert_with(|| {
            notes.push(note(mark));
            notes.len() - 1
        });
    }
    html! {
        ul class="legend" {
            @for sign in &text.legend { li class=(class(sign.tone)) { (sign.sign) " " (visible(&sign.label)) } }
        }
        section class="letter" lang="zh-CN" {
            @for line in text.lines.iter().filter(|line| !line.is_empty()) {
                p { @for mark in line { (one(mark, &places)) } }
            }
        }
        @if !notes.is_empty() {
            h3 { (NOTES.get(lang)) }
            dl class="notes" {
                @for (n, (label, note)) in notes.iter().enumerate() {
                    dt id=(format!("note-{n}")) { (visible(label)) }
                    dd { (visible(note)) }
                }
            }
        }
    }
}

/// What is said of a stretch, and of what is said.
fn note(mark: &Mark) -> (&str, &str) {
    (&mark.label, &mark.note)
}

fn one(mark: &Mark, places: &HashMap<(&str, &str), usize>) -> Markup {
    let title = (!mark.note.is_empty()).then(|| visible(&mark.note));
    let target = places.get(&note(mark)).map(|n| format!("#note-{n}"));
    html! {
        (visible(&mark.lead))
        @if !mark.text.is_empty() {
            span class={ "mark " (class(mark.tone)) @if mark.is_strong { " first" } } title=[title] {
                (visible(&mark.text))
                small {
                    @if mark.sign != ' ' { (mark.sign) " " }
                    @match target {
                        Some(target) => a href=(target) { (visible(&mark.label)) },
                        None => (visible(&mark.label)),
                    }
                    @for detail in &mark.details { " · " (visible(detail)) }
                }
            }
        }
        (visible(&mark.tail))
    }
}

//! A marked text: each stretch with what it is behind it in small letters, and more when the pointer rests on it.

use maud::{Markup, html};

use super::class;
use crate::{
    lang::visible,
    page::{Mark, Marked},
};

pub fn marked(text: &Marked) -> Markup {
    html! {
        ul class="legend" {
            @for sign in &text.legend { li class=(class(sign.tone)) { (sign.sign) " " (visible(&sign.label)) } }
        }
        section class="letter" lang="zh-CN" {
            @for line in text.lines.iter().filter(|line| !line.is_empty()) {
                p { @for mark in line { (one(mark)) } }
            }
        }
    }
}

fn one(mark: &Mark) -> Markup {
    let title = (!mark.note.is_empty()).then(|| visible(&mark.note));
    html! {
        (visible(&mark.lead))
        @if !mark.text.is_empty() {
            span class={ "mark " (class(mark.tone)) @if mark.is_strong { " first" } } title=[title] {
                (visible(&mark.text))
                small {
                    @if mark.sign != ' ' { (mark.sign) " " }
                    (visible(&mark.label))
                    @if !mark.detail.is_empty() { " · " (visible(&mark.detail)) }
                }
            }
        }
        (visible(&mark.tail))
    }
}

//! How a promise is worded: with which verb, how strong it is, and what in it can be counted.

use std::ops::Range;

use chrono::NaiveDate;

use super::{
    candidate::{figure, strength},
    deadline::deadline,
    lexicon::Lexicon,
    sentence::{Hits, chunks},
    text::Text,
    verb::{Core, inner_core},
};
use crate::model::Strength;

/// How a promise is worded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wording {
    /// The strongest of its verbs, with how strong it is there. None when the lexicon knows none of its words.
    pub verb: Option<(String, Strength)>,
    /// What it counts, with the character behind the number.
    pub figure: Option<String>,
    /// The deadline that it names.
    pub due: Option<NaiveDate>,
}

impl Wording {
    /// Reads a promise's words, in a letter of a day.
    pub fn of(words: &str, lexicon: &Lexicon, letter: Option<NaiveDate>) -> Self {
        let text = Text::new(words);
        let own = 0..text.chars.len();
        let hits = lexicon.hits(&text.folded);
        let hits = Hits(&hits);
        let due = deadline(&text, &own, letter);
        let figure = figure(&text, &own, due.as_ref().map(|due| &due.range));
        let is_checkable = due.is_some() || figure.is_some();
        let parts = chunks(&text, &hits, own.clone());
        let begun = parts.iter().filter_map(|part| Some((part.range.clone(), part.core.clone()?)));
        let mut cores: Vec<(Range<usize>, Core)> = begun.collect();
        if cores.is_empty() {
            cores.extend(
                parts.iter().find_map(|part| Some((part.range.clone(), inner_core(&text, &hits, &part.range)?))),
            );
        }
        let rated = cores.into_iter().map(|(part, core)| {
            let strength = strength(&text, &part, &core, is_checkable);
            (text.written(core.range), strength)
        });
        // Of two that are as strong the first, which says more of what is done.
        let verb = rated.reduce(|best, next| if next.1 > best.1 { next } else { best });
        Self { verb, figure: figure.map(|range| text.written(range)), due: due.map(|due| due.day) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Vocabulary as _;

    #[test]
    fn the_strongest_verb_counts_and_a_number_makes_an_end() {
        let lexicon = Lexicon::new(None).expect("the program's own");
        let letter = "2024-03-01".parse().ok();
        for (words, verb, figure, due) in [
            ("探索设立河长基金", "探索 seek", None, None),
            ("争取建成两座桥", "争取 seek", Some("两座"), None),
            ("进一步加强巡查", "加强 promote", None, None),
            ("加强巡查，建立档案", "建立 act", None, None),
            ("完成改造", "完成 act", None, None),
            ("完成改造12座", "完成 reach", Some("12座"), None),
            ("２０２５年底前完成改造", "完成 reach", None, Some("2025-12-31")),
            ("我局会同市乙局开展检查", "开展 act", None, None),
            ("装灯六百盏", "", Some("六百盏"), None),
            ("覆盖率提高到百分之八十", "提高 promote", Some("百分之八十"), None),
            ("落实十四五规划，用一个办法管两江", "落实 promote", None, None),
            ("河水清了", "", None, None),
        ] {
            let own = Wording::of(words, &lexicon, letter);
            let told = own.verb.map(|(verb, strength)| format!("{verb} {}", strength.term().word));
            assert_eq!(told.unwrap_or_default(), verb, "{words}");
            assert_eq!(own.figure.as_deref(), figure, "{words}");
            assert_eq!(own.due.map(|day| day.to_string()).as_deref(), due, "{words}");
        }
    }
}

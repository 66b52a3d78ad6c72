//! The expressions by which promises are told from everything else: data, from a file beside this one.

use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};
use serde::Deserialize;

use super::simple::simple;
use crate::{
    lang::{Text, text, visible},
    letter::fold,
    model::{Refusal, Strength, Vocabulary as _},
    said,
};

/// What an expression says of the sentence in which it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sign {
    /// It speaks of what will be done.
    Future,
    /// It may speak of what will be done, unless everything around it speaks of what was.
    LikelyFuture,
    /// It speaks of what was done or is so.
    Past,
    /// It says that something will not be done.
    Refusal,
    /// It makes what follows depend on something else.
    Conditional,
    /// It cites a law or a document.
    LegalBasis,
    /// It says why something is so, or what is amiss.
    Reason,
    /// It repeats what the proposer asked for.
    QuotedAsk,
    /// It is courtesy, or belongs to the end of a letter.
    Closing,
    /// It belongs to the beginning of a letter.
    Opening,
}

impl Sign {
    /// The word for it, as the lexicon has it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Future => "future",
            Self::LikelyFuture => "likely-future",
            Self::Past => "past",
            Self::Refusal => "refusal",
            Self::Conditional => "conditional",
            Self::LegalBasis => "legal-basis",
            Self::Reason => "reason",
            Self::QuotedAsk => "quoted-ask",
            Self::Closing => "closing",
            Self::Opening => "opening",
        }
    }

    /// Why a reader would see it so.
    pub const fn about(self) -> Text {
        match self {
            Self::Future => text("说的是将来", "it speaks of what will be done"),
            Self::LikelyFuture => text("可能说的是将来", "it may speak of what will be done"),
            Self::Past => text("说的是已有的事", "it speaks of what was done or is so"),
            Self::Refusal => text("说的是不办", "it says what will not be done"),
            Self::Conditional => text("以别的事为前提", "it depends on something else"),
            Self::LegalBasis => text("引的是依据", "it cites a law or a document"),
            Self::Reason => text("说的是缘由或问题", "it says why, or what is amiss"),
            Self::QuotedAsk => text("转述所提的建议", "it repeats what was asked for"),
            Self::Closing => text("结尾的套话", "it is courtesy"),
            Self::Opening => text("开头的套话", "it opens the letter"),
        }
    }
}

/// What an expression is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// A verb with which a promise begins.
    Verb(Strength),
    /// A sign.
    Sign(Sign),
    /// A word that may stand before the verb.
    Lead,
    /// A word in which another expression only seems to stand: 项目前期 holds 目前.
    Other,
}

/// An expression where it stands, in characters.
#[derive(Clone, Debug)]
pub struct Hit {
    /// Where.
    pub range: Range<usize>,
    /// What.
    pub sort: Sort,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    verb: Vec<Verbs>,
    #[serde(default)]
    sign: Vec<Signs>,
    #[serde(default)]
    lead: Vec<Words>,
    #[serde(default)]
    other: Vec<Words>,
    #[serde(default)]
    heading: Vec<Signs>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Verbs {
    strength: String,
    words: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Signs {
    class: Sign,
    words: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    words: Vec<String>,
}

/// The expressions, ready to be looked for all at once.
#[derive(Debug)]
pub struct Lexicon {
    words: Vec<(String, Sort)>,
    headings: Vec<(String, Sign)>,
    automaton: AhoCorasick,
}

/// The longest title of a document.
const TITLE: usize = 100;

/// Where the titles of documents stand, marks included: `《…》` on one line.
fn titles(folded: &[char]) -> Vec<Range<usize>> {
    let mut titles = Vec::new();
    let mut open = None;
    for (at, c) in folded.iter().enumerate() {
        match c {
            '《' => open = open.or(Some(at)),
            '\n' => open = None,
            '》' => titles.extend(open.take().map(|start| start..at + 1).filter(|own| own.len() <= TITLE)),
            _ => {}
        }
    }
    titles
}

/// The program's own expressions.
const OWN: &str = include_str!("lexicon.toml");

impl Lexicon {
    /// The program's own expressions, and those of a file in the same form.
    ///
    /// # Errors
    ///
    /// When the file is not in that form.
    pub fn new(more: Option<(&str, &str)>) -> Result<Self, Refusal> {
        let own: File = toml::from_str(OWN).expect("the program's own lexicon is in its form");
        let mut files = vec![own];
        if let Some((name, text)) = more {
            files.push(toml::from_str(text).map_err(|error| {
                let why = visible(error.message()).into_owned();
                Refusal::data(said!("词表 {name} 不合格式：{why}", "the lexicon {name} is not in its form: {why}"))
                    .with_help(said!(
                        "照 `duban draft --print-lexicon` 的样子写",
                        "write it like `duban draft --print-lexicon`"
                    ))
            })?);
        }
        let mut words: Vec<(String, Sort)> = Vec::new();
        let mut headings = Vec::new();
        for file in files {
            for verbs in file.verb {
                let strength = Strength::from_word(&verbs.strength).ok_or_else(|| unknown_strength(&verbs.strength))?;
                words.extend(verbs.words.iter().map(|word| (folded(word), Sort::Verb(strength))));
            }
            words.extend(
                file.sign
                    .iter()
                    .flat_map(|signs| signs.words.iter().map(|word| (folded(word), Sort::Sign(signs.class)))),
            );
            for (lists, sort) in [(&file.lead, Sort::Lead), (&file.other, Sort::Other)] {
                words.extend(lists.iter().flat_map(|list| &list.words).map(|word| (folded(word), sort)));
            }
            headings.extend(
                file.heading.iter().flat_map(|signs| signs.words.iter().map(|word| (folded(word), signs.class))),
            );
        }
        words.retain(|(word, _)| !word.is_empty());
        let automaton =
            AhoCorasick::builder().match_kind(MatchKind::Standard).build(words.iter().map(|(word, _)| word));
        let automaton = automaton.map_err(|error| {
            let why = error.to_string();
            Refusal::data(said!("词表太大：{why}", "the lexicon is too large: {why}"))
        })?;
        Ok(Self { words, headings, automaton })
    }

    /// The program's own expressions as their file.
    pub fn text() -> &'static str {
        OWN
    }

    /// Every expression of a folded text outside the titles of documents, also where two overlap, in order of their starts, the longer first.
    pub fn hits(&self, folded: &[char]) -> Vec<Hit> {
        let mut text = String::with_capacity(folded.len() * 3);
        text.extend(folded);
        // They are found in order of their ends: one walk over the characters tells where each stands.
        let (mut byte, mut end) = (0, 0);
        let mut hits = Vec::new();
        for found in self.automaton.find_overlapping_iter(&text) {
            while byte < found.end() {
                byte += folded[end].len_utf8();
                end += 1;
            }
            let (word, sort) = &self.words[found.pattern()];
            let start = end - word.chars().count();
            // "今后的生活", "提出了下一步", "原计划今年": what it speaks of, not when something will be done, as 在今后的工作中 is.
            let is_time = || folded[end + 1..].starts_with(&['工', '作', '中']);
            let is_object = || {
                folded.get(end) == Some(&'的') && !is_time()
                    || start > 0 && folded[start - 1] == '了'
                    || is_former(folded, start)
            };
            if *sort == Sort::Sign(Sign::Future) && is_object() {
                continue;
            }
            hits.push(Hit { range: start..end, sort: *sort });
        }
        hits.sort_by_key(|hit| (hit.range.start, std::cmp::Reverse(hit.range.end)));
        // What a document is called says nothing of what is done, 》提出 does: hits and titles are both in order.
        let mut titles = titles(folded).into_iter().peekable();
        let mut other = 0;
        hits.retain(|hit| {
            if hit.sort == Sort::Other {
                other = other.max(hit.range.end);
            }
            if hit.range.end <= other && matches!(hit.sort, Sort::Sign(_) | Sort::Other) {
                return false;
            }
            while titles.next_if(|title| title.end <= hit.range.start).is_some() {}
            titles.peek().is_none_or(|title| hit.range.start < title.start || hit.range.end > title.end)
        });
        hits
    }

    /// Of what a heading says everything below it speaks: the last expression of it decides.
    pub fn heading(&self, title: &str) -> Option<Sign> {
        let title = folded(title);
        let found = self.headings.iter().filter_map(|(word, sign)| Some((title.rfind(word.as_str())?, *sign)));
        found.max_by_key(|(at, _)| *at).map(|(_, sign)| sign)
    }
}

/// Whether 原 before a place says what was planned before, and is not the end of a name.
fn is_former(folded: &[char], at: usize) -> bool {
    let is_name = || at > 1 && "太中固草高平荒".contains(folded[at - 2]);
    at > 0 && folded[at - 1] == '原' && !is_name()
}

fn unknown_strength(word: &str) -> Refusal {
    let known = Strength::TERMS.iter().map(|term| term.word).collect::<Vec<_>>().join(", ");
    let word = visible(word).into_owned();
    Refusal::data(said!("词表中没有 `{word}` 这种力度", "the lexicon knows no strength `{word}`"))
        .with_help(said!("可用：{known}", "known: {known}"))
}

fn folded(word: &str) -> String {
    word.trim().chars().map(|c| simple(fold(c))).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    #[test]
    fn no_expression_stands_twice() {
        let lexicon = Lexicon::new(None).expect("the program's own lexicon is in its form");
        let mut sorts: HashMap<&str, Vec<Sort>> = HashMap::new();
        for (word, sort) in &lexicon.words {
            let own = sorts.entry(word).or_default();
            assert!(!own.contains(sort), "{word} stands twice as {sort:?}");
            let is_verb = |sort: &Sort| matches!(sort, Sort::Verb(_));
            assert!(!is_verb(sort) || !own.iter().any(is_verb), "{word} has two strengths");
            own.push(*sort);
        }
    }
}

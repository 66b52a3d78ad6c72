//! Sentences and the parts between their commas: which signs they hold, and with which verb a promise would begin.

use std::ops::Range;

use super::{
    lexicon::{Hit, Sign, Sort},
    text::Text,
};
use crate::model::Strength;

/// The expressions of a text, found by place.
#[derive(Debug)]
pub struct Hits<'a>(pub &'a [Hit]);

impl Hits<'_> {
    /// The expressions that lie inside a range.
    pub fn within(&self, range: &Range<usize>) -> impl Iterator<Item = &Hit> {
        let start = self.0.partition_point(|hit| hit.range.start < range.start);
        let end = range.end;
        self.0[start..].iter().take_while(move |hit| hit.range.start < end).filter(move |hit| hit.range.end <= end)
    }

    /// The longest expressions at a place.
    fn at(&self, place: usize, end: usize) -> impl Iterator<Item = &Hit> {
        let start = self.0.partition_point(|hit| hit.range.start < place);
        self.0[start..].iter().take_while(move |hit| hit.range.start == place).filter(move |hit| hit.range.end <= end)
    }

    /// The first expression of a sign in a range.
    pub fn sign(&self, range: &Range<usize>, sign: Sign) -> Option<&Hit> {
        self.within(range).find(|hit| hit.sort == Sort::Sign(sign))
    }
}

/// The verb with which a promise begins.
#[derive(Clone, Debug)]
pub struct Core {
    /// Where it stands.
    pub range: Range<usize>,
    /// How strong it is.
    pub strength: Strength,
}

/// A part of a sentence between commas.
#[derive(Clone, Debug)]
pub struct Chunk {
    /// Its characters, the stop behind it included.
    pub range: Range<usize>,
    /// The verb with which it begins, words that say nothing by themselves passed over.
    pub core: Option<Core>,
    /// What it speaks of, as far as it says so itself.
    pub sign: Option<Sign>,
    /// The expression that says so.
    pub word: Option<Range<usize>>,
}

/// Prepositions with which a part begins that only leads to what follows.
const FRAMES: &[&str] = &[
    "围绕",
    "聚焦",
    "针对",
    "瞄准",
    "面向",
    "以",
    "通过",
    "利用",
    "发挥",
    "依托",
    "立足",
    "结合",
    "按照",
    "根据",
    "为",
    "对",
    "在",
    "从",
    "向",
    "顺应",
    "把握",
    "坚持以",
    "着眼",
    "随着",
    "由",
    "于",
    "当",
    "经",
];

/// Whether a part begins with a preposition: it leads to what follows.
pub fn leads_on(text: &Text, range: &Range<usize>) -> bool {
    let start = text.trimmed(range.clone()).start;
    FRAMES.iter().any(|word| text.has_at(start, word))
}

/// The parts of a stretch of a sentence.
pub fn chunks(text: &Text, hits: &Hits<'_>, range: Range<usize>) -> Vec<Chunk> {
    let mut chunks = Vec::new();
    let mut start = range.start;
    let mut depth = 0_usize;
    for at in range.clone() {
        match text.folded[at] {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            ',' | ';' | ':' if depth == 0 && !is_figure(text, at) => {
                chunks.push(chunk(text, hits, start..at + 1));
                start = at + 1;
            }
            _ => {}
        }
    }
    if start < range.end {
        chunks.push(chunk(text, hits, start..range.end));
    }
    chunks
}

/// Whether a comma or a colon stands inside a number or a time: 1,000 or 10:30.
fn is_figure(text: &Text, at: usize) -> bool {
    let is_digit = |at: Option<usize>| at.and_then(|at| text.folded.get(at)).is_some_and(char::is_ascii_digit);
    is_digit(at.checked_sub(1)) && is_digit(Some(at + 1))
}

fn chunk(text: &Text, hits: &Hits<'_>, range: Range<usize>) -> Chunk {
    let will = will(text, hits, &range);
    let (sign, word) = match sign(text, hits, &range) {
        // "Will" is stronger than what a chunk tells of the past, weaker than what says no.
        Some((Sign::Past | Sign::LegalBasis | Sign::Reason | Sign::LikelyFuture, _)) | None if will.is_some() => {
            (Some(Sign::Future), will)
        }
        Some((sign, word)) => (Some(sign), Some(word)),
        None => (None, None),
    };
    Chunk { core: core(text, hits, &range), range, sign, word }
}

/// The order in which signs decide when a chunk has several.
const ORDER: [Sign; 9] = [
    Sign::Closing,
    Sign::Opening,
    Sign::Refusal,
    Sign::Conditional,
    Sign::QuotedAsk,
    Sign::Future,
    Sign::Past,
    Sign::LegalBasis,
    Sign::Reason,
];

fn sign(text: &Text, hits: &Hits<'_>, range: &Range<usize>) -> Option<(Sign, Range<usize>)> {
    let found = |sign: Sign| hits.sign(range, sign).map(|hit| (sign, hit.range.clone()));
    let strong = ORDER[..6].iter().find_map(|sign| found(*sign));
    let weak = || ORDER[6..].iter().find_map(|sign| found(*sign));
    strong
        .or_else(|| past(text, range).map(|word| (Sign::Past, word)))
        .or_else(weak)
        .or_else(|| found(Sign::LikelyFuture))
}

/// Characters that tell of something finished: 了 and 已, but not inside 为了 or 了解; a year that begins a chunk is a sign only
/// to whoever knows the letter's.
fn past(text: &Text, range: &Range<usize>) -> Option<Range<usize>> {
    let is_it = |at: &usize| match text.folded[*at] {
        '了' => {
            !text.has_at(*at, "了解") && !at.checked_sub(1).is_some_and(|before| "为除罢".contains(text.folded[before]))
        }
        '已' => !at.checked_sub(1).is_some_and(|before| "而不".contains(text.folded[before])),
        _ => false,
    };
    range.clone().find(is_it).map(|at| at..at + 1)
}

/// `将` with a verb behind it: will. Not 现将, and not 将X作为, which takes something and does not promise.
fn will(text: &Text, hits: &Hits<'_>, range: &Range<usize>) -> Option<Range<usize>> {
    let is_will = |at: &usize| {
        let is_aux = match text.folded[*at] {
            '将' => !at.checked_sub(1).is_some_and(|before| "现即必".contains(text.folded[before])),
            '拟' => {
                !at.checked_sub(1).is_some_and(|before| "模虚草".contains(text.folded[before]))
                    && !text.has_at(*at, "拟定")
                    && !text.has_at(*at, "拟订")
            }
            _ => false,
        };
        is_aux && core_from(text, hits, *at + 1, range.end).is_some()
    };
    range.clone().find(is_will).map(|at| at..at + 1)
}

/// The verb with which a chunk begins.
fn core(text: &Text, hits: &Hits<'_>, range: &Range<usize>) -> Option<Core> {
    let start = (range.start..range.end).find(|at| !text.folded[*at].is_whitespace() && text.folded[*at] != '"')?;
    if FRAMES.iter().any(|word| text.has_at(start, word))
        && !hits.at(start, range.end).any(|hit| matches!(hit.sort, Sort::Verb(_)))
    {
        return behind_the_place(text, hits, start, range.end);
    }
    core_from(text, hits, start, range.end)
}

/// Words that end what a part says of the place in which something is done.
const PLACE_ENDS: &[&str] = &["内", "中", "上", "领域", "方面", "地区", "范围", "阶段"];

/// The verb behind the place: 在甲区内开展.
fn behind_the_place(text: &Text, hits: &Hits<'_>, start: usize, end: usize) -> Option<Core> {
    if !text.has_at(start, "在") {
        return None;
    }
    (start + 1..end).find_map(|at| {
        let word = PLACE_ENDS.iter().find(|word| text.has_at(at, word))?;
        core_from(text, hits, at + word.chars().count(), end)
    })
}

/// The verb at a place, words that may stand before it passed over.
fn core_from(text: &Text, hits: &Hits<'_>, mut at: usize, end: usize) -> Option<Core> {
    loop {
        while at < end && (text.folded[at].is_whitespace() || text.folded[at] == '"') {
            at += 1;
        }
        let here: Vec<&Hit> = hits.at(at, end).collect();
        let verb = here.iter().find_map(|hit| match hit.sort {
            Sort::Verb(strength) => Some(Core { range: hit.range.clone(), strength }),
            _ => None,
        });
        let is_passed = |hit: &&&Hit| matches!(hit.sort, Sort::Lead | Sort::Sign(Sign::Future | Sign::LikelyFuture));
        let lead = here.iter().find(is_passed);
        match (verb, lead) {
            // The longer of two: 深入推进 is led to by 深入, 深化 is not.
            (Some(verb), Some(lead)) if lead.range.end > verb.range.end => at = lead.range.end,
            (Some(verb), _) => return Some(verb),
            (None, Some(lead)) => at = lead.range.end,
            (None, None) => return None,
        }
    }
}

/// How far into a chunk a verb is looked for when none begins it.
const SUBJECT: usize = 14;

/// The first verb behind a subject or a preposition, for chunks that no verb begins. Brackets say who and when, not what.
pub fn inner_core(text: &Text, hits: &Hits<'_>, range: &Range<usize>) -> Option<Core> {
    let end = text.find(range.clone(), |c| c == '(').unwrap_or(range.end);
    let reach = range.start..end.min(range.start + SUBJECT * 2);
    hits.within(&reach).find_map(|hit| match hit.sort {
        Sort::Verb(strength) => Some(Core { range: hit.range.clone(), strength }),
        _ => None,
    })
}

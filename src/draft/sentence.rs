//! Sentences and the parts between their commas: which signs they hold, and with which verb a promise would begin.

use std::ops::Range;

use super::{
    lexicon::{Hit, Sign, Sort},
    roles::label_at,
    subject::{Subject, subject},
    text::Text,
    verb::{Core, behind_the_will, core, core_from, taken_up},
    will::{taking, will},
};

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
    pub fn at(&self, place: usize, end: usize) -> impl Iterator<Item = &Hit> {
        let start = self.0.partition_point(|hit| hit.range.start < place);
        self.0[start..].iter().take_while(move |hit| hit.range.start == place).filter(move |hit| hit.range.end <= end)
    }

    /// The first expression of a sign in a range.
    pub fn sign(&self, range: &Range<usize>, sign: Sign) -> Option<&Hit> {
        self.within(range).find(|hit| hit.sort == Sort::Sign(sign))
    }
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
    /// The offices with which it begins.
    pub subject: Option<Subject>,
}

/// Prepositions with which a part begins that only leads to what follows.
pub const FRAMES: &[&str] = &[
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
            '(' | '【' | '〔' => depth += 1,
            ')' | '】' | '〕' => depth = depth.saturating_sub(1),
            ',' | ';' | ':' if depth == 0 && !is_figure(text, at) && !is_label(text, start, at) => {
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

/// Whether a colon stands behind a label, with which what it says belongs together: 责任单位:工造局.
fn is_label(text: &Text, start: usize, at: usize) -> bool {
    let start = text.trimmed(start..at).start;
    text.folded[at] == ':' && label_at(text, start, at + 1).is_some_and(|(_, behind)| behind == at + 1)
}

/// Whether a comma or a colon stands inside a number or a time: 1,000 or 10:30.
fn is_figure(text: &Text, at: usize) -> bool {
    let is_digit = |at: Option<usize>| at.and_then(|at| text.folded.get(at)).is_some_and(char::is_ascii_digit);
    is_digit(at.checked_sub(1)) && is_digit(Some(at + 1))
}

fn chunk(text: &Text, hits: &Hits<'_>, range: Range<usize>) -> Chunk {
    let aux = will(text, hits, &range);
    let taking = taking(text, &range).filter(|_| aux.is_none());
    let own =
        sign(text, hits, &range).filter(|(sign, word)| *sign != Sign::LikelyFuture || !is_ongoing(text, &range, word));
    let (sign, word) = match own {
        // "Will" is stronger than what a chunk tells of the past, weaker than what says no.
        Some((Sign::Past | Sign::LegalBasis | Sign::Reason | Sign::LikelyFuture, _)) | None if aux.is_some() => {
            (Some(Sign::Future), aux.clone())
        }
        // A sentence that lost its stop: what cannot be, and then what we shall do.
        Some((Sign::Refusal, word)) if aux.as_ref().is_some_and(|aux| is_ours_behind(text, &word, aux)) => {
            (Some(Sign::Future), aux.clone())
        }
        Some((Sign::Refusal, _)) if aux.as_ref().is_some_and(|aux| is_about_what_cannot(text, hits, aux, &range)) => {
            (Some(Sign::Future), aux.clone())
        }
        // What was asked for is what will be done something about: 我局将研究您的建议.
        Some((Sign::QuotedAsk, word))
            if aux.as_ref().or(taking.as_ref()).is_some_and(|aux| is_taken_up(text, &word, aux)) =>
        {
            (Some(Sign::Future), aux.clone().or(taking.clone()))
        }
        // 经研究我局决定修好风车.
        Some((Sign::Opening, word))
            if text.has_at(word.start, "经") && aux.as_ref().is_some_and(|aux| aux.start >= word.end) =>
        {
            (Some(Sign::Future), aux.clone())
        }
        None if taking.is_some() => (Some(Sign::LikelyFuture), taking.clone()),
        Some((sign, word)) => (Some(sign), Some(word)),
        None => (None, None),
    };
    let core = core(text, hits, &range)
        .filter(|own| !is_circumstance(text, hits, own, &range))
        .or_else(|| {
            let own = behind_the_will(text, hits, aux.as_ref()?.end, range.end);
            own.filter(|own| !is_circumstance(text, hits, own, &range))
        })
        .or_else(|| taken_up(text, hits, taking.as_ref()?.start, range.end));
    let subject = subject(text, hits, &range);
    Chunk { core, range, sign, word, subject }
}

/// Whether we say behind words of refusal what we shall do: 不能满足需求下步我们将争取资金.
fn is_ours_behind(text: &Text, refusal: &Range<usize>, will: &Range<usize>) -> bool {
    let is_ours = ["我们", "我局", "我单位", "我厅", "我委"]
        .iter()
        .any(|own| will.start.checked_sub(own.chars().count()).is_some_and(|at| text.has_at(at, own)));
    will.start > refusal.end && is_ours
}

/// Whether something will be done about what cannot be: 将修好未能修缮的风车, 将对不具备条件的路段开展整治.
fn is_about_what_cannot(text: &Text, hits: &Hits<'_>, will: &Range<usize>, range: &Range<usize>) -> bool {
    let refusals = hits.within(range).filter(|hit| hit.sort == Sort::Sign(Sign::Refusal));
    let Some(last) = refusals.last().map(|hit| hit.range.clone()) else { return false };
    let is_named = text.find(last.end..range.end, |c| c == '的').is_some_and(|at| at + 2 < range.end);
    let begins = || ["对", "为", "把", "给", "将"].iter().any(|word| text.has_at(will.end, word));
    let does = || core_from(text, hits, will.end, range.end).is_some_and(|core| core.range.end <= last.start);
    let behind = || behind_the_will(text, hits, will.end, range.end).is_some_and(|core| core.range.end <= last.start);
    will.end <= last.start && is_named && (begins() || does() || behind())
}

/// Whether something will be done about what was asked for: 我局将研究您的建议, 您的建议我局将采纳.
fn is_taken_up(text: &Text, asked: &Range<usize>, will: &Range<usize>) -> bool {
    const ASKS: &[&str] = &["的建议", "的提案", "的意见", "的问题", "的诉求"];
    const SELVES: &[&str] = &[
        "我局", "我委", "我厅", "我部", "我办", "我院", "我们", "我市", "我区", "我县", "本局", "本委", "本部", "本署",
    ];
    if will.end <= asked.start {
        return true;
    }
    let before = text.folded(asked.start..will.start.max(asked.start));
    let before = SELVES.iter().find_map(|own| before.strip_suffix(own)).unwrap_or(&before);
    ASKS.iter().any(|end| before.ends_with(end))
}

/// Whether what is sought is being sought already: 正在多方争取.
fn is_ongoing(text: &Text, range: &Range<usize>, word: &Range<usize>) -> bool {
    let seeks = ["争取", "力争"].iter().any(|own| text.has_at(word.start, own));
    let before = text.folded(range.start..word.start);
    seeks && (before.contains("正在") || before.contains("正与") || before.contains("一直"))
}

/// Whether a verb only tells the circumstances of another, which must be there: 结合.
fn is_circumstance(text: &Text, hits: &Hits<'_>, core: &Core, range: &Range<usize>) -> bool {
    const THINGS: &[&str] =
        &["工程", "项目", "工作", "任务", "行动", "活动", "计划", "规划", "情况", "实际", "需求", "特点", "契机"];
    let rest = core.range.end..range.end;
    let end = text.trimmed(range.clone()).end;
    let comma = end.checked_sub(1).filter(|at| text.folded[*at] == ',');
    let is_thing = comma.is_some_and(|comma| text.one_before(rest.start, comma, THINGS).is_some());
    // 结合风车普查, names something that is done.
    let is_object = |hit: &Hit| text.folded.get(hit.range.end) == Some(&',');
    let is_verb =
        |hit: &Hit| matches!(hit.sort, Sort::Verb(_)) && !text.has_at(hit.range.start, "建议") && !is_object(hit);
    text.has_at(core.range.start, "结合") && (is_thing || !hits.within(&rest).any(is_verb))
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
    let found = |sign: Sign| {
        let begins = || condition(text, range).filter(|_| sign == Sign::Conditional);
        hits.sign(range, sign).map(|hit| hit.range.clone()).or_else(begins).map(|word| (sign, word))
    };
    let strong = ORDER[..6].iter().find_map(|sign| found(*sign));
    let weak = || ORDER[6..].iter().find_map(|sign| found(*sign));
    strong
        .or_else(|| past(text, range).map(|word| (Sign::Past, word)))
        .or_else(weak)
        .or_else(|| found(Sign::LikelyFuture))
}

/// Words with which a part of a sentence begins that makes what follows depend on it, and how they must not go on.
const CONDITIONS: [(&str, &str); 7] = [
    ("待", "遇业机人命岗"),
    ("若", "干"),
    ("俟", ""),
    ("将待", "遇业机人命岗"),
    ("只要", ""),
    ("倘", ""),
    ("方可", ""),
];

/// What follows a 如 that means "if", and not "such as".
const IF: &str = "明今年果能经有需遇确获若因无资上条项财省国中后符";

/// The words that make a part of a sentence a condition: at its start, behind whoever speaks.
fn condition(text: &Text, range: &Range<usize>) -> Option<Range<usize>> {
    let own = text.trimmed(range.clone());
    let starts = (own.start..own.end.min(own.start + SPEAKER)).filter(|at| {
        let before = at.checked_sub(1).map(|before| text.folded[before]);
        *at == own.start || before.is_some_and(|c| "但也并们局委厅部后".contains(c))
    });
    starts.into_iter().find_map(|at| {
        if text.has_at(at, "如") && at + 1 < own.end && IF.contains(text.folded[at + 1]) {
            return Some(at..at + 2);
        }
        let (word, but) = CONDITIONS.iter().find(|(word, _)| text.has_at(at, word))?;
        let end = at + word.chars().count();
        let next = *text.folded.get(end).filter(|_| end < own.end)?;
        (!but.contains(next)).then_some(at..end)
    })
}

/// Words by which a part of a sentence says that somebody is free to do something, behind whoever it is: 企业可按程序申报.
pub fn may(text: &Text, range: &Range<usize>) -> bool {
    const MAY: &[&str] =
        &["可根据", "可按", "可依", "可向", "可通过", "可自行", "可申", "可参照", "可参考", "可到", "可以"];
    let own = text.trimmed(range.clone());
    let is_self = |at: usize| text.folded[own.start..at].iter().any(|c| "我本将".contains(*c));
    let place = own.clone().take(WHO).find(|at| MAY.iter().any(|word| text.has_at(*at, word)));
    place.is_some_and(|at| at > own.start && !is_self(at))
}

/// How far into a part of a sentence whoever is free may reach.
const WHO: usize = 14;

/// How far into a part of a sentence whoever speaks may reach.
const SPEAKER: usize = 6;

/// Characters that tell of something finished: 了, 已, 争取到, but not inside 为了 or 了解; a year that begins a chunk is a sign only
/// to whoever knows the letter's.
fn past(text: &Text, range: &Range<usize>) -> Option<Range<usize>> {
    let is_it = |at: &usize| match text.folded[*at] {
        '了' => {
            !text.has_at(*at, "了解") && !at.checked_sub(1).is_some_and(|before| "为除罢".contains(text.folded[before]))
        }
        // 争取到资金 has succeeded, 争取到2025年 names a year.
        '到' => {
            let is_when = |c: &char| c.is_ascii_digit() || "今明后本年二两三十\"".contains(*c);
            let is_sought = |before: usize| ["争取", "申请"].iter().any(|word| text.has_at(before, word));
            at.checked_sub(2).is_some_and(|before| before >= range.start && is_sought(before))
                && text.folded.get(at + 1).is_some_and(|next| !is_when(next))
        }
        '已' => !at.checked_sub(1).is_some_and(|before| "而不".contains(text.folded[before])),
        _ => false,
    };
    range.clone().find(is_it).map(|at| at..at + 1)
}

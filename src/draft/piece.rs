//! The parts of a sentence: what each is by itself, and which of them make one promise.

use std::ops::Range;

use chrono::Datelike as _;

use super::{
    dates::year,
    deadline::{deadline, is_time, undated},
    judge::{Ground, Judge, Judged, What},
    lexicon::Sign,
    offices::Named,
    sentence::{Chunk, leads_on, may},
    split::Sentence,
    verb::{Core, by_an_office, inner_core},
};
use crate::model::PassageClass;

/// How many characters may stand behind the 的 of a topic, its comma and it included.
const TOPIC: usize = 6;

/// How many characters of a chunk may stand before the deadline with which it begins.
const NEAR: usize = 4;

/// How many characters from its end a chunk says that a list follows.
const LIST: usize = 12;

/// What the earlier chunks of a sentence make of the later ones.
#[derive(Debug)]
pub struct State {
    /// What makes them promises, if anything does.
    pub ground: Option<Ground>,
    /// What says that they are none, and its words.
    pub said: Option<(Sign, Range<usize>)>,
}

/// A chunk by itself.
#[derive(Debug)]
pub enum Piece {
    /// A promise: its verb, and what says that it is one.
    Promise(Core, Ground),
    /// It goes on with what stands before it or leads to what follows.
    Open(Option<Ground>),
    /// Something else.
    Other(PassageClass, Option<(Sign, Range<usize>)>),
}

impl Judge<'_> {
    /// What a chunk is, after those before it in its sentence.
    pub fn piece(&self, chunk: &Chunk, sentence: &Sentence, state: &mut State) -> Piece {
        let word = chunk.sign.zip(chunk.word.clone());
        // A condition holds for what depends on it, to the end of its part of the sentence.
        let start = self.text.trimmed(chunk.range.clone()).start;
        let is_new = chunk.range.start.checked_sub(1).is_some_and(|at| self.text.folded[at] == ';')
            || ["同时", "此外", "另外"].iter().any(|word| self.text.has_at(start, word));
        if is_new && matches!(state.said, Some((Sign::Conditional, _))) {
            state.said = None;
        }
        // A part of the year that is not over when the letter is written.
        let is_period = || {
            word.as_ref().is_some_and(|(_, word)| {
                ["上半年", "一季度", "于20", "自20"].contains(&self.text.folded(word.clone()).as_str())
            })
        };
        let sign = match chunk.sign {
            Some(Sign::Past) if is_period() && self.is_to_come(chunk) => None,
            sign => sign,
        };
        // What somebody else is advised or free to do is no promise, however it speaks of what will be: 建议明年继续申报.
        let is_advice = self.text.has_at(start, "建议");
        if may(self.text, &chunk.range) {
            state.ground = None;
            return Piece::Other(PassageClass::Background, None);
        }
        let is_cited = |word: &Range<usize>| is_cited(&self.text.folded(chunk.range.start..word.start));
        let sign = sign.filter(|sign| match sign {
            Sign::Future => !is_advice,
            Sign::LikelyFuture => !is_advice && !chunk.word.as_ref().is_some_and(is_cited),
            _ => true,
        });
        let is_held = matches!(state.said, Some((Sign::Conditional, _)));
        match sign {
            Some(Sign::QuotedAsk) => return Piece::Other(PassageClass::QuotedAsk, word),
            Some(Sign::Future) if !is_held => {
                let own = word.map(|(_, word)| word).unwrap_or_else(|| chunk.range.clone());
                state.ground = Some(Ground::Said(own));
                state.said = None;
            }
            Some(Sign::LikelyFuture) if state.ground.is_none() && state.said.is_none() && !sentence.is_past() => {
                let is_told = self.is_told(sentence);
                state.ground = word.filter(|_| !is_told).map(|(_, word)| Ground::Said(word));
            }
            Some(sign @ (Sign::Refusal | Sign::Conditional | Sign::Past)) => {
                state.said = Some((sign, chunk.word.clone().unwrap_or(chunk.range.clone())))
            }
            // A basis or a reason leads to what is promised; by itself it is what it is.
            Some(sign @ (Sign::LegalBasis | Sign::Reason)) if state.ground.is_none() && state.said.is_none() => {
                state.said = Some((sign, chunk.word.clone().unwrap_or(chunk.range.clone())));
            }
            _ => {}
        }
        if state.said.is_none() && self.is_past_year(chunk) && !matches!(state.ground, Some(Ground::Said(_))) {
            state.said = Some((Sign::Past, chunk.range.start..chunk.range.start + 4));
        }
        let mut core = chunk.core.clone();
        if let Some(word) = self.deadline_of(chunk, sign, state) {
            // By then something is done, wherever in this part its verb stands.
            core = core.or_else(|| inner_core(self.text, &self.hits, &(word.end..chunk.range.end)));
            (state.ground, state.said) = (Some(Ground::Said(word)), None);
        }
        if state.ground.is_none()
            && state.said.is_none()
            && let Some(words) = self.assigned(chunk)
            && !sentence.is_past()
            && !self.is_told(sentence)
        {
            state.ground = Some(Ground::Assigned(words));
        }
        if let Some((sign, word)) = &state.said {
            return Piece::Other(class(*sign), Some((*sign, word.clone())));
        }
        let states = ["属于", "主管部门为", "责任部门为"];
        if chunk.sign.is_none()
            && core.is_none()
            && chunk.range.clone().any(|at| states.iter().any(|word| self.text.has_at(at, word)))
        {
            // Whose task something is, or of which sort, is said of how things are.
            return Piece::Other(PassageClass::Background, None);
        }
        match (&state.ground, core) {
            (Some(ground), Some(core)) => Piece::Promise(core, ground.clone()),
            (ground, _) => Piece::Open(ground.clone()),
        }
    }

    /// Whether a chunk names a day or a year behind the letter's.
    fn is_to_come(&self, chunk: &Chunk) -> bool {
        let Some(letter) = self.date else { return false };
        let is_later = |at| year(self.text, at, chunk.range.end).is_some_and(|(year, _)| year > letter.year());
        deadline(self.text, &chunk.range, self.date).is_some() || chunk.range.clone().any(is_later)
    }

    /// The words of a chunk that say who does it.
    fn assigned(&self, chunk: &Chunk) -> Option<Range<usize>> {
        let own = self.text.trimmed(chunk.range.clone());
        chunk.core.as_ref()?;
        let by = by_an_office(self.text, &own).map(|end| own.start..end);
        by.or_else(|| Named::plain_bracket(self.text, &own)).or_else(|| Named::bracket(self.text, &own))
    }

    /// The deadline of a chunk that makes it speak of what will be done: one that is not over, and is not cited. Behind words
    /// of the past, the chunk must begin with it.
    fn deadline_of(&self, chunk: &Chunk, sign: Option<Sign>, state: &State) -> Option<Range<usize>> {
        let is_open = match &state.said {
            None => !matches!(state.ground, Some(Ground::Said(_))),
            Some((said, _)) => *said == Sign::Past,
        };
        if !is_open || !matches!(sign, None | Some(Sign::LikelyFuture)) {
            return None;
        }
        let date = self.date?;
        let with_a_day = || deadline(self.text, &chunk.range, Some(date)).map(|named| named.range);
        let named = with_a_day().or_else(|| undated(self.text, &chunk.range, Some(date)))?;
        let own = self.text.trimmed(chunk.range.clone());
        let before = self.text.folded(own.start..named.start.max(own.start));
        // "During the plan" names no day by which something is done.
        let words = self.text.folded(named.clone());
        let is_near = state.said.is_none() || before.chars().count() <= NEAR;
        (is_near && !is_cited(&before) && !words.ends_with("期间") && !words.ends_with("时期")).then_some(named)
    }

    /// Whether the headings above a sentence say that it tells of what was or is amiss.
    fn is_told(&self, sentence: &Sentence) -> bool {
        matches!(self.heading(sentence.part), Some((Sign::Past | Sign::Reason, _)))
    }

    /// Whether a chunk only says that a list follows: 做好以下工作.
    pub fn is_lead_in(&self, chunk: &Chunk, sentence: &Sentence) -> bool {
        const LISTS: &[&str] = &[
            "以下",
            "如下",
            "下列",
            "下述",
            "几方面",
            "几个方面",
            "几项",
            "方面工作",
            "方面着手",
            "方面入手",
            "方面推进",
            "件事",
            "项工作",
        ];
        let own = self.text.trimmed(chunk.range.clone());
        let is_last = own.end == self.text.trimmed(sentence.range.clone()).end;
        let tail = self.text.folded(own.end.saturating_sub(LIST).max(own.start)..own.end);
        let announces = own.end > own.start && self.text.folded[own.end - 1] == ':';
        is_last
            && (LISTS.iter().any(|word| tail.contains(word)) || announces && self.text.folded(own).contains("个方面"))
    }

    /// Whether a chunk names of what the next one says what will be done: 取得证书的,将予以补助.
    pub fn is_topic(&self, chunk: &Chunk, next: Option<&Chunk>) -> bool {
        let own = self.text.trimmed(chunk.range.clone());
        let is_noun = own.clone().rev().take(TOPIC).any(|at| self.text.folded[at] == '的');
        let says = |next: &Chunk| {
            let start = self.text.trimmed(next.range.clone()).start;
            next.sign == Some(Sign::Future)
                && ["将", "拟", "予以", "给予"].iter().any(|word| self.text.has_at(start, word))
        };
        chunk.sign.is_none() && is_noun && next.is_some_and(says)
    }

    /// A chunk that begins with a year before the letter's own.
    fn is_past_year(&self, chunk: &Chunk) -> bool {
        let at = self.text.trimmed(chunk.range.clone()).start;
        let digits = at..(at + 4).min(chunk.range.end);
        let year: Option<i32> = self.text.folded(digits).parse().ok();
        let letter = self.date.map(|date| date.year());
        self.text.has_at(at + 4, "年")
            && year.is_some_and(|year| year >= 1949 && letter.is_some_and(|letter| year < letter))
    }

    /// Unites the chunks of a sentence: what leads to a promise stands before it, what goes on with it belongs to it.
    pub fn join(&self, sentence: &Sentence, pieces: Vec<(Range<usize>, Piece)>, judged: &mut Vec<Judged>) {
        let n = pieces.len();
        // Each part between semicolons stands for itself.
        let ends = |at: &usize| self.text.trimmed(pieces[*at].0.clone()).end.checked_sub(1);
        let is_end = |at: &usize| ends(at).is_some_and(|end| self.text.folded[end] == ';');
        let promises: Vec<bool> = pieces.iter().map(|(_, piece)| matches!(piece, Piece::Promise(..))).collect();
        let mut has_promise = vec![false; n];
        let mut start = 0;
        for end in (0..n).filter(|at| at + 1 == n || is_end(at)) {
            let any = promises[start..=end].contains(&true);
            has_promise[start..=end].fill(any);
            start = end + 1;
        }
        let last = promises.iter().rposition(|is_promise| *is_promise);
        let leads_on = |own: &Range<usize>| leads_on(self.text, own) || is_time(self.text, own, self.date);
        let leads: Vec<bool> = (0..n).map(|at| last > Some(at) && leads_on(&pieces[at].0)).collect();
        let mut units: Vec<Judged> = Vec::new();
        for (at, (range, piece)) in pieces.into_iter().enumerate() {
            let push =
                |what, units: &mut Vec<Judged>| units.push(Judged { range: range.clone(), what, part: sentence.part });
            match piece {
                Piece::Promise(core, _)
                    if at + 1 == n
                        && at > 0
                        && self.is_purpose(&core)
                        && matches!(units.last(), Some(Judged { what: What::Promise(..), .. })) =>
                {
                    push(What::Other(PassageClass::Purpose, None), &mut units);
                }
                Piece::Promise(core, ground) => push(What::Promise(core, ground), &mut units),
                Piece::Other(class, word) => push(What::Other(class, word), &mut units),
                Piece::Open(ground) => match (units.last_mut(), ground) {
                    // What begins like a lead-in belongs to the promise behind it.
                    (Some(Judged { what: What::Promise(..), .. }), Some(_)) if at + 1 < n && leads[at] => {
                        push(What::Other(PassageClass::Umbrella, None), &mut units);
                    }
                    (Some(Judged { range: own, what: What::Promise(..), .. }), _) => own.end = range.end,
                    (_, Some(ground)) if !has_promise[at] => match inner_core(self.text, &self.hits, &range) {
                        Some(core) => push(What::Promise(core, ground), &mut units),
                        None => push(What::Other(PassageClass::Umbrella, None), &mut units),
                    },
                    (_, Some(_)) => push(What::Other(PassageClass::Umbrella, None), &mut units),
                    (_, None) => push(What::Other(PassageClass::Background, None), &mut units),
                },
            }
        }
        judged.append(&mut units);
    }

    /// Verbs with which the aim of what stands before them is told.
    fn is_purpose(&self, core: &Core) -> bool {
        const AIMS: &[&str] = &[
            "促进", "满足", "增强", "提升", "提高", "确保", "实现", "筑牢", "构筑", "巩固", "保障", "推动", "形成",
            "激发", "助力", "营造", "凝聚",
        ];
        let word = self.text.folded(core.range.clone());
        AIMS.contains(&word.as_str())
    }
}

/// Whether words say that what stands behind them is what others demand or plan.
fn is_cited(before: &str) -> bool {
    ["明确", "提出", "要求", "规定", "目标", "规划", "印发"].iter().any(|word| before.contains(word))
}

fn class(sign: Sign) -> PassageClass {
    match sign {
        Sign::Refusal => PassageClass::Refusal,
        Sign::Conditional => PassageClass::Conditional,
        Sign::QuotedAsk => PassageClass::QuotedAsk,
        Sign::Past => PassageClass::PastResult,
        Sign::LegalBasis => PassageClass::LegalBasis,
        Sign::Reason => PassageClass::Reason,
        Sign::Closing => PassageClass::Closing,
        Sign::Opening | Sign::Future | Sign::LikelyFuture => PassageClass::Background,
    }
}

//! The parts of a sentence: what each is by itself, and which of them make one promise.

use std::ops::Range;

use chrono::Datelike as _;

use super::{
    dates::{day_at, year},
    deadline::deadline,
    judge::{Ground, Judge},
    lexicon::Sign,
    roles::says_who,
    sentence::Chunk,
    split::Sentence,
    subject::{By, core_beside},
    verb::{Core, inner_core},
};
use crate::model::PassageClass;

/// What the earlier chunks of a sentence make of the later ones.
#[derive(Debug)]
pub struct State {
    /// What makes them promises, if anything does.
    pub ground: Option<Ground>,
    /// What says that they are none, and its words.
    pub said: Option<(Sign, Range<usize>)>,
    /// Who does it, when offices were named.
    pub by: Option<By>,
    /// Whether what stands before it is what was asked for.
    pub is_asked: bool,
    /// Whether the sentence tells of what was done.
    pub is_past: bool,
    /// Whether the sentence stands in a list of what was done or is amiss.
    pub is_told: bool,
}

/// A chunk by itself.
#[derive(Debug)]
pub enum Piece {
    /// A promise: its verb, what says that it is one, and who does it, when it begins with offices.
    Promise(Core, Ground, Option<By>),
    /// It goes on with what stands before it or leads to what follows.
    Open(Option<Ground>, Option<By>),
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
        if self.is_none(chunk) {
            state.ground = None;
            return Piece::Other(PassageClass::Background, None);
        }
        // 省厅要求,年底前完成: what stands behind it is what others want.
        if let Some(word) = self.said_by_others(chunk) {
            let sign = if sign == Some(Sign::QuotedAsk) { Sign::QuotedAsk } else { Sign::LegalBasis };
            (state.ground, state.said) = (None, Some((sign, word.clone())));
            return Piece::Other(class(sign), Some((sign, word)));
        }
        let is_cited = |word: &Range<usize>| is_cited(&self.text.folded(chunk.range.start..word.start));
        let sign = sign.filter(|sign| *sign != Sign::LikelyFuture || !chunk.word.as_ref().is_some_and(is_cited));
        // What stands already is what something will be done with: 下一步,推进已建磨坊修缮.
        let is_object = |word: &Range<usize>| {
            let is_behind = chunk.core.as_ref().is_some_and(|core| word.start >= core.range.end);
            is_behind && self.text.folded[word.start] == '已' && matches!(state.ground, Some(Ground::Said(_)))
        };
        let is_object = state.said.is_none() && chunk.word.as_ref().is_some_and(is_object);
        let sign = sign.filter(|sign| *sign != Sign::Past || !is_object);
        let is_held = matches!(state.said, Some((Sign::Conditional, _)));
        // 代表希望将站前广场纳入规划,并于明年动工.
        let goes_on = self.text.has_at(start, "并") || self.text.has_at(start, "且");
        state.is_asked = sign == Some(Sign::QuotedAsk) || state.is_asked && goes_on;
        if state.is_asked && goes_on {
            return Piece::Other(PassageClass::QuotedAsk, None);
        }
        match sign {
            Some(sign @ (Sign::QuotedAsk | Sign::Closing | Sign::Opening)) => return Piece::Other(class(sign), word),
            Some(Sign::Future) if !is_held => {
                let own = word.map(|(_, word)| word).unwrap_or_else(|| chunk.range.clone());
                state.ground = Some(Ground::Said(own));
                state.said = None;
            }
            Some(Sign::LikelyFuture) if state.ground.is_none() && state.said.is_none() && !state.is_past => {
                let is_told = state.is_told
                    || self.is_told(sentence)
                    || self.is_past_year(chunk)
                    || self.is_story(chunk, sentence);
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
        let beside = chunk.core.is_none().then(|| core_beside(self.text, &self.hits, &chunk.range)).flatten();
        let has_verb = chunk.core.is_some() || beside.is_some();
        let core = chunk.core.clone().or_else(|| chunk.subject.as_ref()?.core.clone()).or(beside);
        let limit = self.limit(chunk);
        let by = self.by(chunk, has_verb, limit.as_ref(), state);
        if let Some(word) = limit.clone().filter(|word| self.is_ground(word, chunk, sign, state)) {
            (state.ground, state.said) = (Some(Ground::Said(word)), None);
        }
        // By then something is done, wherever in this part its verb stands.
        let core = core.or_else(|| inner_core(self.text, &self.hits, &(limit?.end..chunk.range.end)));
        if state.ground.is_none()
            && state.said.is_none()
            && let Some(words) = self
                .assigned(chunk)
                .or_else(|| self.in_charge(chunk, sentence))
                .or_else(|| self.labelled(chunk, sentence))
            && !state.is_past
            && !state.is_told
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
        // Who does what follows: 由甲局牵头.
        let says_who = chunk.subject.as_ref().is_some_and(|own| own.is_all) || says_who(self.text, &self.bare(chunk));
        if self.calls(chunk) || self.is_duration(chunk) {
            return Piece::Other(PassageClass::Umbrella, None);
        }
        match (&state.ground, core.filter(|_| !says_who)) {
            (Some(ground), Some(core)) => Piece::Promise(core, ground.clone(), by),
            (ground, _) => Piece::Open(ground.clone(), by),
        }
    }

    /// A chunk without the stop behind it.
    pub fn bare(&self, chunk: &Chunk) -> Range<usize> {
        let own = self.text.trimmed(chunk.range.clone());
        let is_stop = own.end > own.start && ",;。:".contains(self.text.folded[own.end - 1]);
        self.text.trimmed(own.start..own.end - usize::from(is_stop))
    }

    /// Whether a chunk names a day or a year behind the letter's.
    fn is_to_come(&self, chunk: &Chunk) -> bool {
        let Some(letter) = self.date else { return false };
        let is_later = |at| year(self.text, at, chunk.range.end).is_some_and(|(year, _)| year > letter.year());
        // 自2024年7月1日起 is no deadline, and to come all the same.
        let is_day_later = |at| day_at(self.text, at, chunk.range.end).is_some_and(|found| found.day > letter);
        let has_limit = || deadline(self.text, &chunk.range, self.date).is_some();
        has_limit() || chunk.range.clone().any(|at| is_later(at) || is_day_later(at))
    }

    /// Whether the headings above a sentence say that it tells of what was or is amiss.
    pub fn is_told(&self, sentence: &Sentence) -> bool {
        matches!(self.heading(sentence.part), Some((Sign::Past | Sign::Reason, _)))
    }
}

/// Whether words say that what stands behind them is what others demand or plan.
pub fn is_cited(before: &str) -> bool {
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

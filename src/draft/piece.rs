//! The parts of a sentence: what each is by itself, and which of them make one promise.

use std::ops::Range;

use chrono::Datelike as _;

use super::{
    dates::{day_at, year},
    deadline::{deadline, undated},
    judge::{Ground, Judge},
    lexicon::Sign,
    limits::ends_a_span,
    offices::Named,
    roles::says_who,
    sentence::{Chunk, leads_on, may},
    split::Sentence,
    subject::{By, Role, core_beside, is_names, is_self},
    verb::{Core, by_an_office, inner_core, passed},
};
use crate::model::PassageClass;

/// How many characters may stand behind the 的 of a topic, its comma and it included.
const TOPIC: usize = 6;

/// How many characters of a chunk may stand before the deadline with which it begins.
const NEAR: usize = 4;

/// How many characters from what somebody is in charge of the sentence says by when.
const FAR: usize = 200;

/// How many parts of a sentence around one may say who does it, or that it tells of what was.
const AROUND: usize = 12;

/// How many characters from its end a chunk says that a list follows.
const LIST: usize = 12;

/// What the earlier chunks of a sentence make of the later ones.
#[derive(Debug)]
pub struct State {
    /// What makes them promises, if anything does.
    pub ground: Option<Ground>,
    /// What says that they are none, and its words.
    pub said: Option<(Sign, Range<usize>)>,
    /// Who does it, when offices were named.
    pub by: Option<By>,
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
        let is_none = self.text.has_at(start, "建议") || may(self.text, &chunk.range) || self.is_effect(chunk);
        if is_none || self.is_subject_matter(chunk) {
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
        match sign {
            Some(sign @ (Sign::QuotedAsk | Sign::Closing | Sign::Opening)) => return Piece::Other(class(sign), word),
            Some(Sign::Future) if !is_held => {
                let own = word.map(|(_, word)| word).unwrap_or_else(|| chunk.range.clone());
                state.ground = Some(Ground::Said(own));
                state.said = None;
            }
            Some(Sign::LikelyFuture) if state.ground.is_none() && state.said.is_none() && !sentence.is_past() => {
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
            && !sentence.is_past()
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
        if self.calls(chunk) {
            return Piece::Other(PassageClass::Umbrella, None);
        }
        match (&state.ground, core.filter(|_| !says_who)) {
            (Some(ground), Some(core)) => Piece::Promise(core, ground.clone(), by),
            (ground, _) => Piece::Open(ground.clone(), by),
        }
    }

    /// Whether a chunk only calls on offices, of which the next one says what they do: 要求工造局会同巡查处,修好风车.
    fn calls(&self, chunk: &Chunk) -> bool {
        const CALLS: &[&str] = &["要求", "责令", "督促", "指导", "协助", "联合", "组织", "协调", "敦促"];
        let Some(core) = &chunk.core else { return false };
        let Range { end, .. } = self.bare(chunk);
        let is_call = CALLS.iter().any(|word| self.text.has_at(core.range.start, word)) && core.range.end < end;
        let and = self.text.find(core.range.end..end, |c| c == '会').filter(|at| self.text.has_at(*at, "会同"));
        let names = [core.range.end..and.unwrap_or(end), and.map_or(end, |and| and + 2)..end];
        let is_open = self.text.folded.get(end) == Some(&',');
        is_call && is_open && names.iter().all(|own| own.is_empty() || is_names(self.text, own))
    }

    /// A chunk without the stop behind it.
    fn bare(&self, chunk: &Chunk) -> Range<usize> {
        let own = self.text.trimmed(chunk.range.clone());
        let is_stop = own.end > own.start && ",;。:".contains(self.text.folded[own.end - 1]);
        self.text.trimmed(own.start..own.end - usize::from(is_stop))
    }

    /// Whether a chunk says what will come of something, and not what somebody will do: 此举将缓解拥堵, 建成后,将有力带动发展.
    fn is_effect(&self, chunk: &Chunk) -> bool {
        const DEEDS: &[&str] = &["此举", "这将", "这也将", "这些措施", "上述措施", "以上措施"];
        const WORKS: &[&str] = &["将有力", "将有效", "将极大", "将大大", "将显著", "将明显", "将大幅"];
        const DONE: &[&str] = &["建成后", "投用后", "完成后", "实施后", "完工后", "开通后", "通车后", "竣工后"];
        let start = self.text.trimmed(chunk.range.clone()).start;
        let begins = |words: &[&str]| words.iter().any(|word| self.text.has_at(start, word));
        let is_behind = |word: &&str| {
            let at = chunk.range.start.checked_sub(word.chars().count() + 1);
            at.is_some_and(|at| self.text.has_at(at, word) && self.text.folded[chunk.range.start - 1] == ',')
        };
        begins(DEEDS) || begins(WORKS) && DONE.iter().any(is_behind)
    }

    /// Whether a chunk only says of what the next one speaks: 有关免费开放一节,尚不宜采行.
    fn is_subject_matter(&self, chunk: &Chunk) -> bool {
        let own = self.text.trimmed(chunk.range.clone());
        let end = own.end.checked_sub(1).filter(|at| *at > own.start && self.text.folded[*at] == ',');
        let begins = ["关于", "有关", "至于"].iter().any(|word| self.text.has_at(own.start, word));
        let ends =
            |end: usize| ["一节", "乙节", "一事", "事宜", "问题"].iter().any(|word| self.text.has_at(end - 2, word));
        begins && end.is_some_and(|end| end >= own.start + 4 && ends(end))
    }

    /// The words at the end of a chunk by which somebody else says what follows; what is told as a basis, 按照省厅要求, leads to
    /// one's own promise.
    fn said_by_others(&self, chunk: &Chunk) -> Option<Range<usize>> {
        const SAYS: &[&str] = &["要求", "提出", "指出", "规定", "强调", "约定"];
        const BASES: &[&str] =
            &["根据", "按照", "按", "依据", "依照", "针对", "结合", "落实", "对照", "围绕", "对", "为"];
        let own = self.text.trimmed(chunk.range.clone());
        let stop = own.end.checked_sub(1).filter(|at| *at > own.start && ",:".contains(self.text.folded[*at]))?;
        let word = SAYS.iter().map(|word| stop.saturating_sub(word.chars().count())..stop);
        let word = word.zip(SAYS).find(|(at, word)| at.start > own.start && self.text.has_at(at.start, word))?.0;
        let is_basis = BASES.iter().any(|word| self.text.has_at(own.start, word));
        // 省厅 may be whoever writes, but 省厅要求 is not.
        let is_own = "我本".contains(self.text.folded[own.start]);
        (!is_basis && !is_own).then_some(word)
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

    /// Who does what a chunk says: the offices with which it begins, or, when a verb begins it, those before it in its sentence.
    fn by(&self, chunk: &Chunk, has_verb: bool, limit: Option<&Range<usize>>, state: &mut State) -> Option<By> {
        let is_apart = chunk.range.start.checked_sub(1).is_some_and(|at| self.text.folded[at] == ';');
        if is_apart || is_self(self.text, &chunk.range) {
            state.by = None;
        }
        // Who only helps does not do what follows: 甲局修好,乙局配合,年底前完成.
        if let Some(subject) = chunk.subject.as_ref().filter(|own| !own.is_all || own.by.role != Role::Helps) {
            state.by = Some(subject.by.clone());
        }
        let start = self.text.trimmed(chunk.range.clone()).start;
        // What is expected is nobody's: 预计年底完工.
        let is_expected = ["预计", "有望", "预期"].iter().any(|word| self.text.has_at(start, word));
        let begins = |own: Option<&Range<usize>>| own.is_some_and(|own| own.start == start);
        // 文书局将印发通知,风车将于年底前修好: before the verb stands what is spoken of now, and not they.
        let first =
            chunk.core.iter().map(|core| core.range.start).chain(chunk.word.iter().map(|word| word.start)).min();
        let reach = passed(self.text, &self.hits, start, chunk.range.end);
        let is_at = |at: usize| self.text.folded.get(at).is_some_and(|c| "于在到至自".contains(*c));
        let is_theirs = leads_on(self.text, &chunk.range) || first.is_none_or(|first| first <= reach || is_at(reach));
        let goes_on = !is_expected && (has_verb && is_theirs || begins(chunk.word.as_ref()) || begins(limit));
        state.by.clone().filter(|_| goes_on || chunk.subject.is_some())
    }

    /// The offices with which a chunk begins that are in charge of something, in a sentence that says by when.
    fn in_charge(&self, chunk: &Chunk, sentence: &Sentence) -> Option<Range<usize>> {
        let own = chunk.subject.as_ref().filter(|own| own.by.role == Role::Leads)?;
        let core = own.core.as_ref()?;
        let Range { start, end } = sentence.range;
        let near = chunk.range.start.saturating_sub(FAR).max(start)..chunk.range.end.saturating_add(FAR).min(end);
        let has_limit = deadline(self.text, &near, Some(self.date?)).is_some();
        has_limit.then_some(own.by.names.start..core.range.start)
    }

    /// The words of a chunk that say who does it.
    fn assigned(&self, chunk: &Chunk) -> Option<Range<usize>> {
        let own = self.text.trimmed(chunk.range.clone());
        chunk.core.as_ref()?;
        let by = by_an_office(self.text, &own).map(|end| own.start..end);
        by.or_else(|| Named::plain_bracket(self.text, &own)).or_else(|| Named::bracket(self.text, &own))
    }

    /// A chunk behind another in its sentence that only says who does it: 开通渡船三条,责任单位为工造局.
    fn labelled(&self, chunk: &Chunk, sentence: &Sentence) -> Option<Range<usize>> {
        chunk.core.as_ref()?;
        let first = sentence.chunks.partition_point(|own| own.range.start < chunk.range.end);
        let mut behind = sentence.chunks[first..].iter().take(AROUND);
        behind.find(|own| says_who(self.text, &self.bare(own))).map(|own| self.bare(own))
    }

    /// Where a chunk says by when something is done. What is cited says by when others ask for it, and "during the plan" names no
    /// day.
    pub fn limit(&self, chunk: &Chunk) -> Option<Range<usize>> {
        let date = self.date?;
        let with_a_day = || deadline(self.text, &chunk.range, Some(date)).map(|named| named.range);
        let own = with_a_day().or_else(|| undated(self.text, &chunk.range, Some(date)))?;
        let start = self.text.trimmed(chunk.range.clone()).start;
        let words = self.text.folded(own.clone());
        let is_during = ["期间", "时期"].iter().any(|end| words.ends_with(end)) || ends_a_span(self.text, own.start);
        (!is_cited(&self.text.folded(start..own.start.max(start))) && !is_during).then_some(own)
    }

    /// Whether the limit of a chunk makes it speak of what will be done. Behind words of the past, the chunk must begin with it.
    fn is_ground(&self, limit: &Range<usize>, chunk: &Chunk, sign: Option<Sign>, state: &State) -> bool {
        let is_near = || limit.start.saturating_sub(self.text.trimmed(chunk.range.clone()).start) <= NEAR;
        let is_open = match &state.said {
            None => !matches!(state.ground, Some(Ground::Said(_))),
            Some((said, _)) => *said == Sign::Past && is_near(),
        };
        is_open && matches!(sign, None | Some(Sign::LikelyFuture))
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

    /// Whether an earlier part of a sentence tells of a year that is over when the letter is written, and not on what something
    /// rests: 列入2016年实事,启动修缮,逐步更换.
    fn is_story(&self, chunk: &Chunk, sentence: &Sentence) -> bool {
        let is_over = |at: usize, end: usize| {
            let letter = self.date.map(|date| date.year());
            let is_free = at.checked_sub(1).is_none_or(|before| !"《〔[(-~—–至".contains(self.text.folded[before]));
            let named = year(self.text, at, end).filter(|(_, after)| self.text.has_at(*after, "年"));
            is_free && named.is_some_and(|(year, _)| letter.is_some_and(|letter| year < letter))
        };
        let tells =
            |own: &Chunk| !leads_on(self.text, &own.range) && own.range.clone().any(|at| is_over(at, own.range.end));
        let own = sentence.chunks.partition_point(|own| own.range.start < chunk.range.start);
        sentence.chunks[..own].iter().rev().take(AROUND).any(tells)
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

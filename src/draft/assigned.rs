//! By whom and by when a part of a sentence says that something is done, and when that makes it a promise.

use std::ops::Range;

use super::{
    aside::AROUND,
    deadline::{deadline, undated},
    judge::{Ground, Judge},
    lexicon::Sign,
    limits::ends_a_span,
    offices::Named,
    piece::{State, is_cited},
    roles::says_who,
    sentence::{Chunk, leads_on},
    split::Sentence,
    subject::{By, Share, is_names, is_self},
    verb::{by_an_office, passed},
};

impl Judge<'_> {
    /// Whether a chunk only calls on offices, of which the next one says what they do: 要求工造局会同巡查处,修好风车.
    pub fn calls(&self, chunk: &Chunk) -> bool {
        const CALLS: &[&str] = &["要求", "责令", "督促", "指导", "协助", "联合", "组织", "协调", "敦促"];
        let Some(core) = &chunk.core else { return false };
        let Range { end, .. } = self.bare(chunk);
        let is_call = CALLS.iter().any(|word| self.text.has_at(core.range.start, word)) && core.range.end < end;
        let and = self.text.find(core.range.end..end, |c| c == '会').filter(|at| self.text.has_at(*at, "会同"));
        let names = [core.range.end..and.unwrap_or(end), and.map_or(end, |and| and + 2)..end];
        let is_open = self.text.folded.get(end) == Some(&',');
        is_call && is_open && names.iter().all(|own| own.is_empty() || is_names(self.text, own))
    }

    /// Who does what a chunk says: the offices with which it begins, or, when a verb begins it, those before it in its sentence.
    pub fn by(&self, chunk: &Chunk, has_verb: bool, limit: Option<&Range<usize>>, state: &mut State) -> Option<By> {
        let is_apart = chunk.range.start.checked_sub(1).is_some_and(|at| self.text.folded[at] == ';');
        if is_apart || is_self(self.text, &chunk.range) {
            state.by = None;
        }
        // Who only helps does not do what follows: 甲局修好,乙局配合,年底前完成.
        if let Some(subject) = chunk.subject.as_ref().filter(|own| !own.is_all || own.by.share != Share::Helps) {
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

    /// Whether a chunk says only how long what the next one says will take: 争取用三年时间,
    pub fn is_duration(&self, chunk: &Chunk) -> bool {
        let own = self.bare(chunk);
        let is_short = own.len() <= DURATION && self.text.folded.get(own.end) == Some(&',');
        let uses = self.text.find(own.clone(), |c| "用利".contains(c)).is_some();
        is_short && uses && own.end >= own.start + 2 && self.text.has_at(own.end - 2, "时间")
    }

    /// The offices with which a chunk begins that are in charge of something, in a sentence that says by when.
    pub fn in_charge(&self, chunk: &Chunk, sentence: &Sentence) -> Option<Range<usize>> {
        let own = chunk.subject.as_ref().filter(|own| own.by.share == Share::Leads)?;
        let core = own.core.as_ref()?;
        let Range { start, end } = sentence.range;
        let near = chunk.range.start.saturating_sub(FAR).max(start)..chunk.range.end.saturating_add(FAR).min(end);
        let has_limit = deadline(self.text, &near, Some(self.date?)).is_some();
        has_limit.then_some(own.by.names.start..core.range.start)
    }

    /// The words of a chunk that say who does it.
    pub fn assigned(&self, chunk: &Chunk) -> Option<Range<usize>> {
        let own = self.text.trimmed(chunk.range.clone());
        chunk.core.as_ref()?;
        let by = by_an_office(self.text, &own).map(|end| own.start..end);
        by.or_else(|| Named::plain_bracket(self.text, &own)).or_else(|| Named::bracket(self.text, &own))
    }

    /// A chunk behind another in its sentence that only says who does it: 开通渡船三条,责任单位为工造局.
    pub fn labelled(&self, chunk: &Chunk, sentence: &Sentence) -> Option<Range<usize>> {
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
        let is_during = ["期间", "时期", "全年", "两年"].iter().any(|end| words.ends_with(end))
            || ends_a_span(self.text, own.start);
        (!is_cited(&self.text.folded(start..own.start.max(start))) && !is_during).then_some(own)
    }

    /// Whether the limit of a chunk makes it speak of what will be done. Behind words of the past, the chunk must begin with it.
    pub fn is_ground(&self, limit: &Range<usize>, chunk: &Chunk, sign: Option<Sign>, state: &State) -> bool {
        let is_near = || limit.start.saturating_sub(self.text.trimmed(chunk.range.clone()).start) <= NEAR;
        let is_open = match &state.said {
            None => !matches!(state.ground, Some(Ground::Said(_))),
            Some((said, _)) => *said == Sign::Past && is_near(),
        };
        is_open && matches!(sign, None | Some(Sign::LikelyFuture))
    }
}

/// The longest words for how long something takes.
const DURATION: usize = 14;

/// How many characters of a chunk may stand before the deadline with which it begins.
const NEAR: usize = 4;
/// How many characters from what somebody is in charge of the sentence says by when.
const FAR: usize = 200;

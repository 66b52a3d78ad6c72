//! What a sentence announces: what comes next, a list of it, or a list of what was.

use std::ops::Range;

use super::{
    judge::{Judge, REACH},
    lexicon::Sign,
    outline::Level,
    split::Sentence,
};

/// Words that say that what follows is what comes next, until the part ends.
const NEXT: &[&str] = &["下一步", "下步", "下一阶段", "今后", "接下来"];

/// What was announced as what comes next.
#[derive(Debug)]
pub struct Next {
    /// The words.
    pub word: Range<usize>,
    /// How high the part stands in which they do.
    pub above: Option<Level>,
    /// Whether they announce a list, which may be the chapters of the letter.
    pub is_list: bool,
}

impl Judge<'_> {
    /// How high the part stands in which something is announced. A list of clauses goes on behind the clause that announces it.
    pub fn above(&self, part: Option<usize>, is_list: bool) -> Option<Level> {
        let level = |part: usize| self.parts[part].level;
        let own = (0..=part?).rev().take(REACH).map(level);
        own.into_iter().find(|level| !is_list || *level < Level::Clause)
    }

    pub fn next(&self, range: &Range<usize>) -> Option<Range<usize>> {
        range.clone().find_map(|at| {
            let word = NEXT.iter().find(|word| self.text.has_at(at, word))?;
            let end = at + word.chars().count();
            let is_told = at > range.start && self.text.folded[at - 1] == '了';
            let is_time = self.text.has_at(end, "的工作中");
            (!is_told && (is_time || !self.text.has_at(end, "的"))).then_some(at..end)
        })
    }

    /// The word of a sentence that speaks of what was and ends with a colon: what follows in parts was, too.
    pub fn list_of_what_was(&self, sentence: &Sentence) -> Option<Range<usize>> {
        let end = self.text.trimmed(sentence.range.clone()).end;
        let is_open = end.checked_sub(1).is_some_and(|at| self.text.folded[at] == ':');
        let is_else = sentence.has(&[Sign::Opening, Sign::Future, Sign::LikelyFuture]);
        let past = sentence.chunks.iter().find(|chunk| chunk.sign == Some(Sign::Past))?;
        (is_open && !is_else).then(|| past.word.clone()).flatten()
    }

    /// The word of a sentence that speaks of what will be done and ends with a colon, or says that a list follows: what it
    /// announces follows in parts.
    pub fn list_to_come(&self, sentence: &Sentence) -> Option<Range<usize>> {
        let end = self.text.trimmed(sentence.range.clone()).end;
        let is_open = end.checked_sub(1).is_some_and(|at| self.text.folded[at] == ':');
        // "We shall answer as follows": what follows is the answer.
        if sentence.has(&[Sign::Opening])
            || sentence.range.clone().any(|at| ANSWERS.iter().any(|word| self.text.has_at(at, word)))
        {
            return None;
        }
        let says_so = || {
            let last = sentence.chunks.last()?;
            let follows = |at| ["以下", "如下"].iter().any(|word| self.text.has_at(at, word));
            (last.sign == Some(Sign::Future) && last.range.clone().any(follows)).then_some(())
        };
        let Some(future) = sentence.chunks.iter().find(|chunk| chunk.sign == Some(Sign::Future)) else {
            return self.tasks_to_come(sentence).filter(|_| is_open);
        };
        (is_open || says_so().is_some()).then(|| future.word.clone()).flatten()
    }

    /// The words that announce a list of what is to be done well, in a sentence that tells nothing of the past: 重点做好以下工作.
    fn tasks_to_come(&self, sentence: &Sentence) -> Option<Range<usize>> {
        const DOES: &[&str] = &["做好", "抓好", "落实好", "开展好"];
        const LIST: &[&str] = &["以下", "如下", "几项", "几个方面", "几方面"];
        let last = sentence.chunks.last().filter(|_| !sentence.is_past())?;
        let does = last.range.clone().find(|at| self.text.has_one_at(*at, DOES))?;
        (does..last.range.end).any(|at| self.text.has_one_at(at, LIST)).then_some(does..does + 2)
    }
}

/// Words of a sentence that announces an answer, and not what will be done.
const ANSWERS: &[&str] = &["答复", "回复", "汇报", "报告", "说明", "反馈"];

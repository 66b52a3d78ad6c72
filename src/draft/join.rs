//! The parts of a sentence united: which of them make one promise.

use std::ops::Range;

use super::{
    deadline::{deadline, is_time},
    judge::{Ground, Judge, Judged, What},
    piece::Piece,
    roles::says_who,
    sentence::leads_on,
    split::Sentence,
    subject::is_self,
    verb::{Core, inner_core, unlisted_core},
    will::will,
};
use crate::model::PassageClass;

/// How many characters may stand before a verb that begins a part all the same.
const NEAR: usize = 4;
/// How many characters from its end a part that names something has its 的.
const NOUN: usize = 5;

impl Judge<'_> {
    /// Unites the chunks of a sentence: what leads to a promise stands before it, what goes on with it belongs to it.
    pub fn join(&self, sentence: &Sentence, pieces: Vec<(Range<usize>, Piece)>, judged: &mut Vec<Judged>) {
        let n = pieces.len();
        // Each part between semicolons stands for itself.
        let last_of = |range: &Range<usize>| self.text.trimmed(range.clone()).end.checked_sub(1);
        let is_stop = |range: &Range<usize>| last_of(range).is_some_and(|last| self.text.folded[last] == ';');
        let is_open = |range: &Range<usize>| last_of(range).is_some_and(|last| self.text.folded[last] == ',');
        let stops: Vec<bool> = pieces.iter().map(|(range, _)| is_stop(range)).collect();
        let promises: Vec<bool> = pieces.iter().map(|(_, piece)| matches!(piece, Piece::Promise(..))).collect();
        let mut has_promise = vec![false; n];
        let mut start = 0;
        for end in (0..n).filter(|at| at + 1 == n || stops[*at]) {
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
                Piece::Promise(core, ..)
                    if at + 1 == n
                        && at > 0
                        && self.is_purpose(&core, &range)
                        && matches!(units.last(), Some(Judged { what: What::Promise(..), .. })) =>
                {
                    push(What::Other(PassageClass::Purpose, None), &mut units);
                }
                Piece::Promise(core, ground, by) => push(What::Promise(core, ground, by), &mut units),
                Piece::Other(class, word) => push(What::Other(class, word), &mut units),
                Piece::Open(ground, by) => match (units.last_mut().filter(|_| at > 0 && !stops[at - 1]), ground) {
                    // What begins like a lead-in belongs to the promise behind it.
                    (Some(Judged { what: What::Promise(..), .. }), Some(_)) if at + 1 < n && leads[at] => {
                        push(What::Other(PassageClass::Umbrella, None), &mut units);
                    }
                    (Some(Judged { range: own, what: What::Promise(..), .. }), ground) => {
                        // 省厅将出台办法,我局将据此制定细则: whoever writes begins a promise of their own.
                        match ground.and_then(|ground| Some((self.own_core(&range)?, ground))) {
                            Some((core, ground)) => push(What::Promise(core, ground, by), &mut units),
                            None => own.end = range.end,
                        }
                    }
                    // 修好风车;巡查处配合。
                    (_, Some(_)) if !is_open(&range) && says_who(self.text, &range) => {
                        push(What::Other(PassageClass::Background, None), &mut units);
                    }
                    (_, Some(ground)) if !has_promise[at] && !self.only_leads(&range) => {
                        // The name of an office before 将 may hold a verb: 巡查处将.
                        let behind = will(self.text, &self.hits, &range).map(|will| will.end..range.end);
                        let inner = |range: &Range<usize>| inner_core(self.text, &self.hits, range);
                        let core = behind.as_ref().and_then(inner).or_else(|| inner(&range));
                        match core.or_else(|| unlisted_core(self.text, &self.hits, &range)) {
                            Some(core) => push(What::Promise(core, ground, by), &mut units),
                            None => push(What::Other(PassageClass::Umbrella, None), &mut units),
                        }
                    }
                    (_, Some(ground)) => match self.near_core(&range, &ground) {
                        Some(core) => push(What::Promise(core, ground, by), &mut units),
                        None => push(What::Other(PassageClass::Umbrella, None), &mut units),
                    },
                    (_, None) => push(What::Other(PassageClass::Background, None), &mut units),
                },
            }
        }
        judged.append(&mut units);
    }

    /// The verb of a part in which whoever writes says what they will do, whatever stands before the verb.
    fn own_core(&self, range: &Range<usize>) -> Option<Core> {
        let will = self.text.find(range.clone(), |c| "将拟".contains(c)).filter(|_| is_self(self.text, range))?;
        inner_core(self.text, &self.hits, &(will + 1..range.end))
    }

    /// The verb close behind the first words of a part of an announced list, which is then one of its promises: 分三批修好.
    fn near_core(&self, range: &Range<usize>, ground: &Ground) -> Option<Core> {
        let own = self.text.trimmed(range.clone());
        let leads = leads_on(self.text, range) && !self.text.has_at(own.start, "为每");
        let core = inner_core(self.text, &self.hits, range).filter(|core| core.range.start - own.start <= NEAR);
        let is_noun = own.rev().take(NOUN).any(|at| self.text.folded[at] == '的');
        let says_who = core.as_ref().is_some_and(|core| self.text.has_at(core.range.start, "牵头"));
        core.filter(|_| !leads && !is_noun && !says_who && matches!(ground, Ground::Announced(_)))
    }

    /// Whether a part begins with a preposition and ends with a comma: what it leads to stands elsewhere.
    fn only_leads(&self, range: &Range<usize>) -> bool {
        let own = self.text.trimmed(range.clone());
        own.end > own.start && self.text.folded[own.end - 1] == ',' && leads_on(self.text, range)
    }

    /// Verbs with which the aim of what stands before them is told, where nothing says by when it is reached.
    fn is_purpose(&self, core: &Core, range: &Range<usize>) -> bool {
        const AIMS: &[&str] = &[
            "促进", "满足", "增强", "提升", "提高", "确保", "实现", "筑牢", "构筑", "巩固", "保障", "推动", "形成",
            "激发", "助力", "营造", "凝聚",
        ];
        // 积极推动目标落实 is more than an aim.
        let start = self.text.trimmed(range.clone()).start;
        let is_led =
            ["积极", "大力", "加快", "着力", "继续", "深入", "全力"].iter().any(|word| self.text.has_at(start, word));
        let word = self.text.folded(core.range.clone());
        !is_led && AIMS.contains(&word.as_str()) && deadline(self.text, range, self.date).is_none()
    }
}

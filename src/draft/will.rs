//! The words by which whoever speaks says that something will be done: 将, 拟, 会, 计划, 决定, 承诺.

use std::ops::Range;

use super::{
    often::often,
    sentence::Hits,
    subject::{is_names, is_self},
    text::Text,
    verb::{AIMS, Core, WAYS, core_from, passed, rest_core, taken_up, timed_core},
};

/// `将`, `拟`, `会` or `计划` with what will be done behind it: a verb, a time and a verb, or a preposition that leads to one.
/// Not 现将, and not 将X作为, which takes something and does not promise.
pub fn will(text: &Text, hits: &Hits<'_>, range: &Range<usize>) -> Option<Range<usize>> {
    range.clone().find_map(|at| {
        let end = auxiliary(text, range, at)?;
        // A letter without a comma has as many of them as characters.
        let reach = range.end.min(end + REACH);
        let behind = passed(text, hits, end, reach);
        // 会给 tells what comes of something: whoever goes on does so with a verb or a way.
        let goes_on = text.folded[at] == '会' && at == range.start;
        let aims = AIMS.iter().filter(|_| !goes_on);
        let taken = || taken_up(text, hits, end, reach).or_else(|| rest_core(text, hits, end, reach));
        let is_taking = end < reach && "将把".contains(text.folded[end]) && taken().is_some();
        let leads_to_it = || is_taking || aims.chain(WAYS).any(|word| text.has_at(behind, word));
        let core = core_from(text, hits, end, reach).or_else(|| timed_core(text, hits, end, reach));
        let is_taken = || text.folded[at] == '将' && core.as_ref().is_some_and(|core| takes(text, core, end, reach));
        let is_often = OFTEN.iter().any(|word| text.has_at(end, word)) || often(text, end, reach) > end;
        let is_often = is_often && !text.has_at(behind, "的");
        // Whoever plans something says so, whatever stands before the verb: 我局计划节日期间举办.
        let is_planned =
            || "拟计".contains(text.folded[at]) && at > range.start && rest_core(text, hits, end, reach).is_some();
        // 我局将聚焦群众需求: whoever writes says what they will do, whatever the verb is, but where 将 takes something.
        let is_near = |most: usize| {
            at > range.start
                && at - range.start <= most
                && "们局委办厅部门院市省区县州处司会站署府团心位".contains(text.folded[at - 1])
        };
        let is_who =
            || is_near(SELF) && is_self(text, range) || is_near(NAME) && is_names(text, &text.trimmed(range.start..at));
        let is_own = "将拟计决承".contains(text.folded[at])
            && !takes_it(text, end)
            && is_who()
            && !into(text, behind + 1, reach);
        (!is_taken() && (is_own || core.is_some() || leads_to_it() || is_often || is_planned())).then_some(at..end)
    })
}

/// How far behind such a word stands what will be done.
const REACH: usize = 80;

/// The longest name by which whoever writes calls itself, 我县交通运输局, and that of another office.
const SELF: usize = 9;
const NAME: usize = 20;

/// Whether 将 takes something to make it something else: 将该路段列入.
fn into(text: &Text, at: usize, end: usize) -> bool {
    const INTO: &[&str] =
        &["列入", "纳入", "列为", "作为", "融入", "移交", "转交", "定为", "确定为", "改为", "调整为", "与"];
    (at..end).any(|at| INTO.iter().any(|word| text.has_at(at, word)))
}

/// Whether what stands behind a 将 is what it takes: 将其列为重点.
pub fn takes_it(text: &Text, at: usize) -> bool {
    text.folded.get(at).is_some_and(|c| "其该此您".contains(*c))
}

/// Words of how often or how something is done: behind them stands what is done, whatever the verb.
const OFTEN: &[&str] = &["定期", "继续", "持续", "不断", "尽快", "尽早", "及时", "一如既往"];

/// Whether what stands right behind a 将 is what it takes, though it begins like a verb: 将巡查结果作为.
fn takes(text: &Text, core: &Core, behind: usize, end: usize) -> bool {
    const INTO: &[&str] = &["作为", "当作", "扩大到", "扩大至", "提高到", "提高至", "增加到", "增加至", "改为", "转为"];
    core.range.start == behind && (core.range.end..end).any(|at| INTO.iter().any(|word| text.has_at(at, word)))
}

/// Where an auxiliary ends that stands at a place and says that something will be done.
fn auxiliary(text: &Text, range: &Range<usize>, at: usize) -> Option<usize> {
    let before = at.checked_sub(1).filter(|before| *before >= range.start).map(|before| text.folded[before]);
    // Behind a comma whoever speaks need not be named again: 本局会检视安排,会参考意见.
    let goes_on = at > 0 && at == range.start && text.folded[at - 1] == ',';
    let is_behind = |none: &str| before.is_some_and(|c| none.contains(c));
    let is_followed = |words: &[&str]| words.iter().any(|word| text.has_at(at + 1, word));
    // Whoever speaks stands before it, or nobody does.
    let has_subject = || {
        before.is_none_or(|c| {
            "们局委办厅部门院市省区县州镇乡村处队司会站署府团校示但还也都仍亦又并后,".contains(c) || c.is_whitespace()
        })
    };
    // 管委会, 村委会: the end of a name, unless whoever speaks is a commission.
    let is_committee =
        || before == Some('委') && !at.checked_sub(2).is_some_and(|before| "我本".contains(text.folded[before]));
    match text.folded[at] {
        '将' if !is_behind("现即必已曾") => Some(at + 1),
        '拟' if !is_behind("模虚草") && !is_followed(&["定", "订", "稿", "人"]) => Some(at + 1),
        '会' if (before.is_some() || goes_on)
            && has_subject()
            && !is_committee()
            && !is_followed(&["同", "商", "议", "上", "员", "计", "展", "场", "签", "办", "审", "谈"]) =>
        {
            Some(at + 1)
        }
        // 我局决定修好风车, 经研究,决定修好风车; 市里决定 and 由……决定 tell of others.
        '决' | '承' if ["决定", "承诺"].iter().any(|word| text.has_at(at, word)) => {
            let is_self = at > range.start && at - range.start <= SELF && is_self(text, &(range.start..at));
            (is_self || at == range.start).then_some(at + 2)
        }
        '计' if text.has_at(at, "计划")
            && !is_behind("原")
            && (has_subject() || before.is_some_and(|c| "年月内".contains(c))) =>
        {
            Some(at + 2)
        }
        _ => None,
    }
}

/// The 将 behind whoever writes with which they take something to do something with it: 我局将该路段列入计划. It may tell of what
/// was done.
pub fn taking(text: &Text, range: &Range<usize>) -> Option<Range<usize>> {
    const TAKEN: &[&str] = &["纳入", "列入", "移交", "转交", "调整", "改为", "延长", "提高到", "提升"];
    let reach = range.start..range.end.min(range.start + SELF + 1);
    let at = text
        .find(reach, |c| c == '将')
        .filter(|at| *at > range.start && !"现即必已曾".contains(text.folded[at - 1]))?;
    let is_taken = || (at + 2..range.end).any(|at| TAKEN.iter().any(|word| text.has_at(at, word)));
    (is_self(text, &(range.start..at)) && !text.has_at(at + 1, "其") && is_taken()).then_some(at..at + 1)
}

//! The verb with which a promise would begin, and the words that say that it will be done.

use std::ops::Range;

use super::{
    lexicon::{Hit, Sign, Sort},
    often::often,
    sentence::{FRAMES, Hits},
    subject::{is_names, is_self},
    text::Text,
};
use crate::model::Strength;

/// The verb with which a promise begins.
#[derive(Clone, Debug)]
pub struct Core {
    /// Where it stands.
    pub range: Range<usize>,
    /// How strong it is.
    pub strength: Strength,
}

/// `将`, `拟`, `会` or `计划` with what will be done behind it: a verb, a time and a verb, or a preposition that leads to one.
/// Not 现将, and not 将X作为, which takes something and does not promise.
pub fn will(text: &Text, hits: &Hits<'_>, range: &Range<usize>) -> Option<Range<usize>> {
    range.clone().find_map(|at| {
        let end = auxiliary(text, range, at)?;
        let behind = passed(text, hits, end, range.end);
        // 会给 tells what comes of something: whoever goes on does so with a verb or a way.
        let goes_on = text.folded[at] == '会' && at == range.start;
        let aims = AIMS.iter().filter(|_| !goes_on);
        let taken = || taken_up(text, hits, end, range.end).or_else(|| rest_core(text, hits, end, range.end));
        let is_taking = end < range.end && "将把".contains(text.folded[end]) && taken().is_some();
        let leads_to_it = || is_taking || aims.chain(WAYS).any(|word| text.has_at(behind, word));
        let core = core_from(text, hits, end, range.end).or_else(|| timed_core(text, hits, end, range.end));
        let is_taken =
            || text.folded[at] == '将' && core.as_ref().is_some_and(|core| takes(text, core, end, range.end));
        let is_often = OFTEN.iter().any(|word| text.has_at(end, word)) || often(text, end, range.end) > end;
        let is_often = is_often && !text.has_at(behind, "的");
        // Whoever plans something says so, whatever stands before the verb: 我局计划节日期间举办.
        let is_planned =
            || "拟计".contains(text.folded[at]) && at > range.start && rest_core(text, hits, end, range.end).is_some();
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
            && !into(text, behind + 1, range.end)
            && is_who();
        (!is_taken() && (is_own || core.is_some() || leads_to_it() || is_often || is_planned())).then_some(at..end)
    })
}

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
fn takes_it(text: &Text, at: usize) -> bool {
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
            (is_self || goes_on).then_some(at + 2)
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

/// Prepositions that say to whom or for what something is done: the verb stands behind them.
const AIMS: &[&str] = &["向", "与", "同", "对", "为", "把", "给", "会同", "协同", "针对"];
/// Prepositions that say how it is done.
const WAYS: &[&str] =
    &["按", "依", "根据", "因应", "结合", "围绕", "通过", "以", "从", "由", "在", "于", "参照", "参考", "立足", "紧扣"];
/// Verbs that say only that something is done, and what it is stands before or behind them.
const LIGHT: &[&str] = &["进行", "开展", "予以", "给予", "加以"];

/// Where the words end that may stand before a verb.
pub fn passed(text: &Text, hits: &Hits<'_>, mut at: usize, end: usize) -> usize {
    let is_adverb = |hit: &&Hit| matches!(hit.sort, Sort::Lead | Sort::Sign(Sign::Future | Sign::LikelyFuture));
    let behind = |at: usize| {
        let times = Some(often(text, at, end)).filter(|next| *next > at);
        times.or_else(|| hits.at(at, end).find(is_adverb).map(|hit| hit.range.end))
    };
    while let Some(next) = behind(at) {
        at = next;
    }
    at
}

/// The verb behind a preposition that says for whom: 向有关部门反映. A verb that says only that something is done goes first.
pub fn core_behind_aim(text: &Text, hits: &Hits<'_>, at: usize, end: usize) -> Option<Core> {
    let at = passed(text, hits, at, end);
    AIMS.iter().any(|word| text.has_at(at, word)).then_some(())?;
    // 会同工造局、巡查处: who goes along, and the verb of a name is none.
    let stop = if end > at && ",;。".contains(text.folded[end - 1]) { end - 1 } else { end };
    let beside = ["会同", "协同", "与", "同"].iter().find(|word| text.has_at(at, word));
    if beside.is_some_and(|word| is_names(text, &(at + word.chars().count()..stop))) {
        return None;
    }
    // 向住房城乡建设、旅游等部门反映: they end with the last word for offices.
    let names = text.find(at..end.min(at + OFFICE), |c| c == '部').filter(|at| text.has_at(*at, "部门"));
    let behind = names.map_or(at + 1, |names| names + 2)..end;
    let mut verbs = verbs_in(text, hits, &behind);
    let taken = text.has_at(at, "把").then(|| rest_core(text, hits, at, end)).flatten();
    light_core(text, hits, at, end).or(taken).or_else(|| verbs.next())
}

/// The verb behind a preposition that says how, and then to whom: 根据文件精神向县政府汇报.
fn core_behind_way(text: &Text, hits: &Hits<'_>, at: usize, end: usize) -> Option<Core> {
    let at = passed(text, hits, at, end);
    let is_way = WAYS.iter().any(|word| text.has_at(at, word))
        || at.checked_sub(1).is_some_and(|before| "据按合绕".contains(text.folded[before]));
    let aim = text.find(at..end, |c| c == '向').filter(|_| is_way)?;
    core_behind_aim(text, hits, aim, end)
}

/// What is said behind 将于, a time or an adverb is done, also when no verb of the lexicon says so.
fn unknown_core(text: &Text, hits: &Hits<'_>, at: usize, end: usize) -> Option<Core> {
    let behind = passed(text, hits, at, end);
    let timed = if text.has_at(behind, "于") { behind + 1 } else { behind };
    let verb = passed(text, hits, behind_the_time(text, timed, end), end);
    // 将主动作为 says nothing by itself.
    let is_way = WAYS.iter().chain(AIMS).chain(&["作为"]).any(|word| text.has_at(verb, word));
    let is_led = verb > at && (verb > timed || behind > at);
    let unknown = || {
        (is_led && !is_way && verb + 2 < end && text.folded[verb].is_alphabetic())
            .then(|| Core { range: verb..verb + 2, strength: Strength::Act })
    };
    core_from(text, hits, verb, end).or_else(unknown)
}

/// The verb behind adverbs and a time: 预计于10月底便可投入使用.
fn timed_core(text: &Text, hits: &Hits<'_>, at: usize, end: usize) -> Option<Core> {
    let behind = passed(text, hits, at, end);
    let time = if text.has_at(behind, "于") { behind + 1 } else { behind };
    let verb = behind_the_time(text, time, end);
    let verb = verb + (verb..end).take_while(|at| "便即就可能".contains(text.folded[*at])).count();
    (verb > time).then(|| core_from(text, hits, verb, end)).flatten()
}

/// Where the words end that say when.
fn behind_the_time(text: &Text, at: usize, end: usize) -> usize {
    let is_time = |at: &usize| {
        text.folded[*at].is_ascii_digit()
            || "年月日底前末内初今明后上下半第一二两三四五六七八九十个季度之以中华民国".contains(text.folded[*at])
    };
    let stop = at + (at..end).take_while(is_time).count();
    if text.folded[at..stop].iter().any(|c| "年月季".contains(*c)) { stop } else { at }
}

/// The verb behind a preposition that says for whom, when it says only that something is done: 对方案进行设计.
fn light_core(text: &Text, hits: &Hits<'_>, at: usize, end: usize) -> Option<Core> {
    let at = passed(text, hits, at, end);
    AIMS.iter().any(|word| text.has_at(at, word)).then_some(())?;
    (at + 1..end).find_map(|at| {
        let word = LIGHT.iter().find(|word| text.has_at(at, word))?;
        let range = at..at + word.chars().count();
        (range.end <= end).then_some(Core { range, strength: Strength::Act })
    })
}

/// Words that say that an office does something.
const BY: &[&str] = &["牵头", "负责", "会同", "组织", "协调", "统筹", "督促", "主办", "承办", "承担", "具体实施"];
/// How far behind 由 they stand at the most.
const OFFICE: usize = 24;

/// Where the words end that say which office does what follows: 由甲局牵头.
pub fn by_an_office(text: &Text, range: &Range<usize>) -> Option<usize> {
    if !text.has_at(range.start, "由") || text.has_at(range.start, "由于") {
        return None;
    }
    let reach = range.start + 2..range.end.min(range.start + OFFICE);
    reach.into_iter().find_map(|at| {
        let word = BY.iter().find(|word| text.has_at(at, word))?;
        Some(at + word.chars().count())
    })
}

/// The verb behind the office that does it.
fn assigned_core(text: &Text, hits: &Hits<'_>, start: usize, end: usize) -> Option<Core> {
    let behind = by_an_office(text, &(start..end))?;
    let placed = || text.has_at(behind, "在").then(|| verbs_in(text, hits, &(behind..end)).next()).flatten();
    core_from(text, hits, behind, end).or_else(|| core_from(text, hits, behind - 2, end)).or_else(placed)
}

/// The verb with which a chunk begins.
pub fn core(text: &Text, hits: &Hits<'_>, range: &Range<usize>) -> Option<Core> {
    let start = (range.start..range.end).find(|at| !text.folded[*at].is_whitespace() && text.folded[*at] != '"')?;
    if FRAMES.iter().any(|word| text.has_at(start, word))
        && !hits.at(start, range.end).any(|hit| matches!(hit.sort, Sort::Verb(_)))
    {
        return behind_the_place(text, hits, start, range.end)
            .or_else(|| assigned_core(text, hits, start, range.end))
            .or_else(|| light_core(text, hits, start, range.end))
            .or_else(|| core_behind_way(text, hits, start, range.end))
            .or_else(|| text.has_at(start, "向").then(|| core_behind_aim(text, hits, start, range.end)).flatten());
    }
    let behind = behind_the_time(text, start, range.end);
    core_from(text, hits, start, range.end)
        .or_else(|| (behind > start).then(|| core_from(text, hits, behind, range.end)).flatten())
        .or_else(|| timed_core(text, hits, start, range.end))
        .or_else(|| taken_up(text, hits, start, range.end))
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

/// What whoever writes says behind 将 that they will do, in a verb that the lexicon does not know: 我局将擦洗风车.
pub fn own_core(text: &Text, hits: &Hits<'_>, range: &Range<usize>) -> Option<Core> {
    let at = text.find(range.clone(), |c| c == '将').filter(|_| is_self(text, range))?;
    let verb = passed(text, hits, at + 1, range.end);
    let is_way = WAYS.iter().chain(AIMS).any(|word| text.has_at(verb, word));
    let is_verb = !is_way
        && !takes_it(text, at + 1)
        && verb + 2 < range.end
        && (verb..verb + 3).all(|at| text.folded[at].is_alphabetic());
    is_verb.then_some(Core { range: verb..verb + 2, strength: Strength::Promote })
}

/// The verb with which something is taken up somewhere: 将修缮纳入预算. It promises only where something else says so.
pub fn taken_up(text: &Text, hits: &Hits<'_>, at: usize, end: usize) -> Option<Core> {
    const TAKEN: &[&str] =
        &["纳入", "列入", "作为", "融入", "引入", "移交", "交由", "转为", "改为", "用于", "提高到", "提升到", "提升至"];
    let at = at + (at..end).take_while(|at| "并还也再".contains(text.folded[*at])).count();
    (text.has_at(at, "将") || text.has_at(at, "把")).then_some(())?;
    let is_whither = |at: usize| {
        "改迁移搬挪延推调建设打".contains(text.folded[at]) && at + 1 < end && "至到为成".contains(text.folded[at + 1])
    };
    let taken = (at + 2..end).find(|at| TAKEN.iter().any(|word| text.has_at(*at, word)) || is_whither(*at))?;
    let hit = hits.at(taken, end).find(|hit| matches!(hit.sort, Sort::Verb(_)));
    Some(Core { range: taken..hit.map_or((taken + 2).min(end), |hit| hit.range.end), strength: Strength::Act })
}

/// Words that end what a part says of where or when something is done.
const PLACE_ENDS: &[&str] = &["内", "中", "上", "领域", "方面", "地区", "范围", "阶段", "时", "期间"];

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

/// An expression that is a verb.
fn verb(hit: &Hit) -> Option<Core> {
    match hit.sort {
        Sort::Verb(strength) => Some(Core { range: hit.range.clone(), strength }),
        _ => None,
    }
}

/// The verb at a place, words that may stand before it passed over.
pub fn core_from(text: &Text, hits: &Hits<'_>, mut at: usize, end: usize) -> Option<Core> {
    let start = at;
    loop {
        // Several words may lead to the verb: 高标准、高规格打造.
        let is_between = |at: usize| at > start && text.folded[at] == '、';
        while at < end && (text.folded[at].is_whitespace() || text.folded[at] == '"' || is_between(at)) {
            at += 1;
        }
        let here: Vec<&Hit> = hits.at(at, end).collect();
        let verb = here.iter().find_map(|hit| verb(hit));
        let is_passed = |hit: &&&Hit| matches!(hit.sort, Sort::Lead | Sort::Sign(Sign::Future | Sign::LikelyFuture));
        let lead = here.iter().find(is_passed);
        match (verb, lead) {
            // The longer of two: 深入推进 is led to by 深入, 深化 is not.
            (Some(verb), Some(lead)) if lead.range.end > verb.range.end => at = lead.range.end,
            (Some(verb), _) => return Some(verb),
            // What stands behind a preposition is no verb: 将在编制规划时.
            (None, Some(lead)) if "在对从把".contains(text.folded[lead.range.end - 1]) => return None,
            (None, Some(lead)) => at = lead.range.end,
            (None, None) if often(text, at, end) > at => at = often(text, at, end),
            (None, None) => return None,
        }
    }
}

/// How far into a chunk a verb is looked for when none begins it.
const SUBJECT: usize = 14;

/// The first verb behind a subject or a preposition, for chunks that no verb begins. Brackets say who and when, not what.
pub fn inner_core(text: &Text, hits: &Hits<'_>, range: &Range<usize>) -> Option<Core> {
    let open = text.find(range.clone(), |c| c == '(');
    let reach = range.start..open.unwrap_or(range.end).min(range.start + SUBJECT * 2);
    let first = |reach: Range<usize>| verbs_in(text, hits, &reach).next();
    let behind_the_bracket = || {
        let close = text.find(open?..range.end.min(open? + SUBJECT * 2), |c| c == ')')?;
        first(close..range.end.min(close + SUBJECT))
    };
    first(reach).or_else(behind_the_bracket)
}

/// The verbs inside a range, but those that end inside the name of an office: 市场监管局, 发展改革委.
fn verbs_in(text: &Text, hits: &Hits<'_>, range: &Range<usize>) -> impl Iterator<Item = Core> {
    const ENDS: &[&str] = &["局", "部门", "集团", "公司", "改革委", "改革和"];
    let is_named = |hit: &&Hit| ENDS.iter().any(|word| text.has_at(hit.range.end, word));
    hits.within(range).filter(move |hit| !is_named(hit)).filter_map(verb)
}

/// The last verb of a part of a sentence from a place on: what stands before it is what it takes.
fn rest_core(text: &Text, hits: &Hits<'_>, at: usize, end: usize) -> Option<Core> {
    verbs_in(text, hits, &(at..end)).last()
}

/// The verb behind an auxiliary that says that something will be done.
pub fn behind_the_will(text: &Text, hits: &Hits<'_>, at: usize, end: usize) -> Option<Core> {
    let is_planned = at > 0 && at < end && "拟划".contains(text.folded[at - 1]);
    let is_taking = at < end && "将把".contains(text.folded[at]);
    core_from(text, hits, at, end)
        .or_else(|| timed_core(text, hits, at, end))
        .or_else(|| behind_the_place(text, hits, passed(text, hits, at, end), end))
        .or_else(|| core_behind_aim(text, hits, at, end))
        .or_else(|| core_behind_way(text, hits, at, end))
        .or_else(|| taken_up(text, hits, at, end).or_else(|| rest_core(text, hits, at, end)).filter(|_| is_taking))
        .or_else(|| unknown_core(text, hits, at, end))
        .or_else(|| rest_core(text, hits, at, end).filter(|_| is_planned))
}

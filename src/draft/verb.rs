//! The verb with which a promise would begin.

use std::ops::Range;

use super::{
    lexicon::{Hit, Sign, Sort},
    often::often,
    sentence::{FRAMES, Hits},
    subject::{is_names, is_self},
    text::Text,
    will::takes_it,
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

/// Prepositions that say to whom or for what something is done: the verb stands behind them.
pub const AIMS: &[&str] = &["向", "与", "同", "对", "为", "把", "给", "会同", "协同", "针对"];
/// Prepositions that say how it is done.
pub const WAYS: &[&str] =
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
pub fn timed_core(text: &Text, hits: &Hits<'_>, at: usize, end: usize) -> Option<Core> {
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
    core_from(text, hits, behind, end)
        .or_else(|| core_from(text, hits, behind - 2, end))
        .or_else(|| placed_core(text, hits, behind, end))
}

/// The first verb behind a place: 在人民路增设.
fn placed_core(text: &Text, hits: &Hits<'_>, at: usize, end: usize) -> Option<Core> {
    // 在审查改造方案的会议中, only says where.
    let last = text.trimmed(at..end).end.checked_sub(2).map(|last| text.folded[last]);
    let is_frame = end > at && text.folded[end - 1] == ',' && last.is_some_and(|c| "中时后前上内下里间".contains(c));
    (text.has_at(at, "在") && !is_frame).then(|| verbs_in(text, hits, &(at..end)).next()).flatten()
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
        .or_else(|| {
            let behind = passed(text, hits, start, range.end);
            text.has_at(behind, "向").then(|| core_behind_aim(text, hits, behind, range.end)).flatten()
        })
}

/// What whoever writes says behind 将 that they will do, in a verb that the lexicon does not know: 我局将擦洗风车.
pub fn unlisted_core(text: &Text, hits: &Hits<'_>, range: &Range<usize>) -> Option<Core> {
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
    // 符合要求的摊贩 demands nothing.
    let is_noun = |hit: &Hit| text.has_at(hit.range.start, "要求的");
    let is_named = move |hit: &&Hit| is_noun(hit) || ENDS.iter().any(|word| text.has_at(hit.range.end, word));
    hits.within(range).filter(move |hit| !is_named(hit)).filter_map(verb)
}

/// The last verb of a part of a sentence from a place on: what stands before it is what it takes.
pub fn rest_core(text: &Text, hits: &Hits<'_>, at: usize, end: usize) -> Option<Core> {
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
        .or_else(|| placed_core(text, hits, passed(text, hits, at, end), end))
        .or_else(|| taken_up(text, hits, at, end).or_else(|| rest_core(text, hits, at, end)).filter(|_| is_taking))
        .or_else(|| unknown_core(text, hits, at, end))
        .or_else(|| rest_core(text, hits, at, end).filter(|_| is_planned))
}

//! A candidate: what a curator is offered to accept, split, merge or reject.

use std::ops::Range;

use chrono::NaiveDate;

use super::{
    dates::year,
    deadline::{deadline, limit_of, undated},
    judge::Ground,
    lexicon::Sign,
    names::{WHOEVERS, is_place, is_whoever},
    offices::Named,
    often::often,
    quotes::Quotes,
    subject::By,
    text::Text,
    verb::Core,
    why::{Reason, Why},
};
use crate::model::{Every, Kind, Strength};

/// A promise that the letter may make.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Its characters, in order.
    pub range: Range<usize>,
    /// Characters by which it is found: at most so many as a ledger allows, which occur once. None when there are none.
    pub quote: Option<Range<usize>>,
    /// Its place: chapter.section.clause.
    pub clause: Option<String>,
    /// The words with which it promises, for a curator to put into words of their own.
    pub title: String,
    /// How strong the wording is.
    pub strength: Strength,
    /// What sort of promise it seems to be.
    pub kind: Kind,
    /// How often, when it recurs.
    pub every: Option<Every>,
    /// The offices that the letter names for it.
    pub offices: Named,
    /// The deadline that it names.
    pub due: Option<NaiveDate>,
    /// Why it was taken for a promise, and what was read from it.
    pub why: Vec<Why>,
}

/// What is known of a candidate before it is read more closely.
pub struct Found<'a> {
    /// Its characters.
    pub range: Range<usize>,
    /// The verb.
    pub core: &'a Core,
    /// Why it was taken.
    pub ground: &'a Ground,
    /// Its place.
    pub clause: Option<String>,
    /// The offices that stand elsewhere for it.
    pub offices: Named,
    /// Where its deadline stands, when that is elsewhere.
    pub due: Option<Range<usize>>,
    /// The offices with which its sentence, or its part of it, begins.
    pub by: Option<&'a By>,
}

/// The longest title.
const TITLE: usize = 36;

impl Candidate {
    /// Reads a candidate.
    pub fn read(text: &Text, found: Found<'_>, letter: Option<NaiveDate>, quotes: &Quotes) -> Self {
        let Found { range, core, ground, clause, offices, due, by } = found;
        let own = text.trimmed(range.clone());
        // A mark inside a cell of a table is a heading, and what stood before it is not the candidate's.
        let inside = |at: usize| at.clamp(own.start, own.end);
        let start = with_its_no(text, inside(core.range.start), own.start);
        let core = &Core { range: start..inside(core.range.end).max(start), strength: core.strength };
        let named = match &due {
            Some(due) => limit_of(text, due, letter),
            None => deadline(text, &own, letter),
        };
        let words = named.is_none().then(|| undated(text, due.as_ref().unwrap_or(&own), letter)).flatten();
        let figure = figure(text, &own, named.as_ref().map(|named| &named.range));
        let strength = strength(text, &own, core, named.is_some() || figure.is_some());
        let mut why = vec![taken(ground), Why::at(Reason::Verb(strength), core.range.clone())];
        why.extend(named.as_ref().map(|named| Why::at(Reason::Deadline(named.day), named.range.clone())));
        why.extend(words.map(|words| Why::at(Reason::Undated, words)));
        why.extend(figure.map(|figure| Why::at(Reason::Figure, figure)));
        let brackets = Named::in_brackets(text, &own);
        let plain = Named::in_plain_bracket(text, &own);
        let offices = [brackets, offices, plain].into_iter().find(|named| !named.is_empty());
        let offices = offices.unwrap_or_else(|| Named::in_words(text, &own)).or_by(text, by);
        let offices = Named { is_unnamed: offices.is_unnamed || begins_with_whoever(text, &own, core), ..offices };
        why.extend(offices.lead.as_deref().map(Why::office));
        let every = every(text, &own);
        Self {
            quote: quotes.choose(text, &own, core.range.start),
            clause,
            title: title(text, &own, &core.range),
            strength,
            kind: kind(strength, every, named.is_some()),
            every,
            offices,
            due: named.map(|named| named.day),
            why,
            range,
        }
    }
}

/// Whether others do it of whom nobody says who they are: 各镇落实责任.
fn begins_with_whoever(text: &Text, own: &Range<usize>, core: &Core) -> bool {
    let stop = own.end.saturating_sub(1).min(own.start + WHOEVERS);
    let does =
        |end: usize| end == core.range.start || "将要应须会拟需按根结负牵每在于对承已".contains(text.folded[end]);
    // 云溪县将, which may be any of its offices, and 施工方应.
    let is_it = |end: usize| {
        let name = text.folded(own.start..end);
        is_whoever(&name)
            || STRANGERS.split(' ').any(|own| own == name)
            || is_place(&name) && !name.starts_with(['我', '本', '全', '各', '该', '此'])
    };
    is_told_by_others(text, own.start) || (own.start + 2..=stop).any(|end| does(end) && is_it(end))
}

/// Whether the part of the sentence right before a place says that others told what follows: 据工造局反馈,.
fn is_told_by_others(text: &Text, at: usize) -> bool {
    const TOLD: &[&str] = &["反馈,", "答复,", "回复,", "介绍,", "告知,", "复函,"];
    let ends = text.one_before(0, at, TOLD).is_some();
    let is_stop = |place: &usize| ",;。:\n".contains(text.folded[*place]);
    let start = || (at.saturating_sub(TOLD_IN)..at.saturating_sub(1)).rev().find(is_stop).map_or(0, |stop| stop + 1);
    ends && text.has_at(text.trimmed(start()..at).start, "据")
}

/// The longest words for who told something.
const TOLD_IN: usize = 24;

/// Who does something and is no office.
const STRANGERS: &str = "\
    企业 公司 施工方 施工单位 承建单位 建设单位 设计单位 监理单位 中标单位 项目单位 运营单位 开发商 运营商 运营公司 物业公司 物业 业主 \
    居民 村民 群众 第三方 社会资本 学校 医院 该局 该委 该厅 该办 该部 该院 该处 该公司 该单位 该中心";

/// Where the words begin that turn the verb at a place into its opposite: 绝不降低.
fn with_its_no(text: &Text, verb: usize, start: usize) -> usize {
    const NOS: &[&str] = &["坚决不", "绝不", "决不", "不得", "不再", "不准", "不会", "不"];
    text.one_before(start, verb, NOS).unwrap_or(verb)
}

/// Why a stretch was taken for a promise.
fn taken(ground: &Ground) -> Why {
    match ground {
        Ground::Said(word) => Why::at(Reason::Sign(Sign::Future), word.clone()),
        Ground::Announced(word) => Why::at(Reason::Announced, word.clone()),
        Ground::Tenseless => Why::plain(Reason::Tenseless),
        Ground::Assigned(words) => Why::at(Reason::Assigned, words.clone()),
        Ground::Table => Why::plain(Reason::Table),
    }
}

/// Units of more than one character.
const UNITS: &[&str] = &["公里", "公斤", "公顷", "平方米", "平方公里", "立方米", "千米", "千瓦", "个百分点"];

/// Where the unit ends with which what stands at a place is counted.
fn unit(text: &Text, at: usize, end: usize) -> usize {
    if text.folded.get(at).is_none_or(|c| !c.is_alphabetic()) {
        return at;
    }
    let longest = UNITS.iter().filter(|unit| text.has_at(at, unit)).map(|unit| unit.chars().count()).max();
    (at + longest.unwrap_or(1)).min(end)
}

/// A number that counts something: digits or words with what they count, not those of the deadline.
pub(super) fn figure(text: &Text, range: &Range<usize>, deadline: Option<&Range<usize>>) -> Option<Range<usize>> {
    in_digits(text, range, deadline).or_else(|| in_words(text, range, deadline))
}

/// What is counted in words, as in 六百盏: a number in words may be part of a name, so only before one of these.
const COUNTED: &str = "座个项家条名人位户处件台套辆盏次所场篇份部只艘架栋幢间张亩吨元公米平立万亿倍成";

fn in_words(text: &Text, range: &Range<usize>, deadline: Option<&Range<usize>>) -> Option<Range<usize>> {
    const PART: &str = "百分之";
    let is_numeral = |at: usize| at < range.end && "零〇一二两三四五六七八九十百千万亿".contains(text.folded[at]);
    let is_free = |at: &usize| deadline.is_none_or(|own| !own.contains(at));
    let is_start = |at: &usize| {
        let before = at.checked_sub(1).filter(|before| *before >= range.start);
        is_numeral(*at) && before.is_none_or(|before| !is_numeral(before) && !"第每\"".contains(text.folded[before]))
    };
    range.clone().filter(|at| is_free(at) && is_start(at)).find_map(|start| {
        let run = |from: usize| (from..range.end).take_while(|at| is_numeral(*at)).count();
        if text.has_at(start, PART) {
            let from = start + PART.chars().count();
            return Some(start..from + run(from)).filter(|own| own.end > from);
        }
        let end = start + run(start);
        // One thing is no number worth telling, and ten thousands without a figure before them are a way of speaking.
        let says = text.folded(start..end);
        let is_number = says != "一" && says.contains(|c: char| !"零〇百千万亿".contains(c));
        let is_counted = end < range.end && COUNTED.contains(text.folded[end]);
        (is_number && is_counted).then(|| start..unit(text, end, range.end))
    })
}

fn in_digits(text: &Text, range: &Range<usize>, deadline: Option<&Range<usize>>) -> Option<Range<usize>> {
    let is_digit = |at: usize| text.folded[at].is_ascii_digit();
    let is_free = |at: &usize| deadline.is_none_or(|own| !own.contains(at));
    let mut starts =
        range.clone().filter(|at| is_digit(*at) && (*at == range.start || !is_digit(at - 1)) && is_free(at));
    starts.find_map(|start| {
        let is_part = |at: usize| at < range.end && (is_digit(at) || ".,%".contains(text.folded[at]));
        let end = (start..=range.end).find(|at| !is_part(*at))?;
        // A letter before it makes it a name such as 5G or G50; a year is no figure.
        let is_name = start.checked_sub(1).is_some_and(|before| text.folded[before].is_ascii_alphabetic())
            || text.folded.get(end).is_some_and(char::is_ascii_alphabetic)
            || ["年", "月", "日", "时", "小时", "点"].iter().any(|word| text.has_at(end, word));
        // 2025—2027年 are two years.
        let is_span = end - start == 4
            && text.folded.get(end).is_some_and(|c| "-~—–至".contains(*c))
            && year(text, end + 1, range.end).is_some();
        let is_name = is_name || is_span;
        let is_unit = |at: &usize| *at < range.end && "万亿千百余多".contains(text.folded[*at]);
        let number = end + (end..).take_while(is_unit).count();
        (!is_name).then(|| start..unit(text, number, range.end))
    })
}

/// How strong a verb is where it stands: what is sought is no more than sought, and an end needs a number or a day.
pub(super) fn strength(text: &Text, range: &Range<usize>, core: &Core, is_checkable: bool) -> Strength {
    const SEEKS: &[&str] = &["争取", "力争", "探索", "再作", "再行", "另行"];
    let before = text.folded(range.start..core.range.start);
    match core.strength {
        _ if SEEKS.iter().any(|word| before.contains(word)) => Strength::Seek,
        Strength::Reach if !is_checkable => Strength::Act,
        own => own,
    }
}

fn every(text: &Text, range: &Range<usize>) -> Option<Every> {
    let found = [
        ("每年", Every::Year),
        ("年度", Every::Year),
        ("每半年", Every::HalfYear),
        ("每季", Every::Quarter),
        ("每月", Every::Month),
    ];
    let recurs = |word: &str| range.clone().any(|at| text.has_at(at, word) && is_how_often(text, range, at, word));
    found.into_iter().find(|(word, _)| recurs(word)).map(|(_, every)| every)
}

/// Whether words that may say how often something is done do so: 2024年度 and 本年度 are once, 每年10%的增速 and 每年被淹的街
/// tell of something else.
fn is_how_often(text: &Text, range: &Range<usize>, at: usize, word: &str) -> bool {
    const NEAR: usize = 4;
    let end = at + word.chars().count();
    if !word.starts_with('每') {
        let before = at.checked_sub(1).filter(|before| *before >= range.start).map(|before| text.folded[before]);
        // 年度预算 is the budget of a year.
        let is_of_a_year = ["预算", "计划", "任务", "目标", "考核", "总结"].iter().any(|word| text.has_at(end, word));
        return !is_of_a_year
            && before.is_none_or(|c| !c.is_ascii_digit() && !"本上下今该当跨年〇零一二三四五六七八九全".contains(c));
    }
    let behind = end..range.end.min(end + NEAR);
    // 由每季度一次提高到每月一次: how often it was until now.
    let is_until_now =
        at > range.start && text.folded[at - 1] == '由' && text.find(end..range.end, |c| c == '每').is_some();
    let is_rate =
        text.folded.get(end).is_some_and(char::is_ascii_digit) && text.find(behind.clone(), |c| c == '%').is_some();
    let has_object = text.folded.get(end).is_some_and(|c| "对全各为向".contains(*c));
    !is_rate && !is_until_now && (has_object || text.find(behind, |c| c == '的').is_none())
}

/// What sort of promise it seems to be: a curator decides.
fn kind(strength: Strength, every: Option<Every>, has_day: bool) -> Kind {
    match (every, strength) {
        (Some(_), _) => Kind::Recurring,
        // What goes on for ever has no last day.
        (None, _) if has_day => Kind::Deliverable,
        (None, Strength::Act | Strength::Reach) => Kind::Deliverable,
        (None, Strength::Seek | Strength::Promote) => Kind::Standing,
    }
}

/// The words from the verb on. A verb with nothing behind it, or with no more than how often, says too little: then whatever
/// stands before it in its part of the sentence belongs to them.
fn title(text: &Text, range: &Range<usize>, core: &Range<usize>) -> String {
    let is_stop = |at: usize| ",。;:!?".contains(text.folded[at]);
    let stop = (core.start..range.end).find(|at| is_stop(*at)).unwrap_or(range.end);
    let start = (range.start..core.start).rev().find(|at| is_stop(*at)).map_or(range.start, |at| at + 1);
    let is_little = |own: Range<usize>| {
        let what = text.trimmed(often(text, own.start, own.end)..own.end);
        let is_count = what.start > own.start && what.len() <= COUNT && what.clone().any(|at| text.folded[at] == '次');
        what.len() <= LITTLE || is_count
    };
    let start = if is_little(core.end.min(stop)..stop) { start } else { core.start };
    let start = text.trimmed(start..range.end).start;
    // How often is told apart from what.
    let behind = often(text, start, range.end);
    let start = if is_little(start..stop.max(start)) { start } else { behind };
    let words = text.written(text.trimmed(start..range.end));
    let words = words.trim_end_matches(['。', '，', ',', '；', ';', '：', ':', '！', '!', ' ', '\n']);
    let flat: String = words.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
    if flat.chars().count() <= TITLE { flat } else { flat.chars().take(TITLE - 1).chain(['…']).collect() }
}

/// How much behind a verb says nothing, and how long the words are that say how many times.
const LITTLE: usize = 1;
const COUNT: usize = 3;

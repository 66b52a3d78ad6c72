//! Who does what a part of a sentence says, when it begins with the names of offices: 工造局、巡查处将检修.

use std::ops::Range;

use super::{
    facts::split_offices,
    lexicon::{Sign, Sort},
    names::{ends_like_more, ends_otherwise, is_name, is_place, without_place},
    offices::offices,
    often::often,
    sentence::{FRAMES, Hits},
    text::Text,
    verb::{Core, core_behind_aim, core_from, passed},
};

/// Offices that do something.
#[derive(Clone, Debug)]
pub struct By {
    /// Their names.
    pub names: Range<usize>,
    /// What they do with it.
    pub share: Share,
}

/// The offices with which a part of a sentence begins.
#[derive(Clone, Debug)]
pub struct Subject {
    /// Who they are.
    pub by: By,
    /// The verb behind them.
    pub core: Option<Core>,
    /// Whether the part says who does something, and not what.
    pub is_all: bool,
}

/// What offices do with what stands behind their names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Share {
    /// They do it.
    Does,
    /// They are in charge of it: 负责, 牵头.
    Leads,
    /// They help somebody else with it.
    Helps,
}

/// Words with which a part may begin before it says who.
const BEFORE: &str = "\
    后期 后续 近期 今年 明年 年内 下阶段 下一阶段 同时 此外 另外 其中 今后 下一步 下步 接下来 随后 届时 随即 目前 现 再由 并由 而 则 由";
/// Words behind the names that say that somebody is in charge, that somebody helps, and that something will be done.
const LEADS: &[&str] = &["牵头负责", "具体负责", "主要负责", "负责", "牵头"];
const HELPS: &[&str] = &["给予配合", "予以配合", "配合", "协助"];
const DOES: &str = "\
    承诺 明确 表示 决定 于 在 已 正 将 拟 会同 会 要 应 须 需 计划 表示 亦 也 还 均 正 按 依 根据 结合 与 对 向";

/// What no name of an office begins with, and what none holds.
const NO_START: &str = "\
    截至 截止 此 拟 故 因此 今年 明年 去年 近年 当前 近期 全省 全市 全县 全区 全国 全州 全镇 每 所有 上述 其他 \
    其余 你们 您 贵委 贵局 贵厅 贵会 贵单位 他们 要求 感谢 确定 并 会同 对 与 和 向 请 责成 督促 \
    指导 支持 鼓励 协调 配合 联合 商请 争取 提请 委托 安排 帮助 引导 依托 依靠 通过 按照 根据 关于 \
    主动 接受 加强 积极 完善 健全 深化 强化 推动 推进 落实 开展 做好 让 使 希望 建议 有关 相关 \
    需 须 适时 及时 积极 继续 进一步 尽快 逐步 深入 走进 赴 前往 组织 邀请 约谈 据 报送 上报 呈报 提交 递交 转交 移交 函请 函告 走访 召集 带领 联系 对接 要求 责令 敦促 提醒 通知 协助 到 在 会";
const NO_PART: &str = "的了已将把被是各在由我()[]〔〕";

/// Whether a part of a sentence begins with whoever writes: 我局, 本署, 省厅.
pub fn is_self(text: &Text, range: &Range<usize>) -> bool {
    const SELVES: &[&str] = &["我", "本", "政府", "当局", "省厅", "市局", "县局", "区局", "州局"];
    let mut start = text.trimmed(range.clone()).start;
    while let Some(word) = BEFORE.split(' ').find(|word| text.has_at(start, word)) {
        start += word.chars().count();
    }
    !text.has_at(start, "我国") && SELVES.iter().any(|word| text.has_at(start, word))
}

/// The shortest name that a verb right before it takes.
const OBJECT: usize = 4;

/// How far the names reach at the most, and how far behind them stands that they help.
const REACH: usize = 40;
const NEAR: usize = 6;

/// The offices with which a part of a sentence begins, when what stands behind them says what they do.
pub fn subject(text: &Text, hits: &Hits<'_>, range: &Range<usize>) -> Option<Subject> {
    let own = text.trimmed(range.clone());
    let mut start = own.start;
    while let Some(word) = BEFORE.split(' ').find(|word| text.has_at(start, word)) {
        start = text.trimmed(start + word.chars().count()..own.end.max(start + word.chars().count())).start;
    }
    let begins = FRAMES.iter().any(|word| word.chars().count() > 1 && text.has_at(start, word));
    // 启动甲县客运站改建: a verb and what it takes.
    let takes = |verb: &Range<usize>| {
        let ends = name_ends(text, verb.end, own.end).filter(|end| *end >= verb.end + OBJECT);
        ends.into_iter().any(|end| is_names(text, &(verb.end..end)))
    };
    let mut verbs =
        hits.at(start, own.end).filter(|hit| matches!(hit.sort, Sort::Verb(_))).map(|hit| hit.range.clone());
    if begins || start >= own.end || verbs.any(|verb| takes(&verb)) {
        return None;
    }
    // 工造局与巡查处将: both do it, not the first with the second.
    let ends: Vec<usize> = name_ends(text, start, own.end).collect();
    let goes_on = |end: &&usize| text.folded.get(**end).is_some_and(|c| "与和及".contains(*c));
    let and = ends.iter().find(goes_on).copied().filter(|and| is_names(text, &(start..*and)));
    let later = ends.iter().filter(|end| and.is_some_and(|and| **end > and));
    later.chain(&ends).find_map(|end| {
        let (names, end) = (start..*end, *end);
        let share = share(text, hits, end, own.end)?;
        is_names(text, &names).then(|| {
            let core = verb(text, hits, end, own.end);
            let mut words = LEADS.iter().chain(HELPS);
            let word = words.find(|word| text.has_at(end, word)).map_or(0, |word| word.chars().count());
            let is_all = word > 0 && text.find(end + word..own.end, |c| !",;。".contains(c)).is_none();
            Subject { by: By { names, share }, core, is_all }
        })
    })
}

/// The places at which names of offices that begin at one may end: only a few characters end one, and most ends are none.
fn name_ends(text: &Text, start: usize, end: usize) -> impl Iterator<Item = usize> {
    (start + 2..end.min(start + REACH)).filter(|end| LAST.contains(text.folded[*end - 1]))
}

/// The last characters of the names of offices.
const LAST: &str = "门局会委厅部室府心院所司团行队镇乡处署站校道联组班办区县旗";

/// What somebody does whose name ends at a place, when the words there say it.
fn share(text: &Text, hits: &Hits<'_>, at: usize, end: usize) -> Option<Share> {
    let near = at..passed(text, hits, at, end).min(at + NEAR) + 1;
    if near.into_iter().any(|at| HELPS.iter().any(|word| text.has_at(at, word))) {
        return Some(Share::Helps);
    }
    if let Some(word) = LEADS.iter().find(|word| text.has_at(at, word)) {
        // 甲局负责的项目 speaks of what an office has in charge.
        return (!text.has_at(at + word.chars().count(), "的")).then_some(Share::Leads);
    }
    let is_told = |range: &Range<usize>| text.folded.get(range.end) == Some(&'的');
    let does = |sort: Sort| matches!(sort, Sort::Verb(_) | Sort::Lead | Sort::Sign(Sign::Future | Sign::LikelyFuture));
    let by_words = || hits.at(at, end).any(|hit| does(hit.sort) && !is_told(&hit.range));
    // 工造局10月底前修好.
    let is_when = text.folded.get(at).is_some_and(char::is_ascii_digit)
        && (at..end.min(at + NEAR)).any(|at| "年月".contains(text.folded[at]));
    let has_word = is_when || DOES.split(' ').any(|word| text.has_at(at, word));
    (has_word || often(text, at, end) > at || by_words()).then_some(Share::Does)
}

/// Characters that end a name, and those behind which it goes on or is a word of its own: 管委会, 规划部门, 扶持办法.
const GOES_ON: &[(char, &str)] = &[
    ('委', "会"),
    ('部', "门分署位"),
    ('办', "法理公好成结学"),
    ('会', "议员"),
    ('处', "理置罚"),
    ('局', "面限"),
    ('队', "伍"),
    ('区', "域"),
    ('站', "点"),
    ('组', "织建"),
    ('行', "动业政为"),
    ('所', "有需"),
    ('道', "路"),
];

/// Whether a stretch is a list of offices and nothing else.
pub fn is_names(text: &Text, range: &Range<usize>) -> bool {
    let parts = text.folded(range.clone());
    let is_bad = |name: &str| {
        let rest = without_place(name);
        ends_otherwise(name) && !is_place(name)
            || rest == name && NO_START.split(' ').any(|start| name.starts_with(start))
            || rest.contains(|c| NO_PART.contains(c))
            || rest.contains("会同")
    };
    if parts.split(['、', '和', '及', '与']).any(is_bad) || is_bad(&parts) {
        return false;
    }
    let names = split_offices(&parts);
    let is_office = |name: &String| {
        let own = Text::new(name);
        let length = own.chars.len();
        // A place may be any: 试点县. It is one where others stand beside it, or the letter names an office of its own.
        let is_one = is_place(name) && (names.len() > 1 || text.has_place(name));
        is_one || length > 2 && ends_like_more(name) && is_name(name) || !offices(&own, &(0..length)).is_empty()
    };
    let is_cut = parts.chars().last().zip(text.folded.get(range.end)).is_some_and(|(last, next)| {
        let goes_on = GOES_ON.iter().any(|(end, more)| *end == last && more.contains(*next));
        goes_on && !text.has_at(range.end, "会同")
    });
    !is_cut && names.iter().all(is_office)
}

/// The verb of a part of a sentence that begins with those with whom it is done: 与巡查处建立.
pub fn core_beside(text: &Text, hits: &Hits<'_>, range: &Range<usize>) -> Option<Core> {
    const BESIDE: &[&str] = &["会同", "协同", "联合", "与", "同"];
    let start = text.trimmed(range.clone()).start;
    let word = BESIDE.iter().find(|word| text.has_at(start, word))?;
    let names = start + word.chars().count();
    let core = |end| core_from(text, hits, end, range.end).filter(|_| is_names(text, &(names..end)));
    name_ends(text, names, range.end).find_map(core)
}

/// The verb behind the names.
fn verb(text: &Text, hits: &Hits<'_>, at: usize, end: usize) -> Option<Core> {
    let word = LEADS.iter().find(|word| text.has_at(at, word));
    let behind = word.map_or(at, |word| at + word.chars().count());
    core_from(text, hits, behind, end).or_else(|| core_behind_aim(text, hits, behind, end))
}

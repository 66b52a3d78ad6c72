//! Whether words that name a day limit what is promised, or tell of something else: 对年底前建成的旧桥, 列入2025年预算, 从年底起.
//!
//! A day that nobody promised is worse than a promise without a day: what may be meant otherwise is no limit.

use std::ops::Range;

use super::text::Text;

/// Words right before a time that tell of what is spoken of, on what it rests, from when it counts, or that it is meant roughly.
const BEFORE: &str = "\
    对 就 关于 围绕 根据 依据 依照 按照 按 结合 参照 因 由于 鉴于 考虑到 为 列入 纳入 编入 写入 计入 用于 属于 较 比 与 \
    以 从 自 由 经 经过 截至 截止 早于 约 大概 大致 原 原定 原定于 原计划 原计划于 原拟 原拟于 若 如 如果 即使 待 逢 每 \
    直至 直到 农历 阴历 旧历 夏历";
/// Words that end like one of those and are others.
const OTHERS: &str = "可以 予以 加以 得以 参与 节约 预约 各自 成就 即将 草原 高原 平原";
/// Words in its part of a sentence that tell what others said or planned.
const CITED: &str = "提出 部署 学习 原定 原计划 原拟 指出 下达";
/// Words before 至 and 到 that say how long something lasts.
const LASTS_UNTIL: &str = "\
    延长 延续 延 持续 开放 保留 执行 免费 有效期 期限 有效 实施 推行 维持 使用 沿用 免收 减免 享受 补贴 发放 暂停 暂缓 持有 \
    租赁 任期";
/// Words right behind a time from which something begins, by which something lasts or is left undone, or which is one of two.
const BEHIND: &str = "\
    的 起 止 开始 以来 以后 之后 后 始 不 暂 仍 免 禁 保持 维持 继续 一直 未 无 尚 难 是否 能否 已 或 左右 前后 上下 时 之际";
/// What a whole year or a part of it may be the year of: 下半年工作计划, 2025年预算.
const OF_A_YEAR: &str = "\
    计划 规划 工作 任务 目标 预算 资金 专项 项目 重点 民生实事 实事 清单 要点 方案 版 考核 检查 结果 报告 财政 绩效 统计 \
    数据 申报 名单 招生 发展规划 建设规划 建设计划 行动计划 实施方案 安排 投资计划 采购";
/// Words between a time and a verb, and how the words begin that are no verb: 年底前全市的.
const HOW: &str = "尚未 应当 计划 基本 全部 应 需 拟 须 要 可 新 所";
const NO_VERB: &str = "全各我本辖现其市县区省村镇相有所两三";

/// How far back and on a sentence is read.
const REACH: usize = 60;

/// Whether words that name a day limit what stands around them.
pub fn is_free(text: &Text, own: &Range<usize>) -> bool {
    !is_of_something(text, own.start) && !is_behind_named(text, own) && !is_in_a_name(text, own)
}

fn words(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.split(' ').filter(|word| !word.is_empty())
}

/// Whether what stands before a time in its part of the sentence says that it tells of something else.
fn is_of_something(text: &Text, at: usize) -> bool {
    let near = at.saturating_sub(REACH)..at;
    let start =
        near.rev().find(|at| ",;。:!?()\n".contains(text.folded[*at])).map_or(at.saturating_sub(REACH), |at| at + 1);
    let before = text.folded(start..at);
    let before = before.trim_end();
    let ends = |table| words(table).any(|word| before.ends_with(word));
    let lasts =
        before.strip_suffix(['至', '到']).is_some_and(|rest| words(LASTS_UNTIL).any(|word| rest.ends_with(word)));
    // 分别于8月底、9月底前: each has its own.
    let is_each = before.contains("分别于") || before.contains("分别在");
    lasts || is_each || ends(BEFORE) && !ends(OTHERS) || words(CITED).any(|word| before.contains(word))
}

/// Whether what stands behind a time makes it part of a name, or says what begins or lasts there.
fn is_behind_named(text: &Text, own: &Range<usize>) -> bool {
    let end = text.folded.len().min(own.end + REACH);
    let behind = text.folded(own.end..end);
    let behind = behind.trim_start_matches(' ');
    let begins = |table| words(table).any(|word| behind.starts_with(word));
    let is_whole = !own.clone().last().is_some_and(|last| "前底末内".contains(text.folded[last]));
    // 落实2025年底前通车的要求: others ask for it.
    let part = behind.split([',', '。', ';', '\n']).next().unwrap_or_default();
    let is_asked = is_of_others(text, own.start)
        && ["的要求", "的部署", "的目标", "的任务", "的规定", "的安排"].iter().any(|end| part.ends_with(end));
    is_asked || begins(BEHIND) || is_whole && begins(OF_A_YEAR) || is_what_was_done(behind)
}

/// Whether words before a time in its part of the sentence lead to what others ask for: 落实省里2025年底前通车的要求.
fn is_of_others(text: &Text, at: usize) -> bool {
    const DEMANDS: &[&str] = &["落实", "贯彻", "执行", "按照", "对照", "围绕", "对标", "传达"];
    let start = (at.saturating_sub(REACH)..at).rev().find(|at| ",;。\n".contains(text.folded[*at]));
    let before = text.folded(start.map_or(at.saturating_sub(REACH), |at| at + 1)..at);
    DEMANDS.iter().any(|word| before.contains(word))
}

/// Whether a verb stands there and then 的: 建成的, 已登记的, 建成投用的.
fn is_what_was_done(behind: &str) -> bool {
    let verb = words(HOW).find_map(|word| behind.strip_prefix(word)).unwrap_or(behind);
    let length = verb.chars().take(5).position(|c| !c.is_alphabetic() || c == '的');
    let is_named = length.is_some_and(|length| verb.chars().nth(length) == Some('的'));
    let has_verb = !verb.starts_with(|c| NO_VERB.contains(c));
    is_named
        && has_verb
        && (length <= Some(2)
            || length == Some(4) && ["建成", "完成", "竣工"].iter().any(|word| verb.starts_with(word)))
}

/// Whether it stands in the title of a document or in what is quoted.
fn is_in_a_name(text: &Text, own: &Range<usize>) -> bool {
    let near = own.start.saturating_sub(REACH)..own.start;
    let start = near.clone().rev().find(|at| "。!?;\n".contains(text.folded[*at])).map_or(near.start, |at| at + 1);
    let goes_on = |close: char| {
        let mut behind = (own.end..text.folded.len().min(own.end + REACH)).map(|at| text.folded[at]);
        behind.find(|c| *c == close || "。\n".contains(*c)) == Some(close)
    };
    let title = near.rev().map(|at| text.folded[at]).find(|c| "《》\n".contains(*c)) == Some('《');
    // Both quotation marks are one character once widths are folded away.
    let marks = (start..own.end).filter(|at| text.folded[*at] == '"').count();
    title && goes_on('》') || marks % 2 == 1 && goes_on('"')
}

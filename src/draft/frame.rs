//! What surrounds the body of a letter: the page's furniture, the title, the salutation, the signature.

use std::ops::Range;

use super::{
    attached::attached,
    dates::day_at,
    lexicon::{Hit, Sign, Sort},
    signature::{SHORT, Signature, alone, is_office, is_ruined_day, signed_at_the_end},
    table::is_head,
    text::Text,
};
use crate::model::PassageClass;

/// What the lines of a letter are, as far as they are no body.
#[derive(Debug)]
pub struct Frame {
    /// The class of each line that is read as a whole; nothing for lines of the body.
    pub lines: Vec<Option<PassageClass>>,
    /// The sentence in which the letter says that it answers.
    pub opening: Option<Range<usize>>,
    /// The lines of signatures: the office and the day, as far as they stand there.
    pub signatures: Vec<Signature>,
    /// Where a signature stands at the end of a line of the body.
    pub tail: Option<Range<usize>>,
}

/// Words of web pages around a letter: in a short line without a full stop they make it no part of the letter.
const FURNITURE: &[&str] = &[
    "扫一扫",
    "打印",
    "关闭窗口",
    "关闭本页",
    "字体",
    "字号",
    "分享到",
    "分享:",
    "当前位置",
    "您所在的位置",
    "您的位置",
    "首页",
    "索引号",
    "信息来源",
    "来源:",
    "发布日期",
    "发布时间",
    "发布机构",
    "浏览次数",
    "浏览量",
    "点击数",
    "点击量",
    "阅读次数",
    "访问量",
    "上一篇",
    "下一篇",
    "上一条",
    "下一条",
    "网站地图",
    "版权所有",
    "ICP备",
    "公网安备",
    "网站标识码",
    "联系我们",
    "无障碍",
    "繁体",
    "简体",
    "手机版",
    "移动端",
    "返回顶部",
    "二维码",
    "附件下载",
    "相关链接",
    "责任编辑",
    "编辑:",
    "主题分类",
    "公开目录",
    "信息公开",
    "政务公开",
    "收藏",
    "微信",
    "微博",
    "客户端",
    "登录",
    "注册",
    "搜索",
    "导航",
    "有效性",
    "文号:",
    "成文日期",
    "发文机关",
    "发文字号",
    "生成日期",
    "体裁分类",
    "名称:",
    "【大",
    "[大",
    "保存",
    "纠错",
];
/// The fewest characters of a line that is a sentence.
const SENTENCE: usize = 8;
/// The longest line that is furniture.
const FURNITURE_LINE: usize = 80;

impl Frame {
    /// Looks at the lines of a text.
    pub fn of(text: &Text, opening: Option<Range<usize>>, has_mark: impl Fn(&Range<usize>) -> bool) -> Self {
        let mut frame = Self { lines: vec![None; text.lines.len()], opening, signatures: Vec::new(), tail: None };
        let body = frame.first_body_line(text, &has_mark);
        let attached = attached(text);
        for (at, line) in text.lines.iter().enumerate() {
            let own = text.trimmed(line.clone());
            frame.lines[at] = if own.is_empty() || is_furniture(text, &own) {
                Some(PassageClass::Artefact)
            } else if at < body {
                Some(before_the_body(text, &own))
            } else {
                (attached[at] || is_apparatus(text, &own)).then_some(PassageClass::Closing)
            };
        }
        frame.sign(text, body, &has_mark);
        frame.page_behind(text, &has_mark);
        frame
    }

    /// Behind the last signature stands what the page has beside the letter: lines that are no sentences, part of no table and
    /// without a mark name other pages.
    fn page_behind(&mut self, text: &Text, has_mark: &impl Fn(&Range<usize>) -> bool) {
        let last = self.lines.iter().rposition(|class| *class == Some(PassageClass::Signature));
        let Some(last) = last else { return };
        for (line, class) in text.lines.iter().zip(&mut self.lines).skip(last + 1) {
            let says = text.find(line.clone(), |c| "。;:!?,\t|\u{2502}".contains(c)).is_some();
            if class.is_none() && !says && line.len() <= FURNITURE_LINE && !has_mark(line) {
                *class = Some(PassageClass::Artefact);
            }
        }
    }

    /// The places at which signatures end.
    pub fn signed(&self, text: &Text) -> Vec<usize> {
        let is_signed = |(line, class): (&Range<usize>, &Option<PassageClass>)| {
            (*class == Some(PassageClass::Signature)).then_some(line.end)
        };
        text.lines.iter().zip(&self.lines).filter_map(is_signed).collect()
    }

    /// The line with which the body begins: that of the opening sentence, else the first that is numbered, long or a sentence.
    fn first_body_line(&self, text: &Text, has_mark: &impl Fn(&Range<usize>) -> bool) -> usize {
        let of = |at: usize| text.lines.partition_point(|line| line.end < at);
        if let Some(opening) = &self.opening {
            return of(opening.start);
        }
        let is_body = |line: &Range<usize>| {
            let own = text.trimmed(line.clone());
            let is_sentence = own.len() > SENTENCE && text.folded[own.end - 1] == '。';
            has_mark(line) || is_head(text, line) || own.len() > SHORT * 2 || is_sentence && !is_furniture(text, &own)
        };
        text.lines.iter().position(is_body).unwrap_or(text.lines.len())
    }

    /// Finds the signatures: a day on a line of its own with the offices above it, or an office at the very end.
    fn sign(&mut self, text: &Text, body: usize, has_mark: &impl Fn(&Range<usize>) -> bool) {
        let lines: Vec<usize> = (body..text.lines.len()).filter(|at| self.lines[*at].is_none()).collect();
        let own = |at: usize| text.trimmed(text.lines[at].clone());
        for (place, at) in lines.iter().enumerate() {
            let line = own(*at);
            let day = alone(text, &line);
            // Pages lose the characters between the numbers of a day: then it shows that one was there, and not which.
            let above = place.checked_sub(1).map(|above| own(lines[above]));
            let is_lost = || is_ruined_day(text, &line) && above.is_some_and(|above| is_office(text, &above));
            if day.is_none() && !is_lost() {
                continue;
            }
            let mut signature = Signature { offices: Vec::new(), day };
            self.lines[*at] = Some(PassageClass::Signature);
            for above in lines[..place].iter().rev() {
                let line = own(*above);
                if !is_office(text, &line) || has_mark(&text.lines[*above]) {
                    break;
                }
                self.lines[*above] = Some(PassageClass::Signature);
                signature.offices.insert(0, line);
            }
            self.signatures.push(signature);
        }
        let last = lines.iter().rev().find(|at| self.lines[**at].is_none());
        if self.signatures.is_empty()
            && let Some(signature) = last.and_then(|at| signed_at_the_end(text, &own(*at)))
        {
            let line = last.map_or(0..0, |at| text.lines[*at].clone());
            self.tail = signature.offices.first().map(|office| office.start..line.end);
            self.signatures.push(signature);
            return;
        }
        if let Some(at) =
            last.filter(|at| self.signatures.is_empty() && is_office(text, &own(**at)) && !has_mark(&text.lines[**at]))
        {
            self.lines[*at] = Some(PassageClass::Signature);
            self.signatures.push(Signature { offices: vec![own(*at)], day: None });
        }
    }
}

/// The sentence that says that the letter answers.
pub fn opening(text: &Text, hits: &[Hit]) -> Option<Range<usize>> {
    let is_it = |hit: &&Hit| {
        hit.sort == Sort::Sign(Sign::Opening)
            && ["收悉", "如下"].iter().any(|word| text.folded(hit.range.clone()).replace(' ', "").ends_with(word))
    };
    let hit = hits.iter().find(is_it)?;
    let is_stop = |c: char| "。\n!?".contains(c);
    let start = (0..hit.range.start).rev().find(|at| is_stop(text.folded[*at])).map_or(0, |at| at + 1);
    let end = text
        .find(hit.range.end..text.folded.len(), is_stop)
        .map_or(text.folded.len(), |at| at + usize::from(text.folded[at] != '\n'));
    Some(start..end)
}

fn is_furniture(text: &Text, line: &Range<usize>) -> bool {
    if line.len() > FURNITURE_LINE {
        return false;
    }
    let words = text.folded(line.clone());
    !words.contains(['。', ';']) && FURNITURE.iter().any(|word| words.contains(word)) && !words.contains("收悉")
}

/// What offices note at the foot of a letter, before a colon: who signed, who knows more, who gets a copy.
const APPARATUS: &[&str] = &[
    "联系单位",
    "联系人",
    "联系电话",
    "联系方式",
    "联系人及电话",
    "联系单位及电话",
    "联系人及联系电话",
    "承办人",
    "承办单位",
    "承办负责人",
    "承办人及联系电话",
    "承办科室",
    "经办人",
    "领导签发",
    "领导签批",
    "签发人",
    "签发",
    "抄送",
    "抄报",
    "分送",
    "主题词",
    "公开属性",
    "公开方式",
    "是否公开",
    "是否同意公开",
    "办理结果",
    "办理类型",
    "类别",
    "委员反馈意见",
    "代表反馈意见",
    "反馈意见",
    "电话",
    "邮编",
    "传真",
    "地址",
    "校对",
    "打字",
    "共印",
    "审核人",
    "负责人",
];

/// Whether a line of the body is such a note.
fn is_apparatus(text: &Text, line: &Range<usize>) -> bool {
    let Some(colon) = text.find(line.start..line.end.min(line.start + SHORT), |c| c == ':') else { return false };
    let key: String =
        text.folded(line.start..colon).chars().filter(|c| !c.is_whitespace() && !"()".contains(*c)).collect();
    // Offices call them by many names that end alike.
    let ends = ["类别", "电话", "署名", "签发", "签批", "办理结果", "答复单位"];
    APPARATUS.contains(&key.as_str()) || ends.iter().any(|end| key.ends_with(end))
}

/// The longest salutation: of many who asked together.
const NAMES: usize = 400;

/// What a line before the body is: the salutation, the title and number, or the page's.
fn before_the_body(text: &Text, line: &Range<usize>) -> PassageClass {
    let words = text.folded(line.clone());
    let names = ["委员", "代表", "先生", "女士", "您好", "同志", "委会", "支部", "总支"];
    let is_named = names.iter().any(|name| words.trim_end_matches([':', ' ', '!']).ends_with(name));
    let is_item = words.starts_with(['•', '·', '●', '◆']);
    let is_list = || ["委员", "代表"].iter().any(|title| words.trim_end().strip_suffix(title).is_some_and(are_names));
    let length = match (words.ends_with(':'), is_named) {
        (true, true) => NAMES,
        (true, false) => SHORT,
        (false, true) if is_list() => NAMES,
        (false, _) => SHORT / 2,
    };
    if !is_item && line.len() <= length && (is_named || words.ends_with(':')) {
        return PassageClass::Salutation;
    }
    if day_at(text, line.start, line.end).is_some() {
        return PassageClass::Artefact;
    }
    let titles = ["答复", "复函", "回复", "提案", "建议", "的函", "的意见", "号"];
    if titles.iter().any(|word| words.contains(word)) { PassageClass::Heading } else { PassageClass::Artefact }
}

/// Whether words are the names of people, one or several.
pub fn are_names(words: &str) -> bool {
    words.trim_end_matches('等').split('、').all(|name| (2..=NAME).contains(&name.trim().chars().count()))
}

/// The longest name of one who asked, as most are written.
const NAME: usize = 4;

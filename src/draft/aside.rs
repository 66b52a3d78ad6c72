//! What a part of a sentence says that is no promise of its own: effects, what others demand, what stands in a list, stories.

use std::ops::Range;

use chrono::Datelike as _;

use super::{
    dates::year,
    judge::Judge,
    lexicon::Sign,
    sentence::{Chunk, leads_on, may},
    split::Sentence,
    subject::{is_names, is_self},
};

impl Judge<'_> {
    /// Whether a chunk says what will come of something, and not what somebody will do: 此举将缓解拥堵, 建成后,将有力带动发展.
    fn is_effect(&self, chunk: &Chunk) -> bool {
        const DEEDS: &[&str] = &["此举", "这将", "这也将", "这些措施", "上述措施", "以上措施"];
        const WORKS: &[&str] = &["将有力", "将有效", "将极大", "将大大", "将显著", "将明显", "将大幅", "将更好"];
        const DONE: &[&str] = &["建成后", "投用后", "完成后", "实施后", "完工后", "开通后", "通车后", "竣工后"];
        let start = self.text.trimmed(chunk.range.clone()).start;
        let begins = |words: &[&str]| self.text.has_one_at(start, words);
        let comma = chunk.range.start.checked_sub(1).filter(|at| self.text.folded[*at] == ',');
        let is_behind = || comma.is_some_and(|at| self.text.one_before(0, at, DONE).is_some());
        // 建成后将更好地便民.
        let done = DONE.iter().find(|word| self.text.has_at(start, word)).map(|word| start + word.chars().count());
        let works = done.is_some_and(|at| self.text.has_one_at(at, WORKS));
        works || begins(DEEDS) || begins(WORKS) && is_behind()
    }

    /// Whether a chunk tells what happens by itself or what is expected, and not what somebody will do: 合同将于年底到期,
    /// 车流量将增加三成.
    fn happens(&self, chunk: &Chunk) -> bool {
        const ENDS: &[&str] = &["到期", "报废年限", "使用年限", "饱和", "届满", "期满", "失效", "终止"];
        const THINGS: &[&str] = &[
            "压力",
            "流量",
            "客流",
            "人口",
            "需求",
            "噪声",
            "难度",
            "成本",
            "价格",
            "风险",
            "矛盾",
            "老龄化",
            "占比",
            "比重",
            "保有量",
            "人数",
            "客运量",
            "总量",
            "预期",
            "影响",
            "趋势",
        ];
        let own = self.bare(chunk);
        let ends = |end: usize, words: &[&str]| self.text.one_before(own.start, end, words).is_some();
        let will = self.text.find(own.clone(), |c| "将会".contains(c));
        ends(own.end, ENDS) || will.is_some_and(|at| ends(at, THINGS))
    }

    /// Whether a chunk speaks of the whole country or of what somebody thinks, or asks others for something: 我国将…, 请市工造局….
    fn is_of_others(&self, chunk: &Chunk) -> bool {
        const OTHERS: &[&str] = &["我国", "全国", "国家将", "中央将", "世界"];
        const THINKS: &[&str] = &["认为", "以为", "呼吁"];
        let own = self.bare(chunk);
        let begins = self.text.has_one_at(own.start, OTHERS);
        let thinks = !is_self(self.text, &own) && own.clone().take(FAR).any(|at| self.text.has_one_at(at, THINKS));
        let asks = ["请", "恳请"].iter().find(|word| self.text.has_at(own.start, word)).is_some_and(|word| {
            let names = own.start + word.chars().count();
            (names + 2..own.end.min(names + FAR)).any(|end| is_names(self.text, &(names..end)))
        });
        begins || thinks || asks
    }

    /// Whether a chunk tells what is amiss, under whatever heading: 仍面临资金缺口大等困难.
    fn is_amiss(&self, chunk: &Chunk) -> bool {
        let is_told = chunk.range.clone().any(|at| self.text.has_one_at(at, &["面临", "仍存在", "还存在"]));
        chunk.sign == Some(Sign::Reason) && is_told
    }

    /// Whether it is open whether something will be done: 能否在年底前完成, 年底前是否开工.
    fn is_open_question(&self, chunk: &Chunk) -> bool {
        let own = self.bare(chunk);
        let asks = own.clone().find(|at| self.text.has_one_at(*at, &["是否", "能否", "可否"]));
        let begins = |at: usize| chunk.core.as_ref().is_none_or(|core| core.range.end > at);
        asks.is_some_and(|at| begins(at) && self.text.find(own.start..at, |c| "将拟".contains(c)).is_none())
    }

    /// Whether a chunk says what a basis right before it asks of others: 按省政府要求,到2025年全省建成….
    fn is_asked_of_others(&self, chunk: &Chunk) -> bool {
        const ASKS: &[&str] = &["要求,", "部署,", "约定,", "规划,", "目标,", "协议,", "合同,"];
        const WHO: &[&str] =
            &["全省", "全国", "全市", "各地", "各县", "各市", "各区", "施工", "企业", "承建", "建设单位"];
        let own = self.bare(chunk);
        let reach = own.start..chunk.core.as_ref().map_or(own.end, |core| core.range.start).max(own.start);
        let is_behind = self.text.one_before(0, chunk.range.start, ASKS).is_some();
        let names = |at: usize| self.text.has_one_at(at, WHO);
        is_behind && !is_self(self.text, &own) && reach.into_iter().any(names)
    }

    /// Whether a chunk is no promise, whatever words of the future it holds.
    pub fn is_none(&self, chunk: &Chunk) -> bool {
        let start = self.text.trimmed(chunk.range.clone()).start;
        self.text.has_at(start, "建议")
            || may(self.text, &chunk.range)
            || self.is_effect(chunk)
            || self.happens(chunk)
            || self.is_of_others(chunk)
            || self.is_open_question(chunk)
            || self.is_asked_of_others(chunk)
            || self.is_amiss(chunk)
            || self.is_subject_matter(chunk)
    }

    /// Whether a chunk only says of what the next one speaks: 有关免费开放一节,尚不宜采行.
    fn is_subject_matter(&self, chunk: &Chunk) -> bool {
        let own = self.text.trimmed(chunk.range.clone());
        let end = own.end.checked_sub(1).filter(|at| *at > own.start && self.text.folded[*at] == ',');
        let begins = ["关于", "有关", "至于"].iter().any(|word| self.text.has_at(own.start, word));
        let ends =
            |end: usize| ["一节", "乙节", "一事", "事宜", "问题"].iter().any(|word| self.text.has_at(end - 2, word));
        // 关于尽快修建二桥的问题。
        let bare = self.bare(chunk).end;
        let is_title = ["的问题", "的建议", "的提案", "的意见"]
            .iter()
            .any(|word| bare > own.start + 4 && self.text.has_at(bare - word.chars().count(), word));
        begins && (is_title || end.is_some_and(|end| end >= own.start + 4 && ends(end)))
    }

    /// The words at the end of a chunk by which somebody else says what follows; what is told as a basis, 按照省厅要求, leads to
    /// one's own promise.
    pub fn said_by_others(&self, chunk: &Chunk) -> Option<Range<usize>> {
        const SAYS: &[&str] = &["要求", "提出", "指出", "规定", "强调", "约定"];
        const BASES: &[&str] =
            &["根据", "按照", "按", "依据", "依照", "针对", "结合", "落实", "对照", "围绕", "对", "为"];
        let own = self.text.trimmed(chunk.range.clone());
        let stop = own.end.checked_sub(1).filter(|at| *at > own.start && ",:".contains(self.text.folded[*at]))?;
        let word = SAYS.iter().map(|word| stop.saturating_sub(word.chars().count())..stop);
        let word = word.zip(SAYS).find(|(at, word)| at.start > own.start && self.text.has_at(at.start, word))?.0;
        let is_basis = BASES.iter().any(|word| self.text.has_at(own.start, word));
        // 省厅 may be whoever writes, but 省厅要求 is not.
        let is_own = "我本".contains(self.text.folded[own.start]);
        // 为符合规定要求的摊贩 names what they must be like.
        let is_met = (own.start..word.start).any(|at| self.text.has_at(at, "符合"));
        (!is_basis && !is_own && !is_met).then_some(word)
    }

    /// Whether a chunk only says that a list follows: 做好以下工作.
    pub fn is_lead_in(&self, chunk: &Chunk, sentence: &Sentence) -> bool {
        const LISTS: &[&str] = &[
            "以下",
            "如下",
            "下列",
            "下述",
            "几方面",
            "几个方面",
            "几项",
            "方面工作",
            "方面着手",
            "方面入手",
            "方面推进",
            "件事",
            "项工作:",
            "几项工作",
        ];
        let own = self.text.trimmed(chunk.range.clone());
        let is_last = own.end == self.text.trimmed(sentence.range.clone()).end;
        let tail = self.text.folded(own.end.saturating_sub(LIST).max(own.start)..own.end);
        let announces = own.end > own.start && self.text.folded[own.end - 1] == ':';
        is_last
            && (LISTS.iter().any(|word| tail.contains(word)) || announces && self.text.folded(own).contains("个方面"))
    }

    /// Whether a chunk names of what the next one says what will be done: 取得证书的,将予以补助.
    pub fn is_topic(&self, chunk: &Chunk, next: Option<&Chunk>) -> bool {
        let own = self.text.trimmed(chunk.range.clone());
        let is_noun = own.clone().rev().take(TOPIC).any(|at| self.text.folded[at] == '的');
        let says = |next: &Chunk| {
            let start = self.text.trimmed(next.range.clone()).start;
            next.sign == Some(Sign::Future)
                && ["将", "拟", "予以", "给予"].iter().any(|word| self.text.has_at(start, word))
        };
        chunk.sign.is_none() && is_noun && next.is_some_and(says)
    }

    /// Whether an earlier part of a sentence tells of a year that is over when the letter is written, and not on what something
    /// rests: 列入2016年实事,启动修缮,逐步更换.
    pub fn is_story(&self, chunk: &Chunk, sentence: &Sentence) -> bool {
        let is_over = |at: usize, end: usize| {
            let letter = self.date.map(|date| date.year());
            let is_free = at.checked_sub(1).is_none_or(|before| !"《〔[(-~—–至".contains(self.text.folded[before]));
            let named = year(self.text, at, end).filter(|(_, after)| self.text.has_at(*after, "年"));
            is_free && named.is_some_and(|(year, _)| letter.is_some_and(|letter| year < letter))
        };
        let tells =
            |own: &Chunk| !leads_on(self.text, &own.range) && own.range.clone().any(|at| is_over(at, own.range.end));
        let own = sentence.chunks.partition_point(|own| own.range.start < chunk.range.start);
        sentence.chunks[..own].iter().rev().take(AROUND).any(tells)
    }

    /// A chunk that begins with a year before the letter's own.
    pub fn is_past_year(&self, chunk: &Chunk) -> bool {
        let at = self.text.trimmed(chunk.range.clone()).start;
        let digits = at..(at + 4).min(chunk.range.end);
        let year: Option<i32> = self.text.folded(digits).parse().ok();
        let letter = self.date.map(|date| date.year());
        self.text.has_at(at + 4, "年")
            && year.is_some_and(|year| year >= 1949 && letter.is_some_and(|letter| year < letter))
    }
}

/// How many characters may stand behind the 的 of a topic, its comma and it included.
const TOPIC: usize = 6;
/// How many parts of a sentence around one may say who does it, or that it tells of what was.
pub const AROUND: usize = 12;
/// How many characters from its end a chunk says that a list follows.
const LIST: usize = 12;

/// How far into a part of a sentence somebody else is looked for.
const FAR: usize = 24;

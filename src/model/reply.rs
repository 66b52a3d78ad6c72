//! The reply and what it says beside its commitments.

use chrono::NaiveDate;

use super::{
    declare::record,
    leaf::{List, OrgId, Stretch},
    place::Slot,
    str::Str,
    vocabulary::PassageClass,
};

record! {
    /// The letter in which the commitments were made.
    Reply {
        number: Slot<Str> = Required, "建议或提案的编号", "The number of the proposal that it answers.";
        title: Slot<Str> = Required, "建议或提案的题目", "The title of the proposal that it answers.";
        en: Slot<Str> = Optional, "英文题目", "The same in English.";
        date: Slot<NaiveDate> = Required, "答复日期", "The day of the reply.";
        proposer: Slot<Str> = Optional, "提案人", "Who made the proposal.";
        place: Slot<Str> = Optional, "地区，供多件答复函筛选", "Where: the city or the county, to tell many letters apart.";
        lead: Slot<OrgId> = Optional, "主办单位", "The office that answers.";
        co_handlers: List<OrgId> = Optional, "会办单位", "The offices that it asked.";
        approver: Slot<Str> = Optional, "审签人", "Who approved the reply.";
        url: Slot<Str> = Optional, "公开地址", "Where it is published.";
        letter: Option<Box<Letter>> = Optional, "答复函全文的校验值", "How to recognise the letter's text.";
        note: Slot<Str> = Optional, "备注", "A remark.";
        feedback: Option<Box<Feedback>> = Optional, "提案人的评价", "What the proposer says of it.";
        section: Vec<Section> = Optional, "章节的简称", "Short names of the letter's chapters and sections.";
        passage: Vec<Passage> = Optional, "非承诺段落", "The stretches of the letter that promise nothing.";
    }

    /// How to recognise the letter's text: UTF-8, LF line ends, no byte order mark.
    Letter {
        sha256: Slot<Str> = Required, "全文的 SHA-256", "The SHA-256 of the text, in hexadecimal digits.";
        chars: Slot<u32> = Optional, "字符数", "How many characters the text has.";
    }

    /// The proposer's own rating, quoted; it feeds no other figure.
    Feedback {
        date: Slot<NaiveDate> = Required, "评价日期", "The day of the rating.";
        handling: Slot<Str> = Optional, "对办理工作的评价", "How the proposer rates the handling.";
        result: Slot<Str> = Optional, "对办理结果的评价", "How the proposer rates the result.";
        words: Slot<Str> = Optional, "原话", "What the proposer said.";
    }

    /// The curator's short name of a chapter, section or clause.
    Section {
        clause: Slot<Str> = Required, "序号，如 2.3.1", "Its place in the letter, as in 2.3.1.";
        title: Slot<Str> = Required, "简称", "The short name.";
        en: Slot<Str> = Optional, "英文简称", "The same in English.";
    }

    /// A stretch of the letter that promises nothing.
    Passage {
        span: Slot<Stretch> = Required, "在答复函中的位置", "Where it stands in the letter.";
        class: Slot<PassageClass> = Required, "类别", "Why it promises nothing.";
        reason: Slot<Str> = Optional, "不作承诺的理由", "The reason, where it is not plain.";
    }
}

impl Reply {
    /// The short name of a clause, in Chinese and in English, if the ledger gives one.
    pub fn section(&self, clause: &str) -> Option<&Section> {
        self.section.iter().find(|section| section.clause.as_deref() == Some(clause))
    }
}

//! A measure: one commitment, and what became of it.

use chrono::NaiveDate;

use super::{
    declare::record,
    leaf::{EvidenceId, IndicatorId, List, MeasureId, OrgId, Stretch},
    place::{Field, Slot},
    str::Str,
    vocabulary::{DueBasis, Every, Kind, Method, Outcome, OwnerBasis, Status},
};

/// The most characters of a quote: enough to find the place, too few to stand in for the letter.
pub const QUOTE: usize = 25;

/// The tag of a measure that a program drafted and nobody has reviewed.
pub const DRAFT: &str = "draft";

record! {
    /// One commitment: one thing that someone can later find done, under way or not done.
    Measure {
        title: Slot<Str> = Required, "承诺事项，整理者的概括", "What was promised, in the curator's words.";
        en: Slot<Str> = Optional, "英文概括", "The same in English.";
        clause: Slot<Str> = Optional, "答复函章节，如 2.3.1", "Where in the letter: chapter.section.clause, as in 2.3.1.";
        quote: Slot<Str> = Optional, "原文短引，至多 25 字，全文只出现一次", "At most 25 characters that occur once in the letter.";
        span: List<Stretch> = Optional, "在答复函中的位置", "Where the commitment stands in the letter.";
        kind: Slot<Kind> = Required, "事项类型", "What sort of promise it is.";
        every: Slot<Every> = Optional, "周期", "How often it is due, when it recurs.";
        owner: Slot<OrgId> = Optional, "牵头单位", "The office that leads it.";
        owner_basis: Slot<OwnerBasis> = Optional, "牵头单位的依据", "How the owner is known.";
        support: List<OrgId> = Optional, "配合单位", "The offices that help.";
        status: Slot<Status> = Optional, "办理状态，缺省为待反馈", "What is said of it; unreported when absent.";
        due: Slot<NaiveDate> = Optional, "原定完成时限", "The first deadline; extensions never change it.";
        due_basis: Slot<DueBasis> = Optional, "时限的依据", "How the deadline is known.";
        done_when: Slot<Str> = Optional, "办结标准：什么材料能证明办成", "What evidence would show it done.";
        tags: List<Str> = Optional, "标签", "Words to find it by.";
        quantity: Slot<u32> = Optional, "数量", "How many things were promised.";
        related: List<MeasureId> = Optional, "相关事项", "Other measures that promise the same or depend on it.";
        indicators: List<IndicatorId> = Optional, "相关指标", "The indicators that bear on it.";
        note: Slot<Str> = Optional, "备注", "A remark.";
        item: Vec<Item> = Optional, "清单", "The things that were counted or named.";
        update: Vec<Update> = Optional, "进展", "Statements, oldest first; none is ever edited.";
        verification: Vec<Verification> = Optional, "核实", "Findings of others, oldest first; none is ever edited.";
        extension: Vec<Extension> = Optional, "延期", "Changes of the deadline, oldest first; none is ever edited.";
    }

    /// One of the things that a measure counts or names.
    Item {
        name: Slot<Str> = Required, "名称", "Its name.";
        en: Slot<Str> = Optional, "英文名称", "Its name in English.";
        status: Slot<Status> = Optional, "办理状态", "What the newest statement says of it.";
        evidence: List<EvidenceId> = Optional, "佐证材料", "What shows it.";
    }

    /// A dated statement about a measure, by the owner or by the curator on public record.
    Update {
        date: Slot<NaiveDate> = Required, "日期", "The day of the statement.";
        by: Slot<OrgId> = Required, "署名", "Who makes it.";
        status: Slot<Status> = Optional, "办理状态", "The status that it gives.";
        period: Slot<Str> = Optional, "所属周期，如 2022", "The period that it speaks of, when the measure recurs.";
        items: Slot<Box<[(Field<Str>, Status)]>> = Optional, "清单中各项的办理状态", "What it says of the items, by their names.";
        note: Slot<Str> = Required, "进展情况", "What is said.";
        problem: Slot<Str> = Optional, "存在问题", "What stands in the way.";
        next: Slot<Str> = Optional, "下一步措施", "What comes next.";
        evidence: List<EvidenceId> = Optional, "佐证材料", "What shows it.";
    }

    /// A dated finding by somebody who is not the owner.
    Verification {
        date: Slot<NaiveDate> = Required, "日期", "The day of the finding.";
        by: Slot<OrgId> = Required, "核实单位", "Who found it.";
        period: Slot<Str> = Optional, "所属周期，如 2022", "The period that it speaks of, when the measure recurs.";
        result: Slot<Outcome> = Required, "核实结果", "What was found.";
        method: Slot<Method> = Required, "核实方式", "How it was found.";
        note: Slot<Str> = Optional, "说明", "What was seen.";
        evidence: List<EvidenceId> = Optional, "佐证材料", "What it rests on.";
    }

    /// A change of the deadline.
    Extension {
        date: Slot<NaiveDate> = Required, "日期", "The day of the decision.";
        from: Slot<NaiveDate> = Required, "原时限", "The deadline until then.";
        to: Slot<NaiveDate> = Required, "新时限", "The deadline from then on.";
        reason: Slot<Str> = Required, "理由", "Why.";
        by: Slot<OrgId> = Required, "决定单位", "Who decided it.";
    }
}

impl Status {
    /// The status that a statement gives to a measure of this kind. What recurs is done for a period and goes on.
    pub fn given(said: Option<Self>, kind: Option<Kind>) -> Option<Self> {
        match (said, kind) {
            (Some(Self::Done), Some(Kind::Recurring)) => Some(Self::InProgress),
            (status, _) => status,
        }
    }
}

//! How a ledger wants to be checked.

use chrono::NaiveDate;

use super::{
    declare::record,
    leaf::{List, MeasureId},
    place::Slot,
    str::Str,
    vocabulary::{Lane, Level},
};

record! {
    /// Levels of rules, exceptions from them, and rules of the ledger's own.
    Checks {
        allow: List<Str> = Optional, "不查的规则或类别", "Rules or lanes that are not asked.";
        warn: List<Str> = Optional, "只作警告的规则或类别", "Rules or lanes whose findings are warnings.";
        deny: List<Str> = Optional, "一律作错误的规则或类别", "Rules or lanes whose findings are errors.";
        suppress: Vec<Suppression> = Optional, "例外，附理由", "Exceptions, with their reasons.";
        require: Vec<Requirement> = Optional, "本台账自定的规则", "Rules of this ledger's own.";
    }

    /// An exception: a finding of one rule about one measure that is not reported.
    Suppression {
        rule: Slot<Str> = Required, "规则", "The rule.";
        measure: Slot<MeasureId> = Required, "事项", "The measure.";
        reason: Slot<Str> = Required, "理由", "Why.";
        until: Slot<NaiveDate> = Optional, "有效期至", "The last day on which it holds.";
    }

    /// A rule of the ledger's own: a filter expression that every measure has to pass.
    Requirement {
        that: Slot<Str> = Required, "每一项都须满足的表达式，如 kind = target => indicators", "What has to hold for every measure, as in kind = target => indicators.";
        reason: Slot<Str> = Required, "理由", "Why.";
        level: Slot<Level> = Optional, "级别，缺省为错误", "How grave it is when it does not hold; error when absent.";
        lane: Slot<Lane> = Optional, "类别：与日期有关的写 clock", "The lane in which it is asked: clock when it depends on the day; integrity when absent.";
    }
}

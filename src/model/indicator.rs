//! Indicators: figures with their period, unit and source.

use super::{declare::record, leaf::EvidenceId, leaf::List, place::Slot, str::Str, vocabulary::Direction};

record! {
    /// A figure that is observed over time.
    Indicator {
        name: Slot<Str> = Required, "名称", "Its name.";
        en: Slot<Str> = Optional, "英文名称", "Its name in English.";
        unit: Slot<Str> = Required, "单位", "The unit of its values.";
        direction: Slot<Direction> = Optional, "向好的方向", "Which way it should go.";
        clause: Slot<Str> = Optional, "答复函出处", "Where the letter speaks of it.";
        baseline: Option<Box<Figure>> = Optional, "基期值", "The figure to compare with.";
        observation: Vec<Figure> = Optional, "后续观测", "Later figures, by the same definition.";
        note: Slot<Str> = Optional, "备注", "A remark.";
    }

    /// A figure of one period.
    Figure {
        period: Slot<Str> = Required, "时期，如 2020 或 2021Q3", "The period, as in 2020 or 2021Q3.";
        value: Slot<f64> = Optional, "数值", "The value, in the indicator's unit.";
        growth: Slot<Str> = Optional, "同比增速", "The growth against the same period a year before.";
        share: Slot<Str> = Optional, "占比", "Its share of a whole.";
        of: Slot<Str> = Optional, "占比对象", "What it is a share of.";
        evidence: List<EvidenceId> = Optional, "佐证材料", "What shows it; the letter itself when absent in a baseline.";
    }
}

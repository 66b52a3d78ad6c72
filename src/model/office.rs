//! Offices and evidence: who speaks, and what was published.

use chrono::NaiveDate;

use super::{
    place::Slot,
    record::{Str, record},
};

record! {
    /// An office, or the curator of a ledger.
    Org {
        name: Slot<Str> = Required, "全称", "Its full name.";
        short: Slot<Str> = Optional, "简称", "Its short name.";
        en: Slot<Str> = Optional, "英文名称", "Its name in English.";
    }

    /// A published thing that shows something.
    Evidence {
        title: Slot<Str> = Required, "标题", "Its title.";
        publisher: Slot<Str> = Required, "发布者：单位编号或名称", "Who published it: the id of an office, or a name.";
        published: Slot<NaiveDate> = Required, "发布日期", "The day it was published.";
        url: Slot<Str> = Optional, "网址", "Where it can be read.";
        shows: Slot<Str> = Optional, "说明了什么", "What it shows.";
    }
}

impl Org {
    /// Whether a name is one of this office's.
    pub fn is_called(&self, name: &str) -> bool {
        [&self.name, &self.short, &self.en].into_iter().any(|own| own.as_deref() == Some(name))
    }
}

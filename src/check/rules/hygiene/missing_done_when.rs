//! `missing-done-when`: nobody could tell when it is done.

use crate::{
    check::{Found, rule::rule},
    model::Kind,
    query::Row,
    said,
};

rule! {
    "missing-done-when", Integrity, Note;
    what: "成果或目标值没有写办结标准", "a deliverable or a target without a test of completion";
    why: "不先说好什么材料算办成，以后怎么说都对。", "Unless it is said beforehand what would show it done, anything may be called done later.";
    way_out: "补上 done_when：什么材料能证明办成。", "Add done_when: what evidence would show it done.";
    example: "[measure.mend-windmills]\ntitle = \"修好七座风车\"\nkind = \"deliverable\"\n";
    look: Measure(look);
}

fn look(row: &Row<'_>, found: &mut Found) {
    let measure = row.measure;
    let can_end = matches!(measure.kind.copied(), Some(Kind::Deliverable | Kind::Target));
    if can_end && measure.done_when.span().is_none() {
        let said = said!("没有写什么材料能证明办成", "it is not said what would show it done");
        found.in_measure(measure, None, said, said!("补上 done_when", "add done_when"));
    }
}

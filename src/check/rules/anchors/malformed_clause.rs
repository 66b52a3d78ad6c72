//! `malformed-clause`: a place in the letter that has no place in its order.

use crate::{
    check::{Found, rule::rule},
    query::Row,
    said,
};

rule! {
    "malformed-clause", Integrity, Warning;
    what: "章节序号不是 2.3.1 这样的写法", "a clause that is not written like 2.3.1";
    why: "按章节筛选和排序都靠它：写成别的样子，clause:2.3 就找不到这一项。",
        "Filters and order rely on it: written otherwise, clause:2.3 does not find the measure.";
    way_out: "写作 章.节.条，用半角数字和点。", "Write chapter.section.clause with ASCII digits and dots.";
    example: "[measure.mend-windmills]\ntitle = \"修好七座风车\"\nkind = \"deliverable\"\nclause = \"二.3\"\n";
    look: Measure(look);
}

fn look(row: &Row<'_>, found: &mut Found) {
    let clause = &row.measure.clause;
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if clause.as_deref().is_some_and(|text| !text.split('.').all(is_number)) {
        let said = said!("章节序号应是用点隔开的数字", "a clause is numbers with dots between them");
        found.in_measure(row.measure, clause.span(), said, said!("写作 2.3.1 这样", "write it like 2.3.1"));
    }
}

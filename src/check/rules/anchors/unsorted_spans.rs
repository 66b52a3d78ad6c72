//! `unsorted-spans`: spans that do not follow the letter.

use crate::{
    check::{Found, rule::rule},
    model::{Change, Edit, Finding, Ledger, Stretch},
    query::Row,
    said,
};

rule! {
    "unsorted-spans", Integrity, Warning;
    what: "一项承诺的几段位置没有按原文先后排列", "the spans of a measure are not in the order of the letter";
    why: "按原文先后排列，读的人才能顺着答复函看下来，改动也才看得清。",
        "In the letter's order they can be read along with it, and a change of them can be seen.";
    way_out: "按起点排序；duban check --fix 会代劳。", "Sort them by their starts; duban check --fix does it.";
    example: "[measure.mend-windmills]\ntitle = \"修好七座风车\"\nkind = \"deliverable\"\nspan = [[30, 36], [10, 16]]\n";
    look: Measure(look);
    fix: fix;
}

fn look(row: &Row<'_>, found: &mut Found) {
    let spans: Vec<Stretch> = row.measure.span.items().copied().collect();
    if !spans.is_sorted() {
        let said = said!("位置没有按原文先后排列", "the spans are not in the order of the letter");
        found.in_measure(row.measure, row.measure.span.span(), said, said!("按起点排序", "sort them by their starts"));
    }
}

fn fix(ledger: &Ledger, finding: &Finding) -> Option<Edit> {
    let (collection, id) = finding.record.clone()?;
    let list = &ledger.measures().get(&id)?.span;
    // Which comment belongs to which stretch only people know.
    if ledger.source.text.get(list.span()?.range())?.contains('#') {
        return None;
    }
    let mut spans: Vec<Stretch> = list.items().copied().collect();
    spans.sort_unstable();
    let spans = spans.iter().map(|span| format!("[{}, {}]", span.start, span.end)).collect::<Vec<_>>().join(", ");
    Some(Edit { collection, id, changes: vec![Change::Set(("span", format!("[{spans}]")))] })
}

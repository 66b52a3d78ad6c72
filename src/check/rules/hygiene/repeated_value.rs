//! `repeated-value`: a list that has a value twice.

use std::{collections::HashSet, hash::Hash};

use crate::{
    check::{Found, rule::rule},
    model::{Change, Edit, Finding, Ledger, List, Span},
    query::Row,
    said,
};

rule! {
    "repeated-value", Integrity, Warning;
    what: "列表中同一个值出现两次", "a list that has a value twice";
    why: "重复的标签、单位或编号没有意义，计数时还会多算。", "A tag, an office or an id that stands twice says nothing more, and may be counted twice.";
    way_out: "删去重复的；duban check --fix 会代劳。", "Take the second out; duban check --fix does it.";
    example: "[measure.mend-windmills]\ntitle = \"修好七座风车\"\nkind = \"deliverable\"\ntags = [\"repair\", \"windmill\", \"repair\"]\n";
    look: Measure(look);
    fix: fix;
}

/// The first value of a list that stood before.
fn repeated<T: Eq + Hash>(list: &List<T>) -> Option<Span> {
    let mut seen = HashSet::new();
    let fields = list.get().map(AsRef::as_ref).unwrap_or_default();
    fields.iter().find(|field| !seen.insert(&field.value)).map(|field| field.span)
}

fn look(row: &Row<'_>, found: &mut Found) {
    let measure = row.measure;
    let lists = [
        repeated(&measure.tags),
        repeated(&measure.support),
        repeated(&measure.related),
        repeated(&measure.indicators),
    ];
    for place in lists.into_iter().flatten() {
        found.in_measure(measure, Some(place), said!("这个值前面已有", "this value stands before already"), said!("删去", "take it out"));
    }
}

fn fix(ledger: &Ledger, finding: &Finding) -> Option<Edit> {
    let (collection, id) = finding.record.clone()?;
    let measure = ledger.measures().get(&id)?;
    let lists = [
        ("tags", measure.tags.span()),
        ("support", measure.support.span()),
        ("related", measure.related.span()),
        ("indicators", measure.indicators.span()),
    ];
    let holds = |list: &Span| list.start <= finding.span.start && finding.span.end <= list.end;
    let (key, _) = lists.into_iter().find(|(_, list)| list.as_ref().is_some_and(holds))?;
    Some(Edit { collection, id, changes: vec![Change::Unrepeat(key)] })
}

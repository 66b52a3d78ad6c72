//! `repeated-item`: one thing is listed twice.

use std::collections::HashMap;

use crate::{
    check::{Found, rule::rule},
    query::Row,
    said,
};

rule! {
    "repeated-item", Integrity, Error;
    what: "清单中同一个名称出现两次", "an item that is listed twice";
    why: "一样东西数两遍，进度就虚了；进展按名称找清单，也不知道指哪一个。",
        "What is counted twice inflates progress, and statements name items by their names.";
    way_out: "删去一项，或把名称写得能分清。", "Take one out, or write names that can be told apart.";
    example: "[measure.mend-windmills]\ntitle = \"修好风车\"\nkind = \"deliverable\"\n\n[[measure.mend-windmills.item]]\nname = \"东风车\"\n\n[[measure.mend-windmills.item]]\nname = \"东风车\"\n";
    look: Measure(look);
}

fn look(row: &Row<'_>, found: &mut Found) {
    let mut seen = HashMap::new();
    for item in &row.measure.item {
        let Some(name) = item.name.as_deref() else { continue };
        if let Some(first) = seen.insert(name, item.name.span()) {
            let said = said!("{name} 出现了两次", "{name} is listed twice");
            found.in_measure(row.measure, item.name.span(), said, said!("删去一项或改名", "take one out or rename it"));
            if let Some(first) = first {
                found.also(first, said!("前一处", "the one before"));
            }
        }
    }
}

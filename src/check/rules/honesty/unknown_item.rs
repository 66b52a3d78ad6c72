//! `unknown-item`: a statement speaks of an item that is not listed.

use crate::{
    check::{Found, rule::rule},
    lang::near_or,
    query::Row,
    said,
};

rule! {
    "unknown-item", Integrity, Error;
    what: "进展说到清单中没有的项", "a statement about an item that is not listed";
    why: "对不上清单的话不会计入进度。", "What fits no item counts for none.";
    way_out: "改成清单中的名称，或先在清单中补上。", "Use a name from the list, or add the item first.";
    example: "[measure.mend-windmills]\ntitle = \"修好风车\"\nkind = \"deliverable\"\n\n[[measure.mend-windmills.item]]\nname = \"东风车\"\n\n[[measure.mend-windmills.update]]\ndate = 2024-09-12\nby = \"works\"\nitems = { \"南风车\" = \"done\" }\nnote = \"修好一座。\"\n";
    look: Measure(look);
}

fn look(row: &Row<'_>, found: &mut Found) {
    let names = || row.measure.item.iter().filter_map(|item| item.name.as_deref());
    for update in &row.measure.update {
        for (name, _) in update.items.get().map(AsRef::as_ref).unwrap_or_default() {
            if names().any(|own| *own == *name.value) {
                continue;
            }
            let shown = &name.value;
            let help = near_or(shown, names(), || said!("先在清单中补上 {shown}", "add {shown} to the items first"));
            found.in_measure(row.measure, Some(name.span), said!("清单中没有 {shown}", "there is no item {shown}"), help);
        }
    }
}

//! `self-relation`: a measure that is related to itself.

use crate::{
    check::{Found, rule::rule},
    model::{Change, Edit, Finding, Ledger},
    query::Row,
    said,
};

rule! {
    "self-relation", Integrity, Warning;
    what: "事项把自己列为相关事项", "a measure that names itself as related";
    why: "相关事项指别处的同一承诺；指向自己没有意义，多半想写的是另一项。",
        "Related are other measures that promise the same; itself says nothing, and another was meant, as a rule.";
    way_out: "改成想写的那一项，或删去；duban check --fix 会删去。", "Name the one that was meant, or take it out; duban check --fix takes it out.";
    example: "[measure.mend-windmills]\ntitle = \"修好七座风车\"\nkind = \"deliverable\"\nrelated = [\"mend-windmills\"]\n";
    look: Measure(look);
    fix: fix;
}

fn look(row: &Row<'_>, found: &mut Found) {
    let measure = row.measure;
    let own = measure.related.get().map(AsRef::as_ref).unwrap_or_default();
    for field in own.iter().filter(|field| *field.value == *measure.id.value) {
        found.in_measure(measure, Some(field.span), said!("这是它自己", "this is the measure itself"), said!("删去或改正", "take it out or correct it"));
    }
}

fn fix(_: &Ledger, finding: &Finding) -> Option<Edit> {
    let (collection, id) = finding.record.clone()?;
    // Ids that were accepted as such need no quoting in a TOML string.
    let own = format!("\"{id}\"");
    Some(Edit { collection, id, changes: vec![Change::Remove("related", vec![own])] })
}

//! `owner-in-support`: the office that leads is also listed as one that helps.

use crate::{
    check::{Found, rule::rule},
    model::{Change, Edit, Finding, Ledger},
    query::Row,
    said,
};

rule! {
    "owner-in-support", Integrity, Warning;
    what: "牵头单位同时列为配合单位", "the owner among the offices that help";
    why: "牵头和配合责任不同；两处都写，就看不出谁负责。", "To lead and to help are different; who stands in both answers for neither.";
    way_out: "从 support 中删去；duban check --fix 会代劳。", "Take it out of support; duban check --fix does it.";
    example: "[measure.mend-windmills]\ntitle = \"修好七座风车\"\nkind = \"deliverable\"\nowner = \"works\"\nowner_basis = \"stated\"\nsupport = [\"works\"]\n";
    look: Measure(look);
    fix: fix;
}

fn look(row: &Row<'_>, found: &mut Found) {
    let measure = row.measure;
    let Some(owner) = measure.owner.as_deref() else { return };
    for field in measure.support.get().map(AsRef::as_ref).unwrap_or_default() {
        if *field.value == *owner {
            let said = said!("{owner} 已是牵头单位", "{owner} is the owner already");
            found.in_measure(measure, Some(field.span), said, said!("从 support 中删去", "take it out of support"));
        }
    }
}

fn fix(ledger: &Ledger, finding: &Finding) -> Option<Edit> {
    let (collection, id) = finding.record.clone()?;
    let owner = format!("\"{}\"", ledger.measures().get(&id)?.owner.as_deref()?);
    Some(Edit { collection, id, changes: vec![Change::Remove("support", vec![owner])] })
}

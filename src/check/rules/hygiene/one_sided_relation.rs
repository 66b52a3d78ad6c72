//! `one-sided-relation`: a measure names another that does not name it.

use crate::{
    check::{Found, rule::rule},
    model::{Change, Edit, Finding, Ledger},
    said,
};

rule! {
    "one-sided-relation", Integrity, Note;
    what: "一项把另一项列为相关，另一项没有列它", "a measure that names another as related which does not name it";
    why: "同一承诺出现在两处，从哪一处看都应能找到另一处。", "Where a promise returns, it should be found from either place.";
    way_out: "在另一项的 related 里补上；duban check --fix 会代劳。", "Add it to the other's related; duban check --fix does it.";
    example: "[measure.mend-windmills]\ntitle = \"修好七座风车\"\nkind = \"deliverable\"\nrelated = [\"more-flour\"]\n\n[measure.more-flour]\ntitle = \"面粉产量翻一番\"\nkind = \"target\"\n";
    look: Ledger(look);
    fix: fix;
}

fn look(ledger: &Ledger, found: &mut Found) {
    for measure in ledger.measures().iter() {
        for field in measure.related.get().map(AsRef::as_ref).unwrap_or_default() {
            let Some(other) = ledger.measures().get(&field.value) else { continue };
            if !other.related.items().any(|back| **back == *measure.id.value) {
                let (id, own) = (&other.id.value, &measure.id.value);
                let said = said!("{id} 没有把 {own} 列为相关", "{id} does not name {own}");
                let help = said!("duban set {id} related+={own}", "duban set {id} related+={own}");
                found.in_measure(measure, Some(field.span), said, help);
            }
        }
    }
}

fn fix(ledger: &Ledger, finding: &Finding) -> Option<Edit> {
    let (collection, id) = finding.record.clone()?;
    let related = ledger.measures().get(&id)?.related.get()?;
    let other = related.iter().find(|field| field.span == finding.span)?.value.to_string();
    Some(Edit { collection, id: other, changes: vec![Change::Insert("related", vec![format!("\"{id}\"")])] })
}

//! `owner-without-basis`: an owner that does not say how it is known.

use crate::{
    check::{Found, rule::rule},
    query::Row,
    said,
};

rule! {
    "owner-without-basis", Integrity, Warning;
    what: "有牵头单位，没有写明是答复函指定还是推定", "an owner that does not say whether the letter names it or it was inferred";
    why: "推定的牵头单位必须说是推定的，不然就是替答复函派了活。", "An inferred owner has to say so; otherwise the ledger assigns work that the letter did not.";
    way_out: "补上 owner_basis：stated（答复函指定）或 inferred（推定）。", "Add owner_basis: stated (the letter names it) or inferred.";
    example: "[measure.mend-windmills]\ntitle = \"修好七座风车\"\nkind = \"deliverable\"\nowner = \"works\"\n";
    look: Measure(look);
}

fn look(row: &Row<'_>, found: &mut Found) {
    let measure = row.measure;
    let id = &measure.id.value;
    if measure.owner.get().is_some() && measure.owner_basis.span().is_none() {
        let said = said!("牵头单位没有写明是指定还是推定", "it is not said whether the owner is stated or inferred");
        let help = said!("duban set {id} owner_basis=inferred（或 stated）", "duban set {id} owner_basis=inferred (or stated)");
        found.in_measure(measure, measure.owner.span(), said, help);
    }
}

//! `due-without-basis`: a deadline that does not say how it is known.

use crate::{
    check::{Found, rule::rule},
    query::Row,
    said,
};

rule! {
    "due-without-basis", Integrity, Warning;
    what: "有完成时限，没有写明依据", "a deadline that does not say how it is known";
    why: "时限是答复函写的、后来商定的还是规划里的，分量不同；没有出处的日期谁都可以说是编的。",
        "Whether a deadline was in the letter, was agreed later or stands in a plan makes a difference; one without a source may have been made up.";
    way_out: "补上 due_basis：stated、agreed 或 plan，必要时在备注写明出处。", "Add due_basis: stated, agreed or plan, and the source in note where that helps.";
    example: "[measure.mend-windmills]\ntitle = \"修好七座风车\"\nkind = \"deliverable\"\ndue = 2025-06-30\n";
    look: Measure(look);
}

fn look(row: &Row<'_>, found: &mut Found) {
    let measure = row.measure;
    let id = &measure.id.value;
    if measure.due.get().is_some() && measure.due_basis.span().is_none() {
        let said = said!("时限没有写明依据", "the deadline does not say how it is known");
        let help = said!("duban set {id} due_basis=stated（或 agreed、plan）", "duban set {id} due_basis=stated (or agreed, plan)");
        found.in_measure(measure, measure.due.span(), said, help);
    }
}

//! `verification-by-owner`: the owner verifies its own work.

use crate::{
    check::{Found, rule::rule},
    query::Row,
    said,
};

rule! {
    "verification-by-owner", Integrity, Error;
    what: "牵头单位自己核实自己的事项", "a verification by the office that leads the measure";
    why: "自己给自己核实不算核实：只有不是责任方的人确认过，才能销号。", "Nobody verifies their own work: only the confirmation of somebody else closes a measure.";
    way_out: "牵头单位的说法记为进展（duban update）；核实由别的单位作出。",
        "Record the owner's word as a statement (duban update); let another office verify.";
    example: "[measure.mend-windmills]\ntitle = \"修好七座风车\"\nkind = \"deliverable\"\nowner = \"works\"\n\n[[measure.mend-windmills.verification]]\ndate = 2024-10-01\nby = \"works\"\nresult = \"confirmed\"\nmethod = \"documents\"\n";
    look: Measure(look);
}

fn look(row: &Row<'_>, found: &mut Found) {
    for entry in &row.measure.verification {
        if let Some(by) = entry.by.as_deref().filter(|by| row.history().is_owner(by)) {
            let said = said!("{by} 是牵头单位，不能核实自己的事项", "{by} leads the measure and cannot verify it");
            let help = said!("改记为进展，或由别的单位核实", "record it as a statement, or let another office verify");
            found.in_measure(row.measure, entry.by.span(), said, help);
            if let Some(place) = row.measure.owner.span() {
                found.also(place, said!("牵头单位", "the owner"));
            }
        }
    }
}

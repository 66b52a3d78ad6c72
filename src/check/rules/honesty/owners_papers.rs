//! `owners-papers`: a confirmation that rests on the owner's papers only.

use crate::{
    check::{Found, rule::rule},
    model::Outcome,
    query::Row,
    said,
};

rule! {
    "owners-papers", Integrity, Warning;
    what: "核实为已核实，但所据材料全是牵头单位自己发布的", "a confirmation whose papers were all published by the owner";
    why: "照着牵头单位的材料核实牵头单位的说法，等于还是它自己说的；这样的核实不能销号。",
        "To confirm the owner's word with the owner's papers is still the owner's word; it closes nothing.";
    way_out: "补上别人发布的材料，或写明现场核实所见。", "Add what somebody else published, or verify on site and say what was seen.";
    example: "[measure.mend-windmills]\ntitle = \"修好七座风车\"\nkind = \"deliverable\"\nowner = \"works\"\n\n[[measure.mend-windmills.verification]]\ndate = 2024-10-01\nby = \"watch\"\nresult = \"confirmed\"\nmethod = \"documents\"\nevidence = [\"repair-notice\"]\n";
    look: Measure(look);
}

fn look(row: &Row<'_>, found: &mut Found) {
    for entry in &row.measure.verification {
        let is_confirmed = entry.result.copied() == Some(Outcome::Confirmed);
        if is_confirmed && row.history().are_owners_papers(entry.evidence.items()) {
            let said = said!("所据材料都是牵头单位发布的，不能销号", "its papers are all the owner's, so it closes nothing");
            let help = said!("补上别人发布的材料", "add what somebody else published");
            found.in_measure(row.measure, entry.evidence.span(), said, help);
        }
    }
}

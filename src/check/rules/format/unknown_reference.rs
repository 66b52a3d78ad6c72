//! `unknown-reference`: an id of a record that is not there.

use crate::check::rule::rule;

rule! {
    "unknown-reference", Integrity, Error;
    what: "所引的单位、材料、指标或事项不在台账中", "an office, a piece of evidence, an indicator or a measure that the ledger does not have";
    why: "指不到任何东西的佐证不是佐证，没有登记的单位无法问责。", "Evidence that points at nothing is none, and an office that is not registered answers for nothing.";
    way_out: "改正编号，或先登记：duban evidence add、duban org add。", "Correct the id, or register it first: duban evidence add, duban org add.";
    example: "[measure.mend-windmills]\ntitle = \"修好七座风车\"\nkind = \"deliverable\"\nowner = \"wroks\"\n";
    look: Reading;
}

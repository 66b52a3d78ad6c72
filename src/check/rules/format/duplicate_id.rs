//! `duplicate-id`: two records have the same id.

use crate::check::rule::rule;

rule! {
    "duplicate-id", Integrity, Error;
    what: "两条记录用了同一个编号", "two records have the same id";
    why: "编号是别处引用这条记录的唯一凭据；两条同号，进展就可能记到别人头上。",
        "An id is how everything else refers to a record; with two of them an update may land on the wrong one.";
    way_out: "给其中一条另取编号；若本是同一件事，合并成一条。", "Give one of them another id, or unite them if they are the same.";
    example: "[measure.mend-windmills]\ntitle = \"修好七座风车\"\nkind = \"deliverable\"\n\n[measure.mend-windmills]\ntitle = \"再修七座风车\"\nkind = \"deliverable\"\n";
    look: Reading;
}

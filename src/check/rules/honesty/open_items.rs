//! `open-items`: a measure is claimed done while things that it counts are not.

use crate::{
    check::{Found, rule::rule},
    model::Status,
    query::Row,
    said,
};

rule! {
    "open-items", Integrity, Warning;
    what: "已报办结，清单或数量却没有全部办成", "claimed done while not everything that was counted is";
    why: "承诺了七座、报了五座，就不能说办结了。", "Seven were promised and five reported: that is not done.";
    way_out: "逐项登记（duban update --item），或把状态报为推进中。", "Report the items (duban update --item), or report the measure as in-progress.";
    example: "[measure.mend-windmills]\ntitle = \"修好两座风车\"\nkind = \"deliverable\"\nquantity = 2\nstatus = \"done\"\n\n[[measure.mend-windmills.item]]\nname = \"东风车\"\n\n[[measure.mend-windmills.update]]\ndate = 2024-09-12\nby = \"works\"\nstatus = \"done\"\nnote = \"全部修好。\"\nevidence = [\"repair-notice\"]\n";
    look: Measure(look);
}

fn look(row: &Row<'_>, found: &mut Found) {
    let measure = row.measure;
    if measure.status.copied() != Some(Status::Done) {
        return;
    }
    let done = measure.item.iter().filter(|item| row.history().item_status(item) == Status::Done).count();
    let of = measure.quantity.copied().map_or(measure.item.len(), |quantity| quantity as usize);
    if done < of {
        let said = said!("已报办结，清单中办成的只有 {done}/{of}", "it is said to be done, and {done}/{of} of what it counts are");
        let help = said!("逐项登记，或报为推进中", "report the items, or report it as in-progress");
        found.in_measure(measure, measure.status.span(), said, help);
    }
}

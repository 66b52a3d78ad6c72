//! `too-many-items`: more things are listed than were promised.

use crate::{
    check::{Found, rule::rule},
    query::Row,
    said,
};

rule! {
    "too-many-items", Integrity, Error;
    what: "清单比承诺的数量还多", "more items than the quantity that was promised";
    why: "进度按 n/N 计：清单比 N 还长，n/N 就会超过全部。", "Progress is counted as n of N; with more items than N it would exceed the whole.";
    way_out: "改正 quantity，或删去不在承诺之内的项。", "Correct quantity, or take out items that were not promised.";
    example: "[measure.mend-windmills]\ntitle = \"修好风车\"\nkind = \"deliverable\"\nquantity = 1\n\n[[measure.mend-windmills.item]]\nname = \"东风车\"\n\n[[measure.mend-windmills.item]]\nname = \"西风车\"\n";
    look: Measure(look);
}

fn look(row: &Row<'_>, found: &mut Found) {
    let measure = row.measure;
    let n = measure.item.len();
    if let Some(quantity) = measure.quantity.copied().filter(|quantity| n > *quantity as usize) {
        let said = said!("承诺的数量是 {quantity}，清单有 {n} 项", "the quantity is {quantity}, and there are {n} items");
        found.in_measure(measure, measure.quantity.span(), said, said!("改正其一", "correct one of them"));
    }
}

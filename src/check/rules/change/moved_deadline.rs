//! `moved-deadline`: the first deadline is not what it was.

use crate::{
    check::{Found, Pair, rule::rule},
    said,
};

rule! {
    "moved-deadline", Change, Error;
    what: "最初的完成时限被改动或删去", "a first deadline that was changed or removed";
    why: "时限用延期移动，写明理由；最初的日期永远留着，滑了几次、滑了多久才看得出来。",
        "A deadline moves by an extension with its reason. The first date stays, so that it can be seen how often and how far it slid.";
    way_out: "把 due 改回去，用 duban extend 延期。", "Put due back and use duban extend.";
    example: "[measure.mend-windmills]\ntitle = \"修好七座风车\"\nkind = \"deliverable\"\ndue = 2025-06-30\ndue_basis = \"stated\"\n", "[measure.mend-windmills]\ntitle = \"修好七座风车\"\nkind = \"deliverable\"\ndue = 2026-06-30\ndue_basis = \"stated\"\n";
    look: Change(look);
}

fn look(pair: &Pair<'_>, found: &mut Found) {
    for (before, after) in pair.measures() {
        let Some(was) = before.due.copied().filter(|was| after.due.copied() != Some(*was)) else { continue };
        let id = &after.id.value;
        let said = match after.due.copied() {
            Some(now) => said!("最初的时限是 {was}，不是 {now}", "the first deadline was {was}, not {now}"),
            None => said!("最初的时限 {was} 不见了", "the first deadline {was} is gone"),
        };
        let help = said!("改回 {was}，用 duban extend {id} 延期", "put {was} back and use duban extend {id}");
        found.in_measure(after, after.due.span(), said, help);
    }
}

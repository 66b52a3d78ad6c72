//! `due-soon`: the deadline is near.

use crate::{
    check::{Found, rule::rule},
    lang::count,
    model::Schedule,
    query::Row,
    said,
};

rule! {
    "due-soon", Clock, Note;
    what: "完成时限临近", "a deadline that is near";
    why: "到期之前提醒，还来得及办。提前多少天由台账的 [clock] due_soon 定。", "Told before the day, something can still be done. How many days before is the ledger's own: due_soon in [clock].";
    way_out: "问责任单位能否按期办结。", "Ask the owner whether it will be done in time.";
    example: "[clock]\ndue_soon = 40\n\n[measure.mend-windmills]\ntitle = \"修好七座风车\"\nkind = \"deliverable\"\ndue = 2026-02-10\ndue_basis = \"stated\"\n";
    look: Measure(look);
}

fn look(row: &Row<'_>, found: &mut Found) {
    let standing = row.standing();
    let Some(due) = standing.due.filter(|_| standing.schedule == Schedule::DueSoon) else { return };
    let n = (due - row.clock.as_of).num_days();
    let days = count(usize::try_from(n).unwrap_or_default(), "day");
    let said = said!("还有 {n} 天到期（{due}）", "due in {days}, on {due}");
    let newest = row.history().extensions().max_by_key(|entry| entry.date.copied());
    let place = newest.and_then(|entry| entry.to.span()).or(row.measure.due.span());
    found.in_measure(row.measure, place, said, said!("问责任单位能否按期", "ask the owner whether it will be in time"));
}

//! `overdue`: the deadline has passed, and nobody says that it is done.

use crate::{
    check::{Found, rule::rule},
    lang::count,
    model::Schedule,
    query::Row,
    said,
};

rule! {
    "overdue", Clock, Error;
    what: "已过完成时限，没有报办结", "past its deadline and not reported done";
    why: "时限是答应过的日子。时钟只能说逾期；是不是没有办成，要由核实的人说。",
        "A deadline is a promise, too. The clock can say overdue; that it was not met only a verifier can say.";
    way_out: "催责任单位反馈（duban update）；确需延期的用 duban extend，写明理由。",
        "Ask the owner to report (duban update); where the date has to move, duban extend with the reason.";
    example: "[measure.mend-windmills]\ntitle = \"修好七座风车\"\nkind = \"deliverable\"\ndue = 2025-06-30\ndue_basis = \"stated\"\n";
    look: Measure(look);
}

fn look(row: &Row<'_>, found: &mut Found) {
    let standing = row.standing();
    let Some(due) = standing.due.filter(|_| standing.schedule == Schedule::Overdue) else { return };
    let n = (row.clock.as_of - due).num_days();
    let days = count(usize::try_from(n).unwrap_or_default(), "day");
    let id = &row.measure.id.value;
    let said = said!("时限 {due} 已过 {n} 天", "the deadline {due} passed {days} ago");
    let help = said!("用 duban update {id} 登记进展，或用 duban extend {id} 延期", "record a statement with duban update {id}, or extend it with duban extend {id}");
    let newest = row.history().extensions().max_by_key(|entry| entry.date.copied());
    found.in_measure(row.measure, newest.and_then(|entry| entry.to.span()).or(row.measure.due.span()), said, help);
}

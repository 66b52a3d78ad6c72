//! `wrong-extension`: an extension that does not begin at the deadline then in force.

use crate::{
    check::{Found, rule::rule},
    query::Row,
    said,
};

rule! {
    "wrong-extension", Integrity, Error;
    what: "延期的原时限不是当时的时限，或新时限没有变、已经过去", "an extension whose from is not the deadline then in force, or whose to is the same or had passed";
    why: "延期一环扣一环，最初的时限才不会丢：对不上的一环说明中间有一次没有记，或时限被改过。",
        "Extensions form a chain, so that the first date is never lost. A link that does not fit means that one is missing or a date was changed.";
    way_out: "把 from 改成当时的时限，或补上漏记的延期；没有 due 的先写 due。",
        "Let from be the deadline then in force, or add the extension that is missing; where there is no due, give it first.";
    example: "[measure.mend-windmills]\ntitle = \"修好七座风车\"\nkind = \"deliverable\"\ndue = 2025-06-30\ndue_basis = \"stated\"\n\n[[measure.mend-windmills.extension]]\ndate = 2025-06-01\nfrom = 2025-09-30\nto = 2026-02-10\nreason = \"帆布迟到。\"\nby = \"works\"\n";
    look: Measure(look);
}

fn look(row: &Row<'_>, found: &mut Found) {
    let due = &row.measure.due;
    if due.span().is_some() && due.get().is_none() {
        return;
    }
    let (mut in_force, mut place) = (due.copied(), due.span());
    for entry in &row.measure.extension {
        let (from, to) = (entry.from.copied(), entry.to.copied());
        if let Some(from) = from.filter(|from| in_force != Some(*from)) {
            let said = match in_force {
                Some(due) => said!("当时的时限是 {due}，不是 {from}", "the deadline was {due} then, not {from}"),
                None => said!("没有原定时限，无从延期", "there is no first deadline that could move"),
            };
            let help = said!("改正 from，或补上漏记的延期", "correct from, or add the extension that is missing");
            found.in_measure(row.measure, entry.from.span(), said, help);
            if let Some(place) = place {
                found.also(place, said!("当时的时限", "the deadline then in force"));
            }
        } else if from.is_some() && from == to {
            let said = said!("新旧时限相同", "the deadline does not move");
            found.in_measure(row.measure, entry.to.span(), said, said!("改正 to", "correct to"));
        } else if let (Some(day), Some(to)) = (entry.date.copied(), to.filter(|to| entry.date.copied() > Some(*to))) {
            let said = said!("新时限 {to} 在 {day} 决定时已经过去", "the new deadline {to} had passed when it was decided on {day}");
            found.in_measure(row.measure, entry.to.span(), said, said!("改正 to 或 date", "correct to or date"));
        }
        (in_force, place) = (to.or(in_force), entry.to.span().or(place));
    }
}

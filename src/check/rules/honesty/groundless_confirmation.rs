//! `groundless-confirmation`: something is confirmed that nobody had said.

use crate::{
    check::{Found, rule::rule},
    model::{Outcome, Status},
    query::Row,
    said,
};

rule! {
    "groundless-confirmation", Integrity, Error;
    what: "核实属实或部分属实，而当天以前没有人报过状态", "a confirmation, whole or in part, of what nobody had reported by then";
    why: "核实是对某人所报情况的查证。没有人报过，就没有可以属实的话；这样的核实等于替责任单位报了办结。",
        "A finding confirms what somebody said. Where nobody has said anything there is nothing to confirm, and the confirmation speaks for the owner.";
    way_out: "先用 duban update 登记是谁、哪天、报的什么状态；查到的若是没有办，结果写 not-met。",
        "First record with duban update who gave which status and when; where it turned out undone, the result is not-met.";
    example: "[measure.mend-windmills]\ntitle = \"修好七座风车\"\nkind = \"deliverable\"\nowner = \"works\"\n\n[[measure.mend-windmills.verification]]\ndate = 2024-10-01\nby = \"watch\"\nresult = \"confirmed\"\nmethod = \"site-visit\"\n";
    look: Measure(look);
}

fn look(row: &Row<'_>, found: &mut Found) {
    let measure = row.measure;
    for entry in &measure.verification {
        let confirms = matches!(entry.result.copied(), Some(Outcome::Confirmed | Outcome::Partly));
        let Some(day) = entry.date.copied().filter(|_| confirms) else { continue };
        // What cannot be read may be what is confirmed; it is somebody else's finding.
        let is_said = measure.update.iter().any(|update| {
            let has_status = update.status.span().is_some() && update.status.copied() != Some(Status::Unreported);
            let periods = entry.period.as_deref().zip(update.period.as_deref());
            let is_meant = periods.is_none_or(|(found, said)| found == said);
            has_status && is_meant && update.date.copied().is_none_or(|date| date <= day)
        });
        if !is_said {
            let id = &measure.id.value;
            let said = match entry.period.as_deref() {
                Some(period) => said!(
                    "到 {day} 为止没有人报过 {period} 这一期，没有什么可以核实属实",
                    "by {day} nobody had given a status for {period}, so there was nothing to confirm, not even in part"
                ),
                None => said!(
                    "到 {day} 为止没有人报过状态，没有什么可以核实属实",
                    "by {day} nobody had given a status, so there was nothing to confirm, not even in part"
                ),
            };
            let help = said!(
                "先用 duban update {id} --status … --date … 登记所报的情况",
                "record what was said with duban update {id} --status … --date … first"
            );
            found.in_measure(measure, entry.result.span(), said, help);
        }
    }
}

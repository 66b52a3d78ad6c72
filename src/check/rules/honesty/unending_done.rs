//! `unending-done`: what goes on or recurs is claimed done.

use crate::{
    check::{Found, rule::rule},
    model::{Kind, Status},
    query::Row,
    said,
};

rule! {
    "unending-done", Integrity, Error;
    what: "持续或定期事项报了办结", "a standing or recurring measure that is claimed done";
    why: "持续的事没有办完的一天，定期的事办完一期还有下一期；报办结等于宣布以后不办了。",
        "What is standing has no last day, and what recurs is due again; to call it done means that it stops.";
    way_out: "持续事项报推进中；定期事项用 duban update --period 逐期报办结，状态仍是推进中；若类型不对，改 kind。",
        "Report a standing measure as in-progress; report a recurring one period by period with duban update --period, its status stays in-progress; correct kind if that is wrong.";
    example: "[measure.keep-lanterns]\ntitle = \"夜里一直点灯\"\nkind = \"standing\"\nstatus = \"done\"\n\n[[measure.keep-lanterns.update]]\ndate = 2024-09-12\nby = \"watch\"\nstatus = \"done\"\nnote = \"灯都点了。\"\nevidence = [\"repair-notice\"]\n";
    look: Measure(look);
}

fn look(row: &Row<'_>, found: &mut Found) {
    let measure = row.measure;
    let is_done = |status: Option<Status>| status == Some(Status::Done);
    let claim = match measure.kind.copied() {
        _ if is_done(measure.status.copied()) => measure.status.span(),
        Some(Kind::Standing) => {
            let claim = measure.update.iter().find(|update| is_done(update.status.copied()));
            claim.and_then(|update| update.status.span())
        }
        _ => None,
    };
    let (Some(place), Some(kind)) = (claim, measure.kind.copied()) else { return };
    let (said, help) = match kind {
        Kind::Standing => (
            said!("持续事项不会办结", "what is standing is never done"),
            said!("报推进中；若做得完，改 kind", "report it as in-progress; correct kind if it can be finished"),
        ),
        Kind::Recurring => (
            said!("定期事项逐期办结，本身不会办结", "what recurs is done for a period, never for good"),
            said!("状态用 in-progress，逐期用 duban update --period 报", "let the status be in-progress and report periods with duban update --period"),
        ),
        Kind::Deliverable | Kind::Target => return,
    };
    found.in_measure(measure, Some(place), said, help);
}

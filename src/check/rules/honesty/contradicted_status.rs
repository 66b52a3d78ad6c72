//! `contradicted-status`: the status is not what the newest statement says.

use crate::{
    check::{Found, rule::rule},
    model::{Status, Vocabulary as _},
    query::Row,
    said,
};

rule! {
    "contradicted-status", Integrity, Error;
    what: "办理状态与最近一次进展所报的不一致", "a status that the newest statement does not give";
    why: "状态总是某人在某日说的。没有进展支持的状态没有出处，改了也没有人负责。",
        "A status is always said by somebody on some day. One that no statement gives has no source, and nobody answers for it.";
    way_out: "用 duban update 登记进展，状态会随之改变；若是误改，把状态改回去。",
        "Record a statement with duban update, which moves the status; if it was edited by mistake, put it back.";
    example: "[measure.mend-windmills]\ntitle = \"修好七座风车\"\nkind = \"deliverable\"\nstatus = \"done\"\n\n[[measure.mend-windmills.update]]\ndate = 2024-09-12\nby = \"works\"\nstatus = \"in-progress\"\nnote = \"已修好四座。\"\nevidence = [\"repair-notice\"]\n";
    look: Measure(look);
}

fn look(row: &Row<'_>, found: &mut Found) {
    let measure = row.measure;
    let is_unread = measure.update.iter().any(|update| update.status.span().is_some() && update.status.get().is_none());
    if is_unread || (measure.status.span().is_some() && measure.status.get().is_none()) {
        return;
    }
    let newest = row.history().speaking();
    let given = newest.and_then(|update| Status::given(update.status.copied(), measure.kind.copied()));
    let (stored, given) = (measure.status.copied().unwrap_or(Status::Unreported), given.unwrap_or(Status::Unreported));
    if stored == given {
        return;
    }
    let (own, said) = (stored.term().word, given.term().word);
    let id = &measure.id.value;
    let said = match newest.and_then(|update| update.date.copied()) {
        Some(day) => said!("状态是 {own}，而 {day} 的进展报的是 {said}", "the status is {own}, but the statement of {day} gives {said}"),
        None => said!("状态是 {own}，但没有任何进展这样报过", "the status is {own}, but no statement gives it"),
    };
    let help = said!(
        "用 duban update {id} --status {own} --by … --note … 登记，或改回 {}",
        "record it with duban update {id} --status {own} --by … --note …, or put back {}",
        given.term().word
    );
    found.in_measure(measure, measure.status.span(), said, help);
    if let Some(place) = newest.and_then(|update| update.status.span()) {
        found.also(place, said!("最近一次进展", "the newest statement"));
    }
}

//! `quiet-status`: a status moved and nobody said so.

use crate::{
    check::{
        Found, Pair,
        pair::entered,
        rule::rule,
    },
    model::{Status, Vocabulary as _},
    said,
};

rule! {
    "quiet-status", Change, Error;
    what: "办理状态变了，却没有新的进展这样报", "a status that moved without a new statement that gives one";
    why: "状态的每一次变化都是某人在某日说的话；直接改字段，就不知道是谁、凭什么改的。",
        "Every change of a status is somebody's word on some day; edited by hand, nobody knows whose and why.";
    way_out: "改回去，用 duban update 登记。", "Put it back and record it with duban update.";
    example: "[measure.mend-windmills]\ntitle = \"修好七座风车\"\nkind = \"deliverable\"\nstatus = \"unreported\"\n", "[measure.mend-windmills]\ntitle = \"修好七座风车\"\nkind = \"deliverable\"\nstatus = \"done\"\n";
    look: Change(look);
}

fn look(pair: &Pair<'_>, found: &mut Found) {
    for (before, after) in pair.measures() {
        let status = |status: Option<Status>| status.unwrap_or(Status::Unreported);
        let (was, is) = (status(before.status.copied()), status(after.status.copied()));
        let is_said = entered(&before.update, &after.update).iter().any(|update| update.status.get().is_some());
        if was == is || is_said || (after.status.span().is_some() && after.status.get().is_none()) {
            continue;
        }
        let (was, is, id) = (was.term().word, is.term().word, &after.id.value);
        let said = said!("状态由 {was} 变为 {is}，没有新的进展这样报", "the status went from {was} to {is}, and no new statement gives it");
        let help = said!("改回 {was}，用 duban update {id} 登记", "put {was} back and record it with duban update {id}");
        found.in_measure(after, after.status.span(), said, help);
    }
}

//! `contradicted-item`: the status of an item is not what the newest statement about it says.

use crate::{
    check::{Found, rule::rule},
    model::{Status, Update, Vocabulary as _},
    query::Row,
    said,
};

rule! {
    "contradicted-item", Integrity, Error;
    what: "清单某项的状态与最近一次进展所说的不一致", "an item whose status the newest statement about it does not give";
    why: "n/N 就是数清单：每一项的状态也要有人在某日说过。", "Items are what n of N counts, so each of their statuses has to be somebody's word, too.";
    way_out: "用 duban update --item 名称=状态 登记；若是误改，改回去。", "Record it with duban update --item NAME=STATUS; if it was edited by mistake, put it back.";
    example: "[measure.mend-windmills]\ntitle = \"修好风车\"\nkind = \"deliverable\"\n\n[[measure.mend-windmills.item]]\nname = \"东风车\"\nstatus = \"done\"\n";
    look: Measure(look);
}

fn look(row: &Row<'_>, found: &mut Found) {
    for item in row.measure.item.iter().filter(|item| item.status.span().is_none() || item.status.get().is_some()) {
        let Some(name) = item.name.as_deref() else { continue };
        let said_of_it = |update: &Update| {
            let pairs = update.items.get().map(AsRef::as_ref).unwrap_or_default();
            let (_, status) = pairs.iter().find(|(own, _)| *own.value == *name)?;
            Some((update.date.copied(), *status))
        };
        let newest = row.measure.update.iter().filter_map(said_of_it).max_by_key(|(day, _)| *day);
        let given = newest.map_or(Status::Unreported, |(_, status)| status);
        let stored = item.status.copied().unwrap_or(Status::Unreported);
        if stored != given {
            let (own, other) = (stored.term().word, given.term().word);
            let id = &row.measure.id.value;
            let said = if newest.is_some() {
                said!("{name} 的状态是 {own}，最近一次进展说的是 {other}", "{name} is {own}, but the newest statement about it gives {other}")
            } else {
                said!("{name} 的状态是 {own}，没有任何进展说过", "{name} is {own}, but no statement gives that")
            };
            let help = said!(
                "用 duban update {id} --item {name}={own} … 登记，或改回 {other}",
                "record it with duban update {id} --item {name}={own} …, or put back {other}"
            );
            found.in_measure(row.measure, item.status.span().or(item.name.span()), said, help);
        }
    }
}

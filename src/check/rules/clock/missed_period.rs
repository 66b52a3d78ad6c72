//! `missed-period`: a period of a recurring measure has ended, and nobody said that it was done.

use crate::{
    check::{Found, rule::rule},
    model::{Outcome, Period},
    query::Row,
    said,
};

rule! {
    "missed-period", Clock, Warning;
    what: "定期事项有已结束而没有报、或报了经他人核实有出入的周期", "a period of a recurring measure that ended without a report, or whose report others contest";
    why: "每年都要办的事，一年不报就少了一年。", "What is due every period is missing for each one that nobody reports.";
    way_out: "用 duban update --status done --period 补报；确实没有办的，写明情况。",
        "Report it with duban update --status done --period; where it was not done, say so.";
    example: "[measure.story-festival]\ntitle = \"每年办一次故事节\"\nkind = \"recurring\"\nevery = \"year\"\n";
    look: Measure(look);
}

fn look(row: &Row<'_>, found: &mut Found) {
    let missed: Vec<Period> = row.periods().into_iter().filter(Period::is_missed).collect();
    let labels = |is_contested: bool| {
        let labels = missed.iter().filter(|period| period.found.is_some_and(Outcome::contests) == is_contested);
        labels.map(|period| &*period.label).collect::<Vec<_>>()
    };
    let (id, place) = (&row.measure.id.value, row.measure.every.span());
    let unreported = labels(false);
    if !unreported.is_empty() {
        let (zh, en) = (unreported.join("、"), unreported.join(", "));
        let help = said!("用 duban update {id} --status done --period … 补报", "report it with duban update {id} --status done --period …");
        found.in_measure(row.measure, place, said!("没有报的周期：{zh}", "periods without a report: {en}"), help);
    }
    let contested = labels(true);
    if !contested.is_empty() {
        let (zh, en) = (contested.join("、"), contested.join(", "));
        let help = said!(
            "办成以后由别的单位用 duban verify {id} --period … 再核实",
            "let another office verify it again with duban verify {id} --period … once it is done"
        );
        found.in_measure(row.measure, place, said!("经核实有出入的周期：{zh}", "periods that others contest: {en}"), help);
    }
}

//! `missed-period`: a period of a recurring measure has ended, and nobody said that it was done.

use crate::{
    check::{Found, rule::rule},
    query::Row,
    said,
};

rule! {
    "missed-period", Clock, Warning;
    what: "年度事项有已结束而没有报的周期", "a period of a recurring measure that ended without a report";
    why: "每年都要办的事，一年不报就少了一年。", "What is due every period is missing for each one that nobody reports.";
    way_out: "用 duban update --status done --period 补报；确实没有办的，写明情况。",
        "Report it with duban update --status done --period; where it was not done, say so.";
    example: "[measure.story-festival]\ntitle = \"每年办一次故事节\"\nkind = \"recurring\"\nevery = \"year\"\n";
    look: Measure(look);
}

fn look(row: &Row<'_>, found: &mut Found) {
    let missed: Vec<String> =
        row.periods().into_iter().filter(|period| period.ended && !period.done).map(|period| period.label).collect();
    if missed.is_empty() {
        return;
    }
    let (zh, en) = (missed.join("、"), missed.join(", "));
    let id = &row.measure.id.value;
    let help = said!("用 duban update {id} --status done --period … 补报", "report it with duban update {id} --status done --period …");
    found.in_measure(row.measure, row.measure.every.span(), said!("没有报的周期：{zh}", "periods without a report: {en}"), help);
}

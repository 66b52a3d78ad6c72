//! `expired-suppression`: an exception whose last day has passed.

use chrono::NaiveDate;

use crate::{
    check::{Found, rule::rule},
    model::Ledger,
    said,
};

rule! {
    "expired-suppression", Clock, Warning;
    what: "例外已过有效期", "an exception whose last day has passed";
    why: "有期限的例外到期就要重新看。时限类的例外当天失效；自身类和改动类的例外继续有效，直到有人处理，免得没有人改动的日子变红。",
        "An exception with an end is looked at again when it comes. In the clock lane it stops to hold; elsewhere it holds until somebody acts, so that nothing turns red on a day nobody committed.";
    way_out: "解决问题后删去例外，或写明新的理由和日期。", "Mend what it excepts and remove it, or give a new reason and a new day.";
    example: "[[check.suppress]]\nrule = \"long-quote\"\nmeasure = \"mend-windmills\"\nreason = \"等答复函重新公布。\"\nuntil = 2025-01-31\n\n[measure.mend-windmills]\ntitle = \"修好七座风车\"\nkind = \"deliverable\"\n";
    look: Day(look);
}

fn look(ledger: &Ledger, as_of: NaiveDate, found: &mut Found) {
    for suppression in ledger.document.check.iter().flat_map(|check| &check.suppress) {
        if let Some(until) = suppression.until.copied().filter(|until| *until < as_of) {
            let said = said!("{until} 到期", "it held until {until}");
            found.in_file(suppression.until.span().unwrap_or(suppression.stands.0), said, said!("解决后删去，或重新写明理由", "remove it when mended, or give a new reason"));
        }
    }
}

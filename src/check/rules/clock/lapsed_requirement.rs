//! `lapsed-requirement`: a measure does not pass a rule of the ledger's own that depends on the day.

use chrono::NaiveDate;

use crate::{
    check::{Found, requirement, rule::rule},
    model::{Lane, Ledger},
    query::rows,
};

rule! {
    "lapsed-requirement", Clock, Error;
    what: "事项在这一天不满足本台账自定的规则", "a measure that does not pass a requirement of the ledger's own on this day";
    why: "与日期有关的规则只在时限类里查，没有人改动的日子才不会让别人的改动变红。",
        "Requirements that depend on the day are asked in the clock lane only, so that nobody's change turns red for the day.";
    way_out: "按规则的理由改正事项；规则不合适就改规则。", "Mend the measure for the reason that the requirement gives, or change the requirement.";
    example: "[[check.require]]\nthat = \"silent_days < 400\"\nlane = \"clock\"\nreason = \"每年至少有一次消息。\"\n\n[measure.mend-windmills]\ntitle = \"修好七座风车\"\nkind = \"deliverable\"\n";
    look: Day(look);
}

fn look(ledger: &Ledger, as_of: NaiveDate, found: &mut Found) {
    requirement::ask(ledger, &rows([ledger], as_of), Lane::Clock, as_of, found);
}

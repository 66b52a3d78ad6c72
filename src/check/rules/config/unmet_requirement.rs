//! `unmet-requirement`: a measure does not pass a rule of the ledger's own.

use chrono::NaiveDate;

use crate::{
    check::{Found, requirement, rule::rule},
    model::{Lane, Ledger},
    query::Row,
};

rule! {
    "unmet-requirement", Integrity, Error;
    what: "事项不满足本台账自定的规则", "a measure that does not pass a requirement of the ledger's own";
    why: "各地口径不同：台账可以自定规则，理由写在规则里，每次都照样查。",
        "Places differ: a ledger may have rules of its own, whose reasons stand beside them, and which are asked every time.";
    way_out: "按规则的理由改正事项；规则不合适就改规则。", "Mend the measure for the reason that the requirement gives, or change the requirement.";
    example: "[[check.require]]\nthat = \"kind = target => indicators\"\nreason = \"指标要有数。\"\n\n[measure.more-flour]\ntitle = \"面粉产量翻一番\"\nkind = \"target\"\n";
    look: Among(&[], look);
}

fn look(ledger: &Ledger, rows: &[Row<'_>], found: &mut Found) {
    requirement::ask(ledger, rows, Lane::Integrity, NaiveDate::MAX, found);
}

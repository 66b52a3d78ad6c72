//! `bad-requirement`: a rule of the ledger's own that cannot be asked.

use chrono::NaiveDate;

use crate::{
    check::{Found, requirement::parsed, rule::rule},
    model::Ledger,
    said,
};

rule! {
    "bad-requirement", Integrity, Error;
    what: "本台账自定的规则写得不对，或与日期有关却没有写 lane = \"clock\"", "a requirement of the ledger's own that is not well formed, or depends on the day without lane = \"clock\"";
    why: "问不出来的规则等于没有；与日期有关的放在自身类里，没有人改动的日子也会变红。",
        "What cannot be asked is never found; and what depends on the day would turn red on a day nobody committed.";
    way_out: "按所标的位置改正表达式；与日期有关的加上 lane = \"clock\"。", "Correct the expression where it is marked; add lane = \"clock\" to one that depends on the day.";
    example: "[[check.require]]\nthat = \"kind = target => indicator\"\nreason = \"指标要有数。\"\n\n[[check.require]]\nthat = \"statu = done\"\nreason = \"写错了字段。\"\n\n[measure.mend-windmills]\ntitle = \"修好七座风车\"\nkind = \"deliverable\"\n";
    look: Ledger(look);
}

fn look(ledger: &Ledger, found: &mut Found) {
    for requirement in ledger.document.check.iter().flat_map(|check| &check.require) {
        let Some(Err(refusal)) = parsed(requirement, ledger, NaiveDate::default()) else { continue };
        let help = refusal.help.unwrap_or_else(|| said!("改正表达式", "correct the expression"));
        found.in_file(requirement.that.span().unwrap_or(requirement.stands.0), refusal.said, help);
    }
}

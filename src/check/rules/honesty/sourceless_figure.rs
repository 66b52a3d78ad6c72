//! `sourceless-figure`: a figure that does not say where it comes from.

use crate::{
    check::{Found, rule::rule},
    model::{Collection, Ledger},
    said,
};

rule! {
    "sourceless-figure", Integrity, Error;
    what: "指标的后续数值没有出处，或没有数", "a later figure of an indicator without a source, or without a figure";
    why: "没有出处的数不能与基期值比较：谁也不知道口径是否相同。", "A figure without its source cannot be compared with the baseline: nobody knows whether it counts the same.";
    way_out: "登记来源（duban evidence add）并在 evidence 中引用，写上 value、growth 或 share。",
        "Register the source (duban evidence add), name it in evidence, and give value, growth or share.";
    example: "[indicator.flour-made]\nname = \"面粉产量\"\nunit = \"袋\"\n\n[[indicator.flour-made.observation]]\nperiod = \"2024\"\nvalue = 1300\n";
    look: Ledger(look);
}

fn look(ledger: &Ledger, found: &mut Found) {
    for indicator in ledger.document.indicator.iter() {
        let record = (Collection::Indicator, &indicator.id);
        for figure in &indicator.observation {
            if figure.evidence.span().is_none() {
                let said = said!("这个数没有出处", "the figure has no source");
                found.in_record(record, Some(figure.stands.0), said, said!("在 evidence 中引用来源", "name its source in evidence"));
            }
        }
        for figure in indicator.baseline.iter().map(AsRef::as_ref).chain(&indicator.observation) {
            let slots = [figure.value.span(), figure.growth.span(), figure.share.span()];
            if slots.iter().all(Option::is_none) {
                let said = said!("没有数值、增速或占比", "it gives no value, growth or share");
                found.in_record(record, Some(figure.stands.0), said, said!("写上 value、growth 或 share", "give value, growth or share"));
            }
        }
    }
}

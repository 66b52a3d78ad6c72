//! `unused-evidence`: evidence that nothing rests on.

use std::collections::HashSet;

use crate::{
    check::{Found, rule::rule},
    model::{Collection, Ledger, Span, Visitor, reading},
    said,
};

rule! {
    "unused-evidence", Integrity, Warning;
    what: "登记了却没有引用的材料", "evidence that is registered and never named";
    why: "材料要说明某项承诺的进展才有用；没有引用的，多半是忘了写进展。",
        "Evidence is there to show what became of a promise; where nothing names it, the statement was forgotten, as a rule.";
    way_out: "在进展或核实中引用它（--evidence），或删去。", "Name it in a statement or a finding (--evidence), or remove it.";
    example: "[evidence.kite-news]\ntitle = \"风筝新闻\"\npublisher = \"watch\"\npublished = 2024-08-01\n\n[measure.mend-windmills]\ntitle = \"修好七座风车\"\nkind = \"deliverable\"\n";
    look: Ledger(look);
}

#[derive(Default)]
struct Named(HashSet<String>);

impl Visitor for Named {
    fn id(&mut self, collection: Collection, id: &str, _: Span) {
        if collection == Collection::Evidence {
            self.0.insert(id.to_owned());
        }
    }
}

fn look(ledger: &Ledger, found: &mut Found) {
    if ledger.findings.iter().any(|finding| finding.rule == reading::UNKNOWN_REFERENCE) {
        return;
    }
    let mut named = Named::default();
    ledger.visit(&mut named, |_, _| {});
    for paper in ledger.document.evidence.iter().filter(|paper| !named.0.contains(&*paper.id.value)) {
        let said = said!("没有任何记录引用这份材料", "nothing names this evidence");
        found.in_record((Collection::Evidence, &paper.id), None, said, said!("在进展或核实中引用，或删去", "name it in an entry, or remove it"));
    }
}

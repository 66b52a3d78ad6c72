//! `unused-org`: an office that nothing in the ledger speaks of.

use std::collections::HashSet;

use crate::{
    check::{Found, rule::rule},
    lang::folded,
    model::{Collection, Ledger, Span, Visitor, reading},
    said,
};

rule! {
    "unused-org", Integrity, Note;
    what: "登记了却没有用到的单位", "an office that is registered and never named";
    why: "没有人引用的单位多半是写错了编号，或是改动后的残留。", "It is a misspelt id or left over from a change, as a rule.";
    way_out: "删去这条记录；若是准备用的，可以留着。", "Remove the record, unless it is there to be used soon.";
    example: "[org.kites]\nname = \"乌有市风筝处\"\n\n[measure.mend-windmills]\ntitle = \"修好七座风车\"\nkind = \"deliverable\"\n";
    look: Ledger(look);
}

#[derive(Default)]
struct Named(HashSet<String>);

impl Visitor for Named {
    fn id(&mut self, collection: Collection, id: &str, _: Span) {
        if collection == Collection::Org && !self.0.contains(id) {
            self.0.insert(id.to_owned());
        }
    }
}

fn look(ledger: &Ledger, found: &mut Found) {
    // One of the offices that are not there may be meant for this one.
    if ledger.findings.iter().any(|finding| finding.rule == reading::UNKNOWN_REFERENCE) {
        return;
    }
    let mut named = Named::default();
    ledger.visit(&mut named, |_, _| {});
    // A publisher is an office's id, or one of its names as the eye reads it.
    let papers = ledger.document.evidence.iter().filter_map(|paper| paper.publisher.as_deref());
    let publishers: HashSet<String> = papers.flat_map(|publisher| [publisher.to_owned(), folded(publisher)]).collect();
    for org in ledger.document.org.iter() {
        let names = org.names().into_iter().filter_map(|name| name.as_deref());
        let is_publisher =
            publishers.contains(&*org.id.value) || names.map(folded).any(|name| publishers.contains(&name));
        if !named.0.contains(&*org.id.value) && !is_publisher {
            let said = said!("没有任何记录用到这个单位", "nothing names this office");
            found.in_record((Collection::Org, &org.id), None, said, said!("删去，或等用到再登记", "remove it until it is needed"));
        }
    }
}

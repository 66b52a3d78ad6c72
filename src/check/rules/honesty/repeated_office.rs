//! `repeated-office`: two offices go by one name.

use std::collections::HashMap;

use crate::{
    check::{Found, rule::rule},
    lang::{folded, looks, visible},
    model::{Collection, Ledger},
    said,
};

rule! {
    "repeated-office", Integrity, Error;
    what: "两个单位同名（不计大小写、空白、全角半角、形近的字符和看不见的字符）",
        "two offices with one name, whatever its case, spaces, width, signs of one shape or characters that do not show";
    why: "换一个编号再登记一次，牵头单位就能自己核实自己；按名称查找和署名，也不知道指哪一个。",
        "Registered again under another id, an owner could verify its own work; and who names the office by its name may mean either.";
    way_out: "是同一单位就只留一条，并改正引用；不是就写出能分清的全称。",
        "Keep one record if they are one office, and mend what names the other; if they are two, write names that can be told apart.";
    example: "[org.works-too]\nname = \"乌有市 工造局\"\n";
    look: Ledger(look);
}

fn look(ledger: &Ledger, found: &mut Found) {
    let mut seen = HashMap::new();
    for org in ledger.document.org.iter() {
        let id = &*org.id.value;
        for slot in org.names() {
            let name = slot.as_deref().map(|name| looks(&folded(name))).filter(|name| !name.is_empty());
            let (Some(name), Some(place)) = (name, slot.span()) else { continue };
            let (first, before) = *seen.entry(name).or_insert((id, place));
            if first != id {
                let (name, other) = (visible(slot.as_deref().unwrap_or_default()), visible(first));
                let said = said!("{other} 也叫“{name}”", "{other} is called “{name}”, too");
                let help = said!("合并两条，或写出能分清的名称", "unite the two, or write names that can be told apart");
                found.in_record((Collection::Org, &org.id), Some(place), said, help);
                found.also(before, said!("前一处", "the one before"));
            }
        }
    }
}

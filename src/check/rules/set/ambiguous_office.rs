//! `ambiguous-office`: one id is an office here and another one there.

use std::collections::{HashMap, HashSet};

use crate::{
    check::{Found, rule::rule},
    lang::{folded, visible},
    model::{Collection, Ledger, Org},
    said,
};

rule! {
    "ambiguous-office", Integrity, Warning;
    what: "同一地区的两本台账用同一编号称呼不同的单位：名称、简称、英文名没有一个相同",
        "an id that stands for different offices in two ledgers of one place: they share no name, short or English";
    why: "跨台账按编号查找，会把两个单位的事项混在一起；若本是同一单位，汇总又会把它分成两家。",
        "Whoever asks for the id across ledgers gets the work of both; and if they are one office, reports count it as two.";
    way_out: "是同一单位就写同一个名称；不是就换一个编号，或在 [reply] 中写明各自的 place。",
        "Write the same name if they are one office; if they are two, rename one of the ids, or give each reply its place.";
    example: "[org.lamps]\nname = \"乌有市灯火处\"\n", "[org.lamps]\nname = \"乌有市提灯队\"\n";
    look: Set(look);
}

/// An office as the ledgers so far know it.
struct Known<'a> {
    names: HashSet<String>,
    called: &'a str,
    place: String,
}

fn look(ledgers: &[&Ledger], found: &mut [Found]) {
    let mut seen: HashMap<(&str, Option<String>), Vec<Known<'_>>> = HashMap::new();
    for (ledger, found) in ledgers.iter().zip(found) {
        let city = ledger.reply().and_then(|reply| reply.place.as_deref()).map(folded);
        for org in ledger.document.org.iter() {
            let names = names(org);
            let Some(called) = org.names().into_iter().find_map(|name| name.as_deref()) else { continue };
            if names.is_empty() {
                continue;
            }
            let known = seen.entry((&*org.id.value, city.clone())).or_default();
            // An office of three ledgers may be known by its short name in one and by its English one in another.
            if let Some(same) = known.iter_mut().find(|known| !known.names.is_disjoint(&names)) {
                same.names.extend(names);
                continue;
            }
            if let Some(Known { called: other, place, .. }) = known.first() {
                let other = visible(other);
                let said = said!("这个编号在 {place} 是“{other}”", "{place} has “{other}” under this id");
                let help = said!(
                    "是同一单位就写同一个名称；不是就换一个编号",
                    "write the same name if they are one office; else rename one of the ids"
                );
                found.in_record((Collection::Org, &org.id), None, said, help);
            }
            known.push(Known { names, called, place: ledger.source.place(org.id.span.start as usize) });
        }
    }
}

fn names(org: &Org) -> HashSet<String> {
    let names = org.names().into_iter().filter_map(|name| name.as_deref().map(folded));
    names.filter(|name| !name.is_empty()).collect()
}

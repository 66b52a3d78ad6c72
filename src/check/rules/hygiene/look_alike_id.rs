//! `look-alike-id`: two ids that nobody who reads them can tell apart.

use std::hash::BuildHasher as _;

use hashbrown::{DefaultHashBuilder, HashTable, hash_table::Entry};

use crate::{
    check::{Found, rule::rule},
    lang::{alike, visible},
    model::{Collection, Ledger},
    said,
};

rule! {
    "look-alike-id", Integrity, Warning;
    what: "两个编号看上去一样（不计大小写、全角半角、形近的字符和看不见的字符）",
        "two ids that look alike, whatever their case, width, signs of one shape or characters that do not show";
    why: "看的人分不清 phase-1 和 phase-l：进展会记到另一项上，别人引用时也说不清是哪一项。",
        "Nobody who reads them tells phase-1 from phase-l: a statement lands on the other record, and who cites one may mean either.";
    way_out: "给还没有公布的那一条另取编号；已经公布的编号不要改，只能写明理由作为例外。",
        "Give the one that is not published yet another id. Ids that are published stay: make an exception and say why.";
    example: "[measure.mend-windmills-1]\ntitle = \"修好一号风车\"\nkind = \"deliverable\"\n\n\
              [measure.mend-windmills-l]\ntitle = \"修好老风车\"\nkind = \"deliverable\"\n";
    look: Ledger(look);
}

fn look(ledger: &Ledger, found: &mut Found) {
    for collection in Collection::ALL {
        let ids = ledger.ids(collection);
        // The first of each look. The looks themselves are made again where they may be the same: seldom.
        let hasher = DefaultHashBuilder::default();
        let mut seen: HashTable<(u64, usize)> = HashTable::with_capacity(ids.len());
        for (at, &(id, place)) in ids.iter().enumerate() {
            let mut twin = None;
            for way in alike(id) {
                let hash = hasher.hash_one(&way);
                let is_same = |(own, other): &(u64, usize)| {
                    *own == hash && alike(ids[*other].0).any(|other| other == way)
                };
                match seen.entry(hash, is_same, |(hash, _)| *hash) {
                    Entry::Occupied(own) => twin = twin.or(Some(own.get().1)),
                    Entry::Vacant(own) => drop(own.insert((hash, at))),
                }
            }
            let Some((other, before)) = twin.map(|twin| ids[twin]).filter(|(other, _)| *other != id) else { continue };
            let other = visible(other);
            let said = said!("看上去和 {other} 一样", "it looks like {other}");
            let help = said!("给其中一条另取编号", "give one of them another id");
            found.in_file(place, said, help);
            found.of((collection, id));
            found.also(before, said!("另一条", "the other"));
        }
    }
}

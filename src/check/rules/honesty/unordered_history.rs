//! `unordered-history`: entries that do not stand in the order of their days.

use crate::{
    check::{Found, entries::days, rule::rule},
    query::Row,
    said,
};

rule! {
    "unordered-history", Integrity, Error;
    what: "进展、核实或延期没有按日期先后排列", "updates, verifications or extensions that do not stand in the order of their days";
    why: "历史只增不改，按日期排列：插在中间的记录一眼就能看出来，合并时也不会错位。",
        "History only grows and stands in the order of its days: then an entry that was slipped in is seen at once, and merging keeps everything in its place.";
    way_out: "把整条记录移到按日期应在的位置；duban update 自己会放对。", "Move the whole entry to where its day belongs; duban update puts entries there itself.";
    example: "[measure.mend-windmills]\ntitle = \"修好七座风车\"\nkind = \"deliverable\"\n\n[[measure.mend-windmills.update]]\ndate = 2024-09-12\nby = \"works\"\nnote = \"已修好四座。\"\n\n[[measure.mend-windmills.update]]\ndate = 2024-06-01\nby = \"works\"\nnote = \"已修好两座。\"\n";
    look: Measure(look);
}

fn look(row: &Row<'_>, found: &mut Found) {
    for list in days(row.measure) {
        let mut newest = None;
        for slot in list {
            let Some(day) = slot.copied() else { continue };
            match newest {
                Some((before, place)) if before > day => {
                    let said = said!("{day} 的记录排在 {before} 的后面", "the entry of {day} stands behind that of {before}");
                    found.in_measure(row.measure, slot.span(), said, said!("移到前面", "move it before that one"));
                    if let Some(place) = place {
                        found.also(place, said!("较晚的一条", "the later one"));
                    }
                }
                _ => newest = Some((day, slot.span())),
            }
        }
    }
}

//! `evidence-after-entry`: an entry rests on something that was not published yet.

use crate::{
    check::{Found, entries::citations, rule::rule},
    query::Row,
    said,
};

rule! {
    "evidence-after-entry", Integrity, Error;
    what: "所引材料晚于引它的那条记录", "evidence that is younger than the entry that names it";
    why: "当天还没有发布的材料，当天的说法不可能以它为据：不是日期错了，就是事后补上去的。",
        "What was not published yet cannot have been what was relied on: a date is wrong, or it was added afterwards.";
    way_out: "改正日期；后来才有的材料用一条新的进展登记。", "Correct the date; what came later belongs into a statement of its own.";
    example: "[evidence.late-report]\ntitle = \"风车巡查补报\"\npublisher = \"watch\"\npublished = 2025-02-01\n\n[measure.mend-windmills]\ntitle = \"修好七座风车\"\nkind = \"deliverable\"\n\n[[measure.mend-windmills.update]]\ndate = 2024-09-12\nby = \"works\"\nnote = \"已修好四座。\"\nevidence = [\"late-report\"]\n";
    look: Measure(look);
}

fn look(row: &Row<'_>, found: &mut Found) {
    for citation in citations(row.ledger, row.measure) {
        let (Some(day), Some(published)) = (citation.date, citation.paper.published.copied()) else { continue };
        if published > day {
            let id = &citation.paper.id.value;
            let said = said!("{id} 在 {published} 才发布，这条记录是 {day} 的", "{id} was published on {published} only; the entry is of {day}");
            let help = said!("改正日期，或另记一条进展", "correct a date, or record another statement");
            found.in_measure(row.measure, Some(citation.place), said, help);
        }
    }
}

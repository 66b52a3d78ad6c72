//! `every-mismatch`: a recurring measure without its period, or a period on one that does not recur.

use crate::{
    check::{Found, rule::rule},
    model::Kind,
    query::Row,
    said,
};

rule! {
    "every-mismatch", Integrity, Error;
    what: "定期事项没有周期，或别的事项有周期", "a recurring measure without every, or every on one that does not recur";
    why: "定期事项逐期判断，不知道多久一期就判断不了；不重复的事项写了周期，会被当成每期都欠着。",
        "What recurs is judged period by period, which needs the period; on anything else a period makes it look owed again and again.";
    way_out: "定期事项补上 every（year、half-year、quarter、month）；其他事项删去 every 或改 kind。",
        "Give a recurring measure its every (year, half-year, quarter, month); elsewhere remove every or correct kind.";
    example: "[measure.story-festival]\ntitle = \"每年办一次故事节\"\nkind = \"recurring\"\n";
    look: Measure(look);
}

fn look(row: &Row<'_>, found: &mut Found) {
    let measure = row.measure;
    let Some(kind) = measure.kind.copied() else { return };
    match (kind == Kind::Recurring, measure.every.span()) {
        (true, None) => {
            let said = said!("定期事项没有写多久一次", "a recurring measure says how often it is due");
            found.in_measure(measure, measure.kind.span(), said, said!("补上 every，如 every = \"year\"", "add every, as in every = \"year\""));
        }
        (false, place @ Some(_)) => {
            let said = said!("不重复的事项不应有周期", "a measure that does not recur has no period");
            found.in_measure(measure, place, said, said!("删去 every，或把 kind 改为 recurring", "remove every, or let kind be recurring"));
        }
        _ => {}
    }
}

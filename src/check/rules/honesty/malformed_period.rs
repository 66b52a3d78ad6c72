//! `malformed-period`: an entry speaks of a period that its measure does not have.

use crate::{
    check::{Found, entries::reply_day, rule::rule},
    lang::Said,
    model::{Kind, period_end, period_start},
    query::Row,
    said,
};

rule! {
    "malformed-period", Integrity, Error;
    what: "记录所属的周期不是这项承诺的周期", "an entry about a period that its measure does not have";
    why: "对不上号的周期不会计入任何一期，那一期就一直显示为没有报。", "A period that fits none counts for none, and the one that was meant stays unreported.";
    way_out: "按周期写：2024（每年）、2024H1（每半年）、2024Q3（每季度）、2024-05（每月）；不重复的事项删去 period。",
        "Write it as the measure counts: 2024, 2024H1, 2024Q3 or 2024-05; remove period where nothing recurs.";
    example: "[measure.story-festival]\ntitle = \"每年办一次故事节\"\nkind = \"recurring\"\nevery = \"year\"\n\n[[measure.story-festival.update]]\ndate = 2024-10-01\nby = \"works\"\nperiod = \"2024Q4\"\nnote = \"办了。\"\n";
    look: Measure(look);
}

fn look(row: &Row<'_>, found: &mut Found) {
    let measure = row.measure;
    let updates = measure.update.iter().map(|entry| &entry.period);
    for period in updates.chain(measure.verification.iter().map(|entry| &entry.period)) {
        if let Some(said) = period.as_deref().and_then(|text| wrong(row, text)) {
            found.in_measure(measure, period.span(), said, said!("改正或删去 period", "correct period or remove it"));
        }
    }
}

/// What is wrong with a period, if anything.
fn wrong(row: &Row<'_>, text: &str) -> Option<Said> {
    let measure = row.measure;
    let Some(every) = measure.every.copied() else {
        let goes_on = measure.kind.get().is_none_or(|kind| *kind == Kind::Recurring);
        let is_unread = measure.every.span().is_some();
        return (!goes_on && !is_unread).then(|| said!("这项承诺不分期", "this measure does not recur"));
    };
    let Some(start) = period_start(every, text) else {
        return Some(said!("写法与周期不符", "it is not written as this measure counts its periods"));
    };
    let reply = reply_day(row.ledger)?;
    let is_before = period_end(every, start).is_some_and(|end| end < reply);
    is_before.then(|| said!("这一期在 {reply} 的答复之前已经结束", "it ended before the reply of {reply}"))
}

//! `silent`: nothing was heard for too long.

use crate::{
    check::{Found, rule::rule},
    lang::count,
    query::Row,
    said,
};

rule! {
    "silent", Clock, Warning;
    what: "久无消息", "nothing heard for too long";
    why: "没有消息和有进展一样要说出来：没人提起的承诺就是这样被忘掉的。多少天算久由台账的 [clock] stale 定。",
        "Silence is reported as loudly as progress: promises that nobody speaks of are forgotten. How many days are too long is the ledger's own: stale in [clock].";
    way_out: "请责任单位反馈，或由整理者查公开资料，用 duban update 登记；什么也查不到也值得记一笔。",
        "Ask the owner, or let the curator look at public records, and record it with duban update; that nothing was found is worth a line, too.";
    example: "[measure.mend-windmills]\ntitle = \"修好七座风车\"\nkind = \"deliverable\"\n";
    look: Measure(look);
}

fn look(row: &Row<'_>, found: &mut Found) {
    let standing = row.standing();
    let Some(n) = standing.silent_days.filter(|_| standing.stale) else { return };
    let days = count(usize::try_from(n).unwrap_or_default(), "day");
    let said = match standing.heard {
        Some(day) => said!("{n} 天没有消息（上次是 {day}）", "nothing heard for {days}, since {day}"),
        None => said!("答复以来 {n} 天没有任何消息", "never heard of in the {days} since the reply"),
    };
    let id = &row.measure.id.value;
    found.in_measure(row.measure, None, said, said!("问一问，用 duban update {id} 登记", "ask, and record it with duban update {id}"));
}

//! `vanished-measure`: a measure is gone.

use crate::{
    check::{
        Found, Pair,
        pair::lost,
        rule::rule,
    },
    model::{Collection, Ledger},
    said,
};

rule! {
    "vanished-measure", Change, Error;
    what: "原有的一项承诺不见了", "a measure that is gone";
    why: "编号不能丢也不能重用：不办的承诺标为终止并留下，读的人才知道它存在过。",
        "Ids are neither lost nor used again: a promise that is given up is dropped and stays, so that readers know that there was one.";
    way_out: "从 git 取回；不办了的，用 duban update --status dropped 写明理由；登记错的，在备注里说明并标为终止。",
        "Take it back from git; if it was given up, say so with duban update --status dropped and the reason; one that was recorded by mistake is dropped with a note.";
    example: "[measure.mend-windmills]\ntitle = \"修好七座风车\"\nkind = \"deliverable\"\n\n[measure.keep-lanterns]\ntitle = \"夜里一直点灯\"\nkind = \"standing\"\n", "[measure.keep-lanterns]\ntitle = \"夜里一直点灯\"\nkind = \"standing\"\n";
    look: Change(look);
}

fn look(pair: &Pair<'_>, found: &mut Found) {
    let Some(after) = pair.after else { return };
    for (measure, neighbour) in lost(pair.before.measures(), after.measures()) {
        let id = &measure.id.value;
        let place = pair.place(measure.id.span);
        let title = measure.title.as_deref().unwrap_or_default();
        let said = said!("这项承诺（{title}）不见了，原在 {place}", "the measure ({title}) is gone; it stood at {place}");
        let help = said!("取回它，不办的标为终止", "take it back; drop it if it was given up");
        let near = neighbour.and_then(|neighbour| after.id_span(Collection::Measure, &neighbour.id.value));
        found.in_file(near.unwrap_or_else(|| head(after)), said, help);
        found.of((Collection::Measure, id));
    }
}

/// Where a reader looks for what stood first.
fn head(ledger: &Ledger) -> crate::model::Span {
    ledger.measures().first().map(|measure| measure.id.span).or(ledger.reply().map(|reply| reply.stands.0)).unwrap_or_default()
}

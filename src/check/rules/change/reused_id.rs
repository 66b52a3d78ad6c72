//! `reused-id`: an id names another promise than it did before.

use crate::{
    check::{Found, Pair, rule::rule},
    lang::Said,
    model::{Measure, Named},
    said,
};

rule! {
    "reused-id", Change, Error;
    what: "编号换成了另一项承诺", "an id that names another promise than before";
    why: "引用、网址和历史都靠编号：换了内容，以前说的话就落到了别的承诺头上。",
        "References, addresses and history rely on ids: when one comes to mean something else, what was said before is said of another promise.";
    way_out: "给新的承诺另取编号，把原来的取回来。", "Give the new promise another id, and take the old one back.";
    example: "[measure.mend-windmills]\ntitle = \"修好七座风车\"\nkind = \"deliverable\"\nquote = \"修好七座风车\"\nspan = [[10, 16]]\n", "[measure.mend-windmills]\ntitle = \"教孩子放风筝\"\nkind = \"deliverable\"\nquote = \"教孩子放风筝\"\nspan = [[40, 46]]\n";
    look: Change(look);
}

/// Whether two measures of one id promise different things: nothing by which a promise is known is the same.
pub fn is_another(before: &Measure, after: &Measure) -> bool {
    let differ = |a: Option<&str>, b: Option<&str>| a != b;
    let has_anchor = before.quote.get().is_some() || before.span.get().is_some();
    let keeps_anchor = has_anchor && (before.quote == after.quote || before.span == after.span);
    let keeps_name = !differ(before.title.as_deref(), after.title.as_deref())
        || (before.en.get().is_some() && !differ(before.en.as_deref(), after.en.as_deref()));
    has_anchor && !keeps_anchor && !keeps_name
}

fn look(pair: &Pair<'_>, found: &mut Found) {
    for (before, after) in pair.measures().filter(|(before, after)| is_another(before, after)) {
        tell(found, after, before, &pair.place(before.id.span));
    }
    let Some(after) = pair.after else { return };
    for measure in after.measures().iter().filter(|measure| pair.before.measures().get(&measure.id.value).is_none()) {
        let Some(ledger) = pair.former.and_then(|former| former.get(&*measure.id.value)) else { continue };
        let Some(former) = ledger.measures().get(&measure.id.value) else { continue };
        if is_another(former, measure) {
            tell(found, measure, former, &ledger.source.place(former.id.span.start as usize));
        }
    }
}

fn tell(found: &mut Found, now: &Named<Measure>, then: &Named<Measure>, place: &str) {
    let title = then.title.as_deref().unwrap_or_default();
    let said: Said = said!("这个编号原是另一项承诺：{title}（{place}）", "this id was another promise: {title} ({place})");
    found.in_measure(now, None, said, said!("另取编号", "take another id"));
}

//! `loosened-check`: the ledger asks less of itself than before.

use std::collections::HashSet;

use crate::{
    check::{
        Found, Levels, Pair, Rule,
        levels::named,
        rule::rule,
    },
    model::{Clock, Ledger, List, Requirement, Span, Str, Suppression},
    said,
};

rule! {
    "loosened-check", Change, Note;
    what: "台账放宽了对自己的检查", "a ledger that asks less of itself than before";
    why: "放宽检查可以有理由，但不应夹在别的改动里没人看见。改动类规则查不查、什么级别，以所对照的台账为准：改动不能给自己免查。",
        "There may be good reasons to ask less, but it should not slip by among other changes. Whether a rule of the change lane is asked, and how grave it is, is up to the ledger as it was: no change excuses itself.";
    way_out: "在提交说明里写明为什么；不必要的改回去。", "Give the reason in the commit's message, or put it back.";
    example: "[measure.mend-windmills]\ntitle = \"修好七座风车\"\nkind = \"deliverable\"\n", "[check]\nallow = [\"long-quote\"]\n\n[measure.mend-windmills]\ntitle = \"修好七座风车\"\nkind = \"deliverable\"\n";
    look: Change(look);
}

fn look(pair: &Pair<'_>, found: &mut Found) {
    let Some(after) = pair.after else { return };
    let mut tell = |place: Option<Span>, said| {
        let at = place.or(after.reply().map(|reply| reply.place.0)).unwrap_or_default();
        found.in_file(at, said, said!("写明为什么", "give the reason"));
    };
    let checks = |ledger: &'_ Ledger| ledger.document.check.as_deref().cloned().unwrap_or_default();
    let (was, is) = (checks(pair.before), checks(after));
    let levels = [pair.before, after].map(Levels::of_ledger);
    let weighs_less = |rule: &&'static Rule| match levels.each_ref().map(|levels| levels.of(rule, rule.level)) {
        [Some(was), Some(is)] => was < is,
        [was, is] => was.is_some() && is.is_none(),
    };
    let mut told = HashSet::new();
    let mut is_loosened =
        |name: &Str| named(name).is_ok_and(|rules| rules.iter().any(weighs_less)) && told.insert(name.clone());
    for field in new(&was.allow, &is.allow).into_iter().filter(|field| is_loosened(&field.value)) {
        let name = &field.value;
        tell(Some(field.span), said!("不再查 {name}", "{name} is not asked any more"));
    }
    let less = new(&was.warn, &is.warn).into_iter().map(|field| (&field.value, Some(field.span)));
    let lost = [(&is.deny, &was.deny), (&is.warn, &was.warn)].into_iter().flat_map(|(is, was)| new(is, was));
    for (name, place) in less.chain(lost.map(|field| (&field.value, None))).filter(|(name, _)| is_loosened(name)) {
        tell(place, said!("{name} 的级别降低了", "{name} weighs less than before"));
    }
    for suppression in is.suppress.iter().filter(|own: &&Suppression| !was.suppress.contains(own)) {
        let (rule, measure) = (suppression.rule.as_deref().unwrap_or_default(), suppression.measure.as_deref().unwrap_or_default());
        tell(Some(suppression.place.0), said!("新的例外：{rule}，{measure}", "a new exception: {rule} of {measure}"));
    }
    for requirement in was.require.iter().filter(|own: &&Requirement| !is.require.contains(own)) {
        let that = requirement.that.as_deref().unwrap_or_default();
        tell(None, said!("不再要求 {that}", "{that} is not required any more"));
    }
    let (was, is) = (Clock::of(pair.before, Default::default()), Clock::of(after, Default::default()));
    let own = after.document.clock.as_deref();
    if is.stale > was.stale {
        let (was, is) = (was.stale, is.stale);
        tell(own.and_then(|own| own.stale.span()), said!("沉寂由 {was} 天放宽到 {is} 天", "silence begins after {is} days, not {was}"));
    }
    if is.due_soon < was.due_soon {
        let (was, is) = (was.due_soon, is.due_soon);
        tell(own.and_then(|own| own.due_soon.span()), said!("临近由 {was} 天缩短到 {is} 天", "deadlines are near {is} days before, not {was}"));
    }
}

/// The elements that a list did not have.
fn new<'a>(was: &List<Str>, is: &'a List<Str>) -> Vec<&'a crate::model::Field<Str>> {
    let own = is.get().map(AsRef::as_ref).unwrap_or_default();
    own.iter().filter(|field| !was.items().any(|known| *known == field.value)).collect()
}

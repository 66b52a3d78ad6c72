//! `unknown-rule`: the ledger's wishes name a rule that there is none of.

use crate::{
    check::{Found, levels::named, rule::rule},
    model::{Collection, Field, Ledger, Str},
    said,
};

rule! {
    "unknown-rule", Integrity, Error;
    what: "[check] 中写了不存在的规则", "a rule in [check] that does not exist";
    why: "写错的规则名不起作用：以为查了的没有查，以为免了的没有免。", "A misspelt rule has no effect: what was thought to be asked is not, and what was excepted is still found.";
    way_out: "改成所提示的名称；duban explain 列出全部规则。", "Use the name that is suggested; duban explain lists the rules.";
    example: "[check]\nallow = [\"long-qoute\"]\n\n[measure.mend-windmills]\ntitle = \"修好七座风车\"\nkind = \"deliverable\"\n";
    look: Ledger(look);
}

fn look(ledger: &Ledger, found: &mut Found) {
    let Some(check) = ledger.document.check.as_deref() else { return };
    let mut ask = |name: &str, place, measure: Option<&str>| {
        let Err(refusal) = named(name) else { return };
        let help = refusal.help.unwrap_or_else(|| said!("改正名称", "correct the name"));
        match measure.and_then(|id| ledger.measures().get(id)) {
            Some(measure) => found.in_record((Collection::Measure, &measure.id), Some(place), refusal.said, help),
            None => found.in_file(place, refusal.said, help),
        }
    };
    let lists = [&check.allow, &check.warn, &check.deny];
    let fields: Vec<&Field<Str>> = lists.into_iter().filter_map(|list| list.get()).flat_map(|list| list.iter()).collect();
    fields.into_iter().for_each(|field| ask(&field.value, field.span, None));
    for suppression in &check.suppress {
        if let (Some(name), Some(place)) = (suppression.rule.as_deref(), suppression.rule.span()) {
            ask(name, place, suppression.measure.as_deref());
        }
    }
    for suppression in &check.suppress {
        let Some(name) = suppression.rule.as_deref() else { continue };
        if named(name).is_ok_and(|rules| rules.iter().all(|rule| rule.id() != name)) {
            let said = said!("例外只能是一条规则的，{name} 不是规则", "an exception is of one rule, and {name} is none");
            let help = said!("写规则的名称，每条规则一个例外", "name a rule, with one exception for each");
            found.in_file(suppression.rule.span().unwrap_or(suppression.place.0), said, help);
        }
    }
}

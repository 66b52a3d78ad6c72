//! `rewritten-figure`: an indicator counts otherwise than it did.

use crate::{
    check::{
        Found, Pair,
        pair::{Fate, fates, lost},
        rule::rule,
    },
    model::{Collection, Record as _},
    said,
};

rule! {
    "rewritten-figure", Change, Error;
    what: "指标的单位、方向、基期值或已有的观测值被改动或删去", "an indicator whose unit, direction, baseline or earlier figures were changed or removed";
    why: "换了单位或基期，前后就不能比；改掉旧数，就看不出走势。", "With another unit or baseline nothing compares any more; with an old figure changed the course of things is lost.";
    way_out: "改回去；修订过的数作为新的观测值另记，写明出处；口径变了的，另立指标。",
        "Put it back; a revised figure is another observation with its source, another definition is another indicator.";
    example: "[indicator.flour-made]\nname = \"面粉产量\"\nunit = \"袋\"\nbaseline = { period = \"2023\", value = 1200 }\n", "[indicator.flour-made]\nname = \"面粉产量\"\nunit = \"袋\"\nbaseline = { period = \"2023\", value = 900 }\n";
    look: Change(look);
}

const DEFINITION: &[&str] = &["unit", "direction", "baseline"];

fn look(pair: &Pair<'_>, found: &mut Found) {
    let Some(ledger) = pair.after else { return };
    let help = || said!("改回去；修订的数或新的口径另记", "put it back; record a revised figure or another definition as such");
    let indicators = &ledger.document.indicator;
    for (indicator, _) in lost(&pair.before.document.indicator, indicators) {
        let (id, was) = (&indicator.id.value, pair.place(indicator.id.span));
        let at = indicators.first().map_or(Default::default(), |first| first.id.span);
        found.in_file(at, said!("指标 {id} 不见了，原在 {was}", "the indicator {id} is gone; it stood at {was}"), help());
    }
    for before in pair.before.document.indicator.iter() {
        let Some(after) = indicators.get(&before.id.value) else { continue };
        let record = (Collection::Indicator, &after.id);
        for altered in before.altered(after).into_iter().filter(|altered| DEFINITION.contains(&altered.key.name)) {
            found.altered(pair, Some(record), altered, help());
        }
        for fate in fates(&before.observation, &after.observation, |figure| figure.period.get().cloned()) {
            let (Fate::Removed { was } | Fate::Rewritten { was, .. }) = fate;
            let place = pair.place(was);
            found.in_record(record, None, said!("{place} 的观测值被改动或删去", "the figure that stood at {place} was changed or removed"), help());
        }
    }
}

//! `changed-promise`: what was promised, or how it is told that it was kept, is not what it was.

use super::reused_id::is_another;
use crate::{
    check::{
        Found, Pair,
        entries::reply_day,
        pair::entered,
        rule::rule,
        words::has_word,
    },
    model::{Collection, Ledger, Measure, Record as _},
    query::field,
    said,
};

rule! {
    "changed-promise", Change, Error;
    what: "承诺的内容、原文、位置、类型、周期、数量、牵头单位、办结标准或清单被改动，历史里没有说明",
        "a change of what was promised, where, of what kind, how often, how many, by whom, how it would be known done, or of its items, of which the history says nothing";
    why: "悄悄改小承诺、换掉牵头单位、放宽标准，比不办更难发现。更正是常事，但要作为一条记录留下来。",
        "A promise that is quietly made smaller, given to somebody else or judged more kindly is harder to notice than one that was not kept. Corrections are normal; they are entries of their own.";
    way_out: "用 duban update 记一条不带状态的说明，写出改了哪个字段及原因，如“更正 quantity：原数漏了一座”。答复函文本换了（letter.sha256 改变）时，原文和位置可以改；还没有任何记录的事项可以改题目和办结标准。",
        "Record a statement without a status with duban update that names the key and the reason, as in \"corrected quantity: one was missing\". When the letter's text is another (letter.sha256 changed), quote and span may change; title and done_when may change while nothing has been recorded yet.";
    example: "[measure.mend-windmills]\ntitle = \"修好七座风车\"\nkind = \"deliverable\"\nquantity = 7\n", "[measure.mend-windmills]\ntitle = \"修好七座风车\"\nkind = \"deliverable\"\nquantity = 4\n";
    look: Change(look);
}

/// The keys that say what was promised. Those of the second sort are the curator's words.
const PROMISE: &[&str] = &["quote", "span", "kind", "every", "quantity", "owner", "item"];
const WORDS: &[&str] = &["title", "done_when"];

fn look(pair: &Pair<'_>, found: &mut Found) {
    let Some(ledger) = pair.after else { return };
    let is_another_letter = hash(pair.before) != hash(ledger) || reply_day(pair.before) != reply_day(ledger);
    for (before, after) in pair.measures().filter(|(before, after)| !is_another(before, after)) {
        let has_history = !before.update.is_empty() || !before.verification.is_empty();
        for altered in before.altered(after) {
            let (name, id) = (altered.key.name, &after.id.value);
            let is_kept = PROMISE.contains(&name) || (WORDS.contains(&name) && has_history);
            let is_moved = is_another_letter && ["quote", "span"].contains(&name);
            let is_same = name == "item" && items(before) == items(after);
            if !is_kept || is_moved || is_same || is_told(before, after, name) {
                continue;
            }
            let help = said!(
                "用 duban update {id} --by … --note '更正 {name}：…' 说明，或改回去",
                "say why with duban update {id} --by … --note 'corrected {name}: …', or put it back"
            );
            found.altered(pair, Some((Collection::Measure, &after.id)), altered, help);
        }
    }
}

fn hash(ledger: &Ledger) -> Option<&str> {
    ledger.reply()?.letter.as_deref()?.sha256.as_deref()
}

/// The things that are counted; their statuses move with statements.
fn items(measure: &Measure) -> Vec<Option<&str>> {
    measure.item.iter().map(|item| item.name.as_deref()).collect()
}

/// Whether a new statement without a status names the key, by its word or its label.
fn is_told(before: &Measure, after: &Measure, key: &str) -> bool {
    let label = field(key).map(|field| field.label);
    let new = entered(&before.update, &after.update);
    new.iter().filter(|update| update.status.span().is_none()).filter_map(|update| update.note.as_deref()).any(|note| {
        let note = note.to_lowercase();
        let is_named = |name: &str| has_word(&note, &name.to_lowercase());
        is_named(key) || label.as_ref().is_ok_and(|label| is_named(label.zh) || is_named(label.en))
    })
}

//! `unexplained-stop`: on hold or dropped without a reason or without anybody who decided it.

use crate::{
    check::{Found, rule::rule},
    lang::is_blank,
    model::{Status, Update, Vocabulary as _},
    query::Row,
    said,
};

rule! {
    "unexplained-stop", Integrity, Error;
    what: "暂缓或终止，没有写明理由或由谁决定", "on-hold or dropped without a reason or without who decided it";
    why: "停办一项承诺是一个决定。没有理由、不知道谁定的，就成了悄悄不办。",
        "To stop is a decision. Without its reason and whose it was, a promise just fades away.";
    way_out: "在 note 中写明理由；由责任单位自己报，或引用能说明由谁决定的材料。",
        "Give the reason in note; let the owner say it, or name evidence that shows who decided.";
    example: "[measure.mend-windmills]\ntitle = \"修好七座风车\"\nkind = \"deliverable\"\nowner = \"works\"\nstatus = \"dropped\"\n\n[[measure.mend-windmills.update]]\ndate = 2024-09-12\nby = \"watch\"\nstatus = \"dropped\"\nnote = \"不办了。\"\n";
    look: Measure(look);
}

fn look(row: &Row<'_>, found: &mut Found) {
    for update in &row.measure.update {
        let Some(status @ (Status::OnHold | Status::Dropped)) = update.status.copied() else { continue };
        let word = status.term().word;
        let said = if update.note.as_deref().is_some_and(is_blank) {
            said!("{word} 没有写理由", "{word} gives no reason")
        } else if !is_by_those_who_decide(row, update) && update.evidence.items().len() == 0 {
            said!("{word} 不是责任单位报的，也没有材料说明由谁决定", "{word} is not the owner's word, and no evidence shows who decided it")
        } else {
            continue;
        };
        let help = said!("写明理由和由谁决定，或引用材料", "give the reason and who decided it, or name evidence");
        found.in_measure(row.measure, update.status.span(), said, help);
    }
}

/// Whether the owner or an office that helps speaks; who is not named is somebody else's finding.
fn is_by_those_who_decide(row: &Row<'_>, update: &Update) -> bool {
    let Some(by) = update.by.as_deref() else { return true };
    row.history().is_owner(by) || row.measure.support.items().any(|office| **office == *by)
}

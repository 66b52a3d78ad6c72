//! `unreviewed-draft`: a candidate that a program found and nobody has read yet.

use crate::{
    check::{Found, rule::rule},
    model::DRAFT,
    query::Row,
    said,
};

rule! {
    "unreviewed-draft", Integrity, Warning;
    what: "程序起草、还没有人审过的事项", "a measure that a program drafted and nobody has reviewed";
    why: "`draft` 只按用词找出候选，会漏、会多、会分错；没有人读过原文之前，它不是承诺。",
        "`draft` finds candidates by their words: it misses some, takes too many, and cuts them wrongly. Until somebody has read the letter they are no commitments.";
    way_out: "对照原文采纳、拆分、合并或删去，写好题目，再去掉标签 `draft`。",
        "Hold it against the letter; accept, split, merge or remove it, give it a title of your own, and take the tag `draft` away.";
    example: "[measure.mend-windmills]\ntitle = \"修好七座风车\"\nkind = \"deliverable\"\ntags = [\"draft\"]\n";
    look: Measure(look);
}

fn look(row: &Row<'_>, found: &mut Found) {
    let tags = row.measure.tags.as_deref().unwrap_or_default();
    if let Some(tag) = tags.iter().find(|tag| &*tag.value == DRAFT) {
        let help =
            said!("对照原文审过以后去掉标签 `draft`", "hold it against the letter, then take the tag `draft` away");
        found.in_measure(row.measure, Some(tag.span), said!("起草后还没有人审过", "nobody has reviewed it yet"), help);
    }
}

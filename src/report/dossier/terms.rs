//! What the words mean, and from what the document was made.

use chrono::NaiveDate;
use sha2::{Digest as _, Sha256};

use crate::{
    lang::{Said, Text, text},
    page::dossier::{Body, Part},
    query::Row,
    report::words::{Scope, ledgers},
    said,
};

/// Words with what they mean. That each is said by somebody, and that nothing is added up to a score, is part of it.
const TERMS: &[(Text, Text)] = &[
    (
        text("承诺事项", "commitment"),
        text(
            "答复函里承诺的一件事，概括和拆分由台账整理者作出；出处、短引和字符位置供核对原文。",
            "One thing that the reply promises. The curator of the ledger words and divides them; clause, quote and characters lead to the letter's own words.",
        ),
    ),
    (
        text("待反馈", "unreported"),
        text(
            "答复以来台账没有收到任何说法；不等于没有办。",
            "The ledger knows of nothing since the reply; that does not mean that nothing was done.",
        ),
    ),
    (
        text("已报办结", "reported done"),
        text(
            "有署名的一方说办结了，还没有他人对此核实属实。",
            "Somebody who is named says that it is done; nobody else has confirmed that yet.",
        ),
    ),
    (
        text("已销号", "closed"),
        text(
            "已报办结，且最近一次核实出自牵头单位以外的人，结论为属实，所依据的不只是牵头单位自己的材料。",
            "Reported done, and the newest finding of somebody who is not the owner confirms it, on more than the owner's own papers.",
        ),
    ),
    (
        text("自报", "self-reported"),
        text(
            "目前的状态只有牵头单位自己的话或材料作证。",
            "Only the owner's word or papers vouch for what is said now.",
        ),
    ),
    (
        text("核实情况", "what others found"),
        text(
            "牵头单位以外的人的核实：已核实、部分属实、核实未完成、有异议。",
            "Findings of somebody who is not the owner: confirmed, partly, not met, disputed.",
        ),
    ),
    (
        text("推定", "inferred"),
        text("答复函没有点名牵头单位，按职责推定。", "The reply names no office; the owner is inferred from remits."),
    ),
    (
        text("无明确时限", "no deadline"),
        text(
            "答复函没有给出时限，所以不说按期也不说逾期。",
            "The reply gives no date, so it is neither on time nor overdue.",
        ),
    ),
    (
        text("n/N", "n/N"),
        text(
            "N 项中的 n 项。没有综合得分，没有单位排名。",
            "So many of so many. There is no score and no ranking of offices.",
        ),
    ),
];

/// The definitions, with the figures at which the clock warns.
pub fn terms(scope: &Scope) -> Part {
    let list = |days: &[u32]| days.iter().map(u32::to_string).collect::<Vec<_>>().join("/");
    let (soon, stale) = (list(&scope.due_soon_days), list(&scope.stale_days));
    let mut terms: Vec<(Said, Said)> =
        TERMS.iter().map(|(word, means)| (Said::from(*word), Said::from(*means))).collect();
    if scope.measures > 0 {
        let clock = [
            (
                text("临近", "due soon"),
                said!("距现行时限 {soon} 天以内。", "Its deadline is at most {soon} days away."),
            ),
            (
                text("沉寂", "silent"),
                said!(
                    "超过 {stale} 天没有任何新记录，仍应有下文的事项。",
                    "Nothing was entered for more than {stale} days, and something is still expected."
                ),
            ),
        ];
        terms.extend(clock.map(|(word, means)| (Said::from(word), means)));
    }
    Part {
        key: "definitions", heading: Said::from(text("口径说明", "Definitions")), bodies: vec![Body::Terms(terms)]
    }
}

/// The ledgers with their hashes, and the day.
pub fn sources(rows: &[Row<'_>], as_of: NaiveDate) -> Part {
    let mut terms = vec![(Said::from(text("截至日期", "as-of date")), said!("{as_of}", "{as_of}"))];
    for ledger in ledgers(rows) {
        let name = ledger.source.name.rsplit(['/', '\\']).next().unwrap_or_default();
        let hash: String =
            Sha256::digest(ledger.source.text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
        terms.push((said!("台账 {name}", "ledger {name}"), said!("SHA-256 {hash}", "SHA-256 {hash}")));
    }
    let heading = Said::from(text("台账版本", "The ledger behind this page"));
    Part { key: "sources", heading, bodies: vec![Body::Terms(terms)] }
}

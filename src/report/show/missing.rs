//! What is missing, and why a reader should doubt what is said.

use crate::{
    lang::{Lang, Text, text},
    model::{Doubt, History, Kind, Outcome, OwnerBasis, Schedule, State},
    page::Line,
    query::Row,
};

/// What a reader should know to be unknown.
pub fn missing(row: &Row<'_>, lang: Lang) -> Vec<Line> {
    let (measure, standing) = (row.measure, row.standing());
    let has_update = row.history().updates().next().is_some();
    let heard = gap(!has_update, "答复以来没有任何进展记录", "no statement was recorded since the reply");
    let gaps = [
        gap(
            standing.schedule == Schedule::NoDeadline && measure.every.get().is_none(),
            "没有完成时限",
            "there is no deadline",
        ),
        gap(
            standing.due.is_some() && measure.due_basis.get().is_none(),
            "时限没有写明依据",
            "the deadline does not say how it is known",
        ),
        gap(
            measure.owner_basis.copied() == Some(OwnerBasis::Inferred),
            "答复函没有指定牵头单位，系按职责推定",
            "the letter names no office; the owner is inferred from remits",
        ),
        gap(measure.owner.get().is_none(), "没有牵头单位", "no office leads it"),
    ];
    let gaps = heard.into_iter().chain(doubts(row)).chain(gaps.into_iter().flatten());
    gaps.map(|text| Line::from(text.get(lang))).collect()
}

fn gap(is_missing: bool, zh: &'static str, en: &'static str) -> Option<Text> {
    is_missing.then_some(text(zh, en))
}

/// Why a reader should doubt what is said.
pub fn doubts(row: &Row<'_>) -> Vec<Text> {
    let (measure, standing, history) = (row.measure, row.standing(), row.history());
    let has_update = history.updates().next().is_some();
    let has_evidence = history.updates().any(|update| update.evidence.items().len() > 0);
    let can_close = matches!(measure.kind.copied(), Some(Kind::Deliverable | Kind::Target));
    let has_open_items = standing.progress.is_some_and(|(n, of)| n < of);
    let is_claimed = matches!(standing.state, State::Done | State::Closed);
    let is_open_claim = standing.state == State::Done && can_close;
    let gaps = [
        gap(has_update && !has_evidence, "进展没有佐证材料", "no evidence was given for what is said"),
        is_open_claim.then(|| why_not_closed(history)).flatten(),
        gap(
            standing.verified.is_some_and(|found| found != Outcome::Confirmed),
            "他人核实的结果与所报不一致",
            "what others found differs from what is said",
        ),
        gap(
            is_claimed && has_open_items,
            "清单或数量没有全部报办结",
            "not everything that was counted is reported done",
        ),
        gap(is_claimed && !can_close, "持续和定期事项不能销号", "what goes on or recurs is never closed"),
    ];
    gaps.into_iter().flatten().collect()
}

/// Why no finding closes what is reported done; that a finding is not one of confirmation is said elsewhere.
fn why_not_closed(history: History<'_>) -> Option<Text> {
    Some(match history.doubt() {
        Some(Doubt::OwnersPapers) => text(
            "最近一次核实只依据牵头单位自己的材料，不足以销号",
            "the newest finding rests on the owner's papers only, so it closes nothing",
        ),
        Some(Doubt::Older) => text(
            "最近一次核实早于所报的办结，不是对它的核实",
            "the newest finding is older than the claim that it is done, so it does not look at that",
        ),
        Some(Doubt::SameDay) => text(
            "最近一次核实的当天另有进展报了别的状态，不知核实的是哪一个",
            "on the day of the newest finding another status was reported, so it is unclear which one it looks at",
        ),
        None if history.finding().is_some() => return None,
        None if history.verifications().next().is_some() => text(
            "核实出自牵头单位自己，或出自台账没有登记的单位",
            "the findings are the owner's own, or by an office that the ledger does not know",
        ),
        None => text("报了办结，没有他人对此的核实", "it is reported done, and nobody else has verified that"),
    })
}

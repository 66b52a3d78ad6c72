//! What could not be read to its end, so that rules that need the whole of it were not asked.

use super::checking::{Asked, Checked};
use crate::{
    lang::Said,
    model::{Finding, Ledger, Level, Refusal},
    said,
};

/// The ledgers, as they are or as they were, that could not be read to their ends, where no finding fails for it: who asks
/// some rules only must not take their silence for a pass.
pub fn unread(asked: &Asked<'_>, checked: &Checked, fail_on: Level) -> Vec<Refusal> {
    let first = |ledger: &Ledger| ledger.findings.iter().find(|finding| finding.is_unread()).cloned();
    let mut all = Vec::new();
    for (at, subject) in asked.subjects.iter().enumerate() {
        let is_here = subject.pair.is_none_or(|pair| pair.after.is_some());
        let fails = |finding: &Finding| finding.is_unread() && finding.level <= fail_on;
        let is_told = || checked.findings.get(at).is_some_and(|own| own.iter().any(fails));
        if let Some(finding) = first(subject.ledger).filter(|_| is_here && !is_told()) {
            let place = subject.ledger.source.place(finding.span.start as usize);
            all.push(refusal(&place, finding.said, said!("先改正它", "correct it first")));
        }
        if let Some((pair, finding)) = subject.pair.and_then(|pair| Some((pair, first(pair.before)?))) {
            let help = said!("与能读全的一个版本对照", "compare with a state that can be read to its end");
            all.push(refusal(&pair.place(finding.span), finding.said, help));
        }
    }
    all
}

fn refusal(place: &str, Said { zh, en }: Said, help: Said) -> Refusal {
    let said = said!(
        "{place}：{zh}；须读全台账才能查的规则没有查",
        "{place}: {en}; rules that need the whole ledger were not asked"
    );
    Refusal::data(said).with_help(help)
}

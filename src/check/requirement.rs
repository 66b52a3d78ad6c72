//! The ledger's own rules: filter expressions that every measure has to pass.

use chrono::NaiveDate;

use super::found::Found;
use crate::{
    lang::visible,
    model::{Lane, Ledger, Level, Refusal, Requirement},
    query::{Filter, Row, expression},
    said,
};

/// The filter of a requirement; nothing when its expression cannot be read as text.
///
/// # Errors
///
/// When it is not well formed, or depends on the day and does not say so.
pub fn parsed(requirement: &Requirement, ledger: &Ledger, as_of: NaiveDate) -> Option<Result<Filter, Refusal>> {
    let that = requirement.that.as_deref()?;
    Some(filter(that, lane(requirement), ledger, as_of))
}

fn filter(that: &str, lane: Lane, ledger: &Ledger, as_of: NaiveDate) -> Result<Filter, Refusal> {
    let filter = expression(that, as_of)?;
    // What two days read differently depends on the day.
    let is_dated = filter != expression(that, as_of.succ_opt().unwrap_or(NaiveDate::MIN))? || filter.asks_for_the_day();
    if is_dated && lane != Lane::Clock {
        let said = said!("这条规则与日期有关", "this requirement depends on the day");
        return Err(Refusal::usage(said).with_help(said!("加上 lane = \"clock\"", "add lane = \"clock\"")));
    }
    filter.bind(std::slice::from_ref(ledger))
}

fn lane(requirement: &Requirement) -> Lane {
    requirement.lane.copied().unwrap_or(Lane::Integrity)
}

/// Finds those of a ledger's measures that do not pass its requirements of a lane.
pub fn ask(ledger: &Ledger, rows: &[Row<'_>], of: Lane, as_of: NaiveDate, found: &mut Found) {
    let requirements = ledger.document.check.iter().flat_map(|check| &check.require);
    for requirement in requirements.filter(|requirement| lane(requirement) == of) {
        let Some(Ok(filter)) = parsed(requirement, ledger, as_of) else { continue };
        let (that, reason) = (requirement.that.as_deref().unwrap_or_default(), requirement.reason.as_deref());
        let (that, reason) = (visible(that), visible(reason.unwrap_or_default()));
        for row in rows.iter().filter(|row| !filter.matches(row)) {
            let said = said!("不满足 {that}", "it does not pass {that}");
            found.in_measure(row.measure, None, said, said!("{reason}", "{reason}"));
            if let Some(place) = requirement.that.span() {
                found.also(place, said!("规则在此", "the requirement"));
            }
            found.at(requirement.level.copied().unwrap_or(Level::Error));
        }
    }
}

//! What every entry of a measure's history says: who speaks, on which day, resting on what.

use chrono::NaiveDate;
use clap::Args;
use clap_complete::ArgValueCompleter;

use super::{
    args, complete,
    say::t,
    writing::{check_id, office},
};
use crate::{
    lang::Said,
    model::{Collection, Every, Ledger, Measure, Named, Pair, Refusal, Vocabulary as _, period_start},
    said,
    store::edit::value,
};

/// Who speaks and when.
#[derive(Args, Debug)]
pub struct Speaker {
    #[arg(long, value_name = "ORG", add = ArgValueCompleter::new(complete::orgs))]
    #[arg(help = t("署名单位，编号或名称", "The office that speaks, by id or name"))]
    by: String,
    #[arg(long, value_name = "DATE", value_parser = args::date)]
    #[arg(help = t("日期，缺省为截至日期", "The day; the as-of date otherwise"))]
    date: Option<NaiveDate>,
}

impl Speaker {
    /// The day on which it is said.
    pub fn day(&self, as_of: NaiveDate) -> NaiveDate {
        self.date.unwrap_or(as_of)
    }

    /// Refuses a day that has not come yet.
    fn refuse_future(&self, as_of: NaiveDate) -> Result<(), Refusal> {
        let day = self.day(as_of);
        if day <= as_of {
            return Ok(());
        }
        Err(Refusal::usage(said!("{day} 在截至日期 {as_of} 之后", "{day} is after the as-of date {as_of}"))
            .with_help(said!("还没有发生的事不能登记", "what has not happened yet is not recorded")))
    }

    /// The id of the office that speaks.
    ///
    /// # Errors
    ///
    /// When the ledger does not know it.
    pub fn office<'a>(&self, ledger: &'a Ledger) -> Result<&'a str, Refusal> {
        office(ledger, &self.by)
    }

    /// The first entries of the record.
    ///
    /// # Errors
    ///
    /// When the ledger does not know the office.
    pub fn entries(&self, ledger: &Ledger, as_of: NaiveDate) -> Result<Vec<Pair>, Refusal> {
        self.refuse_future(as_of)?;
        let by = self.office(ledger)?;
        Ok(vec![("date", value::date(self.day(as_of))), ("by", value::string(by))])
    }
}

/// Behind how many of the entries one of this day goes, so that they stay in the order of their days.
pub fn place<E>(entries: &[E], date: impl Fn(&E) -> Option<NaiveDate>, day: NaiveDate) -> usize {
    entries.iter().rposition(|entry| date(entry) <= Some(day)).map_or(0, |at| at + 1)
}

/// What an entry rests on.
#[derive(Args, Debug)]
pub struct Papers {
    #[arg(long, value_name = "ID", value_delimiter = ',', add = ArgValueCompleter::new(complete::evidence))]
    #[arg(help = t("佐证材料的编号，可重复", "Ids of evidence; repeatable"))]
    evidence: Vec<String>,
}

impl Papers {
    /// The entry that names the evidence, if any was given.
    ///
    /// # Errors
    ///
    /// When the ledger does not know one of them.
    pub fn entry(&self, ledger: &Ledger) -> Result<Option<Pair>, Refusal> {
        self.evidence.iter().try_for_each(|id| check_id(ledger, Collection::Evidence, id))?;
        let ids = self.evidence.iter().map(String::as_str);
        Ok((ids.len() > 0).then(|| ("evidence", value::strings(ids))))
    }
}

/// The entry for a period, which only a recurring measure has, written as that measure counts its periods.
///
/// # Errors
///
/// When the measure does not recur or counts its periods otherwise.
pub fn period(measure: &Named<Measure>, period: Option<&str>, day: NaiveDate) -> Result<Option<Pair>, Refusal> {
    let Some(period) = period else { return Ok(None) };
    let id = &measure.id.value;
    let Some(every) = measure.every.copied() else {
        return Err(Refusal::usage(said!(
            "{id} 不分期，不能用 --period",
            "{id} does not recur, so it has no --period"
        )));
    };
    let Some(start) = period_start(every, period) else {
        let form = match every {
            Every::Year => "2026",
            Every::HalfYear => "2026H1",
            Every::Quarter => "2026Q1",
            Every::Month => "2026-01",
        };
        let label = every.term().label;
        let said = Said {
            zh: format!("{id} 是{}事项，不能写 `{period}`", label.zh),
            en: format!("{id} is due {}, so its period cannot be `{period}`", label.en),
        };
        return Err(Refusal::usage(said).with_help(said!("应写作 {form}", "write it like {form}")));
    };
    if start > day {
        return Err(Refusal::usage(said!("{period} 在 {day} 还没有开始", "{period} has not begun on {day}")));
    }
    Ok(Some(("period", value::string(period))))
}

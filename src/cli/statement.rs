//! What every entry of a measure's history says: who speaks, on which day, resting on what.

use chrono::NaiveDate;
use clap::Args;
use clap_complete::ArgValueCompleter;

use super::{
    args, complete,
    context::Context,
    say::t,
    target::{check_id, office},
};
use crate::{
    lang::{Said, is_blank, visible},
    model::{Collection, Every, Ledger, Measure, Named, Pair, Refusal, Vocabulary as _, period_end, period_start},
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
    /// An office, by id or name, and the day on which it speaks.
    pub fn new(by: String, date: NaiveDate) -> Self {
        Self { by, date: Some(date) }
    }

    /// The day on which it is said.
    pub fn day(&self, context: &Context) -> NaiveDate {
        self.date.unwrap_or(context.as_of)
    }

    /// Refuses a day that has not come yet: on the day that is spoken for, or by the clock.
    fn refuse_future(&self, context: &Context) -> Result<(), Refusal> {
        let (day, as_of, today) = (self.day(context), context.as_of, context.today);
        let said = if day > as_of {
            said!("{day} 在截至日期 {as_of} 之后", "{day} is after the as-of date {as_of}")
        } else if day > today {
            said!("{day} 还没有到，今天是 {today}", "{day} has not come yet; today is {today}")
        } else {
            return Ok(());
        };
        Err(Refusal::usage(said)
            .with_help(said!("还没有发生的事不能登记", "what has not happened yet is not recorded")))
    }

    /// The id of the office that speaks.
    ///
    /// # Errors
    ///
    /// When the ledger does not know it, or the name fits several.
    pub fn office<'a>(&self, ledger: &'a Ledger) -> Result<&'a str, Refusal> {
        office(ledger, &self.by)
    }

    /// The first entries of the record.
    ///
    /// # Errors
    ///
    /// When the day has not come yet, or the office is not known.
    pub fn entries(&self, context: &Context, ledger: &Ledger) -> Result<Vec<Pair>, Refusal> {
        self.refuse_future(context)?;
        let by = self.office(ledger)?;
        Ok(vec![("date", value::date(self.day(context))), ("by", value::string(by))])
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
    /// These papers, by their ids.
    pub fn new(evidence: Vec<String>) -> Self {
        Self { evidence }
    }

    /// Their ids.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.evidence.iter().map(|id| id.trim())
    }

    /// The entry that names the evidence, each piece once, if any was given.
    ///
    /// # Errors
    ///
    /// When nothing is named, or the ledger does not know one of them.
    pub fn entry(&self, ledger: &Ledger) -> Result<Option<Pair>, Refusal> {
        let mut ids: Vec<&str> = Vec::new();
        for id in self.ids().filter(|id| !is_blank(id)) {
            check_id(ledger, Collection::Evidence, id)?;
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        if ids.is_empty() && !self.evidence.is_empty() {
            return Err(Refusal::usage(said!("--evidence 没有写编号", "--evidence names nothing")));
        }
        Ok((!ids.is_empty()).then(|| ("evidence", value::strings(ids))))
    }
}

/// The entry for a period, which only a recurring measure has, written as that measure counts its periods.
///
/// # Errors
///
/// When the measure does not recur or counts its periods otherwise, or the period is over before the reply or has not begun.
pub fn period(
    ledger: &Ledger,
    measure: &Named<Measure>,
    period: Option<&str>,
    day: NaiveDate,
) -> Result<Option<Pair>, Refusal> {
    let Some(period) = period else { return Ok(None) };
    let (id, shown) = (visible(&measure.id.value), visible(period));
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
            zh: format!("{id} 是{}事项，不能写 `{shown}`", label.zh),
            en: format!("{id} is due {}, so its period cannot be `{shown}`", label.en),
        };
        return Err(Refusal::usage(said).with_help(said!("应写作 {form}", "write it like {form}")));
    };
    if start > day {
        return Err(Refusal::usage(said!("{period} 在 {day} 还没有开始", "{period} has not begun on {day}")));
    }
    let reply = ledger.reply().and_then(|reply| reply.date.copied());
    if let Some(reply) = reply.filter(|reply| period_end(every, start).is_some_and(|end| end < *reply)) {
        let said = said!("{period} 在 {reply} 的答复之前已经结束", "{period} ended before the reply of {reply}");
        return Err(Refusal::usage(said)
            .with_help(said!("答复之前的不算承诺", "what came before the reply was not promised by it")));
    }
    Ok(Some(("period", value::string(period))))
}

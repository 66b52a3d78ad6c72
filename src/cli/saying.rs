//! A statement about a measure and what it changes: for `update`, and for what comes back in a spreadsheet.

use chrono::NaiveDate;
use clap::Args;

use super::{
    args,
    context::Context,
    say::t,
    statement::{Papers, Speaker, period, place},
};
use crate::{
    lang::{Said, suggest, visible},
    model::{self, Change, History, Item, Ledger, Measure, Named, Refusal, Silenced, Status, Vocabulary as _},
    said,
    store::edit::value,
};

/// What is said, by whom, on what.
#[derive(Args, Debug)]
pub struct Saying {
    /// The status that it gives.
    #[arg(long, value_name = "STATUS", value_parser = args::word::<Status>())]
    #[arg(help = t("办理状态", "The status that it gives"))]
    pub status: Option<Status>,
    /// Its words.
    #[arg(long, value_name = "TEXT", value_parser = args::words, allow_hyphen_values = true, help = t("进展情况", "What is said"))]
    pub note: String,
    /// Who speaks and when.
    #[command(flatten)]
    pub speaker: Speaker,
    /// What it rests on.
    #[command(flatten)]
    pub papers: Papers,
    /// What stands in the way.
    #[arg(long, value_name = "TEXT", value_parser = args::words, allow_hyphen_values = true, help = t("存在问题", "What stands in the way"))]
    pub problem: Option<String>,
    /// What comes next.
    #[arg(long, value_name = "TEXT", value_parser = args::words, allow_hyphen_values = true, help = t("下一步措施", "What comes next"))]
    pub next: Option<String>,
    /// The period that it speaks of.
    #[arg(long, value_name = "PERIOD", value_parser = args::period)]
    #[arg(help = t("所属周期，如 2022，限定期事项", "The period that it speaks of, such as 2022; for measures that recur"))]
    pub period: Option<String>,
    /// `NAME=STATUS` of items.
    #[arg(long = "item", value_name = "NAME=STATUS", help = t("清单中一项的状态，可重复", "The status of one item; repeatable"))]
    pub items: Vec<String>,
}

impl Saying {
    /// Refuses to say that nothing is known.
    ///
    /// # Errors
    ///
    /// When the status says that.
    pub fn refuse_nothing(&self) -> Result<(), Refusal> {
        if self.status != Some(Status::Unreported) {
            return Ok(());
        }
        let said = said!(
            "“待反馈”是还没有人说过话，不能登记",
            "unreported means that nobody said anything, so nobody says it"
        );
        let help = said!(
            "没有启动的报 not-started；只写说明就不加 --status",
            "say not-started, or leave --status out and record the words only"
        );
        Err(Refusal::usage(said).with_help(help))
    }

    /// What the statement changes in a measure of a ledger, and how that is told.
    ///
    /// # Errors
    ///
    /// When the office, an item, the period or a paper is not known, the day has not come yet, or the office's word moves no
    /// status.
    pub fn changes(
        &self,
        context: &Context,
        ledger: &Ledger,
        measure: &Named<Measure>,
    ) -> Result<(Vec<Change>, Said), Refusal> {
        let items = item_statuses(measure, &self.items)?;
        let (mut changes, said) = self.standing(ledger, measure, &items, self.speaker.day(context));
        changes.push(self.entry(context, ledger, measure, &items)?);
        if self.status.is_some() || !items.is_empty() {
            self.refuse_others(ledger, measure)?;
        }
        Ok((changes, said))
    }

    /// Refuses a status from an office whose word moves none here, with those whose word does.
    fn refuse_others(&self, ledger: &Ledger, measure: &Named<Measure>) -> Result<(), Refusal> {
        let by = self.speaker.office(ledger)?;
        let history = History { ledger, measure, as_of: NaiveDate::MAX };
        let Some(silenced) = history.silenced(by, self.papers.ids()) else { return Ok(()) };
        let label = |id: &str| ledger.org_label(id).visible();
        let may = measure.owner.get().into_iter().chain(measure.support.items()).map(|own| label(own));
        let (zh, en): (Vec<_>, Vec<_>) = may.map(|own| (own.zh, own.en)).unzip();
        let (may, by, id) = (Said { zh: zh.join("、"), en: en.join(", ") }, label(by), visible(&measure.id.value));
        let said = Said {
            zh: format!("{}不是 {id} 的牵头或配合单位，不能改变它的状态", by.zh),
            en: format!("{} neither leads {id} nor helps, so its word moves no status", by.en),
        };
        let (zh, en) = match silenced {
            Silenced::Handles => (
                "由台账整理者据公开材料登记，或不给状态、只写进展",
                "let the curator record what was published, or leave the status out and record the words only",
            ),
            Silenced::OwnWord => (
                "给出他人公布的佐证材料，或不给状态、只写进展；自己查看到的用 duban verify 登记",
                "name evidence that somebody else published, or leave the status out and record the words only; what you saw yourself is a finding: duban verify",
            ),
        };
        let help = Said {
            zh: format!("能报状态的是{}；{zh}", may.zh),
            en: format!("its status is for {} to report; {en}", may.en),
        };
        Err(Refusal::usage(said).with_help(help))
    }

    /// The statement itself.
    fn entry(
        &self,
        context: &Context,
        ledger: &Ledger,
        measure: &Named<Measure>,
        items: &[(&Item, Status)],
    ) -> Result<Change, Refusal> {
        let day = self.speaker.day(context);
        let mut entries = self.speaker.entries(context, ledger)?;
        entries.extend(self.status.map(|status| ("status", value::string(status.term().word))));
        entries.extend(period(ledger, measure, self.period.as_deref(), day)?);
        if !items.is_empty() {
            let pairs = items
                .iter()
                .map(|(item, status)| format!("{} = {}", value::key(name(item)), value::string(status.term().word)));
            entries.push(("items", format!("{{ {} }}", pairs.collect::<Vec<_>>().join(", "))));
        }
        let words = [("note", Some(&self.note)), ("problem", self.problem.as_ref()), ("next", self.next.as_ref())];
        entries.extend(words.into_iter().filter_map(|(key, words)| Some((key, value::string(words?)))));
        entries.extend(self.papers.entry(ledger)?);
        Ok(Change::Enter("update", place(&measure.update, |entry| entry.date.copied(), day), entries))
    }

    /// What the measure and its items stand at afterwards. A statement of an earlier day than others moves nothing.
    fn standing(
        &self,
        ledger: &Ledger,
        measure: &Named<Measure>,
        items: &[(&Item, Status)],
        day: NaiveDate,
    ) -> (Vec<Change>, Said) {
        let mut changes = Vec::new();
        let old = measure.status.copied().unwrap_or(Status::Unreported);
        let newer = newer(measure, day, &|update| update.status.get().is_some());
        let given = Status::given(self.status, measure.kind.copied());
        let new = given.filter(|_| newer.is_none()).unwrap_or(old);
        if new != old {
            changes.push(Change::Set(("status", value::string(new.term().word))));
        }
        let mut standing_items = Vec::new();
        for (item, status) in items {
            let name = name(item);
            let speaks = |update: &model::Update| {
                update.items.get().is_some_and(|items| items.iter().any(|(own, _)| *own.value == *name))
            };
            if self::newer(measure, day, &speaks).is_some() {
                standing_items.push(name);
                continue;
            }
            let entry = ("status", value::string(status.term().word));
            changes.push(Change::SetIn { list: "item", name: name.to_owned(), entry });
        }
        let stands = History { ledger, measure, as_of: NaiveDate::MAX }.status();
        let said = self.told(&measure.id.value, (old, new), day, newer.map(|newer| (newer, stands)));
        (changes, with_standing(said, &standing_items))
    }

    fn told(&self, id: &str, (old, new): (Status, Status), day: NaiveDate, newer: Option<(NaiveDate, Status)>) -> Said {
        let (before, after) = (old.term().label, new.term().label);
        match (&self.period, self.status.map(|status| status.term().label), newer) {
            (Some(period), Some(given), _) => Said::each(|lang| format!("{id} {period}: {}", given.get(lang))),
            (None, Some(given), Some((newer, stands))) => {
                let stands = stands.term().label;
                Said {
                    zh: format!("{id}：已登记 {day} 的“{}”；{newer} 的进展较新，状态仍为“{}”", given.zh, stands.zh),
                    en: format!(
                        "{id}: recorded {} of {day}; the newer statement of {newer} stands: {}",
                        given.en, stands.en
                    ),
                }
            }
            _ if old == new => Said::each(|lang| format!("{id}: {}", after.get(lang))),
            _ => Said::each(|lang| format!("{id}: {} → {}", before.get(lang), after.get(lang))),
        }
    }
}

/// The day of the newest statement of this sort, when it is newer than a day.
fn newer(measure: &Measure, day: NaiveDate, speaks: &dyn Fn(&model::Update) -> bool) -> Option<NaiveDate> {
    let dated = measure.update.iter().filter(|update| speaks(update)).filter_map(|update| update.date.copied());
    dated.max().filter(|newest| *newest > day)
}

/// The same, and of which items a newer statement stands.
fn with_standing(said: Said, items: &[&str]) -> Said {
    if items.is_empty() {
        return said;
    }
    let Said { zh, en } = said;
    let (zh_items, en_items) = (items.join("、"), items.join(", "));
    said!("{zh}；较新的进展仍然有效：{zh_items}", "{en}; newer statements stand for {en_items}")
}

fn name(item: &Item) -> &str {
    item.name.as_deref().unwrap_or_default()
}

/// The items that `NAME=STATUS` arguments name, each once, with their statuses.
fn item_statuses<'a>(measure: &'a Named<Measure>, arguments: &[String]) -> Result<Vec<(&'a Item, Status)>, Refusal> {
    let mut items: Vec<(&Item, Status)> = Vec::new();
    for argument in arguments {
        let (item, status) = item_status(measure, argument)?;
        if items.iter().any(|(own, _)| std::ptr::eq(*own, item)) {
            let name = visible(name(item));
            return Err(Refusal::usage(said!("--item 两次写到 {name}", "--item names {name} twice")));
        }
        items.push((item, status));
    }
    Ok(items)
}

/// `NAME=STATUS` for one of the measure's items, which may be named by a part of its name.
fn item_status<'a>(measure: &'a Named<Measure>, text: &str) -> Result<(&'a Item, Status), Refusal> {
    let shown = visible(text);
    let id = visible(&measure.id.value);
    let (name, word) = text.rsplit_once('=').ok_or_else(|| {
        Refusal::usage(said!(
            "--item 应写作 名称=状态，而不是 `{shown}`",
            "--item is written NAME=STATUS, not `{shown}`"
        ))
    })?;
    let status = Status::from_label(word).ok_or_else(|| {
        Refusal::usage(said!("没有状态 `{}`", "there is no status `{}`", visible(word)))
            .with_help(suggest(word, Status::TERMS.iter().map(|term| term.word)))
    })?;
    let fits = |is_meant: &dyn Fn(&str) -> bool| {
        let is_named =
            |item: &&Item| [&item.name, &item.en].into_iter().any(|own| own.as_deref().is_some_and(is_meant));
        measure.item.iter().filter(is_named).collect::<Vec<_>>()
    };
    let whole = fits(&|own| own == name);
    let found = if whole.is_empty() { fits(&|own| own.contains(name)) } else { whole };
    match found[..] {
        [item] => Ok((item, status)),
        _ if measure.item.is_empty() => Err(Refusal::usage(said!("{id} 没有清单", "{id} has no items"))),
        _ => {
            let n = found.len();
            let names = measure.item.iter().filter_map(|item| item.name.as_deref()).map(visible).collect::<Vec<_>>();
            let names = names.join(", ");
            let said = said!("{id} 的清单中符合 `{}` 的有 {n} 项", "{n} items of {id} fit `{}`", visible(name));
            Err(Refusal::usage(said).with_help(said!("清单：{names}", "items: {names}")))
        }
    }
}

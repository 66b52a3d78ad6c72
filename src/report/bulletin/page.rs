//! The bulletin as people read it.

use super::{
    Bulletin, annex,
    change::{Change, Contested},
    statement::{sentence, trust},
    terms,
    words::{NOT_FIXED, PARTS, ended, numbered, term, told, words},
};
use crate::{
    lang::{Lang, Text, day, text},
    model::{MISSED, PERIOD, Schedule, State, Vocabulary as _},
    page::{Block, Line, Page, Table, Term, Tone, Value},
    report::{
        due::Item,
        problems::Problem,
        tally,
        words::{known, name, whole},
    },
};

/// The page.
pub fn page(bulletin: &Bulletin, lang: Lang) -> Page {
    let mut page = Page::new(title(bulletin, lang));
    if bulletin.scope.measures == 0 {
        page.text(bulletin.scope.counted(lang));
        return page;
    }
    overall(bulletin, &mut page, lang);
    changes(bulletin, &mut page, lang);
    problems(bulletin, &mut page, lang);
    next(bulletin, &mut page, lang);
    annex::annexes(bulletin, &mut page, lang);
    terms::definitions(bulletin, &mut page, lang);
    page
}

fn title(bulletin: &Bulletin, lang: Lang) -> Line {
    let day = day(bulletin.as_of, lang);
    // What was answered is called what the proposal calls itself.
    let has = |word: &str| bulletin.replies.iter().any(|reply| reply.title.label(Lang::Zh).ends_with(word));
    let what = match (has("建议"), has("提案")) {
        (true, false) => "建议",
        (false, true) => "提案",
        _ => "建议提案",
    };
    let title = match (lang, &bulletin.replies[..]) {
        (Lang::Zh, []) => format!("关于答复承诺办理进展的通报（截至{day}）"),
        (Lang::En, []) => format!("Progress on what replies promised (as of {day})"),
        (Lang::Zh, [one]) => {
            format!("关于第{}号{what}答复承诺办理进展的通报（截至{day}）", one.reply)
        }
        (Lang::Zh, more) => format!("关于{}件{what}答复承诺办理进展的通报（截至{day}）", more.len()),
        (Lang::En, [one]) => format!("Progress on what reply No. {} promised (as of {day})", one.reply),
        (Lang::En, more) => format!("Progress on what {} replies promised (as of {day})", more.len()),
    };
    Line::default().add(title, Tone::Strong)
}

fn overall(bulletin: &Bulletin, page: &mut Page, lang: Lang) {
    page.heading(PARTS[0].get(lang));
    if let [one] = &bulletin.replies[..] {
        page.text(one.about.get(lang));
    } else {
        page.text(text("本通报涉及以下答复函：", "This bulletin is about these replies:").get(lang));
        page.push(Block::Items(bulletin.replies.iter().map(|reply| reply.about.get(lang).into()).collect()));
    }
    let all: usize = bulletin.replies.iter().map(|reply| reply.of).sum();
    let chosen = bulletin.scope.measures;
    if chosen < all {
        page.text(match lang {
            Lang::Zh => format!("本通报只涉及其中按条件选出的 {chosen}/{all} 项，以下均就这些事项而言。"),
            Lang::En => {
                format!("Only {chosen}/{all} of them were chosen for this bulletin; all that follows is about these.")
            }
        });
    }
    let (tally, of, as_of) = (&bulletin.tally, bulletin.tally.total, day(bulletin.as_of, lang));
    let (due, open) = (tally.with_deadline, of - tally.with_deadline);
    let (overdue, soon, stale) = (tally.overdue, tally.due_soon, tally.stale);
    let (unheard, own, seen) = (of - tally.heard, tally.self_reported, tally.verified);
    page.text(match lang {
        Lang::Zh => format!(
            "截至{as_of}，有完成时限的 {due}/{of} 项，答复函未明确时限、此后也没有确定时限的 {open}/{of} 项；逾期 {overdue}/{of} 项，临近时限 {soon}/{of} 项。"
        ),
        Lang::En => format!(
            "As of {as_of}, {due}/{of} have a deadline; for {open}/{of} the reply gives none and none was fixed since. {overdue}/{of} are overdue, {soon}/{of} are due soon."
        ),
    });
    page.text(match lang {
        Lang::Zh => format!(
            "答复以来暂未收到反馈的 {unheard}/{of} 项；久无消息（沉寂）的 {stale}/{of} 项；办理状态仅为自报、未经其他单位核实的 {own}/{of} 项；有其他单位核实结论的 {seen}/{of} 项。"
        ),
        Lang::En => format!(
            "Nothing was heard of {unheard}/{of} since the reply; {stale}/{of} have been silent for too long. {own}/{of} rest on the owner's word alone; {seen}/{of} were looked at by others."
        ),
    });
    page.push(Block::Titled(STATES.get(lang).to_owned(), states(bulletin)));
    if bulletin.replies.len() > 1 {
        let table = tally::table(&bulletin.by_reply, name("reply", known("reply").label), true);
        page.push(Block::Titled(BY_REPLY.get(lang).to_owned(), table));
    }
}

const STATES: Text = text("表1　按办理状态统计", "Table 1. By state");
const BY_REPLY: Text = text("表2　按答复函统计（项）", "Table 2. By reply");

/// The states as n of N, in the order of a bar: settled first, never spoken of last.
fn states(bulletin: &Bulletin) -> Table {
    let row = |state: &State| {
        let n = bulletin.tally.states.of(*state);
        let of = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
        vec![Value::Term(state.term()), Value::Progress(of(n), of(bulletin.tally.total))]
    };
    let mut count = whole("count", text("项数/总数", "n/N"));
    count.number = true;
    let columns = vec![whole("state", known("state").label), count];
    Table { columns, rows: tally::ORDER.iter().map(row).collect(), groups: Vec::new() }
}

fn changes(bulletin: &Bulletin, page: &mut Page, lang: Lang) {
    page.heading(PARTS[1].get(lang));
    let (since, as_of) = (day(bulletin.since, lang), day(bulletin.as_of, lang));
    let (changed, unchanged, of) = (bulletin.changed, bulletin.unchanged, bulletin.tally.total);
    let turned = bulletin.changes.iter().filter(|change| change.is_turned()).count();
    page.text(match lang {
        Lang::Zh if changed == 0 => format!("{since}至{as_of}，{unchanged}/{of} 项都没有新记录。"),
        Lang::En if changed == 0 => format!("From {since} to {as_of}, {unchanged}/{of} have no new entry."),
        Lang::Zh => format!(
            "{since}至{as_of}，有新记录的 {changed}/{of} 项，其中办理状态有变化的 {turned}/{changed} 项；没有新记录的 {unchanged}/{of} 项。"
        ),
        Lang::En => format!(
            "From {since} to {as_of}, {changed}/{of} have a new entry, {turned}/{changed} of these with another state; {unchanged}/{of} have no new entry."
        ),
    });
    for (change, n) in bulletin.changes.iter().zip(1..) {
        let (head, owner) = numbered(n, &change.measure, bulletin, lang);
        page.text(Line::default().add(head, Tone::Strong).add(owner + &turn(change, lang), Tone::Plain));
        page.push(Block::Items(change.entries.iter().map(|entry| sentence(entry, lang).into()).collect()));
    }
}

/// From which state to which, and how many of how many.
fn turn(change: &Change, lang: Lang) -> String {
    let (from, to) = (term(&change.from, lang), term(&change.to, lang));
    let state = match (change.is_turned(), lang) {
        (true, Lang::Zh) => format!("：办理状态由{from}变为{to}"),
        (true, Lang::En) => format!(": state from {from} to {to}"),
        (false, Lang::Zh) => format!("：办理状态未变，仍为{to}"),
        (false, Lang::En) => format!(": the state is {to} as before"),
    };
    let (from, to) = (change.progress_from.label(lang), change.progress_to.label(lang));
    let progress = match lang {
        _ if from == to => String::new(),
        Lang::Zh => format!("；完成数由 {from} 变为 {to}"),
        Lang::En => format!("; {from} done before, {to} now"),
    };
    state + &progress + text("。", ".").get(lang)
}

fn problems(bulletin: &Bulletin, page: &mut Page, lang: Lang) {
    let of = bulletin.tally.total;
    page.heading(PARTS[2].get(lang));
    page.subheading(text("（一）进展中提出的问题", "(1) Named in statements").get(lang));
    let (n, unheard) = (bulletin.problems.len(), of - bulletin.tally.heard);
    page.text(match lang {
        Lang::Zh => format!("最近一次进展中提出问题的 {n}/{of} 项；暂未收到反馈的 {unheard}/{of} 项，有没有问题不得而知。"),
        Lang::En => format!(
            "{n}/{of} name a problem in their newest statement; nothing was heard of {unheard}/{of}, so of these it is not known."
        ),
    });
    list(page, &bulletin.problems, |n, own| spoken(n, own, &own.problem, bulletin, lang));
    page.subheading(text("（二）核实中发现的问题", "(2) Found by others").get(lang));
    let (n, seen) = (bulletin.contested.len(), bulletin.tally.verified);
    page.text(match lang {
        Lang::Zh if seen == 0 => format!("有其他单位核实结论的 0/{of} 项。"),
        Lang::En if seen == 0 => format!("0/{of} were looked at by others."),
        Lang::Zh => {
            format!("有其他单位核实结论的 {seen}/{of} 项，其中最近一次结论为部分属实、未完成或有异议的 {n}/{seen} 项。")
        }
        Lang::En => format!(
            "{seen}/{of} were looked at by others; for {n}/{seen} the newest finding is partly, not met or disputed."
        ),
    });
    list(page, &bulletin.contested, |n, own| contested(n, own, bulletin, lang));
    page.subheading(text("（三）逾期和沉寂", "(3) Overdue and silent").get(lang));
    let (overdue, missed) =
        (of_calendar(&bulletin.overdue, Schedule::Overdue.term()), of_calendar(&bulletin.overdue, &MISSED));
    let stale = bulletin.silent.len();
    page.text(match lang {
        Lang::Zh => format!(
            "逾期 {overdue}/{of} 项，往期未报 {missed}/{of} 项，见附件2；沉寂 {stale}/{of} 项，见附件3。逾期只说明时限已过而没有报办结，是否未完成以核实为准。"
        ),
        Lang::En => format!(
            "{overdue}/{of} are overdue and {missed}/{of} have past periods without a report (annex 2); {stale}/{of} are silent (annex 3). Overdue says that the day has passed and nobody reported it done; only a finding can say that it is not done."
        ),
    });
}

fn next(bulletin: &Bulletin, page: &mut Page, lang: Lang) {
    let of = bulletin.tally.total;
    page.heading(PARTS[3].get(lang));
    page.subheading(text("（一）进展中提出的下一步措施", "(1) Next steps named in statements").get(lang));
    let n = bulletin.next.len();
    page.text(match lang {
        Lang::Zh => format!("最近一次进展中提出下一步措施的 {n}/{of} 项。"),
        Lang::En => format!("{n}/{of} name a next step in their newest statement."),
    });
    list(page, &bulletin.next, |n, own| spoken(n, own, &own.next, bulletin, lang));
    page.subheading(text("（二）将到的时限", "(2) Deadlines that come up").get(lang));
    let (soon, period) =
        (of_calendar(&bulletin.upcoming, Schedule::DueSoon.term()), of_calendar(&bulletin.upcoming, &PERIOD));
    page.text(match lang {
        Lang::Zh => format!("临近时限 {soon}/{of} 项，本期待报 {period}/{of} 项。"),
        Lang::En => format!("{soon}/{of} are due soon, {period}/{of} are to be reported in the period that runs."),
    });
    list(page, &bulletin.upcoming, |n, own| upcoming(n, own, bulletin, lang));
}

/// How many of these are in the calendar as such.
fn of_calendar(items: &[Item], term: &'static Term) -> usize {
    items.iter().filter(|item| item.calendar == Value::Term(term)).count()
}

fn list<T>(page: &mut Page, all: &[T], line: impl Fn(usize, &T) -> Line) {
    for (own, n) in all.iter().zip(1..) {
        page.text(line(n, own));
    }
}

/// What the newest statement says, with its speaker and day.
fn spoken(n: usize, own: &Problem, said: &Value, bulletin: &Bulletin, lang: Lang) -> Line {
    let (head, owner) = numbered(n, &own.measure, bulletin, lang);
    let (date, by) = (told(&own.date, NOT_FIXED, lang), told(&own.by, NOT_FIXED, lang));
    let trust = trust(own.is_owners_word, false, lang);
    let said = words(text("：", ": "), said, lang);
    let text = match lang {
        Lang::Zh => {
            format!("{owner}：{date}，据{by}{}{trust}{said}", if own.by == own.owner { "反馈" } else { "登记" })
        }
        Lang::En => format!("{owner}: {date}, {by}{trust}{said}"),
    };
    Line::default().add(head, Tone::Strong).add(ended(text, lang), Tone::Plain)
}

fn contested(n: usize, own: &Contested, bulletin: &Bulletin, lang: Lang) -> Line {
    let (head, owner) = numbered(n, &own.measure, bulletin, lang);
    let (date, by) = (told(&own.date, NOT_FIXED, lang), told(&own.by, NOT_FIXED, lang));
    let (state, result, said) =
        (term(&own.state, lang), term(&own.result, lang), words(text("：", ": "), &own.note, lang));
    let text = match lang {
        Lang::Zh => format!("{owner}：办理状态为{state}；{date}，{by}核实，结果为{result}{said}"),
        Lang::En => format!("{owner}: the state is {state}; {date}, {by} found {result}{said}"),
    };
    Line::default().add(head, Tone::Strong).add(ended(text, lang), Tone::Plain)
}

fn upcoming(n: usize, own: &Item, bulletin: &Bulletin, lang: Lang) -> Line {
    let (head, owner) = numbered(n, &own.measure, bulletin, lang);
    let (due, left, periods) = (told(&own.due, NOT_FIXED, lang), own.days_left.label(lang), own.periods.label(lang));
    let text = match (lang, own.calendar == Value::Term(&PERIOD)) {
        (Lang::Zh, false) => format!("{owner}：时限 {due}，剩 {left} 天。"),
        (Lang::Zh, true) => format!("{owner}：{periods} 期待报，期末为 {due}，剩 {left} 天。"),
        (Lang::En, false) => format!("{owner}: due {due}, {left} days left."),
        (Lang::En, true) => format!("{owner}: {periods} is to be reported by {due}, {left} days left."),
    };
    Line::default().add(head, Tone::Strong).add(text, Tone::Plain)
}

//! One entry of the period as a sentence: who says what, on which evidence, and how far that goes.

use super::{
    change::Statement,
    words::{NOT_FIXED, ended, more, term, told, words},
};
use crate::{
    lang::{Lang, Text, quoted, text},
    model::{Method, Vocabulary as _},
    page::Value,
};

/// The sentence.
pub fn sentence(statement: &Statement, lang: Lang) -> String {
    let entry = &statement.entry;
    if entry.is_update() {
        said(statement, lang)
    } else if entry.is_extension() {
        moved(statement, lang)
    } else {
        found(statement, lang)
    }
}

/// How far a statement may be trusted, in brackets.
pub fn trust(self_reported: bool, confirmed: bool, lang: Lang) -> &'static str {
    let text = match (self_reported, confirmed) {
        (_, true) => text("（已经其他单位核实）", " (confirmed by others)"),
        (true, false) => text("（自报，未核实）", " (self-reported, not verified)"),
        (false, false) => text("（未核实）", " (not verified)"),
    };
    text.get(lang)
}

fn said(statement: &Statement, lang: Lang) -> String {
    let (entry, trust) = (&statement.entry, trust(statement.self_reported, statement.confirmed, lang));
    let (date, by) = (told(&entry.date, NOT_FIXED, lang), told(&entry.by, NOT_FIXED, lang));
    let period = entry.details.get("period").map(|period| period.label(lang));
    let mut text = match lang {
        Lang::Zh => format!("{date}，据{by}{}{trust}", if statement.by_owner { "反馈" } else { "登记" }),
        Lang::En => format!("{date}: {by} {}{trust}", if statement.by_owner { "reports" } else { "records" }),
    };
    text += &words(self::text("：", ": "), &entry.note, lang);
    if !entry.says.is_empty() {
        let says = self::text("所报状态：", "status said: ").get(lang);
        text = more(text, &format!("{says}{}", entry.says.label(lang)), lang);
    }
    if let Some(period) = period {
        text = more(text, &format!("{}{period}", self::text("所属周期：", "period: ").get(lang)), lang);
    }
    more(text, &papers(statement, self::text("佐证材料", "evidence"), lang), lang)
}

fn found(statement: &Statement, lang: Lang) -> String {
    let entry = &statement.entry;
    let (date, by) = (told(&entry.date, NOT_FIXED, lang), told(&entry.by, NOT_FIXED, lang));
    let (result, how) = (term(&entry.says, lang), how(statement, lang));
    let text = match (statement.by_owner, lang) {
        // Nobody verifies what is his own.
        (true, Lang::Zh) => format!("{date}，{by}自行查核，结果为{result}；该单位即牵头单位，不计为核实"),
        (true, Lang::En) => {
            format!("{date}: {by} looked at it itself: {result}; as the owner's own it counts for nothing")
        }
        (false, Lang::Zh) => format!("{date}，{by}{how}，结果为{result}"),
        (false, Lang::En) => format!("{date}: verified by {by} {how}: {result}"),
    };
    let period = entry.details.get("period").map(|period| period.label(lang)).unwrap_or_default();
    let period = match (period.as_str(), lang) {
        ("", _) => String::new(),
        (period, Lang::Zh) => format!("（所属周期：{period}）"),
        (period, Lang::En) => format!(" (period: {period})"),
    };
    let note = words(self::text("：", ": "), &entry.note, lang);
    more(text + &period + &note, &papers(statement, self::text("核实材料", "papers"), lang), lang)
}

/// By which means it was found.
fn how(statement: &Statement, lang: Lang) -> String {
    let word = statement.entry.details.get("method").map(Value::word).unwrap_or_default();
    let titles: Vec<String> = statement.papers.iter().map(|paper| title(paper, lang)).collect();
    let read = titles.join(text("、", ", ").get(lang));
    match (Method::from_word(&word), lang) {
        (Some(Method::Documents | Method::PublicRecord), Lang::Zh) if !titles.is_empty() => format!("经查阅{read}核实"),
        (Some(Method::Documents), Lang::Zh) => "经查阅资料核实".to_owned(),
        (Some(Method::PublicRecord), Lang::Zh) => "经查阅公开资料核实".to_owned(),
        (Some(Method::Phone), Lang::Zh) => "经电话核查".to_owned(),
        (Some(Method::SiteVisit), Lang::Zh) => "经现场核实".to_owned(),
        (None, Lang::Zh) => "核实（未写明方式）".to_owned(),
        (Some(method), Lang::En) => format!("({})", method.term().label.en),
        (None, Lang::En) => "(how is not said)".to_owned(),
    }
}

fn moved(statement: &Statement, lang: Lang) -> String {
    let entry = &statement.entry;
    let (date, by) = (told(&entry.date, NOT_FIXED, lang), told(&entry.by, NOT_FIXED, lang));
    let from = entry.details.get("from").map_or(NOT_FIXED.get(lang).to_owned(), |from| told(from, NOT_FIXED, lang));
    let to = told(&entry.says, NOT_FIXED, lang);
    let reason = words(text("，理由：", "; reason: "), &entry.note, lang);
    let reason = if reason.is_empty() {
        text("，未说明理由", "; no reason is given").get(lang).to_owned()
    } else {
        reason
    };
    match lang {
        Lang::Zh => ended(format!("{date}，{by}将完成时限由{from}调整为{to}{reason}"), lang),
        Lang::En => ended(format!("{date}: {by} moved the deadline from {from} to {to}{reason}"), lang),
    }
}

/// The papers with publisher and date, at the end of the sentence; that there are none is said.
fn papers(statement: &Statement, label: Text, lang: Lang) -> String {
    let label = label.get(lang);
    if statement.papers.is_empty() {
        return match lang {
            Lang::Zh => format!("未附{label}。"),
            Lang::En => format!("no {label} given."),
        };
    }
    let papers: Vec<String> = statement.papers.iter().map(|paper| cited(paper, lang)).collect();
    match lang {
        Lang::Zh => format!("{label}：{}。", papers.join("、")),
        Lang::En => format!("{label}: {}.", papers.join("; ")),
    }
}

/// The title of a paper in the marks of titles; its id where the ledger does not know it.
fn title(paper: &Value, lang: Lang) -> String {
    let get = |key: &str| paper.get(key).filter(|value| !value.is_empty()).map(|value| value.label(lang));
    let title = get("title").or_else(|| get("id")).unwrap_or_default();
    match lang {
        Lang::Zh => format!("《{}》", title.replace('《', "〈").replace('》', "〉")),
        Lang::En => quoted(&title),
    }
}

fn cited(paper: &Value, lang: Lang) -> String {
    let (title, get) = (title(paper, lang), |key: &str| paper.get(key).filter(|value| !value.is_empty()));
    let publisher = told(get("publisher").unwrap_or(&Value::None), text("发布者未写明", "publisher not said"), lang);
    match (get("published"), lang) {
        (None, Lang::Zh) => format!("{title}（{publisher}，发布日期未写明）"),
        (None, Lang::En) => format!("{title} ({publisher}, date not said)"),
        (Some(date), Lang::Zh) => format!("{title}（{publisher}，{}发布）", told(date, NOT_FIXED, lang)),
        (Some(date), Lang::En) => format!("{title} ({publisher}, {})", told(date, NOT_FIXED, lang)),
    }
}

//! What can be asked of a measure: one row per field, for filters, columns, sorting, grouping, JSON and completion alike.

use super::{row::Row, value as of};
use crate::{
    lang::{Text, suggest, text, visible},
    model::{DueBasis, Every, Kind, Outcome, OwnerBasis, Refusal, Schedule, State, Status, Vocabulary as _},
    page::{Column, Fit, Term, Value},
    said,
};

/// What the values of a field are, and so how they compare.
#[derive(Clone, Copy, Debug)]
pub enum Sort {
    /// Text that people wrote: a term looks for a part of it.
    Prose,
    /// A name that is given whole: an id, a tag, a path.
    Name,
    /// An office, by its id or one of its names.
    Office,
    /// A word of a vocabulary.
    Word(&'static [Term]),
    /// A place in the letter; `2.3` holds everything below it.
    Clause,
    /// A number.
    Number,
    /// A date.
    Date,
    /// Yes or no.
    Flag,
    /// Records, which compare by how many there are.
    Records,
}

/// A field of a measure.
pub struct Field {
    /// Its name in filters, flags and JSON.
    pub name: &'static str,
    /// Another name by which it is known, or the same again.
    pub alias: &'static str,
    /// What people read above its column.
    pub label: Text,
    /// What it means.
    pub about: Text,
    /// What its values are.
    pub sort: Sort,
    /// Its value.
    pub get: fn(&Row<'_>) -> Value,
}

impl std::fmt::Debug for Field {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

impl PartialEq for Field {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Field {
    /// The field as a column.
    pub fn column(&self) -> Column {
        let fit = match self.sort {
            Sort::Prose => Fit::Shrink,
            Sort::Office => Fit::Name,
            _ => Fit::Whole,
        };
        Column { key: self.name, label: self.label, fit, number: matches!(self.sort, Sort::Number) }
    }
}

macro_rules! fields {
    ($($name:literal $(or $alias:literal)?: $sort:expr, $zh:literal, $en:literal, $about_zh:literal, $about_en:literal, $get:expr;)+) => {
        /// Every field, in the order of JSON.
        pub const FIELDS: &[Field] = &[$(Field {
            name: $name,
            alias: fields!(@alias $name $($alias)?),
            label: text($zh, $en),
            about: text($about_zh, $about_en),
            sort: $sort,
            get: $get,
        }),+];
    };
    (@alias $name:literal $alias:literal) => { $alias };
    (@alias $name:literal) => { $name };
}

fields! {
    "id": Sort::Name, "编号", "id", "表头中的编号", "the id in the header", of::id;
    "number": Sort::Number, "序号", "no.", "在文件中的序号", "its place in the file", |row| Value::count(row.number);
    "reply": Sort::Name, "答复", "reply", "答复函编号", "the reply's number", |row| Value::Text(row.ledger.number().to_owned());
    "reply_title": Sort::Prose, "答复题目", "reply title", "所答复的建议或提案的题目", "the title of the proposal that was answered", of::reply_title;
    "proposer": Sort::Prose, "提案人", "proposer", "提案人", "who made the proposal", of::proposer;
    "place": Sort::Prose, "地区", "place", "答复函所属地区", "the city or the county of the reply", of::locality;
    "feedback": Sort::Records, "提案人评价", "proposer's rating", "提案人自己的评价，不影响其他数字", "the proposer's own rating; it feeds no other figure", of::feedback;
    "title": Sort::Prose, "承诺事项", "commitment", "整理者的概括", "the curator's words", of::title;
    "en": Sort::Prose, "英文", "in English", "英文概括", "the same in English", |row| of::prose(&row.measure.en);
    "clause": Sort::Clause, "出处", "clause", "答复函章节，2.3 含 2.3.1", "chapter.section.clause; 2.3 holds 2.3.1", |row| of::prose(&row.measure.clause);
    "chapter": Sort::Clause, "章", "chapter", "所属的章", "the chapter of the letter", |row| of::section(row, 1);
    "section": Sort::Clause, "节", "section", "所属的节", "the section of the letter", |row| of::section(row, 2);
    "quote": Sort::Prose, "原文短引", "quote", "答复函中的话", "the letter's words", |row| of::prose(&row.measure.quote);
    "span": Sort::Records, "位置", "span", "在答复函中的字符区间", "ranges of characters in the letter", of::spans;
    "kind": Sort::Word(Kind::TERMS), "类型", "kind", "承诺的类型", "the sort of promise", |row| of::term(row.measure.kind.copied());
    "every": Sort::Word(Every::TERMS), "周期", "every", "多久一次", "how often it is due", |row| of::term(row.measure.every.copied());
    "owner": Sort::Office, "牵头单位", "owner", "牵头单位，编号或名称", "the office that leads it, by id or name", of::owner;
    "owner_basis": Sort::Word(OwnerBasis::TERMS), "牵头依据", "owner basis", "牵头单位如何得知", "how the owner is known", |row| of::term(row.measure.owner_basis.copied());
    "support": Sort::Office, "配合单位", "support", "配合单位", "the offices that help", of::support;
    "status": Sort::Word(Status::TERMS), "办理状态", "status", "责任方或整理者所报", "what is said of it", of::status;
    "state": Sort::Word(State::TERMS), "状态", "state", "办理状态，经他人核实办结的为已销号", "the status; closed when others confirmed it", |row| of::term(Some(row.standing().state));
    "verified": Sort::Word(Outcome::TERMS), "核实情况", "verified", "最近一次核实的结果", "the newest finding of others", |row| of::term(row.standing().verified);
    "self_reported": Sort::Flag, "自报", "self-reported", "目前的状态是否只有责任方自己证明", "whether only the owner vouches for the status", |row| of::flag(row.standing().self_reported);
    "schedule": Sort::Word(Schedule::TERMS), "进度预警", "schedule", "是否按期", "whether it is on time", of::schedule;
    "due": Sort::Date, "完成时限", "due", "现行完成时限", "the deadline now in force", |row| Value::date(row.standing().due);
    "first_due": Sort::Date, "原定时限", "first due", "最初的完成时限", "the first deadline", |row| Value::date(row.measure.due.copied());
    "due_basis": Sort::Word(DueBasis::TERMS), "时限依据", "due basis", "时限如何得知", "how the deadline is known", |row| of::term(row.measure.due_basis.copied());
    "days_left": Sort::Number, "剩余天数", "days left", "距现行时限的天数，逾期为负", "days until the deadline, negative when it has passed", of::days_left;
    "heard" or "updated": Sort::Date, "最近更新", "last heard", "最近一条记录的日期", "the day of the newest entry", |row| Value::date(row.standing().heard);
    "silent_days": Sort::Number, "沉寂天数", "days silent", "多少天没有消息", "days without news", |row| of::days(row.standing().silent_days);
    "stale": Sort::Flag, "沉寂", "silent", "是否久无消息", "whether it has been silent for too long", |row| of::flag(Some(row.standing().stale));
    "progress": Sort::Name, "完成数", "progress", "已完成的数量", "so many of so many", of::progress;
    "quantity": Sort::Number, "数量", "quantity", "承诺的数量", "how many things were promised", |row| of::number(row.measure.quantity.copied());
    "items" or "item": Sort::Records, "清单", "items", "清单中的各项", "the things that were counted or named", of::items;
    "done_when": Sort::Prose, "办结标准", "done when", "什么材料能证明办成", "what evidence would show it done", |row| of::prose(&row.measure.done_when);
    "tags" or "tag": Sort::Name, "标签", "tags", "标签", "words to find it by", of::tags;
    "related": Sort::Name, "相关事项", "related", "相关事项的编号", "ids of related measures", of::related;
    "indicators" or "indicator": Sort::Name, "相关指标", "indicators", "相关指标的编号", "ids of the indicators that bear on it", of::indicators;
    "updates" or "update": Sort::Records, "进展", "updates", "各条进展", "the statements about it", of::updates;
    "verifications" or "verification": Sort::Records, "核实", "verifications", "各次核实", "the findings of others", of::verifications;
    "extensions" or "extension": Sort::Records, "延期", "extensions", "各次延期", "the changes of the deadline", of::extensions;
    "evidence": Sort::Name, "佐证材料", "evidence", "各条记录所附的佐证材料", "the evidence that its entries give", of::evidence;
    "papers" or "paper": Sort::Records, "材料", "papers", "所附佐证材料的标题、发布者、日期、网址和内容", "that evidence with title, publisher, date, address and what it shows", of::papers;
    "note": Sort::Prose, "备注", "note", "备注", "a remark", |row| of::prose(&row.measure.note);
    "file": Sort::Name, "文件", "file", "台账文件", "the ledger's file", |row| Value::Text(row.ledger.source.name.clone());
    "line": Sort::Number, "行", "line", "表头所在的行", "the line of its header", |row| Value::count(row.line());
}

/// The fields whose values follow from the day alone.
pub const OF_THE_DAY: &[&str] = &["schedule", "days_left", "silent_days", "stale"];

/// The field of this name or label; `-` and `_` are the same.
///
/// # Errors
///
/// When there is none, with the nearest.
pub fn field(name: &str) -> Result<&'static Field, Refusal> {
    let wanted = name.to_lowercase().replace('-', "_");
    let is_label = |label: Text| label.zh == name || label.en == name;
    let found = FIELDS.iter().find(|field| field.name == wanted || field.alias == wanted || is_label(field.label));
    found.ok_or_else(|| {
        let said = said!("没有字段 `{}`", "there is no field `{}`", visible(name));
        Refusal::usage(said).with_help(suggest(&wanted, FIELDS.iter().map(|field| field.name)))
    })
}

/// The fields of a comma-separated list, each once.
///
/// # Errors
///
/// When one of them does not exist, or none is named.
pub fn fields(names: &str) -> Result<Vec<&'static Field>, Refusal> {
    let mut fields: Vec<&'static Field> = Vec::new();
    for name in names.split([',', '，', '、']).map(str::trim).filter(|name| !name.is_empty()) {
        let field = field(name)?;
        if !fields.iter().any(|known| known.name == field.name) {
            fields.push(field);
        }
    }
    if fields.is_empty() { Err(Refusal::usage(said!("没有给出字段", "no field was named"))) } else { Ok(fields) }
}

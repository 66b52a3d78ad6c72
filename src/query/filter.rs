//! A filter, whichever face it was written in, and whether a measure passes it.

use std::collections::{HashMap, HashSet};

use super::{
    date::Interval,
    field::{Field, OF_THE_DAY, Sort},
    row::Row,
};
use crate::{
    lang::{Lang, Said, Text, near_or, text, visible},
    model::{Ledger, Named, Org, Refusal},
    page::{Term, Value},
    said,
};

/// How a value is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Op {
    /// `=`
    Is,
    /// `!=`
    IsNot,
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    More,
    /// `>=`
    AtLeast,
    /// `~`
    Holds,
}

/// What a value is compared with.
#[derive(Clone, Debug, PartialEq)]
pub enum Operand {
    /// Text in lower case.
    Text(String),
    /// A word of the field's vocabulary.
    Word(&'static Term),
    /// A number.
    Number(f64),
    /// Days.
    Days(Interval),
    /// Yes or no.
    Flag(bool),
    /// Offices: their ids, by the name of the ledger that knows them.
    Offices(HashMap<String, HashSet<String>>),
}

/// A filter.
#[derive(Clone, Debug, PartialEq)]
pub enum Filter {
    /// Every one holds; all measures pass when there is none.
    All(Vec<Self>),
    /// At least one holds.
    Any(Vec<Self>),
    /// It does not hold.
    Not(Box<Self>),
    /// The text stands in the id, the titles, the quote or the notes, or is the whole number or proposer of the reply; in
    /// lower case.
    Search(String),
    /// The field has a value: records, text, a date, yes.
    Has(&'static Field),
    /// The field's value, or one of its values, compares so.
    Compare(&'static Field, Op, Operand),
}

impl Filter {
    /// Whether a measure passes.
    pub fn matches(&self, row: &Row<'_>) -> bool {
        match self {
            Self::All(parts) => parts.iter().all(|part| part.matches(row)),
            Self::Any(parts) => parts.iter().any(|part| part.matches(row)),
            Self::Not(part) => !part.matches(row),
            Self::Search(text) => searched(row).any(|own| holds(own, text)) || is_of(row, text),
            Self::Has(field) => !matches!((field.get)(row), Value::Bool(false)) && !(field.get)(row).is_empty(),
            Self::Compare(field, op, operand) => compare(row.ledger, field, *op, operand, &(field.get)(row)),
        }
    }

    /// Whether it asks for a field whose value follows from the day alone.
    pub fn asks_for_the_day(&self) -> bool {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().any(Self::asks_for_the_day),
            Self::Not(part) => part.asks_for_the_day(),
            Self::Search(_) => false,
            Self::Has(field) | Self::Compare(field, ..) => OF_THE_DAY.contains(&field.name),
        }
    }

    /// The filter for these ledgers: names of offices become ids.
    ///
    /// # Errors
    ///
    /// When it asks for an office that none of them knows: a slip there would silently find nothing.
    pub fn bind(self, ledgers: &[Ledger]) -> Result<Self, Refusal> {
        let all = |parts: Vec<Self>| parts.into_iter().map(|part| part.bind(ledgers)).collect::<Result<Vec<_>, _>>();
        Ok(match self {
            Self::All(parts) => Self::All(all(parts)?),
            Self::Any(parts) => Self::Any(all(parts)?),
            Self::Not(part) => Self::Not(Box::new(part.bind(ledgers)?)),
            Self::Compare(field @ Field { sort: Sort::Office, .. }, op @ (Op::Is | Op::IsNot), Operand::Text(name)) => {
                Self::Compare(field, op, offices(&name, ledgers)?)
            }
            other => other,
        })
    }
}

/// The offices of a name: by id, else by a whole name, else by a part of one.
fn offices(name: &str, ledgers: &[Ledger]) -> Result<Operand, Refusal> {
    let is_id: &dyn Fn(&Named<Org>) -> bool = &|org| org.id.value.to_lowercase() == name;
    let is_name: &dyn Fn(&Named<Org>) -> bool = &|org| names(org).any(|own| own.to_lowercase() == name);
    let is_part: &dyn Fn(&Named<Org>) -> bool =
        &|org| name.chars().count() > 1 && names(org).any(|own| holds(own, name));
    for is_meant in [is_id, is_name, is_part] {
        let of_ledger = |ledger: &Ledger| {
            let ids = ledger.document.org.iter().filter(|org| is_meant(org)).map(|org| org.id.value.to_string());
            (ledger.source.name.clone(), ids.collect::<HashSet<_>>())
        };
        let offices: HashMap<_, _> = ledgers.iter().map(of_ledger).filter(|(_, ids)| !ids.is_empty()).collect();
        if !offices.is_empty() {
            return Ok(Operand::Offices(offices));
        }
    }
    let said = said!("台账中没有单位 `{}`", "no ledger here knows an office `{}`", visible(name));
    let known =
        || ledgers.iter().flat_map(|ledger| ledger.document.org.iter().map(move |org| (ledger, &*org.id.value)));
    let help = near_or(name, known().map(|(_, id)| id), || {
        Said::each(|lang| {
            let known = known().map(|(ledger, id)| format!("{id} {}", ledger.org_label(id).get(lang)));
            let known = known.collect::<Vec<_>>().join(if lang == Lang::Zh { "；" } else { "; " });
            format!("{}{}", KNOWN.get(lang), visible(&known))
        })
    });
    Err(Refusal::usage(said).with_help(help))
}

const KNOWN: Text = text("可用：", "known: ");

fn names(org: &Org) -> impl Iterator<Item = &str> {
    [&org.name, &org.short, &org.en].into_iter().filter_map(|own| own.as_deref())
}

/// What a bare word looks through.
fn searched<'a>(row: &'a Row<'_>) -> impl Iterator<Item = &'a str> {
    let measure = &row.measure.record;
    let own = [&measure.title, &measure.en, &measure.quote, &measure.note];
    let updates = measure.update.iter().flat_map(|entry| [&entry.note, &entry.problem, &entry.next]);
    let verifications = measure.verification.iter().map(|entry| &entry.note);
    let items = measure.item.iter().flat_map(|item| [&item.name, &item.en]);
    let slots = own.into_iter().chain(updates).chain(verifications).chain(items);
    std::iter::once(&*row.measure.id.value).chain(slots.filter_map(|slot| slot.as_deref()))
}

/// Whether a text is the whole number of the reply or the whole name of one who proposed it. A part of those would find
/// every measure of the reply where something else was looked for.
fn is_of(row: &Row<'_>, text: &str) -> bool {
    let proposer = row.ledger.reply().and_then(|reply| reply.proposer.as_deref()).unwrap_or_default();
    let names = proposer.split(['、', '，', ',', '；', ';']).map(str::trim);
    let named = [row.ledger.number(), proposer].into_iter().chain(names);
    named.filter(|own| !own.is_empty()).any(|own| own.to_lowercase() == *text)
}

fn holds(text: &str, part: &str) -> bool {
    text.to_lowercase().contains(part)
}

fn compare(ledger: &Ledger, field: &Field, op: Op, operand: &Operand, value: &Value) -> bool {
    if op == Op::IsNot {
        return !compare(ledger, field, Op::Is, operand, value);
    }
    match (field.sort, value) {
        (Sort::Records, Value::List(records)) => number(op, operand, records.len() as f64),
        (_, Value::List(values)) => values.iter().any(|value| compare(ledger, field, op, operand, value)),
        (Sort::Clause, Value::Text(clause) | Value::Named { id: clause, .. }) => is_within(op, operand, clause),
        (Sort::Office, Value::Named { id, label }) => match operand {
            Operand::Offices(offices) => offices.get(&ledger.source.name).is_some_and(|ids| ids.contains(id)),
            Operand::Text(name) => {
                holds(id, name)
                    || ledger.org(id).map_or(holds(&label.zh, name), |org| names(org).any(|own| holds(own, name)))
            }
            _ => false,
        },
        (_, Value::Int(n)) => number(op, operand, *n as f64),
        (_, Value::Number(n)) => number(op, operand, *n),
        (_, value) => simple(op, operand, value),
    }
}

fn simple(op: Op, operand: &Operand, value: &Value) -> bool {
    match (operand, value) {
        (_, Value::None) => false,
        (Operand::Word(wanted), Value::Term(term)) => term.word == wanted.word,
        (Operand::Flag(wanted), Value::Bool(yes)) => wanted == yes,
        (Operand::Days(days), Value::Date(date)) => match op {
            Op::Less => *date < days.from,
            Op::AtMost => *date < days.until,
            Op::More => *date >= days.until,
            Op::AtLeast => *date >= days.from,
            Op::Is | Op::IsNot | Op::Holds => days.from <= *date && *date < days.until,
        },
        (Operand::Text(text), Value::Both(own)) => [&own.zh, &own.en].into_iter().any(|own| texts(op, own, text)),
        (Operand::Text(text), value) => texts(op, &value.word(), text),
        _ => false,
    }
}

fn texts(op: Op, own: &str, text: &str) -> bool {
    if op == Op::Holds { holds(own, text) } else { own.to_lowercase() == *text }
}

fn number(op: Op, operand: &Operand, n: f64) -> bool {
    let Operand::Number(wanted) = operand else { return false };
    match op {
        Op::Is | Op::Holds => n == *wanted,
        Op::IsNot => n != *wanted,
        Op::Less => n < *wanted,
        Op::AtMost => n <= *wanted,
        Op::More => n > *wanted,
        Op::AtLeast => n >= *wanted,
    }
}

/// `2.3` holds 2.3 and everything below it; the order is that of the numbers, not of the digits.
fn is_within(op: Op, operand: &Operand, clause: &str) -> bool {
    let Operand::Text(wanted) = operand else { return false };
    let is_below = clause.strip_prefix(&**wanted).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
    let order = clause_key(clause).cmp(&clause_key(wanted));
    match op {
        Op::Is | Op::IsNot | Op::Holds => is_below,
        Op::Less => order.is_lt() && !is_below,
        Op::AtMost => order.is_lt() || is_below,
        Op::More => order.is_gt() && !is_below,
        Op::AtLeast => order.is_gt() || is_below,
    }
}

/// The numbers of a clause; before them those of the reply, where it is named.
pub fn clause_key(clause: &str) -> (&str, Vec<u32>) {
    let (reply, clause) = clause.rsplit_once('/').unwrap_or(("", clause));
    (reply, clause.split('.').map(|part| part.parse().unwrap_or(u32::MAX)).collect())
}

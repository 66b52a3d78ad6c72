//! A filter, whichever face it was written in, and whether a measure passes it.

use super::{
    date::Interval,
    field::{Field, Sort},
    row::Row,
};
use crate::{
    lang::{nearest, visible},
    model::{Ledger, Refusal},
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
}

/// A filter.
#[derive(Clone, Debug)]
pub enum Filter {
    /// Every one holds; all measures pass when there is none.
    All(Vec<Self>),
    /// At least one holds.
    Any(Vec<Self>),
    /// It does not hold.
    Not(Box<Self>),
    /// The text stands in the id, the titles, the quote or the notes; in lower case.
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
            Self::Search(text) => searched(row).any(|own| holds(own, text)),
            Self::Has(field) => !matches!((field.get)(row), Value::Bool(false)) && !(field.get)(row).is_empty(),
            Self::Compare(field, op, operand) => compare(field, *op, operand, &(field.get)(row)),
        }
    }

    /// Refuses an office that none of the ledgers knows: a slip there would silently find nothing.
    ///
    /// # Errors
    ///
    /// When the filter asks for such an office.
    pub fn check_offices(&self, ledgers: &[Ledger]) -> Result<(), Refusal> {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().try_for_each(|part| part.check_offices(ledgers)),
            Self::Not(part) => part.check_offices(ledgers),
            Self::Compare(Field { sort: Sort::Office, .. }, Op::Is | Op::IsNot, Operand::Text(name)) => {
                check_office(name, ledgers)
            }
            _ => Ok(()),
        }
    }
}

fn check_office(name: &str, ledgers: &[Ledger]) -> Result<(), Refusal> {
    let offices =
        || ledgers.iter().flat_map(|ledger| ledger.document.org.iter().map(move |org| (ledger, &*org.id.value)));
    if offices().any(|(ledger, id)| is_office(id, &ledger.org_label(id), name)) {
        return Ok(());
    }
    let said = said!("台账中没有单位 `{}`", "the ledger knows no office `{}`", visible(name));
    let known = || offices().map(|(_, id)| id);
    let help = match nearest(name, known()) {
        Some(near) => said!("是否为 `{near}`？", "did you mean `{near}`?"),
        None => {
            let known = known().collect::<Vec<_>>().join(", ");
            said!("可用：{known}", "known: {known}")
        }
    };
    Err(Refusal::usage(said).with_help(help))
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

fn holds(text: &str, part: &str) -> bool {
    text.to_lowercase().contains(part)
}

fn compare(field: &Field, op: Op, operand: &Operand, value: &Value) -> bool {
    if op == Op::IsNot {
        return !compare(field, Op::Is, operand, value);
    }
    match (field.sort, value) {
        (Sort::Records, Value::List(records)) => number(op, operand, records.len() as f64),
        (_, Value::List(values)) => values.iter().any(|value| compare(field, op, operand, value)),
        (Sort::Clause, Value::Text(clause) | Value::Named { id: clause, .. }) => is_within(op, operand, clause),
        (Sort::Office, Value::Named { id, label }) => match operand {
            Operand::Text(name) => is_office(id, label, name),
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
        (Operand::Text(text), value) => match op {
            Op::Holds => holds(&value.word(), text),
            _ => value.word().to_lowercase() == *text,
        },
        _ => false,
    }
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

/// The numbers of a clause.
pub fn clause_key(clause: &str) -> Vec<u32> {
    clause.split('.').map(|part| part.parse().unwrap_or(u32::MAX)).collect()
}

/// Whether an office is meant: by its id, or by a part of one of its names.
fn is_office(id: &str, label: &[String; 2], name: &str) -> bool {
    id.to_lowercase() == name
        || (name.chars().count() > 1 && label.iter().any(|label| label != id && holds(label, name)))
}

//! The order of measures: `--sort due,-updated`. What has no value comes last either way.

use std::cmp::Ordering;

use super::{
    field::{Field, Sort, field},
    filter::clause_key,
    row::Row,
};
use crate::{model::Refusal, page::Value};

/// A field to order by.
#[derive(Clone, Copy, Debug)]
pub struct Order {
    /// The field.
    pub field: &'static Field,
    /// Whether the largest comes first.
    pub descending: bool,
}

/// The orders of a comma-separated list; `-` before a name turns it around.
///
/// # Errors
///
/// When a field does not exist.
pub fn orders(text: &str) -> Result<Vec<Order>, Refusal> {
    let names = text.split([',', '，', '、']).map(str::trim).filter(|name| !name.is_empty());
    names
        .map(|name| {
            let (name, descending) = name.strip_prefix('-').map_or((name, false), |name| (name, true));
            Ok(Order { field: field(name)?, descending })
        })
        .collect()
}

/// Puts rows in order; rows that compare equal stay as they were.
pub fn order(rows: &mut Vec<Row<'_>>, orders: &[Order]) {
    if orders.is_empty() {
        return;
    }
    let keys = |row: &Row<'_>| orders.iter().map(|order| (order.field.get)(row)).collect::<Vec<_>>();
    let mut keyed: Vec<_> = rows.drain(..).map(|row| (keys(&row), row)).collect();
    keyed.sort_by(|(a, _), (b, _)| {
        let pairs = orders.iter().zip(a.iter().zip(b));
        pairs.map(|(order, (a, b))| in_order(order, a, b)).find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
    });
    rows.extend(keyed.into_iter().map(|(_, row)| row));
}

fn in_order(order: &Order, a: &Value, b: &Value) -> Ordering {
    match (a.is_empty(), b.is_empty()) {
        (true, true) => Ordering::Equal,
        (true, false) => Ordering::Greater,
        (false, true) => Ordering::Less,
        (false, false) => {
            let ascending = values(order.field.sort, a, b);
            if order.descending { ascending.reverse() } else { ascending }
        }
    }
}

/// How two values of a field compare.
pub fn values(sort: Sort, a: &Value, b: &Value) -> Ordering {
    match (sort, a, b) {
        (Sort::Word(terms), Value::Term(a), Value::Term(b)) => {
            let rank = |word: &str| terms.iter().position(|term| term.word == word);
            rank(a.word).cmp(&rank(b.word))
        }
        (Sort::Clause, a, b) => clause_key(&a.word()).cmp(&clause_key(&b.word())),
        (Sort::Records, Value::List(a), Value::List(b)) => a.len().cmp(&b.len()),
        (_, Value::Int(a), Value::Int(b)) => a.cmp(b),
        (_, Value::Number(a), Value::Number(b)) => a.total_cmp(b),
        (_, Value::Bool(a), Value::Bool(b)) => a.cmp(b),
        (_, Value::Date(a), Value::Date(b)) => a.cmp(b),
        (_, Value::Progress(a, of_a), Value::Progress(b, of_b)) => (a * of_b).cmp(&(b * of_a)),
        (_, a, b) => a.word().cmp(&b.word()),
    }
}

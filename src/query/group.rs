//! Measures that have a value in common.

use std::collections::{HashMap, HashSet};

use super::{
    field::{Field, Sort},
    order::values,
    row::Row,
};
use crate::{lang::Said, page::Value, said};

/// Measures that have a value in common.
#[derive(Clone, Debug)]
pub struct Group {
    /// The value.
    pub value: Value,
    /// The places of the measures among the rows.
    pub rows: Vec<usize>,
}

/// Rows by the value of a field, in the order in which the values first occur. A list counts for each of its values,
/// records by how many there are.
///
/// A place in the letter is one letter's: that of another ledger is another value. So is an office of the same id that
/// another ledger calls otherwise.
pub fn groups(rows: &[Row<'_>], field: &Field) -> Vec<Group> {
    let ledgers: HashSet<_> = rows.iter().map(|row| std::ptr::from_ref(row.ledger)).collect();
    let is_one = ledgers.len() < 2;
    let mut groups: Vec<Group> = Vec::new();
    let mut known: HashMap<(String, String), usize> = HashMap::new();
    for (at, row) in rows.iter().enumerate() {
        let values = match (field.get)(row) {
            Value::List(records) if matches!(field.sort, Sort::Records) => vec![Value::count(records.len())],
            Value::List(values) if values.is_empty() => vec![Value::None],
            Value::List(values) => values,
            value => vec![value],
        };
        for value in values {
            let value = if is_one || !matches!(field.sort, Sort::Clause) { value } else { of_reply(row, value) };
            let name = if let Value::Named { label, .. } = &value { label.zh.clone() } else { String::new() };
            let group = *known.entry((value.word(), name)).or_insert(groups.len());
            if group == groups.len() {
                groups.push(Group { value, rows: Vec::new() });
            }
            groups[group].rows.push(at);
        }
    }
    groups
}

/// A place in the letter with the number of its reply.
fn of_reply(row: &Row<'_>, value: Value) -> Value {
    let reply = row.ledger.number();
    match value {
        Value::Named { id, label } => {
            let Said { zh, en } = label;
            Value::Named { id: format!("{reply}/{id}"), label: said!("{reply} {zh}", "{reply} {en}") }
        }
        Value::Text(clause) => Value::Text(format!("{reply}/{clause}")),
        other => other,
    }
}

/// Puts groups in the order of their values, what has none last.
pub fn sort_groups(groups: &mut [Group], field: &Field) {
    groups.sort_by(|a, b| {
        a.value.is_empty().cmp(&b.value.is_empty()).then_with(|| values(field.sort, &a.value, &b.value))
    });
}

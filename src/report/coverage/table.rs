//! The answer as one table: a row for each stretch of the letter, in order.

use super::{Accounted, Coverage};
use crate::{
    coverage::{By, Part},
    lang::text,
    model::{Account, Vocabulary as _},
    page::{Column, Fit, Table, Value},
};

const fn column(key: &'static str, label: crate::lang::Text, number: bool) -> Column {
    Column { key, label, fit: Fit::Whole, number }
}

const COLUMNS: [Column; 10] = [
    column("reply", text("编号", "reply"), false),
    column("start", text("起", "start"), true),
    column("end", text("止", "end"), true),
    column("account", text("计入", "account"), false),
    column("class", text("类别", "class"), false),
    column("id", text("承诺事项", "measure"), false),
    column("kind", text("类型", "kind"), false),
    column("state", text("办理状态", "state"), false),
    column("section", text("节", "section"), false),
    column("text", text("原文", "text"), false),
];

/// A row for each claim on a part, and one for a part that nothing accounts for.
pub fn table(coverage: &Coverage<'_>) -> Table {
    let rows = coverage.letters.iter().flat_map(|one| {
        let parts = one.reading.parts.iter().zip(&one.sums.accounts);
        parts.flat_map(move |(part, account)| rows(one, part, *account))
    });
    let table = Table { columns: COLUMNS.to_vec(), rows: rows.collect(), groups: Vec::new() };
    if coverage.letters.iter().all(|one| one.letter.is_none()) { table.without("text") } else { table }
}

fn rows(one: &Accounted<'_>, part: &Part, account: Account) -> Vec<Vec<Value>> {
    let row = |account: Account, by: Option<By<'_>>, section: Option<&str>| {
        let (class, id) = match by {
            Some(By::Passage(passage)) => (passage.class.copied(), None),
            Some(By::Measure(measure)) => (None, Some(&*measure.id.value)),
            None => (None, None),
        };
        let kind = match by {
            Some(By::Measure(measure)) => measure.kind.copied(),
            _ => None,
        };
        let state = id.and_then(|id| one.states.get(id));
        let text = one.letter.and_then(|letter| letter.slice(part.stretch));
        vec![
            Value::Text(one.ledger.number().to_owned()),
            Value::Int(part.stretch.start.into()),
            Value::Int(part.stretch.end.into()),
            Value::Term(account.term()),
            class.map_or(Value::None, |class| Value::Term(class.term())),
            Value::text(id),
            kind.map_or(Value::None, |kind| Value::Term(kind.term())),
            state.map_or(Value::None, |state| Value::Term(state.term())),
            Value::text(section),
            Value::text(text),
        ]
    };
    let claims: Vec<_> = one.reading.claims_on(part).collect();
    if claims.is_empty() {
        return vec![row(account, None, None)];
    }
    let of = |(at, claim): (usize, &crate::coverage::Claim<'_>)| {
        row(claim.account(), Some(claim.by), one.sums.named[at].as_deref())
    };
    claims.into_iter().map(of).collect()
}

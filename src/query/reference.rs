//! REF: how a measure is named on the command line.
//!
//! An id, a unique prefix of one, a place in the file, or a fragment of a title that fits one measure only;
//! `0389/id` where several ledgers know the id.

use super::{row::Row, value::title};
use crate::{
    lang::{Said, Text, nearest, text, visible},
    model::Refusal,
    said,
};

/// The measure that a reference names, as its place among the rows.
///
/// # Errors
///
/// When it fits none, with the nearest, or several, with the candidates.
pub fn resolve(rows: &[Row<'_>], reference: &str) -> Result<usize, Refusal> {
    let (reply, wanted) = match reference.split_once('/') {
        Some((reply, wanted)) if rows.iter().any(|row| row.ledger.number() == reply) => (Some(reply), wanted),
        _ => (None, reference),
    };
    let wanted = wanted.trim();
    if wanted.is_empty() {
        return Err(Refusal::usage(said!("编号是空的", "the reference is empty")));
    }
    let in_reply = |row: &Row<'_>| reply.is_none_or(|reply| row.ledger.number() == reply);
    let lower = wanted.to_lowercase();
    let number = wanted.parse::<usize>().ok();
    let ways: [&dyn Fn(&Row<'_>) -> bool; 4] = [
        &|row| *row.measure.id.value == *wanted,
        &|row| Some(row.number) == number,
        &|row| row.measure.id.value.starts_with(wanted),
        &|row| titles(row).any(|title| title.to_lowercase().contains(&lower)),
    ];
    for way in ways {
        let fits: Vec<_> = (0..rows.len()).filter(|at| in_reply(&rows[*at]) && way(&rows[*at])).collect();
        match fits[..] {
            [] => {}
            [one] => return Ok(one),
            _ => return Err(several(rows, reference, &fits)),
        }
    }
    Err(none(rows, reference, wanted))
}

fn titles<'a>(row: &'a Row<'_>) -> impl Iterator<Item = &'a str> {
    [&row.measure.title, &row.measure.en].into_iter().filter_map(|slot| slot.as_deref())
}

const NAME_ONE: Text = text("请指明其中一项：", "name one of them:");

/// How many candidates a refusal names.
const CANDIDATES: usize = 8;

fn several(rows: &[Row<'_>], reference: &str, fits: &[usize]) -> Refusal {
    let (reference, n) = (visible(reference), fits.len());
    let said = said!("`{reference}` 符合 {n} 项", "`{reference}` fits {n} measures");
    let help = Said::each(|lang| {
        let mut lines = NAME_ONE.get(lang).to_owned();
        for row in fits.iter().take(CANDIDATES).map(|at| &rows[*at]) {
            lines.push_str(&format!("\n  {}  {}", address(rows, row), visible(&title(row).label(lang))));
        }
        if n > CANDIDATES {
            lines.push_str("\n  …");
        }
        lines
    });
    Refusal::usage(said).with_help(help)
}

fn none(rows: &[Row<'_>], reference: &str, wanted: &str) -> Refusal {
    let said = said!("没有符合 `{0}` 的事项", "no measure fits `{0}`", visible(reference));
    let near = nearest(wanted, rows.iter().map(|row| &*row.measure.id.value));
    let help = match near {
        Some(near) => said!("是否为 `{near}`？", "did you mean `{near}`?"),
        None => said!("用 `duban list 词语` 查找", "search with `duban list WORD`"),
    };
    Refusal::usage(said).with_help(help)
}

/// The id, with the reply's number where another ledger has the same id.
fn address(rows: &[Row<'_>], row: &Row<'_>) -> String {
    let id = &row.measure.id.value;
    let is_elsewhere =
        rows.iter().any(|other| other.measure.id.value == *id && !std::ptr::eq(other.ledger, row.ledger));
    if is_elsewhere { format!("{}/{id}", row.ledger.number()) } else { id.to_string() }
}

//! What a field's values may be compared with, and how it is written.

use chrono::NaiveDate;

use super::{
    date::interval,
    field::{Field, Sort},
    filter::{Op, Operand},
};
use crate::{
    lang::{Said, suggest, visible},
    model::meant,
    said,
};

/// Why a value does not fit a field.
#[derive(Debug)]
pub struct Misfit {
    /// What is wrong.
    pub said: Said,
    /// What fits.
    pub help: Option<Said>,
}

/// Reads a value for a field.
pub fn operand(field: &Field, op: Op, text: &str, as_of: NaiveDate) -> Result<Operand, Misfit> {
    allow(field, op)?;
    let name = field.name;
    let shown = visible(text);
    let misfit = |help: Said| Misfit {
        said: said!("`{name}` 没有 `{shown}` 这样的取值", "`{name}` has no value like `{shown}`"),
        help: Some(help),
    };
    match field.sort {
        Sort::Prose | Sort::Name | Sort::Office | Sort::Clause => Ok(Operand::Text(text.to_lowercase())),
        Sort::Number | Sort::Records => {
            let number = text.parse().ok().filter(|number: &f64| number.is_finite());
            number.map(Operand::Number).ok_or_else(|| misfit(said!("应是数字", "write a number")))
        }
        Sort::Date => interval(text, as_of).map(Operand::Days).ok_or_else(|| {
            misfit(said!(
                "应是日期：2026、2026-06、2026-06-30、as-of、as-of - 30d、+2w",
                "write a date: 2026, 2026-06, 2026-06-30, as-of, as-of - 30d, +2w"
            ))
        }),
        Sort::Flag => match text.to_lowercase().as_str() {
            "yes" | "true" | "是" => Ok(Operand::Flag(true)),
            "no" | "false" | "否" => Ok(Operand::Flag(false)),
            _ => Err(misfit(said!("应是 yes 或 no", "write yes or no"))),
        },
        Sort::Word(terms) => meant(terms, text)
            .map(Operand::Word)
            .ok_or_else(|| misfit(suggest(text, terms.iter().map(|term| term.word)))),
    }
}

fn allow(field: &Field, op: Op) -> Result<(), Misfit> {
    let orders = matches!(op, Op::Less | Op::AtMost | Op::More | Op::AtLeast);
    let has_order = matches!(field.sort, Sort::Number | Sort::Records | Sort::Date | Sort::Clause);
    let name = field.name;
    if orders && !has_order {
        let said = said!("`{name}` 没有大小之分", "`{name}` has no order");
        return Err(Misfit { said, help: Some(said!("用 =、!= 或 ~", "use =, != or ~")) });
    }
    let is_text = matches!(field.sort, Sort::Prose | Sort::Name | Sort::Office | Sort::Clause);
    if op == Op::Holds && !is_text {
        let said = said!("`{name}` 不是文字，不能用 ~", "`{name}` is no text to search with ~");
        return Err(Misfit { said, help: Some(said!("用 = 或 !=", "use = or !=")) });
    }
    Ok(())
}

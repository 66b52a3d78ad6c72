//! The face of the filter for the shell: `status:unreported owner:cqeic due:<2027 no:evidence -kind:standing 软件园`.
//!
//! The same field twice is OR, different fields are AND, `-` or `!` negates, a bare word searches.

use chrono::NaiveDate;

use super::{
    field::{FIELDS, Field, Sort, field},
    filter::{Filter, Op},
    operand::operand,
};
use crate::{
    lang::{Lang, Said, visible},
    model::{self, Refusal},
    said,
};

/// The filter of the words of a command line.
///
/// # Errors
///
/// When a field does not exist or a value does not fit it.
pub fn terms(words: &[String], as_of: NaiveDate) -> Result<Filter, Refusal> {
    let mut all = Vec::new();
    let mut by_field: Vec<(&'static str, Vec<Filter>)> = Vec::new();
    for word in words {
        let (word, negated) = match word.strip_prefix(['-', '!']) {
            Some(rest) if !rest.is_empty() => (rest, true),
            _ => (word.as_str(), false),
        };
        let (name, filter) = term(word, as_of)?;
        match name {
            _ if negated => all.push(Filter::Not(Box::new(filter))),
            None => all.push(filter),
            Some(name) => match by_field.iter_mut().find(|(other, _)| *other == name) {
                Some((_, alternatives)) => alternatives.push(filter),
                None => by_field.push((name, vec![filter])),
            },
        }
    }
    all.extend(by_field.into_iter().map(|(_, alternatives)| Filter::Any(alternatives)));
    Ok(Filter::All(all))
}

/// One word, and the field under which it is grouped with others.
fn term(word: &str, as_of: NaiveDate) -> Result<(Option<&'static str>, Filter), Refusal> {
    let Some((name, value)) = word.split_once([':', '：']) else {
        refuse_operator(word)?;
        return Ok((None, Filter::Search(word.to_lowercase())));
    };
    match name {
        "no" => return Ok((None, Filter::Not(Box::new(Filter::Has(field(value)?))))),
        "has" | "is" => return Ok((None, Filter::Has(field(value)?))),
        "text" => return Ok((None, Filter::Search(value.to_lowercase()))),
        _ => {}
    }
    let field = field(name).map_err(|refusal| {
        let word = visible(word);
        let how =
            said!("要搜索含冒号的文字，写作 'text:{word}'", "to search for text with a colon, write 'text:{word}'");
        refusal.with_more(how)
    })?;
    let (op, values) = split_op(field, value);
    // "Not a, b" means neither of them.
    let (op, is_not) = if op == Op::IsNot { (Op::Is, true) } else { (op, false) };
    let alternatives = values.split([',', '，', '、']).map(|value| {
        let operand = operand(field, op, value.trim(), as_of).map_err(|misfit| {
            let word = visible(word);
            let said = Said::each(|lang| match lang {
                Lang::Zh => format!("条件 `{word}`：{}", misfit.said.zh),
                Lang::En => format!("term `{word}`: {}", misfit.said.en),
            });
            Refusal { help: misfit.help, ..Refusal::usage(said) }
        })?;
        Ok(Filter::Compare(field, op, operand))
    });
    let alternatives = Filter::Any(alternatives.collect::<Result<_, Refusal>>()?);
    Ok((Some(field.name), if is_not { Filter::Not(Box::new(alternatives)) } else { alternatives }))
}

/// The terms that may be meant by words that were searched for, when they are words or labels of a vocabulary.
pub fn meant(words: &[String]) -> Option<Said> {
    let of_word = |word: &&String| {
        let terms: Vec<String> = FIELDS.iter().filter_map(|field| meant_by(field, word)).collect();
        (!terms.is_empty()).then(|| {
            let (word, terms) = (visible(word), terms.iter().map(|term| format!("`{term}`")).collect::<Vec<_>>());
            let (zh, en) = (terms.join(" 或 "), terms.join(" or "));
            said!(
                "`{word}` 是按词搜索的；按字段筛选写作 {zh}",
                "`{word}` was searched for as a word; to filter by a field, write {en}"
            )
        })
    };
    words.iter().filter_map(|word| of_word(&word)).reduce(|all, next| all.then(&next))
}

fn meant_by(field: &Field, word: &str) -> Option<String> {
    let name = field.name;
    match field.sort {
        Sort::Word(terms) => model::meant(terms, word).map(|term| format!("{name}:{}", term.word)),
        Sort::Flag => [name, field.alias, field.label.zh, field.label.en].contains(&word).then(|| format!("is:{name}")),
        _ => None,
    }
}

/// A field with a comparison but without a colon is no word to search for.
fn refuse_operator(word: &str) -> Result<(), Refusal> {
    let Some(at) = word.find(['=', '<', '>', '~']) else { return Ok(()) };
    let (name, rest) = word.split_at(at);
    let Ok(field) = field(name.trim_end_matches('!')) else { return Ok(()) };
    let (word, field, rest) = (visible(word), field.name, visible(rest));
    let said = said!("条件 `{word}` 缺少冒号", "the term `{word}` lacks its colon");
    let rest = rest.strip_prefix('=').unwrap_or(&rest);
    Err(Refusal::usage(said)
        .with_help(said!("写作 '{field}:{rest}'，或用 --where", "write '{field}:{rest}', or use --where")))
}

/// The comparison that a value begins with; text that people wrote is searched, everything else is compared whole.
fn split_op<'a>(field: &Field, value: &'a str) -> (Op, &'a str) {
    const OPS: [(&str, Op); 7] = [
        ("<=", Op::AtMost),
        (">=", Op::AtLeast),
        ("!=", Op::IsNot),
        ("<", Op::Less),
        (">", Op::More),
        ("=", Op::Is),
        ("~", Op::Holds),
    ];
    let written = OPS.iter().find_map(|(sign, op)| value.strip_prefix(sign).map(|rest| (*op, rest)));
    let usual = if matches!(field.sort, Sort::Prose) { Op::Holds } else { Op::Is };
    written.unwrap_or((usual, value))
}

//! `KEY=VALUE` arguments: which keys a record has and how their values are written.

use crate::{
    lang::{Said, nearest, visible},
    model::{Key, Ledger, Need, Refusal, Shape},
    said,
    store::edit::value,
};

use super::writing::check_id;

/// What is done with a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// `key=value`
    Set,
    /// `key=`
    Unset,
    /// `key+=value`, for lists
    Add,
    /// `key-=value`, for lists
    Remove,
}

/// A pair as it was given.
#[derive(Debug)]
pub struct Pair<'a> {
    /// The key.
    pub key: &'static Key,
    /// What is done with it.
    pub verb: Verb,
    /// The value as it was typed.
    pub text: &'a str,
}

/// Splits an argument and finds its key.
///
/// # Errors
///
/// When it has no `=` or the record has no such key.
pub fn pair<'a>(keys: &'static [Key], argument: &'a str) -> Result<Pair<'a>, Refusal> {
    let shown = visible(argument);
    let Some((name, text)) = argument.split_once('=') else {
        return Err(Refusal::usage(said!("`{shown}` 应写作 字段=值", "`{shown}` should be KEY=VALUE")));
    };
    let (name, verb) = match (name.strip_suffix('+'), name.strip_suffix('-')) {
        (Some(name), _) => (name, Verb::Add),
        (_, Some(name)) => (name, Verb::Remove),
        _ if text.is_empty() => (name, Verb::Unset),
        _ => (name, Verb::Set),
    };
    let name = name.trim().replace('-', "_");
    let key =
        keys.iter().find(|key| key.name == name && is_plain(key.shape)).ok_or_else(|| no_such_key(keys, &name))?;
    if matches!(verb, Verb::Add | Verb::Remove) && !matches!(key.shape, Shape::List(_)) {
        return Err(Refusal::usage(said!("`{name}` 不是列表，只能用 =", "`{name}` is no list; use =")));
    }
    Ok(Pair { key, verb, text })
}

/// Keys whose values fit into an argument.
pub fn is_plain(shape: Shape) -> bool {
    !matches!(shape, Shape::Record(_) | Shape::Records(_) | Shape::Book(_))
}

fn no_such_key(keys: &'static [Key], name: &str) -> Refusal {
    let known = keys.iter().filter(|key| is_plain(key.shape)).map(|key| key.name);
    let list = known.clone().collect::<Vec<_>>().join(", ");
    let name = visible(name);
    let help = match nearest(&name, known) {
        Some(near) => said!("是否为 `{near}`？", "did you mean `{near}`?"),
        None => said!("可用：{list}", "known: {list}"),
    };
    Refusal::usage(said!("没有字段 `{name}`", "there is no key `{name}`")).with_help(help)
}

impl Pair<'_> {
    /// The value as TOML.
    ///
    /// # Errors
    ///
    /// When the text does not fit the key, or names a record that the ledger does not have.
    pub fn toml(&self, ledger: Option<&Ledger>) -> Result<String, Refusal> {
        toml(self.key, self.key.shape, self.text, ledger)
    }

    /// The values of a list, each as TOML.
    ///
    /// # Errors
    ///
    /// As for one value.
    pub fn parts(&self, ledger: Option<&Ledger>) -> Result<Vec<String>, Refusal> {
        let Shape::List(inner) = self.key.shape else { return Ok(vec![self.toml(ledger)?]) };
        let parts = self.text.split(',').map(str::trim).filter(|part| !part.is_empty());
        parts.map(|part| toml(self.key, *inner, part, ledger)).collect()
    }
}

fn toml(key: &Key, shape: Shape, text: &str, ledger: Option<&Ledger>) -> Result<String, Refusal> {
    let misfit = |help| {
        let (name, shown) = (key.name, visible(text));
        Refusal::usage(said!("`{name}` 不能取 `{shown}`", "`{name}` cannot be `{shown}`")).with_help(help)
    };
    match shape {
        Shape::Text => Ok(value::string(text)),
        Shape::Count => text
            .parse::<u32>()
            .map(|n| n.to_string())
            .map_err(|_| misfit(said!("应是不小于零的整数", "write a whole number, zero or more"))),
        Shape::Number => {
            let number = text.parse::<f64>().ok().filter(|number| number.is_finite());
            number.map(|number| format!("{number:?}")).ok_or_else(|| misfit(said!("应是数字", "write a number")))
        }
        Shape::Date => super::args::date(text)
            .map(value::date)
            .map_err(|_| misfit(said!("应是日期，如 2026-11-23", "write a date such as 2026-11-23"))),
        Shape::Word(terms) => {
            let term = terms.iter().find(|term| term.word == text || term.label.zh == text);
            let known = terms.iter().map(|term| term.word).collect::<Vec<_>>().join(", ");
            term.map(|term| value::string(term.word)).ok_or_else(|| misfit(said!("可用：{known}", "known: {known}")))
        }
        Shape::Id(collection) => {
            ledger.map_or(Ok(()), |ledger| check_id(ledger, collection, text))?;
            Ok(value::string(text))
        }
        Shape::Range => range(text)
            .ok_or_else(|| misfit(said!("应写作 起点:终点，如 3937:3955", "write START:END, as in 3937:3955"))),
        Shape::List(inner) => {
            let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
            Ok(value::list(parts.map(|part| toml(key, *inner, part, ledger)).collect::<Result<Vec<_>, _>>()?))
        }
        Shape::Record(_) | Shape::Records(_) | Shape::Book(_) => Err(no_such_key(&[], key.name)),
    }
}

fn range(text: &str) -> Option<String> {
    let (start, end) = text.split_once([':', '-'])?;
    let (start, end): (u32, u32) = (start.trim().parse().ok()?, end.trim().parse().ok()?);
    (start < end).then(|| format!("[{start}, {end}]"))
}

/// The entries of a new record, in the order of its keys; those that a record needs have to be there.
///
/// # Errors
///
/// When an argument is wrong or a required key is missing.
pub fn entries(
    keys: &'static [Key],
    arguments: &[String],
    ledger: Option<&Ledger>,
) -> Result<Vec<(&'static str, String)>, Refusal> {
    let pairs = arguments.iter().map(|argument| pair(keys, argument)).collect::<Result<Vec<_>, _>>()?;
    let mut entries = Vec::new();
    for key in keys {
        let given = pairs.iter().rev().find(|pair| pair.key.name == key.name && pair.verb != Verb::Unset);
        match given {
            Some(pair) => entries.push((key.name, pair.toml(ledger)?)),
            None if key.need == Need::Required && is_plain(key.shape) => return Err(missing(key)),
            None => {}
        }
    }
    Ok(entries)
}

fn missing(key: &Key) -> Refusal {
    let name = key.name;
    let help = Said::from(key.about);
    Refusal::usage(said!("缺少 {name}=…", "{name}=… is missing")).with_help(help)
}

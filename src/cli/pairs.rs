//! `KEY=VALUE` arguments: which keys a record has and how their values are written.

use chrono::NaiveDate;

use crate::{
    lang::{Lang, Said, is_blank, suggest, text, visible},
    model::{Collection, Key, Ledger, Need, Refusal, Shape, meant},
    render::padded,
    said,
    store::edit::value,
};

use super::{
    say,
    target::{check_id, office},
};

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

/// The arguments, each split and with its key. A key that is given twice would be given two values; only lists take several
/// changes.
///
/// # Errors
///
/// When one is wrong, a key is given twice, or something would have happened after today.
pub fn pairs<'a>(keys: &'static [Key], arguments: &'a [String], today: NaiveDate) -> Result<Vec<Pair<'a>>, Refusal> {
    let mut pairs: Vec<Pair<'_>> = Vec::new();
    for argument in arguments {
        let new = pair(keys, argument)?;
        let is_of_list = |verb| matches!(verb, Verb::Add | Verb::Remove);
        let clashes = |own: &Pair<'_>| own.key.name == new.key.name && !(is_of_list(own.verb) && is_of_list(new.verb));
        if pairs.iter().any(clashes) {
            let name = new.key.name;
            return Err(Refusal::usage(said!("`{name}` 写了两次", "`{name}` is given twice")));
        }
        if PAST.contains(&new.key.name) && super::args::date(new.text).is_ok_and(|day| day > today) {
            return Err(misfit(
                new.key,
                new.text,
                said!("还没有发生的事不能登记", "what has not happened yet is not recorded"),
            ));
        }
        pairs.push(new);
    }
    Ok(pairs)
}

/// The keys that hold the day on which something happened; other days may be to come.
const PAST: [&str; 2] = ["date", "published"];

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
    !matches!(shape, Shape::Record(_) | Shape::Records(_) | Shape::Book(_) | Shape::Map(_))
}

fn no_such_key(keys: &'static [Key], name: &str) -> Refusal {
    let known = keys.iter().filter(|key| is_plain(key.shape)).map(|key| key.name);
    let said = said!("没有字段 `{}`", "there is no key `{}`", visible(name));
    Refusal::usage(said).with_help(suggest(name, known))
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
        parts(self.text).map(|part| toml(self.key, *inner, part, ledger)).collect()
    }
}

/// The parts of a list as it is typed; a comma too many says nothing.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(',').map(str::trim).filter(|part| !is_blank(part))
}

fn toml(key: &Key, shape: Shape, text: &str, ledger: Option<&Ledger>) -> Result<String, Refusal> {
    let misfit = |help| misfit(key, text, help);
    match shape {
        Shape::Text if is_blank(text) => Err(misfit(said!("不能是空白的", "it is blank"))),
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
        Shape::Word(terms) => meant(terms, text)
            .map(|term| value::string(term.word))
            .ok_or_else(|| misfit(suggest(text, terms.iter().map(|term| term.word)))),
        Shape::Id(collection) => match (collection, ledger) {
            (Collection::Org, Some(ledger)) => office(ledger, text).map(value::string),
            (_, Some(ledger)) => check_id(ledger, collection, text).map(|()| value::string(text)),
            (_, None) => Ok(value::string(text)),
        },
        Shape::Range => range(text)
            .ok_or_else(|| misfit(said!("应写作 起点:终点，如 3937:3955", "write START:END, as in 3937:3955"))),
        Shape::List(inner) => {
            let values = parts(text).map(|part| toml(key, *inner, part, ledger));
            Ok(value::list(values.collect::<Result<Vec<_>, _>>()?))
        }
        Shape::Record(_) | Shape::Records(_) | Shape::Book(_) | Shape::Map(_) => Err(no_such_key(&[], key.name)),
    }
}

fn misfit(key: &Key, text: &str, help: Said) -> Refusal {
    let (name, shown) = (key.name, visible(text));
    Refusal::usage(said!("`{name}` 不能取 `{shown}`", "`{name}` cannot be `{shown}`")).with_help(help)
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
    today: NaiveDate,
) -> Result<Vec<(&'static str, String)>, Refusal> {
    let pairs = pairs(keys, arguments, today)?;
    if let Some(pair) = pairs.iter().find(|pair| matches!(pair.verb, Verb::Add | Verb::Remove)) {
        let name = pair.key.name;
        let said = said!("新记录的 `{name}` 只能用 =", "`{name}` of a new record takes = only");
        return Err(Refusal::usage(said));
    }
    let mut entries = Vec::new();
    let mut missing = Vec::new();
    for key in keys {
        let given = pairs.iter().find(|pair| pair.key.name == key.name && pair.verb == Verb::Set);
        match given {
            Some(pair) => entries.push((key.name, pair.toml(ledger)?)),
            None if key.need == Need::Required && is_plain(key.shape) => missing.push(key),
            None => {}
        }
    }
    if missing.is_empty() { Ok(entries) } else { Err(missing_keys(&missing)) }
}

fn missing_keys(keys: &[&Key]) -> Refusal {
    let names = keys.iter().map(|key| format!("{}=…", key.name)).collect::<Vec<_>>().join(" ");
    let help = Said::each(|lang| list(keys.iter().copied(), lang));
    Refusal::usage(said!("缺少 {names}", "missing: {names}")).with_help(help)
}

/// The keys with what they mean, a line each.
fn list<'a>(keys: impl Iterator<Item = &'a Key>, lang: Lang) -> String {
    let keys: Vec<&Key> = keys.filter(|key| is_plain(key.shape)).collect();
    let columns = keys.iter().map(|key| key.name.len()).max().unwrap_or_default() + 2;
    let line = |key: &&Key| format!("{}{}", padded(key.name, columns), key.about.get(lang));
    keys.iter().map(line).collect::<Vec<_>>().join("\n  ")
}

/// Help about the keys of a record, below an example.
pub fn help(keys: &[Key], example: &str) -> String {
    let lang = say::lang();
    let (keys, head) = (list(keys.iter(), lang), text("字段：", "Keys:").get(lang));
    let examples = text("例：", "Example:").get(lang);
    format!("{head}\n  {keys}\n\n{examples}\n  {example}")
}

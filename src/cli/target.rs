//! Which records a command names: references on the command line or on standard input, offices by name, ids.

use std::{
    collections::HashSet,
    io::{self, Read as _},
};

use chrono::NaiveDate;

use crate::{
    lang::{Said, folded, nearest, visible},
    model::{Collection, Ledger, Measure, Named, Org, Refusal},
    query::{Resolver, rows},
    said,
    store::{decoded::decoded, why::why},
};

/// A record that a command names.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Target {
    /// Which of the ledgers.
    pub draft: usize,
    /// Where the record is kept.
    pub collection: Collection,
    /// Its id.
    pub id: String,
}

/// Which records a command may name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Records {
    /// Measures.
    Measures,
    /// Measures, and others as `org.ID`, `evidence.ID` or `indicator.ID`.
    Any,
}

impl Target {
    /// The measure that it names, in its ledger.
    pub fn measure<'a>(&self, ledger: &'a Ledger) -> &'a Named<Measure> {
        ledger.measures().get(&self.id).expect("targets were found in this very ledger")
    }
}

/// The records that references name, each once.
pub fn find(
    ledgers: &[&Ledger],
    as_of: NaiveDate,
    references: &[String],
    records: Records,
) -> Result<Vec<Target>, Refusal> {
    let rows = rows(ledgers.iter().copied(), as_of);
    let resolver = Resolver::new(&rows);
    let mut targets = Vec::new();
    let mut seen = HashSet::new();
    for wanted in references {
        let target = match address(wanted).filter(|_| records == Records::Any) {
            Some((collection, id)) => find_record(ledgers, collection, id)?,
            None => {
                let row = &rows[resolver.resolve(wanted)?];
                let draft = ledgers.iter().position(|ledger| std::ptr::eq(*ledger, row.ledger));
                let draft = draft.expect("every row is of one of the ledgers");
                Target { draft, collection: Collection::Measure, id: row.measure.id.value.to_string() }
            }
        };
        if seen.insert(target.clone()) {
            targets.push(target);
        }
    }
    Ok(targets)
}

/// A record that is named with its collection, such as `org.cqeic`.
fn address(wanted: &str) -> Option<(Collection, &str)> {
    let (key, id) = wanted.split_once('.')?;
    Collection::ALL.into_iter().find(|collection| collection.key() == key).map(|collection| (collection, id))
}

fn find_record(ledgers: &[&Ledger], collection: Collection, id: &str) -> Result<Target, Refusal> {
    let has = |at: &usize| ledgers[*at].id_span(collection, id).is_some();
    let found: Vec<usize> = (0..ledgers.len()).filter(has).collect();
    match found[..] {
        [draft] => Ok(Target { draft, collection, id: id.to_owned() }),
        [] => Err(unknown_id(ledgers[0], collection, id)),
        _ => {
            let (key, id, n) = (collection.key(), visible(id), found.len());
            Err(Refusal::usage(said!("{n} 本台账有 {key}.{id}", "{n} ledgers have {key}.{id}"))
                .with_help(said!("用 -l 指定一本", "name one with -l")))
        }
    }
}

/// The references, `-` replaced by the lines of standard input.
///
/// # Errors
///
/// When standard input cannot be read, is not UTF-8, or nothing is named.
pub fn lines_for_dash(references: &[String]) -> Result<Vec<String>, Refusal> {
    let mut lines = Vec::new();
    for reference in references {
        if reference != "-" {
            lines.push(reference.clone());
            continue;
        }
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes).map_err(|error| {
            let Said { zh, en } = why(&error);
            Refusal::data(said!("不能读取标准输入：{zh}", "cannot read standard input: {en}"))
        })?;
        let text = decoded("-", bytes)?;
        let own = text.trim_start_matches('\u{feff}').lines().map(str::trim);
        lines.extend(own.filter(|line| !line.is_empty()).map(str::to_owned));
    }
    if lines.is_empty() {
        return Err(Refusal::usage(said!("没有给出事项", "no measure was named")));
    }
    Ok(lines)
}

/// The references, for a command that takes one.
///
/// # Errors
///
/// When there are several.
pub fn only(references: &[String]) -> Result<&[String], Refusal> {
    match references.len() {
        1 => Ok(references),
        n => {
            Err(Refusal::usage(said!("这个命令一次只处理一项，给了 {n} 项", "this command takes one record, not {n}")))
        }
    }
}

/// The id of an office that is given by its id or by one of its names.
///
/// # Errors
///
/// When the ledger does not know it, or several offices have that name.
pub fn office<'a>(ledger: &'a Ledger, name: &str) -> Result<&'a str, Refusal> {
    let orgs = &ledger.document.org;
    if let Some(org) = orgs.get(name) {
        return Ok(&org.id.value);
    }
    let folded = folded(name);
    let is_called = |org: &&Named<Org>| ledger.offices().is_called(&org.id.value, &folded);
    let called: Vec<&Named<Org>> = orgs.iter().filter(is_called).collect();
    match called[..] {
        [org] => Ok(&org.id.value),
        [] => Err(unknown_id(ledger, Collection::Org, name)),
        _ => {
            let (n, shown) = (called.len(), visible(name));
            let help =
                called.iter().fold(said!("写编号指明其中一个：", "name one by its id:"), |help, org| {
                    let (id, name) = (visible(&org.id.value), visible(org.name.as_deref().unwrap_or_default()));
                    help.then(&said!("{id}  {name}", "{id}  {name}"))
                });
            Err(Refusal::usage(said!("`{shown}` 符合 {n} 个单位", "`{shown}` fits {n} offices")).with_help(help))
        }
    }
}

/// Refuses an id that the ledger does not know.
///
/// # Errors
///
/// When there is no such record, with the nearest.
pub fn check_id(ledger: &Ledger, collection: Collection, id: &str) -> Result<(), Refusal> {
    if ledger.id_span(collection, id).is_some() { Ok(()) } else { Err(unknown_id(ledger, collection, id)) }
}

fn unknown_id(ledger: &Ledger, collection: Collection, id: &str) -> Refusal {
    let (key, shown) = (collection.key(), visible(id));
    let said = said!("台账中没有 {key}.{shown}", "the ledger has no {key}.{shown}");
    let add = match collection {
        Collection::Measure => "duban add",
        Collection::Org => "duban org add",
        Collection::Evidence => "duban evidence add",
        Collection::Indicator => return Refusal::usage(said),
    };
    let help = match nearest(id, ledger.ids(collection).into_iter().map(|(id, _)| id)).map(visible) {
        Some(near) => {
            said!("是否为 `{near}`？也可先用 `{add}` 登记", "did you mean `{near}`? Or register it with `{add}`")
        }
        None => said!("先用 `{add}` 登记", "register it with `{add}` first"),
    };
    Refusal::usage(said).with_help(help)
}

//! What the ledgers of a command were before: at a commit of their repository, or in an earlier copy.

use std::{
    collections::{HashMap, HashSet},
    path::{Path, PathBuf},
};

use chrono::NaiveDate;

use super::{
    git::{Base, Blob},
    load::{self, Set},
};
use crate::{
    model::{Book, Ledger, Refusal},
    said,
};

/// What one ledger was.
#[derive(Debug)]
pub struct Before {
    /// The ledger as it was.
    pub ledger: Ledger,
    /// Measures that were there earlier still and whose ids are new now, by id.
    pub former: HashMap<String, Ledger>,
}

/// What the ledgers of a set were.
#[derive(Debug)]
pub struct Past {
    /// For each ledger, in the order of the set; none when it was not there yet.
    pub before: Vec<Option<Before>>,
    /// Ledgers that were there and are not any more.
    pub gone: Vec<Ledger>,
    /// How people call the earlier state.
    pub base: String,
    /// The day on which it was committed; nothing for a copy.
    pub day: Option<NaiveDate>,
}

/// What one ledger was, from an earlier copy of its file.
///
/// # Errors
///
/// When the copy cannot be read, or there are several ledgers.
pub fn from_copy(set: &Set, copy: &Path) -> Result<Past, Refusal> {
    let ledger = load::load_file(copy)?;
    let n = set.ledgers.len();
    if n != 1 {
        let said = said!("--before 只能对照一本台账，这里有 {n} 本", "--before compares one ledger, and here are {n}");
        return Err(Refusal::usage(said).with_help(said!("用 -l 指定一本", "name one with -l")));
    }
    let base = ledger.source.name.clone();
    Ok(Past { before: vec![Some(Before { ledger, former: HashMap::new() })], gone: Vec::new(), base, day: None })
}

/// What ledgers were at a revision; with `merged`, at the commit at which it and the present one parted.
///
/// A ledger that was renamed or moved is recognised by git, or else by the number of its reply.
///
/// # Errors
///
/// When git cannot tell.
pub fn at_revision(set: &Set, named: &[PathBuf], revision: &str, merged: bool) -> Result<Past, Refusal> {
    past(set, named, revision, Asked { merged, former: true })
}

/// The same at the revision itself, without looking for what was there earlier still.
///
/// # Errors
///
/// When git cannot tell.
pub fn state(set: &Set, named: &[PathBuf], revision: &str) -> Result<Past, Refusal> {
    past(set, named, revision, Asked { merged: false, former: false })
}

/// What is asked about a revision.
#[derive(Clone, Copy)]
struct Asked {
    /// Whether the commit is meant at which it and the present one parted.
    merged: bool,
    /// Whether measures are looked for that were there earlier still.
    former: bool,
}

fn past(set: &Set, named: &[PathBuf], revision: &str, asked: Asked) -> Result<Past, Refusal> {
    let mut past = Past { before: Vec::new(), gone: Vec::new(), base: String::new(), day: None };
    let mut found: Vec<Repository> = Vec::new();
    for (ledger, path) in set.ledgers.iter().zip(&set.paths) {
        let path = path.as_deref().ok_or_else(no_past)?;
        let at = repository(&mut found, path, revision, asked.merged)?;
        past.before.push(found[at].before(ledger, path, asked.former)?);
    }
    for folder in named.iter().filter(|path| path.is_dir()) {
        let at = repository(&mut found, &folder.join("."), revision, asked.merged)?;
        past.gone.append(&mut found[at].gone(folder)?);
    }
    if let Some(first) = found.first() {
        past.base = first.base.label();
        past.day = first.base.day()?;
    }
    Ok(past)
}

fn no_past() -> Refusal {
    Refusal::usage(said!("标准输入中的台账没有历史", "a ledger on standard input has no past"))
        .with_help(said!("用 -l 指定文件，或用 --before", "name a file with -l, or use --before"))
}

/// A repository and what has been looked up in it.
struct Repository {
    base: Base,
    renamed: HashMap<String, String>,
    /// The files of the commit that were matched with a ledger, and those that still stand where they stood.
    known: HashSet<String>,
}

/// The repository around a file, asked once.
fn repository(found: &mut Vec<Repository>, path: &Path, revision: &str, merged: bool) -> Result<usize, Refusal> {
    if let Some(at) = found.iter().position(|repository| repository.base.path_of(path).is_some()) {
        return Ok(at);
    }
    let base = Base::of(path, revision, merged)?;
    let renamed = base.renamed()?.into_iter().collect();
    found.push(Repository { base, renamed, known: HashSet::new() });
    Ok(found.len() - 1)
}

impl Repository {
    fn before(&mut self, ledger: &Ledger, path: &Path, with_former: bool) -> Result<Option<Before>, Refusal> {
        let Some(own) = self.base.path_of(path) else { return Ok(None) };
        let old = match self.renamed.get(&own) {
            Some(old) => self.base.blob(old)?,
            None => match self.base.blob(&own)? {
                Some(blob) => Some(blob),
                None => self.moved(ledger)?,
            },
        };
        let Some(blob) = old else { return Ok(None) };
        self.known.insert(blob.path.clone());
        let path = blob.path.clone();
        let Some(before) = read(blob) else { return Ok(None) };
        let former = if with_former { self.former(ledger, &before, &path)? } else { HashMap::new() };
        Ok(Some(Before { ledger: before, former }))
    }

    /// The file that is not where it was and answers to the same reply.
    fn moved(&self, ledger: &Ledger) -> Result<Option<Blob>, Refusal> {
        let Some(number) = ledger.reply().and_then(|reply| reply.number.as_deref()) else { return Ok(None) };
        for path in self.lost("")? {
            let Some(blob) = self.base.blob(&path)? else { continue };
            let is_it = read(blob.clone())
                .is_some_and(|old| old.reply().and_then(|reply| reply.number.as_deref()) == Some(number));
            if is_it {
                return Ok(Some(blob));
            }
        }
        Ok(None)
    }

    /// Whether a file of the commit still stands and is not emptied of its ledger.
    fn is_there(&self, path: &str) -> bool {
        self.base.stands(path).is_some_and(|file| load::may_be_ledger(&file))
    }

    /// The files below a folder that are not there any more and were matched with no ledger.
    fn lost(&self, folder: &str) -> Result<Vec<String>, Refusal> {
        let renamed: HashSet<&String> = self.renamed.values().collect();
        let files = self.base.files(folder)?.into_iter();
        Ok(files.filter(|path| !self.known.contains(path) && !renamed.contains(path) && !self.is_there(path)).collect())
    }

    fn gone(&self, folder: &Path) -> Result<Vec<Ledger>, Refusal> {
        let Some(folder) = self.base.path_of(folder) else { return Ok(Vec::new()) };
        let blobs = self.lost(&folder)?.into_iter().map(|path| self.base.blob(&path)).collect::<Result<Vec<_>, _>>()?;
        Ok(blobs.into_iter().flatten().filter_map(read).collect())
    }

    /// What was under ids that are new now, earlier than the base.
    fn former(&self, ledger: &Ledger, before: &Ledger, path: &str) -> Result<HashMap<String, Ledger>, Refusal> {
        let is_new = |id: &str, book: &Book<_>| book.get(id).is_none();
        let new: HashSet<&str> = ledger
            .measures()
            .iter()
            .map(|measure| &*measure.id.value)
            .filter(|id| is_new(id, before.measures()))
            .collect();
        let mut former = HashMap::new();
        if new.is_empty() {
            return Ok(former);
        }
        for (header, blob) in self.base.removed(path, &|line| id(line).is_some_and(|id| new.contains(id)))? {
            if let (Some(id), Some(ledger)) = (id(&header), read(blob)) {
                former.entry(id.to_owned()).or_insert(ledger);
            }
        }
        Ok(former)
    }
}

/// The id in the header of a measure, in its usual spelling.
fn id(line: &str) -> Option<&str> {
    Some(line.trim().strip_prefix("[measure.")?.split(']').next()?.trim_matches(['"', '\'', ' ']))
}

/// An earlier state that is no ledger is none.
fn read(blob: Blob) -> Option<Ledger> {
    load::ledger(&blob.path, blob.bytes).ok()
}

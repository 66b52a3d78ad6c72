//! Writing a ledger: lock, read again, change, read the result back, refuse a new error, replace.

mod lock;
mod replace;

use std::{
    collections::{HashMap, HashSet},
    fs::{self, File},
    path::{Path, PathBuf},
    time::Duration,
};

pub use replace::{Prepared, create, create_new, create_with, survive_file_limits};

use super::load;
use crate::{
    lang::{Said, visible},
    model::{Finding, Ledger, Level, Refusal, Source},
    said,
};

/// A ledger that is to be changed: locked and read under the lock, or only looked at.
#[derive(Debug)]
pub struct Draft {
    /// The ledger as it is.
    pub ledger: Ledger,
    /// What it will be, once something changed it.
    pub changed: Option<Ledger>,
    given: PathBuf,
    path: PathBuf,
    /// Closing the file releases the lock.
    lock: Option<File>,
}

/// Locks a ledger and reads it.
///
/// # Errors
///
/// When it cannot be found, locked or read.
pub fn open(path: &Path, wait: Duration, of: Measures<'_>) -> Result<Draft, Refusal> {
    draft(path, of, |real, name| lock::lock(real, name, wait).map(Some))
}

/// Which measures of a ledger are needed, by their ids: these, or all when absent.
pub type Measures<'a> = Option<&'a HashSet<&'a str>>;

/// Reads a ledger to show a change that is not made. It is not locked: whoever reads what is shown may take their time, and
/// nobody has to wait for them.
///
/// # Errors
///
/// When it cannot be found or read.
pub fn look(path: &Path, of: Measures<'_>) -> Result<Draft, Refusal> {
    draft(path, of, |_, _| Ok(None))
}

fn draft(
    path: &Path,
    of: Measures<'_>,
    lock: impl Fn(&Path, &str) -> Result<Option<File>, Refusal>,
) -> Result<Draft, Refusal> {
    // A symbolic link stays one: the file behind it is replaced.
    let name = load::name(path);
    let real = fs::canonicalize(path).map_err(|error| load::unreadable(&name, &error))?;
    if !real.is_file() {
        return Err(Refusal::data(said!(
            "{name} 不是普通文件，不能写入",
            "{name} is no plain file, so it is not written"
        )));
    }
    let lock = lock(&real, &name)?;
    let bytes = load::bytes(&real, &name)?;
    let mut ledger = match of {
        Some(ids) => load::ledger_of(&name, bytes, &|id| ids.contains(id))?,
        None => load::ledger(&name, bytes)?,
    };
    // What is no id may be a part of one or of a title, and the measure that it means was passed over.
    if of.is_some_and(|ids| ids.iter().any(|id| ledger.measures().get(id).is_none())) {
        load::complete(&mut ledger);
    }
    Ok(Draft { ledger, changed: None, given: path.to_owned(), path: real, lock })
}

impl Draft {
    /// The ledger as it would be written now.
    pub fn current(&self) -> &Ledger {
        self.changed.as_ref().unwrap_or(&self.ledger)
    }

    /// Takes a new text for the ledger, reads it back, and refuses it when it has an error that was not there before.
    ///
    /// # Errors
    ///
    /// When the text cannot be read as a ledger, or has a new error and `force` is not given.
    pub fn change(&mut self, text: String, force: bool) -> Result<(), Refusal> {
        let changed = load::changed(&self.ledger, text)?;
        if changed.passed.is_empty() {
            load::complete(&mut self.ledger);
        }
        if let Some(error) = new_error(&self.ledger.findings, &changed.findings)
            && !force
        {
            return Err(refused(&changed.source, error));
        }
        self.changed = Some(changed);
        Ok(())
    }

    /// Releases the lock and leaves the memory to the end of the program, which is near: to free a large ledger record by record
    /// takes a good part of the time that reading it takes.
    pub fn leave(self) {
        let Self { ledger, changed, .. } = self;
        std::mem::forget((ledger, changed));
    }

    /// The path of the ledger as the user gave it.
    pub fn given(&self) -> &Path {
        &self.given
    }

    /// Writes the new text beside the file, unless somebody who does not lock has changed the file meanwhile. Nothing when
    /// nothing has changed, and for what was only looked at.
    ///
    /// # Errors
    ///
    /// When the file is not as it was read, or may not be written.
    pub fn prepare(&self) -> Result<Option<Prepared<'_>>, Refusal> {
        let changed = self.changed.as_ref().filter(|changed| changed.source.text != self.ledger.source.text);
        let (Some(changed), Some(_)) = (changed, &self.lock) else {
            return Ok(None);
        };
        let old = &self.ledger.source;
        replace::prepare(&self.path, &old.name, &old.text, &changed.source.text).map(Some)
    }
}

/// Why a text with a new error is not written.
pub fn refused(source: &Source, error: &Finding) -> Refusal {
    let (place, rule) = (source.place(error.span.start as usize), error.rule);
    let (zh, en) = (visible(&error.said.zh), visible(&error.said.en));
    let said =
        said!("写入后会多出一个错误：{place}：[{rule}] {zh}", "the write would add an error: {place}: [{rule}] {en}");
    let force = said!("未写入；--force 可强行写入", "nothing was written; --force writes all the same");
    Refusal { help: error.help.as_ref().map(Said::visible), ..Refusal::write(said) }.with_more(force)
}

/// The first error that was not there before; the same complaint elsewhere counts as the same.
fn new_error<'a>(before: &'a [Finding], after: &'a [Finding]) -> Option<&'a Finding> {
    let errors = |findings: &'a [Finding]| findings.iter().filter(|finding| finding.level == Level::Error);
    let key = |finding: &'a Finding| (finding.rule, &finding.record, &finding.said);
    let mut known: HashMap<_, usize> = HashMap::new();
    errors(before).for_each(|finding| *known.entry(key(finding)).or_default() += 1);
    errors(after).find(|finding| match known.get_mut(&key(finding)) {
        Some(left) if *left > 0 => {
            *left -= 1;
            false
        }
        _ => true,
    })
}

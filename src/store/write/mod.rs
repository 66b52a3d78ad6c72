//! Writing a ledger: lock, read again, change, read the result back, refuse a new error, replace.

mod lock;
mod replace;

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
    time::Duration,
};

pub use replace::create;

use super::load;
use crate::{
    lang::{Lang, Said},
    model::{Finding, Ledger, Level, Refusal},
    said,
};

/// A ledger that is locked and was read under the lock.
#[derive(Debug)]
pub struct Draft {
    /// The ledger as it is.
    pub ledger: Ledger,
    /// What it will be, once something changed it.
    pub changed: Option<Ledger>,
    path: PathBuf,
    // Closing the file releases the lock.
    _lock: File,
}

/// Locks a ledger and reads it.
///
/// # Errors
///
/// When it cannot be found, locked or read.
pub fn open(path: &Path, wait: Duration) -> Result<Draft, Refusal> {
    // A symbolic link stays one: the file behind it is replaced.
    let name = load::name(path);
    let real = fs::canonicalize(path).map_err(|error| load::unreadable(&name, &error))?;
    let lock = lock::lock(&real, &name, wait)?;
    let bytes = fs::read(&real).map_err(|error| load::unreadable(&name, &error))?;
    let ledger = load::ledger(&name, bytes)?;
    Ok(Draft { ledger, changed: None, path: real, _lock: lock })
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
        let changed = load::ledger(&self.ledger.source.name, text.into_bytes())?;
        if let Some(error) = new_error(&self.ledger.findings, &changed.findings)
            && !force
        {
            let place = changed.source.place(error.span.start as usize);
            let said = Said::each(|lang| match lang {
                Lang::Zh => format!("写入后会多出一个错误：{place}：{}", error.said.zh),
                Lang::En => format!("the write would add an error: {place}: {}", error.said.en),
            });
            let help = error
                .help
                .clone()
                .unwrap_or(said!("未写入；--force 可强行写入", "nothing was written; --force writes all the same"));
            return Err(Refusal::write(said).with_help(help));
        }
        self.changed = Some(changed);
        Ok(())
    }

    /// Replaces the file, unless somebody who does not lock has changed it meanwhile. Says whether anything changed.
    ///
    /// # Errors
    ///
    /// When the file is not as it was read, or cannot be replaced; the old text stands.
    pub fn save(&self) -> Result<bool, Refusal> {
        let Some(changed) = self.changed.as_ref().filter(|changed| changed.source.text != self.ledger.source.text)
        else {
            return Ok(false);
        };
        let is_as_read = fs::read(&self.path).is_ok_and(|bytes| bytes == self.ledger.source.text.as_bytes());
        if !is_as_read {
            let name = &self.ledger.source.name;
            let help = said!("未写入；请重新执行", "nothing was written; run the command again");
            return Err(
                Refusal::write(said!("{name} 在读取后被改动", "{name} changed after it was read")).with_help(help)
            );
        }
        replace::replace(&self.path, &changed.source.name, &changed.source.text)?;
        Ok(true)
    }
}

/// The first error that was not there before; the same complaint elsewhere counts as the same.
fn new_error<'a>(before: &[Finding], after: &'a [Finding]) -> Option<&'a Finding> {
    let errors = |findings: &'a [Finding]| findings.iter().filter(|finding| finding.level == Level::Error);
    let count = |findings: &[Finding], like: &Finding| {
        findings
            .iter()
            .filter(|other| (other.rule, &other.record, &other.said) == (like.rule, &like.record, &like.said))
            .count()
    };
    errors(after).find(|finding| count(after, finding) > count(before, finding))
}

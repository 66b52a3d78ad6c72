//! What one clone of a repository knows: its settings, and which attributes its files have.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::{
    git::{line, run, succeeded, top},
    load::name,
    why::why,
    write,
};
use crate::{lang::Said, model::Refusal, said};

/// A clone of a repository, with a work tree.
#[derive(Clone, Debug)]
pub struct Repository {
    top: PathBuf,
}

impl Repository {
    /// The one around a folder.
    ///
    /// # Errors
    ///
    /// When there is none, or no git program.
    pub fn around(folder: &Path) -> Result<Self, Refusal> {
        let shown = name(folder);
        let real = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
        top(&real, &shown).map(|top| Self { top })
    }

    /// A setting; nothing when it is not set.
    ///
    /// # Errors
    ///
    /// When git cannot be run.
    pub fn setting(&self, key: &str) -> Result<Option<String>, Refusal> {
        run(&self.top, &["config", "--get", key]).map(|output| line(&output))
    }

    /// Sets something for this clone.
    ///
    /// # Errors
    ///
    /// When git cannot.
    pub fn set(&self, key: &str, value: &str) -> Result<(), Refusal> {
        succeeded(run(&self.top, &["config", "--local", key, value])?, "config").map(drop)
    }

    /// Takes a section of settings out of this clone; says whether there was one.
    ///
    /// # Errors
    ///
    /// When git cannot be run.
    pub fn forget(&self, section: &str) -> Result<bool, Refusal> {
        run(&self.top, &["config", "--local", "--remove-section", section]).map(|output| output.status.success())
    }

    /// What an attribute of a file is; nothing where it is not given a value of its own.
    ///
    /// # Errors
    ///
    /// When git cannot tell.
    pub fn attribute(&self, file: &Path, attribute: &str) -> Result<Option<String>, Refusal> {
        let real = fs::canonicalize(file).unwrap_or_else(|_| file.to_owned());
        let real = real.to_string_lossy();
        let told = succeeded(run(&self.top, &["check-attr", "-z", attribute, "--", &real])?, "check-attr")?;
        let value = told.split('\0').nth(2).unwrap_or_default();
        let is_none = matches!(value, "" | "unspecified" | "set" | "unset");
        Ok((!is_none).then(|| value.to_owned()))
    }

    /// The file of attributes at the top of the work tree.
    pub fn attributes(&self) -> PathBuf {
        self.top.join(".gitattributes")
    }

    /// Changes the lines of that file, which may not be there yet; a file in which nothing is left goes. Says whether anything
    /// changed.
    ///
    /// # Errors
    ///
    /// When it cannot be read or written.
    pub fn change_attributes(&self, change: impl Fn(&str) -> String) -> Result<bool, Refusal> {
        let path = self.attributes();
        let refused = |error: &io::Error| {
            let (name, Said { zh, en }) = (name(&path), why(error));
            Refusal::surroundings(said!("不能改写 {name}：{zh}", "cannot change {name}: {en}"))
        };
        let old = match fs::read(&path) {
            Ok(bytes) => String::from_utf8(bytes)
                .map_err(|_| refused(&io::Error::new(io::ErrorKind::InvalidData, "not UTF-8")))?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
            Err(error) => return Err(refused(&error)),
        };
        let new = change(&old);
        if new == old {
            return Ok(false);
        }
        let changed = if new.is_empty() { fs::remove_file(&path) } else { write::create(&path, new.as_bytes()) };
        changed.map(|()| true).map_err(|error| refused(&error))
    }
}

/// Whether a folder or one above it, up to the top of a repository, has a file of attributes that speaks of merging: a look that
/// needs no git.
pub fn may_have_drivers(folder: &Path) -> bool {
    let Ok(real) = fs::canonicalize(folder) else { return false };
    for above in real.ancestors() {
        let speaks = |file: PathBuf| fs::read(file).is_ok_and(|text| String::from_utf8_lossy(&text).contains("merge="));
        if speaks(above.join(".gitattributes")) || speaks(above.join(".git/info/attributes")) {
            return true;
        }
        if above.join(".git").exists() {
            return false;
        }
    }
    false
}

//! What one clone of a repository knows: its settings, and which attributes its files have.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    fs, io,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use super::{
    git::{line, run, succeeded, top},
    load::name,
    why::why,
    write,
};
use crate::{lang::Said, model::Refusal, said};

/// How whoever runs a merge wants contradictions to be shown. It is git that asks for one: what it was told, on its command line
/// too, stands in the environment.
pub fn conflict_style() -> Option<String> {
    let asked = Command::new("git").args(["config", "--get", "merge.conflictStyle"]).stdin(Stdio::null()).output();
    asked.ok().as_ref().and_then(line)
}

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

    /// The folder in which its files are.
    pub fn top(&self) -> &Path {
        &self.top
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

    /// What an attribute of each file is; nothing where it is not given a value of its own.
    ///
    /// # Errors
    ///
    /// When git cannot tell.
    pub fn attributes_of(&self, attribute: &str, files: &[PathBuf]) -> Result<Vec<Option<String>>, Refusal> {
        /// How many files are asked about at once: an argument list has its bounds.
        const AT_ONCE: usize = 200;
        let mut values = Vec::with_capacity(files.len());
        for some in files.chunks(AT_ONCE) {
            let real = some.iter().map(|file| fs::canonicalize(file).unwrap_or_else(|_| file.clone()));
            let real: Vec<String> = real.map(|file| file.to_string_lossy().into_owned()).collect();
            let asked = ["check-attr", "-z", attribute, "--"].into_iter().chain(real.iter().map(String::as_str));
            let told = succeeded(run(&self.top, &asked.collect::<Vec<_>>())?, "check-attr")?;
            let parts: Vec<&str> = told.split('\0').collect();
            values.extend(parts.chunks_exact(3).map(|answer| {
                let is_none = matches!(answer[2], "" | "unspecified" | "set" | "unset");
                (!is_none).then(|| answer[2].to_owned())
            }));
        }
        Ok(values)
    }

    /// The TOML files that git knows.
    ///
    /// # Errors
    ///
    /// When git cannot tell.
    pub fn files(&self) -> Result<Vec<PathBuf>, Refusal> {
        let listed = succeeded(run(&self.top, &["ls-files", "-z", "--", "*.toml"])?, "ls-files")?;
        Ok(listed.split('\0').filter(|path| !path.is_empty()).map(|path| self.top.join(path)).collect())
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

/// The merge drivers that are named for files, each once, with the repository of the files.
pub fn drivers<'p>(files: impl Iterator<Item = &'p Path>) -> Vec<(Repository, String)> {
    let mut tops: HashMap<PathBuf, Option<PathBuf>> = HashMap::new();
    let mut files_of: BTreeMap<PathBuf, Vec<PathBuf>> = BTreeMap::new();
    for file in files.filter_map(|file| fs::canonicalize(file).ok()) {
        let Some(folder) = file.parent() else { continue };
        let top = tops.entry(folder.to_owned()).or_insert_with(|| speaking(folder));
        if let Some(top) = top.clone() {
            files_of.entry(top).or_default().push(file);
        }
    }
    let mut drivers: Vec<(Repository, String)> = Vec::new();
    for (top, files) in files_of {
        let Ok(repository) = Repository::around(&top) else { continue };
        let named: BTreeSet<String> =
            repository.attributes_of("merge", &files).unwrap_or_default().into_iter().flatten().collect();
        drivers.extend(named.into_iter().map(|driver| (repository.clone(), driver)));
    }
    drivers
}

/// The top of the repository around a folder, where a file of attributes on the way up speaks of merging: a look that needs no git.
fn speaking(folder: &Path) -> Option<PathBuf> {
    let mut is_said = false;
    for above in folder.ancestors() {
        let speaks = |file: PathBuf| fs::read(file).is_ok_and(|text| String::from_utf8_lossy(&text).contains("merge="));
        is_said = is_said || speaks(above.join(".gitattributes")) || speaks(above.join(".git/info/attributes"));
        if above.join(".git").exists() {
            return is_said.then(|| above.to_owned());
        }
    }
    None
}

//! Which ledgers a command is about.

use std::{
    collections::HashSet,
    env, fs, io,
    path::{Path, PathBuf},
};

use walkdir::WalkDir;

use super::why::why;
use crate::{lang::Said, model::Refusal, said};

/// The name of a ledger where nobody names one.
pub const DEFAULT_NAME: &str = "measures.toml";

/// Where a ledger comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// Standard input.
    Stdin,
    /// A file that was named.
    File(PathBuf),
    /// A file that was found in a folder; it may be something else.
    Candidate(PathBuf),
}

impl Place {
    /// The file; `None` for standard input.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::Stdin => None,
            Self::File(path) | Self::Candidate(path) => Some(path),
        }
    }
}

/// The places that were named, folders opened; without names, the ledger found upward from here.
///
/// # Errors
///
/// When nothing is found there.
pub fn locate(named: &[PathBuf]) -> Result<Vec<Place>, Refusal> {
    if named.is_empty() {
        return upward().map(|path| vec![Place::File(path)]);
    }
    let mut places = Vec::new();
    for path in named {
        if path.as_os_str() == "-" {
            places.push(Place::Stdin);
        } else if path.is_dir() {
            places.append(&mut folder(path));
        } else {
            places.push(Place::File(path.clone()));
        }
    }
    Ok(each_once(places))
}

/// A file that is named twice, or found behind two names, be they links of either sort, is one ledger.
fn each_once(places: Vec<Place>) -> Vec<Place> {
    let mut seen = HashSet::new();
    let mut has_stdin = false;
    let mut is_new = |place: &Place| match place.path().map(identity) {
        Some(Ok(identity)) => seen.insert(identity),
        Some(Err(_)) => true,
        None => !std::mem::replace(&mut has_stdin, true),
    };
    places.into_iter().filter(|place| is_new(place)).collect()
}

/// What a file is, whatever it is called. A handle of each would tell, too, but a folder may hold more ledgers than a program may
/// have open files.
#[cfg(unix)]
fn identity(path: &Path) -> io::Result<(u64, u64)> {
    use std::os::unix::fs::MetadataExt as _;
    fs::metadata(path).map(|file| (file.dev(), file.ino()))
}

#[cfg(not(unix))]
fn identity(path: &Path) -> io::Result<PathBuf> {
    fs::canonicalize(path)
}

/// `measures.toml` here or above, never past the root of the git repository.
fn upward() -> Result<PathBuf, Refusal> {
    let here = env::current_dir().map_err(|error| {
        let Said { zh, en } = why(&error);
        Refusal::surroundings(said!("不能确定当前目录：{zh}", "cannot tell the current directory: {en}"))
    })?;
    let mut path = PathBuf::from(DEFAULT_NAME);
    for folder in here.ancestors() {
        if path.is_file() {
            return Ok(path);
        }
        if folder.join(".git").exists() {
            break;
        }
        path = Path::new("..").join(path);
    }
    let said = said!("这里及上级目录没有 {DEFAULT_NAME}", "there is no {DEFAULT_NAME} here or above");
    let help =
        said!("用 -l 指定台账，或用 `duban init` 新建一本", "name a ledger with -l, or begin one with `duban init`");
    Err(Refusal::data(said).with_help(help))
}

/// The TOML files of a folder, in order of their paths; hidden folders are passed over. What cannot be looked at is a
/// candidate, too, so that reading it says why.
fn folder(folder: &Path) -> Vec<Place> {
    let is_hidden =
        |entry: &walkdir::DirEntry| entry.depth() > 0 && entry.file_name().as_encoded_bytes().starts_with(b".");
    let entries = WalkDir::new(folder).sort_by_file_name().into_iter().filter_entry(|entry| !is_hidden(entry));
    let mut places = Vec::new();
    for entry in entries {
        match entry {
            Ok(entry) if entry.path().extension().is_some_and(|ending| ending == "toml") && entry.path().is_file() => {
                places.push(Place::Candidate(entry.into_path()));
            }
            Ok(_) => {}
            Err(error) => places.extend(error.path().map(|path| Place::File(path.to_owned()))),
        }
    }
    places
}

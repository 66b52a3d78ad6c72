//! Which ledgers a command is about.

use std::{
    env,
    path::{Path, PathBuf},
};

use walkdir::WalkDir;

use crate::{model::Refusal, said};

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
            places.append(&mut folder(path)?);
        } else {
            places.push(Place::File(path.clone()));
        }
    }
    Ok(places)
}

/// `measures.toml` here or above, never past the root of the git repository.
fn upward() -> Result<PathBuf, Refusal> {
    let here = env::current_dir().map_err(|error| {
        Refusal::surroundings(said!("不能确定当前目录：{error}", "cannot tell the current directory: {error}"))
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

/// The TOML files of a folder, in order of their paths; hidden folders are passed over.
fn folder(folder: &Path) -> Result<Vec<Place>, Refusal> {
    let is_hidden =
        |entry: &walkdir::DirEntry| entry.depth() > 0 && entry.file_name().as_encoded_bytes().starts_with(b".");
    let entries = WalkDir::new(folder).sort_by_file_name().into_iter().filter_entry(|entry| !is_hidden(entry));
    let mut places = Vec::new();
    for entry in entries {
        let entry = entry.map_err(|error| {
            let folder = folder.display();
            Refusal::data(said!("不能读取目录 {folder}：{error}", "cannot read the folder {folder}: {error}"))
        })?;
        if entry.path().extension().is_some_and(|ending| ending == "toml") && !entry.file_type().is_dir() {
            places.push(Place::Candidate(entry.into_path()));
        }
    }
    Ok(places)
}

//! What several test files share: running the program in a folder of its own, and comparing with files that can be blessed.

#![allow(dead_code, reason = "every test file compiles this module and none uses all of it")]

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

/// The day that tests speak for unless they say otherwise.
pub const AS_OF: &str = "2026-01-15";

/// A path below the repository's root.
pub fn repo(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// A shell command with the program on its path and nothing else of the surroundings.
pub fn shell(script: &str, folder: &Path) -> Command {
    let program = Path::new(env!("CARGO_BIN_EXE_duban"));
    let bin = program.parent().expect("the program stands in a folder");
    let path = env::join_paths([bin, Path::new("/usr/local/bin"), Path::new("/usr/bin"), Path::new("/bin")]);
    let mut command = Command::new("sh");
    command.arg("-c").arg(script).current_dir(folder).env_clear();
    command.env("PATH", path.expect("no colon in these paths")).env("HOME", folder).env("LANG", "C.UTF-8");
    // What a program leaves behind goes with the folder of its test.
    let temporary = folder.parent().filter(|parent| parent.starts_with(env::temp_dir())).unwrap_or(folder);
    command.env("DUBAN_AS_OF", AS_OF).env("TMPDIR", temporary).env("FIXTURES", repo("tests/fixtures"));
    command
}

/// Runs a shell script in a folder.
pub fn run(script: &str, folder: &Path) -> Output {
    shell(script, folder).output().expect("there is a shell")
}

/// Whether expectations are rewritten instead of compared.
pub fn blesses() -> bool {
    env::var_os("BLESS").is_some_and(|value| value == "1")
}

/// Compares a text with the file that holds what is expected, or rewrites the file. An absent file expects nothing.
pub fn expect_file(file: &Path, actual: &[u8]) -> Result<(), String> {
    let expected = fs::read(file).unwrap_or_default();
    if expected == actual {
        return Ok(());
    }
    if blesses() {
        let written = if actual.is_empty() { fs::remove_file(file) } else { fs::write(file, actual) };
        return written.map_err(|error| format!("{}: {error}", file.display()));
    }
    let (expected, actual) = (String::from_utf8_lossy(&expected), String::from_utf8_lossy(actual));
    let diff = similar::TextDiff::from_lines(&*expected, &*actual);
    let diff = diff.unified_diff().header("expected", "actual").to_string();
    Err(format!("{} differs (BLESS=1 rewrites it):\n{diff}", file.display()))
}

/// Copies a folder with everything below it.
pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder can be made");
    for entry in fs::read_dir(from).expect("the folder is there") {
        let entry = entry.expect("the folder can be read");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a file can be copied");
        }
    }
}

/// The files below a folder with their bytes, by their paths from there.
pub fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    collect(folder, folder, &mut found);
    found.sort();
    found
}

fn collect(root: &Path, folder: &Path, found: &mut Vec<(PathBuf, Vec<u8>)>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(root, &path, found);
        } else {
            let name = path.strip_prefix(root).expect("it was found below").to_owned();
            found.push((name, fs::read(&path).unwrap_or_default()));
        }
    }
}

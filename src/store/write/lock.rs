//! One writer at a time: an advisory lock on the ledger's own file.
//!
//! A writer replaces the file, so whoever waited for the old one looks again whether it is still the ledger.
//! The system releases the lock when its holder ends, however it ends: no lock is ever stale.

use std::{
    fs::{File, TryLockError},
    io,
    path::Path,
    thread,
    time::{Duration, Instant},
};

use same_file::Handle;

use crate::{
    lang::Said,
    model::Refusal,
    said,
    store::{load::unreadable, why::why},
};

/// Opens a file and locks it, waiting for another writer as long as that. The name is for messages.
///
/// # Errors
///
/// When the file cannot be opened, or somebody else holds the lock for longer.
pub fn lock(path: &Path, name: &str, wait: Duration) -> Result<File, Refusal> {
    let until = Instant::now() + wait;
    loop {
        let attempt = File::open(path).and_then(|file| attempt(file, path)).map_err(|error| failed(name, &error))?;
        match attempt {
            Attempt::Locked(file) => return Ok(file),
            Attempt::Replaced => {}
            Attempt::Held if Instant::now() < until => thread::sleep(PAUSE),
            Attempt::Held => return Err(held(name, wait)),
        }
    }
}

/// How long a writer sleeps before it looks again.
const PAUSE: Duration = Duration::from_millis(10);

/// What came of an attempt to lock a file.
#[derive(Debug)]
enum Attempt {
    /// It is locked, and it is the ledger.
    Locked(File),
    /// Another file stands in its place by now.
    Replaced,
    /// Somebody else holds the lock.
    Held,
}

/// Locks an open file, if it still is the one at that path.
fn attempt(file: File, path: &Path) -> io::Result<Attempt> {
    match file.try_lock() {
        Ok(()) if Handle::from_file(file.try_clone()?)? == Handle::from_path(path)? => Ok(Attempt::Locked(file)),
        Ok(()) => Ok(Attempt::Replaced),
        Err(TryLockError::WouldBlock) => Ok(Attempt::Held),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

fn held(name: &str, wait: Duration) -> Refusal {
    let seconds = wait.as_secs();
    let said = said!(
        "{name} 正被另一个程序写入，等了 {seconds} 秒",
        "{name} is being written by another program; waited {seconds} s"
    );
    let help = said!("稍后再试，或用 --wait 等得更久", "try again later, or wait longer with --wait");
    Refusal::write(said).with_help(help)
}

fn failed(name: &str, error: &io::Error) -> Refusal {
    if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::PermissionDenied) {
        return unreadable(name, error);
    }
    let Said { zh, en } = why(error);
    Refusal::surroundings(said!("不能锁定 {name}：{zh}", "cannot lock {name}: {en}"))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn the_lock_of_a_file_that_was_replaced_is_none() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let (path, other) = (folder.path().join("a.toml"), folder.path().join("b.toml"));
        fs::write(&path, "old").and_then(|()| fs::write(&other, "new")).expect("the folder is ours");
        let opened = || File::open(&path).expect("it is there");
        let old = opened();
        let locked = attempt(opened(), &path).expect("it can be locked");
        assert!(matches!(locked, Attempt::Locked(_)));
        assert!(matches!(attempt(opened(), &path), Ok(Attempt::Held)));
        drop(locked);
        fs::rename(&other, &path).expect("the folder is ours");
        assert!(matches!(attempt(old, &path), Ok(Attempt::Replaced)));
        assert!(matches!(attempt(opened(), &path), Ok(Attempt::Locked(_))));
    }
}

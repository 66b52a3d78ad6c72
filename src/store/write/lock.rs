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
        let file = File::open(path).map_err(|error| failed(name, &error))?;
        match file.try_lock() {
            Ok(()) if is_still(&file, path).map_err(|error| failed(name, &error))? => return Ok(file),
            Ok(()) => {}
            Err(TryLockError::WouldBlock) if Instant::now() < until => thread::sleep(PAUSE),
            Err(TryLockError::WouldBlock) => return Err(held(name, wait)),
            Err(TryLockError::Error(error)) => return Err(failed(name, &error)),
        }
    }
}

/// How long a writer sleeps before it looks again.
const PAUSE: Duration = Duration::from_millis(10);

fn is_still(file: &File, path: &Path) -> io::Result<bool> {
    Ok(Handle::from_file(file.try_clone()?)? == Handle::from_path(path)?)
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

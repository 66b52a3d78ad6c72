//! Replaces a file in one step: whoever reads it sees the old text or the new one, whole.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, BufWriter, Read as _, Write},
    path::{Path, PathBuf},
    time::Duration,
};

use tempfile::NamedTempFile;

use crate::{lang::Said, model::Refusal, said, store::why::why, work::both};

/// A text that is on the disk beside the file whose place it will take.
#[derive(Debug)]
pub struct Prepared<'a> {
    file: NamedTempFile,
    path: PathBuf,
    name: &'a str,
    old: &'a str,
    has_links: bool,
}

/// Writes a text beside the file that it is to replace, with that file's mode and, where the system allows, its owner.
/// Messages call the file by its name. The old text is what the new one was made from.
///
/// # Errors
///
/// When the file does not hold the old text any more, may not be written, or the disk fails.
pub fn prepare<'a>(path: &Path, name: &'a str, old: &'a str, text: &str) -> Result<Prepared<'a>, Refusal> {
    let failed = |error: io::Error| failed(name, &error);
    let metadata = fs::metadata(path).map_err(failed)?;
    // Who may write into the folder could replace a file that they may not write.
    let may_write = OpenOptions::new().append(true).open(path);
    if metadata.permissions().readonly()
        || may_write.is_err_and(|error| error.kind() == io::ErrorKind::PermissionDenied)
    {
        let help = said!("先取得写权限，或去掉只读属性", "make it writable and try again");
        return Err(Refusal::write(said!("{name} 不可写", "{name} may not be written")).with_help(help));
    }
    clean(folder(path));
    let unchanged = || refuse_changed(path, name, old);
    let write = || {
        // Until the mode is set nobody else may read what may be private.
        let mut file = temporary(path, false)?;
        file.write_all(text.as_bytes())?;
        keep_owner(file.as_file(), &metadata);
        file.as_file().set_permissions(metadata.permissions())?;
        file.as_file().sync_all()?;
        Ok(file)
    };
    let file = if text.len() < WORTH_A_THREAD {
        unchanged()?;
        write()
    } else {
        let (unchanged, written) = both(unchanged, write);
        unchanged?;
        written
    };
    let has_links = has_links(&metadata);
    Ok(Prepared { file: file.map_err(failed)?, path: path.to_owned(), name, old, has_links })
}

/// How many bytes are worth a thread that compares while others are written.
const WORTH_A_THREAD: usize = 1 << 20;

impl Prepared<'_> {
    /// The name of the file.
    pub fn name(&self) -> &str {
        self.name
    }

    /// Whether the file has other names, which will go on naming the old text.
    pub fn has_links(&self) -> bool {
        self.has_links
    }

    /// Takes the place of the old file. Somebody who does not lock may have saved it since the new text was prepared, so it
    /// is compared once more, immediately before.
    ///
    /// # Errors
    ///
    /// When the file is not as it was read, or the disk fails; what is there stands.
    pub fn commit(self) -> Result<(), Refusal> {
        refuse_changed(&self.path, self.name, self.old)?;
        self.file.persist(&self.path).map_err(|error| failed(self.name, &error.error))?;
        sync_folder(&self.path);
        Ok(())
    }
}

/// Refuses to replace a file that is not as it was read.
fn refuse_changed(path: &Path, name: &str, old: &str) -> Result<(), Refusal> {
    if holds(path, old.as_bytes()).unwrap_or(false) {
        return Ok(());
    }
    let said = said!("{name} 在读取后被改动", "{name} changed after it was read");
    Err(Refusal::write(said)
        .with_help(said!("{name} 未写入；请重新执行", "{name} was not written; run the command again")))
}

/// Whether a file holds these bytes and no others.
fn holds(path: &Path, mut expected: &[u8]) -> io::Result<bool> {
    let mut file = File::open(path)?;
    let mut buffer = vec![0; 1 << 17];
    loop {
        let n = match file.read(&mut buffer) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            read => read?,
        };
        match expected.split_at_checked(n) {
            Some((own, rest)) if n > 0 && *own == buffer[..n] => expected = rest,
            _ => return Ok(n == 0 && expected.is_empty()),
        }
    }
}

fn failed(name: &str, error: &io::Error) -> Refusal {
    let Said { zh, en } = why(error);
    Refusal::surroundings(said!("不能写入 {name}：{zh}", "cannot write {name}: {en}"))
        .with_help(said!("原文件未动", "the file is as it was"))
}

/// Writes a file in one step, new or in the place of an old one; a link is followed, and what is no plain file is written
/// as it is.
///
/// # Errors
///
/// When it may not be written or the disk fails; a file that was there before stands.
pub fn create(path: &Path, bytes: &[u8]) -> io::Result<()> {
    create_with(path, |to| to.write_all(bytes))
}

/// The same with what is made while it is written.
///
/// # Errors
///
/// As those of [`create`].
pub fn create_with(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let real = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let old = fs::metadata(&real);
    if old.as_ref().is_ok_and(|old| !old.is_file()) {
        return fill(&mut OpenOptions::new().write(true).open(&real)?, write);
    }
    if old.is_ok() {
        OpenOptions::new().append(true).open(&real)?;
    }
    let mut file = temporary(&real, true)?;
    fill(&mut file, write)?;
    if let Ok(old) = old {
        file.as_file().set_permissions(old.permissions())?;
    }
    file.as_file().sync_all()?;
    file.persist(&real).map_err(|error| error.error)?;
    sync_folder(&real);
    Ok(())
}

/// Writes a file that must not be there yet, not even as a link to nowhere. What it holds may be made while it is written.
///
/// # Errors
///
/// When it is there, or the disk fails.
pub fn create_new(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut file = temporary(path, true)?;
    fill(&mut file, write)?;
    file.as_file().sync_all()?;
    file.persist_noclobber(path).map_err(|error| error.error)?;
    sync_folder(path);
    Ok(())
}

/// Writes into a file what is made in many small pieces.
fn fill(file: &mut impl Write, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut pieces = BufWriter::new(file);
    write(&mut pieces).and_then(|()| pieces.flush())
}

fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

const PREFIX: &str = ".duban-";
const SUFFIX: &str = ".tmp";

/// A file of its own beside the one that it will replace; a public one has the mode that the system gives to new files. It
/// stays locked while somebody writes it, however long that takes.
fn temporary(path: &Path, public: bool) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX);
    #[cfg(unix)]
    if public {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let file = builder.tempfile_in(folder(path))?;
    // Where files cannot be locked, nobody can find it abandoned either.
    let _ = file.as_file().try_lock();
    Ok(file)
}

/// How old a temporary file is when whoever made it must have locked it, if they are still there.
const SETTLED: Duration = Duration::from_secs(60);

/// Removes what writers that were killed left behind: the system released their locks.
fn clean(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let is_ours = name.to_str().is_some_and(|name| name.starts_with(PREFIX) && name.ends_with(SUFFIX));
        let age = || entry.metadata().ok().filter(fs::Metadata::is_file)?.modified().ok()?.elapsed().ok();
        if is_ours
            && age().is_some_and(|age| age > SETTLED)
            && File::open(entry.path()).is_ok_and(|file| file.try_lock().is_ok())
        {
            // It may belong to somebody else, and then it is theirs to remove.
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// The new name lasts only when the folder is on the disk, too; not every system can do that.
fn sync_folder(path: &Path) {
    if let Ok(folder) = File::open(folder(path)) {
        let _ = folder.sync_all();
    }
}

/// Makes a limit on file sizes an error of the write instead of the end of the program. Once, at the start, is enough: it holds
/// for every file and for standard output.
#[cfg(unix)]
pub fn survive_file_limits() {
    use std::sync::{Arc, atomic::AtomicBool};
    // Where even this fails, the limit ends the program as it ends any other.
    let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, Arc::new(AtomicBool::new(false)));
}

/// Nothing to do where no signal tells of a limit.
#[cfg(not(unix))]
pub fn survive_file_limits() {}

#[cfg(unix)]
fn has_links(file: &fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    file.nlink() > 1
}

#[cfg(not(unix))]
fn has_links(_: &fs::Metadata) -> bool {
    false
}

/// Gives the new file the old one's owner and group; who may not do that keeps their own, as with any editor.
#[cfg(unix)]
fn keep_owner(file: &File, old: &fs::Metadata) {
    use std::os::unix::fs::{MetadataExt as _, fchown};
    let _ = fchown(file, Some(old.uid()), Some(old.gid()));
}

#[cfg(not(unix))]
fn keep_owner(_: &File, _: &fs::Metadata) {}

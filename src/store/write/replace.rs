//! Replaces a file in one step: whoever reads it sees the old text or the new one, whole.

use std::{
    fs::{self, File},
    io::{self, Write as _},
    path::Path,
};

use tempfile::NamedTempFile;

use crate::{lang::Said, model::Refusal, said, store::why::why};

/// Replaces the text of a file, which messages call by its name, keeping its mode and, where the system allows, its owner.
///
/// # Errors
///
/// When the file may not be written, or the disk fails; the old text stands.
pub fn replace(path: &Path, name: &str, text: &str) -> Result<(), Refusal> {
    let failed = |error: io::Error| {
        let Said { zh, en } = why(&error);
        Refusal::surroundings(said!("不能写入 {name}：{zh}", "cannot write {name}: {en}"))
            .with_help(said!("原文件未动", "the file is as it was"))
    };
    let metadata = fs::metadata(path).map_err(failed)?;
    if metadata.permissions().readonly() {
        let help = said!("去掉只读属性后再试", "make it writable and try again");
        return Err(Refusal::write(said!("{name} 是只读文件", "{name} is read-only")).with_help(help));
    }
    let folder = folder(path);
    let mut file = temporary(folder).map_err(failed)?;
    file.write_all(text.as_bytes()).map_err(failed)?;
    file.as_file().set_permissions(metadata.permissions()).map_err(failed)?;
    keep_owner(file.as_file(), &metadata);
    persist(file, path).map_err(failed)
}

/// Writes a file in one step, new or in the place of an old one; what is no plain file is written as it is.
///
/// # Errors
///
/// When the disk fails; a file that was there before stands.
pub fn create(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let old = fs::metadata(path);
    if old.as_ref().is_ok_and(|old| !old.is_file()) {
        return File::options().write(true).open(path)?.write_all(bytes);
    }
    let mut file = temporary(folder(path))?;
    file.write_all(bytes)?;
    if let Ok(old) = old {
        file.as_file().set_permissions(old.permissions())?;
    }
    persist(file, path)
}

fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A file of its own beside the one that it will replace, with the mode that the system gives to new files.
fn temporary(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".duban-").suffix(".tmp");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

fn persist(file: NamedTempFile, path: &Path) -> io::Result<()> {
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    // The new name lasts only when the folder is on the disk, too; not every system can do that.
    if let Ok(folder) = File::open(folder(path)) {
        let _ = folder.sync_all();
    }
    Ok(())
}

/// Gives the new file the old one's owner and group; who may not do that keeps their own, as with any editor.
#[cfg(unix)]
fn keep_owner(file: &File, old: &fs::Metadata) {
    use std::os::unix::fs::{MetadataExt as _, fchown};
    let _ = fchown(file, Some(old.uid()), Some(old.gid()));
}

#[cfg(not(unix))]
fn keep_owner(_: &File, _: &fs::Metadata) {}

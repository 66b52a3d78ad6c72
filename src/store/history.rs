//! What commits did to one measure: every commit that touched its file, and in it the measure before and after.

use std::{
    fs,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    path::{Path, PathBuf},
    process::{Child, ChildStdin, ChildStdout, Stdio},
};

use chrono::NaiveDate;

use super::{
    git::{command, not_run, run, succeeded, top},
    load::name,
    read::{cut, read},
};
use crate::model::{Collection, Ledger, Refusal, Source};

/// Who committed what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commit {
    /// Its short id.
    pub hash: String,
    /// The day on which it was written, where it was written.
    pub date: Option<NaiveDate>,
    /// Who wrote it.
    pub author: String,
    /// The first line of its message.
    pub subject: String,
}

/// A change of the file in which the measure became other.
#[derive(Debug)]
pub struct Step {
    /// The commit; nothing for what is not committed yet.
    pub commit: Option<Commit>,
    /// A ledger with the measure as it was, or without it.
    pub before: Ledger,
    /// The same as it became.
    pub after: Ledger,
}

/// What became of a measure, oldest first, with what is not committed yet. The file is followed through its renames.
///
/// # Errors
///
/// When there is no git, no repository, or git fails.
pub fn of_measure(file: &Path, id: &str) -> Result<Vec<Step>, Refusal> {
    let real = fs::canonicalize(file).unwrap_or_else(|_| file.to_owned());
    let folder = real.parent().map_or_else(|| PathBuf::from("."), Path::to_owned);
    let top = top(&folder, &name(file))?;
    let path = real.to_string_lossy();
    let mut blobs = Blobs::of(&top)?;
    let mut steps = Vec::new();
    // A repository without a commit has no log; its file is not committed yet.
    if run(&top, &["rev-parse", "--verify", "--quiet", "HEAD"])?.status.success() {
        // Nothing that people write has a zero in it, so nobody can forge or hide a commit here; no part is empty.
        let format = "--format=%x00%x00%H%x00%h%x00d%as%x00a%an%x00s%s%x00";
        let arguments = ["log", "--follow", "-M", "--name-status", "--no-color", format, "--", &path];
        let log = succeeded(run(&top, &arguments)?, "log")?;
        for entry in log.split("\0\0").filter(|entry| !entry.is_empty()) {
            let Some((commit, hash, old, new)) = commit(entry) else { continue };
            let before = blobs.get(&format!("{hash}^:{old}"))?;
            let after = blobs.get(&format!("{hash}:{new}"))?;
            steps.extend(step(Some(commit), before.as_deref(), after.as_deref(), id));
        }
        steps.reverse();
    }
    let own = run(&top, &["ls-files", "--full-name", "-z", "--", &path])?;
    let own = String::from_utf8_lossy(&own.stdout).split('\0').next().unwrap_or_default().to_owned();
    let head = if own.is_empty() { None } else { blobs.get(&format!("HEAD:{own}"))? };
    let here = fs::read(&real).ok().map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    steps.extend(step(None, head.as_deref(), here.as_deref(), id));
    Ok(steps)
}

/// A commit of the log with its whole id, and the path of the file before and after it.
fn commit(entry: &str) -> Option<(Commit, &str, &str, &str)> {
    let mut parts = entry.split('\0');
    let (hash, short) = (parts.next()?, parts.next()?.to_owned());
    let mut next = || parts.next()?.get(1..).map(str::to_owned);
    let (date, author, subject) = (next()?, next()?, next()?);
    let files = parts.next()?;
    let line = files.lines().find(|line| !line.is_empty())?;
    let mut paths = line.split('\t').skip(1);
    let old = paths.next()?;
    let new = paths.next().unwrap_or(old);
    Some((Commit { hash: short, date: date.parse().ok(), author, subject }, hash, old, new))
}

/// The measure in both texts, where it is other.
fn step(commit: Option<Commit>, before: Option<&str>, after: Option<&str>, id: &str) -> Option<Step> {
    let (was, is) = (before.map(|text| part(text, id)), after.map(|text| part(text, id)));
    if was.as_deref().unwrap_or_default() == is.as_deref().unwrap_or_default() {
        return None;
    }
    let ledger = |text: Option<String>| read(Source::new("", text.unwrap_or_default()));
    let (before, after) = (ledger(was), ledger(is));
    let same = match (before.measures().get(id), after.measures().get(id)) {
        (Some(was), Some(is)) => was.record == is.record,
        (None, None) => true,
        _ => false,
    };
    (!same).then_some(Step { commit, before, after })
}

/// The part of a text that speaks of a measure under headers of its own; all of it where the measure is written otherwise.
fn part(text: &str, id: &str) -> String {
    let is_own = |root: &super::read::Root<'_>| root.table == Collection::Measure.key() && root.id == Some(id);
    let pieces = cut(text).into_iter().filter(|piece| piece.root.as_ref().is_some_and(is_own));
    let own: String = pieces.map(|piece| &text[piece.range]).collect();
    if own.is_empty() && text.contains(id) { text.to_owned() } else { own }
}

/// Files of commits, from one git that answers as long as it is asked.
struct Blobs {
    git: Child,
    ask: Option<ChildStdin>,
    told: BufReader<ChildStdout>,
}

impl Blobs {
    fn of(top: &Path) -> Result<Self, Refusal> {
        let mut command = command(top, &["cat-file", "--batch"]);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut git = command.spawn().map_err(|error| not_run(&error))?;
        let gone = || not_run(&std::io::Error::from(std::io::ErrorKind::BrokenPipe));
        let (ask, told) = (git.stdin.take(), git.stdout.take().ok_or_else(gone)?);
        Ok(Self { git, ask, told: BufReader::new(told) })
    }

    /// A file of a commit; nothing when it was not there.
    fn get(&mut self, object: &str) -> Result<Option<String>, Refusal> {
        self.answer(object).map_err(|error| not_run(&error))
    }

    fn answer(&mut self, object: &str) -> std::io::Result<Option<String>> {
        let Some(ask) = &mut self.ask else { return Ok(None) };
        // A path with a line break in it would be two questions.
        if object.contains('\n') {
            return Ok(None);
        }
        writeln!(ask, "{object}")?;
        ask.flush()?;
        let mut head = String::new();
        self.told.read_line(&mut head)?;
        let mut parts = head.trim_end().rsplit(' ');
        let Some(length) = parts.next().and_then(|length| length.parse::<usize>().ok()) else { return Ok(None) };
        let mut bytes = vec![0; length + 1];
        self.told.read_exact(&mut bytes)?;
        bytes.truncate(length);
        let is_blob = parts.next() == Some("blob");
        Ok(is_blob.then(|| String::from_utf8_lossy(&bytes).into_owned()))
    }
}

impl Drop for Blobs {
    fn drop(&mut self) {
        // Without a question more it ends by itself.
        self.ask = None;
        let _ = self.git.wait();
    }
}

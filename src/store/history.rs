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

/// A change of the file in which the measure that is asked about became other, or anything where none is.
#[derive(Debug)]
pub struct Step {
    /// The commit; nothing for what is not committed yet.
    pub commit: Option<Commit>,
    /// A ledger with the measure as it was, or without it.
    pub before: Ledger,
    /// The same as it became.
    pub after: Ledger,
    /// What else the commit came from, when it merged several: what it shares with one of them is no doing of its own.
    pub beside: Vec<Ledger>,
}

/// What became of a measure, or of all records, oldest first, with what is not committed yet. The file is followed through its
/// renames.
///
/// # Errors
///
/// When there is no git, no repository, or git fails.
pub fn of(file: &Path, id: Option<&str>) -> Result<Vec<Step>, Refusal> {
    let real = fs::canonicalize(file).unwrap_or_else(|_| file.to_owned());
    let folder = real.parent().map_or_else(|| PathBuf::from("."), Path::to_owned);
    let top = top(&folder, &name(file))?;
    let path = real.to_string_lossy();
    let mut blobs = Blobs::of(&top)?;
    let mut steps = Vec::new();
    // A repository without a commit has no log; its file is not committed yet.
    if run(&top, &["rev-parse", "--verify", "--quiet", "HEAD"])?.status.success() {
        // Nothing that people write has a zero in it, so nobody can forge or hide a commit here; no part is empty.
        let format = "--format=%x00H%H%x00h%h%x00p%P%x00d%as%x00a%an%x00s%s";
        let arguments = [LOG, &[format, "--", &path]].concat();
        let log = succeeded(run(&top, &arguments)?, "log")?;
        for Entry { commit, hash, parents, old, new } in entries(&log) {
            let mut at = |commit: &str, path: &str| blobs.get(&format!("{commit}:{path}"));
            let before = at(&format!("{hash}^"), old)?;
            let after = at(hash, new)?;
            let mut beside = Vec::new();
            for parent in parents.iter().skip(1) {
                beside.extend(at(parent, new)?);
            }
            steps.extend(step(Some(commit), (before.as_deref(), after.as_deref()), &beside, id));
        }
        steps.reverse();
    }
    let own = run(&top, &["ls-files", "--full-name", "-z", "--", &path])?;
    let own = String::from_utf8_lossy(&own.stdout).split('\0').next().unwrap_or_default().to_owned();
    let head = if own.is_empty() { None } else { blobs.get(&format!("HEAD:{own}"))? };
    let here = fs::read(&real).ok().map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    steps.extend(step(None, (head.as_deref(), here.as_deref()), &[], id));
    Ok(steps)
}

/// How git is asked for the commits of a file: names as they are, merges that are like none of what they merged, and nothing that
/// settings would add.
const LOG: &[&str] = &[
    "log",
    "--follow",
    "-M",
    "-c",
    "--name-status",
    "-z",
    "--no-color",
    "--no-ext-diff",
    "--no-show-signature",
    "--encoding=UTF-8",
];

/// A commit of the log.
struct Entry<'l> {
    commit: Commit,
    /// Its whole id.
    hash: &'l str,
    /// The whole ids of what it came from.
    parents: Vec<&'l str>,
    /// The path of the file before it and after it.
    old: &'l str,
    new: &'l str,
}

fn entries(log: &str) -> Vec<Entry<'_>> {
    let mut parts = log.split('\0').filter(|part| !part.is_empty()).peekable();
    let mut entries = Vec::new();
    while let Some(hash) = parts.next() {
        let mut next = || parts.next().and_then(|part| part.get(1..)).unwrap_or_default();
        let (short, parents, date, author, subject) = (next(), next(), next(), next(), next());
        // A commit that changed no file is followed by the next one.
        let Some(status) = parts.next_if(|part| !part.starts_with('H')) else { continue };
        let Some(old) = parts.next() else { break };
        let status = status.trim();
        let is_moved = status.starts_with(['R', 'C']) && status.ends_with(|c: char| c.is_ascii_digit());
        let new = if is_moved { parts.next().unwrap_or(old) } else { old };
        let commit = Commit {
            hash: short.to_owned(),
            date: date.parse().ok(),
            author: author.to_owned(),
            subject: subject.to_owned(),
        };
        let hash = hash.get(1..).unwrap_or_default();
        entries.push(Entry { commit, hash, parents: parents.split_whitespace().collect(), old, new });
    }
    entries
}

/// A change of a text, where what is asked about is other.
fn step(
    commit: Option<Commit>,
    (before, after): (Option<&str>, Option<&str>),
    beside: &[String],
    id: Option<&str>,
) -> Option<Step> {
    let part = |text: &str| id.map_or_else(|| text.to_owned(), |id| part(text, id));
    let (was, is) = (before.map(part).unwrap_or_default(), after.map(part).unwrap_or_default());
    if was == is {
        return None;
    }
    let ledger = |text: String| read(Source::new("", text));
    let (before, after) = (ledger(was), ledger(is));
    let same = id.is_some_and(|id| match (before.measures().get(id), after.measures().get(id)) {
        (Some(was), Some(is)) => was.record == is.record,
        (None, None) => true,
        _ => false,
    });
    let beside = || beside.iter().map(|text| ledger(part(text))).collect();
    (!same).then(|| Step { commit, before, after, beside: beside() })
}

/// The part of a text that speaks of a measure under headers of its own; all of it where the measure is written otherwise.
fn part(text: &str, id: &str) -> String {
    let is_own =
        |root: &super::read::Root<'_>| root.table == Collection::Measure.key() && root.id.as_deref() == Some(id);
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

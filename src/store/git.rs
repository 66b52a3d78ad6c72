//! What a ledger was: asked of the `git` program, in the repository that the ledger stands in.
//!
//! Nothing that a hook or a caller left in the environment leads elsewhere: the variables that name a repository are taken
//! out, and git looks for the repository from the ledger's own folder.

use std::{
    io,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use chrono::NaiveDate;

use super::{load::name, why::why};
use crate::{
    lang::{Said, near_or, visible},
    model::Refusal,
    said,
};

/// The variables by which git is told of a repository, as `git rev-parse --local-env-vars` lists them.
const LOCAL: &[&str] = &[
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_CONFIG",
    "GIT_CONFIG_PARAMETERS",
    "GIT_CONFIG_COUNT",
    "GIT_OBJECT_DIRECTORY",
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_GRAFT_FILE",
    "GIT_INDEX_FILE",
    "GIT_NO_REPLACE_OBJECTS",
    "GIT_REPLACE_REF_BASE",
    "GIT_PREFIX",
    "GIT_SHALLOW_FILE",
    "GIT_COMMON_DIR",
    "GIT_INTERNAL_SUPER_PREFIX",
];

/// A repository and a commit in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Base {
    /// The top of the work tree.
    top: PathBuf,
    /// The commit's whole id.
    commit: String,
    /// The commit as the user named it.
    named: String,
}

/// A file of a repository at a commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blob {
    /// Its path from the top of the work tree, with slashes.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl Base {
    /// The commit that a revision names, in the repository around a file; with `merged`, the commit at which the present one
    /// and that one parted.
    ///
    /// # Errors
    ///
    /// When there is no git, no repository, no such revision, or no commit that both have in common.
    pub fn of(file: &Path, revision: &str, merged: bool) -> Result<Self, Refusal> {
        let folder = std::fs::canonicalize(file).ok().and_then(|file| Some(file.parent()?.to_owned()));
        let folder = folder.unwrap_or_else(|| PathBuf::from("."));
        let shown = name(file);
        let top = top(&folder, &shown).map_err(|refusal| {
            refusal.with_help(said!("用 --before 指定一份旧台账来对照", "compare with an earlier copy: --before FILE"))
        })?;
        let wanted = format!("{revision}^{{commit}}");
        let found = run(&top, &["rev-parse", "--verify", "--quiet", "--end-of-options", &wanted])?;
        let commit = line(&found).ok_or_else(|| no_revision(&top, revision))?;
        let commit = if merged { parted(&top, &commit, revision)? } else { commit };
        Ok(Self { top, commit, named: revision.to_owned() })
    }

    /// How people call it: the revision and the commit's short id.
    pub fn label(&self) -> String {
        let short = self.commit.get(..10).unwrap_or(&self.commit);
        if self.commit.starts_with(&self.named) {
            short.to_owned()
        } else {
            format!("{}@{short}", visible(&self.named))
        }
    }

    /// The day on which it was committed, where it was committed.
    ///
    /// # Errors
    ///
    /// When git fails.
    pub fn day(&self) -> Result<Option<NaiveDate>, Refusal> {
        let shown = succeeded(run(&self.top, &["show", "-s", "--format=%cs", &self.commit])?, "show")?;
        Ok(shown.trim().parse().ok())
    }

    /// A path from the top of the work tree.
    pub fn path_of(&self, file: &Path) -> Option<String> {
        let real = std::fs::canonicalize(file).ok()?;
        let top = std::fs::canonicalize(&self.top).ok()?;
        let parts: Option<Vec<&str>> = real.strip_prefix(top).ok()?.iter().map(|part| part.to_str()).collect();
        Some(parts?.join("/"))
    }

    /// Where a file of the commit still stands in the work tree.
    pub fn stands(&self, path: &str) -> Option<PathBuf> {
        Some(self.top.join(path)).filter(|file| file.is_file())
    }

    /// A file as it was.
    ///
    /// # Errors
    ///
    /// When git fails; a file that was not there is no error.
    pub fn blob(&self, path: &str) -> Result<Option<Blob>, Refusal> {
        blob(&self.top, &self.commit, path)
    }

    /// The TOML files below a folder of the commit, by their paths from the top; everything for an empty path.
    ///
    /// # Errors
    ///
    /// When git fails.
    pub fn files(&self, folder: &str) -> Result<Vec<String>, Refusal> {
        let mut arguments = vec!["ls-tree", "-r", "-z", "--name-only", "--full-tree", &self.commit];
        if !folder.is_empty() {
            arguments.extend(["--", folder]);
        }
        let listed = succeeded(run(&self.top, &arguments)?, "ls-tree")?;
        let is_ledger = |path: &&str| path.ends_with(".toml") && !path.split('/').any(|part| part.starts_with('.'));
        Ok(listed.split('\0').filter(is_ledger).map(str::to_owned).collect())
    }

    /// The files that were renamed since, as git recognises them: where each stands now, and where it stood.
    ///
    /// # Errors
    ///
    /// When git fails.
    pub fn renamed(&self) -> Result<Vec<(String, String)>, Refusal> {
        let arguments = ["diff", "-M", "-z", "--name-status", "--diff-filter=R", &self.commit, "--", "*.toml"];
        let listed = succeeded(run(&self.top, &arguments)?, "diff")?;
        let mut parts = listed.split('\0');
        let mut renamed = Vec::new();
        while let (Some(_), Some(old), Some(new)) =
            (parts.next().filter(|status| !status.is_empty()), parts.next(), parts.next())
        {
            renamed.push((new.to_owned(), old.to_owned()));
        }
        Ok(renamed)
    }

    /// The lines that commits before this one took out of a file, newest first: each with the file as it was before, whose
    /// path begins with the commit. Only lines that are wanted are looked for.
    ///
    /// # Errors
    ///
    /// When git fails.
    pub fn removed(&self, path: &str, wanted: &dyn Fn(&str) -> bool) -> Result<Vec<(String, Blob)>, Refusal> {
        const LOG: &[&str] = &[
            "log",
            "--first-parent",
            "-m",
            "--follow",
            "--no-color",
            "--no-ext-diff",
            "--no-textconv",
            "-U0",
            "-p",
            "--format=commit %H",
        ];
        let arguments = [LOG, &[self.commit.as_str(), "--", path]].concat();
        let log = succeeded(run(&self.top, &arguments)?, "log")?;
        let mut found: Vec<(String, Blob)> = Vec::new();
        let (mut commit, mut old) = ("", String::new());
        for text in log.lines() {
            if let Some(id) = text.strip_prefix("commit ") {
                commit = id;
            } else if let Some(path) = text.strip_prefix("--- ").and_then(old_path) {
                old = path;
            } else if let Some(gone) = text.strip_prefix('-').filter(|gone| wanted(gone)) {
                let is_new = !found.iter().any(|(known, _)| known == gone);
                if let Some(blob) = blob(&self.top, &format!("{commit}^"), &old)?.filter(|_| is_new) {
                    let path = format!("{}^:{old}", commit.get(..10).unwrap_or(commit));
                    found.push((gone.to_owned(), Blob { path, ..blob }));
                }
            }
        }
        Ok(found)
    }
}

/// The path in the head of a patch: in quotation marks where it holds one, with a tab behind it where it holds blanks.
fn old_path(text: &str) -> Option<String> {
    match text.strip_prefix('"').and_then(|text| text.strip_suffix('"')) {
        Some(quoted) => quoted.strip_prefix("a/").map(|path| path.replace("\\\"", "\"").replace("\\\\", "\\")),
        None => text.strip_prefix("a/").map(|path| path.trim_end_matches('\t').to_owned()),
    }
}

/// The top of the work tree around a folder, which messages call by a name.
///
/// # Errors
///
/// When there is none, or git cannot be run.
pub(super) fn top(folder: &Path, shown: &str) -> Result<PathBuf, Refusal> {
    let found = run(folder, &["rev-parse", "--show-toplevel"])?;
    line(&found).map(PathBuf::from).ok_or_else(|| {
        let why = String::from_utf8_lossy(&found.stderr);
        Refusal::surroundings(if why.contains("not a git repository") {
            said!("{shown} 不在 git 仓库中", "{shown} is in no git repository")
        } else {
            let why = visible(why.trim());
            said!("git 不能打开 {shown} 所在的仓库：{why}", "git cannot open the repository of {shown}: {why}")
        })
    })
}

fn blob(top: &Path, commit: &str, path: &str) -> Result<Option<Blob>, Refusal> {
    let object = format!("{commit}:{path}");
    let output = run(top, &["cat-file", "blob", &object])?;
    if output.status.success() {
        return Ok(Some(Blob { path: path.to_owned(), bytes: output.stdout }));
    }
    // A file that was not there, and a repository that cannot be read, both fail; only the latter cannot be listed either.
    succeeded(run(top, &["ls-tree", commit, "--", path])?, "ls-tree").map(|_| None)
}

/// The commit at which the present one and another parted.
fn parted(top: &Path, commit: &str, revision: &str) -> Result<String, Refusal> {
    let found = run(top, &["merge-base", "HEAD", commit])?;
    line(&found).ok_or_else(|| {
        let revision = visible(revision);
        let is_shallow = run(top, &["rev-parse", "--is-shallow-repository"]).ok().and_then(|found| line(&found));
        let said =
            said!("与 {revision} 没有共同的祖先提交", "no commit is an ancestor of both this one and {revision}");
        let help = if is_shallow.as_deref() == Some("true") {
            said!(
                "这是浅克隆：用 `git fetch --unshallow`，或在 actions/checkout 中设 fetch-depth: 0",
                "this clone is shallow: run `git fetch --unshallow`, or give actions/checkout `fetch-depth: 0`"
            )
        } else {
            said!("用 --no-merge-base 直接与它对照", "compare with it directly: --no-merge-base")
        };
        Refusal::surroundings(said).with_help(help)
    })
}

fn no_revision(top: &Path, revision: &str) -> Refusal {
    let shown = visible(revision);
    let has_commit = run(top, &["rev-list", "--all", "--max-count=1"]).ok().and_then(|found| line(&found)).is_some();
    if !has_commit {
        let help = said!("先提交一次：git commit", "commit something first: git commit");
        return Refusal::usage(said!(
            "仓库还没有提交，没有 `{shown}`",
            "the repository has no commit yet, so no `{shown}`"
        ))
        .with_help(help);
    }
    let listed = run(top, &["for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/tags", "refs/remotes"]);
    let names = listed.ok().map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default();
    let help = near_or(revision, names.lines(), || {
        said!(
            "写分支、标签或提交；远程的要先 git fetch",
            "name a branch, a tag or a commit; fetch it first if it is remote"
        )
    });
    Refusal::usage(said!("git 中没有 `{shown}`", "git knows no `{shown}`")).with_help(help)
}

/// Runs git in a folder; its messages are in English, and it asks nothing.
pub(super) fn run(folder: &Path, arguments: &[&str]) -> Result<Output, Refusal> {
    command(folder, arguments).output().map_err(|error| not_run(&error))
}

/// git in a folder, not run yet.
pub(super) fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new("git");
    command.args([
        "--no-pager",
        "-c",
        "core.quotePath=false",
        "-c",
        "diff.noprefix=false",
        "-c",
        "diff.mnemonicPrefix=false",
    ]);
    command.args(arguments).current_dir(folder).stdin(Stdio::null());
    command.env("LC_ALL", "C").env("GIT_TERMINAL_PROMPT", "0").env("GIT_OPTIONAL_LOCKS", "0");
    LOCAL.iter().for_each(|variable| {
        command.env_remove(variable);
    });
    command
}

/// Why git cannot be run.
pub(super) fn not_run(error: &io::Error) -> Refusal {
    match error.kind() {
        io::ErrorKind::NotFound => Refusal::surroundings(said!("找不到 git 程序", "there is no git program"))
            .with_help(said!(
                "安装 git，或用 --before 指定一份旧台账",
                "install git, or compare with an earlier copy: --before FILE"
            )),
        _ => {
            let Said { zh, en } = why(error);
            Refusal::surroundings(said!("不能运行 git：{zh}", "cannot run git: {en}"))
        }
    }
}

/// What git wrote.
///
/// # Errors
///
/// When it failed, with what it said.
pub(super) fn succeeded(output: Output, verb: &str) -> Result<String, Refusal> {
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let why = String::from_utf8_lossy(&output.stderr);
    let why = visible(why.trim()).into_owned();
    Err(Refusal::surroundings(said!("git {verb} 失败：{why}", "git {verb} failed: {why}")))
}

/// The one line that git wrote; nothing when it failed or wrote none.
pub(super) fn line(output: &Output) -> Option<String> {
    let text = String::from_utf8(output.stdout.clone()).ok().filter(|_| output.status.success())?;
    let line = text.trim_end_matches(['\r', '\n']);
    (!line.is_empty()).then(|| line.to_owned())
}

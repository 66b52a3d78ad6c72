//! `git install`: this clone merges ledgers by record and field, and names measures in diffs.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};

use super::{
    context::{Context, Exit, print},
    say::t,
};
use crate::{
    lang::{Said, visible},
    model::Refusal,
    said,
    store::{
        load::{Set, may_be_ledger, name},
        locate::{Place, locate},
        repository::{Repository, drivers},
    },
};

/// `git`: what can be done with a clone.
#[derive(Args, Debug)]
pub struct Git {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    #[command(about = t("在本克隆中启用按记录合并", "Make this clone merge ledgers by record and field"))]
    Install(Install),
}

/// The flags of `git install`.
#[derive(Args, Debug)]
#[command(after_help = t(
    "写入本克隆的 git 配置（每个克隆各做一次）和 .gitattributes（提交一次即可）。",
    "It writes to the git settings of this clone (once in every clone) and to .gitattributes (committed once for all)."
))]
struct Install {
    #[arg(value_name = "PATTERN", help = t("哪些文件，缺省为 *.toml；不是台账的照常逐行合并", "Which files, *.toml otherwise; what is no ledger is merged by line as ever"))]
    patterns: Vec<String>,
    #[arg(long, conflicts_with_all = ["patterns", "uninstall"], help = t("只说明是否生效，未生效时以 1 退出", "Only say whether it is in force; exit with 1 when it is not"))]
    check: bool,
    #[arg(long, conflicts_with = "patterns", help = t("撤销", "Undo it"))]
    uninstall: bool,
}

/// What our driver is called.
const DRIVER: &str = "duban";
const DRIVER_KEY: &str = "merge.duban.driver";
/// What stands in `.gitattributes` behind a pattern.
const ATTRIBUTES: &str = "merge=duban diff=duban";
/// Which lines hunks are named after: the headers of records and of their tables.
const HEADERS: &str = r#"^[[:space:]]*(\[\[?[[:space:]]*[A-Za-z"'][^]=]*\]\]?)"#;
/// Drivers that git has itself.
const BUILT_IN: &[&str] = &["text", "binary"];
/// The one of them that puts both sides after one another, line by line.
const UNION: &str = "union";

impl Git {
    /// Runs the command.
    pub fn run(self, context: &Context) -> anyhow::Result<Exit> {
        let Verb::Install(install) = self.verb;
        let folder = context
            .ledgers
            .first()
            .filter(|path| path.as_os_str() != "-")
            .map_or_else(|| PathBuf::from("."), |path| if path.is_dir() { path.clone() } else { folder(path) });
        let repository = Repository::around(&folder)?;
        let here = std::env::current_dir().and_then(std::fs::canonicalize);
        if !here.is_ok_and(|here| here.starts_with(repository.top())) {
            // `-l` or a variable that somebody has forgotten leads there.
            let top = name(repository.top());
            context.tell(&said!("所指的克隆：{top}", "the clone that is meant: {top}"));
        }
        Ok(match () {
            () if install.check => check(context, &repository)?,
            () if install.uninstall => uninstall(context, &repository)?,
            () => install.run(context, &repository)?,
        })
    }
}

impl Install {
    fn run(self, context: &Context, repository: &Repository) -> Result<Exit, Refusal> {
        let patterns = if self.patterns.is_empty() { vec!["*.toml".to_owned()] } else { self.patterns };
        if let Some(odd) = patterns.iter().find(|pattern| is_odd(pattern)) {
            let odd = visible(odd).into_owned();
            let help = said!("例如 *.toml 或 ledgers/*.toml", "as in *.toml or ledgers/*.toml");
            return Err(Refusal::usage(said!("`{odd}` 不能作文件样式", "`{odd}` is no pattern")).with_help(help));
        }
        repository.set("merge.duban.name", "ledgers by record and field")?;
        repository.set(DRIVER_KEY, &driver()?)?;
        repository.set("diff.duban.xfuncname", HEADERS)?;
        let lines: Vec<String> = patterns.iter().map(|pattern| attributes_line(pattern)).collect();
        let is_new = repository.change_attributes(|old| {
            let mut new = old.to_owned();
            let end = if old.contains("\r\n") { "\r\n" } else { "\n" };
            for line in lines.iter().filter(|line| !old.lines().any(|own| own.trim() == **line)) {
                if !new.is_empty() && !new.ends_with('\n') {
                    new.push_str(end);
                }
                new.push_str(&format!("{line}{end}"));
            }
            new
        })?;
        context
            .tell(&said!("已设好：本克隆按记录和字段合并台账", "done: this clone merges ledgers by record and field"));
        if is_new {
            let name = name(Path::new(".gitattributes"));
            context.tell(&said!(
                "{name} 有改动，请提交；其他克隆各自运行 duban git install",
                "{name} has changed: commit it, and run duban git install in every other clone"
            ));
        }
        let troubles = troubles(context, repository)?;
        troubles.iter().for_each(|trouble| context.tell(trouble));
        Ok(if troubles.is_empty() { Exit::Done } else { Exit::Findings })
    }
}

fn check(context: &Context, repository: &Repository) -> Result<Exit, Refusal> {
    let troubles = troubles(context, repository)?;
    let said = match troubles.as_slice() {
        [] => {
            vec![said!("已生效：本克隆按记录和字段合并台账", "in force: this clone merges ledgers by record and field")]
        }
        troubles => troubles.to_vec(),
    };
    let lines: String = said.iter().map(|said| format!("{}\n", said.get(context.lang))).collect();
    print(&lines)?;
    Ok(if troubles.is_empty() { Exit::Done } else { Exit::Findings })
}

fn uninstall(context: &Context, repository: &Repository) -> Result<Exit, Refusal> {
    let had = [repository.forget("merge.duban")?, repository.forget("diff.duban")?].contains(&true);
    let changed =
        repository.change_attributes(|old| old.split_inclusive('\n').filter(|line| !is_ours(line)).collect())?;
    context.tell(&if had || changed {
        said!("已撤销：台账照常逐行合并", "undone: ledgers are merged by line as ever")
    } else {
        said!("本来就没有设过", "it was not installed")
    });
    if changed {
        let name = name(Path::new(".gitattributes"));
        context.tell(&said!(
            "{name} 有改动；提交后其他克隆也不再按记录合并",
            "{name} has changed: once it is committed, other clones merge by line, too"
        ));
    }
    Ok(Exit::Done)
}

/// Whether a line of attributes is one that `install` wrote.
fn is_ours(line: &&str) -> bool {
    let pattern = line.trim().strip_suffix(ATTRIBUTES).and_then(|rest| rest.strip_suffix(' '));
    // A pattern has no blanks but in quotation marks; with more behind it, somebody else gave the file more attributes.
    pattern.is_some_and(|pattern| attributes_line(pattern.trim_matches('"')) == line.trim())
}

/// Why it is not in force; nothing when it is.
fn troubles(context: &Context, repository: &Repository) -> Result<Vec<Said>, Refusal> {
    let mut troubles = Vec::new();
    match repository.setting(DRIVER_KEY)? {
        None => troubles.push(said!(
            "未生效：本克隆的 git 没有 {DRIVER_KEY}；运行 duban git install",
            "not in force: git has no {DRIVER_KEY} in this clone; run duban git install"
        )),
        Some(driver) => {
            if let Some(program) = program(&driver).filter(|program| !Path::new(program).is_file()) {
                let program = visible(&program);
                troubles.push(said!(
                    "未生效：{program} 已不存在；重新运行 duban git install",
                    "not in force: there is no {program} any more; run duban git install again"
                ));
            }
        }
    }
    let files = ledgers(context, repository)?;
    if files.is_empty() {
        let text = std::fs::read_to_string(repository.attributes()).unwrap_or_default();
        if !text.lines().any(|line| is_ours(&line)) {
            troubles.push(said!(
                "未生效：.gitattributes 没有指定 merge={DRIVER}；运行 duban git install",
                "not in force: .gitattributes names no files for merge={DRIVER}; run duban git install"
            ));
        }
    }
    for (file, own) in files.iter().zip(repository.attributes_of("merge", &files)?) {
        if own.as_deref() != Some(DRIVER) {
            // Those that git knows are named from its root.
            let here = std::env::current_dir().unwrap_or_default();
            let file = file.strip_prefix(here).unwrap_or(file);
            let file = name(file);
            let Some(own) = own.as_deref().map(|own| visible(own).into_owned()) else {
                troubles.push(said!(
                    "未生效：.gitattributes 没有给 {file} 指定 merge={DRIVER}；运行 duban git install",
                    "not in force: .gitattributes does not give {file} merge={DRIVER}; run duban git install"
                ));
                continue;
            };
            troubles.push(said!(
                "未生效：.gitattributes 给 {file} 的是 merge={own}，应为 merge={DRIVER}",
                "not in force: .gitattributes gives {file} merge={own}, not merge={DRIVER}"
            ));
        }
    }
    Ok(troubles)
}

/// The ledgers that are to be merged: those that were named or are found upward from here, else all that git knows.
fn ledgers(context: &Context, repository: &Repository) -> Result<Vec<PathBuf>, Refusal> {
    match locate(&context.ledgers) {
        Ok(places) => {
            let is_other = |place: &Place| matches!(place, Place::Candidate(path) if !may_be_ledger(path));
            let own = places.iter().filter(|place| !is_other(place));
            Ok(own.filter_map(|place| place.path().map(Path::to_path_buf)).collect())
        }
        Err(_) => Ok(repository.files()?.into_iter().filter(|file| may_be_ledger(file)).collect()),
    }
}

/// Says when the ledgers of a set are to be merged by a driver that this clone does not know, or by one that spoils them.
pub fn warn_of_drivers(context: &Context, set: &Set) {
    let mut told: Vec<String> = Vec::new();
    for (repository, driver) in drivers(set.paths.iter().flatten().map(PathBuf::as_path)) {
        let is_known = BUILT_IN.contains(&&*driver)
            || repository.setting(&format!("merge.{driver}.driver")).is_ok_and(|command| command.is_some());
        if (is_known && driver != UNION) || told.contains(&driver) {
            continue;
        }
        let shown = visible(&driver).into_owned();
        context.tell(&if driver == UNION {
            said!(
                "警告：.gitattributes 让台账按 merge={shown} 合并，会把一项的进展并入另一项；改用 duban git install",
                "warning: .gitattributes has ledgers merged by merge={shown}, which can give one measure's history to another; use duban git install"
            )
        } else if driver == DRIVER {
            said!(
                "警告：.gitattributes 指定的合并方式 {shown} 在本克隆中没有设好；运行 duban git install",
                "warning: .gitattributes names the merge driver {shown}, which this clone does not know; run duban git install"
            )
        } else {
            said!(
                "警告：.gitattributes 指定的合并方式 {shown} 在本克隆中没有设好，git 会逐行合并",
                "warning: .gitattributes names the merge driver {shown}, which this clone does not know: git merges by line"
            )
        });
        told.push(driver);
    }
}

/// The folder of a file.
fn folder(path: &Path) -> PathBuf {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).map_or_else(|| PathBuf::from("."), Path::to_path_buf)
}

/// Whether git would not take it for a pattern of files: attributes know no exceptions.
fn is_odd(pattern: &str) -> bool {
    pattern.trim() != pattern || pattern.is_empty() || pattern.starts_with('!') || pattern.contains(['"', '\\', '\n'])
}

/// A pattern with its attributes. Blanks end a pattern, and a hash at its start makes a remark of it, but not in quotation marks.
fn attributes_line(pattern: &str) -> String {
    if pattern.contains(char::is_whitespace) || pattern.starts_with('#') {
        format!("\"{pattern}\" {ATTRIBUTES}")
    } else {
        format!("{pattern} {ATTRIBUTES}")
    }
}

/// The command by which git asks this very program. Where it is not there any more, git merges by line: without that a
/// missing program would look like a contradiction in which our side is the result.
fn driver() -> Result<String, Refusal> {
    let program = std::env::current_exe().map_err(|error| {
        let Said { zh, en } = crate::store::why::why(&error);
        Refusal::surroundings(said!("不能确定本程序的位置：{zh}", "cannot tell where this program is: {en}"))
    })?;
    // Git replaces what follows a percent sign, and its shell reads slashes everywhere.
    let program = program.to_string_lossy().replace('\\', "/").replace('\'', r"'\''").replace('%', "%%");
    Ok(format!(
        "if test -x '{program}'; then '{program}' merge-driver %O %A %B %L %P %X %Y; \
         else git merge-file --marker-size=%L -L %X -L %S -L %Y %A %O %B; fi"
    ))
}

/// The program that our own command runs; nothing for one that somebody wrote otherwise.
fn program(driver: &str) -> Option<String> {
    let (program, _) = driver.strip_prefix("if test -x '")?.split_once("'; then ")?;
    Some(program.replace(r"'\''", "'").replace("%%", "%"))
}

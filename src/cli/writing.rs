//! What every command that writes has in common: its flags, the locked ledgers, the batch that is all or nothing.

use std::{
    collections::HashSet,
    io::{self, BufRead as _},
    path::Path,
    time::Duration,
};

use chrono::NaiveDate;
use clap::Args;
use similar::TextDiff;

use super::{
    args,
    context::{Context, Exit},
    say::t,
};
use crate::{
    check::guard,
    lang::{Said, nearest, visible},
    model::{Collection, Edit, Ledger, Measure, Named, Refusal},
    page::Tone,
    query::{Resolver, rows},
    said,
    store::{
        edit::apply,
        load::{Set, load},
        locate::locate,
        why::why,
        write::{Draft, open, refused},
    },
};

/// The flags of commands that write.
#[derive(Args, Debug)]
pub struct Writing {
    #[arg(long, short = 'n', help = t("只显示将作的改动，不写入", "Show the change as a diff and write nothing"))]
    dry_run: bool,
    #[arg(long, help = t("即使台账会多出错误也写入", "Write even if the ledger gets a new error"))]
    force: bool,
    #[arg(long, value_name = "SECONDS", default_value = "10", value_parser = args::seconds)]
    #[arg(help = t("别人正在写入时最多等多少秒", "How long to wait while somebody else writes"))]
    wait: u64,
}

/// A record that a command names.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Target {
    /// Which of the ledgers.
    pub draft: usize,
    /// Where the record is kept.
    pub collection: Collection,
    /// Its id.
    pub id: String,
}

/// Which records a command may name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Records {
    /// Measures.
    Measures,
    /// Measures, and others as `org.ID`, `evidence.ID` or `indicator.ID`.
    Any,
}

/// Locked ledgers and the records in them that a command names.
#[derive(Debug)]
pub struct Batch {
    /// The ledgers.
    pub drafts: Vec<Draft>,
    /// The records.
    pub targets: Vec<Target>,
}

impl Batch {
    /// The one record that is named.
    ///
    /// # Errors
    ///
    /// When several are.
    pub fn only(&self) -> Result<&Target, Refusal> {
        match &self.targets[..] {
            [target] => Ok(target),
            targets => {
                let n = targets.len();
                Err(Refusal::usage(said!(
                    "这个命令一次只处理一项，给了 {n} 项",
                    "this command takes one record, not {n}"
                )))
            }
        }
    }

    /// The ledger of a target.
    pub fn ledger(&self, target: &Target) -> &Ledger {
        &self.drafts[target.draft].ledger
    }

    /// The ledger and the measure of a target.
    pub fn measure(&self, target: &Target) -> (&Ledger, &Named<Measure>) {
        let ledger = self.ledger(target);
        (ledger, ledger.measures().get(&target.id).expect("targets were found in this very ledger"))
    }
}

impl Writing {
    /// For a command whose changes need no force.
    pub fn plain(dry_run: bool, wait: u64) -> Self {
        Self { dry_run, force: false, wait }
    }

    /// Locks the ledgers of these references; `-` stands for the lines of standard input.
    ///
    /// # Errors
    ///
    /// When a reference is wrong or a ledger cannot be locked or read.
    pub fn batch(&self, context: &Context, references: &[String], records: Records) -> Result<Batch, Refusal> {
        let references = lines_for_dash(references)?;
        let wait = Duration::from_secs(self.wait);
        let places = locate(&context.ledgers)?;
        let drafts = match &places[..] {
            [place] => vec![open(place.path().ok_or_else(no_stdin)?, wait)?],
            _ => {
                let set = readable(context)?;
                let ledgers: Vec<&Ledger> = set.ledgers.iter().collect();
                let mut paths = Vec::new();
                for target in find(&ledgers, context.as_of, &references, records)? {
                    paths.push(set.paths[target.draft].as_deref().ok_or_else(no_stdin)?);
                }
                // Always in the same order, by their real names: two batches never wait for each other.
                paths.sort_by_key(|path| std::fs::canonicalize(path).ok());
                paths.dedup();
                paths.into_iter().map(|path| open(path, wait)).collect::<Result<_, _>>()?
            }
        };
        let ledgers: Vec<&Ledger> = drafts.iter().map(|draft| &draft.ledger).collect();
        let targets = find(&ledgers, context.as_of, &references, records)?;
        Ok(Batch { drafts, targets })
    }

    /// Locks the one ledger to which something is added.
    ///
    /// # Errors
    ///
    /// When there are several, or it cannot be locked or read.
    pub fn one(&self, context: &Context) -> Result<Draft, Refusal> {
        let wait = Duration::from_secs(self.wait);
        if let [place] = &locate(&context.ledgers)?[..] {
            return open(place.path().ok_or_else(no_stdin)?, wait);
        }
        let set = readable(context)?;
        match &set.paths[..] {
            [path] => open(path.as_deref().ok_or_else(no_stdin)?, wait),
            paths => {
                let n = paths.len();
                Err(Refusal::usage(said!("有 {n} 本台账，不知加到哪一本", "there are {n} ledgers to choose from"))
                    .with_help(said!("用 -l 指定一本", "name one with -l")))
            }
        }
    }

    /// Locks again a ledger that was locked before.
    ///
    /// # Errors
    ///
    /// When it cannot be locked or read.
    pub fn reopen(&self, path: &Path) -> Result<Draft, Refusal> {
        open(path, Duration::from_secs(self.wait))
    }

    /// Makes the edits, all or none, and says so.
    ///
    /// # Errors
    ///
    /// When one of them is refused; then nothing is written.
    pub fn edit(
        &self,
        context: &Context,
        mut batch: Batch,
        edits: Vec<(usize, Edit)>,
        told: &[Said],
    ) -> Result<Exit, Refusal> {
        for (at, draft) in batch.drafts.iter_mut().enumerate() {
            let own: Vec<Edit> = edits.iter().filter(|(draft, _)| *draft == at).map(|(_, edit)| edit.clone()).collect();
            let text = apply(&draft.ledger, &own)?;
            let changed: HashSet<&str> = own.iter().map(|edit| edit.id.as_str()).collect();
            self.change(draft, text, &|id| changed.contains(id))?;
        }
        self.finish(context, &batch.drafts, told)
    }

    /// Takes a new text for a ledger, unless it would add an error: one that reading finds, or one that the rules find in
    /// the measures that change.
    ///
    /// # Errors
    ///
    /// When it would, and is not forced.
    pub fn change(&self, draft: &mut Draft, text: String, changed: &dyn Fn(&str) -> bool) -> Result<(), Refusal> {
        draft.change(text, self.force)?;
        if self.force {
            return Ok(());
        }
        match guard(&draft.ledger, draft.current(), changed) {
            Some(error) => Err(refused(&draft.current().source, &error)),
            None => Ok(()),
        }
    }

    /// Writes what has changed, or shows it.
    ///
    /// # Errors
    ///
    /// When a ledger cannot be replaced.
    pub fn finish(&self, context: &Context, drafts: &[Draft], told: &[Said]) -> Result<Exit, Refusal> {
        if self.dry_run {
            let diffs: String = drafts.iter().map(|draft| diff(context, draft)).collect();
            context.write(None, &diffs)?;
            return Ok(Exit::Done);
        }
        // Everything that can be refused is refused before the first file is replaced.
        let prepared = drafts.iter().map(Draft::prepare).collect::<Result<Vec<_>, _>>()?;
        let mut has_changed = false;
        for prepared in prepared.into_iter().flatten() {
            has_changed = true;
            prepared.commit()?;
        }
        if has_changed {
            told.iter().for_each(|said| context.tell(said));
        } else {
            context.tell(&said!("没有变化", "nothing changed"));
        }
        Ok(Exit::Done)
    }
}

/// The ledgers to write in. One that cannot be read might hold what is meant, so nothing is written then.
fn readable(context: &Context) -> Result<Set, Refusal> {
    let mut set = load(&context.ledgers)?;
    if set.broken.is_empty() { Ok(set) } else { Err(set.broken.swap_remove(0)) }
}

/// The records that references name, each once.
fn find(
    ledgers: &[&Ledger],
    as_of: NaiveDate,
    references: &[String],
    records: Records,
) -> Result<Vec<Target>, Refusal> {
    let rows = rows(ledgers.iter().copied(), as_of);
    let resolver = Resolver::new(&rows);
    let mut targets = Vec::new();
    let mut seen = HashSet::new();
    for wanted in references {
        let target = match address(wanted).filter(|_| records == Records::Any) {
            Some((collection, id)) => find_record(ledgers, collection, id)?,
            None => {
                let row = &rows[resolver.resolve(wanted)?];
                let draft = ledgers.iter().position(|ledger| std::ptr::eq(*ledger, row.ledger));
                let draft = draft.expect("every row is of one of the ledgers");
                Target { draft, collection: Collection::Measure, id: row.measure.id.value.to_string() }
            }
        };
        if seen.insert(target.clone()) {
            targets.push(target);
        }
    }
    Ok(targets)
}

/// A record that is named with its collection, such as `org.cqeic`.
fn address(wanted: &str) -> Option<(Collection, &str)> {
    let (key, id) = wanted.split_once('.')?;
    Collection::ALL.into_iter().find(|collection| collection.key() == key).map(|collection| (collection, id))
}

fn find_record(ledgers: &[&Ledger], collection: Collection, id: &str) -> Result<Target, Refusal> {
    let has = |at: &usize| ledgers[*at].id_span(collection, id).is_some();
    let found: Vec<usize> = (0..ledgers.len()).filter(has).collect();
    match found[..] {
        [draft] => Ok(Target { draft, collection, id: id.to_owned() }),
        [] => Err(check_id(ledgers[0], collection, id).expect_err("a record that was not found is unknown")),
        _ => {
            let (key, n) = (collection.key(), found.len());
            Err(Refusal::usage(said!("{n} 本台账有 {key}.{id}", "{n} ledgers have {key}.{id}"))
                .with_help(said!("用 -l 指定一本", "name one with -l")))
        }
    }
}

fn no_stdin() -> Refusal {
    Refusal::usage(said!("标准输入中的台账不能写入", "a ledger on standard input cannot be written"))
        .with_help(said!("用 -l 指定文件", "name a file with -l"))
}

/// The references, `-` replaced by the lines of standard input.
///
/// # Errors
///
/// When standard input cannot be read or nothing is named.
pub fn lines_for_dash(references: &[String]) -> Result<Vec<String>, Refusal> {
    let mut lines = Vec::new();
    for reference in references {
        if reference != "-" {
            lines.push(reference.clone());
            continue;
        }
        for line in io::stdin().lock().lines() {
            let line = line.map_err(|error| {
                let Said { zh, en } = why(&error);
                Refusal::usage(said!("不能读取标准输入：{zh}", "cannot read standard input: {en}"))
            })?;
            let line = line.trim();
            if !line.is_empty() {
                lines.push(line.to_owned());
            }
        }
    }
    if lines.is_empty() {
        return Err(Refusal::usage(said!("没有给出事项", "no measure was named")));
    }
    Ok(lines)
}

/// The change of a ledger as a unified diff; on a terminal coloured and without characters that would act on it.
fn diff(context: &Context, draft: &Draft) -> String {
    let (old, new) = (&draft.ledger.source.text, &draft.current().source.text);
    let name = &draft.ledger.source.name;
    let path = Path::new(name);
    let shown = if path.is_absolute() { name.trim_start_matches('/') } else { name };
    let diff = TextDiff::from_lines(old, new);
    let text = diff.unified_diff().header(&format!("a/{shown}"), &format!("b/{shown}")).to_string();
    let screen = context.screen();
    if screen.width.is_none() && !screen.color {
        return text;
    }
    let tone = |line: &str| match line.as_bytes().first() {
        Some(b'+') => Tone::Good,
        Some(b'-') => Tone::Bad,
        Some(b'@') => Tone::Busy,
        _ => Tone::Plain,
    };
    text.lines().map(|line| format!("{}\n", screen.paint(&visible(line), tone(line)))).collect()
}

/// The id of an office that is given by its id or by one of its names.
///
/// # Errors
///
/// When the ledger does not know it.
pub fn office<'a>(ledger: &'a Ledger, name: &str) -> Result<&'a str, Refusal> {
    let orgs = &ledger.document.org;
    let found = orgs.get(name).or_else(|| orgs.iter().find(|org| org.is_called(name)));
    match found {
        Some(org) => Ok(&org.id.value),
        None => Err(check_id(ledger, Collection::Org, name).expect_err("an office that was not found is unknown")),
    }
}

/// Refuses an id that the ledger does not know.
///
/// # Errors
///
/// When there is no such record, with the nearest.
pub fn check_id(ledger: &Ledger, collection: Collection, id: &str) -> Result<(), Refusal> {
    if ledger.id_span(collection, id).is_some() {
        return Ok(());
    }
    let (key, id) = (collection.key(), visible(id));
    let said = said!("台账中没有 {key}.{id}", "the ledger has no {key}.{id}");
    let add = match collection {
        Collection::Measure => "duban add",
        Collection::Org => "duban org add",
        Collection::Evidence => "duban evidence add",
        Collection::Indicator => return Err(Refusal::usage(said)),
    };
    let help = match nearest(&id, ledger.ids(collection).into_iter().map(|(id, _)| id)) {
        Some(near) => {
            said!("是否为 `{near}`？也可先用 `{add}` 登记", "did you mean `{near}`? Or register it with `{add}`")
        }
        None => said!("先用 `{add}` 登记", "register it with `{add}` first"),
    };
    Err(Refusal::usage(said).with_help(help))
}

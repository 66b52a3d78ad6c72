//! What every command that writes has in common: its flags, the locked ledgers, the batch that is all or nothing.

use std::{
    collections::{BTreeSet, HashSet},
    path::Path,
    time::Duration,
};

use clap::Args;
use similar::TextDiff;

use super::{
    args,
    context::{Context, Exit},
    say::t,
    target::{Records, Target, find, lines_for_dash},
};
use crate::{
    check::guard,
    lang::{Said, visible},
    model::{Change, Collection, Edit, Finding, Ledger, Refusal},
    page::Tone,
    said,
    store::{
        edit::apply,
        load::{Set, load},
        locate::locate,
        write::{Draft, Measures, look, open, refused},
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

/// Locked ledgers and the records in them that a command names.
#[derive(Debug)]
pub struct Batch {
    /// The ledgers.
    pub drafts: Vec<Draft>,
    /// The records.
    pub targets: Vec<Target>,
}

impl Batch {
    /// The ledger of a target.
    pub fn ledger(&self, target: &Target) -> &Ledger {
        &self.drafts[target.draft].ledger
    }
}

impl Writing {
    /// For a command that has flags of its own.
    pub fn new(dry_run: bool, force: bool, wait: u64) -> Self {
        Self { dry_run, force, wait }
    }

    /// For a command that shows its change unless it is told to make it; only what is written has to be free of new errors.
    pub fn shown_unless(applies: bool, force: bool, wait: u64) -> Self {
        Self { dry_run: !applies, force: force || !applies, wait }
    }

    /// Locks the ledgers of these references; `-` stands for the lines of standard input.
    ///
    /// # Errors
    ///
    /// When a reference is wrong or a ledger cannot be locked or read.
    pub fn batch(&self, context: &Context, references: &[String], records: Records) -> Result<Batch, Refusal> {
        self.batch_of(context, &lines_for_dash(references)?, records, false)
    }

    /// The same where one line of standard input is one reference already, and other measures may be of no concern.
    fn batch_of(
        &self,
        context: &Context,
        references: &[String],
        records: Records,
        is_about_them_only: bool,
    ) -> Result<Batch, Refusal> {
        let places = locate(&context.ledgers)?;
        let drafts = match &places[..] {
            [place] => {
                let path = place.path().ok_or_else(no_stdin)?;
                let ids = references.iter().map(|reference| reference.trim()).collect();
                vec![self.open_for(path, is_about_them_only.then_some(&ids))?]
            }
            _ => {
                let set = readable(context)?;
                let ledgers: Vec<&Ledger> = set.ledgers.iter().collect();
                let targets = find(&ledgers, context.as_of, references, records)?;
                let named: BTreeSet<usize> = targets.iter().map(|target| target.draft).collect();
                let paths = named.into_iter().map(|at| set.paths[at].as_deref().ok_or_else(no_stdin));
                let mut paths = paths.collect::<Result<Vec<_>, _>>()?;
                // Always in the same order, by their real names: two batches never wait for each other.
                paths.sort_by_cached_key(|path| std::fs::canonicalize(path).ok());
                paths.into_iter().map(|path| self.open(path)).collect::<Result<_, _>>()?
            }
        };
        let ledgers: Vec<&Ledger> = drafts.iter().map(|draft| &draft.ledger).collect();
        let targets = find(&ledgers, context.as_of, references, records)?;
        Ok(Batch { drafts, targets })
    }

    /// Locks the one ledger to which something is added.
    ///
    /// # Errors
    ///
    /// When there are several, or it cannot be locked or read.
    pub fn one(&self, context: &Context) -> Result<Draft, Refusal> {
        if let [place] = &locate(&context.ledgers)?[..] {
            return self.open(place.path().ok_or_else(no_stdin)?);
        }
        let set = readable(context)?;
        match &set.paths[..] {
            [path] => self.open(path.as_deref().ok_or_else(no_stdin)?),
            paths => {
                let n = paths.len();
                Err(Refusal::usage(said!("有 {n} 本台账，不知加到哪一本", "there are {n} ledgers to choose from"))
                    .with_help(said!("用 -l 指定一本", "name one with -l")))
            }
        }
    }

    /// Locks a ledger and reads it; where its change is only shown, nobody has to wait.
    ///
    /// # Errors
    ///
    /// When it cannot be locked or read.
    pub fn open(&self, path: &Path) -> Result<Draft, Refusal> {
        self.open_for(path, None)
    }

    fn open_for(&self, path: &Path, measures: Measures<'_>) -> Result<Draft, Refusal> {
        let wait = Duration::from_secs(self.wait);
        if self.dry_run { look(path, measures) } else { open(path, wait, measures) }
    }

    /// Changes every record that is named, all or none, and says so: what changes is asked for each with its ledger. Where
    /// only measures may be named, what changes is of no concern to others, and the ledger may not have them.
    ///
    /// # Errors
    ///
    /// When a reference is wrong or one of the changes is refused; then nothing is written.
    pub fn each(
        &self,
        context: &Context,
        references: &[String],
        records: Records,
        change: impl Fn(&Ledger, &Target) -> Result<(Vec<Change>, Said), Refusal>,
    ) -> Result<Exit, Refusal> {
        let references = lines_for_dash(references)?;
        let mut batch = self.batch_of(context, &references, records, records == Records::Measures)?;
        let mut edits: Vec<Vec<Edit>> = batch.drafts.iter().map(|_| Vec::new()).collect();
        let mut told = Vec::new();
        for target in &batch.targets {
            let (changes, said) = change(batch.ledger(target), target)?;
            told.push(said);
            let (collection, id) = (target.collection, target.id.clone());
            edits[target.draft].push(Edit { collection, id, changes });
        }
        for (draft, edits) in batch.drafts.iter_mut().zip(&edits) {
            let text = apply(&draft.ledger, edits)?;
            let changed = edits.iter().map(|edit| (edit.collection, edit.id.as_str())).collect();
            self.change(draft, text, &changed)?;
        }
        let exit = self.finish(context, &batch.drafts, &told)?;
        batch.drafts.into_iter().for_each(Draft::leave);
        Ok(exit)
    }

    /// Takes a new text for a ledger, unless it would add an error: one that reading finds, or one that the rules find in
    /// the records that change.
    ///
    /// # Errors
    ///
    /// When it would, and is not forced.
    pub fn change(
        &self,
        draft: &mut Draft,
        text: String,
        changed: &HashSet<(Collection, &str)>,
    ) -> Result<(), Refusal> {
        let errors = self.errors(draft, text, changed)?;
        errors.first().map_or(Ok(()), |error| Err(refused(&draft.current().source, error)))
    }

    /// Takes a new text for a ledger and tells the errors that the rules find in the records that change, unless it is forced.
    ///
    /// # Errors
    ///
    /// When reading finds an error that was not there before.
    pub fn errors(
        &self,
        draft: &mut Draft,
        text: String,
        changed: &HashSet<(Collection, &str)>,
    ) -> Result<Vec<Finding>, Refusal> {
        draft.change(text, self.force)?;
        if self.force { Ok(Vec::new()) } else { Ok(guard(&draft.ledger, draft.current(), changed)) }
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
        let prepared: Vec<_> = prepared.into_iter().flatten().collect();
        if prepared.is_empty() {
            context.tell(&said!("没有变化", "nothing changed"));
            return Ok(Exit::Done);
        }
        let mut written: Vec<String> = Vec::new();
        let mut linked = Vec::new();
        for prepared in prepared {
            let name = prepared.name().to_owned();
            linked.extend(prepared.has_links().then(|| name.clone()));
            prepared.commit().map_err(|refusal| match written.join(", ") {
                names if names.is_empty() => refusal,
                names => refusal.with_more(said!("此前已写入：{names}", "written before that: {names}")),
            })?;
            written.push(name);
        }
        told.iter().for_each(|said| context.tell(said));
        for name in linked {
            context.tell(&said!(
                "{name} 另有硬链接，那边仍是原来的内容",
                "{name} has other hard links, which still hold the old text"
            ));
        }
        Ok(Exit::Done)
    }
}

/// The ledgers to write in. One that cannot be read might hold what is meant, so nothing is written then.
fn readable(context: &Context) -> Result<Set, Refusal> {
    let mut set = load(&context.ledgers)?;
    if set.broken.is_empty() { Ok(set) } else { Err(set.broken.swap_remove(0)) }
}

/// Refuses to write in a ledger that came through standard input.
pub fn no_stdin() -> Refusal {
    Refusal::usage(said!("标准输入中的台账不能写入", "a ledger on standard input cannot be written"))
        .with_help(said!("用 -l 指定文件", "name a file with -l"))
}

/// The change of a ledger as a unified diff; on a terminal coloured and without characters that would act on it.
fn diff(context: &Context, draft: &Draft) -> String {
    let (old, new) = (draft.ledger.source.text.as_str(), draft.current().source.text.as_str());
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

//! What every command that writes has in common: its flags, the locked ledgers, the batch that is all or nothing.

use std::{
    io::{self, BufRead as _},
    path::Path,
    time::Duration,
};

use clap::Args;
use similar::TextDiff;

use super::{
    context::{Context, Exit},
    say::t,
};
use crate::{
    lang::{Said, nearest, visible},
    model::{Collection, Ledger, Measure, Named, Refusal},
    page::Tone,
    query::{resolve, rows},
    said,
    store::{
        edit::{Edit, apply},
        load::load,
        locate::locate,
        write::{Draft, open},
    },
};

/// The flags of commands that write.
#[derive(Args, Debug)]
pub struct Writing {
    #[arg(long, short = 'n', help = t("只显示将作的改动，不写入", "Show the change as a diff and write nothing"))]
    dry_run: bool,
    #[arg(long, help = t("即使台账会多出错误也写入", "Write even if the ledger gets a new error"))]
    force: bool,
    #[arg(long, value_name = "SECONDS", default_value_t = 10)]
    #[arg(help = t("别人正在写入时最多等多少秒", "How long to wait while somebody else writes"))]
    wait: u64,
}

/// Locked ledgers and the measures in them that a command names.
#[derive(Debug)]
pub struct Batch {
    /// The ledgers.
    pub drafts: Vec<Draft>,
    /// The measures: which ledger, which id.
    pub targets: Vec<(usize, String)>,
}

impl Batch {
    /// The ledger and the measure of a target.
    pub fn measure(&self, (draft, id): &(usize, String)) -> (&Ledger, &Named<Measure>) {
        let ledger = &self.drafts[*draft].ledger;
        (ledger, ledger.measures().get(id).expect("targets were found in this very ledger"))
    }
}

impl Writing {
    /// Locks the ledgers of these references; `-` stands for the lines of standard input.
    ///
    /// # Errors
    ///
    /// When a reference is wrong or a ledger cannot be locked or read.
    pub fn batch(&self, context: &Context, references: &[String]) -> Result<Batch, Refusal> {
        let references = lines_for_dash(references)?;
        let wait = Duration::from_secs(self.wait);
        let places = locate(&context.ledgers)?;
        let drafts = match &places[..] {
            [place] => vec![open(place.path().ok_or_else(no_stdin)?, wait)?],
            _ => {
                let set = load(&context.ledgers)?;
                let all = rows(&set.ledgers, context.as_of);
                let named = references.iter().map(|wanted| resolve(&all, wanted)).collect::<Result<Vec<_>, _>>()?;
                let mut paths = Vec::new();
                for (ledger, path) in set.ledgers.iter().zip(&set.paths) {
                    if named.iter().any(|at| std::ptr::eq(all[*at].ledger, ledger)) {
                        paths.push(path.as_deref().ok_or_else(no_stdin)?);
                    }
                }
                // Always in the same order: two batches never wait for each other.
                paths.sort_unstable();
                paths.into_iter().map(|path| open(path, wait)).collect::<Result<_, _>>()?
            }
        };
        let all = rows(drafts.iter().map(|draft| &draft.ledger), context.as_of);
        let mut targets = Vec::new();
        for wanted in &references {
            let row = &all[resolve(&all, wanted)?];
            let draft = drafts.iter().position(|draft| std::ptr::eq(&raw const draft.ledger, row.ledger));
            let target = (draft.expect("every row is of a draft"), row.measure.id.value.to_string());
            if !targets.contains(&target) {
                targets.push(target);
            }
        }
        Ok(Batch { drafts, targets })
    }

    /// Locks the one ledger to which something is added.
    ///
    /// # Errors
    ///
    /// When there are several, or it cannot be locked or read.
    pub fn one(&self, context: &Context) -> Result<Draft, Refusal> {
        match &locate(&context.ledgers)?[..] {
            [place] => open(place.path().ok_or_else(no_stdin)?, Duration::from_secs(self.wait)),
            places => {
                let n = places.len();
                Err(Refusal::usage(said!("有 {n} 本台账，不知加到哪一本", "there are {n} ledgers to choose from"))
                    .with_help(said!("用 -l 指定一本", "name one with -l")))
            }
        }
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
            draft.change(text, self.force)?;
        }
        self.finish(context, &batch.drafts, told)
    }

    /// Whether errors are written all the same.
    pub fn force(&self) -> bool {
        self.force
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
        let mut has_changed = false;
        for draft in drafts {
            has_changed |= draft.save()?;
        }
        if has_changed {
            told.iter().for_each(|said| context.tell(said));
        } else {
            context.tell(&said!("没有变化", "nothing changed"));
        }
        Ok(Exit::Done)
    }
}

fn no_stdin() -> Refusal {
    Refusal::usage(said!("标准输入中的台账不能写入", "a ledger on standard input cannot be written"))
        .with_help(said!("用 -l 指定文件", "name a file with -l"))
}

fn lines_for_dash(references: &[String]) -> Result<Vec<String>, Refusal> {
    let mut lines = Vec::new();
    for reference in references {
        if reference != "-" {
            lines.push(reference.clone());
            continue;
        }
        for line in io::stdin().lock().lines() {
            let line = line.map_err(|error| {
                Refusal::usage(said!("不能读取标准输入：{error}", "cannot read standard input: {error}"))
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
        Collection::Measure => "add".to_owned(),
        other => format!("{} add", other.key()),
    };
    let help = match nearest(&id, ledger.ids(collection).into_iter().map(|(id, _)| id)) {
        Some(near) => said!(
            "是否为 `{near}`？也可先用 `duban {add}` 登记",
            "did you mean `{near}`? Or register it with `duban {add}`"
        ),
        None => said!("先用 `duban {add}` 登记", "register it with `duban {add}` first"),
    };
    Err(Refusal::usage(said).with_help(help))
}

//! `edit REF`: one record, a measure or another, in the user's editor.

use std::{
    collections::HashSet,
    env, fs,
    io::Write as _,
    path::Path,
    process::{Command, ExitStatus},
};

use clap::Args;
use tempfile::NamedTempFile;

use super::{
    args,
    context::{Context, Exit},
    reference,
    target::{Records, Target, lines_for_dash, only},
    writing::Writing,
};
use crate::{
    lang::{Said, visible},
    model::{Collection, Document, Ledger, Refusal},
    said,
    store::{edit::whole_record, load, why::why},
};

/// The command's flags.
#[derive(Args, Debug)]
pub struct Edit {
    #[arg(value_name = "REF", add = reference(), help = args::record_reference())]
    reference: String,
    #[command(flatten)]
    writing: Writing,
}

impl Edit {
    /// Runs the command. The ledger is not locked while the editor is open; what changed meanwhile is found afterwards.
    pub fn run(self, context: &Context) -> anyhow::Result<Exit> {
        let references = lines_for_dash(std::slice::from_ref(&self.reference))?;
        let batch = self.writing.batch(context, only(&references)?, Records::Any)?;
        let target = batch.targets.first().expect("one reference names one record").clone();
        let before = record(batch.ledger(&target), &target)?;
        let path = batch.drafts[target.draft].given().to_owned();
        drop(batch);
        let file = scratch(&before)?;
        let written = open_editor(file.path()).and_then(|edited| match edited == before {
            true => Ok(None),
            false => self.write(context, (&path, &target), &before, &edited).map(Some),
        });
        match written {
            Ok(Some(exit)) => Ok(exit),
            Ok(None) => {
                context.tell(&said!("没有变化", "nothing was changed"));
                Ok(Exit::Done)
            }
            Err(refusal) => Err(with_kept(refusal, file, &before).into()),
        }
    }

    fn write(&self, context: &Context, of: (&Path, &Target), before: &str, edited: &str) -> Result<Exit, Refusal> {
        let (path, target) = of;
        let mut draft = self.writing.open(path)?;
        let id = &target.id;
        let shown = visible(id);
        if record(&draft.ledger, target)? != before {
            let said = said!("编辑期间 {shown} 被别人改动", "{shown} was changed while you were editing");
            return Err(Refusal::write(said)
                .with_help(said!("未写入；请对照后重新编辑", "nothing was written; compare and edit again")));
        }
        let text = &draft.ledger.source.text;
        let place = whole_record(&draft.ledger, target.collection, id).expect("the record was found just now");
        let edited = with_line_ends_of(&text[place.clone()], edited);
        let changed =
            format!("{}{}{}", &text[..place.start], edited.trim_end_matches(['\r', '\n']), &text[place.end..]);
        refuse_other_changes(&draft.ledger, &changed, target)?;
        self.writing.change(&mut draft, changed, &HashSet::from([(target.collection, id.as_str())]))?;
        self.writing.finish(context, &[draft], &[said!("已修改 {id}", "changed {id}")])
    }
}

/// The line ends that the record had, where it had one sort only.
fn with_line_ends_of(old: &str, new: &str) -> String {
    let plain = || new.replace("\r\n", "\n");
    match (old.contains("\r\n"), old.replace("\r\n", "").contains('\n')) {
        (false, _) => plain(),
        (true, false) => plain().replace('\n', "\r\n"),
        (true, true) => new.to_owned(),
    }
}

/// What was written has to be TOML to its end, or the record would be lost. Ids are neither reused nor lost, and one record
/// is edited at a time.
fn refuse_other_changes(ledger: &Ledger, changed: &str, target: &Target) -> Result<(), Refusal> {
    let after = load::ledger(&ledger.source.name, changed.as_bytes().to_vec())?;
    if let Some(error) = after.findings.iter().find(|finding| finding.is_unread()) {
        let place = after.source.place(error.span.start as usize);
        let Said { zh, en } = error.said.visible();
        let said = said!("改后的内容不是完整的 TOML：{place}：{zh}", "what you wrote is not whole TOML: {place}: {en}");
        return Err(Refusal::write(said).with_help(said!("未写入", "nothing was written")));
    }
    let ids = |ledger: &Ledger| {
        Collection::ALL
            .map(|collection| ledger.ids(collection).iter().map(|(id, _)| (*id).to_owned()).collect::<Vec<_>>())
    };
    if ids(ledger) == ids(&after) && others(&ledger.document, target) == others(&after.document, target) {
        return Ok(());
    }
    let id = visible(&target.id);
    let said = said!(
        "编辑 {id} 时不能改动别的记录，也不能增删记录或改编号",
        "while {id} is edited no other record may change, come, go or get another id"
    );
    Err(Refusal::write(said).with_help(said!("新增用 duban add", "add records with duban add")))
}

/// Everything that a ledger says beside one record.
fn others(document: &Document, target: &Target) -> Document {
    let mut others = document.clone();
    others.shelf_mut(target.collection).remove(&target.id);
    others
}

fn record(ledger: &Ledger, target: &Target) -> Result<String, Refusal> {
    let place = whole_record(ledger, target.collection, &target.id).ok_or_else(|| {
        let (name, id) = (&ledger.source.name, visible(&target.id));
        Refusal::write(said!(
            "{id} 在 {name} 中不是连续的一段，不能单独编辑",
            "{id} does not stand in one piece in {name}"
        ))
        .with_help(said!("请直接编辑文件", "edit the file itself"))
    })?;
    Ok(ledger.source.text[place].to_owned() + "\n")
}

fn scratch(text: &str) -> Result<NamedTempFile, Refusal> {
    let failed = |error: std::io::Error| {
        let Said { zh, en } = why(&error);
        Refusal::surroundings(said!("不能建立临时文件：{zh}", "cannot make a temporary file: {en}"))
    };
    let mut file = tempfile::Builder::new().prefix("duban-").suffix(".toml").tempfile().map_err(failed)?;
    file.write_all(text.as_bytes()).and_then(|()| file.flush()).map_err(failed)?;
    Ok(file)
}

/// Opens the editor that the environment names and returns what it left.
fn open_editor(path: &Path) -> Result<String, Refusal> {
    let editor = ["VISUAL", "EDITOR"].into_iter().filter_map(env::var_os).find(|editor| !editor.is_empty());
    let editor = editor.unwrap_or_else(|| "vi".into());
    let shown = visible(&editor.to_string_lossy()).into_owned();
    let failed = |why: &Said| {
        let (zh, en) = (&why.zh, &why.en);
        Refusal::surroundings(said!("编辑器 `{shown}` 失败：{zh}", "the editor `{shown}` failed: {en}"))
            .with_help(said!("用环境变量 EDITOR 指定编辑器", "name an editor in the variable EDITOR"))
    };
    // The variable may hold arguments, so a shell reads it, as git does.
    let script = format!("{} \"$1\"", editor.to_string_lossy());
    let status = undisturbed(|| Command::new("sh").arg("-c").arg(script).arg("sh").arg(path).status());
    let status = status.map_err(|error| failed(&why(&error)))?;
    if !status.success() {
        return Err(failed(&ended(status)));
    }
    let bytes = fs::read(path).map_err(|error| failed(&why(&error)))?;
    String::from_utf8(bytes).map_err(|_| failed(&said!("留下的不是 UTF-8 文本", "what it left is not UTF-8")))
}

fn ended(status: ExitStatus) -> Said {
    match status.code() {
        Some(code) => said!("以 {code} 退出", "it exited with {code}"),
        None => said!("被信号终止", "it was ended by a signal"),
    }
}

/// Runs something during which Ctrl-C belongs to the editor.
#[cfg(unix)]
fn undisturbed<T>(run: impl FnOnce() -> T) -> T {
    use std::sync::{Arc, atomic::AtomicBool};
    let noticed = Arc::new(AtomicBool::new(false));
    let handler = signal_hook::flag::register(signal_hook::consts::SIGINT, noticed);
    let result = run();
    if let Ok(handler) = handler {
        signal_hook::low_level::unregister(handler);
    }
    result
}

#[cfg(not(unix))]
fn undisturbed<T>(run: impl FnOnce() -> T) -> T {
    run()
}

/// The refusal, and where the user's text is kept if they left any.
fn with_kept(refusal: Refusal, file: NamedTempFile, before: &str) -> Refusal {
    let is_left = |bytes: &[u8]| bytes != before.as_bytes() && !bytes.trim_ascii().is_empty();
    if !fs::read(file.path()).is_ok_and(|bytes| is_left(&bytes)) {
        return refusal;
    }
    let Ok((_, path)) = file.keep() else { return refusal };
    let kept = load::name(&path);
    refusal.with_more(said!("你改好的内容保存在 {kept}", "what you wrote is kept in {kept}"))
}

//! `edit REF`: one record in the user's editor.

use std::{
    env, fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::Command,
};

use clap::Args;

use super::{
    context::{Context, Exit},
    reference,
    say::t,
    writing::Writing,
};
use crate::{
    lang::{Said, visible},
    model::{Collection, Ledger, Refusal},
    said,
    store::{edit::whole_record, load, why::why},
};

/// The command's flags.
#[derive(Args, Debug)]
pub struct Edit {
    #[arg(value_name = "REF", add = reference(), help = t("编号、编号开头、序号或题目片段", "An id, the beginning of one, a place in the file, or a part of a title"))]
    reference: String,
    #[command(flatten)]
    writing: Writing,
}

impl Edit {
    /// Runs the command. The ledger is not locked while the editor is open; what changed meanwhile is found afterwards.
    pub fn run(self, context: &Context) -> anyhow::Result<Exit> {
        let batch = self.writing.batch(context, std::slice::from_ref(&self.reference))?;
        let id = batch.targets.first().expect("one reference names one measure").1.clone();
        let before = record(&batch.drafts[0].ledger, &id)?;
        drop(batch);
        let file = scratch(&id, &before)?;
        let edited = open_editor(file.path())?;
        if edited == before {
            context.tell(&said!("没有变化", "nothing was changed"));
            return Ok(Exit::Done);
        }
        Ok(self.write(context, &id, &before, &edited).map_err(|refusal| {
            let kept = keep(file);
            let kept = said!("你改好的内容保存在 {kept}", "what you wrote is kept in {kept}");
            let help = refusal.help.as_ref().map_or(kept.clone(), |help| help.clone().then(&kept));
            refusal.with_help(help)
        })?)
    }

    fn write(&self, context: &Context, id: &str, before: &str, edited: &str) -> Result<Exit, Refusal> {
        let mut batch = self.writing.batch(context, &[id.to_owned()])?;
        let draft = &mut batch.drafts[0];
        if record(&draft.ledger, id)? != before {
            let said = said!("编辑期间 {id} 被别人改动", "{id} was changed while you were editing");
            return Err(Refusal::write(said)
                .with_help(said!("未写入；请对照后重新编辑", "nothing was written; compare and edit again")));
        }
        let text = &draft.ledger.source.text;
        let place = whole_record(&draft.ledger, Collection::Measure, id).expect("the record was found just now");
        let edited =
            if text.contains("\r\n") { edited.replace("\r\n", "\n").replace('\n', "\r\n") } else { edited.to_owned() };
        let edited = edited.trim_end_matches(['\r', '\n']);
        let changed = format!("{}{edited}{}", &text[..place.start], &text[place.end..]);
        self.refuse_other_records(&draft.ledger, &changed, id)?;
        draft.change(changed, self.writing.force())?;
        let told = [said!("已修改 {id}", "changed {id}")];
        self.writing.finish(context, &batch.drafts, &told)
    }

    /// Ids are neither reused nor lost, and one record is edited at a time.
    fn refuse_other_records(&self, ledger: &Ledger, changed: &str, id: &str) -> Result<(), Refusal> {
        let after = load::ledger(&ledger.source.name, changed.as_bytes().to_vec())?;
        let ids = |ledger: &Ledger| {
            Collection::ALL
                .map(|collection| ledger.ids(collection).iter().map(|(id, _)| (*id).to_owned()).collect::<Vec<_>>())
        };
        if ids(ledger) == ids(&after) {
            return Ok(());
        }
        let said =
            said!("编辑 {id} 时不能增删记录或改编号", "while {id} is edited no record may come, go or change its id");
        Err(Refusal::write(said).with_help(said!("新增用 duban add", "add records with duban add")))
    }
}

fn record(ledger: &Ledger, id: &str) -> Result<String, Refusal> {
    let place = whole_record(ledger, Collection::Measure, id).ok_or_else(|| {
        let name = &ledger.source.name;
        Refusal::write(said!(
            "{id} 在 {name} 中不是连续的一段，不能单独编辑",
            "{id} does not stand in one piece in {name}"
        ))
        .with_help(said!("请直接编辑文件", "edit the file itself"))
    })?;
    Ok(ledger.source.text[place].replace("\r\n", "\n") + "\n")
}

fn scratch(id: &str, text: &str) -> Result<tempfile::NamedTempFile, Refusal> {
    let failed = |error: std::io::Error| {
        let Said { zh, en } = why(&error);
        Refusal::surroundings(said!("不能建立临时文件：{zh}", "cannot make a temporary file: {en}"))
    };
    let mut file =
        tempfile::Builder::new().prefix(&format!("duban-{id}-")).suffix(".toml").tempfile().map_err(failed)?;
    file.write_all(text.as_bytes()).and_then(|()| file.flush()).map_err(failed)?;
    Ok(file)
}

/// Opens the editor that the environment names and returns what it left.
fn open_editor(path: &Path) -> Result<String, Refusal> {
    let editor = ["VISUAL", "EDITOR"].into_iter().filter_map(env::var_os).find(|editor| !editor.is_empty());
    let editor = editor.unwrap_or_else(|| "vi".into());
    let shown = visible(&editor.to_string_lossy()).into_owned();
    let failed = |why: &str| {
        Refusal::surroundings(said!("编辑器 `{shown}` 失败：{why}", "the editor `{shown}` failed: {why}"))
            .with_help(said!("用环境变量 EDITOR 指定编辑器", "name an editor in the variable EDITOR"))
    };
    // The variable may hold arguments, so a shell reads it, as git does.
    let status =
        Command::new("sh").arg("-c").arg(format!("{} \"$1\"", editor.to_string_lossy())).arg("sh").arg(path).status();
    let status = status.map_err(|error| failed(&error.to_string()))?;
    if !status.success() {
        return Err(failed(&status.to_string()));
    }
    fs::read_to_string(path).map_err(|error| failed(&error.to_string()))
}

fn keep(file: tempfile::NamedTempFile) -> String {
    let path: PathBuf = file.path().to_owned();
    match file.keep() {
        Ok((_, path)) => load::name(&path),
        Err(_) => load::name(&path),
    }
}

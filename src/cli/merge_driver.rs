//! `merge-driver %O %A %B %L %P`: what git asks when two branches changed a ledger.

use std::{
    borrow::Cow,
    path::{Path, PathBuf},
};

use clap::Args;

use super::{
    context::{Context, Exit, unwritten},
    say::t,
};
use crate::{
    lang::{count, visible},
    merge::{Marks, Merged, merge},
    model::Refusal,
    said,
    store::{
        load::{bytes, name},
        repository::conflict_style,
        write,
    },
};

/// The command's flags.
#[derive(Args, Debug)]
#[command(after_help = t(
    "由 git 调用，用 duban git install 设好。按记录和字段合并，结果写入 OURS；有矛盾时在该字段处留下冲突标记，以 1 退出。",
    "Called by git, once duban git install has set it up. It merges by record and field and writes the result to OURS; what contradicts is marked inside its own field, and the exit code is 1."
))]
pub struct MergeDriver {
    #[arg(value_name = "BASE", help = t("共同祖先（%O）", "The common ancestor (%O)"))]
    base: PathBuf,
    #[arg(value_name = "OURS", help = t("我方，合并结果写在这里（%A）", "Our version, where the result goes (%A)"))]
    ours: PathBuf,
    #[arg(value_name = "THEIRS", help = t("对方（%B）", "Their version (%B)"))]
    theirs: PathBuf,
    #[arg(value_name = "LENGTH", default_value = "7", value_parser = clap::value_parser!(u8).range(1..))]
    #[arg(help = t("冲突标记的长度（%L）", "How long conflict marks are (%L)"))]
    size: u8,
    #[arg(value_name = "PATH", help = t("文件在仓库中的路径（%P）", "The file's path in the repository (%P)"))]
    path: Option<String>,
    #[arg(value_name = "OURS_NAME", help = t("我方在冲突标记中的名称（%X）", "What conflict marks call our version (%X)"))]
    ours_name: Option<String>,
    #[arg(value_name = "THEIRS_NAME", help = t("对方在冲突标记中的名称（%Y）", "What conflict marks call their version (%Y)"))]
    theirs_name: Option<String>,
}

impl MergeDriver {
    /// Runs the command. What fails here must not look like a merge with contradictions: git would take our side for the result.
    pub fn run(self, context: &Context) -> anyhow::Result<Exit> {
        Ok(self.merged(context).unwrap_or_else(|refusal| {
            context.complain(&refusal);
            Exit::Crashed
        }))
    }

    fn merged(&self, context: &Context) -> Result<Exit, Refusal> {
        let read = |path: &Path| bytes(path, &name(path));
        let (base, ours, theirs) = (read(&self.base)?, read(&self.ours)?, read(&self.theirs)?);
        let ours_name = called(self.ours_name.as_deref(), "ours");
        let theirs_name = called(self.theirs_name.as_deref(), "theirs");
        let marked = |merged: &Merged| {
            let base = Some("base").filter(|_| merged.conflicts() > 0 && shows_base());
            merged.marked(&Marks { size: usize::from(self.size), base, ours: &ours_name, theirs: &theirs_name })
        };
        let (result, conflicts) = match [&base, &ours, &theirs].map(|bytes| std::str::from_utf8(bytes)) {
            [Ok(base), Ok(ours), Ok(theirs)] => {
                let merged = merge(base, ours, theirs);
                (marked(&merged).into_bytes(), merged.conflicts())
            }
            // Another encoding: every byte stands for itself, and goes back as it came.
            _ => {
                let wide = |bytes: &[u8]| bytes.iter().copied().map(char::from).collect::<String>();
                let merged = merge(&wide(&base), &wide(&ours), &wide(&theirs));
                let narrow = marked(&merged).chars().filter_map(|c| u8::try_from(c).ok()).collect();
                (narrow, merged.conflicts())
            }
        };
        if result != ours {
            write::create(&self.ours, &result).map_err(|error| unwritten(&self.ours, &error))?;
        }
        if conflicts == 0 {
            return Ok(Exit::Done);
        }
        let path = self.path.as_ref().map_or_else(|| name(&self.ours), |path| visible(path).into_owned());
        let places = count(conflicts, "contradiction");
        context.tell(&said!("{path}：{conflicts} 处矛盾，请择定", "{path}: {places} to be decided"));
        Ok(Exit::Findings)
    }
}

/// Whether what stood there before is shown between the sides.
fn shows_base() -> bool {
    conflict_style().is_some_and(|style| matches!(style.as_str(), "diff3" | "zdiff3"))
}

/// What a side is called in marks. A git before 2.44 knows no names, and passes on what stands for them.
fn called<'a>(name: Option<&'a str>, otherwise: &'a str) -> Cow<'a, str> {
    match name {
        Some("" | "%X" | "%Y") | None => otherwise.into(),
        Some(name) => visible(name),
    }
}

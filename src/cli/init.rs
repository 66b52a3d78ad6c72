//! `init`: a new ledger.

use std::{io, path::PathBuf};

use chrono::NaiveDate;
use clap::Args;
use clap_complete::ArgValueCompleter;

use super::{
    complete,
    context::{Context, Exit, unwritten},
    pairs::{entries, help},
    say::t,
};
use crate::{
    model::{FORMAT, Record as _, Refusal, Reply},
    said,
    store::{
        load::{ledger, name},
        locate::DEFAULT_NAME,
        write::create_new,
    },
};

/// The command's flags.
#[derive(Args, Debug)]
#[command(after_help = help(Reply::KEYS, "duban init -l replies/0002.toml number=0002 title='…' date=2026-01-31"))]
pub struct Init {
    #[arg(value_name = "KEY=VALUE", add = ArgValueCompleter::new(complete::reply_keys))]
    #[arg(help = t("答复函的 字段=值：number、title、date 必填", "Of the reply: number, title and date are needed"))]
    pairs: Vec<String>,
    #[arg(long, short = 'n', help = t("只显示内容，不写入", "Show it and write nothing"))]
    dry_run: bool,
}

impl Init {
    /// Runs the command.
    pub fn run(self, context: &Context) -> anyhow::Result<Exit> {
        let path = match &context.ledgers[..] {
            [] => PathBuf::from(DEFAULT_NAME),
            [path] if path.as_os_str() == "-" => {
                return Err(Refusal::usage(said!("新台账要写入文件", "a new ledger is written to a file")).into());
            }
            [path] if !path.is_dir() => path.clone(),
            [folder] => folder.join(DEFAULT_NAME),
            _ => return Err(Refusal::usage(said!("一次只能新建一本台账", "one ledger is begun at a time")).into()),
        };
        let text = text(&self.pairs, context.today)?;
        // Our own text has to pass our own reader, and what that finds is said as for any other ledger.
        let shown = name(&path);
        let new = ledger(&shown, text.clone().into_bytes())?;
        if self.dry_run {
            context.write(None, &text)?;
            context.tell_findings(&new);
            return Ok(Exit::Done);
        }
        create_new(&path, |to| to.write_all(text.as_bytes())).map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => Refusal::write(said!("{shown} 已存在", "{shown} exists already"))
                .with_help(said!("用 -l 指定另一个文件", "name another file with -l")),
            _ => unwritten(&path, &error),
        })?;
        context.tell(&said!(
            "已新建 {shown}；用 duban org add 登记单位，用 duban add 登记承诺",
            "began {shown}; register offices with duban org add and measures with duban add"
        ));
        context.tell_findings(&new);
        Ok(Exit::Done)
    }
}

fn text(pairs: &[String], today: NaiveDate) -> Result<String, Refusal> {
    let reply = entries(Reply::KEYS, pairs, None, today)?;
    let mut text = format!("format = {FORMAT}\n\n[reply]\n");
    for (key, value) in reply {
        text.push_str(&format!("{key} = {value}\n"));
    }
    Ok(text)
}

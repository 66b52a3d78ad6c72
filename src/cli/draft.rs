//! `draft LETTER…`: a first ledger from the text of any reply.

use std::{
    collections::HashMap,
    io::{self, Write},
    path::{Path, PathBuf},
};

use clap::{Args, ValueEnum};

use super::{
    context::{Context, Exit, print_with, unwritten},
    letter::{read_letter, read_text},
    progress::Progress,
    say::t,
};
use crate::{
    draft::{Draft as Read, Lexicon, data, ledger, reading},
    lang::{Said, count, visible},
    letter::LetterText,
    model::Refusal,
    render::{self, json},
    said,
    store::{
        load::name,
        why::why,
        write::{create_new, create_with},
    },
};

/// The command's flags.
#[derive(Args, Debug)]
#[command(after_help = t("例：\n  duban draft 答复函.docx -o replies/0002.toml\n  duban draft 答复函.html --format outline\n  cat 答复函.txt | duban draft - --format json | jq '.measures | length'", "Examples:\n  duban draft reply.docx -o replies/0002.toml\n  duban draft reply.html --format outline\n  cat reply.txt | duban draft - --format json | jq '.measures | length'"))]
pub struct Draft {
    #[arg(value_name = "LETTER", required_unless_present = "print_lexicon")]
    #[arg(help = t("答复函：文本、HTML 或 docx；- 为标准输入", "Replies: text, HTML or docx; - is standard input"))]
    letters: Vec<PathBuf>,
    #[arg(short, long, value_enum, value_name = "FORMAT")]
    #[arg(help = t("输出格式，缺省为 toml", "The form of the answer; toml otherwise"))]
    format: Option<Form>,
    #[arg(short, long, value_name = "PATH")]
    #[arg(help = t("写入文件，格式随扩展名；几件答复函时为目录，没有就新建。已有的文件不覆盖", "Write to a file, whose ending tells the format, or for several letters to a folder, which is made; no file that is there is overwritten"))]
    output: Option<PathBuf>,
    #[arg(long, requires = "output")]
    #[arg(help = t("替换已有的文件，里面可能有别人整理的内容", "Replace files that are there, although others may have worked on them"))]
    force: bool,
    #[arg(long, value_name = "FILE")]
    #[arg(help = t("在自带词表之外再用一份词表", "Expressions to know beside the program's own"))]
    lexicon: Option<PathBuf>,
    #[arg(long, help = t("显示自带的词表", "Print the program's own expressions"))]
    print_lexicon: bool,
}

/// The forms of a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    Toml,
    Json,
    Outline,
}

impl Form {
    /// The ending of its files.
    const fn ending(self) -> &'static str {
        match self {
            Self::Toml => "toml",
            Self::Json => "json",
            Self::Outline => "txt",
        }
    }
}

impl Draft {
    /// Runs the command.
    pub fn run(self, context: &Context) -> anyhow::Result<Exit> {
        if self.print_lexicon {
            context.write(None, Lexicon::text())?;
            return Ok(Exit::Done);
        }
        let form = self.form()?;
        if self.letters.len() > 1 && form == Form::Toml && self.file().is_none() {
            return Err(Refusal::usage(said!("几件答复函要写成几本台账", "several letters make several ledgers"))
                .with_help(said!("用 -o 指定目录", "name a folder with -o"))
                .into());
        }
        let outputs = self.outputs(form)?;
        self.spare(&outputs)?;
        let lexicon = self.lexicon()?;
        let mut exit = Exit::Done;
        let mut unwritten = None;
        for (at, (path, output)) in self.letters.iter().zip(&outputs).enumerate() {
            let shown = name(path);
            let of = self.letters.len();
            let progress = Progress::of(context, &said!("{}/{of} {shown}", "{}/{of} {shown}", at + 1));
            let letter = match read_letter(path) {
                Ok(letter) => letter,
                Err(refusal) if self.letters.len() > 1 => {
                    drop(progress);
                    context.complain(&refusal);
                    exit = Exit::Incomplete;
                    continue;
                }
                Err(refusal) => return Err(refusal.into()),
            };
            let draft = Read::watched(letter.text(), &lexicon, &mut |done| progress.reach(done));
            drop(progress);
            let write = |to: &mut dyn Write| self.write(context, form, &draft, &letter, &shown, to);
            // Nothing is made before there is something to put into it.
            output.as_deref().and_then(Path::parent).filter(|_| self.is_folder()).map_or(Ok(()), make_folder)?;
            match put(output.as_deref(), self.force, write) {
                Ok(()) => tell(context, &draft, &shown),
                // The others are drafted all the same, and the last that was not written gives the exit code.
                Err(refusal) => {
                    if let Some(earlier) = unwritten.replace(refusal) {
                        context.complain(&earlier);
                    }
                }
            }
        }
        unwritten.map_or(Ok(exit), |refusal| Err(refusal.into()))
    }

    /// The file or folder that drafts go to; none for standard output, which may also be written as `-`.
    fn file(&self) -> Option<&Path> {
        self.output.as_deref().filter(|path| path.as_os_str() != "-")
    }

    /// The form that is asked for, otherwise the one that the file's ending tells. An ending of another form is no draft's.
    fn form(&self) -> Result<Form, Refusal> {
        const OTHERS: &[&str] = &["docx", "doc", "html", "htm", "md", "csv", "tsv", "xlsx", "ods", "pdf"];
        let ending = self.file().and_then(Path::extension);
        let told = || Form::value_variants().iter().find(|form| ending.is_some_and(|own| own == form.ending()));
        match self.format.or_else(|| told().copied()) {
            Some(form) => Ok(form),
            None if ending.is_some_and(|own| OTHERS.iter().any(|other| own == *other)) => {
                let ending = visible(&ending.unwrap_or_default().to_string_lossy()).into_owned();
                let said = said!("草稿没有 .{ending} 这种格式", "no draft has the form .{ending}");
                Err(Refusal::usage(said).with_help(said!(
                    "文件名用 .toml、.json 或 .txt 结尾，或者用 --format 指定",
                    "end the name in .toml, .json or .txt, or name the form with --format"
                )))
            }
            None => Ok(Form::Toml),
        }
    }

    /// Where each draft goes; none for standard output.
    fn outputs(&self, form: Form) -> Result<Vec<Option<PathBuf>>, Refusal> {
        let Some(output) = self.file() else { return Ok(vec![None; self.letters.len()]) };
        if !self.is_folder() {
            return Ok(vec![Some(output.to_owned())]);
        }
        let mut drafts: HashMap<PathBuf, &Path> = HashMap::new();
        let mut outputs = Vec::with_capacity(self.letters.len());
        for letter in &self.letters {
            // A file that is called `-` would be taken for standard input again.
            let own = if letter.as_os_str() == "-" { Path::new("letter") } else { letter };
            let draft = output.join(own.with_extension(form.ending()).file_name().unwrap_or_default());
            if let Some(other) = drafts.insert(draft.clone(), letter) {
                let (one, other, draft) = (name(letter), name(other), name(&draft));
                let said =
                    said!("{other} 和 {one} 的草稿都会写入 {draft}", "{other} and {one} would both become {draft}");
                return Err(Refusal::usage(said).with_help(said!(
                    "逐件起草，用 -o 指定各自的文件名",
                    "draft them one by one, and name a file for each with -o"
                )));
            }
            outputs.push(Some(draft));
        }
        may_be_a_folder(output)?;
        Ok(outputs)
    }

    /// Whether drafts go to a folder: there are several, it is one, or it is written like one.
    fn is_folder(&self) -> bool {
        self.file().is_some_and(|output| self.letters.len() > 1 || ends_like_a_folder(output) || output.is_dir())
    }

    /// Refuses to put a draft in the place of a file that is read.
    fn spare(&self, outputs: &[Option<PathBuf>]) -> Result<(), Refusal> {
        let read = || self.letters.iter().chain(&self.lexicon);
        let is_read = |output: &&PathBuf| read().any(|path| same_file::is_same_file(path, output).unwrap_or(false));
        let Some(output) = outputs.iter().flatten().find(is_read).filter(|_| self.force) else { return Ok(()) };
        let output = name(output);
        Err(Refusal::usage(said!("{output} 是要读的文件本身", "{output} is the very file that is read"))
            .with_help(said!("换一个文件名", "name another file")))
    }

    fn lexicon(&self) -> Result<Lexicon, Refusal> {
        let Some(path) = &self.lexicon else { return Lexicon::new(None) };
        Lexicon::new(Some((&name(path), &read_text(path)?)))
    }

    fn write(
        &self,
        context: &Context,
        form: Form,
        draft: &Read,
        letter: &LetterText,
        shown: &str,
        to: &mut dyn Write,
    ) -> io::Result<()> {
        match form {
            Form::Toml => ledger(draft, letter, shown, context.lang, to),
            Form::Json => json::write_pretty(&data(draft, letter, shown), to),
            Form::Outline => {
                let screen = context.screen();
                let screen = if self.file().is_some() { screen.plain() } else { screen };
                to.write_all(render::page(&reading(draft, shown, context.lang), &screen).as_bytes())
            }
        }
    }
}

fn ends_like_a_folder(path: &Path) -> bool {
    path.as_os_str().as_encoded_bytes().ends_with(b"/")
}

fn name_a_folder() -> Said {
    said!("几件答复函的草稿写入一个目录：用 -o 指定目录", "drafts of several letters go to a folder: name one with -o")
}

/// Refuses a folder for drafts that is something else, or named like a draft.
fn may_be_a_folder(path: &Path) -> Result<(), Refusal> {
    let shown = name(path);
    let is_named_like_a_file =
        Form::value_variants().iter().any(|form| path.extension().is_some_and(|own| own == form.ending()));
    if path.is_dir() {
        return Ok(());
    }
    if path.exists() || is_named_like_a_file && !ends_like_a_folder(path) {
        let said = said!("{shown} 不是目录", "{shown} is no folder");
        return Err(Refusal::usage(said).with_help(name_a_folder()));
    }
    Ok(())
}

/// Makes the folder that drafts go to, unless it is there.
fn make_folder(path: &Path) -> Result<(), Refusal> {
    let shown = name(path);
    std::fs::create_dir_all(path).map_err(|error| {
        let Said { zh, en } = why(&error);
        Refusal::surroundings(said!("不能新建目录 {shown}：{zh}", "cannot make the folder {shown}: {en}"))
            .with_help(name_a_folder())
    })
}

/// A draft must not take the place of what a curator has made of an earlier one.
fn put(
    output: Option<&Path>,
    replaces: bool,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Refusal> {
    let Some(path) = output else { return print_with(write) };
    let written = if replaces { create_with(path, write) } else { create_new(path, write) };
    written.map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => {
            let shown = name(path);
            Refusal::write(said!(
                "{shown} 已存在，草稿不覆盖已有的文件",
                "{shown} exists already, and a draft overwrites nothing"
            ))
            .with_help(said!(
                "里面可能有人整理过的内容；换一个文件名，或用 --force 替换",
                "somebody may have worked on it; name another file, or replace it with --force"
            ))
        }
        _ => unwritten(path, &error),
    })
}

/// What was found, and what the letter does not say.
fn tell(context: &Context, draft: &Read, shown: &str) {
    let n = draft.measures.len();
    let shown = visible(shown);
    if n == 0 {
        context.tell(&said!("{shown}：没有找到承诺", "{shown}: it promises nothing that the lexicon knows"));
    } else {
        let (candidates, passages) = (count(n, "candidate"), count(draft.passages.len(), "passage"));
        let rest = draft.passages.len();
        context.tell(&said!(
            "{shown}：候选事项 {n} 项，其他段落 {rest} 段",
            "{shown}: {candidates}, {passages} of other text"
        ));
    }
    if draft.letters.len() > 1 {
        let letters = draft.letters.len();
        context.tell(&said!(
            "{shown}：内有 {letters} 件答复函；台账只能记一件，宜分成几个文件",
            "{shown}: it holds {letters} letters, and a ledger has one reply; cut the file"
        ));
    }
}

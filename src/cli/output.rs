//! The flags of commands that answer, and how an answer is put out.

use std::{
    io::{self, IsTerminal as _},
    path::{Path, PathBuf},
};

use clap::{
    Args,
    builder::{PossibleValuesParser, TypedValueParser},
};

use super::{context::Context, say::t};
use crate::{
    lang::visible,
    model::Refusal,
    page::{Page, Table},
    render::{self, FORMATS, Format, Needs, Screen, csv::Separator},
    report::Report,
    said,
    store::load::name,
};

/// Where an answer goes and in which form.
#[derive(Args, Debug)]
pub struct Output {
    #[arg(short, long, value_name = "FORMAT", value_parser = formats(Needs::Page))]
    #[arg(help = t("输出格式，缺省为 table", "The form of the answer; table otherwise"))]
    format: Option<Format>,
    #[arg(short, long, value_name = "FILE")]
    #[arg(help = t("写入文件，替换已有的；格式随扩展名", "Write to a file, in place of one that is there; its ending tells the format"))]
    output: Option<PathBuf>,
    #[arg(long, help = t("CSV 以 BOM 开头，供 Excel 和 WPS 识别", "Begin CSV with a mark by which Excel and WPS know UTF-8"))]
    bom: bool,
}

/// Refuses to put what is no text on a terminal.
///
/// # Errors
///
/// When standard output is one.
pub fn refuse_terminal(format: &str, file: &str) -> Result<(), Refusal> {
    if !io::stdout().is_terminal() {
        return Ok(());
    }
    let said = said!("{format} 不能显示在终端上", "a file in {format} cannot be shown on a terminal");
    Err(Refusal::usage(said).with_help(said!("用 -o {file} 写入文件", "write it to a file with -o {file}")))
}

/// The formats that can be made of what a command answers with. Most have a page; the others say so with `mut_arg`.
pub fn formats(needs: Needs) -> impl TypedValueParser<Value = Format> {
    let names = PossibleValuesParser::new(FORMATS.iter().filter(|row| row.needs <= needs).map(|row| row.name));
    names.map(|name| Format::from_name(&name).expect("the parser knows the formats from the same table"))
}

impl Output {
    /// The file to which the answer goes; none for standard output, which may also be written as `-`.
    fn file(&self) -> Option<&Path> {
        self.output.as_deref().filter(|path| path.as_os_str() != "-")
    }

    /// Whether the answer goes to a file.
    pub fn is_file(&self) -> bool {
        self.file().is_some()
    }

    /// The form of the answer.
    ///
    /// # Errors
    ///
    /// When the file's ending tells none, or a terminal cannot show it.
    pub fn format(&self) -> Result<Format, Refusal> {
        let format = self.form()?;
        if let Some(name) = format.binary().filter(|_| self.file().is_none()) {
            refuse_terminal(name, &format!("report.{name}"))?;
        }
        Ok(format)
    }

    fn form(&self) -> Result<Format, Refusal> {
        if let Some(format) = self.format {
            return Ok(format);
        }
        let Some(path) = self.file() else { return Ok(Format::Table) };
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
        Format::from_ending(&ending).ok_or_else(|| {
            let ending = visible(&ending);
            let known = FORMATS.iter().flat_map(|row| row.endings).copied().collect::<Vec<_>>().join(", ");
            let said = said!("扩展名 `{ending}` 看不出格式", "the ending `{ending}` tells no format");
            Refusal::usage(said)
                .with_help(said!("用 -f 指明，或用这些扩展名：{known}", "name it with -f, or use an ending: {known}"))
        })
    }

    /// Refuses to put the answer in the place of a file that it is made from.
    ///
    /// # Errors
    ///
    /// When it would go there.
    pub fn spare(&self, source: Option<&Path>) -> Result<(), Refusal> {
        let (Some(output), Some(source)) = (&self.output, source) else { return Ok(()) };
        if !same_file::is_same_file(output, source).unwrap_or(false) {
            return Ok(());
        }
        let name = name(output);
        Err(Refusal::usage(said!("{name} 是要读的文件本身", "{name} is the very file that is read"))
            .with_help(said!("换一个文件名", "name another file")))
    }

    /// The screen on which the answer is read: a file has no width.
    fn screen(&self, context: &Context) -> Screen {
        let screen = context.screen();
        if self.file().is_some() { screen.plain() } else { screen }
    }

    /// Puts out text that is ready.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    pub fn text(&self, context: &Context, text: &str) -> Result<(), Refusal> {
        context.write(self.file(), text)
    }

    /// Puts out a table of measures.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    pub fn table(&self, context: &Context, schema: &str, table: &Table) -> Result<(), Refusal> {
        let text = match self.format()? {
            Format::Table => render::table(table, &self.screen(context)),
            Format::Json => render::json::envelope(schema, context.as_of, table),
            other => self.flat(other, table, context)?,
        };
        self.text(context, &text)
    }

    /// Puts out a report.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    pub fn report(&self, context: &Context, report: &dyn Report) -> Result<(), Refusal> {
        let badge = report.badge(context.lang);
        if self.format()? == Format::Docx {
            return self.word(context, &[report.page(context.lang)]);
        }
        let text = match (self.format()?, &badge) {
            (Format::Svg, Some(badge)) => render::badge::svg(badge),
            (Format::Json, Some(badge)) => render::badge::endpoint(badge),
            (Format::Table, _) => render::page(&report.page(context.lang), &self.screen(context)),
            (Format::Json, _) => render::json::pretty(&report.data()),
            (Format::Markdown, _) => render::markdown::page(&report.page(context.lang), context.lang),
            (Format::Html, _) => render::html::document(&[report.page(context.lang)], context.lang),
            (other, _) => self.flat(other, &report.table(), context)?,
        };
        self.text(context, &text)
    }

    /// Puts out a page with the data behind it.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    pub fn pages(&self, context: &Context, schema: &str, pages: &[Page], table: &Table) -> Result<(), Refusal> {
        let screen = self.screen(context);
        let text = match self.format()? {
            Format::Docx => return self.word(context, pages),
            Format::Table => pages.iter().map(|page| render::page(page, &screen)).collect::<Vec<_>>().join("\n\n"),
            Format::Markdown => {
                pages.iter().map(|page| render::markdown::page(page, context.lang)).collect::<Vec<_>>().join("\n")
            }
            Format::Html => render::html::document(pages, context.lang),
            Format::Json => render::json::envelope(schema, context.as_of, table),
            other => self.flat(other, table, context)?,
        };
        self.text(context, &text)
    }

    /// Puts out pages as a Word file.
    fn word(&self, context: &Context, pages: &[Page]) -> Result<(), Refusal> {
        let bytes = render::docx::document(pages, context.as_of, context.lang).map_err(|error| {
            Refusal::data(said!("写不成 docx：{error}", "this makes no docx file: {error}"))
                .with_help(said!("用筛选条件减少事项", "choose fewer measures"))
        })?;
        context.write(self.file(), &bytes)
    }

    /// Forms that hold the ledger's text as it is. On a terminal what would act on it becomes visible.
    fn flat(&self, format: Format, table: &Table, context: &Context) -> Result<String, Refusal> {
        let text = match format {
            Format::Table | Format::Json => unreachable!("the callers have these forms of their own"),
            Format::Jsonl => render::json::lines(table),
            Format::Csv => render::csv::csv(table, Separator::Comma, self.bom),
            Format::Tsv => render::csv::csv(table, Separator::Tab, self.bom),
            Format::Markdown => render::markdown::table(table, context.lang),
            Format::Html | Format::Docx => {
                let name = if format == Format::Html { "html" } else { "docx" };
                let said = said!("这张表没有 {name} 的样子", "this table has no form in {name}");
                return Err(Refusal::usage(said)
                    .with_help(said!("用 report、show 或 coverage", "use report, show or coverage")));
            }
            Format::Svg => {
                let said = said!("只有 report badge 能画成 svg", "only report badge is drawn as svg");
                return Err(Refusal::usage(said));
            }
            Format::Ids => {
                render::ids(table).ok_or_else(|| Refusal::usage(said!("这个报告没有编号", "this report has no ids")))?
            }
        };
        if self.screen(context).width.is_none() {
            return Ok(text);
        }
        let shown = |part: &str| {
            let end = part.len() - usize::from(part.ends_with(['\n', '\t']));
            format!("{}{}", visible(&part[..end]), &part[end..])
        };
        Ok(text.split_inclusive(['\n', '\t']).map(shown).collect())
    }
}

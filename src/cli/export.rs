//! `export`: the ledger as a spreadsheet that offices fill in, as CSV, and its deadlines as a calendar.

use std::{collections::HashSet, path::PathBuf};

use clap::{
    Args,
    builder::{PossibleValuesParser, TypedValueParser},
};

use super::{
    complete,
    context::{Context, Exit},
    list::{Which, tell_nothing},
    output::refuse_terminal,
    progress::Progress,
    say::t,
};
use crate::{
    lang::visible,
    model::Refusal,
    page::{Calendar, Paper, Workbook},
    query::field,
    render::{self, csv::Separator},
    said,
    sheet::{Asked, deadlines, workbook},
};

/// The command's flags.
#[derive(Args, Debug)]
#[command(after_help = t(
    "例：\n  duban export -o ledger.xlsx\n  duban export -o 各单位.xlsx --by owner status:unreported\n  duban export -o 领导.xlsx --short\n  duban export --ics -o 时限.ics\n填好之后用 duban import ledger.xlsx 查看和登记。",
    "Examples:\n  duban export -o ledger.xlsx\n  duban export -o offices.xlsx --by owner status:unreported\n  duban export -o leaders.xlsx --short\n  duban export --ics -o deadlines.ics\nWhat comes back is read with duban import ledger.xlsx."
))]
pub struct Export {
    #[command(flatten)]
    which: Which,
    #[arg(short, long, value_name = "FORMAT", value_parser = forms(), conflicts_with = "ics")]
    #[arg(help = t("格式，缺省随扩展名，没有文件则为 csv", "The form; by the file's ending, csv without a file"))]
    format: Option<Form>,
    #[arg(short, long, value_name = "FILE", help = t("写入文件，- 为标准输出；已有的表格不会被替换", "The file to write; - is standard output. A spreadsheet that is there stays"))]
    output: Option<PathBuf>,
    #[arg(long, help = t("简表：供领导阅读，没有填写栏", "The short form for leaders, with nothing to fill in"))]
    short: bool,
    #[arg(long, value_name = "FIELD", add = clap_complete::ArgValueCompleter::new(complete::fields))]
    #[arg(help = t("每个取值一张工作表，如 owner 为每个单位一张", "A sheet for every value of a field: owner gives every office its own"))]
    by: Option<String>,
    #[arg(long, value_name = "SIZE", ignore_case = true, value_parser = papers())]
    #[arg(help = t("纸张，横向；缺省全表 A3、简表 A4", "The paper, across; A3 for the full form and A4 for the short one otherwise"))]
    paper: Option<Paper>,
    #[arg(long, help = t("CSV 以 BOM 开头，供 Excel 和 WPS 识别", "Begin CSV with a mark by which Excel and WPS know UTF-8"))]
    bom: bool,
    #[arg(long, help = t("各项时限的日历（iCalendar）", "The deadlines as a calendar (iCalendar)"))]
    ics: bool,
    #[arg(long, help = t("替换已有的表格，里面可能有别人填写的内容", "Replace a spreadsheet that is there, although others may have written in it"))]
    force: bool,
}

/// A form of export.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Xlsx,
    Csv,
    Tsv,
    Ics,
}

/// Every form with its name, which is also the ending of its files.
const FORMS: [(&str, Form); 4] = [("xlsx", Form::Xlsx), ("csv", Form::Csv), ("tsv", Form::Tsv), ("ics", Form::Ics)];

fn of_name(name: &str) -> Option<Form> {
    FORMS.iter().find(|(own, _)| *own == name).map(|(_, form)| *form)
}

fn forms() -> impl TypedValueParser<Value = Form> {
    let names = PossibleValuesParser::new(FORMS.map(|(name, _)| name));
    names.map(|name| of_name(&name).expect("the parser knows the forms from the same table"))
}

fn papers() -> impl TypedValueParser<Value = Paper> {
    PossibleValuesParser::new(["a4", "a3"])
        .map(|name| if name.eq_ignore_ascii_case("a4") { Paper::A4 } else { Paper::A3 })
}

impl Export {
    /// Runs the command.
    pub fn run(self, context: &Context) -> anyhow::Result<Exit> {
        let form = self.form()?;
        self.refuse_idle(form)?;
        let by = self.by.as_deref().map(field).transpose()?;
        if by.is_some() && form != Form::Xlsx {
            let said = said!("只有 xlsx 有多张工作表", "only xlsx has several sheets");
            let help = said!("去掉 --by，或写入 .xlsx 文件", "leave --by out, or write an .xlsx file");
            return Err(Refusal::usage(said).with_help(help).into());
        }
        let to_stdout = self.output.as_ref().is_none_or(|path| path.as_os_str() == "-");
        if form == Form::Xlsx && to_stdout {
            refuse_terminal("xlsx", "ledger.xlsx")?;
        }
        let progress = Progress::of(context, &said!("正在导出……", "exporting …"));
        let (set, exit) = context.load()?;
        let rows = self.which.rows(&set, context)?;
        if rows.is_empty() {
            tell_nothing(context);
        }
        let mut n = (rows.len(), "measure", "项");
        let bytes = if form == Form::Ics {
            let calendar = deadlines(&rows, context.as_of, context.lang);
            tell_twins(context, &calendar);
            n = (calendar.events.len(), "deadline", "个时限");
            render::ics::ics(&calendar).into_bytes()
        } else {
            let paper = self.paper.unwrap_or(if self.short { Paper::A4 } else { Paper::A3 });
            let asked = Asked { rows: &rows, as_of: context.as_of, lang: context.lang, short: self.short, by, paper };
            self.bytes(form, &workbook(&asked))?
        };
        drop(progress);
        // Nobody fills in a calendar, so it is made again like any answer.
        if form == Form::Ics {
            context.write(self.output.as_deref(), &bytes)?;
        } else {
            context.write_new(self.output.as_deref(), &bytes, self.force)?;
        }
        if !to_stdout {
            self.told(context, n);
        }
        Ok(exit)
    }

    /// Refuses flags that would do nothing in this form.
    fn refuse_idle(&self, form: Form) -> Result<(), Refusal> {
        let (flag, said) = match form {
            Form::Ics if self.short => ("--short", said!("日历没有简表", "a calendar has no short form")),
            Form::Ics if self.bom => ("--bom", said!("日历不用 BOM", "a calendar begins with no mark")),
            Form::Ics | Form::Csv | Form::Tsv if self.paper.is_some() => {
                ("--paper", said!("只有 xlsx 有纸张", "only xlsx has a size of paper"))
            }
            _ => return Ok(()),
        };
        Err(Refusal::usage(said).with_help(said!("去掉 {flag}", "leave {flag} out")))
    }

    /// The form: the one that is named, or the one of the file's ending.
    fn form(&self) -> Result<Form, Refusal> {
        if self.ics {
            return Ok(Form::Ics);
        }
        if let Some(form) = self.format {
            return Ok(form);
        }
        let Some(path) = self.output.as_ref().filter(|path| path.as_os_str() != "-") else { return Ok(Form::Csv) };
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
        of_name(&ending).ok_or_else(|| {
            let (shown, known) = (visible(&ending), FORMS.map(|(name, _)| name).join(", "));
            let said = said!("扩展名 `{shown}` 看不出格式", "the ending `{shown}` tells no format");
            Refusal::usage(said)
                .with_help(said!("用 -f 指明，或用这些扩展名：{known}", "name it with -f, or use an ending: {known}"))
        })
    }

    fn bytes(&self, form: Form, workbook: &Workbook) -> Result<Vec<u8>, Refusal> {
        let flat = |separator| {
            let sheets = workbook.sheets.iter().map(|sheet| render::csv::sheet(sheet, separator, self.bom));
            sheets.collect::<String>().into_bytes()
        };
        match form {
            Form::Csv => Ok(flat(Separator::Comma)),
            Form::Tsv => Ok(flat(Separator::Tab)),
            Form::Xlsx | Form::Ics => render::xlsx::xlsx(workbook).map_err(|error| {
                Refusal::data(said!("写不成 xlsx：{error}", "this makes no xlsx file: {error}"))
                    .with_help(said!("用筛选条件分几次导出，或导出 csv", "export fewer measures at a time, or csv"))
            }),
        }
    }

    fn told(&self, context: &Context, (n, noun, zh): (usize, &str, &str)) {
        let name = self.output.as_deref().map(crate::store::load::name).unwrap_or_default();
        let measures = crate::lang::count(n, noun);
        context.tell(&said!("已写入 {name}：{n} {zh}", "wrote {name}: {measures}"));
    }
}

/// Says that calendars will mix up deadlines of several replies.
fn tell_twins(context: &Context, calendar: &Calendar) {
    let mut known = HashSet::new();
    let twins = calendar.events.iter().filter(|event| !known.insert(&event.id)).count();
    if twins > 0 {
        let deadlines = crate::lang::count(twins, "deadline");
        context.tell(&said!(
            "有 {twins} 个时限与另一件编号、日期、地方都相同的答复函的重名，日历只会保留其一：在 [reply] 中写上 place",
            "{deadlines} cannot be told from those of another reply with the same number, day and place, and calendars keep one of them: give their [reply] a place"
        ));
    }
}

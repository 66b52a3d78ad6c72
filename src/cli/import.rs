//! `import`: what came back in a spreadsheet becomes statements and findings; by default it is only shown what it would do.

use std::{
    collections::{BTreeMap, HashMap},
    io::{self, Read as _},
    path::PathBuf,
};

use chrono::NaiveDate;
use clap::Args;
use clap_complete::ArgValueCompleter;

use super::{
    args, complete,
    context::{Context, Exit},
    intake::judge,
    output::{Output, formats},
    progress::Progress,
    say::t,
    target::Records,
    verdict::{CONFLICT, Defaults, REFUSED, Spoken, Verdict, of_cells, refuse_overwritten, unknown, untold},
    verdicts::{table, tell_advice, tell_counts, written},
    writing::{Batch, Writing},
};
use crate::{
    lang::{Said, count, nearest, visible},
    model::Refusal,
    query::{Row, rows},
    render::{Format, Needs},
    said,
    sheet::{Returned, back, comments, open},
    store::{
        load::{self, bytes},
        why::why,
        write::Draft,
    },
};

/// The command's flags.
#[derive(Args, Debug)]
#[command(after_help = t(
    "例：\n  duban import ledger.xlsx                  只看每行的结论和台账将作的改动\n  duban import *.xlsx --apply               登记；有一行不能登记就都不登记\n  duban import 工造局.csv --date 2026-01-15   为没写日期的行指定日期",
    "Examples:\n  duban import ledger.xlsx                  see the verdict on every row and the change of the ledger\n  duban import *.xlsx --apply               record it; all or nothing\n  duban import works.csv --date 2026-01-15   the day of rows that do not give one"
), mut_arg("format", |arg| arg.value_parser(formats(Needs::Table))))]
pub struct Import {
    #[arg(value_name = "FILE", required = true)]
    #[arg(help = t("填好的 xlsx、ods 或 csv 文件，- 为标准输入", "The xlsx, ods or csv files that came back; - is standard input"))]
    files: Vec<PathBuf>,
    #[arg(long, help = t("写入台账；全部登记，或一项也不登记", "Write the ledger; all or nothing"))]
    apply: bool,
    #[arg(long, value_name = "ORG", add = ArgValueCompleter::new(complete::orgs))]
    #[arg(help = t("没写单位的行由谁署名", "Who speaks in rows that name nobody"))]
    by: Option<String>,
    #[arg(long, value_name = "DATE", value_parser = args::date)]
    #[arg(help = t("没写日期的行以哪天为准", "The day of rows that give none"))]
    date: Option<NaiveDate>,
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    #[arg(help = t("台账在导出之后变了也登记，编号或 all，可重复", "Take these rows although their records changed since the export: ids, or all; repeatable"))]
    take: Vec<String>,
    #[arg(long, help = t("即使台账会多出错误也写入", "Write even if the ledger gets a new error"))]
    force: bool,
    #[arg(long, value_name = "SECONDS", default_value = "10", value_parser = args::seconds)]
    #[arg(help = t("别人正在写入时最多等多少秒", "How long to wait while somebody else writes"))]
    wait: u64,
    #[command(flatten)]
    output: Output,
}

impl Import {
    /// Runs the command.
    pub fn run(self, context: &Context) -> anyhow::Result<Exit> {
        let format = self.output.format()?;
        let progress = Progress::of(context, &said!("正在读入……", "reading …"));
        let returned = self.returned(context)?;
        self.refuse_unknown_take(&returned)?;
        let mut verdicts: Vec<Option<Verdict>> = returned.iter().map(of_cells).collect();
        let writing = Writing::new(!self.apply, self.force, self.wait);
        let places = self.places(context, &returned, &mut verdicts)?;
        let mut references: Vec<String> = places.values().map(|(address, ..)| address.clone()).collect();
        references.dedup();
        let mut batch = if references.is_empty() {
            Batch { drafts: Vec::new(), targets: Vec::new() }
        } else {
            writing.batch(context, &references, Records::Measures)?
        };
        let defaults = Defaults { by: self.by.clone(), date: self.date, take: self.take.clone() };
        for draft in &mut batch.drafts {
            let name = draft.ledger.source.name.clone();
            let own = places.iter().filter(|(_, (_, ledger, _))| *ledger == name);
            let said: Vec<Spoken<'_>> =
                own.map(|(row, (_, _, id))| Spoken { row: *row, returned: &returned[*row], id: id.clone() }).collect();
            for (row, verdict) in judge(context, &writing, draft, &said, &defaults)? {
                verdicts[row] = Some(verdict);
            }
        }
        drop(progress);
        let verdicts: Vec<Verdict> = verdicts.into_iter().map(|verdict| verdict.unwrap_or_else(untold)).collect();
        let table = table(&returned, &verdicts, context, format);
        let tell = || -> Result<(), Refusal> {
            if format != Format::Table || !table.rows.is_empty() {
                self.output.table(context, "duban.import/1", &table)?;
            }
            tell_advice(context, &returned, &verdicts);
            tell_counts(context, &verdicts);
            Ok(())
        };
        // Whoever reads the table may take their time, and nobody waits for them to write. A file is written first: when it
        // cannot be, nothing is recorded.
        if self.apply && !self.output.is_file() {
            let written = apply(context, &writing, std::mem::take(&mut batch.drafts), &verdicts);
            let told = tell();
            let exit = written?;
            let more = said!("台账已经登记", "the ledger has been written all the same");
            return told.map(|()| exit).map_err(|refusal| refusal.with_more(more).into());
        }
        tell()?;
        if self.apply {
            return Ok(apply(context, &writing, batch.drafts, &verdicts)?);
        }
        if format == Format::Table {
            writing.finish(context, &batch.drafts, &[])?;
        }
        Ok(if stuck(&verdicts) > 0 { Exit::Findings } else { Exit::Done })
    }

    /// Refuses to take a row that is not there: the id may be misspelt.
    fn refuse_unknown_take(&self, returned: &[Returned]) -> Result<(), Refusal> {
        let is_there = |take: &String| take == "all" || returned.iter().any(|row| row.id.as_deref() == Some(take));
        let Some(unknown) = self.take.iter().find(|take| !is_there(take)) else { return Ok(()) };
        let shown = visible(unknown).into_owned();
        let ids = returned.iter().filter_map(|row| row.id.as_deref());
        let help = match nearest(unknown, ids).map(visible) {
            Some(near) => said!("是否为 `{near}`？", "did you mean `{near}`?"),
            None => said!("写表中“编号”列的编号", "name an id of the sheet"),
        };
        Err(Refusal::usage(said!("--take：表中没有 `{shown}`", "--take: no row is about `{shown}`")).with_help(help))
    }

    /// Everything that came back in all files.
    fn returned(&self, context: &Context) -> Result<Vec<Returned>, Refusal> {
        let mut all = Vec::new();
        for path in &self.files {
            let name = load::name(path);
            let bytes = if path.as_os_str() == "-" { stdin()? } else { bytes(path, &name).map_err(without_init)? };
            let grids = open(&name, &bytes)?;
            let back = back(&name, &grids)?;
            let hung = comments(&bytes);
            if hung > 0 {
                let on_cells = count(hung, "comment");
                context.tell(&said!(
                    "{name}：没有读单元格上的 {hung} 条批注",
                    "{name}: {on_cells} on cells were not read"
                ));
            }
            for note in &back.notes {
                let is_named = matches!(&grids[..], [one] if one.name == name);
                let named = || Said { zh: format!("{name}：{}", note.zh), en: format!("{name}: {}", note.en) };
                context.tell(&if is_named { note.clone() } else { named() });
            }
            let several = self.files.len() > 1;
            let named = |row: Returned| match several {
                true if row.sheet != name => Returned { sheet: format!("{name} {}", row.sheet), ..row },
                _ => row,
            };
            all.extend(back.rows.into_iter().map(named));
        }
        Ok(all)
    }

    /// For every row that says something about a measure that is known: how it is named, its ledger and its id. The other rows
    /// get their verdicts.
    fn places(
        &self,
        context: &Context,
        returned: &[Returned],
        verdicts: &mut [Option<Verdict>],
    ) -> Result<BTreeMap<usize, (String, String, String)>, Refusal> {
        let (set, _) = context.load()?;
        let all = rows(&set.ledgers, context.as_of);
        let known: HashMap<&str, &Row<'_>> = all.iter().map(|row| (row.address(), row)).collect();
        for (row, verdict) in returned.iter().zip(&mut *verdicts).filter(|(row, _)| !row.unproven.is_empty()) {
            refuse_overwritten(row, &known, verdict);
        }
        let mut places = BTreeMap::new();
        let mut first: HashMap<&str, usize> = HashMap::new();
        for (at, row) in returned.iter().enumerate() {
            let says = row.statement.is_some() || row.finding.is_some();
            let Some(id) = row.id.as_deref().filter(|_| verdicts[at].is_none() && says) else { continue };
            let Some(found) = known.get(id) else {
                verdicts[at] = Some(unknown(id, &known));
                continue;
            };
            if let Some(other) = first.get(id) {
                let same = |a: &Returned, b: &Returned| (&a.statement, &a.finding) == (&b.statement, &b.finding);
                let place = format!("{} {}", visible(&returned[*other].sheet), returned[*other].line);
                verdicts[at] = Some(if same(&returned[*other], row) {
                    Verdict::unchanged(said!("与 {place} 行相同", "the same as row {place}"))
                } else {
                    let help =
                        said!("合并为一行，或分两次读入", "make one row of them, or import them one after the other");
                    Verdict::refused(
                        said!("{place} 行也写了这一项", "row {place} is about this measure, too"),
                        Some(help),
                    )
                });
                continue;
            }
            first.insert(id, at);
            let (ledger, own) = (found.ledger.source.name.clone(), found.measure.id.value.to_string());
            places.insert(at, (id.to_owned(), ledger, own));
        }
        Ok(places)
    }
}

/// How many rows cannot be taken.
fn stuck(verdicts: &[Verdict]) -> usize {
    verdicts.iter().filter(|verdict| [&REFUSED, &CONFLICT].contains(&verdict.term)).count()
}

/// Writes the change when every row can be taken.
fn apply(context: &Context, writing: &Writing, drafts: Vec<Draft>, verdicts: &[Verdict]) -> Result<Exit, Refusal> {
    let stuck = stuck(verdicts);
    if stuck == 0 {
        return writing.finish(context, &drafts, &written(&drafts, verdicts));
    }
    let rows = count(stuck, "row");
    let said = said!("有 {stuck} 行不能登记，一项也没有写入", "{rows} cannot be recorded, so nothing was written");
    let help = said!(
        "改好这些单元格，或从表中删去这些行，再读入一次",
        "mend these cells, or remove these rows from the sheet, and import again"
    );
    Err(Refusal::write(said).with_help(help))
}

/// The way out of a file that is not there is not to begin a ledger.
fn without_init(refusal: Refusal) -> Refusal {
    Refusal { help: Some(said!("检查路径", "check the path")), ..refusal }
}

fn stdin() -> Result<Vec<u8>, Refusal> {
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes).map_err(|error| {
        let Said { zh, en } = why(&error);
        Refusal::data(said!("不能读取标准输入：{zh}", "cannot read standard input: {en}"))
    })?;
    Ok(bytes)
}

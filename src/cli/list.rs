//! `list`: the measures that match.

use clap::Args;

use super::{
    args, complete,
    context::{Context, Exit},
    output::{Output, formats},
    say::t,
};
use crate::{
    lang::Text,
    model::Refusal,
    page::{self, Column, Fit, Table, Value},
    query::{
        self, Field, Filter, Row, each_row, expression, field, fields, groups, meant, order, orders, sort_groups, terms,
    },
    render::{Format, Needs},
    said,
    store::load::Set,
};

/// Says that no measure matches.
pub fn tell_nothing(context: &Context) {
    context.tell(&said!("没有符合条件的事项", "nothing matches"));
}

/// Which measures a command is about.
#[derive(Args, Debug)]
pub struct Which {
    #[arg(value_name = "TERM", add = clap_complete::ArgValueCompleter::new(complete::terms))]
    #[arg(help = t(
        "条件：字段:值（可加 - 取反）、no:字段、has:字段，或要搜索的词",
        "Terms: field:value (- negates), no:field, has:field, or words to search for"
    ))]
    terms: Vec<String>,
    #[arg(long = "where", value_name = "EXPR", help = t("筛选表达式，可重复，须全部满足", "A filter expression; repeatable, all must hold"))]
    expressions: Vec<String>,
}

impl Which {
    /// Takes one more term, before the others.
    pub fn put_first(&mut self, term: String) {
        self.terms.insert(0, term);
    }

    /// Whether nothing was asked for, so that every measure matches.
    pub fn is_all(&self) -> bool {
        self.terms.is_empty() && self.expressions.is_empty()
    }

    /// The rows that match. When there are none, the terms that may have been meant are told.
    ///
    /// # Errors
    ///
    /// When a term or an expression is wrong.
    pub fn rows<'a>(&self, set: &'a Set, context: &Context) -> Result<Vec<Row<'a>>, Refusal> {
        let mut filters = vec![terms(&self.terms, context.as_of)?];
        for text in &self.expressions {
            filters.push(expression(text, context.as_of)?);
        }
        let filter = Filter::All(filters).bind(&set.ledgers)?;
        let rows: Vec<Row<'a>> = each_row(&set.ledgers, context.as_of).filter(|row| filter.matches(row)).collect();
        if rows.is_empty() {
            meant(&self.terms).iter().for_each(|said| context.tell(said));
        }
        Ok(rows)
    }
}

/// The command's flags.
#[derive(Args, Debug)]
#[command(after_help = after_help(), mut_arg("format", |arg| arg.value_parser(formats(Needs::Table))))]
pub struct List {
    #[command(flatten)]
    which: Which,
    #[arg(long, value_name = "FIELDS", add = clap_complete::ArgValueCompleter::new(complete::fields))]
    #[arg(help = t("要显示的字段，以逗号分隔", "The fields to show, separated by commas"))]
    fields: Option<String>,
    #[arg(long, value_name = "FIELDS", allow_hyphen_values = true, add = clap_complete::ArgValueCompleter::new(complete::fields))]
    #[arg(help = t("排序字段，加 - 为倒序", "The fields to sort by; - turns the order around"))]
    sort: Option<String>,
    #[arg(long, value_name = "FIELD", add = clap_complete::ArgValueCompleter::new(complete::fields))]
    #[arg(help = t("按字段分组", "Group by a field"))]
    group_by: Option<String>,
    #[arg(long, help = t("只数有多少", "Only count them"))]
    count: bool,
    #[arg(long, value_name = "N", value_parser = args::count, help = t("最多列出多少", "List no more than this"))]
    limit: Option<usize>,
    #[arg(long, help = t("一项也没有时以 1 退出", "Exit with 1 when nothing matches"))]
    fail_empty: bool,
    #[command(flatten)]
    output: Output,
}

/// The fields and operators, and examples.
fn after_help() -> String {
    let fields: Vec<_> = query::FIELDS.iter().map(|field| field.name).collect();
    let fields =
        textwrap::fill(&fields.join(", "), textwrap::Options::new(78).initial_indent("  ").subsequent_indent("  "));
    let operators = t(
        "条件：字段:值、字段:<值、字段:~词；逗号为或；no:字段 没有值，has:字段、is:字段 有值\n表达式：= != < <= > >= ~ in (a, b)，and or not =>，括号；日期可写 2026、2026-06、as-of - 30d、+2w",
        "Terms: field:value, field:<value, field:~part; commas are OR; no:field has no value, has:field and is:field have one\nExpressions: = != < <= > >= ~ in (a, b), and or not =>, parentheses; dates such as 2026, 2026-06, as-of - 30d, +2w",
    );
    let examples = t(
        "例：\n  duban list 软件园\n  duban list status:unreported clause:2.3 -kind:standing\n  duban list --where 'due < as-of + 30d and not verified' --sort due",
        "Examples:\n  duban list software park\n  duban list status:unreported clause:2.3 -kind:standing\n  duban list --where 'due < as-of + 30d and not verified' --sort due",
    );
    format!("{}\n{fields}\n\n{operators}\n\n{examples}", t("字段：", "Fields:"))
}

/// What people see where they do not choose.
const FOR_PEOPLE: &str = "number,id,title,owner,state,due";
/// What spreadsheets get where nobody chooses.
const FOR_SHEETS: &str = "id,number,reply,title,en,clause,quote,kind,owner,owner_basis,support,status,state,verified,schedule,due,heard,progress,evidence,tags,note";

impl List {
    /// Runs the command.
    pub fn run(self, context: &Context) -> anyhow::Result<Exit> {
        let format = self.output.format()?;
        let chosen = self.fields.as_deref().map(fields).transpose()?;
        let orders = self.sort.as_deref().map(orders).transpose()?.unwrap_or_default();
        let group_by = self.group_by.as_deref().map(field).transpose()?;
        let (set, exit) = context.load()?;
        let mut rows = self.which.rows(&set, context)?;
        let columns = chosen.map_or_else(|| usual(format, set.ledgers.len() > 1), Ok)?;
        let is_empty = rows.is_empty();
        order(&mut rows, &orders);
        let n = rows.len();
        let groups = group_by.map(|by| {
            let mut groups = groups(&rows, by);
            sort_groups(&mut groups, by);
            (by, groups)
        });
        if self.count {
            self.count(context, format, n, groups)?;
        } else if format == Format::Ids {
            let ids = rows.iter().take(self.limit.unwrap_or(usize::MAX)).map(|row| format!("{}\n", row.address()));
            self.output.text(context, &ids.collect::<String>())?;
        } else {
            let mut table = table(&rows, &columns, groups.map(|(_, groups)| groups), self.limit);
            self.arrange(&mut table, format);
            if is_empty && format == Format::Table {
                tell_nothing(context);
            }
            self.output.table(context, "duban.list/1", &table)?;
        }
        Ok(if is_empty && self.fail_empty && exit == Exit::Done { Exit::Findings } else { exit })
    }

    /// Where nobody chose the columns, those without a value are left out and the id gives way.
    fn arrange(&self, table: &mut Table, format: Format) {
        if self.fields.is_some() || !matches!(format, Format::Table | Format::Markdown) {
            return;
        }
        *table = std::mem::take(table).with_spare(&["id"]).without_empty(&["due"]);
    }

    /// How many there are, whatever the limit of what is listed.
    fn count(&self, context: &Context, format: Format, n: usize, groups: Option<Groups>) -> Result<(), Refusal> {
        let number = Column { key: "count", label: COUNT, fit: Fit::Whole, number: true };
        let Some((by, groups)) = groups else {
            let table = Table { columns: vec![number], rows: vec![vec![Value::count(n)]], groups: Vec::new() };
            return match format {
                Format::Table | Format::Ids | Format::Markdown => self.output.text(context, &format!("{n}\n")),
                _ => self.output.table(context, "duban.count/1", &table),
            };
        };
        let table = Table {
            columns: vec![by.column(), number],
            rows: groups.iter().map(|group| vec![group.value.clone(), Value::count(group.rows.len())]).collect(),
            groups: Vec::new(),
        };
        self.output.table(context, "duban.count/1", &table)
    }
}

/// The fields that are shown where nobody chooses.
fn usual(format: Format, several: bool) -> Result<Vec<&'static Field>, Refusal> {
    match format {
        Format::Json | Format::Jsonl => Ok(query::FIELDS.iter().collect()),
        Format::Csv | Format::Tsv => fields(FOR_SHEETS),
        // The place in a file means something only where it is known which file.
        _ if several => fields(&format!("reply,{FOR_PEOPLE}")),
        _ => fields(FOR_PEOPLE),
    }
}

type Groups = (&'static Field, Vec<query::Group>);

const COUNT: Text = crate::lang::text("数量", "count");

/// The rows as a table of these fields, no more of them than a limit. In groups, a row stands in each that it belongs to.
pub fn table(
    rows: &[Row<'_>],
    columns: &[&'static Field],
    groups: Option<Vec<query::Group>>,
    limit: Option<usize>,
) -> Table {
    let mut table = Table { columns: columns.iter().map(|field| field.column()).collect(), ..Table::default() };
    let limit = limit.unwrap_or(usize::MAX);
    let mut add = |at: usize| table.rows.push(columns.iter().map(|field| (field.get)(&rows[at])).collect());
    let Some(groups) = groups else {
        (0..rows.len().min(limit)).for_each(add);
        return table;
    };
    let mut start = 0;
    for group in groups {
        let total = group.rows.len();
        let len = total.min(limit - start);
        group.rows.into_iter().take(len).for_each(&mut add);
        if len > 0 {
            table.groups.push(page::Group { value: group.value, start, len, total });
        }
        start += len;
    }
    table
}

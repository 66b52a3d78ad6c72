//! `list`: the measures that match.

use clap::Args;

use super::{
    complete,
    context::{Context, Exit},
    output::Output,
    say::t,
};
use crate::{
    lang::Text,
    model::Refusal,
    page::{Column, Fit, Group, Table, Value},
    query::{self, Field, Filter, Row, expression, field, fields, order, orders, rows, terms},
    render::Format,
    said,
    store::load::Set,
};

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
    /// The rows that match.
    ///
    /// # Errors
    ///
    /// When a term or an expression is wrong.
    pub fn rows<'a>(&self, set: &'a Set, context: &Context) -> Result<Vec<Row<'a>>, Refusal> {
        let mut filters = vec![terms(&self.terms, context.as_of)?];
        for text in &self.expressions {
            filters.push(expression(text, context.as_of)?);
        }
        let filter = Filter::All(filters);
        filter.check_offices(&set.ledgers)?;
        Ok(rows(&set.ledgers, context.as_of).into_iter().filter(|row| filter.matches(row)).collect())
    }
}

/// The command's flags.
#[derive(Args, Debug)]
#[command(after_help = t(
    "例：\n  duban list 软件园\n  duban list status:unreported clause:2.3 -kind:standing\n  duban list --where 'due < as-of + 30d and not verified' --sort due",
    "Examples:\n  duban list software park\n  duban list status:unreported clause:2.3 -kind:standing\n  duban list --where 'due < as-of + 30d and not verified' --sort due"
))]
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
    #[arg(long, value_name = "N", help = t("最多列出多少", "List no more than this"))]
    limit: Option<usize>,
    #[arg(long, help = t("一项也没有时以 1 退出", "Exit with 1 when nothing matches"))]
    fail_empty: bool,
    #[command(flatten)]
    output: Output,
}

/// What people see where they do not choose.
const FOR_PEOPLE: &str = "number,id,title,owner,state,due";
/// What spreadsheets get where nobody chooses.
const FOR_SHEETS: &str = "id,number,reply,title,en,clause,quote,kind,owner,owner_basis,support,status,state,verified,schedule,due,heard,progress,evidence,tags,note";

impl List {
    /// Runs the command.
    pub fn run(self, context: &Context) -> anyhow::Result<Exit> {
        let format = self.output.format()?;
        let columns = self.columns(format)?;
        let orders = self.sort.as_deref().map(orders).transpose()?.unwrap_or_default();
        let group_by = self.group_by.as_deref().map(field).transpose()?;
        let (set, exit) = context.load()?;
        let mut rows = self.which.rows(&set, context)?;
        let is_empty = rows.is_empty();
        order(&mut rows, &orders);
        rows.truncate(self.limit.unwrap_or(usize::MAX));
        let groups = group_by.map(|by| grouped(&mut rows, by)).unwrap_or_default();
        if self.count {
            self.count(context, format, rows.len(), group_by, &groups)?;
        } else {
            let mut table = table(&rows, &columns);
            table.groups = groups;
            self.arrange(&mut table, format);
            if is_empty && format == Format::Table {
                context.tell(&said!("没有符合条件的事项", "nothing matches"));
            }
            self.output.table(context, "duban.list/1", &table)?;
        }
        Ok(if is_empty && self.fail_empty { Exit::Findings } else { exit })
    }

    fn columns(&self, format: Format) -> Result<Vec<&'static Field>, Refusal> {
        match (&self.fields, format) {
            (Some(names), _) => fields(names),
            (None, Format::Json | Format::Jsonl) => Ok(query::FIELDS.iter().collect()),
            (None, Format::Csv | Format::Tsv) => fields(FOR_SHEETS),
            (None, Format::Table | Format::Markdown | Format::Ids) => fields(FOR_PEOPLE),
        }
    }

    /// Where nobody chose the columns, those without a value are left out and the id gives way.
    fn arrange(&self, table: &mut Table, format: Format) {
        if self.fields.is_some() || !matches!(format, Format::Table | Format::Markdown) {
            return;
        }
        for column in table.columns.iter_mut().filter(|column| column.key == "id") {
            column.fit = Fit::Spare;
        }
        let due = table.columns.iter().position(|column| column.key == "due");
        if let Some(due) = due.filter(|due| table.rows.iter().all(|row| row[*due].is_empty())) {
            table.columns.remove(due);
            table.rows.iter_mut().for_each(|row| drop(row.remove(due)));
        }
    }

    fn count(
        &self,
        context: &Context,
        format: Format,
        n: usize,
        by: Option<&'static Field>,
        groups: &[Group],
    ) -> Result<(), Refusal> {
        let count = |n: usize| Value::Int(i64::try_from(n).unwrap_or(i64::MAX));
        let number = Column { key: "count", label: COUNT, fit: Fit::Whole, number: true };
        let table = match by {
            Some(by) => Table {
                columns: vec![by.column(), number],
                rows: groups.iter().map(|group| vec![group.value.clone(), count(group.len)]).collect(),
                groups: Vec::new(),
            },
            None => Table { columns: vec![number], rows: vec![vec![count(n)]], groups: Vec::new() },
        };
        match (by, format) {
            (None, Format::Table | Format::Ids | Format::Markdown) => self.output.text(context, &format!("{n}\n")),
            _ => self.output.table(context, "duban.count/1", &table),
        }
    }
}

const COUNT: Text = crate::lang::text("数量", "count");

/// The rows as a table of these fields.
pub fn table(rows: &[Row<'_>], columns: &[&'static Field]) -> Table {
    Table {
        columns: columns.iter().map(|field| field.column()).collect(),
        rows: rows.iter().map(|row| columns.iter().map(|field| (field.get)(row)).collect()).collect(),
        groups: Vec::new(),
    }
}

/// Brings rows of one value together, groups in the order of their values.
fn grouped(rows: &mut Vec<Row<'_>>, by: &'static Field) -> Vec<Group> {
    order(rows, &[query::Order { field: by, descending: false }]);
    let mut groups: Vec<Group> = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let value = (by.get)(row);
        match groups.last_mut() {
            Some(group) if group.value == value => group.len += 1,
            _ => groups.push(Group { value, start: at, len: 1 }),
        }
    }
    groups
}

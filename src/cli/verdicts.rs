//! What people are told of the rows of spreadsheets: the verdicts as a table, the ways out, what was recorded.

use super::{
    context::Context,
    verdict::{CONFLICT, REFUSED, UNCHANGED, UPDATE, VERIFICATION, Verdict},
};
use crate::{
    lang::{Lang, Said, Text, count, text, visible},
    page::{Column, Fit, Table, Term, Value},
    render::Format,
    said,
    sheet::Returned,
    store::write::Draft,
};

/// The verdicts as a table. People do not see the rows in which nothing changed.
pub fn table(returned: &[Returned], verdicts: &[Verdict], context: &Context, format: Format) -> Table {
    let column = |key, label: Text, fit, number| Column { key, label, fit, number };
    let is_for_people = matches!(format, Format::Table | Format::Markdown);
    let is_one = is_one_sheet(returned);
    let mut columns = vec![
        column("sheet", text("表", "sheet"), if is_one { Fit::Spare(1) } else { Fit::Name }, false),
        column("row", text("行", "row"), Fit::Whole, true),
        column("id", text("编号", "id"), Fit::Whole, false),
        column("verdict", text("结论", "verdict"), Fit::Whole, false),
        column("said", text("说明", "what"), Fit::Wrap, false),
    ];
    // People read the ways out below the table, each once.
    if !is_for_people {
        columns.push(column("help", text("办法", "way out"), Fit::Shrink, false));
    }
    let shown = returned.iter().zip(verdicts);
    let shown =
        shown.filter(|(_, verdict)| !is_for_people || verdict.term != &UNCHANGED || !verdict.said.zh.is_empty());
    let row = |(row, verdict): (&Returned, &Verdict)| {
        let said = verdict.said.visible();
        let mut values = vec![
            Value::Text(visible(&row.sheet).into_owned()),
            Value::Int(row.line.into()),
            Value::text(row.id.as_deref().map(visible).as_deref()),
            Value::Term(verdict.term),
            Value::text(Some(said.get(context.lang)).filter(|said| !said.is_empty())),
        ];
        if !is_for_people {
            values.push(Value::text(verdict.help.as_ref().map(|help| help.get(context.lang))));
        }
        values
    };
    Table { columns, rows: shown.map(row).collect(), groups: Vec::new() }
}

/// Whether all rows are of one sheet, so that a line number is enough.
fn is_one_sheet(returned: &[Returned]) -> bool {
    returned.windows(2).all(|pair| pair[0].sheet == pair[1].sheet)
}

/// Says the ways out of what is not taken, each once, with the rows that it is for.
pub fn tell_advice(context: &Context, returned: &[Returned], verdicts: &[Verdict]) {
    const MOST: usize = 20;
    let mut advice: Vec<(&Said, Vec<&Returned>)> = Vec::new();
    for (row, verdict) in returned.iter().zip(verdicts) {
        let Some(help) = &verdict.help else { continue };
        match advice.iter_mut().find(|(own, _)| *own == help) {
            Some((_, rows)) => rows.push(row),
            None => advice.push((help, vec![row])),
        }
    }
    let is_one = is_one_sheet(returned);
    for (help, rows) in advice.into_iter().take(MOST) {
        let rows = listed(&rows, is_one);
        context.tell(&Said {
            zh: format!("提示（{}）：{}", rows.zh, help.zh),
            en: format!("help ({}): {}", rows.en, help.en),
        });
    }
}

/// Which rows are meant.
fn listed(rows: &[&Returned], is_one: bool) -> Said {
    const FEW: usize = 8;
    let named =
        |row: &&Returned| if is_one { row.line.to_string() } else { format!("{} {}", visible(&row.sheet), row.line) };
    let own: Vec<String> = rows.iter().take(FEW).map(named).collect();
    let (zh, en, n) = (own.join("、"), own.join(", "), rows.len());
    let (zh_more, en_more) = if n > FEW {
        (format!("等 {n} 行"), format!(" and {} more", n - FEW))
    } else {
        (" 行".to_owned(), String::new())
    };
    let s = if n == 1 { "" } else { "s" };
    said!("第 {zh}{zh_more}", "row{s} {en}{en_more}")
}

/// Says how many rows there are of each verdict.
pub fn tell_counts(context: &Context, verdicts: &[Verdict]) {
    let counts = Said::each(|lang| {
        let terms = [&UNCHANGED, &UPDATE, &VERIFICATION, &CONFLICT, &REFUSED];
        let of = |term: &&Term| verdicts.iter().filter(|verdict| verdict.term == *term).count();
        let parts = terms.iter().map(|term| format!("{} {}", term.label.get(lang), of(term)));
        parts.collect::<Vec<_>>().join(if lang == Lang::Zh { "，" } else { ", " })
    });
    let n = verdicts.len();
    let rows = count(n, "row");
    context.tell(&Said { zh: format!("{n} 行：{}", counts.zh), en: format!("{rows}: {}", counts.en) });
}

/// What was recorded, ledger by ledger.
pub fn written(drafts: &[Draft], verdicts: &[Verdict]) -> Vec<Said> {
    let taken = verdicts.iter().filter(|verdict| [&UPDATE, &VERIFICATION].contains(&verdict.term)).count();
    let names: Vec<_> =
        drafts.iter().filter(|draft| draft.changed.is_some()).map(|draft| visible(&draft.ledger.source.name)).collect();
    let (zh, en, rows) = (names.join("、"), names.join(", "), count(taken, "row"));
    vec![said!("已将 {taken} 行登记到 {zh}", "recorded {rows} in {en}")]
}

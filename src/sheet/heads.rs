//! Where the table of a sheet begins, and which of its columns are ours.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    columns::{COLUMNS, Column, Hand, Reads},
    grid::{Cell, Grid, letters},
    told::may_say,
};
use crate::{
    lang::{Said, folded, nearest, visible},
    model::Refusal,
    said,
};

/// The headings of a sheet.
#[derive(Debug)]
pub struct Heads {
    /// The row in which they stand.
    pub row: u32,
    /// The columns that are ours.
    pub columns: BTreeMap<u32, &'static Column>,
    /// What stands above each column.
    pub names: BTreeMap<u32, String>,
    /// Columns that we do not know.
    pub unknown: Vec<u32>,
}

impl Heads {
    /// The place of the column that is read in this way.
    pub fn of(&self, reads: Reads) -> Option<u32> {
        self.columns.iter().find(|(_, column)| column.reads == reads).map(|(at, _)| *at)
    }

    /// The place of a column.
    pub fn named(&self, key: &str) -> Option<u32> {
        self.columns.iter().find(|(_, column)| column.key == key).map(|(at, _)| *at)
    }

    /// What stands above a column.
    pub fn name(&self, column: u32) -> &str {
        self.names.get(&column).map(String::as_str).unwrap_or_default()
    }

    /// What a column is called here, or would be.
    pub fn called(&self, column: &Column) -> Said {
        match self.named(column.key).map(|at| visible(self.name(at).trim()).into_owned()) {
            Some(name) => Said { zh: name.clone(), en: name },
            None => column.head.into(),
        }
    }
}

/// How far down a table may begin.
const TOP: u32 = 60;
/// So many of our headings in one row are no accident.
const ENOUGH: usize = 3;

/// The headings of a sheet; nothing when it holds no table of ours.
///
/// # Errors
///
/// When the ids are missing, a heading stands there twice, or a heading that somebody changed hides what was filled in.
pub fn heads(grid: &Grid) -> Result<Option<Heads>, Refusal> {
    let rows = grid.rows().take_while(|(row, _)| *row < TOP);
    let ours = |row: &BTreeMap<u32, &Cell>| row.values().filter(|cell| column(&cell.content.shown()).is_some()).count();
    let Some((row, cells)) = rows.into_iter().find(|(_, cells)| ours(cells) >= ENOUGH) else { return Ok(None) };
    let mut heads = Heads { row, columns: BTreeMap::new(), names: BTreeMap::new(), unknown: Vec::new() };
    for (at, cell) in cells {
        let name = cell.content.shown();
        match column(&name) {
            Some(known) => {
                // What the program fills in may stand there twice: it is only compared.
                if let Some(other) = heads.named(known.key).filter(|_| known.reads != Reads::Nothing) {
                    return Err(twice(grid, &heads, other, at));
                }
                heads.columns.insert(at, known);
            }
            None => heads.unknown.push(at),
        }
        heads.names.insert(at, name);
    }
    let Some(ids) = heads.of(Reads::Id) else { return Err(without_ids(grid, &heads)) };
    // What stands in a row of ours below no heading belongs to a column that somebody rubbed out, or to nobody's.
    let below =
        grid.cells.iter().filter(|((at, _), cell)| *at > row && may_say(cell) && grid.get((*at, ids)).is_some());
    let bare: BTreeSet<u32> =
        below.map(|((_, column), _)| *column).filter(|at| !heads.names.contains_key(at)).collect();
    heads.unknown.extend(bare);
    refuse_renamed(grid, &heads)?;
    Ok(Some(heads))
}

/// The column that has this heading, in either language, whatever stands in brackets behind it.
fn column(head: &str) -> Option<&'static Column> {
    let wanted = plain(head);
    let has =
        |column: &&Column| plain(column.head.zh) == wanted || plain(column.head.en) == wanted || column.key == wanted;
    let whole = folded(head);
    let is_whole = |column: &&Column| folded(column.head.zh) == whole || folded(column.head.en) == whole;
    // Two of ours are told apart by what stands in the brackets.
    COLUMNS.iter().find(is_whole).or_else(|| COLUMNS.iter().find(has)).filter(|_| !wanted.is_empty())
}

fn plain(head: &str) -> String {
    folded(head.split(['（', '(']).next().unwrap_or_default())
}

fn twice(grid: &Grid, heads: &Heads, one: u32, other: u32) -> Refusal {
    let place = grid.place((heads.row, other), heads.name(one));
    let (zh, en, first) = (place.zh, place.en, letters(one));
    Refusal::data(said!("{zh}：这个表头在 {first} 列已有", "{en}: this heading stands in column {first}, too"))
        .with_help(said!("删去其中一列", "remove one of the two columns"))
}

fn without_ids(grid: &Grid, heads: &Heads) -> Refusal {
    let (name, row) = (visible(&grid.name), heads.row + 1);
    let said =
        said!("表“{name}”第 {row} 行的表头没有“编号”列", "sheet “{name}”: the headings in row {row} have no “id”");
    let help = said!(
        "恢复“编号”列；简表没有编号，只供阅读，请用 duban export 导出全表填写",
        "put the column of ids back; the short form has none and is for reading, so fill in the full one of duban export"
    );
    Refusal::data(said).with_help(help)
}

/// Refuses a sheet in which a column that people fill in is gone and another that we do not know has something in it.
fn refuse_renamed(grid: &Grid, heads: &Heads) -> Result<(), Refusal> {
    let filled = |column: &&Column| matches!(column.hand, Hand::Office | Hand::Verifier);
    let missing: Vec<&Column> =
        COLUMNS.iter().filter(filled).filter(|column| heads.named(column.key).is_none()).collect();
    let has_more =
        |at: &u32| grid.cells.iter().any(|((row, column), cell)| column == at && *row > heads.row && may_say(cell));
    let Some(at) = heads.unknown.iter().copied().find(has_more).filter(|_| !missing.is_empty()) else { return Ok(()) };
    let place = grid.place((heads.row, at), heads.name(at));
    let near = |of: fn(&Column) -> &'static str| nearest(heads.name(at), missing.iter().map(|column| of(column)));
    let all =
        |of: fn(&Column) -> &'static str, by| missing.iter().map(|column| of(column)).collect::<Vec<_>>().join(by);
    let zh = near(|column| column.head.zh).map_or_else(|| all(|column| column.head.zh, "、"), str::to_owned);
    let en = near(|column| column.head.en).map_or_else(|| all(|column| column.head.en, ", "), str::to_owned);
    let said = Said {
        zh: format!("{}：不认识这一列的表头，其下有内容", place.zh),
        en: format!("{}: nobody knows the heading of this column, and something stands below it", place.en),
    };
    let help = said!(
        "把表头改回原来的（少了：{zh}），或删去这一列",
        "write the heading as it was (missing: {en}), or remove the column"
    );
    Err(Refusal::data(said).with_help(help))
}

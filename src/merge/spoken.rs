//! Who has the last word on a status: it follows the newest statement that gives it, so what two sides say of it is decided by the
//! statements that they entered.

use std::cmp::Ordering;

use hashbrown::{HashMap, HashSet};

use super::{
    list::says,
    merged::Side,
    rank::date,
    same::{BASE, DATED, OURS, THEIRS},
    tree::{Block, File},
    value::Word,
};

/// The blocks of each record in the three texts: its tables may stand apart.
pub struct Spoken<'b, 'a> {
    blocks: [HashMap<&'b [String], Vec<&'b Block<'a>>>; 3],
}

impl<'b, 'a> Spoken<'b, 'a> {
    /// Gathers them.
    pub fn of(files: [&'b File<'a>; 3]) -> Self {
        let blocks = files.map(|file| {
            let mut blocks: HashMap<&[String], Vec<&Block<'_>>> = HashMap::new();
            file.root.children.iter().for_each(|block| blocks.entry(&block.path).or_default().push(block));
            blocks
        });
        Self { blocks }
    }

    /// Who has the last word on the status of a record, or of one of its items. Where both sides entered a statement that gives
    /// it, the side whose newest is the newer one decides, and on the same day both.
    pub fn last_word(&self, block: &Block<'_>) -> Word {
        let item = if block.is_entry { block.section.as_ref().and_then(|own| own.value("name")) } else { None };
        let Some(record) = block.path.get(..2).filter(|_| block.is_entry == item.is_some()) else {
            return Word::Nobodys;
        };
        let speaking = [BASE, OURS, THEIRS].map(|text| {
            let own = self.blocks[text].get(record).into_iter().flatten();
            let updates = own.flat_map(|block| &block.children).filter(|entry| is_update(entry));
            updates.filter(|entry| gives(entry, item)).collect::<Vec<&Block<'_>>>()
        });
        let [base, ours, theirs] = &speaking;
        let texts =
            |entries: &[&'b Block<'a>]| entries.iter().map(|entry| entry.text.trim()).collect::<HashSet<&str>>();
        let entered = |own: &[&Block<'_>], other: &[&'b Block<'a>]| {
            let (old, other) = (texts(base), texts(other));
            own.iter().any(|entry| !old.contains(entry.text.trim()) && !other.contains(entry.text.trim()))
        };
        if !entered(ours, theirs) || !entered(theirs, ours) {
            return Word::Nobodys;
        }
        let newest = |entries: &[&Block<'_>]| entries.iter().filter_map(|entry| date(entry)).max();
        match newest(ours).cmp(&newest(theirs)) {
            Ordering::Greater => Word::Of(Side::Ours),
            Ordering::Less => Word::Of(Side::Theirs),
            Ordering::Equal => Word::Both,
        }
    }
}

fn is_update(block: &Block<'_>) -> bool {
    block.is_entry && block.path.last().is_some_and(|list| list == DATED[0])
}

/// Whether a statement gives a status: to the measure, or to the item whose name is written like this.
fn gives(entry: &Block<'_>, item: Option<&str>) -> bool {
    let Some(section) = &entry.section else { return false };
    let Some(name) = item else { return section.value("status").is_some() };
    let name = says(name);
    let is_it = |key: &String| says(&format!("{key:?}")) == name;
    let inline = section.value("items").and_then(|items| {
        let text = format!("items = {items}");
        let (root, _) = toml::de::DeTable::parse_recoverable(&text);
        let items = root.get_ref().get("items")?.get_ref().as_table()?;
        Some(items.keys().any(|key| is_it(&key.get_ref().to_string())))
    });
    let dotted = section.fields.iter().any(|(path, _)| path.len() == 2 && path[0] == "items" && is_it(&path[1]));
    let tables = entry.children.iter().filter(|child| child.path.last().is_some_and(|own| own == "items"));
    let headed = tables.flat_map(|child| child.section.iter().flat_map(|own| &own.fields));
    inline == Some(true) || dotted || headed.into_iter().any(|(path, _)| path.len() == 1 && is_it(&path[0]))
}

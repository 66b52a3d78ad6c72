//! Edits of a text, and the proof that afterwards it says what it said before and was asked to say.

use toml::de::DeTable;

use super::{Wrong, layout::Layout, tree::Tree};
use crate::model::{Change, Edit};

/// The text after the edits, one change after the other, each found in the text as it is by then.
pub fn edited(text: &str, newline: &'static str, edits: &[&Edit]) -> Result<String, Wrong> {
    let mut text = text.to_owned();
    let mut expected = Tree::of_text(&text).ok_or(Wrong::Syntax)?;
    for edit in edits {
        let wanted = expected.table(edit.collection.key()).table(&edit.id);
        for change in &edit.changes {
            wanted.change(change)?;
            text = changed(&text, newline, edit, change)?;
        }
    }
    if Tree::of_text(&text) == Some(expected) { Ok(text) } else { Err(Wrong::Layout) }
}

fn changed(text: &str, newline: &'static str, edit: &Edit, change: &Change) -> Result<String, Wrong> {
    let (table, _) = DeTable::parse_recoverable(text);
    let record = Layout::find(text, newline, table.get_ref(), (edit.collection, &edit.id));
    let splices = record.ok_or(Wrong::Layout)?.splices(change)?;
    // From the last to the first, so that the places of the others hold.
    Ok(splices.iter().rev().fold(text.to_owned(), |text, splice| splice.apply(&text)))
}

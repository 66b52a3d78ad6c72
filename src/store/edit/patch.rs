//! Pieces of a text that are changed together: put one behind the other, changed as one text, and told apart again.

use toml::de::DeTable;

use super::{Wrong, layout::Layout, splice::Splice, tree::Tree};
use crate::model::{Change, Edit};

/// Pieces as one text.
#[derive(Debug)]
pub struct Patch {
    text: String,
    /// Where each piece ends.
    ends: Vec<usize>,
}

impl Patch {
    /// The pieces, in order.
    pub fn new<'a>(pieces: impl IntoIterator<Item = &'a str>) -> Self {
        let mut patch = Self { text: String::new(), ends: Vec::new() };
        for piece in pieces {
            patch.text.push_str(piece);
            patch.ends.push(patch.text.len());
        }
        patch
    }

    /// The pieces after the edits, one change after the other, each found in the text as it is by then. What the text says
    /// afterwards is compared with what it said before and was asked to say.
    pub fn edited(mut self, newline: &'static str, edits: &[&Edit]) -> Result<Vec<String>, Wrong> {
        let mut expected = Tree::of_text(&self.text).ok_or(Wrong::Syntax)?;
        for edit in edits {
            let wanted = expected.table(edit.collection.key()).table(&edit.id);
            for change in &edit.changes {
                wanted.change(change)?;
                self.change(newline, edit, change)?;
            }
        }
        if Tree::of_text(&self.text) != Some(expected) {
            return Err(Wrong::Layout);
        }
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        Ok(starts.zip(&self.ends).map(|(start, end)| self.text[start..*end].to_owned()).collect())
    }

    fn change(&mut self, newline: &'static str, edit: &Edit, change: &Change) -> Result<(), Wrong> {
        let (table, _) = DeTable::parse_recoverable(&self.text);
        let record = Layout::find(&self.text, newline, table.get_ref(), (edit.collection, &edit.id));
        let splices = record.ok_or(Wrong::Layout)?.splices(change)?;
        drop(table);
        // From the last to the first, so that the places of the others hold.
        splices.iter().rev().try_for_each(|splice| self.splice(splice))
    }

    fn splice(&mut self, splice: &Splice) -> Result<(), Wrong> {
        let range = &splice.range;
        if self.ends.iter().any(|end| range.start < *end && *end < range.end) {
            return Err(Wrong::Layout);
        }
        // Between two pieces, what ends its own line leads to the piece behind, and anything else follows the one before.
        let leads = range.is_empty() && splice.text.ends_with('\n');
        for end in &mut self.ends {
            if *end > range.end || (*end == range.end && !leads) {
                *end = *end - range.len() + splice.text.len();
            }
        }
        self.text = splice.apply(&self.text);
        if let Some(last) = self.ends.last_mut() {
            *last = self.text.len();
        }
        Ok(())
    }
}

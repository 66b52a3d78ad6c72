//! Footnotes and endnotes: which the text refers to, how they are marked, and their texts in that order.

use std::collections::BTreeMap;

use super::counting;

/// Notes below the page or at the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum NoteKind {
    Foot,
    End,
}

impl NoteKind {
    /// What the relation to their part is called, and the part as a rule.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Foot => "footnotes",
            Self::End => "endnotes",
        }
    }

    /// The mark of a note: `[1]` for footnotes, `[i]` for endnotes, which count on their own.
    fn mark(self, n: u32) -> String {
        let format = match self {
            Self::Foot => "decimal",
            Self::End => "lowerRoman",
        };
        format!("[{}]", counting::written(format, n))
    }
}

/// A note to which the text refers.
#[derive(Clone, Copy, Debug)]
struct Note {
    order: usize,
    /// Its number; a note with a mark of its own in the text has none.
    number: Option<u32>,
}

/// The notes of a document while it is read.
#[derive(Debug)]
pub(super) struct Notes {
    /// Those that the text refers to, by their ids.
    known: BTreeMap<(NoteKind, String), Note>,
    /// How many footnotes and endnotes have been counted.
    counts: [u32; 2],
    /// The kind and the note that are being read.
    kind: NoteKind,
    open: Option<Note>,
    written: BTreeMap<(NoteKind, usize), String>,
}

impl Notes {
    pub(super) fn new() -> Self {
        Self { known: BTreeMap::new(), counts: [0; 2], kind: NoteKind::Foot, open: None, written: BTreeMap::new() }
    }

    /// What is read next are notes of this kind.
    pub(super) fn begin(&mut self, kind: NoteKind) {
        self.kind = kind;
    }

    /// The text refers to a note; the mark that stands there.
    pub(super) fn refer(&mut self, kind: NoteKind, id: String, has_own_mark: bool) -> Option<String> {
        let count = self.counts.get_mut(kind as usize)?;
        *count += u32::from(!has_own_mark);
        let number = Some(*count).filter(|_| !has_own_mark);
        let order = self.known.len();
        self.known.entry((kind, id)).or_insert(Note { order, number });
        number.map(|number| kind.mark(number))
    }

    /// A note begins; whether the text refers to it.
    pub(super) fn open(&mut self, id: String) -> bool {
        self.open = self.known.get(&(self.kind, id)).copied();
        self.open.is_some()
    }

    /// Whether a note is being read.
    pub(super) fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// The mark of the note that is being read, where it stands in itself.
    pub(super) fn own_mark(&self) -> Option<String> {
        self.open.and_then(|note| note.number).map(|number| self.kind.mark(number))
    }

    /// The note that is being read ends with this text.
    pub(super) fn close(&mut self, text: String) {
        if let Some(note) = self.open.take() {
            self.written.insert((self.kind, note.order), text);
        }
    }

    /// The texts of all notes, footnotes first.
    pub(super) fn texts(self) -> impl Iterator<Item = String> {
        self.written.into_values()
    }
}

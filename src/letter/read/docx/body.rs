//! The document itself: paragraphs, runs, tables, text boxes and notes, as a reader sees them.
//!
//! Deleted and hidden text is left out, inserted text is in. Comments, headers and footers are no part of the letter.

use std::{collections::BTreeMap, mem};

use super::{
    counting,
    numbering::Numbering,
    styles::Styles,
    xml::{Attributes, Path, Visitor},
};
use crate::letter::read::layout::Layout;

/// Notes below the page or at the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum NoteKind {
    Foot,
    End,
}

impl NoteKind {
    /// The part in which they stand.
    pub(super) const fn part(self) -> &'static str {
        match self {
            Self::Foot => "word/footnotes",
            Self::End => "word/endnotes",
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

/// The document while it is read.
pub(super) struct Body<'a> {
    styles: &'a Styles,
    numbering: Numbering,
    /// What is being written: the document, in it a text box, in that another.
    frames: Vec<Frame>,
    /// The depth of an element of which nothing is shown.
    skipped: Option<usize>,
    /// For each open choice between alternatives whether one was taken.
    alternatives: Vec<bool>,
    /// The notes that the text refers to, by their ids.
    notes: BTreeMap<(NoteKind, String), Note>,
    /// How many footnotes and endnotes have been counted.
    counts: [u32; 2],
    kind: NoteKind,
    /// The note that is being read, and those that have been, in their order.
    note: Option<Note>,
    written: BTreeMap<(NoteKind, usize), String>,
    others: bool,
}

#[derive(Debug)]
struct Frame {
    layout: Layout,
    paragraph: Option<Paragraph>,
    /// Text of paragraphs whose end is deleted: it belongs to the next one.
    carried: String,
    /// The depth of the element that it belongs to.
    depth: usize,
}

impl Frame {
    fn at(depth: usize) -> Self {
        Self { layout: Layout::new(), paragraph: None, carried: String::new(), depth }
    }
}

#[derive(Debug, Default)]
struct Paragraph {
    style: Option<String>,
    list: Option<String>,
    level: Option<usize>,
    text: String,
    /// A page or a column ends here; what follows begins a line.
    broken: bool,
    end_deleted: bool,
    end_hidden: bool,
    /// The text boxes that hang on it.
    boxes: String,
}

impl<'a> Body<'a> {
    pub(super) fn new(styles: &'a Styles, numbering: Numbering) -> Self {
        Self {
            styles,
            numbering,
            frames: vec![Frame::at(0)],
            skipped: None,
            alternatives: Vec::new(),
            notes: BTreeMap::new(),
            counts: [0; 2],
            kind: NoteKind::Foot,
            note: None,
            written: BTreeMap::new(),
            others: false,
        }
    }

    /// Whether a part of the text stands in other files, which are not read.
    pub(super) fn holds_others(&self) -> bool {
        self.others
    }

    /// What is visited next are notes.
    pub(super) fn begin_notes(&mut self, kind: NoteKind) {
        self.kind = kind;
    }

    /// The text, its notes at the end.
    pub(super) fn finish(mut self) -> String {
        let mut text = self.frames.pop().map(|frame| frame.layout.finish()).unwrap_or_default();
        text.extend(self.written.into_values());
        text
    }

    fn frame(&mut self) -> Option<&mut Frame> {
        self.frames.last_mut()
    }

    fn paragraph(&mut self) -> Option<&mut Paragraph> {
        self.frame()?.paragraph.as_mut()
    }

    fn write(&mut self, text: &str) {
        let Some(frame) = self.frames.last_mut() else { return };
        match &mut frame.paragraph {
            Some(paragraph) => {
                if mem::take(&mut paragraph.broken) {
                    paragraph.text.push('\n');
                }
                paragraph.text.push_str(text);
            }
            None => frame.layout.verbatim(text),
        }
    }

    fn end_paragraph(&mut self) {
        let Some(frame) = self.frames.last_mut() else { return };
        let Some(paragraph) = frame.paragraph.take() else { return };
        if paragraph.end_deleted {
            frame.carried.push_str(&paragraph.text);
            frame.layout.block();
            frame.layout.verbatim(&paragraph.boxes);
            return;
        }
        let text = mem::take(&mut frame.carried) + &paragraph.text;
        if paragraph.end_hidden && text.is_empty() {
            return;
        }
        let styled = self.styles.list(paragraph.style.as_deref());
        let list = paragraph.list.as_deref().or(styled.map(|(list, ..)| list));
        // List 0 takes the number of the style away.
        let label = list.filter(|list| *list != "0").map(|list| {
            let by_style =
                || styled.and_then(|(_, level, style)| level.or_else(|| self.numbering.level_of_style(list, style)));
            let level = paragraph.level.or_else(by_style).unwrap_or_default();
            self.numbering.next(list, level)
        });
        frame.layout.verbatim(&(label.unwrap_or_default() + &text));
        frame.layout.line_end();
        if !paragraph.boxes.is_empty() {
            frame.layout.verbatim(&paragraph.boxes);
        }
    }

    /// The innermost frame ends: a note is kept, a text box goes behind its paragraph.
    fn end_frame(&mut self) {
        self.end_paragraph();
        let Some(frame) = self.frames.pop() else { return };
        let text = frame.layout.finish();
        if let (Some(note), 1) = (self.note, self.frames.len()) {
            self.written.insert((self.kind, note.order), text);
            self.note = None;
        } else if let Some(paragraph) = self.paragraph() {
            paragraph.boxes.push_str(&text);
        } else if let Some(frame) = self.frame() {
            frame.layout.block();
            frame.layout.verbatim(&text);
        }
    }

    fn refer(&mut self, kind: NoteKind, attributes: &Attributes<'_>) {
        let has_mark = attributes.get("customMarkFollows").is_some_and(|on| !matches!(&*on, "0" | "false"));
        let Some(id) = attributes.get("id") else { return };
        let Some(count) = self.counts.get_mut(kind as usize) else { return };
        *count += u32::from(!has_mark);
        let number = Some(*count).filter(|_| !has_mark);
        let order = self.notes.len();
        self.notes.insert((kind, id), Note { order, number });
        if let Some(number) = number {
            self.write(&kind.mark(number));
        }
    }

    /// The properties of a paragraph, of its end and of a run.
    fn property(&mut self, path: &Path, attributes: &Attributes<'_>) {
        let up = [path.up(0), path.up(1), path.up(2), path.up(3)];
        if path.up(1) == "rPr" && path.up(2) == "r" {
            let hides = match path.up(0) {
                "vanish" => attributes.is_on(),
                "rStyle" => attributes.val().is_some_and(|style| self.styles.hides(&style)),
                _ => false,
            };
            if hides {
                self.skipped = path.depth().checked_sub(2);
            }
            return;
        }
        let Some(paragraph) = self.paragraph() else { return };
        match up {
            ["pStyle", "pPr", "p", _] => paragraph.style = attributes.val(),
            ["numId", "numPr", "pPr", "p"] => paragraph.list = attributes.val(),
            ["ilvl", "numPr", "pPr", "p"] => paragraph.level = attributes.val().and_then(|val| val.parse().ok()),
            ["del" | "moveFrom", "rPr", "pPr", "p"] => paragraph.end_deleted = true,
            ["vanish", "rPr", "pPr", "p"] => paragraph.end_hidden = attributes.is_on(),
            _ => {}
        }
    }

    /// What stands in a run besides its text.
    fn in_run(&mut self, name: &str, attributes: &Attributes<'_>) {
        match name {
            "tab" | "ptab" => self.write("\t"),
            "br" if matches!(attributes.get("type").as_deref(), Some("page" | "column")) => {
                if let Some(paragraph) = self.paragraph() {
                    paragraph.broken |= !paragraph.text.is_empty();
                }
            }
            "br" | "cr" => self.write("\n"),
            "noBreakHyphen" => self.write("\u{2011}"),
            "softHyphen" => self.write("\u{ad}"),
            "sym" => {
                let code = attributes.get("char").and_then(|code| u32::from_str_radix(&code, 16).ok());
                if let Some(c) = code.and_then(char::from_u32).filter(|c| !c.is_control()) {
                    self.write(c.encode_utf8(&mut [0; 4]));
                }
            }
            "footnoteReference" => self.refer(NoteKind::Foot, attributes),
            "endnoteReference" => self.refer(NoteKind::End, attributes),
            "footnoteRef" | "endnoteRef" => {
                if let Some(number) = self.note.and_then(|note| note.number) {
                    self.write(&self.kind.mark(number));
                }
            }
            _ => {}
        }
    }

    /// A note that the text refers to begins; others are not shown.
    fn begin_note(&mut self, path: &Path, attributes: &Attributes<'_>) {
        let id = attributes.get("id").unwrap_or_default();
        self.note = self.notes.get(&(self.kind, id)).copied();
        match self.note {
            Some(_) => self.frames.push(Frame::at(path.depth())),
            None => self.skipped = Some(path.depth()),
        }
    }
}

impl Visitor for Body<'_> {
    fn start(&mut self, path: &Path, attributes: &Attributes<'_>) {
        if self.skipped.is_some() {
            return;
        }
        let depth = path.depth();
        match (path.up(0), path.up(1)) {
            (_, "rPr" | "pPr" | "numPr") if !path.up(0).ends_with("Change") => self.property(path, attributes),
            ("del" | "moveFrom" | "pPrChange" | "rPrChange" | "sectPr", _) => self.skipped = Some(depth),
            ("AlternateContent", _) => self.alternatives.push(false),
            ("Choice" | "Fallback", "AlternateContent") => {
                let taken = self.alternatives.last_mut().is_some_and(|taken| mem::replace(taken, true));
                self.skipped = taken.then_some(depth);
            }
            ("altChunk" | "subDoc", _) => self.others = true,
            ("footnote" | "endnote", _) => self.begin_note(path, attributes),
            ("p" | "tbl" | "txbxContent" | "txBody", _) => {
                if self.paragraph().is_some() {
                    self.frames.push(Frame::at(depth));
                }
                let Some(frame) = self.frame() else { return };
                match path.up(0) {
                    "p" => frame.paragraph = Some(Paragraph::default()),
                    "tbl" => frame.layout.table(),
                    _ => {}
                }
            }
            ("tr", _) => {
                if let Some(frame) = self.frame() {
                    frame.layout.row();
                }
            }
            ("tc", _) => {
                if let Some(frame) = self.frame() {
                    frame.layout.cell();
                }
            }
            (name, "r") => self.in_run(name, attributes),
            _ => {}
        }
    }

    fn text(&mut self, path: &Path, text: &str) {
        if self.skipped.is_none() && path.up(0) == "t" {
            // A line end in a run is a blank to Word.
            if text.contains(['\n', '\r']) {
                self.write(&text.replace("\r\n", " ").replace(['\n', '\r'], " "));
            } else {
                self.write(text);
            }
        }
    }

    fn end(&mut self, path: &Path) {
        let depth = path.depth();
        match self.skipped {
            Some(skipped) if skipped < depth => return,
            Some(_) => self.skipped = None,
            None => {}
        }
        match path.up(0) {
            "p" => self.end_paragraph(),
            "tbl" => {
                if let Some(frame) = self.frame() {
                    frame.layout.table_end();
                }
            }
            "AlternateContent" => {
                self.alternatives.pop();
            }
            _ => {}
        }
        if self.frames.len() > 1 && self.frames.last().is_some_and(|frame| frame.depth == depth) {
            self.end_frame();
        }
    }
}

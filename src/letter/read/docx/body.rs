//! The document itself: paragraphs, runs, tables, text boxes and notes, as a reader sees them.
//!
//! Deleted and hidden text is left out, inserted text is in. Comments, headers and footers are no part of the letter.

use std::mem;

use super::{
    fields::Fields,
    frame::{Frame, Paragraph},
    notes::{NoteKind, Notes},
    numbering::Numbering,
    styles::Styles,
    symbols::symbol,
    xml::{Attributes, Path, Visitor},
};

/// How deep text boxes may stand in each other. Word puts none into another; each copies the text of those in it.
pub(super) const MOST_FRAMES: usize = 16;

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
    notes: Notes,
    /// The fields, and whether they are heeded: where one is broken, everything is shown.
    fields: Fields,
    heeds_fields: bool,
    others: bool,
    buried: bool,
}

impl<'a> Body<'a> {
    pub(super) fn new(styles: &'a Styles, numbering: Numbering, heeds_fields: bool) -> Self {
        Self {
            styles,
            numbering,
            frames: vec![Frame::at(0)],
            skipped: None,
            alternatives: Vec::new(),
            notes: Notes::new(),
            fields: Fields::default(),
            heeds_fields,
            others: false,
            buried: false,
        }
    }

    /// Whether a part of the text stands in other files, which are not read.
    pub(super) fn holds_others(&self) -> bool {
        self.others
    }

    /// Whether text boxes stand in each other too deep to be read.
    pub(super) fn is_buried(&self) -> bool {
        self.buried
    }

    /// Whether some field was never ended, although fields are heeded.
    pub(super) fn has_broken_fields(&self) -> bool {
        self.heeds_fields && self.fields.is_broken()
    }

    /// What is visited next are notes.
    pub(super) fn begin_notes(&mut self, kind: NoteKind) {
        self.notes.begin(kind);
    }

    /// The text, its notes at the end.
    pub(super) fn finish(mut self) -> String {
        let mut text = self.frames.pop().map(Frame::finish).unwrap_or_default();
        text.extend(self.notes.texts());
        text
    }

    fn frame(&mut self) -> Option<&mut Frame> {
        self.frames.last_mut()
    }

    fn paragraph(&mut self) -> Option<&mut Paragraph> {
        self.frame()?.paragraph.as_mut()
    }

    /// Whether what stands here is not shown.
    fn is_hidden(&self) -> bool {
        let in_run = self.frames.last().and_then(|frame| frame.paragraph.as_ref());
        in_run.is_some_and(|paragraph| paragraph.run_hidden) || (self.heeds_fields && self.fields.hide())
    }

    fn write(&mut self, text: &str) {
        if !self.is_hidden()
            && let Some(frame) = self.frame()
        {
            frame.write(text);
        }
    }

    fn end_paragraph(&mut self) {
        let Some(frame) = self.frames.last_mut() else { return };
        frame.end_paragraph(|paragraph| {
            let styled = self.styles.list(paragraph.style.as_deref());
            let list = paragraph.list.as_deref().or(styled.map(|(list, ..)| list));
            // List 0 takes the number of the style away.
            let Some(list) = list.filter(|list| *list != "0") else { return String::new() };
            let by_style =
                || styled.and_then(|(_, level, style)| level.or_else(|| self.numbering.level_of_style(list, style)));
            let level = paragraph.level.or_else(by_style).unwrap_or_default();
            self.numbering.next(list, level)
        });
    }

    /// The innermost frame ends: a note is kept, a text box goes behind its paragraph.
    fn end_frame(&mut self) {
        self.end_paragraph();
        let Some(frame) = self.frames.pop() else { return };
        let text = frame.finish();
        if self.notes.is_open() && self.frames.len() == 1 {
            self.notes.close(text);
        } else if let Some(paragraph) = self.paragraph() {
            paragraph.boxes.push_str(&text);
        } else if let Some(frame) = self.frame() {
            frame.layout.block();
            frame.layout.verbatim(&text);
        }
    }

    fn refer(&mut self, kind: NoteKind, attributes: &Attributes<'_>) {
        let has_own_mark = attributes.get("customMarkFollows").is_some_and(|on| !matches!(&*on, "0" | "false"));
        let Some(id) = attributes.get("id") else { return };
        if let Some(mark) = self.notes.refer(kind, id, has_own_mark) {
            self.write(&mark);
        }
    }

    /// The properties of a paragraph, of its end and of a run.
    fn property(&mut self, path: &Path, attributes: &Attributes<'_>) {
        let up = [path.up(0), path.up(1), path.up(2), path.up(3)];
        let styles = self.styles;
        let Some(paragraph) = self.paragraph() else { return };
        if up[1] == "rPr" && up[2] == "r" {
            let hides = match up[0] {
                "vanish" => Some(attributes.is_on()),
                "rStyle" => attributes.val().and_then(|style| styles.hides(Some(&style))),
                _ => None,
            };
            paragraph.run_hidden = hides.unwrap_or(paragraph.run_hidden);
            return;
        }
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
        if self.is_hidden() && name != "fldChar" {
            return;
        }
        match name {
            "fldChar" => self.fields.mark(&attributes.get("fldCharType").unwrap_or_default()),
            "tab" | "ptab" => self.write("\t"),
            "br" if matches!(attributes.get("type").as_deref(), Some("page" | "column")) => {
                if let Some(paragraph) = self.paragraph() {
                    paragraph.broken |= !paragraph.text.is_empty();
                }
            }
            "br" | "cr" => self.write("\n"),
            "noBreakHyphen" => self.write("\u{2011}"),
            "softHyphen" => self.write("\u{ad}"),
            "sym" | "symEx" => {
                let font = attributes.get("font").unwrap_or_default();
                let sign = attributes.get("char").and_then(|code| symbol(&font, &code));
                if let Some(sign) = sign {
                    self.write(sign.encode_utf8(&mut [0; 4]));
                }
            }
            "footnoteReference" => self.refer(NoteKind::Foot, attributes),
            "endnoteReference" => self.refer(NoteKind::End, attributes),
            "footnoteRef" | "endnoteRef" => {
                if let Some(mark) = self.notes.own_mark() {
                    self.write(&mark);
                }
            }
            _ => {}
        }
    }

    /// A note that the text refers to begins; others are not shown.
    fn begin_note(&mut self, path: &Path, attributes: &Attributes<'_>) {
        if self.notes.open(attributes.get("id").unwrap_or_default()) {
            self.frames.push(Frame::at(path.depth()));
        } else {
            self.skipped = Some(path.depth());
        }
    }
}

/// Whether an element stands in a run, be it as one of several alternatives.
fn is_in_run(path: &Path) -> bool {
    let around = (1..path.depth()).map(|levels| path.up(levels));
    let mut around = around.skip_while(|name| matches!(*name, "AlternateContent" | "Choice" | "Fallback"));
    around.next() == Some("r")
}

impl Visitor for Body<'_> {
    fn start(&mut self, path: &Path, attributes: &Attributes<'_>) {
        if self.skipped.is_some() {
            return;
        }
        let depth = path.depth();
        match (path.up(0), path.up(1)) {
            ("AlternateContent", _) => self.alternatives.push(false),
            ("Choice" | "Fallback", "AlternateContent") => {
                let taken = self.alternatives.last_mut().is_some_and(|taken| mem::replace(taken, true));
                self.skipped = taken.then_some(depth);
            }
            (_, "rPr" | "pPr" | "numPr") if !path.up(0).ends_with("Change") => self.property(path, attributes),
            ("del" | "moveFrom" | "pPrChange" | "rPrChange" | "tcPrChange" | "trPrChange" | "sectPr", _) => {
                self.skipped = Some(depth)
            }
            ("altChunk" | "subDoc", _) => self.others = true,
            ("footnote" | "endnote", _) => self.begin_note(path, attributes),
            // A hidden run hides its text boxes, too.
            ("txbxContent" | "txBody", _) if self.is_hidden() => self.skipped = Some(depth),
            ("r", _) => {
                let styles = self.styles;
                if let Some(paragraph) = self.paragraph() {
                    paragraph.run_hidden = styles.hides(paragraph.style.as_deref()).unwrap_or_default();
                }
            }
            ("p" | "tbl" | "txbxContent" | "txBody", _) => {
                if self.paragraph().is_some() {
                    self.buried |= self.frames.len() > MOST_FRAMES;
                    if self.buried {
                        self.skipped = Some(depth);
                        return;
                    }
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
            // A row that begins further right than others: what stands before it is an empty cell.
            ("gridBefore", "trPr") => {
                let columns = attributes.val().and_then(|val| val.parse().ok()).unwrap_or_default();
                if let Some(frame) = self.frame().filter(|_| columns > 0) {
                    frame.layout.cell();
                    frame.layout.reaches(columns, 1);
                }
            }
            ("gridSpan", "tcPr") => {
                let columns = attributes.val().and_then(|val| val.parse().ok()).unwrap_or(1);
                if let Some(frame) = self.frame() {
                    frame.layout.reaches(columns, 1);
                }
            }
            ("vMerge", "tcPr") if attributes.val().as_deref() != Some("restart") => {
                if let Some(frame) = self.frame() {
                    frame.layout.goes_on();
                }
            }
            (name, _) if is_in_run(path) => self.in_run(name, attributes),
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

//! What is being written: the document, a note or a text box, and the paragraph that is open in it.

use std::mem;

use crate::letter::read::layout::Layout;

#[derive(Debug)]
pub(super) struct Frame {
    pub(super) layout: Layout,
    pub(super) paragraph: Option<Paragraph>,
    /// Text of paragraphs whose end is deleted: it belongs to the next one.
    carried: String,
    /// The depth of the element that it belongs to.
    pub(super) depth: usize,
}

impl Frame {
    pub(super) fn at(depth: usize) -> Self {
        Self { layout: Layout::new(), paragraph: None, carried: String::new(), depth }
    }

    /// Adds to the paragraph that is open, or to what stands outside of paragraphs.
    pub(super) fn write(&mut self, text: &str) {
        let Some(paragraph) = &mut self.paragraph else { return self.layout.verbatim(text) };
        if mem::take(&mut paragraph.broken) {
            paragraph.text.push('\n');
        }
        paragraph.text.push_str(text);
    }

    /// Writes a paragraph down behind the number that `label` gives it.
    pub(super) fn end_paragraph(&mut self, label: impl FnOnce(&Paragraph) -> String) {
        let Some(paragraph) = self.paragraph.take() else { return };
        if paragraph.end_deleted {
            self.carried.push_str(&paragraph.text);
            self.layout.block();
            self.layout.verbatim(&paragraph.boxes);
            return;
        }
        let text = mem::take(&mut self.carried) + &paragraph.text;
        if paragraph.end_hidden && text.is_empty() {
            return;
        }
        self.layout.verbatim(&(label(&paragraph) + &text));
        self.layout.line_end();
        if !paragraph.boxes.is_empty() {
            self.layout.verbatim(&paragraph.boxes);
        }
    }

    /// The text of all that was written.
    pub(super) fn finish(mut self) -> String {
        if !self.carried.is_empty() {
            self.layout.block();
            self.layout.verbatim(&self.carried);
        }
        self.layout.finish()
    }
}

#[derive(Debug, Default)]
pub(super) struct Paragraph {
    pub(super) style: Option<String>,
    pub(super) list: Option<String>,
    pub(super) level: Option<usize>,
    pub(super) text: String,
    /// A page or a column ends here; what follows begins a line.
    pub(super) broken: bool,
    pub(super) end_deleted: bool,
    pub(super) end_hidden: bool,
    /// Whether the run that is being read is hidden.
    pub(super) run_hidden: bool,
    /// The text boxes that hang on it.
    pub(super) boxes: String,
}

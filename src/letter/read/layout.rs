//! Lines from what has paragraphs, tables and running text: where a line ends, what separates cells, which spaces show.

use std::mem;

use unicode_width::UnicodeWidthChar;

use super::grid::Grid;

/// A text under construction. What separates is held back until text follows, so that nothing separates nothing.
#[derive(Debug)]
pub(super) struct Layout {
    text: String,
    /// Line ends, and tabs with the marks of cells that are repeated, that stand between the text so far and what follows.
    lines: usize,
    tabs: String,
    /// The line ends that were held back when the present cell began.
    base: usize,
    /// Whether a line ends here already.
    fresh: bool,
    space: Option<Space>,
    tables: Vec<Table>,
}

/// White space that collapses: a blank, or a line end of the source, which between two Chinese characters is nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Space {
    Blank,
    Break,
}

#[derive(Debug)]
struct Table {
    /// Whether a row has begun, and in it a cell.
    rows: bool,
    cells: bool,
    /// How much was written and held back when the table began.
    length: usize,
    lines: usize,
    tabs: usize,
    base: usize,
    grid: Grid,
    /// What was written when the present row began.
    row: usize,
}

impl Layout {
    pub(super) fn new() -> Self {
        Self {
            text: String::new(),
            lines: 0,
            tabs: String::new(),
            base: 0,
            fresh: true,
            space: None,
            tables: Vec::new(),
        }
    }

    /// The text, its last line ended; empty when there is none.
    pub(super) fn finish(mut self) -> String {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text
    }

    /// Running text, in which white space collapses as in a browser; no-break and ideographic spaces stay.
    pub(super) fn running(&mut self, text: &str) {
        let is_space = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}');
        let mut rest = text;
        while !rest.is_empty() {
            let word = rest.find(is_space).unwrap_or(rest.len());
            let (head, tail) = rest.split_at(word);
            self.word(head);
            let next = tail.find(|c| !is_space(c)).unwrap_or(tail.len());
            let (blank, tail) = tail.split_at(next);
            if blank.contains('\n') {
                self.space = Some(Space::Break);
            } else if !blank.is_empty() {
                self.space.get_or_insert(Space::Blank);
            }
            rest = tail;
        }
    }

    fn word(&mut self, word: &str) {
        let Some(first) = word.chars().next() else { return };
        if let Some(space) = self.space.take()
            && !self.fresh
            && (space == Space::Blank || !self.text.chars().next_back().is_some_and(|last| joins(last, first)))
        {
            self.text.push(' ');
        }
        self.flush();
        self.text.push_str(word);
    }

    /// Text as it stands; its line ends end lines.
    pub(super) fn verbatim(&mut self, text: &str) {
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 {
                self.line_end();
            }
            if !line.is_empty() {
                self.space = None;
                self.flush();
                self.text.push_str(line);
            }
        }
    }

    fn flush(&mut self) {
        let lines = mem::take(&mut self.lines);
        if !self.text.is_empty() {
            self.text.extend(std::iter::repeat_n('\n', lines));
        }
        self.text.push_str(&self.tabs);
        self.tabs.clear();
        self.base = 0;
        self.fresh = false;
    }

    /// A line ends here in any case.
    pub(super) fn line_end(&mut self) {
        self.lines += 1;
        self.fresh = true;
        self.space = None;
    }

    /// A line ends here, unless a blank one stands here already: pages make distance with empty lines.
    pub(super) fn line_break(&mut self) {
        if self.lines < 2 {
            self.line_end();
        }
        self.space = None;
    }

    /// What follows begins a line.
    pub(super) fn block(&mut self) {
        if !self.fresh {
            self.line_end();
        }
        self.space = None;
    }

    /// A table begins, perhaps within a cell of another.
    pub(super) fn table(&mut self) {
        self.block();
        let Self { lines, base, .. } = *self;
        let (tabs, length) = (self.tabs.len(), self.text.len());
        let grid = Grid::default();
        self.tables.push(Table { rows: false, cells: false, length, lines, tabs, base, grid, row: length });
    }

    /// A row begins.
    pub(super) fn row(&mut self) {
        self.end_row();
        if let Some(table) = self.tables.last_mut() {
            (table.rows, table.cells, table.row) = (true, false, self.text.len());
            table.grid.row();
        }
    }

    /// A group of rows begins: no cell reaches into it.
    pub(super) fn rows(&mut self) {
        self.end_row();
        if let Some(table) = self.tables.last_mut() {
            table.grid.rows();
        }
    }

    /// Nothing that was held back in a row goes beyond it.
    fn end_row(&mut self) {
        self.block();
        let Some(table) = self.tables.last_mut().filter(|table| table.rows) else { return };
        let behind = table.grid.end(&self.text);
        if table.length == self.text.len() {
            (self.lines, self.base) = (table.lines, table.base);
            self.tabs.truncate(table.tabs);
        } else {
            if table.row < self.text.len() && !behind.is_empty() {
                self.text.push_str(&self.tabs);
                self.text.push_str(&behind);
            }
            self.tabs.clear();
            self.lines = self.base.max(1);
            self.base = self.lines;
        }
    }

    /// A cell begins: after another one it stands behind a tab, and what was held back at that one's end is gone.
    pub(super) fn cell(&mut self) {
        let follows = self.tables.last_mut().is_some_and(|table| mem::replace(&mut table.cells, true));
        if follows {
            self.lines = self.base;
            self.fresh = true;
            self.space = None;
        } else {
            self.block();
            self.base = self.lines;
        }
        if let Some(table) = self.tables.last_mut() {
            self.tabs.push_str(&table.grid.cell(&self.text));
        }
    }

    /// The cell that began last reaches over so many columns and rows.
    pub(super) fn reaches(&mut self, columns: usize, rows: usize) {
        if let Some(table) = self.tables.last_mut() {
            table.grid.reaches(columns, rows);
        }
    }

    /// The cell that began last goes on with the one above it.
    pub(super) fn goes_on(&mut self) {
        if let Some(table) = self.tables.last_mut() {
            table.grid.goes_on();
        }
    }

    /// The table ends, and what follows in a cell around it belongs to that cell.
    pub(super) fn table_end(&mut self) {
        self.end_row();
        let Some(table) = self.tables.pop() else { return };
        if table.length != self.text.len() && !self.tables.is_empty() {
            self.base = 0;
        }
    }
}

/// Whether a line end of the source between two characters is none of the text's: in Chinese no blank stands there.
fn joins(last: char, first: char) -> bool {
    let wide = |c: char| c.width() == Some(2);
    let in_chinese = |c: char| c.width_cjk() == Some(2);
    in_chinese(last) && in_chinese(first) && (wide(last) || wide(first))
}

//! The columns of a table in which cells reach over several columns and rows.

/// What stands for a cell into which one above it reaches: the mark for "the same as above".
pub(super) const DITTO: char = '〃';

/// The most columns that are counted, and the most characters of a cell that rows below repeat: a longer one is no office and
/// no day, and what cells of a page's frame reach over says nothing.
const COLUMNS: usize = 20;
const SHORT: usize = 60;
/// From how many bytes on a cell is not looked at: around it may stand many others, each as long as it.
const LONG: usize = 1000;

/// The columns of a table, row by row.
#[derive(Debug, Default)]
pub(super) struct Grid {
    columns: Vec<Column>,
    /// The column in which the next cell of the row stands.
    next: usize,
    /// The cell that is open.
    open: Option<Open>,
}

#[derive(Clone, Debug, Default)]
struct Column {
    /// How many rows to come the last cell still reaches into.
    rows: usize,
    /// Whether it reaches into this row.
    is_covered: bool,
    /// Whether the last cell says something short.
    says: bool,
}

#[derive(Debug)]
struct Open {
    columns: usize,
    rows: usize,
    /// How much of the text was written when it began.
    from: usize,
    /// Whether it goes on with the one above it.
    goes_on: bool,
}

impl Grid {
    /// A row begins.
    pub(super) fn row(&mut self) {
        self.next = 0;
        self.open = None;
        for column in &mut self.columns {
            column.is_covered = column.rows > 0;
            column.rows = column.rows.saturating_sub(1);
        }
    }

    /// A group of rows begins.
    pub(super) fn rows(&mut self) {
        self.columns.iter_mut().for_each(|column| column.rows = 0);
    }

    /// A cell begins where so much is written; what separates it from the one before.
    pub(super) fn cell(&mut self, written: &str) -> String {
        let separators = self.pass(written);
        self.open = Some(Open { columns: 1, rows: 1, from: written.len(), goes_on: false });
        separators
    }

    /// The open cell reaches over so many columns and rows.
    pub(super) fn reaches(&mut self, columns: usize, rows: usize) {
        if let Some(open) = &mut self.open {
            let (columns, rows) = (columns.max(1), rows.max(1));
            let is_counted = columns <= COLUMNS.saturating_sub(self.next);
            (open.columns, open.rows) = if is_counted { (columns, rows) } else { (1, 1) };
        }
    }

    /// The open cell goes on with the one above it.
    pub(super) fn goes_on(&mut self) {
        if let Some(open) = &mut self.open {
            open.goes_on = true;
        }
    }

    /// The row ends; what stands behind its last cell when it says something at all.
    pub(super) fn end(&mut self, written: &str) -> String {
        let separators = self.pass(written);
        // Nothing stands behind what only separates.
        separators.trim_end_matches('\t').to_owned()
    }

    /// Closes the open cell and passes over those into which others reach.
    fn pass(&mut self, written: &str) -> String {
        let mut separators = String::new();
        if let Some(open) = self.open.take() {
            let own = &written[open.from..];
            // What was held back before the cell stands in front of its words.
            let own = (own.len() < LONG).then(|| own.trim_start_matches(|c: char| c.is_whitespace() || c == DITTO));
            let is_empty = own.is_some_and(str::is_empty);
            let is_short = own.is_some_and(|own| own.trim_end().chars().count() <= SHORT);
            let is_ditto = is_empty && open.goes_on && self.columns.get(self.next).is_some_and(|above| above.says);
            separators.extend(is_ditto.then_some(DITTO));
            for at in 0..open.columns.min(COLUMNS.saturating_sub(self.next)) {
                let says = at == 0 && is_short && !is_empty;
                if self.columns.len() <= self.next + at {
                    self.columns.push(Column::default());
                }
                let column = &mut self.columns[self.next + at];
                column.rows = open.rows - 1;
                column.says = says || at == 0 && is_ditto;
            }
            self.next += open.columns;
            separators.extend(std::iter::repeat_n('\t', open.columns));
        }
        while let Some(column) = self.columns.get(self.next).filter(|column| column.is_covered) {
            separators.extend(column.says.then_some(DITTO));
            separators.push('\t');
            self.next += 1;
        }
        separators
    }
}

//! What a merge comes to: text, and places where the two sides contradict each other.

use std::fmt::Write as _;

/// A stretch of a merged text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// What both sides agree on.
    Text(String),
    /// What they contradict each other in: whole lines of either side, empty where a side has none.
    Conflict {
        /// What stood there before.
        base: String,
        /// What our side says.
        ours: String,
        /// What their side says.
        theirs: String,
    },
}

/// Which side of a contradiction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Ours.
    Ours,
    /// Theirs.
    Theirs,
}

/// A merged text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Merged {
    /// Its stretches, in order.
    pub pieces: Vec<Piece>,
}

impl Merged {
    /// One text in which nothing contradicts.
    pub fn whole(text: impl Into<String>) -> Self {
        Self { pieces: vec![Piece::Text(text.into())] }
    }

    /// Adds text.
    pub fn text(&mut self, text: &str) {
        match self.pieces.last_mut() {
            _ if text.is_empty() => {}
            Some(Piece::Text(own)) => own.push_str(text),
            _ => self.pieces.push(Piece::Text(text.to_owned())),
        }
    }

    /// Adds a contradiction.
    pub fn conflict(&mut self, base: &str, ours: &str, theirs: &str) {
        let [base, ours, theirs] = [base, ours, theirs].map(str::to_owned);
        self.pieces.push(Piece::Conflict { base, ours, theirs });
    }

    /// Adds what another merge came to.
    pub fn append(&mut self, other: Self) {
        for piece in other.pieces {
            match piece {
                Piece::Text(text) => self.text(&text),
                conflict @ Piece::Conflict { .. } => self.pieces.push(conflict),
            }
        }
    }

    /// How many contradictions there are.
    pub fn conflicts(&self) -> usize {
        self.pieces.iter().filter(|piece| matches!(piece, Piece::Conflict { .. })).count()
    }

    /// The text with every contradiction decided for one side.
    pub fn decided(&self, side: Side) -> String {
        let text = |piece: &Piece| match (piece, side) {
            (Piece::Text(text), _) => text.clone(),
            (Piece::Conflict { ours, .. }, Side::Ours) => ours.clone(),
            (Piece::Conflict { theirs, .. }, Side::Theirs) => theirs.clone(),
        };
        self.pieces.iter().map(text).collect()
    }

    /// The text, every contradiction marked as git marks it.
    pub fn marked(&self, marks: &Marks<'_>) -> String {
        let mut out = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Text(text) => out.push_str(text),
                Piece::Conflict { base, ours, theirs } => {
                    let newline = if ours.contains("\r\n") || theirs.contains("\r\n") { "\r\n" } else { "\n" };
                    let mark = |c: char| c.to_string().repeat(marks.size);
                    let line = |out: &mut String, text: &str| {
                        out.push_str(text);
                        // A mark begins a line, also behind a last line that nothing ended.
                        if !text.is_empty() && !text.ends_with('\n') {
                            out.push_str(newline);
                        }
                    };
                    if !out.is_empty() && out != "\u{feff}" && !out.ends_with('\n') {
                        out.push_str(newline);
                    }
                    // Writing to a string does not fail.
                    let _ = write!(out, "{} {}{newline}", mark('<'), marks.ours);
                    line(&mut out, ours);
                    if let Some(name) = marks.base {
                        let _ = write!(out, "{} {name}{newline}", mark('|'));
                        line(&mut out, base);
                    }
                    let _ = write!(out, "{}{newline}", mark('='));
                    line(&mut out, theirs);
                    let _ = write!(out, "{} {}{newline}", mark('>'), marks.theirs);
                }
            }
        }
        out
    }
}

/// How contradictions are marked.
#[derive(Clone, Copy, Debug)]
pub struct Marks<'a> {
    /// How many characters a mark has; 7 as a rule.
    pub size: usize,
    /// What the text is called that both began from, if what stood there is shown.
    pub base: Option<&'a str>,
    /// What our side is called.
    pub ours: &'a str,
    /// What their side is called.
    pub theirs: &'a str,
}

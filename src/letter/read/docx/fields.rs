//! Fields such as page numbers and cross references: an instruction, which is not shown, and its result, which is.

/// The fields that are open, innermost last.
#[derive(Debug, Default)]
pub(super) struct Fields {
    /// Whether each is still in its instruction.
    open: Vec<bool>,
    /// How many are.
    instructing: usize,
}

impl Fields {
    /// Takes a mark of the kind that `w:fldCharType` names.
    pub(super) fn mark(&mut self, kind: &str) {
        match kind {
            "begin" => {
                self.open.push(true);
                self.instructing += 1;
            }
            "separate" => {
                if let Some(last) = self.open.last_mut().filter(|last| **last) {
                    *last = false;
                    self.instructing -= 1;
                }
            }
            "end" => self.instructing -= usize::from(self.open.pop().unwrap_or_default()),
            _ => {}
        }
    }

    /// Whether what stands here is part of an instruction: the result of a field within the instruction of another. The words
    /// of an instruction itself are no text of the document in any case.
    pub(super) fn hide(&self) -> bool {
        self.instructing > usize::from(self.open.last().copied().unwrap_or_default())
    }

    /// Whether some field was never ended, so that what is part of it cannot be told.
    pub(super) fn is_broken(&self) -> bool {
        !self.open.is_empty()
    }
}

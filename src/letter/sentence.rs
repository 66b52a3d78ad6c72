//! Where sentences end: at a full stop, a question or exclamation mark, or the end of a line.

use crate::model::Stretch;

/// The sentences of a text, in order; white space at their ends belongs to none.
#[derive(Debug)]
pub struct Sentences(Vec<Stretch>);

impl Sentences {
    pub(super) fn of(text: &str) -> Self {
        let mut sentences = Vec::new();
        let mut open: Option<u32> = None;
        let mut last = 0;
        let mut close = |open: &mut Option<u32>, end: u32| {
            sentences.extend(open.take().map(|start| Stretch { start, end }));
        };
        let mut ended = false;
        for (at, c) in (0_u32..).zip(text.chars()) {
            // A closing mark after the full stop still belongs to the sentence.
            if c == '\n' || (ended && !is_closing(c)) {
                close(&mut open, last);
                ended = false;
            }
            if !c.is_whitespace() {
                open.get_or_insert(at);
                last = at + 1;
            }
            ended |= is_end(c);
        }
        close(&mut open, last);
        Self(sentences)
    }

    /// The sentences in order.
    pub fn iter(&self) -> impl Iterator<Item = Stretch> + '_ {
        self.0.iter().copied()
    }
}

/// Full stop, question and exclamation mark, the latter two in both widths.
const fn is_end(c: char) -> bool {
    matches!(c, '。' | '!' | '?' | '\u{ff01}' | '\u{ff1f}')
}

/// Closing quotes and brackets, the latter in both widths, and a repeated end.
const fn is_closing(c: char) -> bool {
    is_end(c) || matches!(c, '”' | '’' | '」' | '』' | '》' | '"' | ')' | '\u{ff09}')
}

#[cfg(test)]
mod tests {
    use crate::letter::LetterText;

    #[test]
    fn sentences_end_at_stops_and_line_ends() {
        let letter = LetterText::new("一、标题\n甲地说“可以。”乙地办\u{ff01}  丙\r\n");
        let sentences = letter.sentences();
        let texts: Vec<_> = sentences.iter().filter_map(|sentence| letter.slice(sentence)).collect();
        assert_eq!(texts, ["一、标题", "甲地说“可以。”", "乙地办\u{ff01}", "丙"]);
    }
}

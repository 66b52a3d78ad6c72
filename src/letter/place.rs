//! A stretch of the letter with the sentences around it.

use super::LetterText;
use crate::model::Stretch;

/// Where a stretch stands in the letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the text, between its neighbours.
    Inside(Neighbours),
    /// Not wholly in the text, which has so many characters.
    Outside(Stretch, usize),
}

/// A stretch of the letter with what stands around it; what there is not is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Neighbours {
    /// The sentence before the one in which it begins.
    pub before: String,
    /// The sentence in which it begins, up to it.
    pub lead: String,
    /// Its own words.
    pub own: String,
    /// The rest of the sentence in which it ends.
    pub rest: String,
    /// The sentence after that.
    pub after: String,
}

impl LetterText {
    /// Where a stretch stands.
    pub fn place(&self, own: Stretch) -> Place {
        let Some(words) = self.slice(own) else { return Place::Outside(own, self.chars()) };
        let sentences: Vec<Stretch> = self.sentences().iter().collect();
        let first = sentences.partition_point(|sentence| sentence.end <= own.start);
        // The first sentence that begins behind it; the one before it holds its end.
        let next = sentences.partition_point(|sentence| sentence.start < own.end).max(first);
        let text =
            |stretch: Option<Stretch>| stretch.and_then(|stretch| self.slice(stretch)).unwrap_or_default().to_owned();
        let between = |start: u32, end: u32| text((start < end).then_some(Stretch { start, end }));
        let at = |at: Option<usize>| at.and_then(|at| sentences.get(at)).copied();
        Place::Inside(Neighbours {
            before: text(at(first.checked_sub(1))),
            lead: at(Some(first)).map(|sentence| between(sentence.start, own.start)).unwrap_or_default(),
            own: words.to_owned(),
            rest: at(next.checked_sub(1)).map(|sentence| between(own.end, sentence.end)).unwrap_or_default(),
            after: text(at(Some(next))),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Neighbours, Place};
    use crate::{letter::LetterText, model::Stretch};

    fn place(text: &str, start: u32, end: u32) -> Place {
        LetterText::new(text).place(Stretch { start, end })
    }

    fn inside([before, lead, own, rest, after]: [&str; 5]) -> Place {
        let [before, lead, own, rest, after] = [before, lead, own, rest, after].map(str::to_owned);
        Place::Inside(Neighbours { before, lead, own, rest, after })
    }

    #[test]
    fn a_stretch_stands_between_its_neighbours() {
        let text = "一。甲乙丙。丁。戊己。末。";
        assert_eq!(place(text, 3, 4), inside(["一。", "甲", "乙", "丙。", "丁。"]));
        assert_eq!(place(text, 0, 2), inside(["", "", "一。", "", "甲乙丙。"]));
        assert_eq!(place(text, 11, 13), inside(["戊己。", "", "末。", "", ""]));
    }

    #[test]
    fn what_follows_several_sentences_follows_the_last() {
        let text = "一。甲乙丙。丁。戊己。末。";
        assert_eq!(place(text, 3, 9), inside(["一。", "甲", "乙丙。丁。戊", "己。", "末。"]));
        assert_eq!(place("甲。\n乙。\n丙。", 2, 6), inside(["甲。", "", "\n乙。\n", "", "丙。"]));
    }

    #[test]
    fn a_stretch_that_leaves_the_letter_is_told() {
        let beyond = Stretch { start: 1, end: 4 };
        assert_eq!(place("甲。", 1, 4), Place::Outside(beyond, 2));
    }
}

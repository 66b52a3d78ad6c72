//! What may have been meant by a word that is not known.

use super::{Said, shown::visible};
use crate::said;

/// The known word that is nearest to a misspelt one, if any is near.
pub fn nearest<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let scored = known.map(|known| (strsim::jaro_winkler(&word, &known.to_lowercase()), known));
    let (score, best) = scored.max_by(|a, b| a.0.total_cmp(&b.0))?;
    (score >= NEAR).then_some(best)
}

/// What two words must have in common to be near: enough for a slip of the finger, too much for another word.
const NEAR: f64 = 0.8;

/// What to write instead of a word that is not known: the nearest of those that are, or all of them.
pub fn suggest<'a>(word: &str, known: impl Iterator<Item = &'a str> + Clone) -> Said {
    near_or(word, known.clone(), || {
        let known = known.map(visible).collect::<Vec<_>>().join(", ");
        said!("可用：{known}", "known: {known}")
    })
}

/// The nearest of the known words as a question, or something else where none is near.
pub fn near_or<'a>(word: &str, known: impl Iterator<Item = &'a str>, otherwise: impl FnOnce() -> Said) -> Said {
    nearest(word, known)
        .map(visible)
        .map_or_else(otherwise, |near| said!("是否为 `{near}`？", "did you mean `{near}`?"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_near_word_is_suggested() {
        let known = ["status", "owner", "span"];
        assert_eq!(nearest("Staus", known.into_iter()), Some("status"));
        assert_eq!(nearest("weather", known.into_iter()), None);
    }
}

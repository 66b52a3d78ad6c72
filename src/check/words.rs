//! Words in what people write.

/// Whether a text has a word: a Chinese one anywhere, an English one as a word of its own in one of its forms. Both are in
/// small letters.
pub fn has_word(text: &str, word: &str) -> bool {
    if !word.is_ascii() {
        return text.contains(word);
    }
    let is_inside = |c: char| c.is_ascii_alphanumeric() || c == '_';
    text.match_indices(word).any(|(at, _)| {
        let (before, rest) = (&text[..at], &text[at + word.len()..]);
        let ending = rest.split(|c| !is_inside(c)).next().unwrap_or_default();
        let is_plural = ending == "es" && word.ends_with('h');
        !before.ends_with(is_inside) && (is_plural || ENDINGS.contains(&ending))
    })
}

const ENDINGS: &[&str] = &["", "s", "ed", "ned", "ing", "ning"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_english_word_stands_alone_and_a_chinese_one_anywhere() {
        let has = |text| has_word(text, "plan");
        assert!(has("plan") && has("a plan, issued") && has("两项plan") && has("planned works") && has("plans"));
        assert!(!has("plant") && !has("explanation") && !has("plan_b") && !has("planes"));
        assert!(has_word("two speeches", "speech"));
        assert!(has_word("修缮推进会议", "会议") && !has_word("会谈", "会议"));
    }
}

//! Widths folded away: what looks the same to a reader is the same character, one for one, so that places hold.

/// The character that stands for all forms of one: ASCII for full width, a space for every space within a line, one mark for
/// all quotation marks.
pub const fn fold(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => match char::from_u32(c as u32 - 0xfee0) {
            Some(c) => c,
            None => c,
        },
        '\u{3000}' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' => ' ',
        '\u{ff61}' => '。',
        '\u{ff64}' | '﹑' => '、',
        '“' | '”' | '„' | '‟' | '「' | '」' | '『' | '』' | '〝' | '〞' => '"',
        '‘' | '’' | '‚' | '‛' => '\'',
        '﹐' => ',',
        '﹔' => ';',
        '﹕' => ':',
        '﹙' => '(',
        '﹚' => ')',
        '○' | '〇' | '◯' => '〇',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn widths_fold_one_for_one() {
        let folded: String = "（１）Ａ，。：；！？　“甲”「乙」".chars().map(fold).collect();
        assert_eq!(folded, "(1)A,。:;!? \"甲\"\"乙\"");
    }
}

//! Characters of symbol fonts, which stand in the document as places in the font.

/// The character that looks like a place in a font; `None` for a font or a place that is not known here.
fn known(font: &str, place: u32) -> Option<char> {
    let signs: &[(u32, char)] = match font {
        "Wingdings" => &[
            (0x6c, '●'),
            (0x6e, '■'),
            (0x6f, '□'),
            (0x71, '❑'),
            (0x75, '◆'),
            (0x76, '❖'),
            (0x9f, '•'),
            (0xa1, '○'),
            (0xa8, '□'),
            (0xd8, '➢'),
            (0xe0, '→'),
            (0xfb, '✗'),
            (0xfc, '✓'),
            (0xfd, '☒'),
            (0xfe, '☑'),
        ],
        "Wingdings 2" => &[(0x4f, '✗'), (0x50, '✓'), (0x52, '☑'), (0xa3, '□')],
        "Symbol" => &[
            (0x44, 'Δ'),
            (0x61, 'α'),
            (0x62, 'β'),
            (0x6d, 'μ'),
            (0xa3, '≤'),
            (0xb0, '°'),
            (0xb1, '±'),
            (0xb3, '≥'),
            (0xb4, '×'),
            (0xb7, '•'),
            (0xb8, '÷'),
        ],
        _ => return None,
    };
    signs.iter().find(|(at, _)| *at == place).map(|(_, sign)| *sign)
}

/// The character of a symbol: of a known font what it looks like, otherwise as the document numbers it.
pub(super) fn symbol(font: &str, code: &str) -> Option<char> {
    let code = u32::from_str_radix(code, 16).ok()?;
    // The places of a font stand in the private area of Unicode, or as they are.
    let place = if (0xf000..=0xf0ff).contains(&code) { code - 0xf000 } else { code };
    known(font, place).or_else(|| char::from_u32(code)).filter(|c| !c.is_control())
}

#[cfg(test)]
mod tests {
    use super::symbol;

    #[test]
    fn symbols_become_what_they_look_like() {
        for (font, code, shown) in [
            ("Wingdings", "F0FE", Some('☑')),
            ("Wingdings 2", "0052", Some('☑')),
            ("Segoe UI Emoji", "1F60A", Some('😊')),
            ("Wingdings", "F021", Some('\u{f021}')),
            ("Symbol", "000A", None),
            ("Symbol", "D800", None),
            ("Symbol", "x", None),
        ] {
            assert_eq!(symbol(font, code), shown, "{font} {code}");
        }
    }
}

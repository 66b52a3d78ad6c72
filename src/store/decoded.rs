//! The bytes of a ledger as text.

use crate::{model::Refusal, said};

/// The text that bytes hold, which messages call by a name.
///
/// # Errors
///
/// When they are not UTF-8, with how to convert them.
pub fn decoded(name: &str, bytes: Vec<u8>) -> Result<String, Refusal> {
    if let Some(form) = wide(&bytes) {
        return Err(Refusal::data(said!("{name} 是 UTF-16 文本", "{name} is UTF-16"))
            .with_help(said!("可用 `iconv -f {form} -t UTF-8` 转换", "convert it with `iconv -f {form} -t UTF-8`")));
    }
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let before = &error.as_bytes()[..at];
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        let help = said!(
            "若为国标编码，可用 `iconv -f GB18030 -t UTF-8` 转换",
            "if it is in a Chinese national encoding, convert it with `iconv -f GB18030 -t UTF-8`"
        );
        let said =
            said!("{name}:{line}：不是 UTF-8 文本（第 {at} 字节起）", "{name}:{line}: not UTF-8 (from byte {at})");
        Refusal::data(said).with_help(help)
    })
}

/// The form of UTF-16 that bytes are in: by their mark, or by the zeros in what begins a ledger, which is ASCII.
fn wide(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => Some("UTF-16"),
        [first, 0, ..] if *first != 0 => Some("UTF-16LE"),
        [0, second, ..] if *second != 0 => Some("UTF-16BE"),
        _ => None,
    }
}

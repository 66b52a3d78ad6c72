//! Bytes become text: the encodings that letters and old pages come in, and where a broken one breaks.

use std::borrow::Cow;

use encoding_rs::{DecoderResult, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use crate::{model::Refusal, said};

/// The text of bytes: by their mark, as UTF-8, as UTF-16 that is plain to see, as a page declares it, or as GB18030.
pub(super) fn decoded(name: &str, bytes: &[u8]) -> Result<String, Refusal> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let body = bytes.get(mark..).unwrap_or_default();
        let text = whole(encoding, body).ok_or_else(|| broken(name, encoding, mark + sound(encoding, body)))?;
        return without_zeros(name, encoding, mark, text);
    }
    if let Some(text) = whole(UTF_8, bytes) {
        // Zeros in ASCII may be UTF-16 without its mark.
        let wide = if text.contains('\0') { wide(bytes) } else { None };
        return wide.map_or_else(|| without_zeros(name, UTF_8, 0, text), Ok);
    }
    if let Some(at) = bytes.iter().position(|byte| *byte == 0) {
        return wide(bytes).ok_or_else(|| binary(name, at));
    }
    // One broken character must not turn all others into those of another encoding.
    if is_scratched_utf8(bytes) {
        return Err(broken(name, UTF_8, sound(UTF_8, bytes)));
    }
    let declared = declared(bytes);
    let text = declared.and_then(|encoding| whole(encoding, bytes)).or_else(|| chinese(bytes));
    text.or_else(|| wide(bytes)).ok_or_else(|| match declared {
        Some(encoding) => broken(name, encoding, sound(encoding, bytes)),
        None if reads_chinese(bytes) => broken(name, GB18030, sound(GB18030, bytes)),
        None => unknown(name, sound(UTF_8, bytes)),
    })
}

/// The text, when every byte of it makes sense.
fn whole(encoding: &'static Encoding, bytes: &[u8]) -> Option<String> {
    encoding.decode_without_bom_handling_and_without_replacement(bytes).map(Cow::into_owned)
}

/// How many bytes make sense before the first that do not.
fn sound(encoding: &'static Encoding, bytes: &[u8]) -> usize {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = [0; 4096];
    let mut at = 0;
    loop {
        let rest = bytes.get(at..).unwrap_or_default();
        let (result, read, _) = decoder.decode_to_utf8_without_replacement(rest, &mut text, true);
        at += read;
        match result {
            DecoderResult::InputEmpty => return at,
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(length, beyond) => return at.saturating_sub((length + beyond).into()),
        }
    }
}

/// The encoding that a page declares near its beginning.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(4096)).unwrap_or_default();
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let (_, meta) = head.split_once("<meta")?;
    let value = |text: &str| {
        let text = text.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
        let label: String = text.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_:".contains(*c)).collect();
        Encoding::for_label(label.as_bytes())
    };
    let found = meta.split("charset").skip(1).find_map(value);
    // A page that can be read as ASCII up to here is not in UTF-16, and UTF-8 was tried before.
    found.filter(|encoding| encoding.is_ascii_compatible() && *encoding != UTF_8)
}

/// Whether most of what is not ASCII is the Chinese of UTF-8, which other encodings do not have by chance.
fn is_scratched_utf8(bytes: &[u8]) -> bool {
    let high = bytes.iter().filter(|byte| !byte.is_ascii()).count();
    let chinese = |c: char| matches!(c.len_utf8(), 3..);
    let sound = bytes.utf8_chunks().flat_map(|chunk| chunk.valid().chars()).filter(|c| chinese(*c));
    sound.map(char::len_utf8).sum::<usize>() * 2 > high
}

/// GB18030, when it reads as the Chinese that letters are written in.
fn chinese(bytes: &[u8]) -> Option<String> {
    if reads_chinese(bytes) { whole(GB18030, bytes) } else { None }
}

/// Whether bytes in pairs are mostly the characters of everyday use and the marks between them, which stand together in
/// GB 2312's first rows.
fn reads_chinese(bytes: &[u8]) -> bool {
    let (mut common, mut others) = (0_usize, 0_usize);
    let mut rest = bytes.iter().peekable();
    while let Some(lead) = rest.next() {
        if lead.is_ascii() {
            continue;
        }
        // A byte that begins no pair does not take the next one with it.
        let trail = rest.next_if(|trail| !matches!(lead, 0x80 | 0xff) && matches!(trail, 0x30..=0x39 | 0x40..=0xfe));
        match (lead, trail) {
            (0xa1..=0xa9 | 0xb0..=0xd7, Some(0xa1..=0xfe)) => common += 1,
            _ => others += 1,
        }
    }
    common >= others * 3
}

/// UTF-16 without its mark, when it reads as nothing but everyday characters.
fn wide(bytes: &[u8]) -> Option<String> {
    let everyday = |c: char| {
        matches!(c, '\t' | '\n' | '\r' | ' '..='~' | '\u{a0}'..='\u{ff}' | '\u{2010}'..='\u{203f}' | '\u{2460}'..='\u{249b}'
            | '\u{3000}'..='\u{303f}' | '\u{4e00}'..='\u{9fff}' | '\u{ff01}'..='\u{ffe6}')
    };
    let reads = |encoding: &'static Encoding| {
        let text = whole(encoding, bytes)?;
        let all = text.chars().count();
        let fit = text.chars().filter(|c| everyday(*c)).count();
        let spaced = text.chars().any(|c| c.is_ascii() || c == '。' || c == '\u{3000}');
        (spaced && !text.contains('\0') && fit * 20 >= all * 19).then_some((fit * 1000 / all.max(1), text))
    };
    let found = [UTF_16LE, UTF_16BE].into_iter().filter_map(reads);
    found.max_by_key(|(fit, text)| (*fit, text.chars().filter(char::is_ascii).count())).map(|(_, text)| text)
}

fn without_zeros(name: &str, encoding: &Encoding, mark: usize, text: String) -> Result<String, Refusal> {
    let Some(at) = text.find('\0') else { return Ok(text) };
    let before = text.get(..at).unwrap_or_default();
    let bytes = if encoding == UTF_8 { before.len() } else { before.encode_utf16().count() * 2 };
    Err(binary(name, mark + bytes))
}

fn binary(name: &str, at: usize) -> Refusal {
    Refusal::data(said!(
        "{name} 不是文本：偏移 {at} 处的字节为 0",
        "{name} is not text: the byte at offset {at} is zero"
    ))
    .with_help(said!("给出答复函的文本、网页或 .docx", "give the letter as plain text, as a web page or as .docx"))
}

fn broken(name: &str, encoding: &'static Encoding, at: usize) -> Refusal {
    let encoding = encoding.name().to_ascii_uppercase();
    Refusal::data(said!(
        "{name} 是 {encoding} 文本，但已损坏：偏移 {at} 处的字节不能解读",
        "{name} is {encoding} text, and damaged: the byte at offset {at} makes no sense"
    ))
    .with_help(said!("重新取得该文件，或在编辑器中改正该处", "get the file again, or mend that place in an editor"))
}

fn unknown(name: &str, at: usize) -> Refusal {
    Refusal::data(said!(
        "{name} 既不是 UTF-8，也不是 GB18030：偏移 {at} 处的字节不能解读",
        "{name} is neither UTF-8 nor GB18030: the byte at offset {at} makes no sense"
    ))
    .with_help(said!(
        "用 `iconv -f 原编码 -t UTF-8` 转换；不是文本的，给出文本、网页或 .docx",
        "convert it with `iconv -f ENCODING -t UTF-8`; if it is no text, give plain text, a web page or .docx"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "关于甲地第一号建议的答复\r\n　　一、建设公园三处。计划明年完成\u{ff0c}并向社会公布。\n";

    fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn the_usual_encodings_are_found() {
        let gb = GB18030.encode(TEXT).0.into_owned();
        let rare = format!("{TEXT}\u{20000}㐀");
        let little = utf16(TEXT, u16::to_le_bytes);
        let big = utf16(TEXT, u16::to_be_bytes);
        let page = format!("<meta http-equiv=x content='text/html; charset=big5'>{}", "議會大廈");
        for (bytes, text) in [
            (TEXT.as_bytes().to_vec(), TEXT),
            ([b"\xef\xbb\xbf", TEXT.as_bytes()].concat(), TEXT),
            (gb, TEXT),
            (GB18030.encode(&rare).0.into_owned(), &rare),
            ([b"\xff\xfe", little.as_slice()].concat(), TEXT),
            ([b"\xfe\xff", big.as_slice()].concat(), TEXT),
            (little, TEXT),
            (big, TEXT),
            (utf16("plain words\n", u16::to_le_bytes), "plain words\n"),
            (encoding_rs::BIG5.encode(&page).0.into_owned(), &page),
        ] {
            assert_eq!(decoded("x", &bytes).as_deref(), Ok(text));
        }
    }

    #[test]
    fn a_scratch_is_named_and_never_read_as_another_encoding() {
        let mut scratched = TEXT.repeat(20).into_bytes();
        scratched[299] = 0xff;
        let said = |bytes: &[u8]| decoded("x", bytes).expect_err(&format!("{bytes:?}")).said.en;
        assert!(said(&scratched).contains("offset 299 "), "{}", said(&scratched));
        let marked = [b"\xef\xbb\xbf".as_slice(), &scratched].concat();
        assert!(said(&marked).contains("offset 302 "));
        assert!(said(b"caf\xe9 na\xefve").contains("offset 3 "));
        assert!(said(b"two\0three").contains("offset 3 is zero"));
        assert!(said(b"\xff\xfea\0\0\xd8b\0").contains("UTF-16LE text, and damaged: the byte at offset 4 "));
        assert!(said(b"\xff\xfea\0\0\0").contains("offset 4 is zero"));
        let mut national = GB18030.encode(TEXT).0.into_owned();
        national.insert(40, 0xff);
        assert!(said(&national).contains("GB18030 text, and damaged: the byte at offset 40 "), "{}", said(&national));
        // What a page declares does not count for a text that is in UTF-8 but for one byte.
        let page = [b"<meta charset=gbk>".as_slice(), &scratched].concat();
        assert!(said(&page).contains("UTF-8 text, and damaged: the byte at offset 317 "));
        let traditional = encoding_rs::BIG5.encode("議會大廈的答覆如下並已辦理完成").0;
        assert!(said(&traditional).contains("neither UTF-8 nor GB18030"), "{}", said(&traditional));
    }
}

//! Lines of a text.

/// The text's own line break.
pub fn newline(text: &str) -> &'static str {
    match text.find('\n') {
        Some(at) if text[..at].ends_with('\r') => "\r\n",
        _ => "\n",
    }
}

/// The start of a line; the mark at the start of a file belongs to no line.
pub fn line_start(text: &str, at: usize) -> usize {
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    if start == 0 && text.starts_with(MARK) { MARK.len_utf8().min(at) } else { start }
}

const MARK: char = '\u{feff}';

/// The end of a line, before its line break.
pub fn line_end(text: &str, at: usize) -> usize {
    let end = text[at..].find('\n').map_or(text.len(), |newline| at + newline);
    end - usize::from(end > at && text[..end].ends_with('\r'))
}

/// The start of the line after.
pub fn next_line(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |newline| at + newline + 1)
}

/// The end of the line of a byte, or of the comment lines that follow it, unless they lead to a header.
pub fn after_line(text: &str, at: usize) -> usize {
    let own = line_end(text, at);
    let mut end = own;
    loop {
        let start = next_line(text, end);
        if start <= end || start >= text.len() {
            return end;
        }
        let line = text[start..line_end(text, start)].trim();
        if line.starts_with('[') {
            return own;
        }
        if !line.starts_with('#') {
            return end;
        }
        end = line_end(text, start);
    }
}

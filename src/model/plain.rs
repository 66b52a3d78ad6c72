//! Values and keys in the plain spelling that this program writes itself, read from the text without a tree between.
//!
//! Everything here says nothing as soon as it meets another spelling, an error or a value that makes no sense: whoever asked
//! leaves that part of the text to the parser, which tells what is wrong. What is taken here says what the parser would say.

use chrono::NaiveDate;

use super::{
    place::{Place, Span},
    str::{Holder, Str},
};

/// A table that takes its keys one by one.
pub trait Table {
    /// Takes the value of a key; nothing when the key or its value is none that can be taken here, or was given before.
    fn take(&mut self, key: &str, plain: &mut Plain<'_>) -> Option<()>;

    /// Begins a new table at the end of the list behind a key, at its header.
    fn begin(&mut self, key: &str, header: Place) -> Option<&mut dyn Table>;
}

/// A header such as `[measure.a]` or `[[measure.a.update]]`.
#[derive(Clone, Copy, Debug)]
pub struct Header<'a> {
    /// Where it stands, brackets included.
    pub place: Place,
    /// The collection.
    pub table: &'a str,
    /// The id of the record.
    pub id: &'a str,
    /// Where the id stands.
    pub id_span: Span,
    /// The list of which it begins a table.
    pub list: Option<&'a str>,
}

/// A place in a text, from which values are read.
#[derive(Clone, Debug)]
pub struct Plain<'a> {
    holder: Holder,
    text: &'a str,
    at: usize,
}

impl<'a> Plain<'a> {
    /// From a byte of a text on, of which the holder gives parts.
    pub fn new(text: &'a str, at: usize, holder: &Holder) -> Self {
        Self { holder: holder.clone(), text, at }
    }

    /// The holder of the text.
    pub fn holder(&self) -> &Holder {
        &self.holder
    }

    /// The byte that is next.
    pub fn at(&self) -> usize {
        self.at
    }

    /// Goes back to a byte.
    pub fn back_to(&mut self, at: usize) {
        self.at = at;
    }

    /// The text from here on.
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// The first byte of this line that is no blank; nothing at the end of the text.
    pub fn first(&self) -> Option<u8> {
        self.rest().bytes().find(|byte| !matches!(byte, b' ' | b'\t'))
    }

    /// This line from here on, with its end.
    pub fn line(&self) -> &'a str {
        let rest = self.rest();
        rest.find('\n').map_or(rest, |end| rest.split_at(end + 1).0)
    }

    /// The next byte.
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The span from a byte up to here.
    pub fn span_from(&self, start: usize) -> Span {
        Span::new(start..self.at)
    }

    fn skip(&mut self, byte: u8) -> Option<()> {
        (self.peek() == Some(byte)).then(|| self.at += 1)
    }

    fn blanks(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t')) {
            self.at += 1;
        }
    }

    /// The bytes from here on as long as they are of a sort.
    fn run(&mut self, is_of: impl Fn(u8) -> bool) -> &'a str {
        let bytes = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let length = bytes.iter().position(|byte| !is_of(*byte)).unwrap_or(bytes.len());
        let run = self.text.get(self.at..self.at + length).unwrap_or_default();
        self.at += run.len();
        run
    }

    fn newline(&mut self) -> Option<()> {
        let _ = self.skip(b'\r');
        self.skip(b'\n')
    }

    fn comment(&mut self) {
        if self.peek() == Some(b'#') {
            self.run(|byte| SORT[usize::from(byte)] != CONTROL);
        }
    }

    /// Blanks, a comment and the end of the line.
    pub fn end_of_line(&mut self) -> Option<()> {
        self.blanks();
        self.comment();
        if self.peek().is_none() { Some(()) } else { self.newline() }
    }

    /// Lines without a key and without a header; stays at the start of the first other one.
    pub fn empty_lines(&mut self) -> Option<()> {
        loop {
            let start = self.at;
            self.blanks();
            match self.peek() {
                None => return Some(()),
                Some(b'#' | b'\r' | b'\n') => self.end_of_line()?,
                Some(_) => {
                    self.at = start;
                    return Some(());
                }
            }
        }
    }

    /// A key without quotes.
    fn bare(&mut self) -> Option<&'a str> {
        let key = self.run(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
        (!key.is_empty()).then_some(key)
    }

    /// A key and its equals sign, up to its value.
    pub fn key(&mut self) -> Option<&'a str> {
        self.blanks();
        let key = self.bare()?;
        self.blanks();
        self.skip(b'=')?;
        self.blanks();
        Some(key)
    }

    /// A header without blanks and quotes, with its line.
    pub fn header(&mut self) -> Option<Header<'a>> {
        let start = self.at;
        self.skip(b'[')?;
        let is_list = self.skip(b'[').is_some();
        let table = self.bare()?;
        self.skip(b'.')?;
        let before = self.at;
        let id = self.bare()?;
        let id_span = self.span_from(before);
        let list = match is_list {
            true => {
                self.skip(b'.')?;
                Some(self.bare()?)
            }
            false => None,
        };
        self.skip(b']')?;
        if is_list {
            self.skip(b']')?;
        }
        let place = Place(self.span_from(start));
        self.end_of_line()?;
        Some(Header { place, table, id, id_span, list })
    }

    /// A text on one line without escapes.
    pub fn text(&mut self) -> Option<&'a str> {
        let quote = self.peek().filter(|byte| matches!(byte, b'"' | b'\''))?;
        if self.rest().as_bytes().get(1..3) == Some(&[quote, quote]) {
            return None;
        }
        self.at += 1;
        let text = match quote {
            b'"' => self.run(|byte| SORT[usize::from(byte)] == ORDINARY),
            _ => self.run(|byte| byte != b'\'' && SORT[usize::from(byte)] != CONTROL),
        };
        self.skip(quote)?;
        Some(text)
    }

    /// The same as a part of the whole text.
    pub fn part(&mut self) -> Option<Str> {
        let start = self.at + 1;
        let text = self.text()?;
        self.holder.part(start..start + text.len())
    }

    /// A whole number in decimal digits.
    pub fn count(&mut self) -> Option<u32> {
        let digits = self.run(|byte| byte.is_ascii_digit());
        let is_usual = digits == "0" || !digits.starts_with('0');
        let is_all = matches!(self.peek(), None | Some(b' ' | b'\t' | b',' | b']' | b'\r' | b'\n' | b'#'));
        if is_usual && is_all { digits.parse().ok() } else { None }
    }

    /// A day; a time that may follow is left and fits nothing.
    pub fn date(&mut self) -> Option<NaiveDate> {
        let text = self.rest().as_bytes().get(..10)?;
        let number = |digits: &[u8]| {
            digits.iter().try_fold(0_u32, |n, byte| byte.is_ascii_digit().then(|| n * 10 + u32::from(byte - b'0')))
        };
        let (b'-', b'-') = (text[4], text[7]) else { return None };
        let (year, month, day) = (number(&text[..4])?, number(&text[5..7])?, number(&text[8..])?);
        self.at += 10;
        NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
    }

    /// A list, its values read one by one.
    pub fn list(&mut self, mut each: impl FnMut(&mut Self) -> Option<()>) -> Option<()> {
        self.skip(b'[')?;
        loop {
            self.between()?;
            if self.skip(b']').is_some() {
                return Some(());
            }
            each(self)?;
            self.between()?;
            if self.skip(b',').is_none() {
                return self.skip(b']');
            }
        }
    }

    /// Blanks, comments and line ends between the values of a list.
    fn between(&mut self) -> Option<()> {
        loop {
            self.blanks();
            match self.peek()? {
                b'#' => self.comment(),
                b'\r' | b'\n' => self.newline()?,
                _ => return Some(()),
            }
        }
    }
}

/// What a byte is in a text in double quotes; what it may not be in any text or comment is a control character.
const SORT: [u8; 256] = {
    let mut sort = [ORDINARY; 256];
    let mut byte = 0;
    while byte < 0x20 {
        sort[byte] = CONTROL;
        byte += 1;
    }
    sort[b'\t' as usize] = ORDINARY;
    sort[0x7f] = CONTROL;
    sort[b'"' as usize] = SPECIAL;
    sort[b'\\' as usize] = SPECIAL;
    sort
};
const ORDINARY: u8 = 0;
const SPECIAL: u8 = 1;
const CONTROL: u8 = 2;

#[cfg(test)]
mod tests {
    use super::*;

    fn plain<T>(text: &str, read: impl FnOnce(&mut Plain<'_>) -> Option<T>) -> Option<T> {
        let holder = Holder::of(&text.to_owned().into());
        read(&mut Plain::new(text, 0, &holder))
    }

    #[test]
    fn other_spellings_are_left_to_the_parser() {
        for text in ["\"a\\n\"", "\"\"\"a\"\"\"", "'''a'''", "\"a", "'a\u{7}'", "a", "\"a\n\""] {
            assert_eq!(plain(text, |plain| plain.part()), None, "{text:?}");
        }
        assert_eq!(plain("\"\" ", |plain| plain.part()).as_deref(), Some(""));
        assert_eq!(plain("'a\\\"' ", |plain| plain.part()).as_deref(), Some("a\\\""));
        for text in ["01", "1_0", "+1", "1.5", "0x1", "4294967296", "1979-01-01"] {
            assert_eq!(plain(text, |plain| plain.count()), None, "{text:?}");
        }
        for text in ["2023-02-29", "2023-2-1", "20230-1-1", "2023"] {
            assert_eq!(plain(text, |plain| plain.date()), None, "{text:?}");
        }
    }
}

//! A text as its lines mean it: headers, keys with their values, and the remarks between them. Every byte is in exactly one.

use std::ops::Range;

use toml_parser::{
    ErrorSink, ParseError, Source,
    decoder::Encoding,
    parser::{Event, EventKind, RecursionGuard, parse_document},
};

/// How deep values may be nested; a text that is deeper is merged by line.
const DEEPEST: u32 = 80;

/// A header or a key with its value, from the start of its first line to the end of its last.
#[derive(Debug)]
pub enum Item {
    /// `[a.b]`, or `[[a.b]]` for an entry of a list.
    Header {
        /// Its line.
        line: Range<usize>,
        /// The keys in it.
        path: Vec<String>,
        /// Whether it stands in double brackets.
        is_entry: bool,
    },
    /// `a.b = value`.
    Field {
        /// Its lines.
        lines: Range<usize>,
        /// The keys before the value.
        path: Vec<String>,
        /// The value.
        value: Range<usize>,
    },
}

impl Item {
    /// Its lines.
    pub fn lines(&self) -> &Range<usize> {
        match self {
            Self::Header { line, .. } => line,
            Self::Field { lines, .. } => lines,
        }
    }
}

/// The items of a text, in order; what stands between them is remarks and blank lines. Nothing for a text with errors.
pub fn items(text: &str) -> Option<Vec<Item>> {
    let tokens = Source::new(text).lex().into_vec();
    let mut errors: Vec<ParseError> = Vec::new();
    let mut reading = Reading { text, items: Vec::new(), open: None, depth: 0, has_error: false };
    {
        let mut take = |event: Event| reading.take(event);
        let mut guarded = RecursionGuard::new(&mut take, DEEPEST);
        parse_document(&tokens, &mut guarded, &mut errors as &mut dyn ErrorSink);
    }
    (errors.is_empty() && !reading.has_error && reading.open.is_none()).then_some(reading.items)
}

struct Reading<'a> {
    text: &'a str,
    items: Vec<Item>,
    open: Option<Item>,
    depth: usize,
    has_error: bool,
}

impl Reading<'_> {
    fn take(&mut self, event: Event) {
        let span = event.span().start()..event.span().end();
        match event.kind() {
            EventKind::StdTableOpen | EventKind::ArrayTableOpen => {
                let line = self.line(span.start)..span.end;
                let is_entry = event.kind() == EventKind::ArrayTableOpen;
                self.open = Some(Item::Header { line, path: Vec::new(), is_entry });
            }
            EventKind::SimpleKey if self.depth == 0 => {
                let key = self.key(span.clone(), event.encoding());
                let start = self.line(span.start);
                let value = span.end..span.end;
                let open = || Item::Field { lines: start..span.end, path: Vec::with_capacity(1), value };
                let (Item::Header { path, .. } | Item::Field { path, .. }) = self.open.get_or_insert_with(open);
                path.push(key);
            }
            EventKind::ArrayOpen | EventKind::InlineTableOpen => {
                self.value(span);
                self.depth += 1;
            }
            EventKind::ArrayClose | EventKind::InlineTableClose => {
                self.depth = self.depth.saturating_sub(1);
                self.value(span);
            }
            EventKind::Scalar => self.value(span),
            // To the parser a bare carriage return ends a line that it does not end in TOML.
            EventKind::Newline if !self.text[span.clone()].ends_with('\n') => self.has_error = true,
            EventKind::Newline if self.depth == 0 => self.close(span.end),
            EventKind::Error => self.has_error = true,
            _ => {}
        }
    }

    /// Where the line of a byte begins, behind whatever was read before.
    fn line(&self, at: usize) -> usize {
        self.text[..at].rfind('\n').map_or(0, |newline| newline + 1)
    }

    fn key(&self, span: Range<usize>, encoding: Option<Encoding>) -> String {
        let mut key = String::new();
        let raw = Source::new(self.text).get(toml_parser::Span::new_unchecked(span.start, span.end));
        match (raw, encoding) {
            (Some(raw), Some(encoding)) => {
                let span = toml_parser::Span::new_unchecked(span.start, span.end);
                let raw = toml_parser::Raw::new_unchecked(raw.as_str(), Some(encoding), span);
                raw.decode_key(&mut key, &mut ());
            }
            _ => key.push_str(&self.text[span]),
        }
        key
    }

    /// Part of a value: from the first byte of the first to the last of the last.
    fn value(&mut self, span: Range<usize>) {
        if let Some(Item::Field { value, .. }) = &mut self.open
            && self.depth == 0
        {
            *value = if value.start == value.end { span } else { value.start..span.end };
        }
    }

    fn close(&mut self, end: usize) {
        if let Some(mut item) = self.open.take() {
            match &mut item {
                Item::Header { line, .. } => line.end = end,
                Item::Field { lines, .. } => lines.end = end,
            }
            self.items.push(item);
        }
    }
}

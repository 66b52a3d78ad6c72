//! XML as a sequence of elements and texts, without recursion, without a tree and without declarations of its own.

use quick_xml::{
    Reader, XmlVersion,
    escape::resolve_predefined_entity,
    events::{BytesStart, Event, attributes::Attribute},
};

use crate::{
    lang::{Said, visible},
    said,
};

/// How deep elements may stand in each other. Tables in tables in text boxes take some dozens, and each text box copies the
/// text of those in it.
const DEEPEST: usize = 512;

/// Where a part cannot be read, and why.
#[derive(Debug)]
pub(super) struct Fault {
    /// The byte in the part.
    at: u64,
    what: Said,
}

impl Fault {
    /// The fault with the part that has it.
    pub(super) fn said(&self, part: &str) -> Said {
        let Self { at, what: Said { zh, en } } = self;
        said!("{part} 偏移 {at} 处：{zh}", "{part}, offset {at}: {en}")
    }
}

/// The names of the open elements, without their prefixes.
#[derive(Debug, Default)]
pub(super) struct Path {
    names: String,
    starts: Vec<usize>,
}

impl Path {
    fn push(&mut self, name: &str) {
        self.starts.push(self.names.len());
        self.names.push_str(name);
    }

    fn pop(&mut self) {
        self.names.truncate(self.starts.pop().unwrap_or_default());
    }

    /// How many elements are open.
    pub(super) fn depth(&self) -> usize {
        self.starts.len()
    }

    /// The name of an open element: 0 is the innermost, 1 its parent; empty beyond the outermost.
    pub(super) fn up(&self, levels: usize) -> &str {
        let from = |levels: usize| self.depth().checked_sub(levels + 1).and_then(|at| self.starts.get(at)).copied();
        let Some(start) = from(levels) else { return "" };
        let end = levels.checked_sub(1).and_then(from).unwrap_or(self.names.len());
        self.names.get(start..end).unwrap_or_default()
    }
}

/// The attributes of an element.
pub(super) struct Attributes<'a>(&'a BytesStart<'a>);

impl Attributes<'_> {
    /// The value of an attribute, by its name without a prefix.
    pub(super) fn get(&self, name: &str) -> Option<String> {
        let mut attributes = self.0.attributes();
        let is_it = |attribute: &Attribute<'_>| attribute.key.local_name().as_ref() == name;
        let found = attributes.with_checks(false).flatten().find(is_it)?;
        Some(found.normalized_value(XmlVersion::Explicit1_0).ok()?.into_owned())
    }

    /// The attribute that most elements have for their one value.
    pub(super) fn val(&self) -> Option<String> {
        self.get("val")
    }

    /// Whether a property that stands here is switched on, as it is when nothing else is said.
    pub(super) fn is_on(&self) -> bool {
        !self.val().is_some_and(|val| matches!(&*val, "0" | "false" | "off"))
    }
}

/// What is done with elements and texts; the path ends with the element in question.
pub(super) trait Visitor {
    fn start(&mut self, path: &Path, attributes: &Attributes<'_>);
    fn text(&mut self, _path: &Path, _text: &str) {}
    fn end(&mut self, _path: &Path) {}
}

/// Visits a part from its beginning to its end.
pub(super) fn walk(xml: &str, visitor: &mut impl Visitor) -> Result<(), Fault> {
    let mut reader = Reader::from_str(xml);
    let mut path = Path::default();
    loop {
        let event = reader.read_event();
        let at = reader.buffer_position();
        let fault = |what: Said| Fault { at, what };
        let event = event.map_err(|error| fault(said!("不合 XML 格式", "{error}")))?;
        match event {
            Event::Start(element) | Event::Empty(element) if path.depth() >= DEEPEST => {
                drop(element);
                return Err(fault(said!("嵌套超过 {DEEPEST} 层", "more than {DEEPEST} elements in each other")));
            }
            Event::Start(element) => {
                path.push(element.local_name().into_inner());
                visitor.start(&path, &Attributes(&element));
            }
            Event::Empty(element) => {
                path.push(element.local_name().into_inner());
                visitor.start(&path, &Attributes(&element));
                visitor.end(&path);
                path.pop();
            }
            Event::End(_) => {
                visitor.end(&path);
                path.pop();
            }
            Event::Text(text) => visitor.text(&path, &text.xml10_content()),
            Event::CData(text) => visitor.text(&path, &text.xml10_content()),
            Event::GeneralRef(reference) => {
                let entity = reference.xml10_content();
                let character = reference.resolve_char_ref();
                let character = character.map_err(|_| fault(said!("不是字符", "no character")))?;
                match (character, resolve_predefined_entity(&entity)) {
                    (Some(character), _) => visitor.text(&path, character.encode_utf8(&mut [0; 4])),
                    (None, Some(text)) => visitor.text(&path, text),
                    (None, None) => {
                        let entity = visible(&entity);
                        return Err(fault(said!("不认识的实体 &{entity};", "unknown entity &{entity};")));
                    }
                }
            }
            // What the format forbids could also make a small file large.
            Event::DocType(_) => return Err(fault(said!("文档类型声明", "a document type declaration"))),
            Event::Eof if path.depth() > 0 => return Err(fault(said!("没有写完", "it ends in the middle"))),
            Event::Eof => return Ok(()),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
    }
}

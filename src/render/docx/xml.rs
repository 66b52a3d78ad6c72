//! Elements of an XML part, one after the other.

use quick_xml::{
    Writer,
    events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event},
};

use crate::lang::visible;

/// A part that is being written.
pub struct Xml(Writer<Vec<u8>>);

impl Xml {
    /// A part with nothing but its declaration.
    pub fn new() -> Self {
        let mut xml = Self(Writer::new(Vec::new()));
        xml.write(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), Some("yes"))));
        xml
    }

    /// The bytes of the part.
    pub fn into_bytes(self) -> Vec<u8> {
        self.0.into_inner()
    }

    /// An element with nothing in it.
    pub fn leaf(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.write(Event::Empty(BytesStart::new(name).with_attributes(attributes.iter().copied())));
    }

    /// An element with what is put into it.
    pub fn within(&mut self, name: &str, attributes: &[(&str, &str)], inner: impl FnOnce(&mut Self)) {
        self.write(Event::Start(BytesStart::new(name).with_attributes(attributes.iter().copied())));
        inner(self);
        self.write(Event::End(BytesEnd::new(name)));
    }

    /// Text; what an XML file cannot hold, or what would act on a reader, becomes visible.
    pub fn text(&mut self, text: &str) {
        self.write(Event::Text(BytesText::new(&visible(text))));
    }

    fn write(&mut self, event: Event<'_>) {
        self.0.write_event(event).expect("memory takes every part");
    }
}

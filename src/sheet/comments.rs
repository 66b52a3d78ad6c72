//! Comments that people hung on cells: they are no part of what is read, and whoever wrote one should know.

use std::io::{Cursor, Read as _};

use quick_xml::{Reader, events::Event};

/// How many comments the sheets of an xlsx or ods file have; of other bytes none.
pub fn comments(bytes: &[u8]) -> usize {
    let Ok(mut file) = zip::ZipArchive::new(Cursor::new(bytes)) else { return 0 };
    let mut found = 0;
    for at in 0..file.len() {
        let Ok(mut part) = file.by_index(at) else { continue };
        // Threads of comments stand in these parts, too, for programs that know no threads.
        let holds = part.name().is_ok_and(|name| name == "content.xml" || name.starts_with("xl/comments"));
        let mut text = Vec::new();
        if holds && part.read_to_end(&mut text).is_ok() {
            found += tags(&text);
        }
    }
    found
}

/// The tags that begin a comment, up to where a part is broken.
fn tags(xml: &[u8]) -> usize {
    let mut reader = Reader::from_reader(xml);
    let mut found = 0;
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(tag) | Event::Empty(tag) => {
                let name = tag.local_name();
                found += usize::from(matches!(name.as_ref(), "comment" | "annotation"));
            }
            Event::Eof => break,
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::tags;

    #[test]
    fn comments_of_both_formats_are_counted() {
        let xlsx =
            r#"<comments><commentList><comment ref="A1"><text/></comment><comment ref="B2"/></commentList></comments>"#;
        assert_eq!(tags(xlsx.as_bytes()), 2);
        let ods = "<table:table-cell><office:annotation office:display=\"true\"><text:p>x</text:p></office:annotation></table:table-cell>";
        assert_eq!(tags(ods.as_bytes()), 1);
        assert_eq!(tags(b"<a><comment></b>"), 1);
    }
}

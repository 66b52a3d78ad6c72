//! The container of a Word document: a zip file, its parts by their relations, and the bounds within which they are read.

use std::io::{Cursor, Read};

use encoding_rs::UTF_8;
use zip::{ZipArchive, result::ZipError};

use super::{
    damaged,
    xml::{self, Attributes, Path, Visitor},
};
use crate::{
    lang::{Said, visible},
    model::Refusal,
    said,
};

/// How many files a document may hold; those with a thousand pictures hold a few thousand.
const MOST_FILES: usize = 20_000;
/// How large the parts that are read may become together, in MiB: a book of a million characters takes some 20, and what is
/// read is held in memory.
const MOST: u64 = 128;

/// The parts of a document.
pub(in crate::letter::read) struct Container<'a> {
    name: &'a str,
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// How many bytes may still be read.
    left: u64,
}

impl<'a> Container<'a> {
    /// Opens a file, which messages call by a name.
    pub(in crate::letter::read) fn open(name: &'a str, bytes: &'a [u8]) -> Result<Self, Refusal> {
        Self::within(name, bytes, MOST << 20)
    }

    fn within(name: &'a str, bytes: &'a [u8], left: u64) -> Result<Self, Refusal> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged(name, &broken()))?;
        let container = Self { name, archive, left };
        if container.archive.len() > MOST_FILES { Err(container.too_large()) } else { Ok(container) }
    }

    /// Whether it holds a file whose name begins so.
    pub(in crate::letter::read) fn has(&self, start: &str) -> bool {
        self.archive.file_names_raw().any(|file| file.starts_with(start.as_bytes()))
    }

    /// The name of the part that is the document itself.
    pub(in crate::letter::read) fn main(&mut self) -> Result<Option<String>, Refusal> {
        self.related("", "officeDocument", "word/document.xml")
    }

    /// The name of the part to which another has a relation of a type that ends with `word`; where it has none that leads
    /// anywhere, the name that such a part has as a rule.
    pub(super) fn related(&mut self, from: &str, word: &str, usual: &str) -> Result<Option<String>, Refusal> {
        let (folder, file) = from.rsplit_once('/').unwrap_or(("", from));
        let slash = if folder.is_empty() { "" } else { "/" };
        let mut relations = Relations { word, target: None };
        if let Some(xml) = self.text(&format!("{folder}{slash}_rels/{file}.rels"))? {
            // Broken relations leave the usual names.
            let _read_so_far = xml::walk(&xml, &mut relations);
        }
        let target = relations.target.map(|target| match target.strip_prefix('/') {
            Some(absolute) => absolute.to_owned(),
            None => format!("{folder}{slash}{target}"),
        });
        let mut names = target.into_iter().chain([usual.to_owned()]);
        Ok(names.find(|name| self.archive.index_for_name(name).is_some()))
    }

    /// The text of a part; `None` when there is no such part.
    pub(super) fn text(&mut self, part: &str) -> Result<Option<String>, Refusal> {
        let name = self.name;
        let Some(at) = self.archive.index_for_name(part) else { return Ok(None) };
        let file = self.archive.by_index(at).map_err(|error| match error {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => locked(name),
            _ => damaged(name, &broken()),
        })?;
        let mut bytes = Vec::new();
        let read = file.take(self.left + 1).read_to_end(&mut bytes).map_err(|_| damaged(name, &broken()))?;
        self.left = self.left.checked_sub(read as u64).ok_or_else(|| self.too_large())?;
        let text = String::from_utf8(bytes).or_else(|error| {
            // XML that is not in UTF-8 is in UTF-16 with its mark.
            let (text, _, broken) = UTF_8.decode(error.as_bytes());
            if broken {
                let part = visible(part);
                Err(damaged(name, &said!("{part} 不是文本", "{part} is not text")))
            } else {
                Ok(text.into_owned())
            }
        })?;
        Ok(Some(text))
    }

    fn too_large(&self) -> Refusal {
        let name = self.name;
        Refusal::data(said!(
            "{name} 展开后超过 {MOST} MiB 或 {MOST_FILES} 个文件，不像一份答复函",
            "{name} unpacks to more than {MOST} MiB or {MOST_FILES} files, which is no letter"
        ))
        .with_help(said!(
            "确认文件来源；确是答复函的，另存为文本",
            "make sure where it comes from; if it is the letter, save it as plain text"
        ))
    }
}

fn broken() -> Said {
    said!("zip 结构有误", "its zip structure is broken")
}

fn locked(name: &str) -> Refusal {
    Refusal::data(said!("{name} 有密码保护", "{name} is protected by a password"))
        .with_help(said!("打开后去掉密码，再存为 .docx", "open it and save it as .docx without the password"))
}

/// The first relation of a kind.
struct Relations<'a> {
    word: &'a str,
    target: Option<String>,
}

impl Visitor for Relations<'_> {
    fn start(&mut self, path: &Path, attributes: &Attributes<'_>) {
        let is_inside = || attributes.get("TargetMode").is_none_or(|mode| mode != "External");
        let kind = || attributes.get("Type").unwrap_or_default();
        if path.up(0) == "Relationship"
            && self.target.is_none()
            && kind().rsplit('/').next() == Some(self.word)
            && is_inside()
        {
            self.target = attributes.get("Target");
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use zip::{ZipWriter, write::SimpleFileOptions};

    use super::*;

    #[test]
    fn a_small_file_does_not_unpack_into_a_large_one() {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for name in ["a", "b"] {
            zip.start_file(name, SimpleFileOptions::default()).expect("it can be begun");
            zip.write_all(&[b' '; 10_000]).expect("it can be written");
        }
        let bytes = zip.finish().expect("it can be ended").into_inner();
        assert!(bytes.len() < 1000);
        let read = |left: u64, names: &[&str]| {
            let mut container = Container::within("x", &bytes, left)?;
            names
                .iter()
                .map(|name| Ok(container.text(name)?.map_or(0, |text| text.len())))
                .sum::<Result<usize, Refusal>>()
        };
        assert_eq!(read(20_000, &["a", "b", "c"]), Ok(20_000));
        for (left, names) in [(9_999, ["a"].as_slice()), (19_999, &["a", "b"])] {
            assert!(read(left, names).is_err_and(|refusal| refusal.said.en.contains("unpacks to more than 128 MiB")));
        }
    }
}

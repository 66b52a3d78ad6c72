//! Text becomes records with their places.
//!
//! A ledger is cut at its record headers and every piece is parsed alone; a text that cannot be cut like that is parsed
//! whole, and one that has errors is parsed in pieces again, so that an error in one record hides no other record.

mod cut;
#[cfg(test)]
mod laws;
mod parse;
mod syntax;

use std::{collections::HashSet, ops::Range};

pub use cut::{Piece, cut};

use crate::{
    lang::{nearest, visible},
    model::{
        Book, Collection, Document, Entry as _, FORMAT, Finding, Kept, Ledger, Level, Record as _, Source, Span,
        Visitor, reading,
    },
    said,
};

/// Reads a ledger. Every problem is collected in its findings, and what can be read is there.
pub fn read(source: Source) -> Ledger {
    let parse::Read { mut document, mut findings, broken } = parse::document(&source.text);
    document.org.settle();
    document.evidence.settle();
    document.indicator.settle();
    document.measure.settle();
    findings.extend(newer_format(&document));
    let mut ledger = Ledger { source, document, findings };
    let more: Vec<Finding> = twice(&ledger).into_iter().chain(looked_at(&ledger, &broken)).collect();
    ledger.findings.extend(more);
    ledger.findings.sort_by(|a, b| (a.span, a.rule).cmp(&(b.span, b.rule)));
    ledger
}

fn newer_format(document: &Document) -> Option<Finding> {
    let format = document.format.copied().filter(|format| *format > FORMAT)?;
    let said = said!(
        "台账格式为 {format}，本程序只认识到 {FORMAT}",
        "the ledger has format {format}; this program knows up to {FORMAT}"
    );
    let help = said!("请升级 duban 后再读", "upgrade duban to read it");
    Some(Finding::new(reading::NEWER_FORMAT, Level::Error, document.format.span()?, said).with_help(help))
}

/// Records whose id was taken already. TOML refuses them in one piece; pieces of a broken file are compared here.
fn twice(ledger: &Ledger) -> Vec<Finding> {
    let mut findings = Vec::new();
    for collection in Collection::ALL {
        let mut seen = HashSet::new();
        for (id, span) in ledger.ids(collection).into_iter().filter(|(id, _)| !seen.insert(*id)) {
            let (key, id) = (collection.key(), visible(id));
            let said = said!("{key}.{id} 出现了两次", "{key}.{id} occurs twice");
            findings.push(Finding::new(reading::DUPLICATE_ID, Level::Error, span, said));
        }
    }
    findings
}

/// What is missing, and references to what is not there.
fn looked_at(ledger: &Ledger, broken: &[Range<usize>]) -> Vec<Finding> {
    let mut look = Look { ledger, broken, findings: Vec::new() };
    let document = &ledger.document;
    for key in document.missing() {
        let said = said!("文件开头缺少 `{key}`", "`{key}` is missing from the file");
        look.findings.push(Finding::new(reading::MISSING_KEY, Level::Error, Span::default(), said));
    }
    document.reply.visit(&mut look);
    document.clock.visit(&mut look);
    document.check.visit(&mut look);
    look.book(&document.org);
    look.book(&document.evidence);
    look.book(&document.indicator);
    look.book(&document.measure);
    look.findings
}

struct Look<'a> {
    ledger: &'a Ledger,
    /// Parts of the text that have syntax errors: what is missing there may be there and unread.
    broken: &'a [Range<usize>],
    findings: Vec<Finding>,
}

impl Look<'_> {
    fn book<R: Kept>(&mut self, book: &Book<R>) {
        for named in book.iter() {
            let before = self.findings.len();
            named.record.visit(self);
            for finding in &mut self.findings[before..] {
                finding.record = Some((R::COLLECTION, named.id.value.to_string()));
            }
        }
    }
}

impl Visitor for Look<'_> {
    fn record(&mut self, place: Span, missing: Vec<&'static str>) {
        if self.broken.iter().any(|range| range.contains(&(place.start as usize))) {
            return;
        }
        for key in missing {
            let said = said!("缺少 `{key}`", "`{key}` is missing");
            self.findings.push(Finding::new(reading::MISSING_KEY, Level::Error, place, said));
        }
    }

    fn id(&mut self, collection: Collection, id: &str, place: Span) {
        if self.ledger.id_span(collection, id).is_some() {
            return;
        }
        let key = collection.key();
        let shown = visible(id);
        let said = said!("台账中没有 {key}.{shown}", "the ledger has no {key}.{shown}");
        let near = nearest(id, self.ledger.ids(collection).into_iter().map(|(id, _)| id));
        let help = match near {
            Some(near) => said!("是否为 `{near}`？", "did you mean `{near}`?"),
            None => said!("先登记 [{key}.{shown}]", "add [{key}.{shown}] first"),
        };
        self.findings.push(Finding::new(reading::UNKNOWN_REFERENCE, Level::Error, place, said).with_help(help));
    }
}

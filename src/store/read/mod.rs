//! Text becomes records with their places.
//!
//! A ledger is cut at its record headers and every piece is parsed alone; a text that cannot be cut like that is parsed
//! whole, and one that has errors is parsed in pieces again, so that an error in one record hides no other record.

mod cut;
#[cfg(test)]
mod laws;
mod parse;
mod syntax;

use std::collections::HashSet;

pub use cut::{Piece, cut};

use crate::{
    lang::visible,
    model::{Collection, Document, FORMAT, Finding, Ledger, Level, Record, Source, Span},
    said,
};

/// Reads a ledger. Every problem is collected in its findings, and what can be read is there.
pub fn read(source: Source) -> Ledger {
    let (mut document, mut findings) = parse::document(&source.text);
    let books =
        [document.org.settle(), document.evidence.settle(), document.indicator.settle(), document.measure.settle()];
    let parts: HashSet<Span> = books.into_iter().flatten().collect();
    findings.retain(|finding| finding.rule != "missing-key" || !parts.contains(&finding.span));
    findings.extend(missing(&document));
    findings.extend(newer_format(&document));
    let mut ledger = Ledger { source, document, findings };
    let twice = twice(&ledger);
    ledger.findings.extend(twice);
    ledger.findings.sort_by(|a, b| (a.span, a.rule).cmp(&(b.span, b.rule)));
    ledger
}

fn missing(document: &Document) -> impl Iterator<Item = Finding> {
    let keys = document.missing();
    keys.into_iter().map(|key| {
        let said = said!("文件开头缺少 `{key}`", "`{key}` is missing from the file");
        Finding::new("missing-key", Level::Error, Span::default(), said)
    })
}

fn newer_format(document: &Document) -> Option<Finding> {
    let format = document.format.copied().filter(|format| *format > FORMAT)?;
    let said = said!(
        "台账格式为 {format}，本程序只认识到 {FORMAT}",
        "the ledger has format {format}; this program knows up to {FORMAT}"
    );
    let help = said!("请升级 duban 后再读", "upgrade duban to read it");
    Some(Finding::new("newer-format", Level::Error, document.format.span()?, said).with_help(help))
}

/// Records whose id was taken already. TOML refuses them in one piece; pieces of a broken file are compared here.
fn twice(ledger: &Ledger) -> Vec<Finding> {
    let mut findings = Vec::new();
    for collection in Collection::ALL {
        let mut seen = HashSet::new();
        for (id, span) in ledger.ids(collection).into_iter().filter(|(id, _)| !seen.insert(*id)) {
            let (key, id) = (collection.key(), visible(id));
            let said = said!("{key}.{id} 出现了两次", "{key}.{id} occurs twice");
            findings.push(Finding::new("duplicate-id", Level::Error, span, said));
        }
    }
    findings
}

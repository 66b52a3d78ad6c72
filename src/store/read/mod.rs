//! Text becomes records with their places.
//!
//! A ledger is cut at its record headers and every piece is parsed alone; a text that cannot be cut like that is parsed
//! whole, and one that has errors is parsed in pieces again, so that an error in one record hides no other record.

mod cut;
#[cfg(test)]
mod laws;
mod parse;
mod syntax;

use std::collections::HashMap;

pub use cut::{Piece, cut};

use crate::{
    lang::{Said, nearest, visible},
    model::{
        Collection, Document, FORMAT, Finding, Key, Ledger, Level, Record as _, Source, Span, Str, Visitor, reading,
    },
    said,
};

/// Reads a ledger. Every problem is collected in its findings, and what can be read is there.
pub fn read(source: Source) -> Ledger {
    let parse::Read { mut document, mut findings, broken } = parse::document(&source.text);
    Collection::ALL.into_iter().for_each(|collection| document.shelf_mut(collection).settle());
    findings.extend(newer_format(&document));
    let mut ledger = Ledger::new(source, document, findings, broken);
    let more: Vec<Finding> = twice(&ledger).into_iter().chain(looked_at(&ledger)).collect();
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
        let mut seen: HashMap<&str, Span> = HashMap::new();
        for (id, span) in ledger.ids(collection) {
            let Some(first) = seen.insert(id, span) else { continue };
            let (key, id) = (collection.key(), visible(id));
            let said = said!("{key}.{id} 出现了两次", "{key}.{id} occurs twice");
            let help = said!("给其中一条另取编号，或合并两条", "give one of them another id, or unite them");
            let finding = Finding::new(reading::DUPLICATE_ID, Level::Error, span, said);
            findings.push(finding.with_help(help).with_also(first, said!("前一处", "the one before")));
        }
    }
    findings
}

/// What is missing, and references to what is not there.
fn looked_at(ledger: &Ledger) -> Vec<Finding> {
    let mut look = Look { ledger, record: None, findings: Vec::new() };
    look.lacks(Span::default(), ledger.document.missing(), |key| {
        said!("文件开头缺少 `{key}`", "`{key}` is missing from the file")
    });
    ledger.visit(&mut look, |look, record| look.record = record.map(|(kept, id)| (kept, id.value.clone())));
    look.findings
}

struct Look<'a> {
    ledger: &'a Ledger,
    record: Option<(Collection, Str)>,
    findings: Vec<Finding>,
}

impl Look<'_> {
    fn lacks(&mut self, place: Span, missing: Vec<&'static Key>, say: impl Fn(&str) -> Said) {
        for key in missing {
            let (name, zh, en) = (key.name, key.about.zh, key.about.en);
            let help = said!("补上 {name}：{zh}", "add {name}: {en}");
            self.found(Finding::new(reading::MISSING_KEY, Level::Error, place, say(key.name)).with_help(help));
        }
    }

    fn found(&mut self, finding: Finding) {
        let record = self.record.as_ref().map(|(kept, id)| (*kept, id.to_string()));
        self.findings.push(Finding { record, ..finding });
    }
}

impl Visitor for Look<'_> {
    fn record(&mut self, place: Span, missing: Vec<&'static Key>) {
        if !self.ledger.is_broken_at(place) {
            self.lacks(place, missing, |key| said!("缺少 `{key}`", "`{key}` is missing"));
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
        self.found(Finding::new(reading::UNKNOWN_REFERENCE, Level::Error, place, said).with_help(help));
    }
}

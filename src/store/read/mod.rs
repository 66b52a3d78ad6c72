//! Text becomes records with their places.
//!
//! A ledger is cut at its record headers and every piece is parsed alone; a text that cannot be cut like that is parsed
//! whole, and one that has errors is parsed in pieces again, so that an error in one record hides no other record.

mod cut;
mod keep;
#[cfg(test)]
mod laws;
mod parse;
mod plain;
mod syntax;

use std::collections::HashMap;

pub use cut::{Piece, Root, cut, header, line};
use keep::{Keep, Known};

use crate::{
    lang::{Said, near_or, visible},
    model::{
        Collection, Document, FORMAT, Finding, Key, Ledger, Level, Measure, Named, Record as _, Source, Span, Str,
        Visitor, reading,
    },
    said,
    work::{share, threads},
};

/// Reads a ledger. Every problem is collected in its findings, and what can be read is there.
pub fn read(source: Source) -> Ledger {
    ledger(source, Keep::default())
}

/// The same for somebody who needs a few measures only, by their ids: of others that are in order the ledger may know no more
/// than that.
pub fn read_only(source: Source, measures: &(dyn Fn(&str) -> bool + Sync)) -> Ledger {
    ledger(source, Keep::only(measures))
}

/// Reads a changed text of a ledger with what was kept of it before; what was passed over and is as it was is not read again.
pub fn read_again(before: &Ledger, source: Source) -> Ledger {
    if before.passed.is_empty() {
        return read(source);
    }
    let known = Known::of(before, &source.text);
    let is_kept = |id: &str| before.measures().get(id).is_some();
    ledger(source, Keep::known(&is_kept, &known))
}

fn ledger(source: Source, keep: Keep<'_>) -> Ledger {
    let parse::Read { mut document, mut findings, broken, misfits, pieces, passed } =
        parse::document(&source.text, keep);
    let is_unique = !pieces.is_empty();
    Collection::ALL.into_iter().for_each(|collection| document.shelf_mut(collection).settle(is_unique));
    findings.extend(newer_format(&document));
    let mut ledger = Ledger::new(source, document, findings, broken);
    (ledger.pieces, ledger.passed) = (pieces, passed);
    let more: Vec<Finding> = twice(&ledger).into_iter().chain(looked_at(&ledger)).collect();
    ledger.findings.extend(more);
    if ledger.is_whole() {
        ledger.findings.extend(misfits);
    }
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
        if !ledger.pieces.is_empty() || ledger.document.shelf(collection).is_unique() {
            continue;
        }
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

/// At how many measures one core looks at a time, and how many are worth a thread of their own.
const AT_A_TIME: usize = 4096;

/// What is missing, and references to what is not there.
fn looked_at(ledger: &Ledger) -> Vec<Finding> {
    let mut look = Look::at(ledger);
    look.lacks(Span::default(), ledger.document.missing(), |key| {
        said!("文件开头缺少 `{key}`", "`{key}` is missing from the file")
    });
    ledger.visit_around(&mut look, |look, record| look.record = record.map(|(kept, id)| (kept, &*id.value)));
    let measures: Vec<&[Named<Measure>]> = ledger.measures().chunks(AT_A_TIME).collect();
    let looked = share(&measures, threads(measures.len()), |measures| {
        let mut look = Look::at(ledger);
        for measure in *measures {
            look.record = Some((Collection::Measure, &*measure.id.value));
            measure.visit(&mut look);
        }
        look.found
    });
    let mut instead = Instead { ledger, suggested: HashMap::new() };
    let found = look.found.into_iter().chain(looked.into_iter().flatten());
    found
        .map(|(finding, unknown)| match unknown {
            Some((collection, id)) => finding.with_help(instead.of(collection, id)),
            None => finding,
        })
        .collect()
}

struct Look<'a> {
    ledger: &'a Ledger,
    record: Option<(Collection, &'a str)>,
    /// The findings, each with the id that the ledger does not know when it is about one.
    found: Vec<(Finding, Option<(Collection, Str)>)>,
}

impl<'a> Look<'a> {
    const fn at(ledger: &'a Ledger) -> Self {
        Self { ledger, record: None, found: Vec::new() }
    }

    fn lacks(&mut self, place: Span, missing: Vec<&'static Key>, say: impl Fn(&str) -> Said) {
        for key in missing {
            let (name, zh, en) = (key.name, key.about.zh, key.about.en);
            let help = said!("补上 {name}：{zh}", "add {name}: {en}");
            self.found(Finding::new(reading::MISSING_KEY, Level::Error, place, say(key.name)).with_help(help), None);
        }
    }

    fn found(&mut self, finding: Finding, unknown: Option<(Collection, Str)>) {
        let record = self.record.map(|(kept, id)| (kept, id.to_owned()));
        self.found.push((Finding { record, ..finding }, unknown));
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
        let (key, shown) = (collection.key(), visible(id));
        let said = said!("台账中没有 {key}.{shown}", "the ledger has no {key}.{shown}");
        let finding = Finding::new(reading::UNKNOWN_REFERENCE, Level::Error, place, said);
        self.found(finding, Some((collection, Str::from(id))));
    }
}

/// For how many unknown ids the nearest known one is looked for: each takes a look at all that are known.
const SUGGESTED: usize = 50;

/// What to do about unknown ids.
struct Instead<'a> {
    ledger: &'a Ledger,
    /// What was suggested instead of those before.
    suggested: HashMap<(Collection, Str), Said>,
}

impl Instead<'_> {
    fn of(&mut self, collection: Collection, id: Str) -> Said {
        let wanted = (collection, id);
        if let Some(said) = self.suggested.get(&wanted) {
            return said.clone();
        }
        let id = &*wanted.1;
        let (key, shown) = (collection.key(), visible(id));
        let add = || said!("先登记 [{key}.{shown}]", "add [{key}.{shown}] first");
        if self.suggested.len() >= SUGGESTED {
            return add();
        }
        let said = near_or(id, self.ledger.ids(collection).into_iter().map(|(id, _)| id), add);
        self.suggested.insert(wanted, said.clone());
        said
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_suggestion_is_looked_for_a_limited_number_of_times() {
        let head = "format = 1\n[reply]\nnumber = '9'\ntitle = 't'\ndate = 2024-01-01\n";
        let measure = |n: usize| {
            format!("[measure.made-{n}]\ntitle = 't'\nkind = 'standing'\nrelated = ['mode-{n}', 'mode-0']\n")
        };
        let text = format!("{head}{}", (0..80).map(measure).collect::<String>());
        let ledger = read(Source::new("x.toml", text));
        let helps = ledger.findings.iter().filter_map(|finding| finding.help.as_ref());
        let suggested = helps.filter(|help| help.en.starts_with("did you mean")).count();
        // 50 ids are distinct, one of which every measure names once more.
        assert_eq!((ledger.findings.len(), suggested), (160, 50 - 1 + 81));
    }
    #[test]
    fn many_bad_lines_lose_nothing_but_themselves() {
        let bad: String = (0..250).map(|n| format!("odd line {n}\nrelated-{n} = 1\n")).collect();
        let text =
            format!("[measure.a]\ntitle = 't'\n{bad}kind = 'standing'\n\n[[measure.a.update]]\nstatus\nnote = 'n'\n");
        let ledger = read(Source::new("x.toml", text));
        let measure = ledger.measures().get("a").expect("it is there");
        assert_eq!(measure.kind.copied(), Some(crate::model::Kind::Standing));
        assert_eq!(measure.update[0].note.as_deref(), Some("n"));
        let of = |rule| ledger.findings.iter().filter(|finding| finding.rule == rule).count();
        assert_eq!((of(reading::TOML_SYNTAX), of(reading::UNKNOWN_KEY)), (251, 250));
    }
}

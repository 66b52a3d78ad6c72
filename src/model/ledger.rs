//! A ledger: everything that one file says about one reply.

use std::{ops::Range, sync::OnceLock};

use crate::lang::Said;

use super::{
    book::{Book, Kept, Named, Shelf},
    check::Checks,
    declare::record,
    finding::Finding,
    indicator::Indicator,
    key::{Collection, Key},
    measure::Measure,
    office::{Evidence, Offices, Org},
    place::{Field, Slot, Span},
    record::{Entry as _, Record as _, Visitor},
    reply::Reply,
    source::Source,
    str::Str,
};

/// The version of the file format that this program writes, and the newest that it reads.
pub const FORMAT: u32 = 1;

record! {
    /// The keys at the top of a ledger's file.
    Document {
        format: Slot<u32> = Required, "格式版本", "The version of the file format; 1.";
        reply: Option<Box<Reply>> = Required, "答复函", "The reply.";
        clock: Option<Box<Thresholds>> = Optional, "预警口径", "When the clock warns.";
        check: Option<Box<Checks>> = Optional, "检查的口径", "How the ledger wants to be checked.";
        org: Book<Org> = Optional, "单位", "The offices, by id.";
        evidence: Book<Evidence> = Optional, "佐证材料", "The evidence, by id.";
        indicator: Book<Indicator> = Optional, "指标", "The indicators, by id.";
        measure: Book<Measure> = Optional, "承诺事项", "The measures, by id.";
    }

    /// When the clock warns. The figures are the ledger's own: no default claims to be anybody's rule.
    Thresholds {
        due_soon: Slot<u32> = Optional, "时限前多少天算临近", "How many days before a deadline it is near.";
        stale: Slot<u32> = Optional, "多少天没有消息算沉寂", "After how many days without news a measure is silent.";
    }
}

impl Collection {
    /// Every collection, in the order in which a file has them.
    pub const ALL: [Self; 4] = [Self::Org, Self::Evidence, Self::Indicator, Self::Measure];

    /// The keys of its records.
    pub const fn keys(self) -> &'static [Key] {
        match self {
            Self::Org => Org::KEYS,
            Self::Evidence => Evidence::KEYS,
            Self::Indicator => Indicator::KEYS,
            Self::Measure => Measure::KEYS,
        }
    }
}

impl Document {
    /// The records of a collection.
    pub fn shelf(&self, collection: Collection) -> &dyn Shelf {
        match collection {
            Collection::Org => &self.org,
            Collection::Evidence => &self.evidence,
            Collection::Indicator => &self.indicator,
            Collection::Measure => &self.measure,
        }
    }

    /// The records of a collection, to be changed.
    pub fn shelf_mut(&mut self, collection: Collection) -> &mut dyn Shelf {
        match collection {
            Collection::Org => &mut self.org,
            Collection::Evidence => &mut self.evidence,
            Collection::Indicator => &mut self.indicator,
            Collection::Measure => &mut self.measure,
        }
    }
}

impl Kept for Org {
    const COLLECTION: Collection = Collection::Org;
}

impl Kept for Evidence {
    const COLLECTION: Collection = Collection::Evidence;
}

impl Kept for Indicator {
    const COLLECTION: Collection = Collection::Indicator;
}

impl Kept for Measure {
    const COLLECTION: Collection = Collection::Measure;
}

/// A ledger with the text that it was read from and what was found on the way.
#[derive(Debug)]
pub struct Ledger {
    /// The text.
    pub source: Source,
    /// What it says.
    pub document: Document,
    /// What was found while reading, in order of place.
    pub findings: Vec<Finding>,
    /// The parts of the text that have syntax errors: what seems missing there may be there and unread.
    pub broken: Vec<Range<usize>>,
    /// Where the parts of the text begin that were read each by itself, in order; nothing where it had to be read as a whole.
    /// No two of them speak of one record.
    pub pieces: Vec<u32>,
    /// Measures of which only the id was kept, in order: whoever reads the ledger to change a few needs no others.
    pub passed: Vec<Passed>,
    offices: OnceLock<Offices>,
}

/// A measure that was read and found to be in order, and of which only the id was kept.
#[derive(Clone, Debug)]
pub struct Passed {
    /// The id, and where it stands in the header.
    pub id: Field<Str>,
    /// The bytes that speak of the measure.
    pub place: Span,
}

impl Ledger {
    /// A ledger that says this.
    pub fn new(source: Source, document: Document, findings: Vec<Finding>, broken: Vec<Range<usize>>) -> Self {
        Self { source, document, findings, broken, pieces: Vec::new(), passed: Vec::new(), offices: OnceLock::new() }
    }

    /// The measures in the order of the file.
    pub fn measures(&self) -> &Book<Measure> {
        &self.document.measure
    }

    /// Whether everything was read.
    pub fn is_whole(&self) -> bool {
        !self.findings.iter().any(Finding::is_unread)
    }

    /// Whether something stands in a part of the text that has syntax errors.
    pub fn is_broken_at(&self, place: Span) -> bool {
        self.broken.iter().any(|range| range.contains(&(place.start as usize)))
    }

    /// Shows every record to a visitor, after telling which it is: nothing for the reply and what stands around it.
    pub fn visit<'a, V: Visitor>(
        &'a self,
        visitor: &mut V,
        mut begin: impl FnMut(&mut V, Option<(Collection, &'a Field<Str>)>),
    ) {
        self.visit_around(visitor, &mut begin);
        for named in self.document.measure.iter() {
            begin(visitor, Some((Collection::Measure, &named.id)));
            named.record.visit(visitor);
        }
    }

    /// Shows everything but the measures to a visitor, as above.
    pub fn visit_around<'a, V: Visitor>(
        &'a self,
        visitor: &mut V,
        mut begin: impl FnMut(&mut V, Option<(Collection, &'a Field<Str>)>),
    ) {
        fn each<'a, R: Kept, V: Visitor>(
            book: &'a Book<R>,
            visitor: &mut V,
            begin: &mut impl FnMut(&mut V, Option<(Collection, &'a Field<Str>)>),
        ) {
            for named in book.iter() {
                begin(visitor, Some((R::COLLECTION, &named.id)));
                named.record.visit(visitor);
            }
        }
        let document = &self.document;
        begin(visitor, None);
        document.reply.visit(visitor);
        document.clock.visit(visitor);
        document.check.visit(visitor);
        each(&document.org, visitor, &mut begin);
        each(&document.evidence, visitor, &mut begin);
        each(&document.indicator, visitor, &mut begin);
    }

    /// The reply, if the file has one that could be read.
    pub fn reply(&self) -> Option<&Reply> {
        self.document.reply.as_deref()
    }

    /// The reply's number, or the file's name where it has none.
    pub fn number(&self) -> &str {
        self.reply().and_then(|reply| reply.number.as_deref()).unwrap_or(&self.source.name)
    }

    /// The ids of a collection and where they stand, in order; also of measures that were passed over.
    pub fn ids(&self, collection: Collection) -> Vec<(&str, Span)> {
        let mut ids = self.document.shelf(collection).ids();
        if collection == Collection::Measure && !self.passed.is_empty() {
            ids.extend(self.passed.iter().map(|passed| (&*passed.id.value, passed.id.span)));
            ids.sort_unstable_by_key(|(_, span)| *span);
        }
        ids
    }

    /// Where the id of a record stands.
    pub fn id_span(&self, collection: Collection, id: &str) -> Option<Span> {
        let passed = || {
            let own = if collection == Collection::Measure { &self.passed[..] } else { &[] };
            own.iter().find(|passed| *passed.id.value == *id).map(|passed| passed.id.span)
        };
        self.document.shelf(collection).id_span(id).or_else(passed)
    }

    /// The offices by their names, looked up once.
    pub fn offices(&self) -> &Offices {
        self.offices.get_or_init(|| Offices::of(&self.document.org))
    }

    /// The office with this id.
    pub fn org(&self, id: &str) -> Option<&Named<Org>> {
        self.document.org.get(id)
    }

    /// How an office is called, in Chinese and in English; its id when the ledger does not say.
    pub fn org_label(&self, id: &str) -> Said {
        let org = self.org(id);
        let name = |slots: [fn(&Org) -> &Slot<Str>; 3]| {
            let org = org?;
            slots.into_iter().find_map(|slot| slot(org).as_deref()).map(str::to_owned)
        };
        let zh = name([|org| &org.short, |org| &org.name, |org| &org.en]);
        let en = name([|org| &org.en, |org| &org.short, |org| &org.name]);
        let name = |name: Option<String>| name.unwrap_or_else(|| id.to_owned());
        Said { zh: name(zh), en: name(en) }
    }
}

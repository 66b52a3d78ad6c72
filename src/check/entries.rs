//! The dated entries of a measure and the evidence that they name, for rules that look at all of them alike.

use chrono::NaiveDate;

use crate::model::{Evidence, EvidenceId, Field, Ledger, List, Measure, Named, Slot, Span};

/// A piece of evidence where an entry names it.
#[derive(Clone, Copy, Debug)]
pub struct Citation<'a> {
    /// Where it is named.
    pub place: Span,
    /// The day of the entry; none for an item, or when it cannot be read.
    pub date: Option<NaiveDate>,
    /// The evidence.
    pub paper: &'a Named<Evidence>,
}

/// The evidence that the entries and items of a measure name, as far as the ledger has it.
pub fn citations<'a>(ledger: &'a Ledger, measure: &'a Measure) -> impl Iterator<Item = Citation<'a>> {
    let updates = measure.update.iter().map(|entry| (entry.date.copied(), &entry.evidence));
    let verifications = measure.verification.iter().map(|entry| (entry.date.copied(), &entry.evidence));
    let items = measure.item.iter().map(|item| (None, &item.evidence));
    updates.chain(verifications).chain(items).flat_map(move |(date, list)| {
        fields(list).iter().filter_map(move |field| {
            let paper = ledger.document.evidence.get(&field.value)?;
            Some(Citation { place: field.span, date, paper })
        })
    })
}

/// The elements of a list with their places.
pub fn fields(list: &List<EvidenceId>) -> &[Field<EvidenceId>] {
    list.get().map(AsRef::as_ref).unwrap_or_default()
}

/// The days of all dated entries of a measure, list by list.
pub fn days(measure: &Measure) -> [Vec<&Slot<NaiveDate>>; 3] {
    [
        measure.update.iter().map(|entry| &entry.date).collect(),
        measure.verification.iter().map(|entry| &entry.date).collect(),
        measure.extension.iter().map(|entry| &entry.date).collect(),
    ]
}

/// The day of the reply.
pub fn reply_day(ledger: &Ledger) -> Option<NaiveDate> {
    ledger.reply()?.date.copied()
}

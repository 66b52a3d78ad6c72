//! What the entries of a measure say on a day: entries after it are not known yet.

use chrono::NaiveDate;

use super::{
    leaf::EvidenceId,
    ledger::Ledger,
    measure::{Extension, Item, Measure, Update, Verification},
    vocabulary::{Outcome, Status},
};

/// Whether an entry of this date is known on a day; one without a readable date is.
pub fn is_known(date: Option<NaiveDate>, as_of: NaiveDate) -> bool {
    date.is_none_or(|date| date <= as_of)
}

/// A measure of a ledger on a day.
#[derive(Clone, Copy, Debug)]
pub struct History<'a> {
    /// The ledger.
    pub ledger: &'a Ledger,
    /// The measure.
    pub measure: &'a Measure,
    /// The day.
    pub as_of: NaiveDate,
}

impl<'a> History<'a> {
    /// The known updates.
    pub fn updates(self) -> impl Iterator<Item = &'a Update> {
        self.measure.update.iter().filter(move |update| is_known(update.date.copied(), self.as_of))
    }

    /// The known verifications.
    pub fn verifications(self) -> impl Iterator<Item = &'a Verification> {
        self.measure.verification.iter().filter(move |entry| is_known(entry.date.copied(), self.as_of))
    }

    /// The known extensions.
    pub fn extensions(self) -> impl Iterator<Item = &'a Extension> {
        self.measure.extension.iter().filter(move |entry| is_known(entry.date.copied(), self.as_of))
    }

    /// The newest known update that gives a status.
    pub fn speaking(self) -> Option<&'a Update> {
        self.updates().filter(|update| update.status.get().is_some()).max_by_key(|update| update.date.copied())
    }

    /// The stored status, or on a day before later entries the one that was known then.
    pub fn status(self) -> Status {
        let speaks_later =
            |update: &Update| update.status.get().is_some() && !is_known(update.date.copied(), self.as_of);
        let status = if self.measure.update.iter().any(speaks_later) {
            let said = self.speaking().and_then(|update| update.status.copied());
            Status::given(said, self.measure.kind.copied())
        } else {
            self.measure.status.copied()
        };
        status.unwrap_or(Status::Unreported)
    }

    /// The newest known finding of an office of the ledger that is not the owner, under no other name either.
    pub fn finding(self) -> Option<&'a Verification> {
        let is_meant = |finding: &&Verification| {
            finding.date.copied().is_some_and(|date| date <= self.as_of)
                && finding.by.as_deref().is_some_and(|by| self.ledger.org(by).is_some() && !self.is_owner(by))
        };
        self.measure.verification.iter().filter(is_meant).max_by_key(|finding| finding.date.copied())
    }

    /// Whether an office, by its id or one of its names, is the one that leads the measure.
    pub fn is_owner(self, office: &str) -> bool {
        let Some(owner) = self.measure.owner.as_deref() else { return false };
        let name = self.ledger.org(office).and_then(|org| org.name.as_deref()).unwrap_or(office);
        office == owner || self.ledger.org(owner).is_some_and(|owner| owner.is_called(name))
    }

    /// Whether the newest finding looks at what is said now and rests on more than the owner's papers.
    pub fn is_looked_at(self) -> bool {
        let Some(finding) = self.finding() else { return false };
        let found = finding.date.copied();
        let reply = self.ledger.reply().and_then(|reply| reply.date.copied());
        let since = self.claimed_on().or_else(|| self.speaking()?.date.copied()).or(reply);
        let turned = self.updates().any(|update| {
            let is_other = update.status.copied().is_some_and(|status| status != self.status());
            is_other && update.date.copied() == found
        });
        since.is_none_or(|since| found >= Some(since)) && !turned && !self.are_owners_papers(finding.evidence.items())
    }

    /// Whether that finding confirms what is said now.
    pub fn is_confirmed(self) -> bool {
        self.is_looked_at() && self.finding().is_some_and(|finding| finding.result.copied() == Some(Outcome::Confirmed))
    }

    /// The day since which the measure is said to be done: the first such statement after the newest that said otherwise.
    fn claimed_on(self) -> Option<NaiveDate> {
        let dated = self.updates().filter_map(|update| Some((update.date.copied()?, update.status.copied()?)));
        let mut said: Vec<(NaiveDate, Status)> = dated.collect();
        said.sort_by_key(|(date, _)| *date);
        said.iter().rev().take_while(|(_, status)| *status == Status::Done).last().map(|(date, _)| *date)
    }

    /// Whether only the owner vouches for what is said now; `None` when nobody said anything.
    pub fn is_self_reported(self) -> Option<bool> {
        let update = self.speaking()?;
        let is_owners_word = update.by.as_deref().is_some_and(|by| self.is_owner(by));
        Some(!self.is_looked_at() && (is_owners_word || self.are_owners_papers(update.evidence.items())))
    }

    /// Whether there are papers and none of them is known to be somebody else's.
    pub fn are_owners_papers(self, papers: impl ExactSizeIterator<Item = &'a EvidenceId>) -> bool {
        let is_others = |id: &EvidenceId| {
            let publisher = self.ledger.document.evidence.get(id).and_then(|paper| paper.publisher.as_deref());
            publisher.is_some_and(|publisher| !self.is_owner(publisher))
        };
        let mut papers = papers.peekable();
        papers.peek().is_some() && !papers.any(is_others)
    }

    /// The deadline in force: the first one, or the newest known extension's.
    pub fn due(self) -> Option<NaiveDate> {
        let newest = self.extensions().max_by_key(|entry| entry.date.copied());
        newest.and_then(|entry| entry.to.copied()).or(self.measure.due.copied())
    }

    /// The day of the newest known entry.
    pub fn heard(self) -> Option<NaiveDate> {
        let updates = self.measure.update.iter().map(|entry| entry.date.copied());
        let verifications = self.measure.verification.iter().map(|entry| entry.date.copied());
        let extensions = self.measure.extension.iter().map(|entry| entry.date.copied());
        updates.chain(verifications).chain(extensions).flatten().filter(|date| *date <= self.as_of).max()
    }

    /// The status of an item: the stored one, or on a day before later statements about it the one that was known then.
    pub fn item_status(self, item: &Item) -> Status {
        let of_item = |update: &Update| {
            let pairs = update.items.get().map(AsRef::as_ref).unwrap_or_default();
            pairs.iter().find(|(name, _)| Some(&*name.value) == item.name.as_deref()).map(|(_, status)| *status)
        };
        let said = self.measure.update.iter().filter_map(|update| Some((update.date.copied(), of_item(update)?)));
        let (known, later): (Vec<_>, Vec<_>) = said.partition(|(date, _)| is_known(*date, self.as_of));
        let status = if later.is_empty() {
            item.status.copied()
        } else {
            known.into_iter().max_by_key(|(date, _)| *date).map(|(_, status)| status)
        };
        status.unwrap_or(Status::Unreported)
    }

    /// So many items reported done of so many things that were promised; nothing where the letter gives no number.
    pub fn progress(self) -> Option<(u64, u64)> {
        let of = self.measure.quantity.copied().filter(|of| *of > 0)?;
        let done = self.measure.item.iter().filter(|item| self.item_status(item) == Status::Done).count();
        Some((done as u64, of.into()))
    }
}

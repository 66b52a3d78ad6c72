//! What the entries of a measure say on a day: entries after it are not known yet.

use chrono::NaiveDate;

use super::{
    leaf::EvidenceId,
    ledger::Ledger,
    measure::{Extension, Item, Measure, Update, Verification},
    period::period_of,
    vocabulary::{Kind, Outcome, Status},
};

/// Whether what stands by itself, a paper or a rating, is known on a day; one without a readable date is.
pub fn is_known(date: Option<NaiveDate>, as_of: NaiveDate) -> bool {
    date.is_none_or(|date| date <= as_of)
}

/// Why a finding does not look at what is said now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// It is older than the claim.
    Older,
    /// On its day another status was reported.
    SameDay,
    /// All its papers are the owner's.
    OwnersPapers,
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
    /// Whether an entry of this date is known on the day. One without a readable date may be of any day, so it is not known
    /// on a day after which something else was entered.
    fn knows(self, date: Option<NaiveDate>) -> bool {
        date.map_or_else(|| self.days().all(|day| day <= self.as_of), |date| date <= self.as_of)
    }

    /// The days of everything that was entered.
    fn days(self) -> impl Iterator<Item = NaiveDate> {
        let updates = self.measure.update.iter().map(|entry| entry.date.copied());
        let verifications = self.measure.verification.iter().map(|entry| entry.date.copied());
        let extensions = self.measure.extension.iter().map(|entry| entry.date.copied());
        updates.chain(verifications).chain(extensions).flatten()
    }

    /// The known updates.
    pub fn updates(self) -> impl Iterator<Item = &'a Update> {
        self.measure.update.iter().filter(move |update| self.knows(update.date.copied()))
    }

    /// The known verifications.
    pub fn verifications(self) -> impl Iterator<Item = &'a Verification> {
        self.measure.verification.iter().filter(move |entry| self.knows(entry.date.copied()))
    }

    /// The known extensions.
    pub fn extensions(self) -> impl Iterator<Item = &'a Extension> {
        self.measure.extension.iter().filter(move |entry| self.knows(entry.date.copied()))
    }

    /// The newest known update.
    pub fn newest(self) -> Option<&'a Update> {
        self.updates().max_by_key(|update| update.date.copied())
    }

    /// The newest known update that gives a status.
    pub fn speaking(self) -> Option<&'a Update> {
        self.updates().filter(|update| update.status.get().is_some()).max_by_key(|update| update.date.copied())
    }

    /// The status that the newest known statement gives; the stored word where no statement ever gave one.
    pub fn status(self) -> Status {
        let is_said = self.measure.update.iter().any(|update| update.status.get().is_some());
        let status = if is_said {
            let said = self.speaking().and_then(|update| update.status.copied());
            Status::given(said, self.measure.kind.copied())
        } else {
            self.measure.status.copied()
        };
        status.unwrap_or(Status::Unreported)
    }

    /// The known findings of offices of the ledger that are not the owner, under no other name either.
    fn findings(self) -> impl Iterator<Item = &'a Verification> {
        let is_meant = move |finding: &&Verification| {
            finding.date.copied().is_some_and(|date| date <= self.as_of)
                && finding.by.as_deref().is_some_and(|by| self.ledger.org(by).is_some() && !self.is_owner(by))
        };
        self.measure.verification.iter().filter(is_meant)
    }

    /// The newest finding of somebody who is not the owner. What recurs is judged period by period: a finding that contests
    /// one stands before newer ones about others.
    pub fn finding(self) -> Option<&'a Verification> {
        let newest = self.findings().max_by_key(|finding| finding.date.copied())?;
        let of_periods = self.findings().filter_map(|finding| self.finding_about(&self.period_found(finding)?));
        let contesting = of_periods.filter(|finding| finding.result.copied().is_some_and(Outcome::contests));
        Some(contesting.max_by_key(|finding| finding.date.copied()).unwrap_or(newest))
    }

    /// The newest finding about a period of a measure that recurs.
    pub fn finding_about(self, period: &str) -> Option<&'a Verification> {
        let is_about = |finding: &&Verification| self.period_found(finding).as_deref() == Some(period);
        self.findings().filter(is_about).max_by_key(|finding| finding.date.copied())
    }

    fn period_found(self, finding: &Verification) -> Option<String> {
        period_of(self.measure, finding.period.as_deref(), finding.date.copied())
    }

    /// Whether the office that leads the measure is known; as long as it is not, nobody is known to be somebody else.
    pub fn has_owner(self) -> bool {
        self.measure.owner.as_deref().is_some_and(|owner| self.ledger.org(owner).is_some())
    }

    /// Whether an office, by its id, is the one that leads the measure, be it under another id.
    pub fn is_owner(self, office: &str) -> bool {
        self.measure.owner.as_deref().is_some_and(|owner| self.ledger.offices().are_one(owner, office))
    }

    /// The newest finding that is about what is said now: for what recurs, about the period that is spoken of.
    fn about(self) -> Option<&'a Verification> {
        match self.speaking().and_then(|update| self.period_said(update)) {
            Some(period) => self.finding_about(&period),
            None => self.finding(),
        }
    }

    /// Why that finding does not look at the very statement or rests on too little; nothing where there is none.
    pub fn doubt(self) -> Option<Doubt> {
        let finding = self.about()?;
        let (found, spoken) = (finding.date.copied(), self.speaking());
        let reply = self.ledger.reply().and_then(|reply| reply.date.copied());
        let since = self.claimed_on().or_else(|| spoken?.date.copied()).or(reply);
        let said = spoken.and_then(|update| update.status.copied());
        let is_turned = |update: &Update| {
            let is_other = update.status.copied().is_some_and(|status| Some(status) != said);
            is_other && update.date.copied() == found
        };
        match () {
            () if since.is_some_and(|since| found < Some(since)) => Some(Doubt::Older),
            () if self.updates().any(is_turned) => Some(Doubt::SameDay),
            () if self.are_owners_papers(finding.evidence.items()) => Some(Doubt::OwnersPapers),
            () => None,
        }
    }

    /// That finding, where it leaves no doubt.
    fn look(self) -> Option<&'a Verification> {
        self.about().filter(|_| self.doubt().is_none())
    }

    fn period_said(self, update: &Update) -> Option<String> {
        period_of(self.measure, update.period.as_deref(), update.date.copied())
    }

    /// Whether somebody else looked at what is said now, whatever they found.
    pub fn is_looked_at(self) -> bool {
        self.look().is_some()
    }

    /// Whether somebody who is known not to be the owner confirms what is said now.
    pub fn is_confirmed(self) -> bool {
        self.has_owner() && self.look().is_some_and(|finding| finding.result.copied() == Some(Outcome::Confirmed))
    }

    /// Whether it can be finished, a statement claims that it is done, and somebody else confirms that.
    pub fn is_closed(self) -> bool {
        let can_close = matches!(self.measure.kind.copied(), Some(Kind::Deliverable | Kind::Target));
        can_close && self.status() == Status::Done && self.claimed_on().is_some() && self.is_confirmed()
    }

    /// The day since which the measure is said to be done, or its period when it recurs: the first such statement after the
    /// newest that said otherwise.
    fn claimed_on(self) -> Option<NaiveDate> {
        let period = self.speaking().and_then(|update| self.period_said(update));
        let about = self.updates().filter(|update| self.period_said(update) == period);
        let dated = about.filter_map(|update| Some((update.date.copied()?, update.status.copied()?)));
        let mut said: Vec<(NaiveDate, Status)> = dated.collect();
        said.sort_by_key(|(date, _)| *date);
        said.iter().rev().take_while(|(_, status)| *status == Status::Done).last().map(|(date, _)| *date)
    }

    /// Whether only the owner vouches for what is said now; `None` when nobody said anything.
    pub fn is_self_reported(self) -> Option<bool> {
        let update = self.speaking()?;
        Some(!self.is_confirmed() && self.is_owners_word(update))
    }

    /// Whether a statement is the owner's own, or rests on nothing but the owner's papers.
    pub fn is_owners_word(self, update: &'a Update) -> bool {
        update.by.as_deref().is_some_and(|by| self.is_owner(by)) || self.are_owners_papers(update.evidence.items())
    }

    /// Whether there are papers and none of them is known to be somebody else's.
    pub fn are_owners_papers(self, papers: impl ExactSizeIterator<Item = &'a EvidenceId>) -> bool {
        let is_others = |id: &EvidenceId| {
            let publisher = self.ledger.document.evidence.get(id).and_then(|paper| paper.publisher.as_deref());
            publisher.is_some_and(|publisher| !self.is_owners_paper(publisher))
        };
        let mut papers = papers.peekable();
        papers.peek().is_some() && !papers.any(is_others)
    }

    fn is_owners_paper(self, publisher: &str) -> bool {
        self.measure.owner.as_deref().is_some_and(|owner| self.ledger.offices().is_publisher(owner, publisher))
    }

    /// The deadline in force: the first one, or the newest known extension's.
    pub fn due(self) -> Option<NaiveDate> {
        let newest = self.extensions().max_by_key(|entry| entry.date.copied());
        newest.and_then(|entry| entry.to.copied()).or(self.measure.due.copied())
    }

    /// The day of the newest known entry.
    pub fn heard(self) -> Option<NaiveDate> {
        self.days().filter(|date| *date <= self.as_of).max()
    }

    /// The status that the newest known statement about an item gives it; the stored word where no statement ever did.
    pub fn item_status(self, item: &Item) -> Status {
        let of_item = |update: &Update| {
            let pairs = update.items.get().map(AsRef::as_ref).unwrap_or_default();
            pairs.iter().find(|(name, _)| Some(&*name.value) == item.name.as_deref()).map(|(_, status)| *status)
        };
        let status = if self.measure.update.iter().any(|update| of_item(update).is_some()) {
            let said = self.updates().filter_map(|update| Some((update.date.copied(), of_item(update)?)));
            said.max_by_key(|(date, _)| *date).map(|(_, status)| status)
        } else {
            item.status.copied()
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

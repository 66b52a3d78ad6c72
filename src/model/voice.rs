//! Whose word moves the status of a measure, however it is recorded.

use super::history::History;

/// Why the word of an office moves no status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Silenced {
    /// It handles the reply, so it speaks for what it leads or helps with.
    Handles,
    /// It keeps or watches the ledger, and rests on nothing that somebody else published.
    OwnWord,
}

impl History<'_> {
    /// Why an office's word on these papers moves no status. Who leads the measure or helps may speak; whoever has no part in
    /// the reply, as the curator of a ledger, on what others published. Where nobody knows who leads, nobody is refused.
    pub fn silenced<'p>(self, by: &str, mut papers: impl Iterator<Item = &'p str>) -> Option<Silenced> {
        let offices = self.ledger.offices();
        let helps = self.measure.support.items().any(|own| offices.are_one(own, by));
        if !self.has_owner() || self.is_owner(by) || helps {
            return None;
        }
        let reply = self.ledger.reply();
        let handlers = reply.into_iter().flat_map(|reply| {
            let lead = reply.lead.get().into_iter().map(|lead| &**lead);
            lead.chain(reply.co_handlers.items().map(|own| &**own))
        });
        let is_others = |id: &str| {
            let publisher = self.ledger.document.evidence.get(id).and_then(|paper| paper.publisher.as_deref());
            publisher.is_some_and(|publisher| !offices.is_publisher(by, publisher))
        };
        match () {
            () if handlers.into_iter().any(|own| offices.are_one(own, by)) => Some(Silenced::Handles),
            () if !papers.any(is_others) => Some(Silenced::OwnWord),
            () => None,
        }
    }
}

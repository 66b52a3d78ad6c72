//! What of a letter a ledger accounts for, and where its anchors stand in another text of the letter.
//!
//! Stretches of characters only: what is printed of them is not known here.
//!
//! The laws, which `tests/coverage.rs` tries on made-up letters: in the same text every anchor is held; text that is put in
//! before an anchor moves it by its length; a word that is put in anywhere is found, and what it stands in has changed; another width of its characters loses none; what is proposed for a text accounts
//! for all of it, without overlaps, and holds there.

mod claim;
mod part;
mod proposal;
mod reading;
mod relocate;
mod section;
mod sum;

pub use claim::{By, Claim, claims};
pub use part::{Part, parts};
pub use proposal::{New, Proposed, collisions, proposal, proposed_for};
pub use reading::{Anchored, Flaw, Hash, Reading};
pub use relocate::{Anchor, Change, Edit, Found, How, Origin, Placed, Relocated, prove, relocate};
pub use section::sections;
pub use sum::{Figures, Sum, Sums};

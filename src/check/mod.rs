//! Rules: pure functions over ledgers, a day, and what the ledgers were before; one file each, one table.
//!
//! Nothing here reads files or knows who asks. A rule is named for the defect, never guesses about the world, and explains
//! itself.

mod checking;
mod clashes;
mod diagnose;
mod echoes;
mod entries;
mod explain;
mod found;
mod guard;
mod levels;
mod pair;
mod requirement;
mod rule;
mod rules;
mod unread;
mod words;

pub use checking::{Asked, Checked, Subject, check};
pub use diagnose::{Reported, diagnose};
pub use explain::{catalogue, explain};
pub use found::Found;
pub use guard::guard;
pub use levels::{Levels, Setting, named};
pub use pair::{Fate, Former, Pair, entered, fates};
pub use rule::{Lane, Look, Rule};
pub use rules::{RULES, rule};
pub use unread::unread;

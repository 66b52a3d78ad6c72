//! What a record is: the keys of a ledger, their values, and what follows from them on a given day.
//!
//! No files, no command line, no clock: the day is an argument.

mod book;
mod change;
mod check;
mod declare;
mod finding;
mod history;
mod indicator;
mod key;
mod leaf;
mod ledger;
mod measure;
mod office;
mod period;
mod place;
mod plain;
mod record;
mod refusal;
mod reply;
mod source;
mod standing;
mod str;
mod vocabulary;
mod voice;

pub use book::{Book, Kept, Named, Shelf, id_trouble};
pub use change::{Change, Edit, Pair};
pub use check::{Checks, Requirement, Suppression};
pub use finding::{Finding, reading};
pub use history::{Doubt, History, is_known};
pub use indicator::{Figure, Indicator};
pub use key::{Collection, Key, Need, Shape};
pub use leaf::{EvidenceId, IndicatorId, List, MeasureId, OrgId, Stretch};
pub use ledger::{Document, FORMAT, Ledger, Passed, Thresholds};
pub use measure::{DRAFT, Extension, Item, Measure, QUOTE, Update, Verification};
pub use office::{Evidence, Offices, Org};
pub use period::{MISSED, PERIOD, Period, period_end, period_of, period_start, periods, spelled_period};
pub use place::{Field, Place, Slot, Span};
pub use plain::{Header, Plain, Table};
pub use record::{Altered, Entry, Given, Leaf, Record, Scope, Visitor, unknown_key};
pub use refusal::{Refusal, Trouble};
pub use reply::{Feedback, Letter, Passage, Reply, Section};
pub use source::{Position, Source, sha256};
pub use standing::{Clock, Standing};
pub use str::{Holder, Str};
pub use vocabulary::{
    Account, DueBasis, Every, Fate, Kind, Lane, Level, Method, Outcome, OwnerBasis, PassageClass, Schedule, State,
    Status, Strength, Vocabulary, meant,
};
pub use voice::Silenced;

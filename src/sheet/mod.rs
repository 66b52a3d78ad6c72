//! The ledger as a spreadsheet that offices fill in: one table of its columns, which both ways use.
//!
//! Out go the columns of the table with what the ledger says; back come the cells that offices wrote in. Files and bytes of
//! ledgers are not known here.

mod back;
mod cells;
mod columns;
mod comments;
mod deadlines;
mod fingerprint;
mod grid;
mod heads;
mod merged;
mod open;
mod out;
mod reads;
mod returned;
mod schedule;
mod told;
mod unpacked;

pub use back::back;
pub use cells::leader;
pub use columns::{COLUMNS, Column, Hand, Reads};
pub use comments::comments;
pub use deadlines::deadlines;
pub use fingerprint::fingerprint;
pub use open::open;
pub use out::{Asked, about, short, workbook};
pub use returned::{Back, Found, PaperGiven, Returned, Statement};
pub use told::Unproven;

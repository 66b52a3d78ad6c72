//! The ledger as a spreadsheet that offices fill in: one table of its columns, which both ways use.
//!
//! Out go the columns of the table with what the ledger says; back come the cells that offices wrote in. Files and bytes of
//! ledgers are not known here.

mod cells;
mod columns;
mod deadlines;
mod fingerprint;
mod out;

pub use columns::{COLUMNS, Column, Hand, Reads};
pub use deadlines::deadlines;
pub use out::{Asked, workbook};

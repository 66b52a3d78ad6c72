//! duban keeps the ledger of what a government promised in a written reply, and reports what became of it.

pub mod lang;
pub mod letter;
pub mod model;
pub mod page;
pub mod query;
pub mod render;
pub mod report;
pub mod store;

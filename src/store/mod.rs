//! Ledgers and files: finding, reading, splicing, locking and replacing them.

pub mod decoded;
pub mod edit;
pub mod git;
pub mod history;
pub mod load;
pub mod locate;
pub mod past;
pub mod read;
pub mod repository;
pub mod schema;
pub mod why;
pub mod write;

//! duban keeps the ledger of what a government promised in a written reply, and reports what became of it.
//!
//! The layers are the folders, and imports only point down; `tests/layers.rs` holds them to it.
//!
//! | layer | holds | may use |
//! |---|---|---|
//! | [`lang`] | the two languages | nothing |
//! | [`work`] | work shared out to the cores | nothing |
//! | [`page`] | values, tables, pages: what answers are made of | `lang` |
//! | [`model`] | what a record is, and what follows from it on a day; no files, no command line, no clock | `lang`, `page` |
//! | [`letter`] | the text of a reply: its bytes read, characters, sentences, what stands around a stretch | `model` |
//! | [`store`] | ledgers and files: find, read, splice, lock, replace | `model`, `work` |
//! | [`merge`] | three texts of a ledger become one: by record and field, and what contradicts | `store` |
//! | [`coverage`] | what of the letter a ledger accounts for, and where its anchors stand in another text of it | `letter` |
//! | [`draft`] | what a letter says: parts, candidate promises, everything else | `letter`, `store` |
//! | [`query`] | the fields, the filter with its two faces, references, order | `model` |
//! | [`check`] | rules about ledgers: pure functions to findings, one file each | `query`, `model`, `work` |
//! | [`sheet`] | the ledger as a spreadsheet: one table of its columns, what goes out, what came back | `query`, `model` |
//! | [`report`] | answers: pure functions of rows and a date to a value | `coverage`, `draft`, `check`, `sheet`, `query`, `model` |
//! | [`render`] | a value becomes text; what it means is not known here | `page` |
//! | [`cli`] | flags, streams, exit codes; one file per command | everything |
//!
//! A ledger's text becomes records with their places (`store`), a filter chooses some (`query`), a question is answered
//! with a value (`report`), the value becomes text (`render`), and the command writes it out (`cli`).
//!
//! Three kinds of trouble are never mixed. A [`model::Finding`] is data about a ledger. A [`model::Refusal`] is an error
//! that the user can do something about. Everything else is a defect of ours: an `expect` that says what was believed.

pub mod check;
pub mod cli;
pub mod coverage;
pub mod draft;
pub mod lang;
#[cfg(test)]
#[path = "../tests/common/laws.rs"]
mod laws;
pub mod letter;
pub mod merge;
pub mod model;
pub mod page;
pub mod query;
pub mod render;
pub mod report;
pub mod sheet;
pub mod store;
pub mod work;

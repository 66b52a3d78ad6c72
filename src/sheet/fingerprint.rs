//! How a record is recognised as the one that was exported.

use chrono::NaiveDate;
use sha2::{Digest, Sha256};

use crate::query::{Row, field};

/// What a record says: every stored key, and no more than is stored. Where it stands, how it is laid out and what day it is
/// change nothing.
const STORED: [&str; 24] = [
    "id",
    "title",
    "en",
    "clause",
    "quote",
    "span",
    "kind",
    "every",
    "owner",
    "owner_basis",
    "support",
    "status",
    "first_due",
    "due_basis",
    "done_when",
    "tags",
    "quantity",
    "related",
    "indicators",
    "note",
    "items",
    "updates",
    "verifications",
    "extensions",
];

/// The fingerprint of a measure's record: `r` and the first twelve hexadecimal digits of a SHA-256. The letter keeps spreadsheet
/// programs from taking it for a number.
pub fn fingerprint(row: &Row<'_>) -> String {
    // Entries of every day, whatever day the sheet speaks for.
    let row = row.on(NaiveDate::MAX);
    let mut hash = Sha256::new();
    for name in STORED {
        let stored = field(name).expect("these are fields of the table");
        let value = serde_json::to_string(&(stored.get)(&row)).expect("values have string keys");
        hash.update(format!("{name}={value}\n"));
    }
    let digits = hash.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect::<String>();
    format!("r{digits}")
}

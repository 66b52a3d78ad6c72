//! What is asked to change in a record; how a text is changed is not known here.

use super::key::Collection;

/// A key and its value as TOML text.
pub type Pair = (&'static str, String);

/// A change of one record.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// Gives a key a value, written as TOML.
    Set(Pair),
    /// Removes a key.
    Unset(&'static str),
    /// Adds values, written as TOML, to a list; those that it has already are left out.
    Insert(&'static str, Vec<String>),
    /// Removes values, written as TOML, from a list.
    Remove(&'static str, Vec<String>),
    /// Leaves each value of a list in it once.
    Unrepeat(&'static str),
    /// Adds a table to a list of tables such as `update`, behind so many of those that it has.
    Enter(&'static str, usize, Vec<Pair>),
    /// Gives a key of one table of a list a value.
    SetIn {
        /// The list.
        list: &'static str,
        /// The `name` of the table.
        name: String,
        /// The key and its value.
        entry: Pair,
    },
}

/// The changes of one record.
#[derive(Clone, Debug, PartialEq)]
pub struct Edit {
    /// Where the record is kept.
    pub collection: Collection,
    /// Its id.
    pub id: String,
    /// What changes, in order.
    pub changes: Vec<Change>,
}

//! Data that is made while it is written.

use serde::{Serialize, Serializer};

/// Values that are made one after the other while they are written, so that many of them take no room at once.
pub struct Each<F>(pub F);

impl<T: Serialize, I: IntoIterator<Item = T>, F: Fn() -> I> Serialize for Each<F> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq((self.0)())
    }
}

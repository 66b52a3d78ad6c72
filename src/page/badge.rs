//! A badge: two short texts side by side, as they stand at the head of a web page.

use super::value::Tone;

/// A badge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Badge {
    /// What it is about.
    pub label: String,
    /// How it stands.
    pub message: String,
    /// How that is meant.
    pub tone: Tone,
}

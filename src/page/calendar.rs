//! A calendar of whole days.

use chrono::NaiveDate;

/// A calendar.
#[derive(Clone, Debug)]
pub struct Calendar {
    /// Its name.
    pub name: String,
    /// The day that it speaks for.
    pub day: NaiveDate,
    /// Its days.
    pub events: Vec<Event>,
}

/// Something that falls on a day.
#[derive(Clone, Debug)]
pub struct Event {
    /// By what it is recognised when it moves: the same in every calendar, unlike every other.
    pub id: String,
    /// How often it has moved.
    pub moved: usize,
    /// The day.
    pub day: NaiveDate,
    /// What falls on it.
    pub summary: String,
    /// More about it.
    pub description: String,
    /// How many days before somebody wants to be reminded.
    pub remind: u32,
}

//! How many measures are in which state.

use serde::{Serialize, Serializer, ser::SerializeMap};

use crate::{
    lang::{Text, text},
    model::{Schedule, State, Vocabulary as _},
    page::{Bar, Column, Fit, Share, Table, Value},
    query::{self, Field, Row, Sort},
};

/// Counts of a group of measures.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Tally {
    /// How many there are.
    pub total: usize,
    /// How many in each state.
    pub states: States,
    /// How many have a deadline.
    pub with_deadline: usize,
    /// How many are past it.
    pub overdue: usize,
    /// How many are near it.
    pub due_soon: usize,
    /// How many were ever heard of.
    pub heard: usize,
    /// How many have been silent for too long.
    pub stale: usize,
    /// For how many only the owner vouches.
    pub self_reported: usize,
    /// How many somebody else looked at.
    pub verified: usize,
}

/// How many measures are in each state, in the order of the vocabulary.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct States([usize; State::ALL.len()]);

impl States {
    /// Each state with its count.
    pub fn iter(&self) -> impl Iterator<Item = (State, usize)> + '_ {
        State::ALL.iter().copied().zip(self.0)
    }

    /// How many are in one.
    pub fn of(&self, state: State) -> usize {
        self.0[state as usize]
    }
}

impl Serialize for States {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(Some(self.0.len()))?;
        for (state, n) in self.iter() {
            map.serialize_entry(state.term().word, &n)?;
        }
        map.end()
    }
}

impl Tally {
    /// Counts rows.
    pub fn of<'a, 'b: 'a>(rows: impl IntoIterator<Item = &'a Row<'b>>) -> Self {
        let mut tally = Self::default();
        for row in rows {
            let standing = row.standing();
            tally.total += 1;
            tally.states.0[standing.state as usize] += 1;
            tally.with_deadline += usize::from(standing.due.is_some());
            tally.overdue += usize::from(standing.schedule == Schedule::Overdue);
            tally.due_soon += usize::from(standing.schedule == Schedule::DueSoon);
            tally.heard += usize::from(standing.heard.is_some());
            tally.stale += usize::from(standing.stale);
            tally.self_reported += usize::from(standing.self_reported == Some(true));
            tally.verified += usize::from(standing.verified.is_some());
        }
        tally
    }

    /// The states as a stacked bar.
    pub fn bar(&self, lang: crate::lang::Lang) -> Bar {
        let share = |(state, n): (State, usize)| {
            let term = state.term();
            Share { label: term.label.get(lang).to_owned(), n, tone: term.tone, fill: fill(state) }
        };
        Bar { shares: ORDER.iter().map(|state| share((*state, self.states.of(*state)))).collect() }
    }
}

/// The states as people read counts of them: what is settled comes first, what nobody spoke of last.
pub const ORDER: [State; 7] = [
    State::Closed,
    State::Done,
    State::InProgress,
    State::NotStarted,
    State::OnHold,
    State::Dropped,
    State::Unreported,
];

/// The character that draws a state, so that a bar can be read without colour.
pub const fn fill(state: State) -> char {
    match state {
        State::Closed => '█',
        State::Done => '▓',
        State::InProgress => '▒',
        State::NotStarted => '░',
        State::OnHold => '=',
        State::Dropped => 'x',
        State::Unreported => '·',
    }
}

/// A group of measures with its counts.
#[derive(Clone, Debug, Serialize)]
pub struct Group {
    /// What the measures have in common.
    pub name: Value,
    /// The counts.
    #[serde(flatten)]
    pub tally: Tally,
}

/// Rows grouped by the value of a field: places of the letter in their order, other values as they first occur.
pub fn groups(rows: &[Row<'_>], field: &Field) -> Vec<Group> {
    let mut groups = query::groups(rows, field);
    if matches!(field.sort, Sort::Clause) {
        query::sort_groups(&mut groups, field);
    }
    let tally =
        |group: query::Group| Group { tally: Tally::of(group.rows.iter().map(|at| &rows[*at])), name: group.value };
    groups.into_iter().map(tally).collect()
}

/// A figure of a tally: key, label, value.
pub type Figure = (&'static str, Text, fn(&Tally) -> usize);

const FIGURES: &[Figure] = &[
    ("with_deadline", text("有时限", "with deadline"), |tally| tally.with_deadline),
    ("overdue", Schedule::TERMS[Schedule::Overdue as usize].label, |tally| tally.overdue),
    ("stale", text("沉寂", "silent"), |tally| tally.stale),
    ("due_soon", Schedule::TERMS[Schedule::DueSoon as usize].label, |tally| tally.due_soon),
    ("heard", text("有过消息", "heard of"), |tally| tally.heard),
    ("self_reported", text("自报", "self-reported"), |tally| tally.self_reported),
    ("verified", text("有核实", "verified"), |tally| tally.verified),
];

/// The figures for people: how many measures have a deadline gives way first, what is overdue or silent last.
pub const FOR_PEOPLE: &[Figure] = FIGURES.split_at(3).0;

/// How a column gives way on a narrow screen, by how little it is missed.
fn way(column: &Column) -> Fit {
    const BY_WEIGHT: [&str; 10] = [
        "overdue",
        "stale",
        "closed",
        "done",
        "unreported",
        "in-progress",
        "on-hold",
        "not-started",
        "dropped",
        "with_deadline",
    ];
    let place = (0..).zip(BY_WEIGHT).find(|(_, key)| *key == column.key);
    place.map_or(column.fit, |(rank, _)| Fit::Spare(rank))
}

/// The groups as a table; for people, states in which nothing is are left out.
pub fn table(groups: &[Group], name: Column, for_people: bool) -> Table {
    let number = |key, label| Column { key, label, fit: Fit::Whole, number: true };
    let is_shown = |state: &State| !for_people || groups.iter().any(|group| group.tally.states.0[*state as usize] > 0);
    let states: Vec<State> = State::ALL.iter().copied().filter(is_shown).collect();
    let mut columns = vec![name, number("total", text("合计", "total"))];
    columns.extend(states.iter().map(|state| number(state.term().word, state.term().label)));
    let figures = if for_people { FOR_PEOPLE } else { FIGURES };
    columns.extend(figures.iter().map(|(key, label, _)| number(key, *label)));
    if for_people {
        columns.iter_mut().for_each(|column| column.fit = way(column));
    }
    let row = |group: &Group| {
        let tally = &group.tally;
        let name = if for_people && group.name.is_empty() { Value::Text("–".to_owned()) } else { group.name.clone() };
        let mut row = vec![name, Value::count(tally.total)];
        row.extend(states.iter().map(|state| Value::count(tally.states.0[*state as usize])));
        row.extend(figures.iter().map(|(.., figure)| Value::count(figure(tally))));
        row
    };
    Table { columns, rows: groups.iter().map(row).collect(), groups: Vec::new() }
}

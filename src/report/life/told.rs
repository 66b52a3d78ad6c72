//! What happened, in the words that people read.

use super::Event;
use crate::{
    lang::{Lang, Text, text, visible},
    model::Collection,
    page::{Line, Tone, Value},
    report::diff::{label, line},
};

impl Event {
    /// Whether it happened on the same day by the same commit.
    pub fn is_told_with(&self, other: &Self) -> bool {
        (&self.date, &self.commit, &self.author) == (&other.date, &other.commit, &other.author)
    }

    /// The day, and who committed it; when, where that was on another day.
    pub fn heading(&self, lang: Lang) -> String {
        let said = |value: &Value| visible(&value.label(lang)).into_owned();
        let day = if self.date.is_empty() { NOT_COMMITTED.get(lang).to_owned() } else { said(&self.date) };
        let later = if self.committed == self.date { String::new() } else { said(&self.committed) };
        let commit = [said(&self.commit), said(&self.author), later, said(&self.subject)];
        let commit: Vec<String> = commit.into_iter().filter(|part| !part.is_empty()).collect();
        if commit.is_empty() { day } else { format!("{day}  {}", commit.join(" ")) }
    }

    /// What happened, on one line.
    pub fn line(&self, has_several: bool, lang: Lang) -> Line {
        let record = self.record.unwrap_or(Collection::Measure.key());
        let Line(runs) = line(record, &self.change, lang);
        let mut which: Vec<&str> = Vec::new();
        which.extend(self.reply.as_deref().filter(|_| has_several));
        which.extend(
            self.record
                .filter(|own| ![Collection::Measure.key(), self.change.field].contains(own))
                .map(|own| label(own, own, lang)),
        );
        which.extend(self.id.as_deref().filter(|id| !id.is_empty()));
        let mut line = Line::default();
        if !which.is_empty() {
            line = line.add(format!("{}  ", visible(&which.join(" "))), Tone::Plain);
        }
        line.0.extend(runs);
        line
    }
}

const NOT_COMMITTED: Text = text("尚未提交", "not committed yet");

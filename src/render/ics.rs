//! A calendar as iCalendar (RFC 5545).

use crate::page::{Calendar, Event};

/// The calendar's text: lines of at most 75 octets, ended by CR and LF.
pub fn ics(calendar: &Calendar) -> String {
    let mut text = String::new();
    let mut line = |content: &str| text.push_str(&folded(content));
    line("BEGIN:VCALENDAR");
    line("VERSION:2.0");
    line("PRODID:-//duban//duban//EN");
    line("CALSCALE:GREGORIAN");
    line(&format!("X-WR-CALNAME:{}", escaped(&calendar.name)));
    for event in &calendar.events {
        let Event { id, moved, day, summary, description, remind } = event;
        line("BEGIN:VEVENT");
        line(&format!("UID:{}", escaped(id)));
        // The day of the report, not the moment of writing: the same input has the same bytes.
        line(&format!("DTSTAMP:{}T000000Z", calendar.day.format("%Y%m%d")));
        line(&format!("SEQUENCE:{moved}"));
        line(&format!("DTSTART;VALUE=DATE:{}", day.format("%Y%m%d")));
        line(&format!("SUMMARY:{}", escaped(summary)));
        line(&format!("DESCRIPTION:{}", escaped(description)));
        line("TRANSP:TRANSPARENT");
        line("BEGIN:VALARM");
        line("ACTION:DISPLAY");
        line(&format!("DESCRIPTION:{}", escaped(summary)));
        line(&format!("TRIGGER:-P{remind}D"));
        line("END:VALARM");
        line("END:VEVENT");
    }
    line("END:VCALENDAR");
    text
}

/// Text with what has a meaning of its own escaped.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => escaped.extend(['\\', c]),
            '\n' => escaped.push_str("\\n"),
            c if c.is_control() => {}
            c => escaped.push(c),
        }
    }
    escaped
}

/// The most octets of a line, its end not counted.
const OCTETS: usize = 75;

/// A line, broken between characters so that no piece is longer than 75 octets; what follows begins with a space.
fn folded(content: &str) -> String {
    let mut folded = String::with_capacity(content.len() + 8);
    let mut octets = 0;
    for c in content.chars() {
        if octets + c.len_utf8() > OCTETS {
            folded.push_str("\r\n ");
            octets = 1;
        }
        folded.push(c);
        octets += c.len_utf8();
    }
    folded.push_str("\r\n");
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_fold_between_characters_and_unfold_to_what_they_were() {
        let content = format!("SUMMARY:{}", "修好七座风车a".repeat(20));
        let folded = folded(&content);
        assert!(folded.split("\r\n").all(|line| line.len() <= OCTETS));
        assert_eq!(folded.replace("\r\n ", "").trim_end(), content);
    }

    #[test]
    fn marks_of_the_format_are_escaped() {
        assert_eq!(escaped("a;b,c\\d\r\ne"), "a\\;b\\,c\\\\d\\ne");
    }
}

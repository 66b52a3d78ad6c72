//! Arguments of several commands: dates, colours, and terms that begin with a minus sign.

use std::{collections::HashSet, ffi::OsString};

use chrono::NaiveDate;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::{context::Color, say::t};
use crate::query::{FIELDS, shifted};

/// A date as an argument.
pub fn date(text: &str) -> Result<NaiveDate, String> {
    text.parse().map_err(|_| t("应是日期，如 2026-11-23", "write a date such as 2026-11-23").to_owned())
}

/// A number of days as an argument: `30d`, `2w`, or `30`.
pub fn days(text: &str) -> Result<u32, String> {
    let wrong = || t("应是天数，如 30d 或 2w", "write a number of days such as 30d or 2w").to_owned();
    let text = if text.ends_with(|c: char| c.is_ascii_digit()) { format!("{text}d") } else { text.to_owned() };
    let zero = NaiveDate::default();
    let end = shifted(zero, &text).ok_or_else(wrong)?;
    u32::try_from((end - zero).num_days()).map_err(|_| wrong())
}

/// When to use colours, as an argument.
pub fn color() -> impl TypedValueParser<Value = Color> {
    PossibleValuesParser::new(["auto", "always", "never"]).map(|when| match when.as_str() {
        "always" => Color::Always,
        "never" => Color::Never,
        _ => Color::Auto,
    })
}

/// Writes `-field:value` as `!field:value`: otherwise `-owner:…` would be read as the flag `-o`.
///
/// Only what follows no flag that takes a value is touched, and nothing behind `--`.
pub fn negations(command: &clap::Command, argv: Vec<OsString>) -> Vec<OsString> {
    let mut switches = HashSet::new();
    collect_switches(command, &mut switches);
    let mut is_value = false;
    let mut is_free = true;
    let rewrite = |arg: OsString| {
        let Some(text) = arg.to_str() else {
            is_value = false;
            return arg;
        };
        is_free &= text != "--";
        let negated = text.strip_prefix('-').filter(|rest| is_free && !is_value && is_term(rest));
        let rewritten = negated.map(|rest| OsString::from(format!("!{rest}")));
        is_value = match text.strip_prefix("--") {
            Some(long) => !long.contains('=') && !switches.contains(long),
            None => false,
        };
        rewritten.unwrap_or(arg)
    };
    argv.into_iter().map(rewrite).collect()
}

/// The long flags that take no value.
fn collect_switches(command: &clap::Command, switches: &mut HashSet<String>) {
    let without_value = |arg: &&clap::Arg| !arg.get_action().takes_values();
    switches.extend(command.get_arguments().filter(without_value).filter_map(|arg| arg.get_long().map(str::to_owned)));
    command.get_subcommands().for_each(|inner| collect_switches(inner, switches));
}

/// Whether a text is a term of the filter rather than a flag: a field and a colon, or text that is no flag's.
fn is_term(text: &str) -> bool {
    let is_field = |name: &str| {
        let name = name.replace('-', "_");
        ["no", "has", "is", "text"].contains(&&*name)
            || FIELDS.iter().any(|field| field.name == name || field.alias == name)
    };
    text.split_once(':').is_some_and(|(name, _)| is_field(name)) || text.starts_with(|c: char| !c.is_ascii())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rewritten(line: &str) -> String {
        let argv = line.split(' ').map(OsString::from).collect();
        let argv = negations(&super::super::command(), argv);
        argv.iter().map(|arg| arg.to_string_lossy()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_negated_term_is_no_flag() {
        for (line, expected) in [
            ("duban list -owner:x -软件", "duban list !owner:x !软件"),
            ("duban list --count -owner:x", "duban list --count !owner:x"),
            ("duban list -o out.csv -kind:y", "duban list -o out.csv !kind:y"),
            ("duban update a --note -due:soon", "duban update a --note -due:soon"),
            ("duban update a --note=x -due:soon", "duban update a --note=x !due:soon"),
            ("duban list -- -owner:x", "duban list -- -owner:x"),
            ("duban list -l folder", "duban list -l folder"),
        ] {
            assert_eq!(rewritten(line), expected);
        }
    }

    #[test]
    fn days_have_a_unit() {
        assert_eq!([days("30d"), days("2w"), days("7")], [Ok(30), Ok(14), Ok(7)]);
        assert!(days("-3d").is_err() && days("soon").is_err() && days("").is_err());
    }
}

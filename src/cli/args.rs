//! Arguments of several commands: dates, colours, and terms that begin with a minus sign.

use std::{collections::HashSet, convert::Infallible, ffi::OsString};

use chrono::NaiveDate;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use super::{context::Color, say::t};
use crate::{
    lang::{folded, is_blank},
    model::{Refusal, Vocabulary, spelled_period},
    query::{FIELDS, shifted},
    said,
};

/// A date as an argument, its year in four digits: a shorter one would be a year of the first century.
pub fn date(text: &str) -> Result<NaiveDate, String> {
    let is_written_out = text.len() == 10 && text.as_bytes().first().is_some_and(|first| (b'1'..=b'9').contains(first));
    let date = text.parse().ok().filter(|_| is_written_out);
    date.ok_or_else(|| t("应是日期，如 2026-11-23", "write a date such as 2026-11-23").to_owned())
}

/// Text as an argument; blank text says nothing and is refused.
pub fn words(text: &str) -> Result<String, String> {
    if is_blank(text) { Err(t("不能是空的", "it is blank").to_owned()) } else { Ok(text.to_owned()) }
}

/// A word of a vocabulary as an argument, by its machine word or its label.
pub fn word<V: Vocabulary + Send + Sync>() -> impl TypedValueParser<Value = V> {
    let values = V::TERMS.iter().map(|term| PossibleValue::new(term.word).aliases([term.label.zh, term.label.en]));
    PossibleValuesParser::new(values).map(|text| V::from_label(&text).expect("the parser knows these words only"))
}

/// What a REF argument of one measure is.
pub fn one_reference() -> &'static str {
    t("编号、编号开头、序号或题目片段", "An id, the beginning of one, a place in the file, or a part of a title")
}

/// What a REF argument of one record is.
pub fn record_reference() -> &'static str {
    t(
        "编号、编号开头、序号或题目片段；其他记录写作 org.编号、evidence.编号、indicator.编号",
        "An id, the beginning of one, a place in the file, or a part of a title; other records as org.ID, evidence.ID, indicator.ID",
    )
}

/// What REF arguments of several measures are.
pub fn references() -> &'static str {
    t(
        "编号、编号开头、序号、题目片段，或 -（从标准输入逐行读取）",
        "An id, the beginning of one, a place in the file, a part of a title, or - for lines of standard input",
    )
}

/// A number of days as an argument: `30d`, `2w`, or `30`.
pub fn days(text: &str) -> Result<u32, String> {
    let wrong = || t("应是天数，如 30d 或 2w", "write a number of days such as 30d or 2w").to_owned();
    let text = if text.ends_with(|c: char| c.is_ascii_digit()) { format!("{text}d") } else { text.to_owned() };
    let zero = NaiveDate::default();
    let end = shifted(zero, &text).ok_or_else(wrong)?;
    u32::try_from((end - zero).num_days()).map_err(|_| wrong())
}

/// A period as an argument, spelled as a ledger has it: `2026年上半年` is 2026H1.
pub fn period(text: &str) -> Result<String, Infallible> {
    Ok(spelled_period(&folded(text)))
}

/// A number of seconds as an argument, up to a day.
pub fn seconds(text: &str) -> Result<u64, String> {
    let seconds = text.parse().ok().filter(|seconds| *seconds <= 86_400);
    seconds.ok_or_else(|| t("应是 0 至 86400 的整数", "write a whole number from 0 to 86400").to_owned())
}

/// A percentage as an argument.
pub fn percent(text: &str) -> Result<u8, String> {
    let percent = text.parse().ok().filter(|percent| *percent <= 100);
    percent.ok_or_else(|| t("应是 0 至 100 的整数", "write a whole number from 0 to 100").to_owned())
}

/// A count as an argument.
pub fn count(text: &str) -> Result<usize, String> {
    text.parse().map_err(|_| t("应是整数", "write a whole number").to_owned())
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
///
/// # Errors
///
/// When a long flag is written with one dash: it would be read as a word to leave out, or as a short flag with a value.
pub fn negations(command: &clap::Command, argv: Vec<OsString>) -> Result<Vec<OsString>, Refusal> {
    let flags = Flags::of(command, &argv);
    let mut is_value = false;
    let mut is_free = true;
    let rewrite = |arg: OsString| {
        let Some(text) = arg.to_str() else {
            is_value = false;
            return Ok(arg);
        };
        is_free &= text != "--";
        let rest = text.strip_prefix('-').filter(|_| is_free && !is_value);
        if let Some(long) = rest.and_then(|rest| flags.long(rest)) {
            return Err(flags.one_dash(long));
        }
        let negated = rest.filter(|rest| flags.is_term(rest)).map(|rest| OsString::from(format!("!{rest}")));
        is_value = match text.strip_prefix("--") {
            Some(long) => !long.contains('=') && !flags.switches.contains(long),
            None => false,
        };
        Ok(negated.unwrap_or(arg))
    };
    argv.into_iter().map(rewrite).collect()
}

/// The flags of the command that is run.
#[derive(Default)]
struct Flags {
    /// The long ones.
    longs: HashSet<String>,
    /// Those of them that take no value.
    switches: HashSet<String>,
    /// The letters of the short ones.
    letters: HashSet<char>,
    /// Whether the command takes terms of the filter.
    has_terms: bool,
}

impl Flags {
    fn of(command: &clap::Command, argv: &[OsString]) -> Self {
        let mut flags = Self::default();
        flags.add(command);
        own_command(command, argv).into_iter().for_each(|own| flags.add(own));
        flags
    }

    fn add(&mut self, command: &clap::Command) {
        for arg in command.get_arguments() {
            self.letters.extend(arg.get_short());
            self.longs.extend(arg.get_long().map(str::to_owned));
            let switch = arg.get_long().filter(|_| !arg.get_action().takes_values());
            self.switches.extend(switch.map(str::to_owned));
            self.has_terms |= arg.get_id() == "terms";
        }
        command.get_subcommands().filter(|_| command.get_name() != "duban").for_each(|inner| self.add(inner));
    }

    /// The long flag that stands behind one dash.
    fn long<'a>(&self, text: &'a str) -> Option<&'a str> {
        let name = text.split('=').next().unwrap_or_default();
        self.longs.contains(name).then_some(name)
    }

    fn one_dash(&self, long: &str) -> Refusal {
        let said = said!("`-{long}` 少了一个连字符", "`-{long}` lacks a dash");
        let help = if self.has_terms {
            said!(
                "写作 `--{long}`；要排除含有这个词的事项，写作 `!{long}`",
                "write `--{long}`, or `!{long}` to leave out what holds the word"
            )
        } else {
            said!("写作 `--{long}`", "write `--{long}`")
        };
        Refusal::usage(said).with_help(help)
    }

    /// Whether a text is a term of the filter rather than a flag: a field and a colon, or text that is no flag's.
    fn is_term(&self, text: &str) -> bool {
        let is_field = |name: &str| {
            let name = name.replace('-', "_");
            ["no", "has", "is", "text"].contains(&&*name)
                || FIELDS.iter().any(|field| field.name == name || field.alias == name)
        };
        // A word that begins with the letter of no flag is a word.
        let is_no_flag = |c: char| c.is_alphabetic() && !self.letters.contains(&c);
        text.split_once([':', '：']).is_some_and(|(name, _)| is_field(name)) || text.starts_with(is_no_flag)
    }
}

/// The command that is run: the first word that names one and is not the value of a flag before it.
fn own_command<'a>(command: &'a clap::Command, argv: &[OsString]) -> Option<&'a clap::Command> {
    let takes_value = |text: &str| {
        let is_it = |arg: &&clap::Arg| match text.strip_prefix("--") {
            Some(long) => arg.get_long() == Some(long),
            None => arg.get_short().is_some_and(|short| *text == format!("-{short}")),
        };
        command.get_arguments().find(is_it).is_some_and(|arg| arg.get_action().takes_values())
    };
    let mut words = argv.iter().skip(1);
    while let Some(word) = words.next() {
        if word.to_str().is_some_and(takes_value) {
            words.next();
        } else if let Some(own) = command.find_subcommand(word) {
            return Some(own);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rewritten(line: &str) -> String {
        let argv = line.split(' ').map(OsString::from).collect();
        let argv = negations(&super::super::command(), argv).unwrap_or_default();
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
            ("duban list software -park", "duban list software !park"),
            ("duban list -l folder", "duban list -l folder"),
            ("duban check -A due-soon", "duban check -A due-soon"),
            ("duban -l x list -Asia", "duban -l x list !Asia"),
            ("duban -l set list -o out.csv", "duban -l set list -o out.csv"),
        ] {
            assert_eq!(rewritten(line), expected);
        }
    }

    #[test]
    fn a_long_flag_with_one_dash_is_refused() {
        for line in [
            "duban list -sort due",
            "duban list -count",
            "duban list -limit=3",
            "duban update a -note x",
            "duban -lang zh list",
        ] {
            assert_eq!(rewritten(line), "", "{line}");
        }
        for line in ["duban list -- -sort", "duban list --where -sort", "duban list --sort -count"] {
            assert_eq!(rewritten(line), line);
        }
    }

    #[test]
    fn days_have_a_unit() {
        assert_eq!([days("30d"), days("2w"), days("7")], [Ok(30), Ok(14), Ok(7)]);
        assert!(days("-3d").is_err() && days("soon").is_err() && days("").is_err());
    }
}

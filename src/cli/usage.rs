//! What clap refuses, in the reader's language.

use std::{
    io::{self, IsTerminal as _, Write as _},
    process::ExitCode,
};

use clap::{
    Error,
    builder::StyledStr,
    error::{ContextKind, ContextValue, ErrorKind},
};

use super::{
    context::{complaint, print, variable},
    help::finished,
    say,
};
use crate::{
    lang::{Lang, Said, is_hidden, visible},
    model::{Refusal, Trouble},
    said,
};

/// Prints help or a complaint and returns the exit code.
pub fn tell(mut error: Error) -> ExitCode {
    make_visible(&mut error);
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        let text = shown(&error.render());
        return print(&text).map_or_else(|refusal| refuse(&refusal), |()| ExitCode::SUCCESS);
    }
    if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        // Nobody to tell is no reason to fail otherwise.
        let _ = write!(io::stderr().lock(), "{}", finished(&error.render().to_string()));
    } else if say::lang() == Lang::En {
        let _ = write!(io::stderr().lock(), "{}", error.render());
    } else {
        return refuse(&refusal(&error));
    }
    ExitCode::from(Trouble::Usage as u8)
}

/// Help as standard output takes it.
pub fn shown(help: &StyledStr) -> String {
    let is_coloured = io::stdout().is_terminal() && variable("NO_COLOR").is_none();
    finished(&if is_coloured { help.ansi().to_string() } else { help.to_string() })
}

/// What was given on the command line, without characters that would act on a terminal or begin a line of their own.
fn make_visible(error: &mut Error) {
    let hidden = error.context().filter_map(|(kind, value)| match value {
        ContextValue::String(text) if text.contains(is_hidden) => {
            Some((kind, ContextValue::String(visible(text).into_owned())))
        }
        _ => None,
    });
    for (kind, value) in hidden.collect::<Vec<_>>() {
        error.insert(kind, value);
    }
}

/// Says why nothing was done, and returns the exit code.
pub fn refuse(refusal: &Refusal) -> ExitCode {
    let color = io::stderr().is_terminal() && variable("NO_COLOR").is_none();
    let _ = write!(io::stderr().lock(), "{}", complaint(refusal, say::lang(), color));
    ExitCode::from(refusal.trouble as u8)
}

fn refusal(error: &Error) -> Refusal {
    let value = |kind| error.get(kind).map(text).unwrap_or_default();
    let (argument, given) = (value(ContextKind::InvalidArg), value(ContextKind::InvalidValue));
    let sub = value(ContextKind::InvalidSubcommand);
    let why = std::error::Error::source(error).map(|why| format!("：{why}")).unwrap_or_default();
    let zh = match error.kind() {
        ErrorKind::InvalidValue if given.is_empty() => format!("{argument} 缺少取值"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => format!("{argument} 不能取 `{given}`{why}"),
        ErrorKind::UnknownArgument => format!("不认识参数 `{argument}`"),
        ErrorKind::InvalidSubcommand => format!("没有命令 `{sub}`"),
        ErrorKind::MissingRequiredArgument => format!("缺少参数：{argument}"),
        ErrorKind::MissingSubcommand => "缺少命令".to_owned(),
        ErrorKind::ArgumentConflict => format!("{argument} 不能与 {} 同用", value(ContextKind::PriorArg)),
        ErrorKind::NoEquals => format!("{argument} 与取值之间要有等号"),
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("{argument} 的取值个数不对")
        }
        ErrorKind::InvalidUtf8 => "参数不是 UTF-8 文本".to_owned(),
        _ => error.to_string(),
    };
    let suggested = [
        ContextKind::SuggestedArg,
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedValue,
        ContextKind::ValidValue,
    ];
    let help = match suggested.into_iter().map(value).enumerate().find(|(_, text)| !text.is_empty()) {
        Some((3, known)) => said!("可用：{known}", "known: {known}"),
        Some((_, near)) => said!("是否为 `{near}`？", "did you mean `{near}`?"),
        None => said!("用 --help 查看用法", "see --help"),
    };
    Refusal::usage(Said { en: error.to_string(), zh }).with_help(help)
}

fn text(value: &ContextValue) -> String {
    let text = match value {
        ContextValue::Strings(texts) => texts.join("、"),
        other => other.to_string(),
    };
    visible(&text).into_owned()
}

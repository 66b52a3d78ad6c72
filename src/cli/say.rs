//! The language of help texts: it has to be known before the command line is described, and so before it is parsed.

use std::{env, ffi::OsString, sync::OnceLock};

use crate::lang::Lang;

static HELP: OnceLock<Lang> = OnceLock::new();

/// A help text in the reader's language.
pub fn t(zh: &'static str, en: &'static str) -> &'static str {
    crate::lang::text(zh, en).get(lang())
}

/// The reader's language.
pub fn lang() -> Lang {
    *HELP.get_or_init(Lang::default)
}

/// Settles the reader's language: `--lang` wherever it stands, otherwise the locale.
pub fn settle(argv: &[OsString]) {
    let given = argv.iter().enumerate().find_map(|(at, arg)| {
        let arg = arg.to_str()?;
        match arg.strip_prefix("--lang") {
            Some("") => argv.get(at + 1)?.to_str(),
            Some(value) => value.strip_prefix('='),
            None => None,
        }
    });
    let given = given.and_then(|word| [Lang::Zh, Lang::En].into_iter().find(|lang| lang.word() == word));
    let _ = HELP.set(given.or_else(of_locale).unwrap_or_default());
}

/// The first of the locale variables that is set decides, as everywhere.
fn of_locale() -> Option<Lang> {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(|name| env::var(name).ok());
    locale.into_iter().find(|locale| !locale.is_empty()).and_then(|locale| Lang::of_locale(&locale))
}

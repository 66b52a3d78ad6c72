//! The two languages: fixed texts, sentences with values in them, and who reads which.
//!
//! A text that lacks one of its languages does not compile: [`Text`] and [`said!`](crate::said) ask for both.
//! Nothing here knows what is said.

mod shown;
mod suggest;

use std::fmt;

use chrono::{Datelike as _, NaiveDate};

pub use shown::{alike, folded, is_blank, is_hidden, looks, visible};
pub use suggest::{near_or, nearest, suggest};

/// A language that the program speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// Simplified Chinese.
    Zh,
    /// English, also for every other locale.
    #[default]
    En,
}

impl Lang {
    /// The language of a locale name such as `zh_CN.UTF-8`; `None` for the names that mean "no locale".
    pub fn of_locale(locale: &str) -> Option<Self> {
        let name = locale.split(['.', '@', '_', '-']).next().unwrap_or_default();
        match name {
            "" | "C" | "POSIX" => None,
            "zh" => Some(Self::Zh),
            _ => Some(Self::En),
        }
    }

    /// The word for this language on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Zh => "zh",
            Self::En => "en",
        }
    }
}

/// A fixed text in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text {
    /// In Chinese.
    pub zh: &'static str,
    /// In English.
    pub en: &'static str,
}

impl Text {
    /// The text in one language.
    pub const fn get(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.zh,
            Lang::En => self.en,
        }
    }
}

/// A fixed text in both languages.
pub const fn text(zh: &'static str, en: &'static str) -> Text {
    Text { zh, en }
}

/// A sentence for the user in both languages, made before it is known who reads it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Said {
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

impl Said {
    /// The sentence made once for each language, for sentences with labels in them.
    pub fn each(say: impl Fn(Lang) -> String) -> Self {
        Self { zh: say(Lang::Zh), en: say(Lang::En) }
    }

    /// The sentence in one language.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }

    /// The same without characters that would act on a terminal or begin a line of their own.
    pub fn visible(&self) -> Self {
        Self { zh: visible(&self.zh).into_owned(), en: visible(&self.en).into_owned() }
    }

    /// One sentence below the other.
    pub fn then(mut self, next: &Self) -> Self {
        for (own, next) in [(&mut self.zh, &next.zh), (&mut self.en, &next.en)] {
            own.push_str("\n  ");
            own.push_str(next);
        }
        self
    }
}

impl From<Text> for Said {
    fn from(text: Text) -> Self {
        Self { zh: text.zh.to_owned(), en: text.en.to_owned() }
    }
}

/// In English, for logs and for `anyhow`'s chains; the edge prints in the reader's language.
impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.en)
    }
}

/// A [`Said`] from two format strings, Chinese first: `said!("没有 {id}", "there is no {id}")`.
#[macro_export]
macro_rules! said {
    ($zh:literal, $en:literal $(, $arg:expr)* $(,)?) => {
        $crate::lang::Said { zh: format!($zh $(, $arg)*), en: format!($en $(, $arg)*) }
    };
}

/// Words of others in quotation marks; marks inside become the inner ones.
pub fn quoted(words: &str) -> String {
    format!("“{}”", words.replace('“', "‘").replace('”', "’"))
}

/// A day as it stands in prose.
pub fn day(date: NaiveDate, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{}年{}月{}日", date.year(), date.month(), date.day()),
        Lang::En => date.to_string(),
    }
}

/// "1 commitment", "2 commitments": an English count of a noun with a regular plural.
pub fn count(n: usize, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locale_names_its_language() {
        for (locale, lang) in [
            ("zh_CN.UTF-8", Some(Lang::Zh)),
            ("zh-Hant", Some(Lang::Zh)),
            ("en_GB.utf8", Some(Lang::En)),
            ("de_DE@euro", Some(Lang::En)),
            ("C.UTF-8", None),
            ("POSIX", None),
            ("", None),
        ] {
            assert_eq!(Lang::of_locale(locale), lang, "{locale}");
        }
    }
}

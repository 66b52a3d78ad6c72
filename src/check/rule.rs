//! What a rule is: its name, what it asks and why, and how it looks.

use chrono::NaiveDate;

use super::{found::Found, pair::Pair};
use crate::{
    model::{Edit, Finding, Ledger, Level, Vocabulary},
    page,
    query::Row,
};

pub use crate::model::Lane;

/// How a rule looks.
#[derive(Clone, Copy)]
pub enum Look {
    /// It does not: reading a ledger finds it.
    Reading,
    /// At a ledger, when all of it could be read.
    Ledger(fn(&Ledger, &mut Found)),
    /// At a measure on a day; in lanes that know no day, with everything that was ever entered.
    Measure(fn(&Row<'_>, &mut Found)),
    /// At what stands around the measures of a ledger, when all of it could be read, and at each measure as above.
    Around(fn(&Ledger, &mut Found), fn(&Row<'_>, &mut Found)),
    /// At measures of a ledger, some or all, among everything else in it, when all of it could be read. The keys are those of
    /// a measure that it looks at, none where that depends on the ledger: who changes none of them adds no finding.
    Among(&'static [&'static str], fn(&Ledger, &[Row<'_>], &mut Found)),
    /// At a ledger on a day, when all of it could be read.
    Day(fn(&Ledger, NaiveDate, &mut Found)),
    /// At the ledgers that are checked together: what clashes between them, each with what is found in it.
    Set(fn(&[&Ledger], &mut [Found])),
    /// At a ledger and what it was before, when all of both could be read.
    Change(fn(&Pair<'_>, &mut Found)),
    /// It does not: what is known after all rules have looked finds it.
    Checking,
}

impl Look {
    /// Whether it looks at measures one by one, or at some among the others.
    pub fn is_at_measures(self) -> bool {
        matches!(self, Self::Measure(_) | Self::Around(..) | Self::Among(..))
    }
}

/// What mends a finding without saying anything about the world.
pub type Fix = fn(&Ledger, &Finding) -> Option<Edit>;

/// A rule.
pub struct Rule {
    /// What is known of it by those who only pass its findings on.
    pub about: page::Rule,
    /// When it is asked.
    pub lane: Lane,
    /// How grave a finding is unless somebody says otherwise.
    pub level: Level,
    /// A piece of a ledger in which it finds something; for changes, what it was before comes first, for sets another ledger.
    pub example: &'static [&'static str],
    /// How it looks.
    pub look: Look,
    /// How its findings are mended, when a program may.
    pub fix: Option<Fix>,
}

impl Rule {
    /// The defect, in kebab-case: "allow `this`" reads as English.
    pub fn id(&self) -> &'static str {
        self.about.id
    }
}

impl std::fmt::Debug for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.id())
    }
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.id() == other.id()
    }
}

/// The word of a lane with its labels, where a constant is needed.
pub const fn lane(lane: Lane) -> &'static page::Term {
    &Lane::TERMS[lane as usize]
}

/// The word of a level with its labels, where a constant is needed.
pub const fn level(level: Level) -> &'static page::Term {
    &Level::TERMS[level as usize]
}

/// Declares the rule of a file: its name, lane and level, what it finds, why, the way out, an example, and how it looks.
macro_rules! rule {
    (
        $id:literal, $lane:ident, $level:ident;
        what: $what_zh:literal, $what_en:literal;
        why: $why_zh:literal, $why_en:literal;
        way_out: $way_zh:literal, $way_en:literal;
        example: $($example:literal),+;
        look: $look:ident $(($($how:expr),+))?;
        $(fix: $fix:expr;)?
    ) => {
        /// The rule.
        pub static RULE: $crate::check::Rule = $crate::check::Rule {
            about: $crate::page::Rule {
                id: $id,
                level: $crate::check::rule::level($crate::model::Level::$level),
                lane: $crate::check::rule::lane($crate::check::Lane::$lane),
                what: $crate::lang::text($what_zh, $what_en),
                why: $crate::lang::text($why_zh, $why_en),
                way_out: $crate::lang::text($way_zh, $way_en),
                is_fixable: rule!(@is $($fix)?),
            },
            lane: $crate::check::Lane::$lane,
            level: $crate::model::Level::$level,
            example: &[$($example),+],
            look: $crate::check::Look::$look $(($($how),+))?,
            fix: rule!(@fix $($fix)?),
        };
    };
    (@is) => { false };
    (@is $fix:expr) => { true };
    (@fix) => { None };
    (@fix $fix:expr) => { Some($fix) };
}

pub(super) use rule;

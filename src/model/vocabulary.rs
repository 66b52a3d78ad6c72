//! The closed vocabularies: every word that a ledger or a derived field may hold, with its labels.

use crate::{
    lang::text,
    page::{Term, Tone},
};

/// A closed vocabulary.
pub trait Vocabulary: Copy + PartialEq + 'static {
    /// Every word, in the order in which people list them.
    const ALL: &'static [Self];
    /// The same as terms.
    const TERMS: &'static [Term];

    /// This word with its labels.
    fn term(self) -> &'static Term;

    /// The word that people mean by a text: itself or its label.
    fn from_label(text: &str) -> Option<Self> {
        meant(Self::TERMS, text).and_then(|term| Self::from_word(term.word))
    }

    /// The word that is written like this.
    fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|value| value.term().word == word)
    }
}

/// The term that people mean by a text: its word or its label, in any case, with `_` for `-`.
pub fn meant(terms: &'static [Term], text: &str) -> Option<&'static Term> {
    let wanted = text.trim().to_lowercase().replace('_', "-");
    terms.iter().find(|term| term.word == wanted || term.label.zh == wanted || term.label.en == wanted)
}

macro_rules! vocabulary {
    ($($(#[$doc:meta])* $name:ident { $($variant:ident = $word:literal, $zh:literal, $en:literal, $tone:ident, $about:literal;)+ })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $(#[doc = $about] $variant),+ }

        impl Vocabulary for $name {
            const ALL: &'static [Self] = &[$(Self::$variant),+];
            const TERMS: &'static [Term] = &[$(Term { word: $word, label: text($zh, $en), tone: Tone::$tone }),+];

            fn term(self) -> &'static Term {
                &Self::TERMS[self as usize]
            }
        }
    )+};
}

vocabulary! {
    /// What is said of a measure, always by somebody who is named.
    Status {
        Unreported = "unreported", "待反馈", "unreported", Quiet, "Nothing is known since the reply.";
        NotStarted = "not-started", "未启动", "not started", Plain, "Work has not begun.";
        InProgress = "in-progress", "推进中", "in progress", Busy, "Work goes on.";
        OnHold = "on-hold", "暂缓", "on hold", Warn, "Work rests, for a reason and by somebody's decision.";
        Done = "done", "已报办结", "reported done", Strong, "Claimed to be done.";
        Dropped = "dropped", "终止", "dropped", Plain, "Given up, for a reason and by somebody's decision.";
    }

    /// Where a measure stands: its status, or closed when somebody else confirmed that it is done.
    State {
        Unreported = "unreported", "待反馈", "unreported", Quiet, "Nothing is known since the reply.";
        NotStarted = "not-started", "未启动", "not started", Plain, "Work has not begun.";
        InProgress = "in-progress", "推进中", "in progress", Busy, "Work goes on.";
        OnHold = "on-hold", "暂缓", "on hold", Warn, "Work rests.";
        Done = "done", "已报办结", "reported done", Strong, "Claimed to be done, not confirmed.";
        Closed = "closed", "已销号", "closed", Good, "Done, and confirmed by somebody who is not the owner.";
        Dropped = "dropped", "终止", "dropped", Plain, "Given up.";
    }

    /// What sort of promise it is.
    Kind {
        Deliverable = "deliverable", "成果", "deliverable", Plain, "It can be finished.";
        Standing = "standing", "持续", "standing", Plain, "It goes on, so it is never closed.";
        Recurring = "recurring", "定期", "recurring", Plain, "It is due every period and judged period by period.";
        Target = "target", "目标值", "target", Plain, "A value to be reached.";
    }

    /// How the owner is known.
    OwnerBasis {
        Stated = "stated", "答复函指定", "stated", Plain, "The letter names the office.";
        Inferred = "inferred", "推定", "inferred", Quiet, "Taken from the offices' remits.";
    }

    /// How the deadline is known.
    DueBasis {
        Stated = "stated", "答复函载明", "stated", Plain, "The letter gives it.";
        Agreed = "agreed", "商定", "agreed", Plain, "The owner agreed to it later.";
        Plan = "plan", "规划", "plan", Plain, "A published plan gives it.";
    }

    /// How often a recurring measure is due.
    Every {
        Year = "year", "每年", "every year", Plain, "Once a calendar year.";
        HalfYear = "half-year", "每半年", "every half-year", Plain, "Once from January to June, once from July to December.";
        Quarter = "quarter", "每季度", "every quarter", Plain, "Once a calendar quarter.";
        Month = "month", "每月", "every month", Plain, "Once a calendar month.";
    }

    /// What a verification found.
    Outcome {
        Confirmed = "confirmed", "已核实", "confirmed", Good, "It is as reported.";
        Partly = "partly", "部分属实", "partly", Warn, "Part of it is as reported.";
        NotMet = "not-met", "核实未完成", "not met", Bad, "It is not done.";
        Disputed = "disputed", "有异议", "disputed", Bad, "Somebody contests it.";
    }

    /// How a verification was made.
    Method {
        Documents = "documents", "查阅资料", "documents", Plain, "Papers were read.";
        Phone = "phone", "电话核查", "phone", Plain, "Somebody was asked by telephone.";
        SiteVisit = "site-visit", "现场核实", "site visit", Plain, "Somebody went there.";
        PublicRecord = "public-record", "公开资料", "public record", Plain, "Published material shows it.";
    }

    /// Whether a measure is on time on the as-of date.
    Schedule {
        NoDeadline = "no-deadline", "无明确时限", "no deadline", Quiet, "No date was given, so the clock says nothing.";
        OnTime = "on-time", "正常", "on time", Good, "The deadline is not near.";
        DueSoon = "due-soon", "临近", "due soon", Warn, "The deadline is near.";
        Overdue = "overdue", "逾期", "overdue", Bad, "The deadline has passed.";
        Settled = "settled", "不再计时", "settled", Plain, "Reported done or dropped: the clock has stopped.";
    }

    /// Why a stretch of the letter promises nothing.
    PassageClass {
        Salutation = "salutation", "称谓", "salutation", Quiet, "Whom the letter addresses.";
        Heading = "heading", "标题", "heading", Quiet, "A heading or a run-in name.";
        Background = "background", "背景", "background", Quiet, "Circumstances, guiding thought, how the reply came about.";
        PastResult = "past-result", "既有成绩", "past result", Quiet, "What was done before the reply.";
        Umbrella = "umbrella", "统领句", "umbrella", Quiet, "A lead-in or a summary that the next verbs spell out.";
        Purpose = "purpose", "目的效果", "purpose", Quiet, "The aim or effect that closes a sentence.";
        LegalBasis = "legal-basis", "依据", "legal basis", Quiet, "Laws and documents that are cited.";
        Reason = "reason", "理由", "reason", Quiet, "Why something is so.";
        QuotedAsk = "quoted-ask", "引述建议", "quoted ask", Quiet, "What the proposer asked for.";
        Refusal = "refusal", "不予采纳", "refusal", Quiet, "What will not be done.";
        Conditional = "conditional", "附条件", "conditional", Quiet, "What may be done if something else happens first.";
        Closing = "closing", "结束语", "closing", Quiet, "Courtesy, approval, the feedback slip.";
        Signature = "signature", "落款", "signature", Quiet, "The office and the date.";
        Artefact = "artefact", "页面残留", "artefact", Quiet, "What the web page left in the text.";
    }

    /// What a stretch of the letter comes to, in the few words of a summary.
    Account {
        Commitment = "commitment", "承诺", "commitments", Good, "A measure stands on it.";
        PastResult = "past-result", "既有成绩", "past results", Busy, "What was done before the reply.";
        Background = "background", "背景", "background", Quiet, "Circumstances, lead-ins, aims, reasons, laws.";
        Unpromised = "unpromised", "未作承诺", "not promised", Warn, "An ask, a refusal, a condition.";
        Heading = "heading", "标题", "headings", Strong, "Headings.";
        Courtesy = "courtesy", "礼节", "courtesy", Plain, "Salutation, closing, signature, what a web page left.";
        Nothing = "nothing", "未计入", "nothing", Bad, "Nothing in the ledger accounts for it.";
    }

    /// What became of an anchor in the text of a letter.
    Fate {
        Held = "held", "原处", "held", Good, "It stands where the ledger says.";
        Moved = "moved", "移位", "moved", Busy, "The same words stand elsewhere.";
        Changed = "changed", "改动", "changed", Warn, "Nearly the same words stand there.";
        Gone = "gone", "不见", "gone", Bad, "Nothing like it was found.";
    }

    /// How strong the wording of a promise is.
    Strength {
        Seek = "seek", "研究争取", "seek", Quiet, "It looks into it, tries, considers.";
        Promote = "promote", "推进完善", "promote", Plain, "It goes on with it, pushes, supports, improves.";
        Act = "act", "设立实施", "act", Plain, "It sets up, issues, builds, carries out.";
        Reach = "reach", "完成达到", "reach", Strong, "It finishes or reaches something, with a number or a date.";
    }

    /// Which way an indicator should go.
    Direction {
        Up = "up", "升", "up", Plain, "More is better.";
        Down = "down", "降", "down", Plain, "Less is better.";
    }

    /// What a rule looks at, and so when it is asked.
    Lane {
        Integrity = "integrity", "自身", "integrity", Plain, "The files only: a change turns red for what it changed and never for the day.";
        Clock = "clock", "时限", "clock", Plain, "The files and a day.";
        Change = "change", "改动", "change", Plain, "The files and what they were before.";
    }

    /// How grave a finding is.
    Level {
        Error = "error", "错误", "error", Bad, "The ledger says something wrong or cannot be read.";
        Warning = "warning", "警告", "warning", Warn, "The ledger says something that readers should doubt.";
        Note = "note", "提示", "note", Quiet, "Worth a look.";
    }
}

impl PassageClass {
    /// What it comes to in a summary.
    pub fn account(self) -> Account {
        match self {
            Self::PastResult => Account::PastResult,
            Self::Background | Self::Umbrella | Self::Purpose | Self::LegalBasis | Self::Reason => Account::Background,
            Self::QuotedAsk | Self::Refusal | Self::Conditional => Account::Unpromised,
            Self::Heading => Account::Heading,
            Self::Salutation | Self::Closing | Self::Signature | Self::Artefact => Account::Courtesy,
        }
    }
}

impl Outcome {
    /// Whether it says that something is not as reported.
    pub fn contests(self) -> bool {
        self != Self::Confirmed
    }
}

impl From<Status> for State {
    fn from(status: Status) -> Self {
        match status {
            Status::Unreported => Self::Unreported,
            Status::NotStarted => Self::NotStarted,
            Status::InProgress => Self::InProgress,
            Status::OnHold => Self::OnHold,
            Status::Done => Self::Done,
            Status::Dropped => Self::Dropped,
        }
    }
}

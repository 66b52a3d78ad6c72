//! The columns of the sheet, one row each: what stands above it, how wide it is, who fills it in, how it is read back.

use super::{
    cells::{self, Line},
    schedule,
};
use crate::{
    lang::{Text, text, visible},
    page::SheetCell,
};

/// Who fills a column in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hand {
    /// The program, from the ledger.
    Ledger,
    /// The office that makes a statement.
    Office,
    /// Whoever verifies.
    Verifier,
    /// The program, and people do not see it.
    Program,
}

/// How a column is read when the sheet comes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reads {
    /// It is not: the ledger knows better. What somebody writes over it is refused.
    Nothing,
    /// The id of the measure.
    Id,
    /// The fingerprint of the record.
    Fingerprint,
    /// Text as it was written.
    Words,
    /// A date.
    Date,
    /// A period such as 2026 or 2026-01.
    Period,
    /// A status of a measure.
    Status,
    /// The result of a verification.
    Outcome,
    /// How a verification was made.
    Method,
    /// Text that stays in the sheet, because the ledger has no key for it.
    Unkept,
}

/// A column.
pub struct Column {
    /// Its name in the program and in CSV that machines read.
    pub key: &'static str,
    /// What stands above it.
    pub head: Text,
    /// Its width in the full sheet, in characters of half width; zero when it is not there.
    pub full: u16,
    /// Its width in the short one.
    pub short: u16,
    /// Who fills it in.
    pub hand: Hand,
    /// How it is read back.
    pub reads: Reads,
    /// What whoever fills it in is told.
    pub hint: Text,
    /// The column in which somebody should write what they write over this one; empty where only the ledger's keeper may.
    pub instead: &'static str,
    /// What the program writes in it.
    cell: fn(&Line<'_>) -> SheetCell,
}

impl Column {
    /// The cell of a line. What no file can hold, or would not bring back, is written as an escape.
    pub fn cell(&self, line: &Line<'_>) -> SheetCell {
        let mut cell = (self.cell)(line);
        if cell.text.contains(is_unwritable) {
            let text = cell.text.replace("\r\n", "\n");
            let shown = text.split_inclusive(is_unwritable).map(|part| {
                let (own, mark) = part.split_at(part.trim_end_matches(is_unwritable).len());
                format!("{own}{}", visible(mark))
            });
            cell.text = shown.collect();
        }
        cell
    }
}

/// Controls that are neither a line break nor a tab.
fn is_unwritable(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\t')
}

impl std::fmt::Debug for Column {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.key)
    }
}

macro_rules! columns {
    ($($key:literal $zh:literal $en:literal, $full:literal $short:literal, $hand:ident $reads:ident $(($instead:literal))?, $cell:expr $(, $hint_zh:literal $hint_en:literal)?;)+) => {
        /// Every column, in the order of the sheet.
        pub const COLUMNS: &[Column] = &[$(Column {
            key: $key,
            head: text($zh, $en),
            full: $full,
            short: $short,
            hand: Hand::$hand,
            reads: Reads::$reads,
            hint: columns!(@hint $($hint_zh $hint_en)?),
            instead: columns!(@instead $($instead)?),
            cell: $cell,
        }),+];
    };
    (@hint $zh:literal $en:literal) => { text($zh, $en) };
    (@hint) => { text("", "") };
    (@instead $key:literal) => { $key };
    (@instead) => { "" };
}

// The order of a Chinese office's register, then what the owner fills in, then what a verifier does.
columns! {
    "no" "序号" "no.", 5 5, Ledger Nothing, cells::number;
    "id" "编号" "id", 15 0, Ledger Id, cells::id;
    "proposal" "提案号/案由" "proposal", 14 0, Ledger Nothing, cells::proposal;
    "proposer" "提案人" "proposer", 10 0, Ledger Nothing, cells::proposer;
    "promise" "承诺事项（原文出处）" "promise (where in the letter)", 16 0, Ledger Nothing, cells::promise;
    "task" "工作任务" "task", 20 27, Ledger Nothing, cells::task;
    "kind" "事项类型" "kind", 12 0, Ledger Nothing, cells::kind;
    "owner" "牵头单位" "owner", 14 21, Ledger Nothing, cells::owner;
    "support" "配合单位" "support", 10 0, Ledger Nothing, cells::support;
    "person" "责任人（选填）" "person in charge (optional)", 8 0, Office Unkept, cells::empty, "只留在表中，不入台账" "stays in the sheet; the ledger keeps no persons";
    "first_due" "完成时限（原定）" "deadline (first)", 12 0, Ledger Nothing, cells::first_due;
    "due" "现行时限/调整次数" "deadline now / times moved", 12 0, Ledger Nothing, cells::due_moved;
    "due_now" "完成时限" "deadline", 0 12, Ledger Nothing, cells::due_now;
    "figures" "目标值/基期值/最新值" "target / baseline / latest", 15 0, Ledger Nothing("said_note"), cells::figures;
    "progress" "进展情况" "progress", 24 38, Ledger Nothing("said_note"), cells::progress;
    "problem" "存在问题" "problems", 13 16, Ledger Nothing("said_problem"), cells::problem;
    "next" "下一步措施" "next steps", 13 0, Ledger Nothing("said_next"), cells::next;
    "state" "办理状态" "state", 10 10, Ledger Nothing("said_status"), cells::state;
    "warning" "进度预警" "schedule", 13 16, Ledger Nothing("said_note"), schedule::warning;
    "evidence" "佐证材料" "evidence", 21 0, Ledger Nothing("paper_title"), cells::evidence;
    "verified" "核实情况" "verification", 17 0, Ledger Nothing("found_note"), cells::verified;
    "feedback" "委员评价" "the proposer's rating", 10 0, Ledger Nothing, cells::feedback;
    "heard" "最近更新" "last heard", 12 0, Ledger Nothing("said_date"), cells::heard;
    "closed" "销号（日期/依据）" "closed (date / basis)", 13 0, Ledger Nothing("found_note"), cells::closed;
    "note" "备注" "remarks", 12 0, Ledger Nothing("said_note"), cells::note;
    "said_status" "本次办理状态" "status now", 11 0, Office Status, cells::empty, "从下拉列表中选；没有变化的留空；推进中、已报办结须附佐证材料" "choose from the list; leave it empty when nothing changed; in progress and done need evidence";
    "said_note" "本次进展情况" "progress now", 30 0, Office Words, cells::empty, "只写本次的新情况，没有就留空" "only what is new; leave it empty when nothing is";
    "said_problem" "本次存在问题" "problems now", 16 0, Office Words, cells::empty, "仍有的问题也写上" "also those that remain";
    "said_next" "本次下一步措施" "next steps now", 16 0, Office Words, cells::empty;
    "said_period" "所属周期" "period", 9 0, Office Period, cells::period, "仅年度事项填，如 2026；其他留空" "for what recurs only, such as 2026";
    "said_by" "反馈单位" "said by", 14 0, Office Words, cells::speaker, "单位名称或编号" "the office's name or id";
    "said_date" "反馈日期" "said on", 12 0, Office Date, cells::empty, "写作 2026-01-15" "written 2026-01-15";
    "paper_title" "佐证材料名称" "evidence: title", 18 0, Office Words, cells::empty, "一件材料的标题；台账已有的可写其编号" "the title of one paper, or its id where the ledger has it";
    "paper_publisher" "材料发布单位" "evidence: publisher", 12 0, Office Words, cells::empty;
    "paper_date" "材料发布日期" "evidence: published", 12 0, Office Date, cells::empty, "写作 2026-01-15" "written 2026-01-15";
    "paper_url" "材料网址" "evidence: address", 18 0, Office Words, cells::empty;
    "found_result" "核实结果" "finding", 10 0, Verifier Outcome, cells::empty, "从下拉列表中选" "choose from the list";
    "found_method" "核实方式" "how it was found", 10 0, Verifier Method, cells::empty, "从下拉列表中选" "choose from the list";
    "found_by" "核实单位" "found by", 12 0, Verifier Words, cells::empty, "不能是牵头单位" "not the owner";
    "found_date" "核实日期" "found on", 12 0, Verifier Date, cells::empty, "写作 2026-01-15" "written 2026-01-15";
    "found_note" "核实说明" "what was seen", 22 0, Verifier Words, cells::empty;
    "fingerprint" "校验码" "fingerprint", 10 0, Program Fingerprint, cells::fingerprint;
}

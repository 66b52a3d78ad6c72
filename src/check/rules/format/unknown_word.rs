//! `unknown-word`: a word that the vocabulary of its key does not have.

use crate::check::rule::rule;

rule! {
    "unknown-word", Integrity, Error;
    what: "没有这个取值", "a word that its key does not have";
    why: "状态、类型、核实结果各有固定的词，筛选、报告和脚本都靠它们。",
        "Statuses, kinds and findings have fixed words, on which filters, reports and scripts rely.";
    way_out: "改成所提示的词；要多说的话写在 note 里。", "Use one of the words that are named; more is said in note.";
    example: "[measure.mend-windmills]\ntitle = \"修好七座风车\"\nkind = \"deliverable\"\nstatus = \"finished\"\n";
    look: Reading;
}

//! `missing-key`: a key that has to be there is not.

use crate::check::rule::rule;

rule! {
    "missing-key", Integrity, Error;
    what: "缺少必填的字段", "a key that has to be there is missing";
    why: "没有日期、署名、时期或单位的话，别人无从核对。", "What is said without its date, its speaker, its period or its unit cannot be checked by anybody.";
    way_out: "补上；`duban schema` 列出全部字段及其含义。", "Add it; `duban schema` lists all keys and what they mean.";
    example: "[measure.mend-windmills]\ntitle = \"修好七座风车\"\n";
    look: Reading;
}

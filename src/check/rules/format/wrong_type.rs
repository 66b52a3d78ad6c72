//! `wrong-type`: a value of another type than its key has.

use crate::check::rule::rule;

rule! {
    "wrong-type", Integrity, Error;
    what: "取值的类型不对", "a value of another type than its key has";
    why: "读不成日期、数字或列表的值等于没有填。", "What cannot be read as a date, a number or a list counts as not given.";
    way_out: "按所提示的写法改：日期不加引号，列表用方括号。", "Write it as suggested: dates without quotes, lists in brackets.";
    example: "[measure.mend-windmills]\ntitle = \"修好七座风车\"\nkind = \"deliverable\"\ndue = \"2025-06-30\"\n";
    look: Reading;
}

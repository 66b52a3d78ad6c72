//! `bad-span`: a range that ends before it begins.

use crate::check::rule::rule;

rule! {
    "bad-span", Integrity, Error;
    what: "位置的终点不在起点之后", "a range that does not end behind its start";
    why: "位置是这项承诺在答复函中的凭据，空的区间什么也指不到。", "A span is the proof that the promise stands in the letter; an empty one points at nothing.";
    way_out: "写作 [起点, 终点]，按字数，含起点不含终点。", "Write [START, END] in characters, the start included and the end not.";
    example: "[measure.mend-windmills]\ntitle = \"修好七座风车\"\nkind = \"deliverable\"\nspan = [[16, 10]]\n";
    look: Reading;
}

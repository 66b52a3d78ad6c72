//! `unknown-key`: a key that the format does not know.

use crate::check::rule::rule;

rule! {
    "unknown-key", Integrity, Warning;
    what: "格式中没有的字段", "a key that the format does not know";
    why: "多半是笔误：写错的字段不会起作用，也不会有人看到。", "It is a slip, as a rule: what stands under a misspelt key has no effect and nobody sees it.";
    way_out: "改成所提示的字段；自己要记的话写在 note 里。", "Use the key that is suggested; words of your own go into note.";
    example: "[measure.mend-windmills]\ntitle = \"修好七座风车\"\nkind = \"deliverable\"\nowners = \"works\"\n";
    look: Reading;
}

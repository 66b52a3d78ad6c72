//! `toml-syntax`: the text is not TOML.

use crate::check::rule::rule;

rule! {
    "toml-syntax", Integrity, Error;
    what: "文件中有不合 TOML 语法的地方", "the file is not TOML in some place";
    why: "读不懂的地方说了什么，谁也不知道；其余记录仍会列出，但这份台账不能作数。",
        "Nobody knows what an unreadable part says. The other records are still listed, but the ledger cannot be relied on.";
    way_out: "按所标位置改正；一次列出全部语法错误。", "Mend it where it is marked; every syntax error is listed at once.";
    example: "[measure.mend-windmills]\ntitle = \"修好七座风车\nkind = \"deliverable\"\n";
    look: Reading;
}

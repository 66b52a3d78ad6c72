//! `bad-id`: an id that cannot be named on a command line.

use crate::check::rule::rule;

rule! {
    "bad-id", Integrity, Error;
    what: "编号不是英文字母开头，或含有字母、数字、- 和 _ 以外的字符", "an id that does not begin with an ASCII letter or holds other signs than letters, digits, - and _";
    why: "编号要能写在命令行、网址和表格里；以数字开头会被当成序号。",
        "Ids are written on command lines, in addresses and in spreadsheets; one that begins with a digit would be a place in the file.";
    way_out: "改用 mend-windmills 这样的编号。已经公布的编号不要再改。", "Use an id like mend-windmills. One that has been published is not changed any more.";
    example: "[measure.\"7 windmills\"]\ntitle = \"修好七座风车\"\nkind = \"deliverable\"\n";
    look: Reading;
}

//! `malformed-hash`: what stands for the letter's SHA-256 is none.

use crate::{
    check::{Found, rule::rule},
    model::Ledger,
    said,
};

rule! {
    "malformed-hash", Integrity, Error;
    what: "letter.sha256 不是 64 位十六进制数字", "letter.sha256 is not 64 hexadecimal digits";
    why: "校验值认定台账所依据的正是哪一份文本；写错了就谁也对不上。",
        "The hash says which text the ledger was made from; a wrong one fits no text at all.";
    way_out: "对答复函的纯文本（UTF-8、LF 换行、无 BOM）运行 sha256sum，抄入结果。",
        "Run sha256sum on the letter's plain text (UTF-8, LF line ends, no byte order mark) and copy the result.";
    example: "[reply]\nnumber = \"9001\"\ntitle = \"关于修好乌有市风车的建议\"\ndate = 2024-03-01\nletter = { sha256 = \"c36e\" }\n";
    look: Ledger(look);
}

fn look(ledger: &Ledger, found: &mut Found) {
    let Some(letter) = ledger.reply().and_then(|reply| reply.letter.as_deref()) else { return };
    let is_hash = |text: &str| text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    if letter.sha256.as_deref().is_some_and(|text| !is_hash(text)) {
        let said = said!("这不是 SHA-256：应是 64 位十六进制数字", "this is no SHA-256, which has 64 hexadecimal digits");
        let help = said!("对答复函的文本运行 sha256sum", "run sha256sum on the letter's text");
        found.in_file(letter.sha256.span().unwrap_or(letter.stands.0), said, help);
    }
}

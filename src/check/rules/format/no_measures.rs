//! `no-measures`: there is nothing to check.

use crate::{
    check::{Found, rule::rule},
    model::{Ledger, Span},
    said,
};

rule! {
    "no-measures", Integrity, Error;
    what: "台账中一项承诺也没有", "a ledger without a measure";
    why: "没有可查的东西不等于查过了：空台账多半是文件被截断、误清空或读错了地方。",
        "Nothing to check is not the same as checked: an empty ledger was cut off, emptied by mistake, or is the wrong file.";
    way_out: "用 duban add 登记承诺；若文件本不该空，从 git 取回。", "Add measures with duban add; if the file should not be empty, take it back from git.";
    example: "[org.papers]\nname = \"乌有市文书局\"\n";
    look: Ledger(look);
}

fn look(ledger: &Ledger, found: &mut Found) {
    if !ledger.measures().is_empty() {
        return;
    }
    let at = ledger.reply().map_or(Span::default(), |reply| reply.stands.0);
    let help = said!("用 duban add 登记承诺", "add measures with duban add");
    found.in_file(at, said!("台账中一项承诺也没有", "the ledger has no measures"), help);
}

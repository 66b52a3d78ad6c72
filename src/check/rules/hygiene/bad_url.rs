//! `bad-url`: an address that nobody can follow.

use crate::{
    check::{Found, rule::rule},
    model::{Collection, Ledger},
    said,
};

rule! {
    "bad-url", Integrity, Warning;
    what: "网址不是以 http:// 或 https:// 开头，或含有空格", "an address that does not begin with http:// or https://, or has spaces in it";
    why: "佐证要人人点得开；别的写法打不开，网页里也不会做成链接。", "Evidence has to be open to everybody; anything else cannot be followed and is no link on a page.";
    way_out: "写完整的网址；没有公开网址的，删去 url，在 title 里写明在哪里能看到。",
        "Write the whole address; where there is none, remove url and say in title where it can be seen.";
    example: "[evidence.kite-news]\ntitle = \"风筝新闻\"\npublisher = \"watch\"\npublished = 2024-08-01\nurl = \"example.invalid/kites\"\n";
    look: Ledger(look);
}

fn look(ledger: &Ledger, found: &mut Found) {
    let is_bad = |url: &str| {
        let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
        rest.is_none_or(|rest| rest.is_empty() || rest.contains(char::is_whitespace))
    };
    let said = || said!("这个网址打不开", "this address cannot be followed");
    let help = || said!("写作 https://…，不含空格", "write https://…, without spaces");
    let reply = ledger.reply().map(|reply| &reply.url);
    for url in reply.into_iter().filter(|url| url.as_deref().is_some_and(is_bad)) {
        found.in_file(url.span().unwrap_or_default(), said(), help());
    }
    for paper in ledger.document.evidence.iter().filter(|paper| paper.url.as_deref().is_some_and(is_bad)) {
        found.in_record((Collection::Evidence, &paper.id), paper.url.span(), said(), help());
    }
}

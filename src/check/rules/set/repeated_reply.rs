//! `repeated-reply`: two ledgers of a set keep the same reply.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::{
    check::{Found, rule::rule},
    lang::folded,
    model::{Ledger, Reply, Span},
    said,
};

rule! {
    "repeated-reply", Integrity, Error;
    what: "两本台账记的是同一件答复函：答复函文本相同，或编号、地区、日期都相同",
        "two ledgers of one reply: the same letter, or the same number, place and date";
    why: "同一项承诺会数两遍，进展记在两处，谁也不知道哪一本是准的。",
        "Its promises are counted twice, news goes to one of the two, and nobody knows which one holds.";
    way_out: "是同一件就只留一本，把另一本的记录并入；不是就在 [reply] 中写明 place 或改正编号、日期。",
        "Keep one of them and move the other's entries into it; if they are two replies, give each its place, or mend number or date in [reply].";
    example: "[reply]\nnumber = \"9001\"\ntitle = \"关于修好乌有市风车的建议\"\ndate = 2024-03-01\n",
        "[reply]\nnumber = \"9001\"\ntitle = \"关于修好风车的建议\"\ndate = 2024-03-01\n";
    look: Set(look);
}

/// What no two replies have in common.
#[derive(PartialEq, Eq, Hash)]
enum Mark {
    Letter(String),
    Number { number: String, place: Option<String>, date: NaiveDate },
}

fn look(ledgers: &[&Ledger], found: &mut [Found]) {
    let mut seen: HashMap<Mark, (&Ledger, Span)> = HashMap::new();
    for (ledger, found) in ledgers.iter().zip(found) {
        let Some(reply) = ledger.reply() else { continue };
        let mut is_told = false;
        for (mark, at) in marks(reply) {
            match seen.get(&mark) {
                Some((other, before)) if !is_told => {
                    let other = other.source.place(before.start as usize);
                    let said = match mark {
                        Mark::Letter(_) => said!("{other} 记的是同一份文本", "{other} is about the same letter"),
                        Mark::Number { .. } => {
                            said!(
                                "{other} 的编号、地区和日期相同",
                                "{other} has the same number, place and date"
                            )
                        }
                    };
                    let help = said!("只留一本，或写出两者的不同", "keep one of them, or say in what they differ");
                    found.in_file(at, said, help);
                    is_told = true;
                }
                Some(_) => {}
                None => drop(seen.insert(mark, (*ledger, at))),
            }
        }
    }
}

/// What a reply is known by, each with its place.
fn marks(reply: &Reply) -> Vec<(Mark, Span)> {
    let hash = reply.letter.as_deref().and_then(|letter| Some((letter.sha256.as_deref()?, letter.sha256.span()?)));
    // What is no hash stands for no text; another rule says so.
    let is_hash = |text: &str| text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let letter = hash
        .filter(|(hash, _)| is_hash(hash))
        .map(|(hash, at)| (Mark::Letter(hash.to_ascii_lowercase()), at));
    let place = reply.place.as_deref().map(folded).filter(|place| !place.is_empty());
    let number = reply.number.as_deref().map(folded).filter(|number| !number.is_empty());
    let known = number.zip(reply.number.span()).zip(reply.date.copied());
    let number = known.map(|((number, at), date)| (Mark::Number { number, place, date }, at));
    letter.into_iter().chain(number).collect()
}
